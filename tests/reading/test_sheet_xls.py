"""Workbooks of the older kind: the same as an .xlsx of the same content, and bounded by what is counted beforehand."""

from __future__ import annotations

import struct
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sheet_files import (
    begin,
    compound,
    format_records,
    formula_record,
    header_rows,
    label_record,
    number_record,
    outline,
    record,
    tables,
    xls,
)

from compliance.errors import UnreadableFile
from compliance.reading.blocks import Extract
from compliance.reading.limits import Limits
from compliance.reading.sheets.xls import MEDIA_TYPE, read_xls
from compliance.reading.sheets.xlsx import read_xlsx
from compliance.terms import Certificate

SAMPLES = Path(__file__).parent / "samples"
SAMPLE = (SAMPLES / "school-conditions.xls").read_bytes()


def read(data: bytes, limits: Limits | None = None) -> Extract:
    return read_xls(data, "甲.xls", limits or Limits())


def text(data: bytes) -> str:
    """The text of the only block."""
    (block,) = read(data).blocks
    return block.text


def certificate(data: bytes) -> Certificate:
    return read(data).certificates[0]


# --- what is read --------------------------------------------------------------------------------------------------


def test_it_says_what_the_same_workbook_says_as_xlsx() -> None:
    old, new = read(SAMPLE), read_xlsx((SAMPLES / "school-conditions.xlsx").read_bytes(), "甲.xlsx")
    assert old.media_type == MEDIA_TYPE
    assert old.blocks == new.blocks
    assert old.set_aside == new.set_aside
    assert old.certificates == new.certificates
    assert header_rows(tables(old)[0]) == {0, 1}


def test_numbers_are_shown_by_their_formats() -> None:
    cells = b"".join(number_record((0, n), value, n) for n, value in enumerate((12.0, 0.853, 44440, 1234.5)))
    data = xls(cells, workbook=format_records("0.0%", 'yyyy"年"m"月"d"日"', "#,##0.00"))
    assert text(data) == "12 | 85.3% | 2021年9月1日 | 1,234.50"


def test_a_format_that_is_known_by_its_number_is_shown_in_the_chinese_way() -> None:
    styles = format_records() + record(0x00E0, struct.pack("<HHH", 0, 14, 0) + bytes(14))
    assert text(xls(number_record((0, 0), 44440, 1), workbook=styles)) == "2021/9/1"


def test_hidden_sheets_rows_and_columns_are_set_aside() -> None:
    rows = record(0x0208, struct.pack("<HHHHHHI", 1, 0, 3, 255, 0, 0, 0x20))
    columns = record(0x007D, struct.pack("<HHHHHH", 2, 2, 2340, 0, 1, 0))
    cells = b"".join(label_record((r, c), f"{'甲乙丙'[r]}{c}") for r in range(3) for c in range(3))
    extract = read(xls(columns + rows + cells, label_record((0, 0), "草稿"), hidden=[1]))
    assert outline(extract) == [("table", "甲0 | 甲1\n丙0 | 丙1")]
    assert [(a.text, a.reason, a.place.row) for a in extract.set_aside] == [
        ("乙0 | 乙1 | 乙2", "hidden", 2),
        ("甲2\n丙2", "hidden", 1),
        ("草稿", "hidden", 1),
    ]


def test_rows_that_a_filter_hides_are_told_as_such() -> None:
    hidden = record(0x009B) + record(0x0208, struct.pack("<HHHHHHI", 0, 0, 1, 255, 0, 0, 0x20))
    assert "可能是筛选所致" in certificate(xls(hidden + label_record((0, 0), "甲"))).notes[0]


def test_formulas_by_their_stored_results() -> None:
    error, empty = (struct.pack("<BBBBBBH", kind, 0, value, 0, 0, 0, 0xFFFF) for kind, value in ((2, 7), (3, 0)))
    cells = formula_record((0, 0), struct.pack("<d", 3560)) + formula_record((0, 1), error)
    extract = read(xls(cells + formula_record((1, 0), empty) + number_record((1, 1), 1)))
    assert outline(extract) == [("table", "3560 | #DIV/0!\n | 1")]
    assert extract.certificates[0].complete
    assert "有1个公式的结果为空" in " ".join(extract.certificates[0].notes)


def test_a_result_that_was_never_calculated_is_said_as_unread() -> None:
    cells = number_record((0, 0), 5) + formula_record((0, 1), bytes(8), flags=2) + formula_record((0, 2), bytes(8))
    assert text(xls(cells)) == "5 |  | 0"
    assert certificate(xls(cells)).unread == (
        "工作表“表1”有1个公式没有保存计算结果（如 B1），其数值没有读取，请用 Excel 或 WPS 打开、保存后再提交",
    )


def drawn(kind: int, number: int, words: str = "") -> bytes:
    """An object of a kind (5 chart, 6 text box, 8 picture, 25 comment), with its text."""
    shape = record(0x005D, struct.pack("<HHHHH", 0x15, 18, kind, number, 0) + bytes(12) + bytes(4))
    if not words:
        return shape
    frame = record(0x01B6, struct.pack("<HHHHHHHHH", 0, 0, 0, 0, 0, len(words), 16, 0, 0))
    half = len(words) // 2
    pieces = (words[:half], words[half:])
    return shape + frame + b"".join(record(0x003C, b"\1" + piece.encode("utf-16-le")) for piece in pieces)


