"""From gold documents to models: answers are marked, what is known of a document never comes from itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from compliance.hookspecs import Example, Indicator
from compliance.judgement.channels import character_pairs
from compliance.judgement.models import read_backgrounds, stored_models, write_backgrounds
from compliance.judgement.storing import load_model
from compliance.language.understanding import understand
from compliance.learning.gold import GoldDocument
from compliance.learning.lessons import (
    Lesson,
    backgrounds_of,
    example_lessons,
    hidden_of,
    lesson_of,
    memory_for,
    precedents_of,
    wordings_of,
)
from compliance.learning.training import FOLDS, fit
from compliance.terms import Block, BlockKind, Document, DocumentKind, Facet, Item, Place, Scheme, Status

STATEMENTS = {"body": "成立了领导小组", "guards": "配备了保安", "map": "绘制了地图", "bus": "开通了校车"}
QUOTES = {"body": "县里成立了领导小组", "guards": "各校没有配备保安", "map": "拟绘制地图"}
STATUSES = {"body": Status.MET, "guards": Status.CONTRADICTED, "map": Status.PLANNED, "bus": Status.MISSING}
TEXT = "县里成立了领导小组。组长是县长。各校没有配备保安。大门开着。明年拟绘制地图。山里下雨了，河水涨了。"


def lesson(name: str) -> Lesson:
    facets = tuple(Facet(facet, "", statement) for facet, statement in STATEMENTS.items())
    scheme = Scheme("a-2023", "", "", (Item("x", (), "保障", "", facets),), "")
    blocks = tuple(Block(i, BlockKind.PARAGRAPH, TEXT, Place(line=i + 1)) for i in range(3))
    kind = DocumentKind.SELF_EVALUATION
    submission = understand([Document("甲.md", "", "", blocks)], "岚溪县", "2023", kind)
    answers = {
        ("x", facet): (status, tuple(QUOTES[f] for f in (facet,) if f in QUOTES)) for facet, status in STATUSES.items()
    }
    return lesson_of(
        GoldDocument(name, Path("甲.md"), scheme.id, kind.value, "岚溪县", "2023", answers), scheme, submission
    )


LESSONS = [lesson(name) for name in "甲乙丙丁"]
BACKGROUNDS = backgrounds_of([one.submission for one in LESSONS], [LESSONS[0].scheme], character_pairs)


def test_the_clauses_of_the_gold_quotes_are_the_evidence() -> None:
    one = LESSONS[0]
    evidence = [{one.submission.clauses[index].text for index in row} for row in one.evidence]
    assert evidence == [{"县里成立了领导小组"}, {"各校没有配备保安"}, {"明年拟绘制地图"}, set()]


def test_the_answers_stand_in_the_facets_order() -> None:
    assert LESSONS[0].statuses == tuple(STATUSES.values())


def test_a_document_is_remembered_by_the_others_alone() -> None:
    precedents = precedents_of(LESSONS)
    own = memory_for(LESSONS[0], False, BACKGROUNDS, precedents, wordings_of(LESSONS)).precedents
    sources = {p.source for p in own.by_statement["成立了领导小组"]}
    assert sources == {"乙", "丙", "丁"}


def test_every_fourth_document_of_a_scheme_is_shown_without_precedents() -> None:
    assert hidden_of(LESSONS) == (False, False, False, True)
    hidden = memory_for(LESSONS[3], True, BACKGROUNDS, precedents_of(LESSONS), wordings_of(LESSONS))
    assert hidden.precedents.by_statement == {}


def test_examples_of_indicators_are_lessons_too() -> None:
    examples = (
        Example("成立了领导小组", "县里成立了领导小组。", "met", "县里成立了领导小组"),
        Example("成立了领导小组", "山里下雨了。", "missing"),
    )
    met, missing = example_lessons([Indicator("lead", "领导", "", examples=examples)])
    assert (met.statuses, missing.statuses) == ((Status.MET,), (Status.MISSING,))
    assert met.evidence[0] and not missing.evidence[0]


@pytest.fixture(scope="module")
def fitted() -> dict[str, bytes]:
    return stored_models(fit(LESSONS, character_pairs, BACKGROUNDS, {}))


def test_equal_lessons_make_equal_bytes(fitted: dict[str, bytes]) -> None:
    assert stored_models(fit(LESSONS[:], character_pairs, BACKGROUNDS, {})) == fitted


def test_a_weightier_document_makes_other_models(fitted: dict[str, bytes]) -> None:
    heavier = [replace(LESSONS[0], weight=5.0), *LESSONS[1:]]
    assert stored_models(fit(heavier, character_pairs, BACKGROUNDS, {}))["words.skops"] != fitted["words.skops"]


def test_the_steps_are_told_as_they_begin() -> None:
    heard: list[str] = []
    fit(LESSONS, character_pairs, BACKGROUNDS, {}, heard.append)
    assert heard == ["信号", "相关度", "措辞", "所示", "指标", "状态"]
    assert len(LESSONS) == FOLDS


def test_the_background_is_stored_as_the_same_bytes_whatever_the_order_of_its_tokens() -> None:
    stored = write_backgrounds(BACKGROUNDS)
    assert {name: one.counts for name, one in read_backgrounds(stored).items()} == {
        name: one.counts for name, one in BACKGROUNDS.items()
    }
    assert write_backgrounds(read_backgrounds(stored)) == stored


@pytest.mark.parametrize("name", ["words.skops", "evidence.skops"])
def test_a_linear_model_is_stored_without_what_only_fitting_needed_and_its_weights_in_steps(
    fitted: dict[str, bytes], name: str
) -> None:
    model = load_model(fitted[name])
    assert not hasattr(model, "_average_coef")
    assert np.allclose(model.coef_ / 0.02, np.round(model.coef_ / 0.02), atol=1e-3)
    assert model.coef_.any()
