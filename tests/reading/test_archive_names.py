"""Names of archive entries: in the right characters, harmless to show, and each its own."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.reading.archives.names import DistinctNames, decode_name, is_leftover, safe_path

CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=30)


@given(CHINESE)
def test_a_chinese_name_is_read_in_utf_8(name: str) -> None:
    assert decode_name(f"{name}.docx".encode()) == f"{name}.docx"


@pytest.mark.parametrize("name", ["自评报告.docx", "联通.txt", "目录/附件1：统计表.xlsx", "一.doc", "镕基小学.pdf"])
def test_a_chinese_name_is_read_in_gbk(name: str) -> None:
    assert decode_name(name.encode("gbk")) == name


def test_what_is_neither_is_code_page_437() -> None:
    assert decode_name(b"r\x82sum\x82") != "" and decode_name(b"\xff\xff.txt") == "\u00a0\u00a0.txt"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("材料/自评.docx", "材料/自评.docx"),
        ("材料\\自评.docx", "材料/自评.docx"),
        ("../../etc/passwd", "etc/passwd"),
        ("..\\..\\自评.docx", "自评.docx"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Windows\\自评.docx", "Windows/自评.docx"),
        ("c:自评.docx", "自评.docx"),
        ("\\\\server\\share\\自评.docx", "server/share/自评.docx"),
        ("./材料//自评.docx", "材料/自评.docx"),
        (" 材料 / 自评.docx ", "材料/自评.docx"),
        ("自评\x00.docx", "自评_.docx"),
        ("自评\r\n.docx", "自评__.docx"),
        ("自评\u202excod.exe", "自评_xcod.exe"),  # would be shown as 自评exe.docx
        ("a\u2028b", "a_b"),
        ("\udcb6.docx", "_.docx"),
        ("cafe\u0301.docx", "caf\u00e9.docx"),
        ("", "未命名"),
        ("../..", "未命名"),
    ],
)
def test_a_name_is_made_harmless(written: str, shown: str) -> None:
    assert safe_path(written) == shown


def test_a_name_without_end_is_shortened_and_keeps_its_suffix() -> None:
    shown = safe_path("长" * 5000 + ".docx")
    assert len(shown) == 200 and shown.endswith("长.docx")
    assert len(safe_path("夹/" * 5000 + "自评.docx")) <= 1000


@given(st.text())
def test_no_name_leads_anywhere(name: str) -> None:
    shown = safe_path(name)
    assert shown and not shown.startswith("/") and "\\" not in shown
    assert not any(part in ("", ".", "..") for part in shown.split("/"))
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in shown)


@pytest.mark.parametrize(
    "path", ["__MACOSX/._自评.docx", "a/.DS_Store", "材料/~$自评.docx", "Thumbs.db", ".~自评.docx"]
)
def test_leftovers_are_told(path: str) -> None:
    assert is_leftover(path)


@pytest.mark.parametrize("path", ["自评.docx", "a.b/自评", "MACOSX/自评.docx"])
def test_what_somebody_made_is_no_leftover(path: str) -> None:
    assert not is_leftover(path)


def test_the_same_name_again_gets_a_number_before_its_suffix() -> None:
    distinct = DistinctNames().distinct
    assert [distinct(n) for n in ("夹/表.docx", "夹/表.docx", "夹/表（2）.docx", "夹/表.docx", "表", "表")] == [
        "夹/表.docx",
        "夹/表（2）.docx",
        "夹/表（2）（2）.docx",
        "夹/表（3）.docx",
        "表",
        "表（2）",
    ]


@given(st.lists(st.sampled_from(["a", "a（2）", "a（2）（2）", "b.c", "b（2）.c"]), max_size=30))
def test_names_are_always_told_apart(names: list[str]) -> None:
    distinct = DistinctNames().distinct
    assert len({distinct(name) for name in names}) == len(names)
