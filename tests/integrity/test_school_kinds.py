"""Schools by kind are held against the number of all that stands elsewhere, whichever kinds that counts."""

from __future__ import annotations

import pytest
from handed_in import handed_in, quotes

from compliance.integrity.school_kinds import school_kinds

KINDS = "小学15所、初中6所、九年一贯制学校4所、完全中学1所、特殊教育学校1所"


def test_kinds_that_no_choice_of_makes_the_number_of_all_are_warned_of_with_it() -> None:
    (warning,) = school_kinds(handed_in(f"全县学校28所。\n\n按类别分，{KINDS}。"))
    assert warning.quotes[0] == "全县学校28所"
    assert "15＋6＋4＋1＋1＝27，总数写的是28" in warning.message


@pytest.mark.parametrize(
    ("total", "kinds"),
    [
        ("全县学校27所", KINDS),
        ("全县义务教育学校26所", KINDS),  # without the special school
        ("全县学校40所", KINDS),  # far off it counts others
        ("28所学校开展了督导", KINDS),  # of some
        ("全县学校28所", "小学15名、初中6名、九年一贯制学校4名"),
    ],
)
def test_kinds_that_may_make_it_are_not(total: str, kinds: str) -> None:
    assert quotes(school_kinds, f"{total}。\n\n按类别分，{kinds}。") == []
