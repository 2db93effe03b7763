"""The lexicon: every file is well formed, and every concept is found in its own examples and nowhere it must not be."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import rjieba

from compliance.language.concepts import KINDS, Concept, ConceptFinder, read_concepts
from compliance.language.normalise import normalise

ROOT = Path(__file__).parents[2]
GENERAL = sorted((ROOT / "compliance" / "language" / "lexicon").glob("*.toml"))
INDICATORS = (
    "access",
    "budget",
    "disclosure",
    "facilities",
    "inspection",
    "institution",
    "leadership",
    "monitoring",
    "plan",
    "quantity",
    "records",
    "rectification",
    "responsibility",
    "results_use",
    "safety",
    "staffing",
    "teaching",
    "training",
)
FILES = [*GENERAL, *(ROOT / "plugins" / name / "lexicon.toml" for name in INDICATORS)]


@cache
def concepts() -> tuple[Concept, ...]:
    return tuple(concept for file in FILES for concept in read_concepts(file))


@cache
def finder() -> ConceptFinder:
    return ConceptFinder(concepts())


def borders(text: str) -> list[int]:
    """Offsets at which words begin or end."""
    offsets = [0]
    for word in rjieba.cut(text):
        offsets.append(offsets[-1] + len(word))
    return offsets


def found(text: str) -> list[str]:
    normal = normalise(text).text
    return [hit.concept for hit in finder().find(normal, borders(normal))]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_each_file_names_its_source_and_holds_concepts(file: Path) -> None:
    tables = tomllib.loads(file.read_text("utf-8"))
    assert set(tables) == {"source", "concept"}
    assert tables["source"].strip()
    assert read_concepts(file)


def test_ids_are_unique_over_all_files() -> None:
    counts = Counter(concept.id for concept in concepts())
    assert [name for name, count in counts.items() if count > 1] == []


def test_no_term_belongs_to_two_concepts() -> None:
    owners: dict[str, list[str]] = {}
    for concept in concepts():
        for term in concept.terms:
            owners.setdefault(term, []).append(concept.id)
    assert {term: ids for term, ids in owners.items() if len(ids) > 1} == {}


def test_kinds_are_known() -> None:
    assert {concept.id: concept.kind for concept in concepts() if concept.kind not in KINDS} == {}


def test_terms_have_two_characters_or_more_and_no_space() -> None:
    wrong = [(c.id, term) for c in concepts() for term in c.terms if len(term) < 2 or any(map(str.isspace, term))]
    assert wrong == []


def test_terms_are_written_as_normalised_text_is() -> None:
    """A term in another width or script would never be found, since texts are normalised first."""
    assert [(c.id, term) for c in concepts() for term in c.terms if normalise(term).text != term] == []


def test_broader_and_part_of_name_concepts_that_exist() -> None:
    known = {concept.id for concept in concepts()}
    assert [(c.id, other) for c in concepts() for other in (*c.broader, *c.part_of) if other not in known] == []


def test_nothing_is_wider_than_itself() -> None:
    circular = [
        concept.id
        for concept in concepts()
        if any(concept.id in finder().wider(other) for other in (*concept.broader, *concept.part_of))
    ]
    assert circular == []


def test_every_concept_is_found_in_its_own_examples() -> None:
    assert all(concept.matches for concept in concepts())
    missed = [(c.id, text, found(text)) for c in concepts() for text in c.matches if c.id not in found(text)]
    assert missed == []


def test_no_concept_is_found_where_it_must_not_be() -> None:
    wrong = [(c.id, text) for c in concepts() for text in c.not_matches if c.id in found(text)]
    assert wrong == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("责任区", "督学片区"),
        ("跟踪督查", "回访"),
        ("问题清单", "毛病单"),
        ("领导小组", "专班"),
        ("随访", "进校看课"),
        ("安保人员", "保安"),
        ("技防", "一键报警"),
        ("教育局", "教体局"),
        ("教育督导室", "督导办"),
        ("列入年度财政预算", "纳入财政预算"),
        ("整改通知书", "督办单"),
        ("开齐课程、开足课时", "开齐开足"),
        ("差异系数", "校际差异系数"),
        ("不打招呼", "随机督导"),
        ("逐项销号", "对账销号"),
    ],
)
def test_the_same_thing_in_other_words_is_one_concept(one: str, other: str) -> None:
    assert found(one) == found(other) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("列入年度财政预算", "在预算中单列"),
        ("列入年度财政预算", "足额拨付"),
        ("综合督导", "专项督导"),
        ("随访", "随机督导"),
        ("专职督学", "兼职督学"),
        ("人防", "物防"),
        ("物防", "技防"),
        ("人大代表", "政协委员"),
        ("组长", "副组长"),
        ("问责", "约谈"),
        ("上报", "备案"),
        ("遴选", "聘任"),
        ("公用经费", "绩效工资"),
        ("国家质量监测", "省级质量监测"),
        ("小班", "大班"),
        ("学前三年毛入园率", "残疾儿童少年入学率"),
        ("生均教学及辅助用房面积", "生均体育运动场馆面积"),
        ("整改通知书", "督导意见书"),
        ("每月", "每学期"),
        ("全部", "部分"),
    ],
)
def test_different_things_are_different_concepts(one: str, other: str) -> None:
    assert found(one) and found(other)
    assert set(found(one)).isdisjoint(found(other))


@pytest.mark.parametrize("kind", ["随访", "回访", "随机督导", "专项督导", "综合督导", "经常性督导", "联合检查"])
def test_each_kind_of_inspection_is_an_inspection(kind: str) -> None:
    (concept,) = found(kind)
    assert "inspection" in finder().wider(concept)


def test_a_word_that_only_arises_between_two_words_is_not_found() -> None:
    assert "issue-act" not in found("推出台账管理")
    assert "publish-act" not in found("学校定期举行公开课")


def test_the_set_up_body_and_its_head_are_found_in_running_text() -> None:
    assert found("县里组建了由分管副县长任组长的工作专班,印发了部门责任清单") == [
        "own-authorities",
        "set-up",
        "deputy-head",
        "head-act",
        "leading-group",
        "issue-act",
        "responsibility-list",
    ]
