"""Files that are no readable .odt: one Chinese sentence each that names the file and says what to do."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odt_files import NS, content, fodt, items, numbers, odt, p, table, tr
from word_files import pack

from compliance.errors import UnreadableFile
from compliance.reading.limits import Limits
from compliance.reading.odt.reader import read_flat_odt, read_odt

GOOD = odt(p("区里成立了教育督导委员会。"))
ENTRY = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
LOCKED = f"<manifest:manifest {NS}>{ENTRY}</manifest:manifest>"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", r"不是 \.odt 文件"),
        (GOOD[: len(GOOD) // 2], "文件不完整或已损坏.*重新获取"),
        (odt(p("甲"), **{"META-INF__manifest.xml": LOCKED}), "文件已加密.*去掉密码"),
        (pack({"encrypted-package": "x"}), "文件已加密.*去掉密码"),
        (pack({"readme.txt": "甲"}), "没有 OpenDocument 正文"),
        (pack({"word/document.xml": "<a/>"}), "实际是 Word 文档"),
        (pack({"OFD.xml": "<a/>"}), "实际是 OFD"),
        (pack({"content.xml": "<a"}), "正文已损坏"),
        (pack({"content.xml": "<a/>"}), "没有正文"),
        (pack({"content.xml": content("", kind="spreadsheet")}), r"实际是电子表格.*\.ods"),
        (pack({"content.xml": content("", kind="presentation")}), "实际是演示文稿"),
        (pack({"content.xml": '<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'}), "DOCTYPE"),
    ],
)
def test_each_fault_is_one_sentence_that_says_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=f"^自评报告.odt：[^。]*{says}[^。]*。$"):
        read_odt(data, "自评报告.odt")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "文件不完整或已损坏"),
        (fodt(p("甲"))[:-20], "文件不完整或已损坏"),
        (b"<html/>", r"不是 \.fodt 文件"),
        (b'<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>', "DOCTYPE"),
        (fodt("<text:section>" * 300 + "</text:section>" * 300), "嵌套过深"),
    ],
)
def test_faults_of_a_flat_file(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=f"^自评报告.fodt：[^。]*{says}[^。]*。$"):
        read_flat_odt(data, "自评报告.fodt")


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (Limits(file_bytes=10), "文件超过.*上限"),
        (Limits(archive_entries=2), "4 个条目"),
        (Limits(unpacked_bytes=10), "解压后超过"),
        (Limits(entry_bytes=10), "压缩炸弹"),
        (Limits(blocks=0), "上限"),
        (Limits(characters=3), "文字超过 3 字的上限"),
        (Limits(xml_depth=3), "嵌套过深"),
    ],
)
def test_limits(limits: Limits, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        read_odt(GOOD, "甲.odt", limits)


def test_repeated_cells_count_against_the_limit() -> None:
    row = tr(tr("x", "y")[17:-18], more='table:number-rows-repeated="1000"')
    with pytest.raises(UnreadableFile, match="单元格超过 500 个"):
        read_odt(odt(table(row)), "甲.odt", Limits(table_cells=500))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(UnreadableFile, match="压缩炸弹"):
        read_odt(odt(" " * 20_000_000), "甲.odt")


def test_millions_of_empty_spans_end_within_seconds() -> None:
    assert read_odt(odt(p("甲" + "<text:span/>" * 300_000)), "甲.odt").blocks[0].text == "甲"


@pytest.mark.parametrize("wrapper", ["text:span", "text:a", "text:meta"])
def test_the_deepest_nesting_that_is_allowed_is_read(wrapper: str) -> None:
    deep = f"<{wrapper}>" * 248 + "底层" + f"</{wrapper}>" * 248
    assert read_odt(odt(p(deep)), "甲.odt").blocks[0].text == "底层"


def test_lists_and_boxes_in_each_other_are_read_to_the_bottom() -> None:
    body = p("底层")
    for _ in range(60):
        body = items(body)
    assert read_odt(odt(body, numbers(("1", "", "."))), "甲.odt").blocks[0].text.endswith("底层")
    body = "底层"
    for _ in range(60):
        body = f"<draw:frame><draw:text-box>{p(body)}</draw:text-box></draw:frame>"
    assert read_odt(odt(p(body)), "甲.odt").blocks[-1].text == "底层"


def test_damaged_styles_are_only_noted() -> None:
    extract = read_odt(odt(p("正文。"), **{"styles.xml": "<a"}), "甲.odt")
    assert extract.certificates[0].complete
    assert extract.certificates[0].notes == ("样式部分已损坏，没有读取",)


RICH = odt(items(p("甲"), p("乙")) + table(tr("校", "数"), tr("甲", "9")), numbers(("1", "", ".")))
FLAT = fodt(items(p("甲"), p("乙")) + table(tr("校", "数"), tr("甲", "9")), numbers(("1", "", ".")))


@settings(max_examples=80, deadline=None)
@given(at=st.floats(0, 1, exclude_max=True), noise=st.binary(min_size=1, max_size=8), cut=st.booleans())
@pytest.mark.parametrize(("data", "read"), [(RICH, read_odt), (FLAT, read_flat_odt)], ids=["odt", "fodt"])
def test_damage_anywhere_gives_text_or_one_error(data: bytes, read, at: float, noise: bytes, cut: bool) -> None:
    position = int(at * len(data))
    damaged = data[:position] if cut else data[:position] + noise + data[position + len(noise) :]
    try:
        read(damaged, "甲.odt")
    except UnreadableFile as error:
        assert str(error).startswith("甲.odt：")
