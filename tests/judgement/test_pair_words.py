"""A facet and a clause as marked pieces of text: what the words model reads."""

from __future__ import annotations

import numpy as np
import pytest
from handmade import item, understood
from hypothesis import given
from hypothesis import strategies as st

from compliance.judgement.pair_words import PairWords, without_statement
from compliance.terms import Submission


@pytest.mark.parametrize(
    ("text", "blanked"),
    [
        ("尚未成立领导小组", "尚未＠"),
        ("领导小组由县长任组长", "＠由县长任组长"),
        ("天气很好", "天气很好"),
        ("组", "组"),  # one character in common is chance
        ("", ""),
    ],
)
def test_what_the_statement_says_is_blanked_out(text: str, blanked: str) -> None:
    assert without_statement(text, "成立领导小组") == blanked


@given(st.text("成立领导小组，。1", max_size=20), st.text("成立领导小组", max_size=6))
def test_blanking_never_adds_text(text: str, statement: str) -> None:
    assert len(without_statement(text, statement)) <= len(text)


def row(submission: Submission, statement: str, index: int) -> set[int]:
    asked = item(statement)
    vectors = PairWords(submission).vectors([(asked, asked.facets[0], index)])
    return set(vectors.indices.tolist())


SAID = understood("县里尚未成立领导小组，拟明年成立。\n邻县成立了领导小组。")


def test_the_same_pair_has_the_same_pieces() -> None:
    assert row(SAID, "成立了领导小组", 0) == row(SAID, "成立了领导小组", 0)


def test_the_statement_makes_a_difference() -> None:
    assert row(SAID, "成立了领导小组", 0) != row(SAID, "配备了保安", 0)


def test_what_follows_in_the_sentence_makes_a_difference() -> None:
    alone = understood("县里尚未成立领导小组。")
    assert row(SAID, "成立了领导小组", 0) != row(alone, "成立了领导小组", 0)


def test_pieces_of_a_statement_s_own_are_shared_with_no_other_statement() -> None:
    first, second = item("成立了领导小组"), item("配备了保安")
    words = PairWords(SAID)
    rows = words.own_vectors([(first, first.facets[0], 0), (second, second.facets[0], 0), (first, first.facets[0], 0)])
    own, others, again = (set(rows[place].indices.tolist()) for place in range(3))
    assert own == again and not own & others


def test_rows_have_the_length_of_one() -> None:
    asked = item("成立了领导小组")
    pairs = [(asked, asked.facets[0], index) for index in range(len(SAID.clauses))]
    vectors = PairWords(SAID).vectors(pairs)
    assert vectors.shape[0] == len(SAID.clauses)
    lengths = np.asarray(vectors.multiply(vectors).sum(axis=1)).ravel()
    assert lengths == pytest.approx(np.ones(len(SAID.clauses)), abs=1e-4)
