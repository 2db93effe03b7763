"""Rows that stand below their total and do not make it are warned of with all of them."""

from __future__ import annotations

import pytest
from handed_in import handed_in, quotes

from compliance.integrity.lists import cell_lists, loose_lists, row_lists
from compliance.language.quantities import quantities_of

_HEAD = "| 项目 | 数量 |\n|---|---|\n"


def test_rows_below_a_total_must_make_it() -> None:
    rows = "| 到校督导 | 704校次 |\n| 其中：例行 | 512校次 |\n| 其中：专项 | 168校次 |"
    (warning,) = row_lists(handed_in(_HEAD + rows))
    assert len(warning.quotes) == 3
    assert "512＋168＝680，写的是704" in warning.message


def test_school_levels_below_a_total() -> None:
    rows = "| 公办中小学 | 46 |\n| 其中：小学 | 31 |\n| 初中 | 11 |\n| 高中 | 3 |\n| 教师 | 2900 |"
    assert len(quotes(row_lists, _HEAD + rows)) == 1


def test_right_rows_and_single_ones_are_not() -> None:
    rows = "| 到校督导 | 680校次 |\n| 其中：例行 | 512校次 |\n| 其中：专项 | 168校次 |"
    assert quotes(row_lists, _HEAD + rows) == []
    rows = "| 教师 | 300 |\n| 其中：骨干 | 280 |\n| 学生 | 4200 |"
    assert quotes(row_lists, _HEAD + rows) == []


def test_a_part_cannot_be_more_than_the_row_above_it() -> None:
    rows = "| 责任区专项经费（万元） | 96 |\n| 其中督学培训（万元） | {} |"
    assert len(quotes(row_lists, _HEAD + rows.format(108))) == 1
    assert quotes(row_lists, _HEAD + rows.format(84)) == []
    rates = "| 项目 | 执行率（%） |\n|---|---|\n| 教育支出合计 | 96.7 |\n| 其中：公用经费 | 98.0 |"
    assert quotes(row_lists, rates) == []


@pytest.mark.parametrize(
    ("last", "wrong"),
    [("其余食堂类16个", True), ("食堂类16个", False)],
)
def test_a_list_that_its_rest_makes_complete_must_come_nearer_to_its_total(last: str, wrong: bool) -> None:
    text = f"问题120个，其中课程类60个、安全类30个、{last}"
    assert bool(list(loose_lists(text, quantities_of(text)))) is wrong


def test_a_number_that_the_cell_beside_it_divides() -> None:
    table = "| 项目 | 数量 | 说明 |\n|---|---|---|\n| 学生 | 412 | {} |\n"
    assert quotes(cell_lists, table.format("本部318，石门点57，云塘点47")) == [
        "学生 | 412 | 本部318，石门点57，云塘点47"
    ]
    assert quotes(cell_lists, table.format("本部308，石门点57，云塘点47")) == []
    money = "| 项目 | 金额 | 说明 |\n|---|---|---|\n| 追补教育经费 | 218.6万元 | {} |\n"
    assert len(quotes(cell_lists, money.format("嶂西121.4、杉岭87.2"))) == 1
    assert quotes(cell_lists, money.format("嶂西121.4、杉岭97.2")) == []
    assert quotes(cell_lists, table.format("住校生163，走读生12")) == []  # not all of them
    assert quotes(cell_lists, table.format("其中女生201，留守200")) == []
