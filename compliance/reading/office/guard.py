"""Runs one program within limits, and ends it with all that it started, whatever becomes of the caller.

Started as a script of its own: python -I -S guard.py SECONDS MEMORY FILE PROGRAM ARGUMENT…, with a pipe as
standard input. SECONDS is the time allowed, MEMORY and FILE the bytes of address space and of a single file. When the
pipe closes, because the caller gave up or was killed, the program ends at once. The exit code is the program's own,
128 + n where signal n ended it, 124 where the time was up.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

TIME_UP = 124  # as timeout(1) has it
_ABANDONED = 125


def main(arguments: list[str]) -> None:
    """Run the program of the arguments and exit with its code; see the module."""
    seconds, memory, file = float(arguments[0]), int(arguments[1]), int(arguments[2])
    _bound(memory, file)
    # A session of its own, so that the program and its helpers can be ended together, and nothing besides them.
    child = subprocess.Popen(arguments[3:], stdin=subprocess.DEVNULL, start_new_session=True)
    threading.Thread(target=_when_abandoned, args=(child,), daemon=True).start()
    timer = threading.Timer(seconds, _end, (child, TIME_UP))
    timer.daemon = True
    timer.start()
    code = child.wait()
    _end(child, code if code >= 0 else 128 - code)


def _bound(memory: int, file: int) -> None:
    if sys.platform == "win32":
        return  # Windows has no such limits; the time holds there too
    import resource

    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, file), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(kind)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (allowed, allowed))
        except (OSError, ValueError):
            continue  # macOS knows no bound on address space


def _when_abandoned(child: subprocess.Popen[bytes]) -> None:
    while os.read(0, 1024):
        pass
    _end(child, _ABANDONED)


def _end(child: subprocess.Popen[bytes], code: int) -> None:
    """End the program and all that it started, and then this process, whose other threads may still wait."""
    if sys.platform == "win32":
        taskkill = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "taskkill.exe")
        subprocess.run([taskkill, "/F", "/T", "/PID", str(child.pid)], capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    os._exit(code)


if __name__ == "__main__":
    main(sys.argv[1:])
