"""Recognised marks have the form that Chinese text gives them; those among figures and Latin letters stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.reading.scans.punctuation import wide_marks


@pytest.mark.parametrize(
    ("recognised", "as_set"),
    [
        ("组长:×××(校长）", "组长：×××（校长）"),
        ("共有督学38人,其中专职6人;兼职32人", "共有督学38人，其中专职6人；兼职32人"),
        ("2021年秋季,全区有学校41所", "2021年秋季，全区有学校41所"),
        ("培训规划(2018—2022年)", "培训规划（2018—2022年）"),
        ("电子文件(OFD)一份", "电子文件（OFD）一份"),
        ("(一)组织领导", "（一）组织领导"),
        ("一)组织领导", "一）组织领导"),
        ("健全了吗?健全!", "健全了吗？健全！"),
        ("时间:10:30", "时间：10:30"),
        ("师生比 1:16.1", "师生比 1:16.1"),
        ("经费1,234,567元", "经费1,234,567元"),
        ("CPU:Intel (R) Core", "CPU:Intel (R) Core"),
        ("", ""),
    ],
)
def test_marks_beside_chinese_are_wide(recognised: str, as_set: str) -> None:
    assert wide_marks(recognised) == as_set


@given(st.text(alphabet="督学12ab ,;:?!()（），。", max_size=30))
def test_no_character_is_added_lost_or_turned_into_another_mark(text: str) -> None:
    narrow = str.maketrans("，；：？！（）", ",;:?!()")
    assert wide_marks(text).translate(narrow) == text.translate(narrow)
