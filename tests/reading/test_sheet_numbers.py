"""Numbers, dates and texts as a person sees them in a cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.reading.sheets.formats import BUILT_IN
from compliance.reading.sheets.numbers import shown_number, shown_text

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (12.0, "General", "12"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.333333333"),
        (85.33333333333333, "General", "85.33333333"),
        (-2.5, "General", "-2.5"),
        (0, "General", "0"),
        (-0.0, "General", "0"),
        (13800000000, "General", "13800000000"),
        (0.00001234, "General", "1.234E-5"),
        (1.5e25, "General", "1.5E+25"),
        (3, 'G/通用格式"人"', "3人"),
        (0.853, "0.0%", "85.3%"),
        (0.853, "0%", "85%"),
        (1, "0.00%", "100.00%"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (12, "#,##0", "12"),
        (-1234, "#,##0", "-1,234"),
        (5, "0.##", "5"),
        (5.25, "0.0#", "5.25"),
        (0.5, "#.##", ".5"),
        (12, "00000", "00012"),
        (13800000000, "000-0000-0000", "138-0000-0000"),
        (3, '0"人"', "3人"),
        (3, r"0\人", "3人"),
        (1234.5, ACCOUNTING, "1,234.50"),
        (0, ACCOUNTING, "-"),
        (-5, "0;(0)", "(5)"),
        (-3, "[红色]0.0", "-3.0"),
        (1, "[$¥-804]#,##0.00", "¥1.00"),
        (1_500_000, '0.0,,"百万"', "1.5百万"),
        (11, '[>=10]0"（多）";0.0', "11（多）"),
        (5, '[>=10]0"（多）";0.0', "5.0"),
        (12345.678, "0.00E+00", "1.23E+04"),
        (0.25, "# ?/?", "0.25"),
        (123, "[DBNum1]General", "123"),
        (5, "@", "5"),
        (5, ";;;", ""),
    ],
)
def test_a_number_is_shown_as_its_format_has_it(value: float, code: str, shown: str) -> None:
    assert shown_number(value, code) == shown


@pytest.mark.parametrize(("value", "shown"), [(0.125, "0.13"), (1.005, "1.01"), (-0.125, "-0.13"), (-0.001, "0.00")])
def test_halves_round_away_from_zero_on_the_digits_that_are_seen(value: float, shown: str) -> None:
    assert shown_number(value, "0.00") == shown


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (44440, BUILT_IN[14], "2021/9/1"),
        (44440.75, BUILT_IN[22], "2021/9/1 18:00"),
        (44440, BUILT_IN[31], "2021年9月1日"),
        (44440, BUILT_IN[57], "2021年9月"),
        (44440, "yyyy-mm-dd", "2021-09-01"),
        (44440, '[$-804]yyyy"年"m"月"d"日";@', "2021年9月1日"),
        (44440, "aaaa", "星期三"),
        (44440, "d-mmm-yy", "1-Sep-21"),
        (0.75, "h:mm AM/PM", "6:00 PM"),
        (0.75, '上午/下午h"时"mm"分"', "下午6时00分"),
        (0.5, "mm:ss.0", "00:00.0"),
        (1.5, "[h]:mm", "36:00"),
        (44440.999999, "yyyy-mm-dd hh:mm", "2021-09-02 00:00"),
        (1, "yyyy/m/d", "1900/1/1"),
        (59, "yyyy/m/d", "1900/2/28"),
        (61, "yyyy/m/d", "1900/3/1"),
        (0, "yyyy/m/d", "1900/1/0"),
    ],
)
def test_a_date_is_shown_as_a_date(value: float, code: str, shown: str) -> None:
    assert shown_number(value, code) == shown


def test_a_second_has_no_more_places_than_can_be_told() -> None:
    assert shown_number(1.5, "s." + "0" * 40) == "0.000000000"


def test_the_other_calendar_counts_from_1904() -> None:
    assert shown_number(0, "yyyy/m/d", from_1904=True) == "1904/1/1"


@pytest.mark.parametrize("value", [-1.0, 3e6, 1e300])
def test_what_is_no_date_stays_a_number(value: float) -> None:
    assert shown_number(value, "yyyy/m/d") == shown_number(value)


@pytest.mark.parametrize(
    ("code", "shown"),
    [("General", "甲"), ("0.00", "甲"), ('@"校"', "甲校"), ('0;0;0;"第"@"名"', "第甲名"), (";;;", "")],
)
def test_a_text_is_shown_as_its_format_has_it(code: str, shown: str) -> None:
    assert shown_text("甲", code) == shown


@given(st.floats(), st.text(alphabet='0#?.,%;yMmdhsEe+-/@[]"\\_*GAeneral人 ', max_size=30))
def test_no_format_breaks_and_none_makes_a_novel_of_a_number(value: float, code: str) -> None:
    assert len(shown_number(value, code)) < 1_000


@given(st.floats(-1e15, 1e15))
def test_general_shows_at_least_ten_digits_of_the_value(value: float) -> None:
    assert float(shown_number(value)) == pytest.approx(value, rel=1e-4 if abs(value) < 1e-3 else 1e-6, abs=1e-300)
