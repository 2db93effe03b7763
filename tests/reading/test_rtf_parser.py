"""RTF files that are damaged or made to do harm: text, what was not read, or one Chinese sentence."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rtf_files import p, row, rtf

from compliance.errors import UnreadableFile
from compliance.reading.blocks import Extract
from compliance.reading.limits import Limits
from compliance.reading.rtf.reader import read_rtf

GOOD = rtf(p("区里成立了教育督导委员会。"))


def read(data: bytes, limits: Limits | None = None) -> Extract:
    return read_rtf(data, "甲.rtf", limits or Limits())


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", "教育督导".encode(), b"{\\rt", b"{}"])
def test_what_is_no_rtf_is_said(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"^甲.rtf：不是 .rtf 文件[^。]*另存为 .docx 再提交。$"):
        read(data)


def test_bytes_before_the_file_begins_do_no_harm() -> None:
    assert read(b"\xef\xbb\xbf\r\n" + GOOD).blocks[0].text == "区里成立了教育督导委员会。"


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (Limits(blocks=0), "上限"),
        (Limits(characters=3), "文字超过 3 字的上限"),
        (Limits(xml_depth=2), "嵌套过深（超过 2 层）"),
        (Limits(seconds=-1), "读取超过"),
    ],
)
def test_limits(limits: Limits, says: str) -> None:
    with pytest.raises(UnreadableFile, match=f"{says}.*请用 Word 或 WPS 打开"):
        read(GOOD, limits)


def test_too_many_bytes() -> None:
    with pytest.raises(UnreadableFile, match="文件超过.*上限"):
        read(GOOD, Limits(file_bytes=10))


def test_too_many_cells_or_edges_of_cells() -> None:
    with pytest.raises(UnreadableFile, match="单元格超过 3 个"):
        read(rtf(row("1", "2") + row("3", "4")), Limits(table_cells=3))
    with pytest.raises(UnreadableFile, match="单元格超过 3 个"):
        read(rtf(r"\trowd" + r"\cellx1" * 20), Limits(table_cells=3))


def test_a_file_that_breaks_off_is_read_up_to_there_and_that_is_said() -> None:
    extract = read(rtf(p("第一段。") + p("第二段。"))[:-30])
    assert extract.blocks[0].text == "第一段。"
    assert extract.certificates[0].unread == ("文件不完整，在末尾断开，其后的内容没有读到，请重新获取该文件后再提交",)


def test_a_file_that_ends_too_early_says_how_much_was_not_read() -> None:
    whole = rtf(p("第一段。") + "}" + p("第二段。") * 10)
    extract = read(whole)
    assert [b.text for b in extract.blocks] == ["第一段。"]
    assert "在中途提前结束" in extract.certificates[0].unread[0]


def test_padding_behind_the_end_is_none() -> None:
    assert read(GOOD + b"\0" * 4096 + b"\r\n").certificates[0].complete


def test_groups_nested_without_end_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="嵌套过深"):
        read(rtf("{" * 100_000))


def test_the_deepest_nesting_that_is_allowed_is_read() -> None:
    assert read(rtf(r"\pard\f13 " + "{" * 250 + "底层" + "}" * 250 + r"\par")).blocks[0].text == "底层"
    box = "底层"
    for _ in range(60):
        box = r"{\shp{\*\shpinst{\shptxt \pard\plain\f13 " + box + r"\par}}}"
    assert read(rtf(r"\pard " + box + r"\par")).blocks[-1].text == "底层"


def test_tables_nested_too_deep_are_said_and_do_not_recurse() -> None:
    cells = "".join(rf"\pard\intbl\itap{depth} {depth}\nestcell" for depth in range(2, 40))
    extract = read(rtf(r"\trowd\cellx1000\pard\intbl 1" + cells + r"\pard\intbl 1\cell\row "), Limits(table_depth=12))
    assert extract.certificates[0].unread == ("有1个表格嵌套过深，没有读取",)


@pytest.mark.parametrize(
    "body",
    [
        r"{\b}" * 40_000,
        r"\par" * 40_000,
        r"\cell" * 20_000,
        r"\trowd\cellx1\row" * 20_000,
        r"\itap999999999\intbl a\nestcell\nestrow " * 1_000,
        r"\u" * 40_000,
        r"\bin99999999999 ",
        r"\bin-5 a",
        r"{\*\shppict{\pict " + "0" * 2_000_000 + "}}",
        r"{\field{\*\fldinst " * 100,
        r"{\stylesheet{\s1\sbasedon2 a;}{\s2\sbasedon1 b;}}\pard\s1 x\par",
        r"{\listtext" * 50 + r"\tab",
        r"{\upr{\upr{\*\ud",
    ],
)
def test_much_of_nothing_ends_within_seconds(body: str) -> None:
    start = time.perf_counter()
    try:
        read(rtf(body))
    except UnreadableFile as error:
        assert str(error).startswith("甲.rtf：")
    assert time.perf_counter() - start < 5


RICH = rtf(
    p("组织", r"\s1")
    + row("校", "数")
    + p(r"正文{\footnote\pard\plain\f13 脚注}{\deleted 旧}{\v 隐}。{\pict 00}\u30563??")
    + r"{\shp{\*\shpinst{\shptxt \pard\plain\f13 盒\par}}}"
)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(RICH) - 1), st.binary(min_size=1, max_size=6), st.booleans())
def test_damage_anywhere_gives_text_or_one_error(at: int, noise: bytes, cut: bool) -> None:
    try:
        read(RICH[:at] if cut else RICH[:at] + noise + RICH[at + len(noise) :])
    except UnreadableFile as error:
        assert str(error).startswith("甲.rtf：")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([
    "{", "}", r"\par ", r"\cell ", r"\row ", r"\trowd", r"\cellx500 ", r"\intbl", r"\itap2", r"\nestcell", r"\nestrow",
    r"{\footnote ", r"{\shptxt ", r"{\field", r"{\*\fldinst ", r"{\fldrslt ", r"\deleted", r"\v", r"\pard", r"\plain",
    r"{\listtext 1.}", r"{\header ", "a", r"\'b6", r"\u30563 ", r"{\*\x ", r"{\fonttbl", r"{\stylesheet", r"\f13 ",
]), max_size=60))  # fmt: skip
def test_any_order_of_words_and_braces_gives_text_or_one_error(parts: list[str]) -> None:
    try:
        read((r"{\rtf1\ansi " + "".join(parts)).encode())
    except UnreadableFile as error:
        assert str(error).startswith("甲.rtf：")