def test_comments_text_boxes_pictures_charts_and_page_headers() -> None:
    note = drawn(25, 1, "待核对") + record(0x001C, struct.pack("<HHHH", 0, 0, 0, 1) + bytes(4))
    header = "&C清川区".encode("utf-16-le")
    objects = drawn(6, 2, "口径：学籍") + drawn(8, 3) + drawn(5, 4) + record(0x0014, struct.pack("<HB", 5, 1) + header)
    words = "全区义务教育学校情况，含九年一贯制学校和完全中学的初中部，不含民办学校。"
    extract = read(xls(label_record((0, 0), words) + objects + note))
    assert (extract.blocks[-1].text, extract.blocks[-1].place.part) == ("口径：学籍", "text box")
    assert [(piece.text, piece.reason) for piece in extract.set_aside] == [("清川区", "header"), ("待核对", "comment")]
    assert extract.certificates[0].images_without_text == 1
    assert "有1个图表" in " ".join(extract.certificates[0].notes)


def test_sheets_of_other_kinds_are_said() -> None:
    found = certificate(xls(label_record((0, 0), "甲"), b"", b"", kinds={1: 1, 2: 2}))
    assert found.unread == ("有1个宏表工作表，没有读取",)
    assert found.notes == ("有1个工作表是图表，没有读取，其数据以单元格为准",)


def test_what_cells_do_not_need_is_not_even_parsed() -> None:
    junk = record(0x0018, b"\xff" * 40) + record(0x005D, b"\xff" * 40) + record(0x01B8, b"\xff" * 40)
    assert text(xls(junk + label_record((0, 0), "甲"), workbook=junk)) == "甲"


# --- damage and bounds ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "不完整或已损坏"),
        ("学校".encode(), "不完整或已损坏"),
        (compound(b"", name="WordDocument"), "不是旧版 Excel 或 WPS 表格"),
        (compound(b"", name="EncryptedPackage"), "文件已加密"),
        (compound(b"\0" * 5000), "不完整或已损坏"),
        (xls(workbook=record(0x002F, bytes(6))), "文件已加密或设有工作簿保护"),
        (xls(), "没有可以读取的工作表|已损坏"),
        (xls(workbook=record(0x00E0, bytes(20)) * 70_001), "记录过多"),
        (xls(record(0x00E5, bytes(2 + 8 * 1000)) * 201), "合并单元格过多"),
        (xls(b"".join(number_record((r, 255), 1) for r in range(30_000))), "单元格、文字"),
    ],
)
def test_each_fault_is_one_sentence_that_says_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=f"^甲.xls：[^。]*(?:{says})[^。]*请[^。]*。$"):
        read(data, Limits(table_cells=200_000))


def test_a_damaged_sheet_leaves_the_others() -> None:
    extract = read(xls(number_record((0, 60_000), 1), label_record((0, 0), "乙")))
    assert [block.text for block in extract.blocks] == ["乙"]
    assert extract.certificates[0].unread[0].startswith("工作表“表1”已损坏，没有读取")


def test_damaged_formats_leave_the_values() -> None:
    extract = read(xls(label_record((0, 0), "甲"), workbook=record(0x0031, b"\1")))
    assert [block.text for block in extract.blocks] == ["甲"]
    assert "单元格格式已损坏" in extract.certificates[0].unread[0]


def test_past_the_limit_of_cells_the_rest_is_said_to_be_unread() -> None:
    cells = b"".join(number_record((r, 0), r) for r in range(9))
    assert read(xls(cells, label_record((0, 0), "乙")), Limits(table_cells=5)).certificates[0].unread == (
        "工作表“表1”第6行起没有读完（单元格超过 5 个），请拆成几个文件后再提交",
        "工作表“表2”没有读取（单元格超过 5 个），请拆成几个文件后再提交",
    )


def test_limits() -> None:
    with pytest.raises(UnreadableFile, match="文件超过"):
        read(SAMPLE, Limits(file_bytes=10))
    with pytest.raises(UnreadableFile, match="文字超过 3 字"):
        read(SAMPLE, Limits(characters=3))


def test_the_last_cell_of_a_sheet_costs_little() -> None:
    start = time.perf_counter()
    assert text(xls(number_record((65_535, 255), 1))) == "1"
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize("tenth", range(10))
def test_a_file_cut_off_anywhere_is_one_sentence(tenth: int) -> None:
    with pytest.raises(UnreadableFile):
        read(SAMPLE[: len(SAMPLE) * tenth // 10])


def test_a_stream_cut_off_within_the_list_of_sheets_is_one_sentence() -> None:
    cut = struct.pack("<HH", 0x0085, 20) + b"\0\0"
    head = begin(5)
    filler = record(0x00FF, bytes(4096 - len(head) - 4 - len(cut)))
    with pytest.raises(UnreadableFile):
        read(compound(head + filler + cut))


@settings(max_examples=150)
@given(st.integers(0, len(SAMPLE) - 1), st.binary(min_size=1, max_size=8))
def test_damage_anywhere_gives_an_extract_or_one_error(at: int, noise: bytes) -> None:
    try:
        read(SAMPLE[:at] + noise + SAMPLE[at + len(noise) :])
    except UnreadableFile as error:
        assert str(error).startswith("甲.xls：")


NUMBERS = [6, 10, 0x14, 0x1C, 0x3C, 0x5D, 0x7D, 0xBD, 0xBE, 0xE5, 0x1B6, 0x203, 0x204, 0x208, 0x809]


@settings(max_examples=150)
@given(st.lists(st.tuples(st.sampled_from(NUMBERS), st.binary(max_size=30)), max_size=8))
def test_any_records_give_an_extract_or_one_error(records: list[tuple[int, bytes]]) -> None:
    try:
        read(xls(label_record((0, 0), "甲") + b"".join(record(number, data) for number, data in records)))
    except UnreadableFile as error:
        assert str(error).startswith("甲.xls：")
