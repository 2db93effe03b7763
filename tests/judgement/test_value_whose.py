"""Whose figure it is, and how much of the whole it covers. All places and sentences are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from value_cases import measured, submitted

from compliance.judgement.values.coverage import covers_one_side
from compliance.judgement.values.whose import (
    is_anothers,
    is_one_school,
    measures_of_facets,
    named_before_is_rival,
    names_rival,
)
from compliance.terms import Facet, Item, Scope

STAYING = measured("义务教育巩固率", ">=", "99", "%")
BUILDING = measured("幼儿园生均建筑面积", ">=", "10.44", "平方米", "", ("生均建筑面积",))
ROOMS = measured("幼儿活动用房生均建筑面积", ">=", "8.17", "平方米")
FUNDS = measured("初中生均教学及辅助用房面积", ">=", "5.8", "平方米")
CROWDED = measured("超标准班额班级数", "==", "0", "个", "没有大班额", ("大班额",))


@pytest.mark.parametrize(
    ("text", "anothers"),
    [
        ("全市义务教育巩固率为99.6%。", True),
        ("邻近的柳湾县义务教育巩固率达到99.8%。", True),
        ("隔壁的柳湾县，义务教育巩固率达到99.8%。", True),
        ("县医院护士巩固率为99.1%。", True),
        ("全县义务教育巩固率为99.6%，居全市前列。", False),
        ("邻近的柳湾县做得早，我县义务教育巩固率也达到99.8%。", False),
        ("义务教育巩固率高于全市平均0.3个百分点，为99.6%。", False),
    ],
)
def test_a_figure_of_others_is_told_from_the_submitters(text: str, anothers: bool) -> None:
    submission = submitted(text)
    clause = next(c for c in reversed(submission.clauses) if "巩固率" in c.text)
    assert is_anothers(STAYING, clause, submission) is anothers


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("白鹭洲中学生均教学及辅助用房6.3平方米。", True),
        ("该校生均教学及辅助用房6.3平方米。", True),
        ("最小的白鹭洲中学生均教学及辅助用房也有6.3平方米。", False),
        ("全县初中生均教学及辅助用房6.3平方米。", False),
    ],
)
def test_one_school_is_no_evidence_for_a_district(text: str, one: bool) -> None:
    submission = submitted(text)
    item = Item("item", (), "", "", (FUNDS,))
    assert is_one_school(FUNDS, submission.clauses[0], item, submission) is one
    assert not is_one_school(FUNDS, submission.clauses[0], replace(item, scope=Scope.SCHOOL), submission)


def test_a_longer_name_of_another_measure_is_a_rival() -> None:
    both = measures_of_facets((BUILDING, ROOMS))
    assert names_rival(BUILDING, both, "幼儿活动用房生均建筑面积为9.1平方米")
    assert not names_rival(BUILDING, both, "幼儿园生均建筑面积为11.3平方米")
    assert not names_rival(ROOMS, both, "幼儿活动用房生均建筑面积为9.1平方米")


@pytest.mark.parametrize(
    ("texts", "one"),
    [
        (["小学没有大班额"], True),
        (["小学没有大班额", "初中没有大班额"], False),
        (["全县没有大班额"], False),
        (["小学最大的班44人"], False),
    ],
)
def test_one_side_of_the_whole_is_told_from_both(texts: list[str], one: bool) -> None:
    assert covers_one_side(CROWDED, texts) is one


def test_a_facet_of_one_side_is_covered_by_it() -> None:
    assert not covers_one_side(FUNDS, ["初中生均教学及辅助用房6.3平方米"])


SPREADS = tuple(
    measured(f"初中{name}差异系数", "<=", "0.45", "", f"初中{name}的校际差异系数不超过0.45")
    for name in ("高于规定学历教师数", "体育、艺术专任教师数", "生均教学及辅助用房面积")
)
LEARNED, ARTS, ROOM_SPREAD = SPREADS


@pytest.mark.parametrize(
    ("facet", "text", "rival"),
    [
        (LEARNED, "体育、艺术专任教师，初中每百名学生0.86人，校际差异系数0.44。", True),
        (ARTS, "体育、艺术专任教师，初中每百名学生0.86人，校际差异系数0.44。", False),
        (LEARNED, "体育、艺术专任教师每百名学生0.86人；初中的校际差异系数0.44。", True),
        (LEARNED, "体育、艺术专任教师每百名学生0.86人。高学历的教师也不缺，初中的差异系数0.41。", False),
        (ROOM_SPREAD, "体育、艺术专任教师每百名学生0.86人。用房的差异系数为0.31。", False),
        (LEARNED, "学历、体育、艺术专任教师三项，初中的系数分别为0.44、0.36。", False),
    ],
)
def test_a_coefficient_is_of_the_measure_that_was_named_last(facet: Facet, text: str, rival: bool) -> None:
    submission = submitted(text)
    assert named_before_is_rival(facet, measures_of_facets(SPREADS), submission.clauses[-1], submission) is rival
