"""What a statement asks for, apart from how it asks."""

from __future__ import annotations

import pytest

from compliance.judgement.asked import asked, ways


@pytest.mark.parametrize(
    ("statement", "core"),
    [
        ("方案安排记录督学活动并上报活动记录", "记录督学活动并上报活动记录"),
        ("方案规定督学工作每年考核", "督学工作每年考核"),
        ("方案把目标落实为有对象、有内容的年度任务", "把目标落实为有对象、有内容的年度任务"),
        ("方案督查考试无排名", "督查考试无排名"),
        ("写明了国家督导评估得分", "国家督导评估得分"),
        ("制度规定了督学考核奖惩", "督学考核奖惩"),
        ("规划提出了教师总量的分年目标", "教师总量的分年目标"),
        ("建立了督学责任区并写明数量", "建立了督学责任区，数量"),
    ],
)
def test_that_a_paper_says_it_is_not_asked_of_the_paper(statement: str, core: str) -> None:
    assert asked(statement) == core


@pytest.mark.parametrize(
    "statement",
    ["规划的目标任务明确、推进措施具体", "制度健全并上墙", "方案经县政府常务会议审定", "成立了领导小组", "方案安排"],
)
def test_a_paper_that_is_itself_asked_for_stays(statement: str) -> None:
    assert asked(statement) == statement


@pytest.mark.parametrize(
    ("statement", "choices"),
    [
        ("方案安排开展随机督导或随机督查", ("开展随机督导", "开展随机督查")),
        ("方案安排邀请外地或上级督导专家授课", ("邀请外地督导专家授课", "邀请上级督导专家授课")),
        ("对整改不力的单位进行约谈或者问责", ("对整改不力的单位进行约谈", "对整改不力的单位进行问责")),
        ("成立了领导小组", ("成立了领导小组",)),
    ],
)
def test_either_of_two_ways_says_a_statement(statement: str, choices: tuple[str, ...]) -> None:
    assert ways(statement) == choices


@pytest.mark.parametrize("statement", ["不存在重点学校或重点班", "方案严禁教师体罚或变相体罚学生"])
def test_what_rules_out_both_is_not_said_by_one(statement: str) -> None:
    assert ways(statement) == (asked(statement),)
