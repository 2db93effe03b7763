"""Parts of a day's or a team's number, told one by one. All sentences are invented."""

from __future__ import annotations

import pytest
from value_cases import measured, submitted, verdicts

from compliance.terms import Facet

MOVING = measured("学生每天在校体育锻炼时间", ">=", "1", "小时")
TEAM = measured("每个责任区专兼职督学人数", ">=", "4", "人")
PLACED = measured("随迁子女在公办学校和已批准民办学校就读的比例", ">=", "85", "%")

SENTENCES = [
    (MOVING, "上午大课间40分钟、下午体育活动30分钟。", {True}),
    (MOVING, "上午大课间25分钟，下午体育活动30分钟。", {False}),
    (MOVING, "每天安排大课间30分钟。", set()),
    (MOVING, "学生每天在校体育锻炼时间50分钟。", {False}),
    (TEAM, "每个责任区由1名专职督学和4名兼职督学组成。", {True}),
    (TEAM, "每个责任区由1名专职督学和2名兼职督学组成。", {False}),
    (TEAM, "每个责任区只配了3名专兼职督学。", {False}),
    (PLACED, "随迁子女在公办学校就读的占82.6%，在已批准的民办学校就读的占14.9%。", {True}),
    (PLACED, "随迁子女在公办学校和已批准民办学校就读的比例为78%。", {False}),
]


@pytest.mark.parametrize(("facet", "text", "expected"), SENTENCES, ids=[text for _, text, _ in SENTENCES])
def test_parts_add_up_and_none_of_them_fails_alone(facet: Facet, text: str, expected: set[bool]) -> None:
    assert verdicts(facet, submitted(text)) == expected
