"""The shortlist (候选): which clauses are worth asking a model about, by several rankings of all of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from compliance.judgement.channels import Matrix

# A facet's evidence is among its best 25 clauses by three rankings in 98 of 100 facets (corpora/gold, left out).
CANDIDATES = 25
# Added to a rank before it is inverted, so that one ranking's first does not outweigh two others' seconds.
_DAMPING = 5.0


def shortlist(rankings: Sequence[Matrix], heading: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Per facet at most CANDIDATES clauses, the best by all rankings (facets by clauses) first.

    A heading asserts without showing (组织领导到位); its words count with the clauses under it, so headings come last.
    """
    promise = np.zeros(rankings[0].shape, dtype=np.float64)
    for ranking in rankings:
        promise += 1 / (_DAMPING + _places(np.where(heading, -np.inf, ranking)))
    order: NDArray[np.int64] = np.argsort(-promise, axis=1, kind="stable")[:, :CANDIDATES]
    return order


def _places(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Per row, how many are better; equals share a place, so that a ranking that knows nothing says nothing."""
    return np.stack([np.searchsorted(np.sort(-row), -row) for row in scores])
