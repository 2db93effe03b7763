"""Temporary folders that nobody else can read, and that do not outlive the process that made them."""

from __future__ import annotations

import os
import re
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psutil

_NAME = re.compile(r"compliance-(\d{1,10})-(\d{1,15})-\w+")
# Hundredths of a second by which two readings of one start time may differ: Linux tells its boot time in whole seconds.
_TOLERANCE = 200
_TRIES = 5  # Windows refuses to delete what a dying process still has open


@contextmanager
def private_folder() -> Iterator[Path]:
    """A new folder under the system's temporary one, for this user only (mode 700), gone with everything in it after.

    Its name, compliance-<pid>-<start of the process>-<random>, says whose it is: should the process be killed, a
    later one removes it, since each sweeps before it makes its first. Raises OSError where none can be made.
    """
    _sweep_once(os.getpid())
    folder = Path(tempfile.mkdtemp(prefix=f"compliance-{os.getpid()}-{_started(psutil.Process())}-"))
    try:
        yield folder
    finally:
        _remove(folder)


def sweep_abandoned() -> int:
    """Remove the private folders whose process is dead; how many are gone.

    Looks only at folders of that name directly under the system's temporary one that belong to the same user, and
    follows no link. Never raises: what cannot be removed stays for the next time.
    """
    try:
        with os.scandir(tempfile.gettempdir()) as entries:
            found = [Path(entry.path) for entry in entries if _is_abandoned(entry)]
    except OSError:
        return 0
    return sum(_remove(folder) for folder in found)


@cache
def _sweep_once(pid: int) -> int:
    return sweep_abandoned()


def _is_abandoned(entry: os.DirEntry[str]) -> bool:
    named = _NAME.fullmatch(entry.name)
    if not named:
        return False
    try:
        about = entry.stat(follow_symlinks=False)
    except OSError:
        return False
    if not stat.S_ISDIR(about.st_mode):
        return False
    if sys.platform == "win32":
        if about.st_reparse_tag:  # a junction is no symbolic link, but leads elsewhere just so
            return False
    elif about.st_uid != os.geteuid():
        return False
    return not _is_alive(int(named[1]), int(named[2]))


def _is_alive(pid: int, started: int) -> bool:
    """Whether that very process still runs; another that got its number later is not it."""
    try:
        process = psutil.Process(pid)
        return process.status() != psutil.STATUS_ZOMBIE and abs(_started(process) - started) <= _TOLERANCE
    except psutil.NoSuchProcess:
        return False
    except (psutil.Error, OSError, OverflowError, ValueError):
        return True  # not ours to tell


def _started(process: psutil.Process) -> int:
    """When a process started, in hundredths of a second, unmoved when somebody sets the clock."""
    # Linux counts from its boot and adds the boot time by the clock of today, so that is taken off again.
    origin = psutil.boot_time() if sys.platform == "linux" else 0.0
    return round((process.create_time() - origin) * 100)


def _remove(folder: Path) -> bool:
    """Delete a folder with all that is in it, following no link; whether it is gone."""
    for attempt in range(_TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return True
        _unlock(folder)
        time.sleep(0.02 * 2**attempt)
    return False


def _unlock(folder: Path) -> None:
    """Give the owner back the right to delete, which a program may have taken from folders that it made."""
    try:
        for top, folders, _ in os.walk(folder):
            for path in (Path(top, name) for name in folders):
                if not path.is_symlink():
                    path.chmod(0o700)
    except OSError:
        return
