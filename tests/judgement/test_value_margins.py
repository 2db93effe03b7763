"""How far a value lies from the norm, by the words before the number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from compliance.judgement.values.margins import margin


@pytest.mark.parametrize(
    ("before", "value"),
    [
        ("小学比4.2人的规定多出", "4.5"),
        ("初中比标准少", "3.7"),
        ("低于0.50的标准", "0.2"),
        ("超出国家标准", "4.3"),
        ("距标准还差", "3.7"),
    ],
)
def test_the_value_is_the_norm_and_the_margin(before: str, value: str) -> None:
    found = margin(before)
    assert found is not None
    assert found.value(Decimal("0.3"), Decimal("4.0")) == Decimal(value)


@pytest.mark.parametrize("before", ["比上年提高", "生均面积达到", "标准为", "高于全市平均", "低于"])
def test_other_words_make_no_margin(before: str) -> None:
    assert margin(before) is None
