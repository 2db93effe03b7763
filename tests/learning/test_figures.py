"""The figures of hand-made outcomes, computed by hand."""

from __future__ import annotations

from math import isnan

import numpy as np
import pytest
from learning.judged import document, facet

from compliance.learning.bootstrap import as_they_are, draw
from compliance.learning.figures import (
    FIGURES,
    average_precision,
    bin_of,
    estimates,
    figures_under,
    precision_at_recall,
)
from compliance.learning.outcomes import DocumentOutcome, Ranked, WarningCounts


def figures(*documents: DocumentOutcome) -> dict[str, float]:
    found = figures_under(documents, as_they_are(len(documents)), FIGURES)
    return {name: float(values[0]) for name, values in found.items()}


# --- Items and gaps ---


def test_an_item_is_right_where_its_status_is_the_gold_one() -> None:
    assert figures(document(items="met/met partial/missing missing/missing met/absent"))["item_accuracy"] == 0.5


def test_gaps_are_found_whatever_kind_of_gap_is_said() -> None:
    # Found: 2 of 3 true gaps; shown: 3, of which 2 are true.
    found = figures(document(items="partial/missing planned/contradicted missing/met met/partial not_applicable/met"))
    assert found["gap_recall"] == pytest.approx(2 / 3)
    assert found["gap_precision"] == pytest.approx(2 / 3)


def test_an_item_that_was_not_judged_counts_as_a_gap() -> None:
    assert figures(document(items="met/absent missing/absent"))["gap_precision"] == 0.5


def test_f2_weighs_recall_twice_as_much_as_precision() -> None:
    # Precision 1, recall 1/2: F1 = 2·1·½ / 1½, F2 = 5·1·½ / (4·1 + ½).
    found = figures(document(items="missing/missing missing/met"))
    assert found["gap_f1"] == pytest.approx(2 / 3)
    assert found["gap_f2"] == pytest.approx(2.5 / 4.5)


def test_only_required_facets_are_gaps_but_every_facet_has_a_status() -> None:
    found = figures(
        document(facet("missing", "missing"), facet("missing", "met"), facet("planned", "met", required=False))
    )
    assert found["facet_gap_recall"] == 0.5
    assert found["facet_accuracy"] == pytest.approx(1 / 3)


# --- Evidence ---


def test_hits_are_counted_over_the_facets_with_gold_quotes() -> None:
    found = figures(
        document(
            facet("met", "met", gold_quotes=["甲"], quotes=["甲", "乙"], hits=[True, False], shown_rank=1, verbatim=2),
            facet("met", "met", gold_quotes=["甲"], quotes=["乙", "甲"], hits=[False, True], shown_rank=2, verbatim=1),
            facet("met", "missing", gold_quotes=["甲"]),
            facet("met", "missing", gold_quotes=["甲"], shown_rank=4),  # among the closest passages only
            facet("missing", "missing"),
        )
    )
    assert (found["evidence_hit1"], found["evidence_hit3"]) == (0.25, 0.5)
    assert found["passage_shown"] == 0.75
    assert found["shown_mrr"] == pytest.approx((1 + 1 / 2 + 0 + 1 / 4) / 4)
    assert found["verbatim"] == 0.75


def test_false_evidence_is_offered_as_met_for_what_is_missing() -> None:
    found = figures(document(facet("missing", "met"), facet("missing", "partial"), facet("planned", "met")))
    assert found["false_evidence"] == 0.5


@pytest.mark.parametrize(
    ("right", "relevant", "precision"),
    [
        ((0,), 1, 1.0),
        ((1,), 1, 1 / 2),
        ((0, 2), 2, (1 + 2 / 3) / 2),
        ((0,), 2, 1 / 2),  # the other one was not ranked
        ((), 1, 0.0),
    ],
)
def test_average_precision(right: tuple[int, ...], relevant: int, precision: float) -> None:
    assert average_precision(Ranked((0.9, 0.8, 0.7), right, relevant, 9)) == pytest.approx(precision)


def test_map_leaves_out_facets_without_evidence() -> None:
    ranked = [Ranked((0.9, 0.8), (1,), 1, 5), Ranked((0.9,), (), 0, 5), Ranked((0.9,), (0,), 1, 5)]
    assert figures(document(*(facet("met", "met", ranked=r) for r in ranked)))["map"] == 0.75


