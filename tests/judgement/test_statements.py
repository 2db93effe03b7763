"""A facet from a statement alone: what it measures, and the value that it asks for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from compliance.judgement.statements import facet_of


@pytest.mark.parametrize(
    ("statement", "measure", "comparator", "threshold", "unit"),
    [
        ("初中三年巩固率达到95%以上", "初中三年巩固率", ">=", "95", "%"),
        ("小学班额不超过45人", "班额", "<=", "45", "人"),
        ("生均公用经费逐年增长", "生均公用经费", "increase", None, ""),
        ("生均公用经费提高", "生均公用经费", "increase", None, ""),
    ],
)
def test_a_quantity_states_its_measure_and_its_value(statement, measure, comparator, threshold, unit) -> None:
    facet = facet_of(statement, "quantity")
    assert measure in facet.measure
    assert (facet.comparator, facet.unit) == (comparator, unit)
    assert facet.threshold == (None if threshold is None else Decimal(threshold))


def test_of_other_indicators_only_the_statement_is_known() -> None:
    facet = facet_of("专职督学不少于5人", "staffing")
    assert (facet.indicator, facet.statement) == ("staffing", "专职督学不少于5人")
    assert (facet.measure, facet.comparator, facet.threshold) == ("", "", None)
