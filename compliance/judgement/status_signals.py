"""What is known of a facet before its status is decided: one row of numbers a facet, for the status model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from compliance.judgement.competition import competition_rows
from compliance.judgement.judging import Judgement, Reading
from compliance.judgement.showing import NOTHING, STATUSES, Readings, Showings, Traits
from compliance.judgement.signals import Signals

# How many of the likeliest clauses are looked at one by one; all read ones count together.
_DEPTH = 4


def _shown(showings: Showings) -> NDArray[np.float32]:
    """What the best clauses show one by one, at most, in sum, and whether any shows anything."""
    shown = showings.shown
    facets, many, classes = shown.shape
    one_by_one = np.zeros((facets, _DEPTH, classes), dtype=np.float32)
    one_by_one[:, : min(_DEPTH, many)] = shown[:, :_DEPTH]
    likely = showings.evidence()[:, :, np.newaxis]
    worded = showings.worded
    return np.concatenate(
        [
            one_by_one.reshape(facets, -1),
            shown[:, :, :NOTHING].max(axis=1),
            shown[:, :, :NOTHING].sum(axis=1),
            shown[:, :, NOTHING].prod(axis=1, keepdims=True),
            worded[:, 0],
            (worded * likely).max(axis=1),
            (worded * likely).sum(axis=1),
        ],
        axis=1,
    )


def _siblings(showings: Showings, signals: Signals) -> NDArray[np.float32]:
    """How well the other facets of the same item are met and contradicted, on average and at best."""
    best = showings.shown.max(axis=1)[:, :NOTHING]
    items = [item.id for item, _ in signals.facets]
    rows = np.zeros((len(items), 2 * NOTHING), dtype=np.float32)
    for row, item in enumerate(items):
        others = [i for i, other in enumerate(items) if other == item and i != row]
        if others:
            rows[row] = np.concatenate([best[others].mean(axis=0), best[others].max(axis=0)])
    return rows


def _competition(signals: Signals, readings: Readings, showings: Showings) -> NDArray[np.float32]:
    """What the other facets make of each facet's likeliest clauses."""
    likely = showings.evidence()
    clauses = [[reading.clause for reading in row[: likely.shape[1]]] for row in readings]
    return competition_rows(clauses, likely, [item.id for item, _ in signals.facets])


def _values(readings: Sequence[Reading]) -> list[float]:
    """What the best clauses' values say: reached, failed, left open, for the best and for all."""
    meets = [reading.value.meets for reading in readings]
    return [
        float(meets[0] is True),
        float(meets[0] is False),
        float(readings[0].value.placeholder),
        float(True in meets),
        float(False in meets),
        readings[0].covered,
    ]


def _proposed(first: Judgement, proposal: Judgement) -> list[float]:
    """The first view and what the indicator made of it."""
    same = bool(proposal.readings and first.readings) and (
        proposal.readings[0].clause.index == first.readings[0].clause.index
    )
    return [
        *(float(first.status is status) for status in STATUSES),
        *(float(proposal.status is status) for status in STATUSES),
        float(proposal.status is not first.status),
        float(len(proposal.absent_parts)),
        float(same),
        float(proposal.counted),
    ]


def status_rows(
    signals: Signals,
    readings: Readings,
    showings: Showings,
    traits: Traits,
    views: Sequence[tuple[Judgement, Judgement]],
) -> NDArray[np.float32]:
    """The status model's input, a row for each facet; readings and showings have the likeliest evidence first.

    `views` are each facet's first view and its indicator's proposal. The second half of a row is the mean of all rows:
    what is usual in this submission.
    """
    many = showings.shown.shape[1]
    best = np.array([row[0].clause.index for row in readings])
    second = np.array([row[min(1, len(row) - 1)].clause.index for row in readings])
    own = np.concatenate(
        [
            traits.facets,
            _shown(showings),
            _siblings(showings, signals),
            np.array([_values(row[:many]) for row in readings], dtype=np.float32),
            np.array([_proposed(*view) for view in views], dtype=np.float32),
            traits.clauses[best],
            traits.who(best[:, np.newaxis])[:, 0],
            signals.at(best[:, np.newaxis])[:, :, 0].T,
            traits.clauses[second],
            (second - best)[:, np.newaxis],
            _competition(signals, readings, showings),
        ],
        axis=1,
    ).astype(np.float32)
    return np.concatenate([own, np.broadcast_to(own.mean(axis=0), own.shape)], axis=1)
