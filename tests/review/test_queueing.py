"""What to review next: the program's word first, then what reviewers found in the same round."""

from __future__ import annotations

import time

import numpy as np
import pytest

from compliance.review.learning.queueing import Queued, need, needs
from compliance.terms import Status


def found(status: str, confidence: float, *facets: tuple[str, float, bool]) -> dict:
    told = [{"status": one, "confidence": sure, "required": required} for one, sure, required in facets]
    return {"status": status, "confidence": confidence, "facets": told}


@pytest.mark.parametrize(
    "finding, expected",
    [
        (found("missing", 0.9, ("missing", 0.9, True)), 0.9),
        (found("met", 0.9, ("met", 0.9, True)), 0.1),
        # Each of several facets may be the one that is a gap.
        (found("met", 0.9, ("met", 0.9, True), ("met", 0.9, True)), 0.19),
        (found("partial", 0.6, ("met", 0.9, True), ("missing", 0.6, True)), 0.64),
        # What is not required decides nothing, unless nothing is.
        (found("met", 0.9, ("met", 0.9, True), ("missing", 1.0, False)), 0.1),
        (found("missing", 0.8, ("missing", 0.8, False)), 0.8),
        (found("not_applicable", 1.0, ("not_applicable", 1.0, True)), 0.0),
        (found("met", 0.7), 0.3),
    ],
)
def test_a_finding_is_a_gap_where_one_of_its_required_facets_is(finding: dict, expected: float) -> None:
    assert need(finding) == pytest.approx(expected)


def open_(item: str, district: int, proposed: float = 0.3) -> Queued:
    return Queued(item, district, Status.MET, proposed, None)


def decided(item: str, district: int, gap: bool, proposed: float = 0.3) -> Queued:
    return Queued(item, district, Status.MET, proposed, gap)


def test_without_decisions_the_programs_word_stands() -> None:
    assert needs([open_("a", 1, 0.3), open_("b", 1, 0.8)]) == pytest.approx([0.3, 0.8])


def test_no_findings_are_no_needs() -> None:
    assert list(needs([])) == []


def test_an_item_that_other_districts_failed_moves_up() -> None:
    known = [decided("a", district, True) for district in range(4)] + [
        decided("b", district, False) for district in range(4)
    ]
    first, second = needs([*known, open_("a", 9), open_("b", 9)])[-2:]
    # Half of what was decided were gaps where the program expected 0.3: both move up, the failed item further.
    assert first > 0.45 > 0.4 > second


def test_a_district_that_failed_other_items_moves_up() -> None:
    known = [decided(f"i{number}", 1, True) for number in range(4)] + [
        decided(f"j{number}", 2, False) for number in range(4)
    ]
    first, second = needs([*known, open_("x", 1), open_("x", 2)])[-2:]
    assert first > second


def test_one_decision_moves_less_than_many() -> None:
    once = needs([decided("a", 1, True), open_("a", 2)])[-1]
    often = needs([*(decided("a", 10 + n, True) for n in range(10)), open_("a", 2)])[-1]
    assert 0.3 < once < often < 1


def test_decisions_as_the_program_expected_move_next_to_nothing() -> None:
    known = [decided("a", n, n % 10 < 3) for n in range(40)]
    assert needs([*known, open_("b", 99)])[-1] == pytest.approx(0.3, abs=0.03)


def test_the_order_of_the_findings_changes_nothing() -> None:
    rng = np.random.default_rng(1)
    findings = [
        Queued(f"i{rng.integers(5)}", int(rng.integers(4)), Status.MET, 0.3, [None, True, False][int(rng.integers(3))])
        for _ in range(60)
    ]
    assert needs(findings[::-1])[::-1] == pytest.approx(needs(findings))


def test_twelve_thousand_findings_take_a_moment() -> None:
    rng = np.random.default_rng(2)
    findings = [
        Queued(f"i{n % 40}", n // 40, Status.MET, float(rng.random()), bool(rng.random() < 0.5) if n % 3 else None)
        for n in range(12_000)
    ]
    start = time.process_time()
    needs(findings)
    assert time.process_time() - start < 1.0
