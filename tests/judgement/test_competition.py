"""Whose a clause is: how surely other facets claim it, and where it stands among theirs."""

from __future__ import annotations

import numpy as np
import pytest
from handmade import read

from compliance.judgement.competition import competition_rows
from compliance.terms import Clause

# The columns of a row.
OF_ITEM, OF_OTHERS, SUM_OF_OTHERS = 0, 1, 2
SECOND_OF_OTHERS = 4
BEFORE_IT, FREE, BEFORE, AFTER, NEAREST = 9, 10, 11, 12, 13


def clause(index: int) -> Clause:
    return read("甲", 0.5, index=index).clause


def rows(best: list[list[int]], likely: list[list[float]], items: str) -> np.ndarray:
    clauses = [[clause(index) for index in row] for row in best]
    return competition_rows(clauses, np.array(likely, dtype=np.float32), list(items))


def test_a_clause_that_another_item_claims_is_seldom_free() -> None:
    found = rows([[3, 5], [3, 7]], [[0.4, 0.1], [0.9, 0.0]], "ab")
    assert found[0, [OF_ITEM, OF_OTHERS, BEFORE_IT]] == pytest.approx([0, 0.9, 1])
    assert found[1, [OF_OTHERS, BEFORE_IT]] == pytest.approx([0.4, 0])
    assert found[0, FREE] == pytest.approx(0.1)  # by its second clause, which nobody else claims
    assert found[0, SECOND_OF_OTHERS] == 0


def test_facets_of_one_item_claim_apart_from_others() -> None:
    found = rows([[3], [3], [3]], [[0.5], [0.6], [0.7]], "aab")
    assert found[0, [OF_ITEM, OF_OTHERS, SUM_OF_OTHERS]] == pytest.approx([0.6, 0.7, 0.7])
    assert found[2, [OF_ITEM, OF_OTHERS, SUM_OF_OTHERS]] == pytest.approx([0, 0.6, 1.1])


def test_places_are_told_by_what_is_likely_told() -> None:
    found = rows([[2], [4], [9]], [[0.9], [0.2], [0.9]], "aab")
    assert found[1, [BEFORE, AFTER]] == pytest.approx([0.2, 0.5])
    assert found[1, NEAREST] == pytest.approx(0.2)
    assert found[0, [BEFORE, NEAREST]] == pytest.approx([1, 1])  # none before it, and its item's other is told nowhere
    assert found[0, AFTER] == pytest.approx(0.7)


def test_a_facet_alone_has_no_other() -> None:
    assert rows([[0]], [[0.8]], "a")[0, [OF_ITEM, OF_OTHERS, BEFORE, AFTER]] == pytest.approx([0, 0, 1, 1])
