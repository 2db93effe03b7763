"""Parts that do not make their total are warned of; lists that need not be complete are not."""

from __future__ import annotations

import pytest
from handed_in import messages, quotes

from compliance.integrity.sums import prose_sums, wrong_sums


@pytest.mark.parametrize(
    ("text", "sum_"),
    [
        ("全县聘任督学30人，其中专职8人、兼职21人", "8＋21＝29"),
        ("聘任责任督学128名，其中专职26名、兼职104名，一名督学联系三四所学校", "26＋104＝130"),
        ("现有学校62所，其中小学35所、初中12所、九年一贯制学校1所、教学点17个", "35＋12＋1＋17＝65"),
        ("学校下辖完全小学1所、村小4所、教学点3个，共9个办学点", "1＋4＋3＝8"),
        ("在校学生598人，其中一至三年级306人、四至六年级282人", "306＋282＝588"),
        ("19条反馈意见已销号13条，正在整改4条，暂未动手的1条", "13＋4＋1＝18"),
        ("发放问卷6000份，其中家长3600份、学生1500份、社会人士700份", "3600＋1500＋700＝5800"),
        ("现有中小学57所（小学34所、初中17所、九年一贯制学校5所），在校生4.2万人", "34＋17＋5＝56"),
        ("共有责任督学45名，专职12名，兼职35名", "12＋35＝47"),
        ("督学队伍共36人，由专职6人和兼职32人组成", "6＋32＝38"),
        ("投入经费80万元，其中培训50万元、设备40万元", "50"),
    ],
)
def test_a_wrong_sum_is_warned_of_with_its_reckoning(text: str, sum_: str) -> None:
    assert len(quotes(prose_sums, f"{text}。")) == 1
    assert sum_ in messages(prose_sums, f"{text}。")


@pytest.mark.parametrize(
    "text",
    [
        "全县聘任督学30人，其中专职9人、兼职21人",
        "现有学校41所，其中小学27所、初中9所、九年一贯制学校4所、特殊教育学校1所",
        "骨干教师312人，其中省级26人、市级98人",
        "专任教师2476人，其中女教师1630人、本科以上学历2210人、高级职称486人",
        "幼儿园68所，公办29所、民办39所（其中普惠性民办19所）",
        "小学61所、初中19所、九年一贯制学校6所，计86所",
        "举办培训3期、讲座5场，共培训300人",
        "23个问题中已销号14个，正在整改6个，启动不了3个",
        "排查隐患126处，已整改120处，其余6处正在整改",
        "约300名教师参加，其中小学100人、初中80人",
        "中小学118所，其中小学76所、初中29所、高中13所，含民办学校11所和特殊教育学校1所，按地域划成五个责任区",
    ],
)
def test_what_adds_up_or_need_not_is_not(text: str) -> None:
    assert wrong_sums(text) == ()


def test_a_table_row_that_explains_its_number() -> None:
    table = "| 项目 | 人数 | 说明 |\n|---|---|---|\n| 编外教师 | 91 | 其中合同制48人、临聘41人 |"
    assert quotes(prose_sums, table) == ["编外教师 | 91 | 其中合同制48人、临聘41人"]
