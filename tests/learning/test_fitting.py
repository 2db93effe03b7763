"""From gold documents to models: answers are marked, schemes left out in turn; equal lessons make equal bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance.judgement.channels import character_pairs
from compliance.judgement.models import read_backgrounds, write_backgrounds
from compliance.judgement.storing import model_bytes
from compliance.language.understanding import understand
from compliance.learning.gold import GoldDocument
from compliance.learning.training import Lesson, backgrounds_of, fit, folds, lesson_of
from compliance.terms import Block, BlockKind, Document, DocumentKind, Facet, Item, Place, Scheme, Status

STATEMENTS = {"body": "成立了领导小组", "guards": "配备了保安", "map": "绘制了地图", "bus": "开通了校车"}
QUOTES = {"body": "县里成立了领导小组", "guards": "各校没有配备保安", "map": "拟绘制地图"}
STATUSES = {"body": Status.MET, "guards": Status.CONTRADICTED, "map": Status.PLANNED, "bus": Status.MISSING}
TEXT = "县里成立了领导小组。组长是县长。各校没有配备保安。大门开着。明年拟绘制地图。山里下雨了，河水涨了。"


def lesson(scheme_id: str) -> Lesson:
    facets = tuple(Facet(name, "", statement) for name, statement in STATEMENTS.items())
    scheme = Scheme(scheme_id, "", "", (Item("x", (), "保障", "", facets),), "")
    blocks = tuple(Block(i, BlockKind.PARAGRAPH, TEXT, Place(line=i + 1)) for i in range(3))
    kind = DocumentKind.SELF_EVALUATION
    submission = understand([Document("甲.md", "", "", blocks)], "岚溪县", "2023", kind)
    gold = GoldDocument(
        scheme_id,
        Path("甲.md"),
        scheme_id,
        kind.value,
        "岚溪县",
        "2023",
        {("x", name): (status, (QUOTES[name],) if name in QUOTES else ()) for name, status in STATUSES.items()},
    )
    backgrounds = backgrounds_of([submission], [scheme], character_pairs)
    return lesson_of(gold, scheme, submission, character_pairs, backgrounds)


@pytest.fixture(scope="module")
def lessons() -> list[Lesson]:
    return [lesson("a-2023"), lesson("b-2023")]


def test_the_clauses_of_the_gold_quotes_are_marked_as_relevant(lessons) -> None:
    one = lessons[0]
    marked = [
        {one.submission.clauses[index].text for index in row[relevant]}
        for row, relevant in zip(one.chosen, one.relevant, strict=True)
    ]
    assert marked == [{"县里成立了领导小组"}, {"各校没有配备保安"}, {"明年拟绘制地图"}, set()]


def test_the_answers_stand_in_the_facets_order(lessons) -> None:
    assert lessons[0].statuses == tuple(STATUSES.values())


def test_one_scheme_is_left_out_at_a_time(lessons) -> None:
    assert [([r.gold.scheme for r in rest], [o.gold.scheme for o in out]) for rest, out in folds(lessons)] == [
        (["b-2023"], ["a-2023"]),
        (["a-2023"], ["b-2023"]),
    ]


def test_equal_lessons_make_equal_bytes(lessons) -> None:
    first, second = fit(lessons), fit(lessons[:])
    assert model_bytes(first.relevance) == model_bytes(second.relevance)
    assert model_bytes(first.status) == model_bytes(second.status)


def test_the_background_is_stored_as_the_same_bytes_whatever_the_order_of_its_tokens(lessons) -> None:
    backgrounds = lessons[0].backgrounds
    stored = write_backgrounds(backgrounds)
    assert read_backgrounds(stored) == backgrounds
    assert write_backgrounds(read_backgrounds(stored)) == stored
