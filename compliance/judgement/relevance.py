"""Candidates (候选): which clauses could be a facet's evidence, and how likely each is.

The signals of a pair are ranked by one model for all facets, so that it also serves a scheme never seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from compliance.judgement.signals import Signals

# A facet's evidence is among its best 25 clauses by these three rankings in 98 of 100 facets (corpora/gold, left out).
CANDIDATES = 25
_RANKINGS = ("mixed", "precedent nearest", "wording mean")
# Added to a rank before it is inverted, so that one ranking's first does not outweigh two others' seconds.
_DAMPING = 5.0


class Classifier(Protocol):
    """What the judgement needs of a trained model."""

    classes_: NDArray[np.int64]

    def predict_proba(self, features: object) -> NDArray[np.float64]:
        """Rows of class probabilities."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Per facet the candidate clauses' indices, best first, with their relevance; both facets by candidates."""

    clauses: NDArray[np.int64]
    relevance: NDArray[np.float64]


def shortlist(signals: Signals) -> NDArray[np.int64]:
    """The clauses worth asking the model about: facets by at most CANDIDATES, the best by several rankings first.

    A heading asserts without showing (组织领导到位); its words count with the clauses under it, so headings come last.
    """
    heading = signals.of("is heading") > 0
    promise = np.zeros(heading.shape, dtype=np.float64)
    for name in _RANKINGS:
        scores = np.where(heading, -np.inf, signals.of(name))
        promise += 1 / (_DAMPING + _places(scores))
    order: NDArray[np.int64] = np.argsort(-promise, axis=1, kind="stable")[:, :CANDIDATES]
    return order


def _places(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Per row, how many are better; equals share a place, so that a ranking that knows nothing says nothing."""
    return np.stack([np.searchsorted(np.sort(-row), -row) for row in scores])


def pair_features(signals: Signals, chosen: NDArray[np.int64]) -> NDArray[np.float32]:
    """The model's input: one row for each facet and chosen clause, facets outermost."""
    rows = np.arange(len(signals.facets))[:, np.newaxis]
    chosen_values = signals.values[:, rows, chosen]  # names by facets by candidates
    features: NDArray[np.float32] = np.moveaxis(chosen_values, 0, -1).reshape(-1, len(signals.names))
    return features


def rank(signals: Signals, model: Classifier) -> Candidates:
    """The shortlisted clauses of every facet with their relevance, most relevant first."""
    return ranked_by(signals, shortlist(signals), model)


def ranked_by(signals: Signals, chosen: NDArray[np.int64], model: Classifier) -> Candidates:
    """These clauses of every facet with their relevance, most relevant first."""
    if not chosen.size:
        return Candidates(chosen, np.zeros(chosen.shape))
    relevance = model.predict_proba(pair_features(signals, chosen))[:, 1].reshape(chosen.shape)
    order = np.argsort(-relevance, axis=1, kind="stable")
    return Candidates(np.take_along_axis(chosen, order, 1), np.take_along_axis(relevance, order, 1))
