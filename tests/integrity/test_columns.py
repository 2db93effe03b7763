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
    assert not quotes(column_sums, _HEAD + small + "| 中片 | 4 | 1 | 4 |\n")
