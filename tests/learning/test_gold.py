"""Gold documents are read as they stand, and quotes are compared by their longest common piece."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.learning.gold import HIT, is_hit, is_same_passage, load_gold, overlap
from compliance.terms import Status

PAIR = {
    "document": "lan.md",
    "scheme": "lan-2024",
    "kind": "self_evaluation",
    "subject": "岚溪县",
    "period": "2023",
    "items": [
        {
            "id": "lan-01",
            "status": "partial",
            "facets": [
                {"id": "body", "status": "met", "quotes": ["成立了领导小组", "设立了办公室"]},
                {"id": "meets", "status": "missing", "quotes": []},
            ],
        }
    ],
    "integrity": [],
}


def write(folder: Path, name: str, **changes: object) -> None:
    (folder / f"{name}.gold.json").write_text(json.dumps(PAIR | changes, ensure_ascii=False), "utf-8")


# --- Loading ---


def test_a_pair_is_its_document_and_the_judgement_of_every_facet(tmp_path: Path) -> None:
    write(tmp_path, "lan")
    (gold,) = load_gold(tmp_path)
    assert (gold.name, gold.path) == ("lan", tmp_path / "lan.md")
    assert (gold.scheme, gold.kind, gold.subject, gold.period) == ("lan-2024", "self_evaluation", "岚溪县", "2023")
    assert gold.facets == {
        ("lan-01", "body"): (Status.MET, ("成立了领导小组", "设立了办公室")),
        ("lan-01", "meets"): (Status.MISSING, ()),
    }


def test_pairs_come_by_name_and_nothing_else_is_read(tmp_path: Path) -> None:
    for name in ("b", "a-2", "a-10"):
        write(tmp_path, name)
    (tmp_path / "README.md").write_text("说明", "utf-8")
    (tmp_path / "other.json").write_text("{}", "utf-8")
    assert [gold.name for gold in load_gold(tmp_path)] == ["a-10", "a-2", "b"]


def test_a_status_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "lan", items=[{"id": "x", "facets": [{"id": "f", "status": "good", "quotes": []}]}])
    with pytest.raises(ValueError, match="good"):
        list(load_gold(tmp_path))


def test_a_pair_without_a_scheme_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lan.gold.json").write_text(json.dumps({k: v for k, v in PAIR.items() if k != "scheme"}), "utf-8")
    with pytest.raises(KeyError, match="scheme"):
        list(load_gold(tmp_path))


# --- The same passage ---


@pytest.mark.parametrize(
    ("quote", "gold", "share"),
    [
        ("成立了领导小组", "成立了领导小组", 1.0),
        ("成立了领导小组", "区政府成立了领导小组，办公室设在教育局", 1.0),  # one within the other
        ("成立了 领导\n小组", "成立了领导小组", 1.0),  # white space aside
        ("| 小学 | 98.2% |", "小学98.2%", 1.0),  # table lines aside
        ("甲乙丙丁", "甲乙戊己", 0.5),
        ("甲乙丙丁", "丁丙乙甲", 0.25),
        ("甲乙丙丁戊己庚辛", "丙丁子丑", 0.5),  # of the shorter text
        ("甲乙", "丙丁", 0.0),
        ("", "甲乙", 0.0),
        (" |# ", "甲乙", 0.0),
    ],
)
def test_overlap_is_the_longest_common_piece_over_the_shorter_text(quote: str, gold: str, share: float) -> None:
    assert overlap(quote, gold) == overlap(gold, quote) == share


@given(st.text("甲乙丙 |", max_size=8), st.text("甲乙丙 |", max_size=8))
def test_overlap_is_a_share_and_has_no_direction(one: str, other: str) -> None:
    assert 0 <= overlap(one, other) == overlap(other, one) <= 1


@pytest.mark.parametrize(
    ("quote", "gold", "hit"),
    [
        ("成立了领导小组", ("配备了保安", "区里成立了领导小组"), True),  # any one counts
        ("甲乙丙丁", ("甲乙戊己",), True),  # half is enough
        ("甲乙丙丁", ("甲戊己庚",), False),
        ("成立了领导小组", (), False),
    ],
)
def test_a_hit_names_the_passage_of_one_of_the_gold_quotes(quote: str, gold: tuple[str, ...], hit: bool) -> None:
    assert is_hit(quote, gold) is hit


@given(st.text("甲乙丙 |", max_size=9), st.text("甲乙丙 |", max_size=9))
def test_the_same_passage_is_what_overlaps_by_half(one: str, other: str) -> None:
    assert is_same_passage(one, other) == (overlap(one, other) >= HIT)
