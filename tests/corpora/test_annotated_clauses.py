"""The annotated clauses stand in their documents, and every label is one of the vocabulary."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path

from compliance.terms import Modality

CORPORA = Path(str(files("compliance.corpora")))
SUBJECTS = {"own", "superior", "neighbour", "school", "schools", "some", "department", "office", "unknown"}


def clauses() -> list[dict[str, str]]:
    with (CORPORA / "clauses" / "clauses.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_there_are_enough_of_every_modality() -> None:
    labels = [row["modality"] for row in clauses()]
    assert len(labels) >= 4000
    assert set(labels) == {modality.value for modality in Modality}


def test_every_label_is_of_the_vocabulary() -> None:
    for row in clauses():
        assert row["subject"] in SUBJECTS, row
        assert row["kind"] in ("self_evaluation", "plan"), row
        assert row["text"] and row["period"] and row["quantities"], row


def test_each_clause_is_of_a_document_that_may_be_learnt_from() -> None:
    folders = [CORPORA / "gold" / part for part in ("train", "more")]
    assert all(any((folder / f"{row['document']}.md").exists() for folder in folders) for row in clauses())


def test_no_clause_stands_twice() -> None:
    places = [(row["document"], row["clause"]) for row in clauses()]
    assert len(places) == len(set(places))
