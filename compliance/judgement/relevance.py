"""Candidates (候选): which clauses could be a facet's evidence, and how likely each is.

The signals of a pair are ranked by one model for all facets, so that it also serves a scheme never seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from compliance.judgement.signals import Signals

# How many candidates are read by the models; each costs as much as the others, and few facets need a seventh.
READ = 6


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


def pair_features(signals: Signals) -> NDArray[np.float32]:
    """The model's input: one row for each facet and shortlisted clause, facets outermost."""
    features: NDArray[np.float32] = np.moveaxis(signals.values, 0, -1).reshape(-1, len(signals.names))
    return features


def rank(signals: Signals, model: Classifier) -> Candidates:
    """The shortlisted clauses of every facet with their relevance, most relevant first."""
    chosen = signals.chosen
    if not chosen.size:
        return Candidates(chosen, np.zeros(chosen.shape))
    relevance = model.predict_proba(pair_features(signals))[:, 1].reshape(chosen.shape)
    order = np.argsort(-relevance, axis=1, kind="stable")
    return Candidates(np.take_along_axis(chosen, order, 1), np.take_along_axis(relevance, order, 1))
