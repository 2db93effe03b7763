"""A matter that takes another number in its row than in the text is warned of; another thing's number is not."""

from __future__ import annotations

import pytest
from handed_in import handed_in, quotes

from compliance.integrity.matter_rows import matter_rows

_TABLE = """

| 月份 | 事项 | 范围 |
|---|---|---|
| 6月 | 幼儿园常规管理调研 | 13所幼儿园 |
| 9月 | 食堂安全管理检查 | 三个片区 |
"""
_COUNTED = "\n\n| 项目 | 数量 |\n|---|---|\n| 督导评估学校（所） | 27 |\n| 兼职督学人数（人） | 65 |\n"


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("6月对14所幼儿园的常规管理进行一次调研", _TABLE),
        ("督导室当年完成对29所学校的督导评估", _COUNTED),
    ],
)
def test_another_number_of_the_same_is_warned_of(text: str, table: str) -> None:
    (warning,) = matter_rows(handed_in(text + "。" + table))
    assert warning.quotes[0] in text


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("6月对13所幼儿园的常规管理进行一次调研", _TABLE),
        ("调研前走访了14所幼儿园", _TABLE),
        ("食堂安全管理检查分四个小组进行", _TABLE),
        ("上年完成对29所学校的督导评估", _COUNTED),
        ("当年完成对29所农村学校的督导评估", _COUNTED),
        ("督导评估小学29所、初中12所的学校", _COUNTED),
    ],
)
def test_the_same_number_and_those_of_others_are_not(text: str, table: str) -> None:
    assert quotes(matter_rows, text + "。" + table) == []
