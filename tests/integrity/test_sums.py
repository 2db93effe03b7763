"""Parts that do not make their total are warned of; lists that need not be complete are not."""

from __future__ import annotations

import pytest
from handed_in import messages, quotes

from compliance.integrity.sums import prose_sums, wrong_sums


@pytest.mark.parametrize(
    ("text", "sum_"),
    [
        ("全县选聘督学30人，其中专职8人、兼职21人", "8＋21＝29"),
        ("聘任责任督学96名，其中专职16名、兼职82名，一名督学联系四五所学校", "16＋82＝98"),
        ("现有学校74所，其中小学41所、初中14所、九年一贯制学校3所、教学点19个", "41＋14＋3＋19＝77"),
        ("中心校管着完全小学2所、村小5所、教学点4个，共12个办学点", "2＋5＋4＝11"),
        ("在校学生764人，其中低年级391人、高年级363人", "391＋363＝754"),
        ("24条建议已办结15条，正在办理6条，尚未启动的2条", "15＋6＋2＝23"),
        ("发放问卷5000份，其中家长3000份、学生1200份、教师700份", "3000＋1200＋700＝4900"),
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
        "全县选聘督学30人，其中专职9人、兼职21人",
        "现有学校53所，其中小学34所、初中13所、九年一贯制学校5所、特殊教育学校1所",
        "骨干教师312人，其中省级26人、市级98人",
        "专任教师2476人，其中女教师1630人、本科以上学历2210人、高级职称486人",
        "幼儿园57所，公办26所、民办31所（其中普惠性民办17所）",
        "小学48所、初中17所、九年一贯制学校7所，计72所",
        "举办培训3期、讲座5场，共培训300人",
        "31个问题中已销号19个，正在整改8个，启动不了4个",
        "排查隐患126处，已整改120处，其余6处正在整改",
        "约300名教师参加，其中小学100人、初中80人",
        "新招教师66人，其中研究生学历的51人，有28人去了乡镇学校",
        "中小学92所，其中小学60所、初中22所、高中10所，含寄宿制学校12所和民办学校3所，分成五个片",
    ],
)
def test_what_adds_up_or_need_not_is_not(text: str) -> None:
    assert wrong_sums(text) == ()


def test_a_table_row_that_explains_its_number() -> None:
    table = "| 项目 | 人数 | 说明 |\n|---|---|---|\n| 代课教师 | 74 | 其中县聘39人、校聘33人 |"
    assert quotes(prose_sums, table) == ["代课教师 | 74 | 其中县聘39人、校聘33人"]
