"""The number of all schools or posts told twice is warned of; numbers of some, or of another year, are not."""

from __future__ import annotations

import pytest
from handed_in import handed_in, quotes

from compliance.integrity.wholes import whole_clashes


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("全县71所公办中小学都配备了书记", "全县公办中小学73所已经公示"),
        ("全县现有责任督学19人", "全县21名责任督学都到了岗"),
        ("我县教师队伍稳定，其中专任教师913人", "全县931名专任教师全部持证"),
    ],
)
def test_two_numbers_of_all_are_warned_of(first: str, second: str) -> None:
    (warning,) = whole_clashes(handed_in(f"{first}。\n\n{second}。"))
    assert warning.quotes[:2]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("全县71所公办中小学都配备了书记", "全县公办中小学71所已经公示"),
        ("全县现有责任督学19人", "全县新招责任督学21人"),
        ("全县现有专任教师1913人", "全县培训专任教师1500人"),
        ("全县现有专任教师1913人", "上年全县专任教师1890人"),
        ("全县71所中小学", "全县中小学31所已经验收"),
        ("全县有幼儿园42所", "邻近的柳塘县全县有幼儿园45所"),
    ],
)
def test_the_same_and_those_of_some_are_not(first: str, second: str) -> None:
    assert quotes(whole_clashes, f"{first}。\n\n{second}。") == []
