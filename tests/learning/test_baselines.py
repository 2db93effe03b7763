"""What keyword search and vector similarity make of a submission."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from compliance.learning.baselines import (
    CHARACTER_PAIRS,
    KEYWORDS,
    Baseline,
    character_pair_vectors,
    keyword_overlap,
    vector_baseline,
)
from compliance.terms import (
    Block,
    BlockKind,
    Clause,
    Document,
    DocumentKind,
    Facet,
    Item,
    Place,
    Scheme,
    Status,
    Submission,
)

TEXTS = ("成立领导小组", "县政府成立了教育工作领导小组", "学校配备保安三十人", "河水涨了")
BODY, GUARDS = Facet("body", "", "成立了领导小组"), Facet("guards", "", "学校配备了保安")
SCHEME = Scheme("x", "", "", (Item("x-01", (), "", "", (BODY, GUARDS)),), "")


def submission(texts: Sequence[str] = TEXTS) -> Submission:
    """The first text is a heading."""
    kinds = [BlockKind.HEADING, *[BlockKind.PARAGRAPH] * len(texts)]
    blocks = tuple(Block(i, kinds[i], text, Place()) for i, text in enumerate(texts))
    clauses = tuple(Clause(i, 0, i, 0, len(text), text, (i, i + 1)) for i, text in enumerate(texts))
    return Submission((Document("甲", "", "", blocks),), clauses, "", "", DocumentKind.SELF_EVALUATION)


def score(statement: str, *texts: str) -> list[float]:
    clauses = submission(texts).clauses
    return [round(float(s), 3) for s in keyword_overlap([Facet("f", "", statement)], clauses)[0]]


# --- Keywords ---


def test_a_clause_with_all_words_of_the_statement_scores_one() -> None:
    assert score("学校配备保安", "各学校已配备专职保安", "河水涨了") == [1.0, 0.0]


def test_words_are_searched_in_running_text() -> None:
    assert score("保安", "全县保安人员到岗")[0] == 1.0


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    common, rare = score("学校保安", "学校开学", "保安到岗", "学校放假", "学校开会")[:2]
    assert rare > common > 0


def test_a_statement_without_words_matches_nothing() -> None:
    assert score("的", "的确") == [0.0]


# --- Vectors ---


def test_similar_texts_have_similar_vectors_of_length_one() -> None:
    vectors = character_pair_vectors(["成立领导小组", "成立了领导小组", "河水涨了"])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] == 0


def test_any_function_from_texts_to_vectors_will_do() -> None:
    def by_length(texts: Sequence[str]) -> np.ndarray:
        angles = np.array([len(text) for text in texts]) / 10
        return np.stack([np.cos(angles), np.sin(angles)], axis=1)

    baseline = vector_baseline("字数", by_length, threshold=0.99)
    answer = baseline.answer(SCHEME, submission())
    assert answer.rankings["x-01", "guards"][0] == (2, pytest.approx(np.cos(0.2), abs=1e-4))


def test_the_stand_in_says_that_it_is_one() -> None:
    assert "代替句向量" in CHARACTER_PAIRS.name


# --- What both propose ---


@pytest.mark.parametrize("baseline", [KEYWORDS, CHARACTER_PAIRS], ids=lambda one: one.id)
def test_the_best_clauses_are_quoted_and_headings_are_passed_over(baseline: Baseline) -> None:
    answer = baseline.answer(SCHEME, submission())
    assert answer.facets["x-01", "body"].quotes[0] == "县政府成立了教育工作领导小组"
    assert answer.facets["x-01", "body"].status is Status.MET
    assert [index for index, _ in answer.rankings["x-01", "guards"]][0] == 2
    assert answer.items == {"x-01": Status.MET}


@pytest.mark.parametrize("baseline", [KEYWORDS, CHARACTER_PAIRS], ids=lambda one: one.id)
def test_below_the_threshold_is_missing_without_a_quote(baseline: Baseline) -> None:
    answer = baseline.answer(SCHEME, submission(["标题", "河水涨了"]))
    assert answer.facets["x-01", "body"].status is Status.MISSING
    assert answer.facets["x-01", "body"].quotes == ()
    assert answer.items == {"x-01": Status.MISSING}


@pytest.mark.parametrize("texts", [[], ["只有标题"]])
def test_a_submission_without_text_is_missing_throughout(texts: list[str]) -> None:
    for baseline in (KEYWORDS, CHARACTER_PAIRS):
        assert {f.status for f in baseline.answer(SCHEME, submission(texts)).facets.values()} == {Status.MISSING}


def test_baselines_are_not_confident_and_warn_of_nothing() -> None:
    answer = KEYWORDS.answer(SCHEME, submission())
    assert answer.warnings == ()
    assert {facet.confidence for facet in answer.facets.values()} == {None}
