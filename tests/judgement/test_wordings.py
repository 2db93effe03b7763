"""The words in which submissions say what statements ask for: learnt by counting, used on statements never seen."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.judgement.wordings import Wordings, plain_words, read_wordings, wording_signals, write_wordings
from compliance.learning.wording import learn_wordings

PAIRS = [
    ("开展了跟踪督查", ["三个月后又去回访"]),
    ("建立了跟踪制度", ["回访制度已经建立"]),
    ("对问题进行跟踪", ["对问题一一回访"]),
    ("公布了电话", ["电话贴在门口"]),
    ("公布了名单", ["名单贴在门口"]),
]
CLAUSES = [text for _, texts in PAIRS for text in texts] + ["天气很好", "山里下雨", "今天开会"]


def test_a_word_of_the_statement_is_learnt_to_be_said_by_another() -> None:
    table = learn_wordings(PAIRS, CLAUSES).table
    assert max(table["跟踪"], key=lambda word: table["跟踪"][word]) == "回访"


def test_what_was_learnt_serves_a_statement_never_seen() -> None:
    learnt = learn_wordings(PAIRS, CLAUSES)
    said = ("天气很好", "派人回访", "今天开会")
    assert wording_signals(["跟踪落实情况"], said, learnt)["mean"][0].argmax() == 1


def test_without_a_table_a_word_still_says_itself() -> None:
    found = wording_signals(["公布了电话"], ("天气很好", "电话坏了"), Wordings({}, {}))
    assert found["mean"][0].argmax() == 1


def test_a_text_leads_for_the_statement_that_it_words_best() -> None:
    found = wording_signals(["公布了电话", "配备了保安"], ("电话坏了",), Wordings({}, {}))
    assert found["lead"][0, 0] > 0 > found["lead"][1, 0]


def test_words_are_cut_without_marks_and_every_number_is_the_same() -> None:
    assert plain_words("配备41人，3人。") == plain_words("配备5人，")


def test_nothing_learnt_from_nothing() -> None:
    assert learn_wordings([], ["天气很好"]).table == {}


def test_the_table_is_stored_as_it_was() -> None:
    learnt = learn_wordings(PAIRS, CLAUSES)
    assert write_wordings(read_wordings(write_wordings(learnt))) == write_wordings(learnt)


def test_the_probabilities_of_a_word_are_shares() -> None:
    for targets in learn_wordings(PAIRS, CLAUSES).table.values():
        assert 0 < sum(targets.values()) <= 1.01


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("公布电话回访跟踪，。1%", max_size=10), max_size=4))
def test_whatever_is_said_every_signal_is_finite(said) -> None:
    for matrix in wording_signals(["公布了电话", ""], said, learn_wordings(PAIRS, CLAUSES)).values():
        assert matrix.shape == (2, len(said))
        assert np.isfinite(matrix).all()
