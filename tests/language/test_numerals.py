"""Numerals as they are written in reports."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.language.numerals import parse_approximate, parse_number
from compliance.reading.story.list_numbers import chinese_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("259", "259"),
        ("4.52", "4.52"),
        ("1,256,000", "1256000"),
        ("1.2万", "12000"),
        ("3千万", "30000000"),
        ("2亿", "200000000"),
        ("零", "0"),
        ("两", "2"),
        ("十", "10"),
        ("十二", "12"),
        ("三十", "30"),
        ("二百五十九", "259"),
        ("二百五", "250"),
        ("廿", "20"),
        ("廿三", "23"),
        ("卅五", "35"),
        ("一百廿", "120"),
        ("一百零三", "103"),
        ("一千零三十", "1030"),
        ("两千二", "2200"),
        ("一万零二百", "10200"),
        ("三万五", "35000"),
        ("三万五千六百", "35600"),
        ("一百二十万", "1200000"),
        ("两亿三千万", "230000000"),
        ("九十八点六", "98.6"),
        ("零点四五", "0.45"),
        ("二〇二一", "2021"),
    ],
)
def test_reads_a_numeral(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "百", "百分", "三四", "三四百", "十百", "五一五十五百", "点五", "三点", "万一", "12所", "五十百"]
)
def test_refuses_what_is_no_numeral(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "low", "high"), [("五六", 5, 6), ("七八十", 70, 80), ("三四百", 300, 400), ("十五六", 15, 16)]
)
def test_reads_neighbouring_digits_as_an_approximate_number(text: str, low: int, high: int) -> None:
    assert parse_approximate(text) == (low, high)


@pytest.mark.parametrize("text", ["六五", "三五", "五", "十二", "三四五"])
def test_other_digits_are_no_approximate_number(text: str) -> None:
    assert parse_approximate(text) is None


@pytest.mark.parametrize("text", ["二" * 5000, "万" * 5000, "一万" * 3000, "1" * 5000, "三点" + "二" * 5000])
def test_what_is_longer_than_any_number_is_no_numeral(text: str) -> None:
    assert parse_number(text) is None


@given(st.integers(1, 9999))
def test_reads_every_number_that_a_list_can_carry(value: int) -> None:
    assert parse_number(chinese_number(value)) == value


@given(st.decimals(0, 10**12, places=3))
def test_arabic_numbers_keep_every_digit(value: Decimal) -> None:
    assert parse_number(f"{value:,}") == value
