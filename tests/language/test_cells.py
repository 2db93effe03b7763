"""The number of a table cell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from compliance.language.cells import number_in, plain_cell


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1,234", "1234"),
        ("1，234", "1234"),
        ("12，345人", "12345"),
        ("1,234.5", "1234.5"),
        ("10.2万元", "102000"),
        ("约90%", "90"),
    ],
)
def test_a_cell_with_one_number_gives_it(cell: str, number: str) -> None:
    assert number_in(cell) == Decimal(number)


@pytest.mark.parametrize("cell", ["27/30/35", "小学12所，初中3所", "12，34", "120，35", "无", ""])
def test_words_and_lists_are_no_number(cell: str) -> None:
    assert number_in(cell) is None


def test_only_thousands_are_joined() -> None:
    assert (plain_cell("1，234人"), plain_cell("小学，1，234人"), plain_cell("45，50")) == (
        "1,234人",
        "小学，1，234人",
        "45，50",
    )
