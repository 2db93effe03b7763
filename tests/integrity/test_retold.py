"""A number that is told again with another value is warned of; numbers of some, or of two things, are not."""

from __future__ import annotations

import pytest
from handed_in import handed_in, quotes

from compliance.integrity.retold import retold_numbers


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("学校现有18个班、学生872人、教职工68人", "全校教职工86人"),
        ("全县在册幼儿园72所", "附：全县在册幼儿园70所"),
        ("责任督学一百一十八人", "责任督学共一百二十六名"),
        ("全县有六个责任区、四十一名督学", "督学合计按44名报省"),
        ("班级31个，学生1302人", "本计划中学生数按1320人计"),
        ("全年形成督导报告7份", "形成督导报告9份"),
        ("全县共有学校47所", "46所学校都在网上办理"),
        ("督学总数201人，专职52人，兼职149人", "本报告督学总数按201人、专职50人计"),
    ],
)
def test_two_numbers_of_one_name_are_warned_of(first: str, second: str) -> None:
    (warning,) = retold_numbers(handed_in(f"{first}。\n\n{second}。"))
    assert len(warning.quotes) == 2


TABLE = """| 县 | 责任区（个） | 学校（所） |
|---|---|---|
| 东县 | 3 | 20 |
| 西县 | 4 | 27 |
| 合计 | 7 | 47 |
"""


@pytest.mark.parametrize(("text", "warned"), [("46所学校全部挂了牌", 1), ("47所学校全部挂了牌", 0)])
def test_a_total_row_tells_how_many_there_are(text: str, warned: int) -> None:
    assert len(retold_numbers(handed_in(f"{text}。\n\n{TABLE}"))) == warned


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("学校现有教职工68人", "全校教职工68人"),
        ("学校现有教职工68人", "新聘教职工60人"),
        ("学校现有教职工68人", "参训教职工60人"),
        ("检查学校61所", "检查学校72所"),  # in two rounds
        ("教职工68人", "教职工70人"),  # neither says that it is of all
        ("全县共有学校47所", "38所学校都有食堂"),  # too far to be of all
        ("全县38所学校（6所村小除外）", "学校共32所"),
        ("全县有乡镇12个、学校47所", "挂牌学校45所"),
    ],
)
def test_other_numbers_are_not(first: str, second: str) -> None:
    assert quotes(retold_numbers, f"{first}。\n\n{second}。") == []
