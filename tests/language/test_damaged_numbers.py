"""Numbers that lost or gained characters are told from other writings of whole ones; none of them is read."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.language.damaged_numbers import damaged_numbers
from compliance.language.normalise import normalise
from compliance.language.periods import find_period
from compliance.language.quantities import find_quantities

DAMAGED = [
    ("自20223年起实施", "20223年"),
    ("2020333年的工作", "2020333年"),
    ("２O２２年的工作", "2O22"),
    ("2O15年成立", "2O15"),
    ("2〇15年成立", "2〇15"),
    ("来了l5人", "l5"),
    ("共7O3张", "7O3"),
    ("缺口21OO余万元", "21OO"),
    ("满意率1OO%", "1OO"),
    ("满意率98..5%", "98..5"),
    ("满意率9.8.5%", "9.8.5"),
    ("经费1,23,456元", "1，23，456"),
    ("经费1,2345元", "1，2345"),
    ("在校学生3 1480人", "3 1480"),
    ("投入0.9 7亿元", "0.9 7"),
    ("学校4 3所", "4 3"),
    ("仅为4. 2平方米", "4. 2平方米"),
    ("在籍8?6 6人", "8?6 6"),
    ("共计#3!7人次", "#3!7"),
    ("提高到5锟斤拷元", "5\ufffd元"),
    ("共有\ufffd5名督学", "\ufffd5名"),
    ("20██年前完成", "20██年"),
    ("十二月□5日", "□5"),
    ("巩固率达%，", "达%"),
    ("20 年，全市教育督导工作", "20年"),
    ("创建工作于2021年38月份进行", "38月"),
    ("2023年13月启动", "13月"),
    ("5月45日前报送", "5月45日"),
    ("（清政发20212353号）", "20212353号"),
]


@pytest.mark.parametrize(("text", "damaged"), DAMAGED)
def test_damage_is_found_and_no_value_is_read_from_it(text: str, damaged: str) -> None:
    copy = normalise(text).text
    assert [copy[start:end] for start, end in damaged_numbers(copy)] == [damaged]
    assert find_quantities(copy) == ()
    period = find_period(copy, 2024)
    # The year of 2023年13月 is whole.
    assert period is None or period.text == f"{period.first}年{damaged}"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("满意率３５．６％", "35.6"),
        ("在校生12，345人", "12345"),
        ("在校生12 345人", "12345"),
        ("在校生1 2 3 4人", "1234"),
        ("满意率 9 8 . 5 %", "98.5"),
        ("经费1,234,567元", "1234567"),
    ],
)
def test_another_writing_is_read(text: str, value: str) -> None:
    copy = normalise(text).text
    assert damaged_numbers(copy) == ()
    assert [str(quantity.low) for quantity in find_quantities(copy)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "2021年12月28日验收，得分96.5分",
        "投入20150元，历时36个月，36月龄以下幼儿入托",
        "总分2000分，20分钟",
        "分别为12,15,120人",
        "师生比1:15，IPv6、5G、A1班",
        "占比（%）、达标率%",
        "2001年级部，1.2.3版",
        "附件1 200人名单，表2 2024年安排",
        "投入I类I2级设备",
        "□1.是 □2.否",
        "GB/T 9704-2012",
        "近 20 年来，建校 20 年",
    ],
)
def test_whole_numbers_are_not_damaged(text: str) -> None:
    assert damaged_numbers(normalise(text).text) == ()


def test_other_numbers_of_the_clause_are_read() -> None:
    copy = normalise("聘任督学30名，其中专职l8名、兼职12名").text
    assert [str(quantity.low) for quantity in find_quantities(copy)] == ["30", "12"]


@given(st.decimals(0, 10**9, places=2), st.sampled_from(["元", "人", "%", "平方米", "万元", "所"]))
@settings(deadline=None)
def test_a_plainly_written_number_is_whole(value: object, unit: str) -> None:
    assert damaged_numbers(f"全县共有{value}{unit}") == ()


@given(st.text(alphabet="0123456789.,，lOI?？ 年月日人元%达占\ufffd□█发号", max_size=30))
@settings(deadline=None)
def test_any_text_can_be_searched(text: str) -> None:
    end = 0
    for start, after in damaged_numbers(text):
        assert end <= start < after <= len(text)
        end = after


@pytest.mark.parametrize("run", ["9", "1l", "l", "█", "□", "1,", "1,,", "1.", "#1", "12 "])
@pytest.mark.parametrize("end", ["", "人", "█"])
def test_a_run_takes_no_time(run: str, end: str) -> None:
    began = time.process_time()
    damaged_numbers("#" + run * (20_000 // len(run)) + end)
    assert time.process_time() - began < 3


def test_the_whole_number_before_the_damage_belongs_to_it() -> None:
    text = "共" + "1234567890," * 10 + "█人"
    assert damaged_numbers(text) == ((1, len(text)),)
