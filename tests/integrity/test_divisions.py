"""专职 and 兼职 督学 make the number of 督学, also where that stands elsewhere."""

from __future__ import annotations

import pytest
from handed_in import handed_in, quotes

from compliance.integrity.divisions import divided_numbers


def test_parts_that_miss_a_number_told_elsewhere_are_warned_of() -> None:
    text = "专职督学4名，兼职30名。\n\n督学总数36人，名单见附件。"
    (warning,) = divided_numbers(handed_in(text))
    assert warning.quotes == ("督学总数36人，名单见附件", "专职督学4名，兼职30名")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("专职督学4名，兼职30名", "督学总数34人"),
        ("专职督学4名，兼职30名，特约2名", "督学总数36人"),
        ("专职督学4名，兼职30名", "督学36人到校"),  # of some
        ("新聘专职督学4名，兼职30名", "督学总数36人"),
        ("专职督学4名，兼职30名", "督学总数60人"),  # of something else
        ("专职保安14名，兼职20名", "现有责任督学33人"),
        ("督学责任区配专职心理教师14名，兼职20名", "现有责任督学33人"),
        ("专职4名，兼职30名，另有2名特邀", "督学总数36人"),
        ("专职督学4名，兼职30名，另有2名特邀", "督学总数36人"),
    ],
)
def test_others_are_not(first: str, second: str) -> None:
    assert quotes(divided_numbers, f"{first}。\n\n{second}。") == []
