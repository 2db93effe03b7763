"""What a line end parted comes together as it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.reading.pages.joining import first_unit, is_wide, join_lines, width


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("成立领导", "小组", "成立领导小组"),
        ("投入30.", "5万元", "投入30.5万元"),
        ("共计20", "21年", "共计2021年"),
        ("占比85", "%以上", "占比85%以上"),
        ("采用", "Python", "采用Python"),
        ("inspection", "office", "inspection office"),
        ("infor-", "mation", "information"),
        ("COVID-", "19", "COVID-19"),
        ("第3-", "5页", "第3-5页"),
        ("done.", "Next", "done. Next"),
        ("所称“优质", "均衡”是", "所称“优质均衡”是"),
        ("", "开头", "开头"),
    ],
)
def test_two_lines(before: str, after: str, whole: str) -> None:
    assert join_lines(before, after) == whole


@given(st.text("督导小组12ab -.，", min_size=1), st.text("督导小组12ab -.，", min_size=1))
def test_joining_loses_nothing_but_spaces_and_a_hyphen(before: str, after: str) -> None:
    joined = join_lines(before, after).replace(" ", "")
    assert joined in (f"{before}{after}".replace(" ", ""), f"{before.rstrip()[:-1]}{after}".replace(" ", ""))


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("督导工作", "督"),
        ("用，四所学校", "用，"),
        ("天，36所学校", "天，36"),
        ("2021年度", "2021"),
        ("×××校长", "×××"),
        ("育”工作", "育”工"),
        ("《条例》规定", "《条"),
        ("的“哨”", "的“哨”"),
        ("", ""),
    ],
)
def test_what_a_line_break_may_not_part(text: str, unit: str) -> None:
    assert first_unit(text) == unit


def test_width_counts_full_width_characters_as_one_em() -> None:
    assert width("督导") == 2 and width("ab") == pytest.approx(1.1)
    assert is_wide("，") and is_wide("“") and not is_wide("a")
