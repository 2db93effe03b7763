"""Agreement of two reviewers, against scikit-learn's kappa and a variance worked out another way."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from compliance.review.reviewing.agreement import agreement

STATUSES = ["met", "partial", "planned", "contradicted", "missing"]
statuses = st.sampled_from(STATUSES)
comparisons = st.lists(st.tuples(statuses, statuses), min_size=1, max_size=60)


@given(comparisons)
@settings(deadline=None)
def test_kappa_is_that_of_scikit_learn(pairs):
    first, second = zip(*pairs, strict=True)
    found = agreement(pairs)
    if set(first) == set(second) and len(set(first)) == 1:
        assert found.kappa is None
    else:
        assert found.kappa == pytest.approx(cohen_kappa_score(first, second), abs=1e-12)


@given(comparisons)
def test_both_reviewers_count_alike(pairs):
    found, turned = agreement(pairs), agreement([(second, first) for first, second in pairs])
    assert found.kappa == pytest.approx(turned.kappa)
    assert found.observed_interval == turned.observed_interval
    if found.kappa_interval is not None:
        assert found.kappa_interval == pytest.approx(turned.kappa_interval)


@given(comparisons)
def test_intervals_hold_what_they_are_of(pairs):
    found = agreement(pairs)
    low, high = found.observed_interval
    assert 0 <= low <= found.observed <= high <= 1
    if found.kappa is not None:
        low, high = found.kappa_interval
        assert -1 <= low <= found.kappa <= high <= 1


@given(comparisons)
def test_the_tables_add_up(pairs):
    found = agreement(pairs)
    assert sum(number for *_, number in found.table) == found.compared == len(pairs)
    assert sum(each.both for each in found.by_status) == found.agreed
    assert sum(each.first for each in found.by_status) == sum(each.second for each in found.by_status) == len(pairs)
    assert all(0 <= each.share <= 1 for each in found.by_status)


@given(comparisons)
@settings(deadline=None)
def test_the_width_of_the_interval_is_that_of_the_delta_method(pairs):
    """The variance by numerical derivatives of kappa over the cells' shares, instead of the published formula."""
    cells = np.zeros((len(STATUSES), len(STATUSES)))
    for first, second in pairs:
        cells[STATUSES.index(first), STATUSES.index(second)] += 1 / len(pairs)
    found = agreement(pairs)
    assume(found.kappa is not None and abs(found.kappa) < 0.95)

    def kappa(shares):
        expected = shares.sum(1) @ shares.sum(0)
        return (np.trace(shares) - expected) / (1 - expected)

    gradient = np.zeros_like(cells)
    for place in np.ndindex(cells.shape):
        step = np.zeros_like(cells)
        step[place] = 1e-6
        gradient[place] = (kappa(cells + step) - kappa(cells - step)) / 2e-6
    variance = ((cells * gradient**2).sum() - (cells * gradient).sum() ** 2) / len(pairs)
    half = 1.959963984540054 * math.sqrt(max(variance, 0))
    low, high = found.kappa_interval
    assert low == pytest.approx(max(-1, found.kappa - half), abs=1e-3)
    assert high == pytest.approx(min(1, found.kappa + half), abs=1e-3)


def test_nothing_compared_says_nothing():
    found = agreement([])
    assert (found.compared, found.observed, found.kappa, found.by_status) == (0, None, None, ())


def test_a_known_table():
    """Of 50 findings both gave met to 20 and missing to 15; chance alone would let them agree on half."""
    pairs = [("met", "met")] * 20 + [("met", "missing")] * 5 + [("missing", "met")] * 10 + [("missing", "missing")] * 15
    found = agreement(pairs)
    assert found.observed == pytest.approx(0.7)
    assert found.kappa == pytest.approx(0.4)
