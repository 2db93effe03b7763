"""Tables with one row a school: columns with their units, schools with their stage; totals are no schools."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "integrity"))

from handed_in import handed_in

from compliance.language.school_tables import number, school_tables, stage_of

TABLE = """## 学校数据

| 学校 | 学段 | 学生数（人） | 教辅用房面积（㎡） | 备注 |
| --- | --- | --- | --- | --- |
| 河口一小 | 小学 | 1,200 | 5800 | 新建 |
| 河口二小 | 小学 | 900 | — | |
| 河口一中 | 初中 | 1000 | 6000.5 | |
| 合计 | | 3100 | 11800.5 | |
"""


def test_columns_of_numbers_with_their_units() -> None:
    (table,) = school_tables(handed_in(TABLE))
    assert [(column.name, column.unit) for column in table.columns] == [("学生数", "人"), ("教辅用房面积", "平方米")]


def test_schools_with_stage_and_numbers_a_dash_is_no_number() -> None:
    (table,) = school_tables(handed_in(TABLE))
    assert [(school.name, school.stage, school.values) for school in table.schools] == [
        ("河口一小", "小学", (Decimal(1200), Decimal(5800))),
        ("河口二小", "小学", (Decimal(900), None)),
        ("河口一中", "初中", (Decimal(1000), Decimal("6000.5"))),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "| 项目 | 数值 |\n|---|---|\n| 学校数 | 12 |\n| 学生数 | 3400 |\n| 教师数 | 200 |",
        "| 学校 | 问题 |\n|---|---|\n| 河口一小 | 厕所破旧 |\n| 河口二小 | 缺操场 |\n| 河口三小 | 无 |",
        "| 学校 | 学生数 |\n|---|---|\n| 河口一小 | 300 |\n| 河口二小 | 200 |",
    ],
)
def test_other_tables_are_none(text: str) -> None:
    assert school_tables(handed_in(text)) == ()


def test_a_table_that_shows_some_of_the_schools_is_none() -> None:
    assert len(school_tables(handed_in(f"全县有小学2所、初中1所。\n\n{TABLE}"))) == 1
    assert school_tables(handed_in(f"全县有小学29所、初中10所。\n\n{TABLE}")) == ()
    assert school_tables(handed_in(f"表3 规模排在前列的学校\n\n{TABLE.partition(chr(10))[2].strip()}")) == ()


@pytest.mark.parametrize(
    ("name", "stage"),
    [
        ("河口镇中心小学", "小学"),
        ("第三小学教学点", "小学"),
        ("河口二小", "小学"),
        ("河口初级中学", "初中"),
        ("河口中学", "初中"),
        ("河口一中", "初中"),
        ("河口高级中学", "高中"),
        ("山口九年一贯制学校", "一贯制"),
        ("河口完全中学", "一贯制"),
        ("河口实验学校", ""),
    ],
)
def test_the_stage_that_a_name_tells(name: str, stage: str) -> None:
    assert stage_of(name) == stage


@pytest.mark.parametrize(
    ("cell", "value"), [("1,205", "1205"), ("68人", "68"), (" 4.50 ", "4.50"), ("", None), ("—", None), ("约30", None)]
)
def test_numbers_of_cells(cell: str, value: str | None) -> None:
    assert number(cell) == (None if value is None else Decimal(value))
