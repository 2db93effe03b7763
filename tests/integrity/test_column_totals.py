"""A number of the year that the table's total row has otherwise is warned of; numbers of a part are not."""

from __future__ import annotations

import pytest
from handed_in import handed_in, quotes

from compliance.integrity.column_totals import column_totals

_TABLE = """

| 片 | 学校（所） | 兼职（名） | 反馈问题（条） | 督导校次 |
|---|---|---|---|---|
| 东片 | 31 | 40 | 404 | 251 |
| 西片 | 33 | 38 | 424 | 229 |
| 合计 | 64 | 78 | 828 | 480 |
"""


@pytest.mark.parametrize(
    "text",
    ["全年反馈812条", "全学年向学校提出问题818条", "责任督学完成督导478校次", "共有督学104名，其中专职24名、兼职80名"],
)
def test_another_number_than_the_total_is_warned_of(text: str) -> None:
    (warning,) = column_totals(handed_in(f"{text}。{_TABLE}"))
    assert warning.quotes[0] in text
    assert warning.quotes[1].startswith("合计")


@pytest.mark.parametrize(
    "text",
    [
        "全年反馈828条",
        "东片反馈404条",
        "督导室对60所义务教育学校开展了专项督导",
        "其中食堂问题反馈212条",
        "上年反馈问题812条",
        "组织100名督学到邻县学习",
        "全年销号812条",
        "下一步反馈问题812条以内",
        "邻近的柳塘县反馈问题812条",
    ],
)
def test_the_total_and_parts_and_other_matters_are_not(text: str) -> None:
    assert quotes(column_totals, f"{text}。{_TABLE}") == []


def test_a_number_of_another_year_is_none_of_the_tables() -> None:
    table = "| 责任区 | 反馈问题（条） |\n|---|---|\n| 东片 | 150 |\n| 西片 | 178 |\n| 合计 | 328 |\n"
    assert quotes(column_totals, f"2019年报告里反馈问题是318条。\n\n{table}") == []
    assert len(quotes(column_totals, f"报告里反馈问题是318条。\n\n{table}")) == 1


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("全年提出问题818条，去掉重复12条、补上22条，定为828条", 0),
        ("全年提出问题818条。逐条核过以后，定为828条", 0),
        ("全年提出问题818条，去掉重复12条、补上22条", 1),
    ],
)
def test_a_number_on_the_way_to_the_total_is_none(text: str, warned: int) -> None:
    assert len(column_totals(handed_in(f"{text}。{_TABLE}"))) == warned


@pytest.mark.parametrize(
    ("text", "table", "warned"),
    [
        (
            "责任区的工作经费，年初预算已列136万元",
            "附表三 责任区经费分解（万元）\n\n| 科目 | 金额 |\n|---|---|\n| 车船 | 85 |\n| 培训 | 41 |\n| 合计 | {} |",
            "126",
        ),
        (
            "家长投诉一件一登记，全年一百零九件",
            "| 片区 | 投诉（件） |\n|---|---|\n| 东片 | 61 |\n| 西片 | 51 |\n| 合计 | {} |",
            "112",
        ),
        (
            "学生398名，其中住校211名",
            "| 年级 | 学生 | 住校 |\n|---|---|---|\n| 五 | 190 | 102 |\n| 六 | 208 | 115 |\n| 合计 | 398 | {} |",
            "217",
        ),
        (
            "44所已有36所通过市级验收",
            "| 片区 | 通过验收（所） |\n|---|---|\n| 东片 | 19 |\n| 西片 | 16 |\n| 合计 | {} |",
            "35",
        ),
    ],
)
def test_what_is_counted_may_stand_in_the_tables_name_or_in_the_part_before(text: str, table: str, warned: str) -> None:
    assert len(column_totals(handed_in(f"{text}。\n\n{table.format(warned)}"))) == 1
    said = {"126": "136", "112": "109", "217": "211", "35": "36"}[warned]
    assert column_totals(handed_in(f"{text}。\n\n{table.format(said)}")) == ()


def test_another_matter_of_the_columns_unit_is_none() -> None:
    table = "| 片区 | 投诉（件） |\n|---|---|\n| 东片 | 61 |\n| 西片 | 51 |\n| 合计 | 112 |"
    assert column_totals(handed_in(f"议案一件一回复，全年一百零九件。\n\n{table}")) == ()
