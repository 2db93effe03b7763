"""问题整改: which problems, by whom, until when, and how it was followed up."""

from __future__ import annotations

import pytest
from compliance.plugins.rectification.indicator import judge
from judgement_kit import judged

from compliance.terms import Status


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        ("对拒不整改或整改不力的单位开展了约谈", "对整改不力的学校下发了督办单。"),
        ("整改通知规定了整改期限", "整改通知书由督导室统一编号。"),
        ("问题整改后逐项对账销号", "学校问题整改情况较好。"),
        ("群众对学前教育的投诉得到及时处理", "群众对学前教育的认可度为九成。"),
    ],
)
def test_an_act_of_its_own_has_to_be_told(statement: str, text: str) -> None:
    assert judge(*judged(statement, text)).status is Status.MISSING


@pytest.mark.parametrize(
    ("statement", "text", "quote"),
    [
        ("整改通知规定了整改期限", "32份通知写明了整改期限，其余8份没有写何时改完。", "其余8份没有写何时改完"),
        ("对自检自评发现的问题进行了自纠", "自评查出问题53个，至今一个也没有纠正。", "至今一个也没有纠正"),
    ],
)
def test_what_the_sentence_takes_back_is_contradicted(statement: str, text: str, quote: str) -> None:
    judgement = judge(*judged(statement, text))
    assert (judgement.status, judgement.evidence[0].clause.text) == (Status.CONTRADICTED, quote)


def test_the_problem_that_is_told_takes_nothing_back() -> None:
    asked = judged("对存在问题的学校开展了约谈", "5月约谈了两所学校，谈的是校舍鉴定以后没有加固。")
    assert judge(*asked).status is Status.MET


def test_one_of_two_acts_is_partial() -> None:
    judgement = judge(*judged("通过自评总结了经验、纠正了偏差", "通过自评纠正了工作中的偏差。"))
    assert (judgement.status, judgement.absent_parts) == (Status.PARTIAL, ("总结经验",))


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("建立了问题整改台账。", ("责任人", "整改期限", "复查或销号")),
        ("建立问题整改台账，逐条写明责任人和完成期限，逐条销号。", ()),
    ],
)
def test_essential_parts_of_a_ledger(text: str, absent: tuple[str, ...]) -> None:
    assert judge(*judged("建立了问题整改台账", text)).absent_parts == absent


def test_a_part_that_is_a_facet_of_its_own_is_judged_there() -> None:
    siblings = ("每项问题的整改确定了责任人", "每项问题的整改确定了时间", "问题整改后逐项对账销号")
    assert judge(*judged("建立了问题整改台账", "建立了问题整改台账。", siblings=siblings)).absent_parts == ()


def test_nothing_found_lacks_no_parts() -> None:
    judgement = judge(*judged("建立了问题整改台账", "校舍整洁。", Status.MISSING))
    assert (judgement.status, judgement.absent_parts) == (Status.MISSING, ())
