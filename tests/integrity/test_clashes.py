"""Text against table, and two values of one measure; another group, year, school or scope is another measure."""

from __future__ import annotations

import pytest
from handed_in import handed_in, quotes

from compliance.integrity.clashes import clashes

_TABLE = """

| 项目 | 单位 | 2020年 | 2021年 |
|---|---|---|---|
| 专任教师 | 人 | 2561 | 2538 |
| 小学生均教学及辅助用房面积 | 平方米 | 4.40 | 4.51 |
| 初中三年巩固率 | % | 95.2 | 95.7 |
| 公办园在园幼儿占比 | % | 48.1 | 53.6 |
| 公办园和普惠性民办园在园幼儿占比 | % | 74.2 | 80.8 |
"""
_AREAS = """

| 责任区 | 学校（所） | 兼职督学（人） | 专项经费（万元） |
|---|---|---|---|
| 城关 | 10 | 6 | 8.0 |
| 东乡 | 9 | 7 | 6.5 |
| 合计 | 19 | 13 | 14.5 |
"""
_LEVELS = """

| 学校类别 | 在校生数（人） | 生均图书（册） |
|---|---|---|
| 小学 | 18640 | 31.2 |
| 初中 | 9420 | 42.5 |
| 合计 | 28060 | — |
"""


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("全县现有专任教师2583人", _TABLE),
        ("小学生均教学及辅助用房面积经三年扩建已达到4.66平方米", _TABLE),
        ("初中三年巩固率保持在96%以上", _TABLE),
        ("公办连同普惠性民办，在园幼儿占到全部的82.3%", _TABLE),
        ("聘任兼职督学15人", _AREAS),
        ("小学生均图书已达到33.5册", _LEVELS),
        ("全县落实专项经费16.5万元", _AREAS),
    ],
)
def test_a_figure_that_a_table_contradicts_is_warned_of_with_both_sides(text: str, table: str) -> None:
    (warning,) = clashes(handed_in(f"{text}。{table}"))
    assert warning.quotes[0] in text
    assert "|" in warning.quotes[1]


_HUNDRED = """

| 指标（单位） | 小学 | 初中 |
|---|---|---|
| 网络多媒体教室/百生 | 2.21 | 2.80 |
| 体育、音乐、美术专任教师，每百生（人） | 0.83 | 0.96 |
"""
_FACTS = """

| 事项 | 账 | 备注 |
|---|---|---|
| 督学责任区专项经费 | 86万元 | |
| 公办学校就近入学率 | 99.7% | |
| 学前三年毛入园率 | 84.6% | |
| 义务教育专任教师 | 3715人 | |
"""
_TRAINING = """

| 指标 | 2020年 | 2021年 |
|---|---|---|
| 学校年度公用经费中教师培训费占比 | 5.2% | 5.8% |
"""
_ZONES = """

| 姓名 | 片区 | 责任区数 | 整改通知（份） |
|---|---|---|---|
| 甲 | 城关 | 14 | 20 |
| 乙 | 东乡 | 16 | 34 |
| — | 合计 | 30 | 54 |
"""


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("小学每百名学生的多媒体教室达到2.6间", _HUNDRED),
        ("小学每百名学生的体艺教师配到了0.95人", _HUNDRED),
        ("督学责任区专项经费68万元", _FACTS),
        ("今年92万元督学责任区专项经费全部到位", _FACTS),
        ("公办学校就近入学率100%", _FACTS),
        ("毛入园率我们算出来是86.2%", _FACTS),
        ("其中专任教师3755人", _FACTS),
        ("全县现有督学责任区31个", _ZONES),
        ("2021年学校公用经费中用于教师培训的部分占5.3%", _TRAINING),
        ("责任区今年定在三十一个", _ZONES),
        ("对毛病大的学校发了整改通知书51份", _ZONES),
    ],
)
def test_a_measure_is_known_under_other_names_and_orders(text: str, table: str) -> None:
    (warning,) = clashes(handed_in(f"{text}。{table}"))
    assert "|" in warning.quotes[1]


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("小学每百名学生的多媒体教室达到2.2间", _HUNDRED),
        ("小学多媒体教室共有2.6间", _HUNDRED),
        ("小学每百名学生的体艺教师差异系数为0.79", _HUNDRED),
        ("另追加92万元督学责任区专项经费", _FACTS),
        ("民办学校就近入学率90%", _FACTS),
        ("城关中心校专任教师3755人", _FACTS),
        ("新划督学责任区31个", _ZONES),
        ("学校公用经费中用于图书添置的部分占5.3%", _TRAINING),
        ("学校公用经费中用于教师培训的部分占5.8%", _TRAINING),
        ("当场发出的整改通知里有51份当月办结", _ZONES),
    ],
)
def test_another_measure_in_like_words_is_none(text: str, table: str) -> None:
    assert clashes(handed_in(f"{text}。{table}")) == ()


