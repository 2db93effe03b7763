"""Lists told with 分别: which name each number has."""

from __future__ import annotations

import pytest

from compliance.language.distributions import shared_out
from compliance.language.quantities import find_quantities


def names(text: str, before: str = "") -> list[str]:
    return list(shared_out(before, text, [(one.start, one.end) for one in find_quantities(text)]).values())


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        ("", "小学、初中分别为0.36和0.29", ["小学", "初中"]),
        ("", "小学、初中校际差异系数依次为0.36、0.29", ["小学", "初中校际差异系数"]),
        ("", "城区、镇区和乡村各为4.7人、5.1人、6.2人", ["城区", "镇区", "乡村"]),
        ("用房面积、场馆面积两项，小学分别为4.7、7.9", "初中分别为5.9、9.9", ["用房面积", "场馆面积"]),
        ("", "教学及辅助用房、体育运动场馆面积分别为4.7平方米和7.9平方米", ["教学及辅助用房", "体育运动场馆面积"]),
    ],
)
def test_each_number_has_the_name_of_its_place(before: str, text: str, expected: list[str]) -> None:
    assert names(text, before) == expected


@pytest.mark.parametrize("text", ["小学0.36、初中0.29", "三个学段分别为0.36、0.29", "小学、初中共有36所、29所"])
def test_without_such_a_word_or_as_many_names_nothing_is_shared_out(text: str) -> None:
    assert names(text) == []
