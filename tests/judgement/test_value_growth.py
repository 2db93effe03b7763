"""Growth worked out from two figures, or told in words. All sentences are invented."""

from __future__ import annotations

import pytest
from value_cases import measured, submitted, verdicts

from compliance.terms import Facet

COST = measured("在校学生人均教育费用", "increase", None, "元", "在校学生人均的教育费用逐步增长")
FUNDS = measured("学生平均公用经费", "increase", None, "元", "学生平均公用经费逐步增长")
SPENDING = measured("一般公共预算教育支出", "increase", None, "万元", "一般公共预算教育支出只增不减")
JUNIOR = measured("初中生均公用经费", "increase", None, "元", "初中生均公用经费高于上年")

SENTENCES = [
    (COST, "在校学生人均教育费用，2021年31460元，2022年32980元。", {True}),
    (COST, "在校学生人均教育费用，去年2.52万元，今年2.43万元。", {False}),
    (SPENDING, "一般公共预算教育支出9.36亿元，上年是8.97亿元。", {True}),
    (FUNDS, "学生平均公用经费由1650元增到1720元。", {True}),
    # the facet's own group
    (JUNIOR, "初中生均公用经费去年960元，今年980元。", {True}),
    (JUNIOR, "小学生均公用经费去年760元，今年780元。", set()),
    # years before the submission's
    (COST, "2018年，在校学生人均教育费用比2017年高出217元。", set()),
    # words
    (FUNDS, "学生平均公用经费尚未提高，与上年持平。", {False}),
    (SPENDING, "一般公共预算教育支出没有低于上年。", {True}),  # 只增不减 asks for no more
    (FUNDS, "学生平均公用经费没有低于上年。", set()),
]


@pytest.mark.parametrize(("facet", "text", "expected"), SENTENCES, ids=[text for _, text, _ in SENTENCES])
def test_growth_is_read_from_figures_and_words(facet: Facet, text: str, expected: set[bool]) -> None:
    assert verdicts(facet, submitted(text)) == expected


def test_growth_is_read_from_one_cell() -> None:
    rows = ["项目|查得情况|结论", "在校学生人均教育费用|2021年31460元，2022年32980元|增长"]
    assert verdicts(COST, submitted("附表", rows)) == {True}
