"""The same work for many documents, on all processors where the system lets a process be copied; results in order."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar, cast

from threadpoolctl import threadpool_limits

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
# Copying a process and sending results back costs more than a few documents do.
_WORTHWHILE = 50
# Items that are sent to a copy at once: sending costs less, and no copy is left with the last long row of them.
_TOGETHER = 4

# What copies of this process work on: they find it here, so that nothing but numbers and results is sent.
_job: tuple[Callable[..., object], Sequence[object]] | None = None


def each(
    work: Callable[[_Item], _Result], items: Sequence[_Item], *, of: int | None = None, together: int = _TOGETHER
) -> list[_Result]:
    """The result for each item, in the items' order; the results must be picklable.

    `of` is how many documents the work is about, where that is not the number of items. Each copy uses one thread.
    To be called before a model is fitted or asked in this process: one whose helper threads have run is not safely
    copied, and nothing here can tell. Raises what `work` raises, and BrokenProcessPool where the system ends a copy.
    """
    global _job
    processes = min(available_processors(), len(items))
    # Only Linux copies a process safely; elsewhere one processor does it all.
    if sys.platform != "linux" or processes < 2 or (len(items) if of is None else of) < _WORTHWHILE:
        return [work(item) for item in items]
    _job = work, items
    try:
        with ProcessPoolExecutor(processes, get_context("fork"), threadpool_limits, (1,)) as pool:
            return cast("list[_Result]", list(pool.map(_done, range(len(items)), chunksize=together)))
    finally:
        _job = None


def available_processors() -> int:
    """How many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _done(number: int) -> object:
    if _job is None:
        raise RuntimeError("no work was handed over")
    work, items = _job
    return work(items[number])
