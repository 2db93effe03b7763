"""What is dated after the submission's year is only intended."""

from __future__ import annotations

import pytest

from compliance.language.ahead import is_ahead
from compliance.language.periods import find_period


def ahead(text: str, row: bool = False, looks_back: bool = False) -> bool:
    return is_ahead(text, find_period(text, 2023, looks_back), 2023, looks_back, row)


@pytest.mark.parametrize(
    "text", ["新园2024年9月开园", "2025年秋季学期启用", "2024年3月起由教育局统筹岗位"], ids=lambda text: text
)
def test_a_later_date_with_a_bare_verb_is_ahead(text: str) -> None:
    assert ahead(text)


@pytest.mark.parametrize(
    "text",
    [
        "新园2023年9月开园",  # the submission's own year
        "2024年的经费已列入预算",  # done
        "聘期到2026年",  # a term that began
        "目标年份为2025年",
        "2024年1月20日在全体会议上作总结",  # the report is written in the first weeks of the next year
        "发布于2024/1/8",
        "新园9月开园",
    ],
    ids=lambda text: text,
)
def test_what_is_of_now_is_not(text: str) -> None:
    assert not ahead(text)


def test_a_row_is_ahead_by_the_date_in_its_cell() -> None:
    assert ahead("安全隐患整改 | 总务处 | 2024年6月前", row=True)
    assert ahead("年终总评 | 2024年1月", row=True)
    assert not ahead("安全隐患整改 | 总务处 | 2023年6月前", row=True)
    assert not ahead("工作总结 | 2024年1月16日宣读", row=True)


def test_a_report_that_looks_back_counts_from_the_next_year() -> None:
    assert not ahead("2024年3月起由教育局统筹岗位", looks_back=True)
