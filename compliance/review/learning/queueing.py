"""What to review next (评审次序), so that the gaps that remain are found soonest. Pure: no database.

At first the program's own word decides; then what reviewers found in the same round: an item that districts keep
failing, a district that keeps failing, a status that the program proposes too readily here. Each of them moves a
finding's log odds by an effect that is shrunk towards none as long as few decisions speak for it (a mixed logistic
model; Breslow and Clayton 1993, penalised quasi-likelihood). The likeliest gap comes first (relevance feedback as in
Cormack and Grossman 2014, “continuous active learning”).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compliance.terms import Status

# No finding is so sure that what people decide could not move it.
_SUREST = 0.99
# How far the effects of each kind are expected to lie from none, in log odds (standard deviations). Of eleven settings
# from 0.01 to 1 the one that looked at least, for 80 % and 95 % of the gaps together, in nine rounds of 30 to 34
# documents of the corpora (docs/learning.md).
_SPREADS = {"item": 0.4, "district": 0.4, "status": 0.5}
_OVERALL_SPREAD = 1.0
_SWEEPS = 12  # then the largest effect changes by less than 0.01


def need(found: Mapping[str, Any]) -> float:
    """How likely a finding (as the report tells it) is a gap, by the program alone: from 0 to 1.

    An item is a gap where one of its required facets is one, so the facets' own probabilities are combined as if they
    were independent; without facets the item's confidence has to do.
    """
    status = Status(found["status"])
    facets = [facet for facet in found["facets"] if facet["required"]] or list(found["facets"])
    facets = [facet for facet in facets if facet["status"] != Status.NOT_APPLICABLE]
    if status is Status.NOT_APPLICABLE or not facets:
        return _of_gap(status, found["confidence"])
    none = 1.0
    for facet in facets:
        none *= 1 - _of_gap(Status(facet["status"]), facet["confidence"])
    return round(1 - none, 4)


def _of_gap(status: Status, confidence: float) -> float:
    """A proposed gap is one with the proposal's confidence; a proposal that there is none is wrong with the rest."""
    return confidence if status.is_gap else 1 - confidence


@dataclass(frozen=True, slots=True)
class Queued:
    """A finding as its place in the queue depends on it."""

    item: str
    district: int
    status: Status
    proposed: float  # need by the program alone
    gap: bool | None  # as people decided it; None while it is open


def needs(findings: Sequence[Queued]) -> NDArray[np.float64]:
    """How likely each finding of a round is a gap, by the program and by what was decided so far; from 0 to 1."""
    decided = np.array([finding.gap is not None for finding in findings], dtype=bool)
    if not decided.any():
        return np.array([finding.proposed for finding in findings], dtype=float)
    offsets = np.array([_log_odds(finding.proposed) for finding in findings])
    gaps = np.array([bool(finding.gap) for finding in findings], dtype=float)[decided]
    groups = {
        "item": _numbered([finding.item for finding in findings]),
        "district": _numbered([finding.district for finding in findings]),
        "status": _numbered([finding.status for finding in findings]),
    }
    moved = offsets.copy()
    overall = 0.0
    effects = {kind: np.zeros(group.max() + 1) for kind, group in groups.items()}
    for _ in range(_SWEEPS):
        step = _step(gaps, moved[decided], np.zeros(len(gaps), dtype=np.int64), np.array([overall]), _OVERALL_SPREAD)
        overall += float(step[0])
        moved += step[0]
        for kind, group in groups.items():
            step = _step(gaps, moved[decided], group[decided], effects[kind], _SPREADS[kind])
            effects[kind] += step
            moved += step[group]
    return _probabilities(moved)


def _step(
    gaps: NDArray[np.float64],
    log_odds: NDArray[np.float64],
    group: NDArray[np.int64],
    effects: NDArray[np.float64],
    spread: float,
) -> NDArray[np.float64]:
    """One Newton step of every effect of a kind, each by itself, towards the most probable one."""
    likely = _probabilities(log_odds)
    slope = np.bincount(group, gaps - likely, len(effects)) - effects / spread**2
    bend = np.bincount(group, likely * (1 - likely), len(effects)) + 1 / spread**2
    steps: NDArray[np.float64] = np.clip(slope / bend, -1.0, 1.0)
    return steps


def _numbered(names: Sequence[object]) -> NDArray[np.int64]:
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], dtype=np.int64)


def _log_odds(probability: float) -> float:
    kept = min(max(probability, 1 - _SUREST), _SUREST)
    return float(np.log(kept / (1 - kept)))


def _probabilities(log_odds: NDArray[np.float64]) -> NDArray[np.float64]:
    probabilities: NDArray[np.float64] = 1 / (1 + np.exp(-log_odds))
    return probabilities