# --- Precision at 80 % recall ---


def at_80(*ranked: Ranked) -> float:
    documents = [document(*(facet("met", "met", ranked=r) for r in ranked))]
    return float(precision_at_recall(documents, as_they_are(1))[0])


def test_pairs_of_all_facets_are_pooled_by_score() -> None:
    # 0.9 right, 0.8 wrong, 0.7 right: both facets have their evidence among the best three.
    assert at_80(Ranked((0.9, 0.1), (0,), 1, 10), Ranked((0.8, 0.7), (1,), 1, 10)) == pytest.approx(2 / 3)


def test_one_right_clause_is_enough_for_a_facet() -> None:
    assert at_80(Ranked((0.9, 0.2, 0.1), (0, 2), 2, 10)) == 1.0


def test_four_of_five_facets_are_enough() -> None:
    sure, late = Ranked((0.9,), (0,), 1, 10), Ranked((0.8, 0.1), (1,), 1, 10)
    assert at_80(sure, sure, sure, sure, late) == 1.0


def test_pairs_of_one_score_count_together() -> None:
    assert at_80(Ranked((0.5, 0.5), (0,), 1, 10)) == 0.5


def test_where_the_ranking_does_not_reach_that_far_all_pairs_are_taken() -> None:
    assert at_80(Ranked((0.5,), (), 2, 20)) == pytest.approx(2 / 20)


def test_without_evidence_there_is_nothing_to_measure() -> None:
    assert isnan(at_80(Ranked((0.5,), (), 0, 20)))


# --- Warnings and calibration ---


def test_warnings_have_recall_and_precision() -> None:
    found = figures(document(warnings=WarningCounts(gold=4, found=1, given=2, right=1)))
    assert (found["integrity_recall"], found["integrity_precision"]) == (0.25, 0.5)


@pytest.mark.parametrize(("confidence", "number"), [(0.0, 0), (0.1, 0), (0.11, 1), (0.95, 9), (1.0, 9)])
def test_bins_of_confidence_are_a_tenth_wide(confidence: float, number: int) -> None:
    assert bin_of(confidence) == number


def test_calibration_error_weighs_each_bin_by_its_facets() -> None:
    # Bin 0.7–0.8: sure 0.75, right half the time: |0.75 − 0.5|, two facets. Bin 0.9–1: |0.95 − 1|, one facet.
    found = figures(
        document(
            facet("met", "met", confidence=0.75),
            facet("met", "partial", confidence=0.75),
            facet("met", "met", confidence=0.95),
            facet("met", "met", confidence=None),
        )
    )
    assert found["calibration_error"] == pytest.approx((2 * 0.25 + 0.05) / 3)


# --- Over documents ---


def test_counts_add_up_over_documents_and_are_not_averaged() -> None:
    one = document(facet("met", "met"))
    three = document(facet("met", "missing"), facet("met", "missing"), facet("met", "missing"))
    assert figures(one, three)["facet_accuracy"] == 0.25


def test_a_document_drawn_twice_counts_twice() -> None:
    documents = [document(facet("met", "met")), document(facet("met", "missing"))]
    found = figures_under(documents, np.array([[2.0, 0.0], [1.0, 1.0], [0.0, 2.0]]), ["facet_accuracy"])
    assert found["facet_accuracy"].tolist() == [1.0, 0.5, 0.0]


def test_what_no_document_has_cannot_be_measured() -> None:
    assert isnan(figures(document())["verbatim"])


def test_a_kept_part_has_its_own_figures_and_interval() -> None:
    documents = [
        document(facet("met", "met", indicator="safety"), facet("met", "missing", indicator="budget")),
        document(facet("met", "met", indicator="safety")),
    ]
    weights = draw(2, np.random.default_rng(0))
    safety = estimates(documents, weights, ["facet_accuracy"], lambda one: one.indicator == "safety")["facet_accuracy"]
    budget = estimates(documents, weights, ["facet_accuracy"], lambda one: one.indicator == "budget")["facet_accuracy"]
    assert (safety.value, safety.low, safety.high) == (1.0, 1.0, 1.0)
    assert (budget.value, budget.low) == (0.0, None)  # in one document only
