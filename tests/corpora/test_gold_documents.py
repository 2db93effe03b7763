"""The gold documents are whole: every facet judged, every quote verbatim, every item's status what follows from it."""

from __future__ import annotations

import json
import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from compliance.judgement.findings import item_status
from compliance.learning.gold import squeeze
from compliance.learning.train import all_schemes
from compliance.registry import Registry
from compliance.terms import Status

CORPORA = Path(str(files("compliance.corpora")))
PARTS = ("train", "alike", "more", "fresh", "dev", "test")
CHECKS = {
    "placeholder", "inconsistent", "swapped_words", "garbled", "foreign_subject", "stale_period", "page_furniture",
}  # fmt: skip
SCHEMES = all_schemes(Registry.load(), CORPORA / "schemes")


def gold_files() -> list[Path]:
    return sorted(path for part in PARTS for path in (CORPORA / "gold" / part).glob("*.gold.json"))


@pytest.mark.parametrize("path", gold_files(), ids=lambda path: path.name.removesuffix(".gold.json"))
def test_a_gold_document_is_whole(path: Path) -> None:
    gold = json.loads(path.read_text("utf-8"))
    text = squeeze((path.parent / gold["document"]).read_text("utf-8"))
    judged = {item["id"]: item for item in gold["items"]}
    scheme = SCHEMES[gold["scheme"]]
    assert gold["kind"] in ("self_evaluation", "plan")
    assert list(judged) == [item.id for item in scheme.items]
    for item in scheme.items:
        facets = {facet["id"]: facet for facet in judged[item.id]["facets"]}
        assert set(facets) == {facet.id for facet in item.facets}, item.id
        states = [(facet, Status(facets[facet.id]["status"])) for facet in item.facets]
        assert judged[item.id]["status"] == item_status(states), item.id
        for facet in facets.values():
            silent = facet["status"] in ("missing", "not_applicable")
            assert silent != bool(facet["quotes"]), f"{item.id}.{facet['id']}"
            assert all(squeeze(quote) in text for quote in facet["quotes"]), f"{item.id}.{facet['id']}"
    for warning in gold["integrity"]:
        assert warning["check"] in CHECKS
        assert all(squeeze(quote) in text for quote in {warning["quote"], *warning.get("quotes", [])})


def test_every_shipped_scheme_has_documents_in_every_part() -> None:
    shipped = set(Registry.load().schemes)
    for part in PARTS:
        folder = CORPORA / "gold" / part
        assert shipped <= {json.loads(p.read_text("utf-8"))["scheme"] for p in folder.glob("*.gold.json")}, part


def test_no_document_stands_in_two_parts() -> None:
    documents = (path.with_suffix("").with_suffix(".md") for path in gold_files())
    texts = Counter(re.sub(r"\s", "", document.read_text("utf-8")) for document in documents)
    assert max(texts.values()) == 1
