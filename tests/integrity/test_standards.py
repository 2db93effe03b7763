"""Claims to reach a standard, or to have risen, against the row that gives both values."""

from __future__ import annotations

import pytest
from handed_in import handed_in, quotes

from compliance.integrity.standards import standard_claims

_STANDARDS = """

| 指标 | 标准 | 现值 |
|---|---|---|
| 小学生均教学及辅助用房面积（平方米） | 4.5 | 4.31 |
| 初中生均教学及辅助用房面积（平方米） | 5.8 | 5.92 |
| 初中生均公用经费基准定额（元） | 省定850 | 830 |
| 初中仪器设备值差异系数 | 0.45 | 0.52 |
| 初中最大规模（人） | 2000 | 2085（湖滨中学） |
| 音乐教室最小面积（平方米） | 96 | 88 |
| 小学图书差异系数 | 0.45 | 0.37 |
"""
_YEARS = """

| 项目 | 2020年 | 2021年 |
|---|---|---|
| 教师年平均工资（万元） | 18.31 | 18.26 |
| 设备使用效率 | 58% | 63% |
| 学生平均公用经费（元） | 1042 | 998 |
"""
_CELL = "\n\n| 事项 | 情况 |\n|---|---|\n| 高级岗位比例 | 2020年17.8%，2021年17.3% |\n"


@pytest.mark.parametrize(
    ("text", "table", "row"),
    [
        ("小学教学及辅助用房已经达到标准", _STANDARDS, "小学生均教学及辅助用房"),
        ("生均公用经费基准定额不低于省定标准", _STANDARDS, "初中生均公用经费"),
        ("初中仪器设备值差异系数都在0.5以内，符合要求", _STANDARDS, "初中仪器设备值差异系数"),
        # The claim names the row's very standard, and only some of its words.
        ("各初中的规模都没有超过2000人", _STANDARDS, "初中最大规模"),
        ("音乐教室每间都在96平方米以上", _STANDARDS, "音乐教室最小面积"),
        ("教师年平均工资比上年又涨了一截", _YEARS, "教师年平均工资"),
        ("教师工资水平逐年提高", _YEARS, "教师年平均工资"),
        ("教师工资连续五年上涨", _YEARS, "教师年平均工资"),
        ("生均公用经费只增不减", _YEARS, "学生平均公用经费"),
        ("设备的使用效率比去年有所下降", _YEARS, "设备使用效率"),
        ("中小学高级岗位比例比上年有了明显提高", _CELL, "高级岗位比例"),
    ],
)
def test_a_claim_that_its_row_refutes(text: str, table: str, row: str) -> None:
    (warning,) = standard_claims(handed_in(f"{text}。{table}"))
    assert warning.quotes[0] == text.split("，")[-1] or warning.quotes[0] == text
    assert warning.quotes[1].startswith(row)


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("初中教学及辅助用房已经达到标准", _STANDARDS),
        ("小学教学及辅助用房尚未达到标准", _STANDARDS),
        ("小学教学及辅助用房力争明年达到标准", _STANDARDS),
        ("小学图书已经达到标准", _STANDARDS),
        ("小学图书差异系数都不超过0.45", _STANDARDS),
        ("各初中的规模都没有超过2100人", _STANDARDS),
        ("各小学的规模都没有超过2000人", _STANDARDS),
        ("有2所初中的规模尚未降到2000人以下", _STANDARDS),
        ("操场每块都在96平方米以上", _STANDARDS),
        ("校长工资连续五年上涨", _YEARS),
        ("设备使用效率逐年提高", _YEARS),
        ("设备的使用效率比去年有所提高", _YEARS),
        ("教师年平均工资比上年没有提高", _YEARS),
        ("校长年平均收入比上年提高", _YEARS),
    ],
)
def test_a_claim_that_no_row_refutes(text: str, table: str) -> None:
    assert quotes(standard_claims, f"{text}。{table}") == []
