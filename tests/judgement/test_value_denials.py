"""A limit that is denied, in the words before its number. All sentences are invented."""

from __future__ import annotations

from decimal import Decimal

import pytest
from value_cases import measured, submitted, verdicts

from compliance.judgement.values.denials import denied_after, denied_side, settles
from compliance.terms import Comparison, Facet

ROOMS = measured("小学生均教学及辅助用房面积", ">=", "4.5", "平方米")
SPREAD = measured("初中校际差异系数", "<=", "0.45", "")
SIZE = measured("初中学校规模", "<=", "2000", "人", "所有初中在校生规模不超过2000人", ("初中最大规模",))
CLASS = measured("小学班级学生数", "<=", "45", "人", "小学所有班级学生数不超过45人", ("小学班额",))
TRAINING = measured("教师培训经费占公用经费预算总额的比例", ">=", "5", "%")
STAYING = measured("义务教育巩固率", ">=", "99", "%")
CROWDED = measured("超标准班额班级数", "==", "0", "个", "没有大班额", ("大班额",))

SENTENCES = [
    # nothing lies on the failing side
    (ROOMS, "没有一所小学的生均教学及辅助用房面积低于4.5平方米。", True),
    (ROOMS, "小学生均教学及辅助用房面积没有低于4.6平方米的。", True),
    (STAYING, "义务教育巩固率没有一年低于99%。", True),
    (SIZE, "初中规模没有突破2000人的。", True),
    (SIZE, "没有一所初中的规模达到2000人。", True),
    (SPREAD, "初中校际差异系数不存在超过0.45的问题。", True),
    (TRAINING, "教师培训经费没有一所低于公用经费预算总额的5%。", True),
    # the limit is not reached
    (ROOMS, "小学生均教学及辅助用房面积尚未达到4.5平方米。", False),
    (STAYING, "义务教育巩固率没有到99%。", False),
    (CLASS, "小学班额尚未全部降到45人以内。", False),
    (SPREAD, "初中校际差异系数尚未降到0.45以内。", False),
    # a bound on the other side of the limit tells nothing
    (STAYING, "义务教育巩固率没有一年低于95%。", None),
    (CLASS, "小学班额没有超过60人的。", None),
    # without a denial the number stands for itself
    (ROOMS, "小学生均教学及辅助用房面积低于4.5平方米。", False),
    (STAYING, "义务教育巩固率达到99.2%。", True),
    # the numeral of 一个也没有 counts nothing
    (CROWDED, "全县大班额一个也没有了。", True),
    (CROWDED, "全县大班额一个不剩。", True),
]


@pytest.mark.parametrize(("facet", "text", "meets"), SENTENCES, ids=[text for _, text, _ in SENTENCES])
def test_a_denied_limit_is_read_for_what_it_says(facet: Facet, text: str, meets: bool | None) -> None:
    assert verdicts(facet, submitted(text)) == (set() if meets is None else {meets})


@pytest.mark.parametrize(
    ("before", "after", "side"),
    [
        ("没有一所学校低于", "平方米", Comparison.AT_LEAST),
        ("近三年无一年超过", "", Comparison.AT_MOST),
        ("尚未降到", "人以内", Comparison.MORE),
        ("还没抽到", "所", Comparison.LESS),
        ("没有一校在", "以下", Comparison.MORE),
        ("没有专职督学的学校达到", "所", None),
        ("无线网络带宽超过", "M", None),
        ("面积低于", "平方米", None),
        ("没有补课，巩固率达到", "%", None),
    ],
)
def test_the_side_of_a_number_that_a_denial_leaves(before: str, after: str, side: Comparison | None) -> None:
    assert denied_side(before, after) == side


def test_a_denial_of_all_may_fill_the_part_before() -> None:
    assert denied_side("每百名学生拥有骨干教师少于", "人", "没有一年、没有一片") is Comparison.AT_LEAST
    assert denied_side("每百名学生拥有骨干教师少于", "人", "没有大班额") is None


def test_fewer_than_a_whole_number_is_one_less_at_most() -> None:
    assert settles(Comparison.LESS, Decimal(46), CLASS) is True
    assert settles(Comparison.LESS, Decimal("0.46"), SPREAD) is None


@pytest.mark.parametrize(
    ("before", "after", "side"),
    [
        ("初中超过", "的班一个也没有", Comparison.AT_MOST),
        ("面积不足", "的学校已全部清零", Comparison.AT_LEAST),
        ("", "以上的大班额已不存在", Comparison.LESS),
        ("超过", "的班有3个", None),
        ("达到", "的学校没有补课", None),
    ],
)
def test_what_lies_beyond_a_number_may_be_denied_after_it(before: str, after: str, side: Comparison | None) -> None:
    assert denied_after(before, after) == side
