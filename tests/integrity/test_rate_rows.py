"""A rate with a row of its own is held against the rows of its part and of the whole."""

from __future__ import annotations

from handed_in import messages, quotes

from compliance.integrity.rate_rows import rate_rows

_TABLE = "| 项目 | 数量 |\n|---|---|\n| 核定问题（条） | 400 |\n| 已销号（条） | 320 |\n| 走访学校（所） | 350 |\n"


def test_a_rate_that_its_rows_do_not_make() -> None:
    assert len(quotes(rate_rows, f"{_TABLE}| 销号率 | 91.5% |\n")) == 1
    assert "320÷400＝80%，写的是91.5%" in messages(rate_rows, f"{_TABLE}| 销号率 | 91.5% |\n")


def test_a_rate_that_they_make_one_of_something_else_and_one_without_its_part() -> None:
    assert quotes(rate_rows, f"{_TABLE}| 销号率 | 80.0% |\n") == []
    assert quotes(rate_rows, f"{_TABLE}| 销号率 | 42.5% |\n") == []
    assert quotes(rate_rows, f"{_TABLE}| 满意率 | 91.5% |\n") == []
