"""Class sizes and pupils a teacher are held against the counts of their sentence."""

from __future__ import annotations

import pytest
from handed_in import messages, quotes

from compliance.integrity.averages import mean_misfits


@pytest.mark.parametrize(
    ("text", "follows"),
    [
        ("现有教学班16个、学生683人，平均班额45.5人", "683÷16＝42.7"),
        ("专任教师2188人，师生比1:10.1（按在校在园2.54万人算）", "25400÷2188＝11.6"),
    ],
)
def test_a_mean_that_does_not_follow_is_warned_of(text: str, follows: str) -> None:
    assert len(quotes(mean_misfits, f"{text}。")) == 1
    assert follows in messages(mean_misfits, f"{text}。")


@pytest.mark.parametrize(
    "text",
    [
        "现有教学班16个、学生683人，平均班额42.7人",
        "现有教学班16个、学生683人，平均班额43人",
        "小学生683人、初中学生420人，教学班16个，平均班额45.5人",
        "城关一小现有教学班52个、学生2106名，全区平均班额31.6人",  # of more than they
        "专任教师2188人，师生比1:11.6（按在校在园2.54万人算）",
    ],
)
def test_a_mean_that_follows_or_may_be_of_others_is_not(text: str) -> None:
    assert not quotes(mean_misfits, f"{text}。")
