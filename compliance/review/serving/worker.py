"""The background worker: `python -m compliance.review.serving.worker` takes checks from the queue, one at a time.

`--with-parent` is how `compliance serve` starts it: it ends when its standard input does, which is when the server
ends, however that ends. What it works on goes back into the queue first.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import sys
import threading
from collections.abc import Sequence

_PR_SET_PDEATHSIG, _SIGKILL = 1, 9
_ASK_EVERY = 0.5  # seconds between two looks into an empty queue


def main(arguments: Sequence[str] | None = None) -> None:
    """Work until asked to end."""
    parser = argparse.ArgumentParser(prog="python -m compliance.review.serving.worker", description="后台检查")
    parser.add_argument("--with-parent", action="store_true", help="随启动它的程序一起结束")
    chosen = parser.parse_args(arguments)
    if chosen.with_parent:
        _end_with_parent()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compliance.review.settings")
    import django

    django.setup()
    from django.utils.crypto import get_random_string
    from django_tasks_db.management.commands.db_worker import Worker

    worker = Worker(
        queue_names=["default"],
        excluded_queue_names=[],
        interval=_ASK_EVERY,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
    )
    if not chosen.with_parent:
        worker.configure_signals()
    worker.run()


def _end_with_parent() -> None:
    """Linux kills this process with its parent; everywhere else, the pipe from it ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
    threading.Thread(target=_wait_for_the_end, name="parent", daemon=True).start()


def _wait_for_the_end() -> None:
    while sys.stdin.buffer.read(1):
        pass
    try:
        running = sys.modules.get("compliance.review.submitting.running")  # where it was never loaded, nothing runs
        if running is not None:
            running.give_back()
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
