"""Putting a round's findings in the order in which its remaining gaps are found soonest (queueing.py)."""

from __future__ import annotations

import logging
import threading
from collections import Counter

from django.db import connection, transaction

from compliance.review.administering.round_decisions import decisions_of
from compliance.review.learning.queueing import Queued, needs
from compliance.review.models import Round, StoredFinding
from compliance.terms import Status

# After so many decisions in a round its order is worked out anew.
EVERY = 20
_DIGITS = 3
# A smaller change would move a finding past next to nothing, and costs a write.
_LEAST_CHANGE = 0.005


log = logging.getLogger(__name__)
_lock = threading.Lock()
_since: Counter[int] = Counter()  # by round, decisions since this process last worked out its order


def after_decisions(round_id: int, made: int = 1) -> None:
    """Count decisions of the transaction that is open; after enough of them the order is worked out beside the page."""
    transaction.on_commit(lambda: _count(round_id, made))


def _count(round_id: int, made: int) -> None:
    with _lock:
        _since[round_id] += made
        due = _since[round_id] >= EVERY
        if due:
            del _since[round_id]
    if due:
        _start(round_id)


def _start(round_id: int) -> None:
    threading.Thread(target=_reorder_beside, args=(round_id,), daemon=True).start()


def _reorder_beside(round_id: int) -> None:
    try:
        reorder(Round.objects.get(pk=round_id))
    except Exception:  # the list stays in the order that it had, and the next decisions try again
        log.exception("round %s could not be put in order", round_id)
    finally:
        connection.close()


def reorder(round_: Round) -> int:
    """Write `StoredFinding.need` anew by all that was decided so far; how many findings changed.

    What is decided keeps its need: nobody waits for it.
    """
    decided = decisions_of(round_)
    found = StoredFinding.objects.filter(submission__round=round_, newest=True).order_by("pk")
    columns = ("pk", "submission_id", "submission__district_id", "item", "status", "proposed_need", "need")
    rows = list(found.values_list(*columns))
    queued = [
        Queued(item, district, Status(status), proposed, decided.is_gap((submission, item)))
        for _, submission, district, item, status, proposed, _ in rows
    ]
    changed = [
        (round(float(now), _DIGITS), row[0])
        for row, finding, now in zip(rows, queued, needs(queued), strict=True)
        if finding.gap is None and abs(now - row[-1]) >= _LEAST_CHANGE
    ]
    _write(changed)
    return len(changed)


@transaction.atomic
def _write(needs_of: list[tuple[float, int]]) -> None:
    """In the order of their keys, so that two who reorder at once wait for each other in one order."""
    table = connection.ops.quote_name(StoredFinding._meta.db_table)
    with connection.cursor() as cursor:
        # One statement for each finding, prepared once: a tenth of the time of one statement with thousands of cases.
        cursor.executemany(f"UPDATE {table} SET need = %s WHERE id = %s", needs_of)