def test_money_that_stands_before_its_noun_is_compared_too() -> None:
    text = "全县共落实督学责任区专项经费212万元。\n\n今年218万元督学责任区专项经费用在下校交通上。"
    (warning,) = clashes(handed_in(text))
    assert "212万元" in warning.quotes[0]
    assert clashes(handed_in(text.replace("218", "212"))) == ()


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("全县现有专任教师2538人", _TABLE),
        ("全县现有专任教师约2550人", _TABLE),
        ("2020年有专任教师2561人，上年有专任教师2590人", _TABLE),
        ("全年培训专任教师2400人次，招聘专任教师1400人", _TABLE),
        ("专任教师中本科以上学历2210人，女专任教师1630人", _TABLE),
        ("园长、专任教师合计2600人", _TABLE),
        ("初中生均教学及辅助用房面积5.82平方米", _TABLE),
        ("初中三年巩固率保持在95%以上", _TABLE),
        ("初中三年巩固率由95.2%提高到95.7%", _TABLE),
        ("公办园在园幼儿占到53.6%", _TABLE),
        ("按要求，初中三年巩固率应达到95%以上", _TABLE),
        ("毗邻的柳塘县初中三年巩固率已达98.1%", _TABLE),
        ("城关责任区有兼职督学6人", _AREAS),
        ("小学、初中生均图书分别为31.2册和42.5册", _LEVELS),
        ("城关小学在校生1860人", _LEVELS),
        ("下一步力争兼职督学增加到16人", _AREAS),
    ],
)
def test_what_agrees_or_is_another_measure_is_not(text: str, table: str) -> None:
    assert quotes(clashes, f"{text}。{table}") == []


def test_one_measure_with_two_values_in_the_text() -> None:
    text = "县财政单列挂牌督导专项经费47万元，已全部到账。\n\n# 经费\n\n今年安排挂牌督导专项经费45万元。"
    (warning,) = clashes(handed_in(text))
    assert len(warning.quotes) == 2
    assert "47万元" in warning.message
    assert "45万元" in warning.message


def test_two_measures_with_like_words_are_not() -> None:
    text = "小学生均公用经费标准为650元，初中生均公用经费标准为850元。\n\n"
    text += "县里追加挂牌督导专项经费8万元，年初安排挂牌督导专项经费12万元。"
    assert quotes(clashes, text) == []


def test_the_school_level_that_a_sentence_named_last_holds_for_its_numbers() -> None:
    levels = "小学在校生31260人，高于规定学历的教师1497人；初中在校生14850人，高于规定学历的教师923人"
    assert quotes(clashes, f"全县{levels.replace('；', '。')}。") == []


@pytest.mark.parametrize(("said", "warned"), [("24", 1), ("23", 0)])
def test_two_numbers_in_one_cell_have_each_their_own_name(said: str, warned: int) -> None:
    table = "| 指标 | 数值 |\n|---|---|\n| 反馈问题/已销号（条） | 27/23 |"
    assert len(clashes(handed_in(f"截至12月底27条已销号{said}条。\n\n{table}"))) == warned


def test_a_clause_that_tells_the_tables_number_as_well_tells_no_other() -> None:
    table = "| 指标 | 数值 |\n|---|---|\n| 标准化学校（所） | 26 |"
    assert quotes(clashes, f"标准化学校规划29所，已建成26所。\n\n{table}") == []
    assert len(quotes(clashes, f"标准化学校29所。\n\n{table}")) == 1


def test_a_kind_of_school_that_opens_a_sentence_is_no_school_with_numbers_of_its_own() -> None:
    table = "| 指标 | 单位 | 国家要求 | 本县实测 |\n|---|---|---|---|\n| 普惠性幼儿园覆盖率 | % | 80 | 78.9 |"
    assert len(quotes(clashes, f"经测算，普惠性幼儿园覆盖率达到81.6%。\n\n{table}")) == 1
    assert quotes(clashes, f"城关普惠幼儿园覆盖率达到81.6%。\n\n{table}") == []


def test_a_ratio_is_held_against_its_row() -> None:
    table = "| 项目 | 数值 |\n|---|---|\n| 专任教师与在园幼儿之比 | 1:16.8 |\n"
    (warning,) = clashes(handed_in(f"全县专任教师与在园幼儿之比为1:14.6。\n\n{table}"))
    assert "1:16.8" in warning.message
    assert clashes(handed_in(f"全县专任教师与在园幼儿之比为1:16.8。\n\n{table}")) == ()
