"""Groups, confusion, calibration, and two runs side by side."""

from __future__ import annotations

import numpy as np
import pytest
from learning.judged import document, facet

from compliance.learning.evaluation import Evaluation, Run
from compliance.learning.outcomes import DocumentOutcome
from compliance.learning.summary import compare, measure, reliability
from compliance.terms import Status


def evaluated(*documents: DocumentOutcome) -> Evaluation:
    return Evaluation("gold", False, Run("program", "本程序", documents), (Run("keywords", "关键词检索", documents),))


DOCUMENTS = (
    document(
        facet("met", "met", name="a", indicator="safety"),
        facet("met", "missing", name="b", indicator="budget", modality="negation"),
        items="met/partial",
        name="甲",
        scheme="x",
    ),
    document(facet("planned", "planned", name="a", indicator="safety"), items="planned/absent", name="乙", scheme="y"),
)


def test_every_run_has_every_figure() -> None:
    summary = measure(evaluated(*DOCUMENTS)).summary
    assert list(summary.figures) == ["program", "keywords"]
    assert summary.figures["program"]["facet_accuracy"].value == pytest.approx(2 / 3)
    assert summary.figures["program"].keys() == summary.figures["keywords"].keys()


def test_intervals_are_the_same_each_time() -> None:
    assert measure(evaluated(*DOCUMENTS)) == measure(evaluated(*DOCUMENTS))


def test_groups_are_by_scheme_indicator_and_modality_the_largest_first() -> None:
    summary = measure(evaluated(*DOCUMENTS)).summary
    assert [(g.name, g.documents, g.facets) for g in summary.by_scheme] == [("x", 1, 2), ("y", 1, 1)]
    assert [(g.name, g.documents, g.facets) for g in summary.by_indicator] == [("safety", 2, 2), ("budget", 1, 1)]
    assert [g.name for g in summary.by_modality] == ["fact", "negation"]
    assert [g.figures["facet_accuracy"].value for g in summary.by_indicator] == [1.0, 0.0]
    assert summary.by_scheme[0].figures["facet_accuracy"].value == 0.5


def test_confusion_counts_pairs_of_gold_and_proposed_status() -> None:
    summary = measure(evaluated(*DOCUMENTS)).summary
    assert summary.facet_confusion[Status.MET, Status.MISSING] == 1
    assert summary.item_confusion == {(Status.MET, Status.PARTIAL): 1, (Status.PLANNED, None): 1}


def test_the_reliability_table_sets_confidence_beside_what_came_true() -> None:
    facets = [facet("met", "met", confidence=0.72), facet("met", "missing", confidence=0.78), facet("met", "met")]
    bins = reliability([document(*facets)])
    assert [one.facets for one in bins] == [0, 0, 0, 0, 0, 0, 0, 2, 0, 0]
    assert (bins[7].low, bins[7].high, bins[7].accuracy) == (0.7, 0.8, 0.5)
    assert bins[7].confidence == pytest.approx(0.75)


# --- Two runs ---


def run(right: dict[str, str]) -> list[DocumentOutcome]:
    """Documents by name, a letter a facet: + is right, - is wrong."""
    return [
        document(*(facet("met", "met" if mark == "+" else "missing", name=str(i)) for i, mark in enumerate(m)), name=n)
        for n, m in right.items()
    ]


def compared(before: dict[str, str], now: dict[str, str]):
    return compare(run(before), run(now), np.random.default_rng(0))


def test_both_values_and_their_difference() -> None:
    found = compared({"甲": "+-", "乙": "--"}, {"甲": "++", "乙": "+-"}).differences["facet_accuracy"]
    assert (found.before, found.now) == (0.25, 0.75)
    assert found.change.value == 0.5


def test_the_difference_is_paired() -> None:
    # Each document gains one facet in four, however different the documents are: no draw says otherwise.
    change = compared({"甲": "+++-", "乙": "----"}, {"甲": "++++", "乙": "+---"}).differences["facet_accuracy"].change
    assert (change.value, change.low, change.high) == (0.25, 0.25, 0.25)


def test_only_documents_of_both_runs_are_compared() -> None:
    found = compared({"甲": "+", "乙": "-"}, {"丙": "-", "甲": "+"})
    assert (found.documents, found.only_before, found.only_now) == (("甲",), ("乙",), ("丙",))
    assert found.differences["facet_accuracy"].change.value == 0


def test_facets_that_turned_are_named() -> None:
    found = compared({"甲": "+-+-"}, {"甲": "-++-"})
    assert (found.mended, found.broken) == (("甲 x-01/1",), ("甲 x-01/0",))


def test_runs_without_a_common_document_cannot_be_compared() -> None:
    found = compared({"甲": "+"}, {"乙": "+"}).differences["facet_accuracy"]
    assert (found.before, found.now, found.change.value) == (None, None, None)
