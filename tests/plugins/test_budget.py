"""经费保障: listed, listed separately, how much, for when; and one sum against another."""

from __future__ import annotations

import pytest
from compliance.plugins.budget.indicator import judge
from judgement_kit import judged

from compliance.terms import Status

LISTED = "教育督导经费列入财政预算"
SEPARATE = "义务教育经费在财政预算中单列"
PAY = "义务教育学校教师平均工资收入水平不低于当地公务员平均工资收入水平"
GROWTH = "义务教育财政拨款的增长比例高于财政经常性收入的增长比例"
NEEDS = "经费保障督学培训、交通食宿和办公条件"


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("县财政将教育督导经费60万元列入年度预算。", ()),
        ("县财政将教育督导经费列入预算。", ("金额", "年度")),
        ("县财政将教育督导经费列入2023年预算。", ("金额",)),
    ],
)
def test_what_a_listing_lacks_is_told(text: str, absent: tuple[str, ...]) -> None:
    judgement = judge(*judged(LISTED, text))
    assert (judgement.status, judgement.absent_parts) == (Status.MET, absent)


def test_the_amount_is_left_to_its_own_facet() -> None:
    asked = judged(LISTED, "县财政将教育督导经费列入年度预算。", siblings=("写明了督导经费的数额",))
    assert judge(*asked).absent_parts == ()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("县财政将义务教育经费列入年度预算。", Status.PARTIAL),
        ("义务教育经费在县级预算里单列。", Status.MET),
        ("学前教育经费在预算里单独列示。", Status.MET),
    ],
)
def test_listed_is_not_listed_separately(text: str, status: Status) -> None:
    assert judge(*judged(SEPARATE, text)).status is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("教师平均工资9.12万元，公务员平均工资9.37万元。", Status.CONTRADICTED),
        ("教师平均工资9.37万元，公务员平均工资9.12万元。", Status.MET),
        ("教师平均工资95200元，公务员平均工资9.37万元。", Status.MET),
        ("教师与公务员平均工资之比为98.3%。", Status.CONTRADICTED),
        ("教师平均工资是公务员的101.2%。", Status.MET),
        ("教师平均工资不低于公务员平均工资。", Status.MET),
    ],
)
def test_teachers_pay_is_compared_with_civil_servants(text: str, status: Status) -> None:
    assert judge(*judged(PAY, text)).status is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("财政拨款增长3.4%，经常性收入增长6.0%，前者低了2.6个百分点。", Status.CONTRADICTED),
        ("财政拨款增长9.8%，比经常性收入增幅高2.6个百分点。", Status.MET),
    ],
)
def test_the_lower_growth_contradicts(text: str, status: Status) -> None:
    assert judge(*judged(GROWTH, text)).status is status


def test_a_blank_amount_is_partial() -> None:
    asked = judged("落实了督学责任区专项经费并写明数额", "落实督学责任区专项经费____万元。")
    assert judge(*asked).status is Status.PARTIAL


@pytest.mark.parametrize(
    ("text", "status", "absent"),
    [
        ("督学培训、下校交通和误餐费用据实列支，各责任区有办公室。", Status.MET, ()),
        ("督学培训、下校交通和误餐费用据实列支。", Status.PARTIAL, ("办公条件",)),
    ],
)
def test_a_need_that_is_not_named_is_told(text: str, status: Status, absent: tuple[str, ...]) -> None:
    judgement = judge(*judged(NEEDS, text))
    assert (judgement.status, judgement.absent_parts) == (status, absent)


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        ("按规定足额核定教师绩效工资总量", "课表、作息都按规定执行。"),
        ("写明了追回的教育经费数额", "教育经费支出审计覆盖全部学校。"),
    ],
)
def test_money_for_something_else_is_no_evidence(statement: str, text: str) -> None:
    assert judge(*judged(statement, text)).status is Status.MISSING
