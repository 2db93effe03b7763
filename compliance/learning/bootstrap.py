"""How sure a figure is: intervals from drawing the documents anew (bootstrap; Efron and Tibshirani 1993, chapter 13).

Documents are drawn, not facets: the facets of one document share its style and its faults.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Weights = NDArray[np.float64]  # draws by documents: how often each document was drawn

RESAMPLES = 1000
SEED = 20240
LEVEL = 0.95
# Of one document every draw is the same: that says nothing about the next document.
_FEWEST_DOCUMENTS = 2


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its interval; None where there is nothing to measure, or too few documents for an interval."""

    value: float | None
    low: float | None = None
    high: float | None = None


def as_they_are(documents: int) -> Weights:
    """Every document once: the figure itself."""
    return np.ones((1, documents))


def draw(documents: int, rng: np.random.Generator, resamples: int = RESAMPLES) -> Weights:
    """How often each document comes when as many as there are are drawn with replacement, `resamples` times."""
    if not documents:
        return np.zeros((resamples, 0))
    chosen = rng.integers(0, documents, size=(resamples, documents))
    return np.stack([np.bincount(row, minlength=documents) for row in chosen]).astype(float)


def estimate(value: float, drawn: NDArray[np.float64], documents: int) -> Estimate:
    """A figure and the middle 95 % of what the draws gave; draws in which nothing could be measured are left out."""
    if np.isnan(value):
        return Estimate(None)
    known = drawn[~np.isnan(drawn)]
    if documents < _FEWEST_DOCUMENTS or not known.size:
        return Estimate(float(value))
    rest = (1 - LEVEL) / 2
    low, high = np.quantile(known, [rest, 1 - rest])
    return Estimate(float(value), float(low), float(high))
