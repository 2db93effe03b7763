"""Two numbers side by side of which a row has one and changes the other are warned of with the row."""

from __future__ import annotations

import time

import pytest
from handed_in import handed_in, quotes

from compliance.integrity.row_pairs import row_pairs


def _with_row(text: str, row: str, header: str = "项目 | 数值") -> str:
    rule = "|".join("---" for _ in header.split("|"))
    return f"# 报告\n\n{text}。\n\n| {header} |\n|{rule}|\n| {row} |\n"


@pytest.mark.parametrize(
    ("text", "row", "header"),
    [
        ("问题台账共登记361条，已划去318条", "台账问题／已销（条） | 361／328", "项目 | 数值"),
        ("小学生均仪器设备值5430元，初中8260元", "生均仪器设备值（元） | 5340 | 8260", "项目 | 小学 | 初中"),
        ("全校398名学生，其中住校211名", "合计 | 398 | 217", "年级 | 学生（人） | 住校（人）"),
    ],
)
def test_a_row_with_another_neighbour_is_warned_of(text: str, row: str, header: str) -> None:
    (warning,) = row_pairs(handed_in(_with_row(text, row, header)))
    assert warning.quotes[1] == row


@pytest.mark.parametrize(
    ("text", "row", "header"),
    [
        ("问题台账共登记361条，已划去328条", "台账问题／已销（条） | 361／328", "项目 | 数值"),
        ("问题台账共登记361条，已划去128条", "台账问题／已销（条） | 361／328", "项目 | 数值"),  # of something else
        ("现有学校417所，去年年报写的是423所", "合计 | 417 | 419", "片区 | 学校（所） | 挂牌（所）"),
        ("收到来信361件，答复318件", "台账问题／已销（条） | 361／328", "项目 | 数值"),
        ("学校五十七所，其中义务教育学校五十一所", "义务教育学校（所） | 52 | 51", "项目 | 2019年 | 2020年"),
        ("问题登记9条，已划去7条", "问题／已销（条） | 9／8", "项目 | 数值"),  # small numbers meet by chance
    ],
)
def test_a_row_that_agrees_or_tells_something_else_is_not(text: str, row: str, header: str) -> None:
    assert quotes(row_pairs, _with_row(text, row, header)) == []


def test_two_thousand_rows_are_read_at_once() -> None:
    rows = "\n".join(f"| 学校{at} | 361 | {300 + at % 40} |" for at in range(2000))
    text = "\n\n".join(f"问题{361}条，已改{200 + at}条。" for at in range(500))
    submission = handed_in(f"{text}\n\n| 学校 | 问题（条） | 已改（条） |\n|---|---|---|\n{rows}")
    began = time.process_time()
    row_pairs(submission)
    assert time.process_time() - began < 5
