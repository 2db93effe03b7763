"""入学机会: which children, how many, and by which measure; a denial has to be said."""

from __future__ import annotations

import pytest
from compliance.plugins.access.indicator import judge
from judgement_kit import judged

from compliance.terms import Status


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        ("动员失学学生返校就读", "困难家庭学生的生活补助按学期发放。"),
        ("引导学习困难学生发挥特长、增强自信", "教师与学习困难学生结对辅导。"),
        ("坚持义务教育免试就近入学", "就近就医十分方便。"),
    ],
)
def test_help_of_another_kind_is_no_evidence(statement: str, text: str) -> None:
    assert judge(*judged(statement, text)).status is Status.MISSING


@pytest.mark.parametrize("text", ["收费由计划财务科负责。", "起始年级招生与各项收费七十六所。"])
def test_that_something_does_not_happen_has_to_be_said(text: str) -> None:
    judgement = judge(*judged("学校没有违规招生、择校和乱收费", text))
    assert (judgement.status, judgement.remarks[-1]) == (Status.MISSING, "没有说明未发生或不存在")


def test_a_denial_of_bad_things_meets_it() -> None:
    assert judge(*judged("学校没有违规招生、择校和乱收费", "全区招生收费零投诉，没有择校现象。")).status is Status.MET


def test_cases_counted_contradict_the_denial() -> None:
    judgement = judge(*judged("学校没有违规招生、择校和乱收费", "全年查处违规招生3起。"))
    assert (judgement.status, judgement.evidence[0].clause.text) == (Status.CONTRADICTED, "全年查处违规招生3起")


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("建立健全了留守儿童关爱体系。", ("人数或比例",)),
        ("建成三级留守儿童关爱体系，1200名留守儿童全部建档结对。", ()),
    ],
)
def test_care_for_a_group_lacks_its_number(text: str, absent: tuple[str, ...]) -> None:
    assert judge(*judged("建立健全了留守儿童关爱体系", text)).absent_parts == absent


def test_the_number_of_a_group_is_not_asked_where_the_statement_names_no_group() -> None:
    assert judge(*judged("坚持义务教育免试就近入学", "坚持免试就近入学。")).absent_parts == ()
