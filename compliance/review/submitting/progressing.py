"""How far a check has come: heard from the threads that read and judge, written to its row by one thread alone."""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.utils import Error as DatabaseFault
from django.utils import timezone

from compliance.review.models import Check, CheckState

HEARTBEAT_EVERY = 2.0  # seconds
TICK = 0.5  # seconds between two writes of what has changed
_PAGE = re.compile(r"读取文件 (.+) (\d+)/\d+")  # as reading tells it, page by page
_LONGEST_STEP = 300  # characters

log = logging.getLogger(__name__)


class CheckEnded(Exception):
    """The check is to stop: it was cancelled, or another worker has it."""


class Pulse:
    """The signs of life of one attempt at a check.

    `step` and `judged` are called from any thread and touch no database; they raise CheckEnded once the check is to
    stop. `tick` writes what they heard.
    """

    def __init__(self, check: Check) -> None:
        self._check = check
        self._lock = threading.Lock()
        self._pages: dict[str, int] = {}  # pages read of each file
        self._told: dict[str, object] = {}  # fields of the row, not yet written
        self._beat = 0.0
        self.ended = self.was_cancelled = False

    def step(self, step: str) -> None:
        """A step begins, or another page of a file is read."""
        self._go_on()
        with self._lock:
            if page := _PAGE.fullmatch(step):
                self._pages[page[1]] = int(page[2])
                self._told["pages_read"] = sum(self._pages.values())
            self._told["step"] = step[:_LONGEST_STEP]

    def judged(self, done: int, total: int) -> None:
        """So many of so many items are judged."""
        self._go_on()
        with self._lock:
            self._told |= {"items_judged": done, "items_total": total}

    def tick(self) -> None:
        """Write what was heard, and the heartbeat when it is due; learn whether the check is to stop."""
        mine = Check.objects.filter(pk=self._check.pk, attempts=self._check.attempts, state=CheckState.RUNNING)
        asked = mine.values_list("cancel_requested", flat=True).first()
        if asked is None or asked:
            self.was_cancelled, self.ended = bool(asked), True
        with self._lock:
            told, self._told = self._told, {}
        due = time.monotonic() - self._beat >= HEARTBEAT_EVERY
        if not told and not due:
            return
        try:
            mine.update(heartbeat=timezone.now(), **told)
        except DatabaseFault:
            with self._lock:
                self._told = told | self._told
            raise
        self._beat = time.monotonic()

    @contextmanager
    def beating(self) -> Iterator[None]:
        """While the block runs, a thread of its own ticks, however busy this one is."""
        over = threading.Event()

        def beat() -> None:
            try:
                while not over.wait(TICK):
                    try:
                        self.tick()
                    except DatabaseFault:  # busy or away for a moment: the next tick tries again
                        log.warning("no heartbeat for check %s", self._check.pk, exc_info=True)
            finally:
                connection.close()

        thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def _go_on(self) -> None:
        if self.ended:
            raise CheckEnded
