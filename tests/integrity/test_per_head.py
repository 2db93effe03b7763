"""What each gets times the heads is what it comes to; a mean beside its total tells how many heads there are."""

from __future__ import annotations

import pytest
from handed_in import messages, quotes

from compliance.integrity.per_head import per_head


def test_a_sum_that_its_rate_and_heads_do_not_make() -> None:
    text = "今年资助家庭困难幼儿640人，每人补助750元，合计55.3万元。"
    assert len(quotes(per_head, text)) == 1
    assert "750×640＝480000元，写的是553000元" in messages(per_head, text)


@pytest.mark.parametrize(
    "text",
    [
        "今年资助家庭困难幼儿640人，每人补助750元，合计48万元",  # it comes out
        "今年资助家庭困难幼儿643人，人均750元，合计48.2万元",  # rounded
        "今年资助家庭困难幼儿640人，每人每学期补助750元，合计96万元",  # two terms
        "今年资助640人，每人750元，另为120人每人补助300元，合计51.6万元",  # two groups
        "去年资助640人，每人750元，合计55万元",  # of another year
        "今年资助640人，每人750元，改造厨房用去310万元",  # another matter
    ],
)
def test_sums_that_come_out_or_are_of_something_else(text: str) -> None:
    assert quotes(per_head, f"{text}。") == []


def test_a_mean_that_no_number_of_heads_makes() -> None:
    text = "全校现有学生632人。\n\n全校现有图书9640册，生均22册。"
    assert len(quotes(per_head, text)) == 1
    assert "9640÷632＝15.3，写的是22" in messages(per_head, text)


@pytest.mark.parametrize(
    "text",
    [
        "全校现有学生632人。\n\n全校现有图书9640册，生均15.3册",  # it comes out
        "全校现有学生632人，其中走读438人。\n\n全校现有图书9640册，生均22册",  # of some who are told as well
        "全校现有图书9640册，生均22册",  # nobody says how many pupils there are
        "全校现有学生632人。\n\n小学部图书9640册，生均22册",  # of one stage
    ],
)
def test_means_that_some_number_of_heads_makes(text: str) -> None:
    assert quotes(per_head, f"{text}。") == []


def test_heads_may_be_anything_that_the_rate_is_for_and_a_row_may_tell_the_mean() -> None:
    assert len(quotes(per_head, "县财政追加煤款80万元，买煤1100吨，每吨820元。")) == 1
    assert quotes(per_head, "县财政追加煤款90.2万元，买煤1100吨，每吨820元。") == []
    rows = "| 项目 | 数量 | 说明 |\n|---|---|---|\n| 图书 | 5940册 | 生均{}册 |\n"
    assert len(quotes(per_head, f"全校现有学生412人。\n\n{rows.format('18')}")) == 1
    assert quotes(per_head, f"全校现有学生412人。\n\n{rows.format('14.4')}") == []
