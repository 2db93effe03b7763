"""规划计划: a paper as a whole and what it has to say; a basis that is cited."""

from __future__ import annotations

import pytest
from compliance.plugins.plan.indicator import judge
from judgement_kit import judged

from compliance.terms import DocumentKind, Status

WHOLE = "制定了年度督导工作计划"
SIX = "方案以“六化”为手段：资源配置均衡化、信息建设网络化、育人环境美化"


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("区督导室制定了督导工作计划，目标5条、任务12项，3月起实施，保障措施逐条列出。", ()),
        ("区督导室制定了督导工作计划。", ("目标", "任务", "措施", "时间安排")),
        ("区督导室制定了2023年度督导工作计划，明确了目标任务。", ("措施",)),
    ],
)
def test_what_a_plan_lacks_is_told(text: str, absent: tuple[str, ...]) -> None:
    judgement = judge(*judged(WHOLE, text))
    assert (judgement.status, judgement.absent_parts) == (Status.MET, absent)


def test_a_statement_on_one_thing_in_the_plan_asks_for_no_other() -> None:
    assert judge(*judged("方案写明了督学工作的目标", "督学工作目标：整改率达到95%。")).absent_parts == ()


@pytest.mark.parametrize(
    ("statement", "text", "core"),
    [
        ("制定了推进优质均衡的路线图", "区里推进优质均衡发展。", "路线图"),
        ("制定了相应的专项工作方案", "结合我校实际，制定本方案。", "专项方案"),
        ("制定了监测现场测试预案", "监测现场井然有序。", "预案"),
    ],
)
def test_another_paper_is_not_the_one_asked_for(statement: str, text: str, core: str) -> None:
    judgement = judge(*judged(statement, text))
    assert judgement.status is Status.MISSING
    assert judgement.remarks[-1] == f"相近的话没有说到{core}"


@pytest.mark.parametrize(
    "text",
    ["根据省政府《督导评估标准》，制定本方案。", "依据：《教育督导条例》。"],
)
def test_citing_the_basis_shows_the_basis(text: str) -> None:
    asked = judged("方案依据《教育督导条例》或省督导评估标准制定", text, Status.MISSING, kind=DocumentKind.PLAN)
    assert judge(*asked).status is Status.MET


def test_citing_a_norm_shows_nothing_else() -> None:
    asked = judged("制定了督导工作方案", "根据省政府《督导评估标准》，督导很重要。", Status.MISSING)
    assert judge(*asked).status is Status.MISSING


def test_some_of_the_six_means_are_partial_and_the_others_named() -> None:
    judgement = judge(*judged(SIX, "以资源配置均衡化、信息建设网络化为手段。"))
    assert (judgement.status, judgement.absent_parts) == (Status.PARTIAL, ("育人环境美化",))


def test_all_of_the_means_are_met() -> None:
    text = "以资源配置均衡化、信息建设网络化、育人环境美化为手段。"
    assert judge(*judged(SIX, text)).status is Status.MET
