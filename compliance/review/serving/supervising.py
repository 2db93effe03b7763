"""Looks after the workers while the server runs: starts them, replaces those that die, finds lost checks again."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from types import TracebackType

from django.db import close_old_connections, connection

from compliance.reading.isolation.parent import kill_tree
from compliance.review.submitting import checking

# -P: a file in the working folder must not pass for a module.
_COMMAND = (sys.executable, "-P", "-m", "compliance.review.serving.worker", "--with-parent")
_LOOK_EVERY = 0.5  # seconds
_REQUEUE_EVERY = 5.0  # seconds
_REST = (
    2.0  # seconds from a worker's start until the next may take its place, so that one that cannot start does not spin
)
_GIVE_BACK_WITHIN = 5.0  # seconds for a worker to put its check back into the queue

log = logging.getLogger(__name__)


class Supervisor:
    """While it is entered, so many workers run; when it is left, none does."""

    def __init__(self, workers: int) -> None:
        self._workers = [_Worker() for _ in range(workers)]
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="supervisor", daemon=True)

    def __enter__(self) -> Supervisor:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        """Linux ends a worker with the thread that started it: this one starts them all, and outlives them."""
        requeued = 0.0
        try:
            while not self._over.wait(_LOOK_EVERY):
                for worker in self._workers:
                    worker.see_to()
                if time.monotonic() - requeued >= _REQUEUE_EVERY:
                    requeued = time.monotonic()
                    _requeue()
        finally:
            for worker in self._workers:
                worker.ask_to_end()
            for worker in self._workers:
                worker.end()
            connection.close()


class _Worker:
    """A place for one worker process."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._started = -_REST

    def see_to(self) -> None:
        """Start a process where none runs."""
        if self._process is not None:
            code = self._process.poll()
            if code is None:
                return
            log.error("a worker ended (%s)", code)
            self.end()
        if time.monotonic() - self._started >= _REST:
            self._started = time.monotonic()
            self._process = subprocess.Popen(
                _COMMAND,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                env={**os.environ, "DJANGO_SETTINGS_MODULE": "compliance.review.settings"},
                start_new_session=True,  # Ctrl+C is the server's to handle
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )

    def ask_to_end(self) -> None:
        """Its input ends: it gives back what it works on, and leaves."""
        if self._process is not None and self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()

    def end(self) -> None:
        """See that it is gone, with everything that it started."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin is not None:
            with suppress(OSError):
                process.stdin.close()
        with suppress(subprocess.TimeoutExpired):
            process.wait(_GIVE_BACK_WITHIN)
        if process.poll() is None:
            kill_tree(process.pid)
        process.wait()


def _requeue() -> None:
    try:
        close_old_connections()
        checking.requeue_lost()
    except Exception:  # the database may be away for a moment; the next look comes soon
        log.exception("lost checks could not be looked for")
