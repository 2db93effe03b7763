"""A matter with one date in the text and another in its row of a table."""

from __future__ import annotations

import pytest
from handed_in import handed_in

from compliance.integrity.deadlines import deadline_clashes
from compliance.terms import DocumentKind

_TASKS = """

| 号 | 任务 | 责任人 | 完成时限 |
|---|---|---|---|
| 一 | 装备计划 | 甲 | 9月28日 |
| 二 | 图书上架 | 乙 | 10月底 |
| 三 | 档案整理 | 丙 | 3月1日、6月1日 |
"""


@pytest.mark.parametrize("text", ["9月18日前编成《迎检装备计划》，钱数列到元", "图书上架须在9月底以前做完"])
def test_another_date_is_warned_of(text: str) -> None:
    (warning,) = deadline_clashes(handed_in(f"{text}。{_TASKS}", kind=DocumentKind.PLAN))
    assert warning.quotes[0] in text
    assert "|" in warning.quotes[1]


@pytest.mark.parametrize(
    "text",
    [
        "9月28日前编成《迎检装备计划》",
        "9月1日前完成装备计划初稿",
        "装备计划9月1日至9月18日前分步编成",
        "图书上架10月20日前做完",
        "档案整理5月1日前做完",
        "9月18日开会讨论装备计划",
        "9月18日前编成师资计划",
    ],
)
def test_the_same_date_a_step_or_another_matter_is_none(text: str) -> None:
    assert deadline_clashes(handed_in(f"{text}。{_TASKS}", kind=DocumentKind.PLAN)) == ()
