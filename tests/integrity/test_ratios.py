"""Rates of the field that their counts, told elsewhere, do not make."""

from __future__ import annotations

import pytest
from handed_in import messages, quotes

from compliance.integrity.ratios import ratio_misfits

_COUNTS = "今年符合交流条件的教师856人，实际交流126人。"
_SPOKEN = "交流轮岗教师占符合条件教师总数的{}%。\n\n"


def test_a_rate_is_held_to_counts_in_another_paragraph() -> None:
    assert "126÷856＝14.7%" in messages(ratio_misfits, _SPOKEN.format("12.5") + _COUNTS)
    assert quotes(ratio_misfits, _SPOKEN.format("14.7") + _COUNTS) == []


def test_counts_in_a_row_hold_as_well() -> None:
    table = "| 事项 | 人数 |\n|---|---|\n| 符合交流条件教师 | 856人 |\n| 实际交流 | 126人 |\n"
    assert "14.7%" in messages(ratio_misfits, _SPOKEN.format("12.5") + table)


@pytest.mark.parametrize(
    "text",
    [
        "要求交流轮岗教师占符合条件教师总数的12.5%以上。\n\n" + _COUNTS,
        _SPOKEN.format("12.5") + _COUNTS + "其后符合交流条件的教师900人，实际交流130人。",
        _SPOKEN.format("50") + _COUNTS,
        _SPOKEN.format("12.5") + "今年招聘教师126人。",
    ],
)
def test_a_demand_several_counts_or_none_say_nothing(text: str) -> None:
    assert quotes(ratio_misfits, text) == []


def test_a_share_is_held_to_the_number_of_all_told_elsewhere() -> None:
    text = "本科以上学历1641人，占专任教师的{}%。\n\n全县现有专任教师1986人。"
    assert "1641÷1986＝82.6%" in messages(ratio_misfits, text.format("75"))
    assert quotes(ratio_misfits, text.format("82.6")) == []
    assert quotes(ratio_misfits, "本科以上学历1641人，占专任教师的75%。\n\n培训专任教师1986人。") == []


def test_inclusive_kindergartens_cover_the_share_of_their_children() -> None:
    text = "在园幼儿9860人。普惠性幼儿园在园幼儿8480人，普惠性幼儿园覆盖率达到91.0%。"
    assert "86%" in messages(ratio_misfits, text)
    assert quotes(ratio_misfits, text.replace("91.0", "86.0")) == []


def test_a_rate_that_is_called_after_the_part_before_it() -> None:
    text = "全县义务教育学校35所。\n\n至年底综合达标学校32所，综合达标率{}%。"
    assert "32÷35＝91.4%，写的是95.7%" in messages(ratio_misfits, text.format("95.7"))
    assert quotes(ratio_misfits, text.format("91.4")) == []
    # Of a part that is told as well.
    assert quotes(ratio_misfits, text.format("94.1") + "参加测算的34所。") == []
    # Far off it is of something else.
    assert quotes(ratio_misfits, text.format("61.5")) == []
