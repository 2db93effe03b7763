"""How far a long read has come: readers tell it page by page, whoever waits for them listens."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[int, int], None]

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


def tell(done: int, total: int) -> None:
    """Called by readers: `done` of `total` pages (or sheets, or entries) are read."""
    listener = _listener.get()
    if listener is not None:
        listener(done, total)


def at_most_every(seconds: float, listener: Listener) -> Listener:
    """A listener that passes on no more than one call in so many seconds, and every last page."""
    last = -seconds

    def hear(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if done == total or now - last >= seconds:
            last = now
            listener(done, total)

    return hear


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """While the block runs, `listener` hears what readers tell in this thread."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
