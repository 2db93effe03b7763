"""A row that breaks the sum which the other rows of its table keep is warned of."""

from __future__ import annotations

from handed_in import messages, quotes

from compliance.integrity.columns import column_sums

_HEAD = "| 县区 | 督学 | 专职 | 兼职 |\n|---|---|---|---|\n"
_KEPT = "| 东岭区 | 26 | 6 | 20 |\n| 西河区 | 22 | 5 | 17 |\n| 北坡县 | 20 | 5 | 15 |\n| 南湖县 | 19 | 4 | 15 |\n"


def test_the_row_that_breaks_the_sum_is_named() -> None:
    table = _HEAD + _KEPT + "| 石桥县 | 17 | 4 | 11 |\n"
    assert len(quotes(column_sums, table)) == 1
    assert "应为15" in messages(column_sums, table)


def test_columns_that_do_not_make_one_another_are_not() -> None:
    assert not quotes(column_sums, _HEAD + _KEPT + "| 石桥县 | 17 | 4 | 13 |\n")
    assert not quotes(column_sums, _HEAD + _KEPT.replace("26", "31").replace("22", "40") + "| 石桥县 | 17 | 4 | 11 |\n")


def test_small_numbers_make_one_another_by_chance() -> None:
    small = "".join(f"| {name}片 | 5 | 1 | 4 |\n" for name in "东西南北")
    head = _HEAD.replace("专职 | 兼职", "听课 | 巡课")
    assert not quotes(column_sums, head + small + "| 中片 | 4 | 1 | 4 |\n")


def test_columns_whose_names_divide_the_one_before_them_need_two_rows_that_come_out() -> None:
    head = "| 类别 | 评估（所） | 优秀 | 良好 | 合格 |\n|---|---|---|---|---|\n"
    table = head + "| 城区 | 9 | 3 | 5 | 1 |\n| 乡镇 | 7 | 1 | 4 | 2 |\n| 村小 | 6 | 1 | 3 | {} |\n"
    assert quotes(column_sums, table.format(3)) == ["村小 | 6 | 1 | 3 | 3"]
    assert quotes(column_sums, table.format(2)) == []
    assert quotes(column_sums, table.format(3).replace("优秀 | 良好 | 合格", "语文 | 数学 | 英语")) == []
