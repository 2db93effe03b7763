"""A number on one body's books that another body just beside it has otherwise is warned of with both."""

from __future__ import annotations

import time

import pytest
from handed_in import handed_in, quotes

from compliance.integrity.registers import registered_otherwise


@pytest.mark.parametrize(
    ("text", "both"),
    [
        (
            "县残联登记的适龄残疾儿童少年为368人，教育局登记331人",
            ["县残联登记的适龄残疾儿童少年为368人", "教育局登记331人"],
        ),
        (
            "全县在园幼儿按年报为一万零六百人。县妇幼保健院体检登记的在园幼儿为一万一千四百二十人",
            ["全县在园幼儿按年报为一万零六百人", "县妇幼保健院体检登记的在园幼儿为一万一千四百二十人"],
        ),
        (
            "全市专任教师2022人。市人社局同期登记的专任教师1860人",
            ["全市专任教师2022人", "市人社局同期登记的专任教师1860人"],
        ),
    ],
)
def test_two_books_with_two_numbers_are_warned_of(text: str, both: list[str]) -> None:
    (warning,) = registered_otherwise(handed_in(f"{text}。"))
    assert list(warning.quotes) == both


@pytest.mark.parametrize(
    "text",
    [
        "全市专任教师2022人。市人社局登记的专任教师2022人",
        "全市专任教师2022人。市人社局登记的保安员1860人",  # of others
        "2021年全市专任教师2022人。2020年市人社局登记的专任教师1860人",
        "全市专任教师2022人。市人社局登记的专任教师1860人，差额系临聘教师",  # it says why
        "全市专任教师2022人。市人社局登记的专任教师640人",  # too far to be of the same
        "公安局登记28人，教育局登记31人",  # of what is not said
    ],
)
def test_numbers_of_two_things_are_not(text: str) -> None:
    assert quotes(registered_otherwise, f"{text}。") == []


def test_a_paragraph_of_two_thousand_registers_is_read_at_once() -> None:
    submission = handed_in("".join(f"县残联登记的残疾儿童少年为{1000 + at}人。" for at in range(2000)))
    began = time.process_time()
    registered_otherwise(submission)
    assert time.process_time() - began < 3
