"""办学条件: what a school has, is not what is used; both and all of it."""

from __future__ import annotations

import pytest
from compliance.plugins.facilities.indicator import judge
from judgement_kit import judged

from compliance.terms import Scope, Status


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        ("教师能熟练操作和使用教学设备和器材", "学生操作实验设备比较熟练。"),
        ("教学设备使用效率不断提高", "今年购置教学设备三百台件。"),
        ("专用教室经常清扫、维护", "专用教室八间。"),
        ("区域内城乡义务教育学校建设标准统一", "全区现有义务教育学校三十所。"),
    ],
)
def test_equipment_of_another_kind_or_use_is_no_evidence(statement: str, text: str) -> None:
    judgement = judge(*judged(statement, text))
    assert judgement.status is Status.MISSING
    assert judgement.evidence == ()
    assert "没有说到" in judgement.remarks[-1]


def test_what_was_found_stays_close_when_it_does_not_count() -> None:
    assert judge(*judged("教师能熟练操作教学设备", "学生操作设备比较熟练。")).readings


@pytest.mark.parametrize(
    ("statement", "text", "absent"),
    [
        ("专用教室经常清扫、维护", "专用教室每周清扫两次。", ("维护",)),
        ("音乐、美术专用教室满足教学需求", "各校音乐教室满足教学需求。", ("美术专用教室",)),
        ("绿化、美化校园", "植树节栽树两百棵，墙面绘画六处。", ()),
    ],
)
def test_some_of_several_named_things_is_partial(statement: str, text: str, absent: tuple[str, ...]) -> None:
    judgement = judge(*judged(statement, text))
    assert judgement.absent_parts == absent
    assert judgement.status is (Status.PARTIAL if absent else Status.MET)


def test_one_school_does_not_show_it_for_a_district() -> None:
    judgement = judge(*judged("所有学校实现了教学信息化", "东岭小学建成智慧课堂。"))
    assert (judgement.status, judgement.remarks[-1]) == (Status.MISSING, "说的只是东岭小学")


def test_another_school_is_no_evidence_for_this_one() -> None:
    asked = judged("学校绿化、美化校园", "东岭小学建成了绿化美化长廊。", scope=Scope.SCHOOL, subject="西坪中学")
    judgement = judge(*asked)
    assert judgement.status is Status.MISSING
    assert "东岭小学" in judgement.remarks[-1]


def test_this_school_is_evidence_for_itself() -> None:
    asked = judged("学校绿化、美化校园", "西坪中学建成了绿化美化长廊。", scope=Scope.SCHOOL, subject="西坪中学")
    assert judge(*asked).status is Status.MET


def test_buying_without_a_number_lacks_the_extent() -> None:
    assert judge(*judged("补充新建短缺的专用教室", "新建了专用教室。")).absent_parts == ("数量或范围",)


def test_buying_with_a_number_lacks_nothing() -> None:
    assert judge(*judged("补充新建短缺的专用教室", "新建了专用教室4间。")).absent_parts == ()


def test_arrangements_left_for_later_are_a_promise() -> None:
    asked = judged("对专用教室的设施进行更新和维修", "待资金下达后再作更新维修安排。", Status.MISSING)
    assert judge(*asked).status is Status.PLANNED
