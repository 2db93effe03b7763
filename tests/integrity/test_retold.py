"""A number that is told again with another value is warned of; numbers of some, or of two things, are not."""

from __future__ import annotations

import time

import pytest
from handed_in import handed_in, quotes

from compliance.integrity.retold import retold_numbers
from compliance.integrity.wholes import whole_clashes


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
        ("问题比较重的学校，发整改通知书，全年55份", "下发整改通知书45份"),
        ("全年下发整改通知19份", "全年经督导室发出的整改通知22份"),
        ("全县共建督学责任区33个", "督学责任区30个"),
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
        ("全县共建责任区11个", "今年有10个责任区、38名督学评为优秀"),
        ("专任教师665人", "园长、专任教师共733人"),  # of both together
        ("全县有乡镇12个、学校47所", "挂牌学校45所"),
    ],
)
def test_other_numbers_are_not(first: str, second: str) -> None:
    assert quotes(retold_numbers, f"{first}。\n\n{second}。") == []


@pytest.mark.parametrize(
    "text",
    [
        "全县共有学校47所。\n\n46所学校都建有食堂，另外1所就近配餐。",
        "全县共有学校47所。\n\n47所学校中，46所学校都建有食堂。",
        "一、城关责任区\n\n现有督学12人。\n\n二、河东责任区\n\n现有督学14人。",
        "一、2021年情况\n\n全校学生872人。\n\n二、2022年情况\n\n全校学生880人。",
        "全县共有责任督学118人。\n\n调整后，责任督学共126名。",
        "全县有中学12所，教师900人。\n\n小学31所，教师共1000人。",
    ],
)
def test_what_stands_around_a_number_says_of_what_it_is(text: str) -> None:
    assert quotes(retold_numbers, text) == quotes(whole_clashes, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "一、督学责任区建设\n\n全县现有督学12人。\n\n二、河东责任区\n\n全县督学14人。",
        "一、基本情况\n\n全校学生872人。\n\n二、2021年工作\n\n全校学生880人。",
        "全县教师900人。\n\n小学31所，全县教师1000人。",
    ],
)
def test_numbers_of_the_whole_are_compared_under_any_heading(text: str) -> None:
    assert quotes(retold_numbers, text)


@pytest.mark.parametrize("number", [lambda i: 1000 + i, lambda i: 1000 + i % 2])
def test_two_thousand_numbers_of_one_name_are_compared_at_once(number) -> None:
    submission = handed_in("\n\n".join(f"教师共{number(i)}人。" for i in range(2000)))
    began = time.perf_counter()
    assert retold_numbers(submission) == whole_clashes(submission) == ()
    assert time.perf_counter() - began < 1.5


def test_what_is_done_is_no_name() -> None:
    assert quotes(retold_numbers, "音乐教室每校一间，共配备198间。\n\n美术教室每校一间，共配备205间。") == []
    rooms = "全县共配备录播教室198间。\n\n全县录播教室205间。"
    assert len(quotes(retold_numbers, rooms)) == 1
