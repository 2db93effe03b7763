"""A list told twice is warned of where one of its numbers alone differs; two lists of other things are not."""

from __future__ import annotations

import pytest
from handed_in import handed_in, quotes

from compliance.integrity.relisted import relisted


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("全县学校分片：江北老城27所、江南新区24所", "各片学校江北老城27所，江南新区25所"),
        ("综合督导小学7所、初中3所", "学校综合督导小学6所、初中3所"),
        ("全县88所，其中公办41所、普惠民办33所、其他民办14所", "公办40所、普惠民办34所、其他民办14所"),  # one moved
        ("其中小学25所、初中8所、九年一贯制学校5所", "小学25所、初中9所、九年一贯制5所"),
        ("督学队伍专职三人、兼职六人", "专职3名、兼职5名，都是熟手"),
    ],
)
def test_a_list_with_one_other_number_is_warned_of_with_both_places(first: str, second: str) -> None:
    (warning,) = relisted(handed_in(f"{first}。\n\n{second}。"))
    assert len(warning.quotes) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("综合督导小学7所、初中3所", "全年督导小学7所、初中3所"),
        ("综合督导小学7所、初中3所", "专项督导小学9所、初中5所"),  # another list
        ("综合督导小学7所、初中3所", "上年督导小学6所、初中3所"),
        ("教师小学620人、初中412人", "学生小学6200人、初中412人"),  # too far for a slip
    ],
)
def test_another_list_is_not(first: str, second: str) -> None:
    assert quotes(relisted, f"{first}。\n\n{second}。") == []


def test_a_list_in_a_cell_is_compared_with_the_text() -> None:
    table = "| 组 | 督学 | 校数 |\n|---|---|---|\n| 合计 | 专职3人、兼职5人 | 54 |\n"
    (warning,) = relisted(handed_in(f"督学专职三人、兼职六人。\n\n{table}"))
    assert warning.quotes[1] == "合计 | 专职3人、兼职5人 | 54"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("有小学五十二所、初中十五所、一贯制九所。\n\n有小学五十三所、初中十六所、一贯制九所。", 1),
        ("有小学五十二所、初中十五所、一贯制九所。\n\n有小学五十六所、初中十九所、一贯制九所。", 0),
    ],
)
def test_two_places_may_differ_where_the_rest_ties_the_lists(text: str, found: int) -> None:
    assert len(quotes(relisted, text)) == found
