"""What the other facets make of a facet's likeliest clause (归属): whether it is theirs, and how near theirs are.

A clause that surely answers one statement is seldom the answer to another that it only resembles; and what a report
says of one item stands together.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

from compliance.terms import Clause

# From here on a facet's likeliest clause tells where the report speaks of it.
_PLACED = 0.5


def competition_rows(
    clauses: Sequence[Sequence[Clause]], likely: NDArray[np.float32], items: Sequence[str]
) -> NDArray[np.float32]:
    """A row for each facet: how surely others claim its two likeliest clauses and their paragraph, and how far it is
    from what stands before and after it in the scheme.

    `clauses` are each facet's read candidates, the likeliest first, `likely` how likely each is evidence (facets by
    candidates), `items` whose facet each is, in the scheme's order.
    """
    named = np.asarray(items)
    same_item = named[:, np.newaxis] == named
    by_clause, numbers = _claimed(clauses, likely, lambda clause: clause.index)
    by_paragraph, paragraphs = _claimed(clauses, likely, lambda clause: (clause.document, clause.block))
    second = min(1, likely.shape[1] - 1)
    return np.concatenate(
        [
            _others(by_clause, numbers[:, 0], same_item),
            _others(by_clause, numbers[:, second], same_item),
            _others(by_paragraph, paragraphs[:, 0], same_item),
            _rank(by_clause, numbers[:, 0]),
            _free(by_clause, numbers, likely),
            _places(np.array([row[0].index for row in clauses]), likely[:, 0], same_item),
        ],
        axis=1,
    ).astype(np.float32)


def _claimed(
    clauses: Sequence[Sequence[Clause]], likely: NDArray[np.float32], key: Callable[[Clause], Hashable]
) -> tuple[NDArray[np.float32], NDArray[np.intp]]:
    """How surely each facet claims each passage, and the passage of each read candidate; `key` tells passages apart."""
    known: dict[Hashable, int] = {}
    passages = np.array([[known.setdefault(key(clause), len(known)) for clause in row] for row in clauses])
    claims = np.zeros((len(passages), len(known)), dtype=np.float32)
    np.maximum.at(claims, (np.arange(len(passages))[:, np.newaxis], passages), likely)
    return claims, passages


def _others(
    claims: NDArray[np.float32], passage: NDArray[np.intp], same_item: NDArray[np.bool_]
) -> NDArray[np.float32]:
    """How surely others claim each facet's passage: facets of its item at most, those of other items at most and in
    sum."""
    theirs = claims[:, passage]
    of_others = np.where(same_item, 0, theirs)
    of_item = np.where(same_item, theirs, 0)
    np.fill_diagonal(of_item, 0)
    return np.stack([of_item.max(axis=0), of_others.max(axis=0), of_others.sum(axis=0)], axis=1)


def _rank(claims: NDArray[np.float32], passage: NDArray[np.intp]) -> NDArray[np.float32]:
    """How many facets claim each facet's passage more surely than it does."""
    theirs = claims[:, passage]
    surer: NDArray[np.float32] = (theirs > np.diagonal(theirs)).sum(axis=0, dtype=np.float32)
    return surer[:, np.newaxis]


def _free(claims: NDArray[np.float32], passages: NDArray[np.intp], likely: NDArray[np.float32]) -> NDArray[np.float32]:
    """How much more surely than any other facet each claims one of its passages, at most."""
    two = np.sort(np.concatenate([np.zeros((2, claims.shape[1]), dtype=np.float32), claims]), axis=0)[-2:]
    own = np.take_along_axis(claims, passages, 1)
    others = np.where(own == two[1][passages], two[0][passages], two[1][passages])
    free: NDArray[np.float32] = (likely - others).max(axis=1, keepdims=True)
    return free


def _places(best: NDArray[np.intp], likely: NDArray[np.float32], same_item: NDArray[np.bool_]) -> NDArray[np.float32]:
    """How far each facet's likeliest clause is from those of the facets before and after it in the scheme and from the
    nearest of its own item, of those that are told somewhere; as a share of the text, 1 where there is none."""
    length = float(best.max() + 1)
    told = np.flatnonzero(likely >= _PLACED)
    rows = np.ones((len(best), 3), dtype=np.float32)
    for row in range(len(best)):
        before, after = told[told < row], told[told > row]
        own = told[same_item[row, told] & (told != row)]
        rows[row] = [
            (best[row] - best[before[-1]]) / length if len(before) else 1.0,
            (best[after[0]] - best[row]) / length if len(after) else 1.0,
            np.abs(best[own] - best[row]).min() / length if len(own) else 1.0,
        ]
    return rows
