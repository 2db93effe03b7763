"""How many there are, told twice among other words: what speaks for one thing and against it is weighed."""

from __future__ import annotations

import time

import pytest
from handed_in import handed_in, messages, quotes

from compliance.integrity.twice_told import twice_told


@pytest.mark.parametrize(
    ("text", "both"),
    [
        (
            "全年责任督学共发现各类问题412个。\n\n| 项目 | 数量 |\n|---|---|\n| 全年发现问题 | 386个 |\n",
            "412，一处是386",
        ),
        ("全县挂牌的责任督学26名。\n\n附：挂牌责任督学名册共28名（名单略）。", "26，一处是28"),
        (
            "一年督导经费三十六万五千元。\n\n| 项目 | 数量 |\n|---|---|\n| 督导经费（万元） | 35.6 |\n",
            "36.5万元，一处是35.6万元",
        ),
    ],
)
def test_one_thing_among_other_words(text: str, both: str) -> None:
    assert both in messages(twice_told, text)


@pytest.mark.parametrize(
    "text",
    [
        "全县挂牌的责任督学26名。\n\n附：挂牌责任督学名册共26名（名单略）。",  # the same
        "全县挂牌的责任督学26名。\n\n去年挂牌责任督学名册共28名。",  # of another year
        "2021年全县挂牌的责任督学26名。\n\n2018年挂牌责任督学名册共28名。",
        "全县挂牌的责任督学26名。\n\n其中持证的责任督学24名。",  # of some of them
        "全县小学教师826人。\n\n全县初中教师798人。",  # of another level
        "小学生均教学仪器设备值2300元。\n\n初中生均教学仪器设备值2260元。",  # means have checks of their own
        "全县教职工2780人。\n\n全县教职工编制2790人。",  # what there is and what there may be
        "全县挂牌学校98所，其中小学70所、初中28所。\n\n全县小学70所，另有幼儿园76所。",  # of other things
    ],
)
def test_two_things_among_like_words(text: str) -> None:
    assert quotes(twice_told, text) == []


def test_a_text_full_of_numbers_is_read_at_once() -> None:
    submission = handed_in("\n\n".join(f"第{i}组收到教师意见{1000 + i}条。" for i in range(1500)))
    began = time.process_time()
    assert twice_told(submission) == ()
    assert time.process_time() - began < 2
