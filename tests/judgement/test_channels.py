"""Texts cut into tokens, the rarity of tokens, and how much of a statement's weight a text has."""

from __future__ import annotations

import math

import numpy as np
import pytest

from compliance.judgement.channels import Background, Channel, character_pairs, coverage, either, rarity, together

EMPTY = Background(0, {})

# --- Tokens ---


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("领导小组", {"领导", "导小", "小组"}),
        ("组长，副组", {"组长", "副组"}),  # none across punctuation
        ("达到98%", {"达到", "到9", "98", "8%"}),
        ("校", set()),
        ("", set()),
        ("。，；", set()),
    ],
)
def test_pairs_of_neighbouring_characters(text: str, pairs: set[str]) -> None:
    assert character_pairs(text) == pairs


# --- Rarity: log(1 + N / n), here and in the corpora ---


def test_a_token_of_every_text_weighs_least() -> None:
    weights = rarity([frozenset("ab"), frozenset("a"), frozenset("a")], EMPTY)
    assert weights == {"a": math.log(1 + 3 / 3), "b": math.log(1 + 3 / 1)}


def test_own_texts_count_four_times_those_of_the_corpora() -> None:
    weights = rarity([frozenset("ab")], Background(10, {"a": 6}))
    assert weights == {"a": math.log(1 + 14 / 10), "b": math.log(1 + 14 / 4)}


def test_a_background_counts_texts_not_occurrences() -> None:
    found = Background.of([frozenset("ab"), frozenset("a")])
    assert (found.texts, found.counts) == (2, {"a": 2, "b": 1})


def test_a_background_leaves_out_what_few_texts_have() -> None:
    found = Background.of([frozenset("ab"), frozenset("a")], least=2)
    assert (found.texts, found.counts) == (2, {"a": 2})


# --- Coverage and what stays unsaid ---


def channel(*texts: str, statement: str) -> tuple[Channel, list[frozenset[str]], list[frozenset[str]]]:
    tokens, wanted = [frozenset(t) for t in texts], [frozenset(statement)]
    return Channel.over(tokens, wanted, EMPTY), tokens, wanted


def test_coverage_is_the_share_of_the_statements_weight() -> None:
    space, texts, wanted = channel("甲乙丙", "甲", "丁", statement="甲乙")
    (shares,) = coverage(space.weighted(wanted), space.matrix(texts))
    heavy, light = space.weights["乙"], space.weights["甲"]
    assert shares == pytest.approx([1.0, light / (light + heavy), 0.0])


def test_the_heaviest_unsaid_token_is_the_rarest_that_is_lacking() -> None:
    space, texts, wanted = channel("甲乙丙", "甲", "甲乙", "丁", statement="甲乙丙")
    (unsaid,) = space.heaviest_unsaid(wanted, space.matrix(texts))
    rarest = space.weights["丙"]
    assert unsaid == pytest.approx([0.0, rarest, rarest, rarest])


def test_a_statement_without_tokens_leaves_nothing_unsaid() -> None:
    space = Channel.over([frozenset("甲")], [frozenset("甲"), frozenset()], EMPTY)
    unsaid = space.heaviest_unsaid([frozenset("甲"), frozenset()], space.matrix([frozenset()]))
    assert unsaid[1].tolist() == [0.0]


# --- What stands together ---


def test_each_clause_has_the_tokens_of_its_whole_group_once() -> None:
    space, texts, _ = channel("甲", "甲乙", "丙", statement="甲乙丙")
    joined = together(space.matrix(texts), np.array([0, 0, 1])).toarray()
    said = [{token for token, column in space.vocabulary.items() if row[column]} for row in joined]
    assert said == [{"甲", "乙"}, {"甲", "乙"}, {"丙"}]
    assert set(joined.ravel().tolist()) == {0.0, 1.0}


def test_a_token_that_is_said_twice_counts_once() -> None:
    space, texts, _ = channel("甲", "甲乙", statement="甲乙")
    said = space.matrix(texts)
    assert either(said + said).toarray().tolist() == said.toarray().tolist()
