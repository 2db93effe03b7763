"""结果运用: which result is used for what; 考核 and 评优 of another kind are no use of it."""

from __future__ import annotations

import pytest
from compliance.plugins.results_use.indicator import judge
from judgement_kit import judged

from compliance.terms import Status


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        ("评优评先征求责任督学意见", "学校评优评先看年终得分。"),
        ("对问题清单落实情况每月点评", "各校列出问题清单。"),
        ("依据监测报告召开了质量分析会", "教研室召开了中考质量分析会。"),
        ("校长的绩效工资与学校考评等次挂钩", "考评靠后的学校，校长被诫勉谈话。"),
        ("获奖学校受到表彰", "没有一名教师被学校举报。"),
    ],
)
def test_use_of_another_kind_is_no_evidence(statement: str, text: str) -> None:
    assert judge(*judged(statement, text)).status is Status.MISSING


def test_a_superiors_demand_restated_is_no_evidence() -> None:
    text = "市方案明确规定，督导评估结果要作为领导表彰奖励的重要依据。"
    facet, judgement, context = judged("督导评估结果作为领导表彰奖励的依据", text, Status.PLANNED, counted=2)
    ranked = type(judgement)(Status.PLANNED, 0.7, judgement.readings[::-1], 1)
    changed = judge(facet, ranked, context)
    assert (changed.status, changed.remarks[-1]) == (Status.MISSING, "只是转述上级的规定或要求")


def test_a_promise_of_ones_own_stays_planned_beside_the_demand() -> None:
    text = "下一步将把督导评估结果作为表彰奖励的依据。市方案明确规定，督导评估结果要作为表彰奖励的依据。"
    assert judge(*judged("督导评估结果作为领导表彰奖励的依据", text, Status.PLANNED)).status is Status.PLANNED


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("督导评估结果按XX%的比例计入综合评价。", Status.PARTIAL),
        ("督导评估结果按__%的比例计入综合评价。", Status.PARTIAL),
        ("督导评估结果按30%的比例计入综合评价，文号为云督〔2023〕__号。", Status.MET),
    ],
)
def test_a_share_left_open_is_partial(text: str, status: Status) -> None:
    assert judge(*judged("督导评估结果按比例计入学校综合评价", text)).status is status


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("督导结果得到较好运用。", ("用于何处", "所依据的制度或办法")),
        ("督导结果作为校长考核的依据。", ("所依据的制度或办法",)),
        ("按照《校长考核办法》，督导结果占校长考核20分。", ()),
    ],
)
def test_essential_parts_that_are_not_told(text: str, absent: tuple[str, ...]) -> None:
    assert judge(
        *judged("督导结果作为学校考核的依据" if "考核" in text else "督导结果运用于学校管理", text)
    ).absent_parts == (absent if "考核" in text else ("用于何处",))
