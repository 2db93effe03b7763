"""How near a clause comes to passages that were evidence for the same statement."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.judgement.channels import Background
from compliance.judgement.precedents import (
    SIGNALS,
    Precedent,
    Precedents,
    folded_pairs,
    precedent_signals,
    read_precedents,
    write_precedents,
)
from compliance.terms import Status

BODY, GUARDS = "成立了领导小组", "配备了保安"
KNOWN = Precedents(
    {
        BODY: (
            Precedent("县里搭起了工作专班", Status.MET, "甲"),
            Precedent("专班至今没有搭起来", Status.CONTRADICTED, "乙"),
        ),
        GUARDS: (Precedent("每校两名门卫", Status.MET, "甲"),),
    }
)
SAID = ("区里搭起了工作专班", "山里下雨了", "专班还没有搭起来", "每校三名门卫")


def near(name: str, precedents: Precedents = KNOWN) -> np.ndarray:
    return precedent_signals([BODY, GUARDS, "绘制了地图"], SAID, precedents, Background())[name]


def test_a_clause_worded_like_a_precedent_is_near_though_it_shares_no_word_with_the_statement() -> None:
    assert near("nearest")[0].argmax() == 0
    assert near("nearest")[0, 1] == 0


def test_numbers_are_all_the_same() -> None:
    assert folded_pairs("配备保安41人") == folded_pairs("配备保安3人")


def test_the_nearest_precedent_of_each_status_is_told_apart() -> None:
    assert near("contradicted")[0].argmax() == 2
    assert near("met")[0].argmax() == 0
    assert near("planned").max() == 0


def test_a_clause_leads_for_the_statement_whose_precedents_it_is_nearest_to() -> None:
    assert near("lead")[1, 3] > 0 > near("lead")[0, 3]


def test_a_statement_without_precedents_has_none_of_it() -> None:
    assert near("known")[:, 0].tolist() == [2, 1, 0]
    assert {name: float(np.abs(near(name)[2]).max()) for name in ("nearest", "covers", "odds", "met")} == {
        "nearest": 0, "covers": 0, "odds": 0, "met": 0,
    }  # fmt: skip


def test_a_document_of_the_corpora_is_not_compared_with_itself() -> None:
    assert near("known", KNOWN.without("甲"))[:, 0].tolist() == [1, 0, 0]


def test_statements_can_be_hidden_as_if_nobody_had_seen_them() -> None:
    assert near("known", KNOWN.without("", [BODY]))[:, 0].tolist() == [0, 1, 0]


def test_they_are_stored_as_they_were_and_the_order_does_not_count() -> None:
    turned = Precedents({statement: passages[::-1] for statement, passages in reversed(KNOWN.by_statement.items())})
    assert write_precedents(turned) == write_precedents(KNOWN)
    read = read_precedents(write_precedents(KNOWN))
    assert {s: set(p) for s, p in read.by_statement.items()} == {s: set(p) for s, p in KNOWN.by_statement.items()}


@pytest.mark.parametrize("statement", ["分两行\n的要求", "有制表符\t的", '有“引号"的', "", "\u2028"])
def test_a_statement_of_any_characters_is_stored(statement: str) -> None:
    one = Precedents({statement: (Precedent("第一行\n第二行\t完", Status.MET, "甲"),)})
    assert dict(read_precedents(write_precedents(one)).by_statement) == one.by_statement


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("县区搭起专班没有，。1%", max_size=12), max_size=5))
def test_whatever_is_said_every_signal_is_finite(said) -> None:
    found = precedent_signals([BODY, GUARDS], said, KNOWN, Background())
    assert set(found) == set(SIGNALS)
    for name, matrix in found.items():
        assert matrix.shape == (2, len(said)), name
        assert np.isfinite(matrix).all(), name
    assert found["nearest"].max(initial=0) <= 1 + 1e-5
