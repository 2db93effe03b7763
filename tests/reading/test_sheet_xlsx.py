"""Workbooks in a zip package: values as shown, what is hidden set aside, what was not read said."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sheet_files import NS, c, header_rows, row, rows, styles, tables, worksheet, xlsx
from word_files import pack, relations

from compliance.errors import UnreadableFile
from compliance.reading.blocks import Extract
from compliance.reading.limits import Limits
from compliance.reading.sheets.xlsx import MEDIA_TYPE, read_xlsx
from compliance.terms import Certificate

SAMPLE = (Path(__file__).parent / "samples" / "school-conditions.xlsx").read_bytes()
XDR = 'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def read(data: bytes, limits: Limits | None = None) -> Extract:
    return read_xlsx(data, "甲.xlsx", limits or Limits())


def text(data: bytes) -> str:
    """The text of the only block."""
    (block,) = read(data).blocks
    return block.text


def certificate(data: bytes) -> Certificate:
    return read(data).certificates[0]


# --- values --------------------------------------------------------------------------------------------------------


def test_a_workbook_of_an_office_program() -> None:
    extract = read(SAMPLE)
    assert extract.media_type == MEDIA_TYPE
    table = tables(extract)[0]
    assert extract.title == "2021年清川区义务教育学校办学条件统计表"
    assert table.section == ("办学条件", extract.title)
    assert header_rows(table) == {0, 1}
    assert "清川一小 | 小学 | 1,200 | 5,423.50 | 66 | 4.52 | 85.3%" in table.text
    assert (table.place.sheet, table.place.row, table.place.column) == ("办学条件", 3, 1)
    assert {piece.reason for piece in extract.set_aside} == {"hidden", "comment"}
    assert extract.certificates[0].complete


def test_numbers_dates_and_shares_are_shown_by_their_formats() -> None:
    sheet = row(
        1, c("A1", 0.853, 1), c("B1", 1234.5, 2), c("C1", 44440, 3), c("D1", 12.0), c("E1", 0.30000000000000004)
    )
    assert (
        text(xlsx(sheet, style_sheet=styles("0.0%", "#,##0.00", "yyyy/m/d")))
        == "85.3% | 1,234.50 | 2021/9/1 | 12 | 0.3"
    )


def test_truth_errors_and_dates_in_words() -> None:
    cells = '<c r="C1" t="e"><v>#REF!</v></c><c r="D1" t="d" s="1"><v>2021-09-01</v></c><c r="E1" t="d"><v>九月</v></c>'
    data = xlsx(row(1, c("A1", True), c("B1", False), cells), style_sheet=styles("yyyy年m月d日"))
    assert text(data) == "TRUE | FALSE | #REF! | 2021年9月1日 | 九月"
    assert "公式错误值" in certificate(data).notes[0]


def test_a_shared_string_with_an_endless_number_is_said_to_be_missing() -> None:
    data = xlsx(row(1, c("A1", "甲"), f'<c r="B1" t="s"><v>{"1" * 5000}</v></c>'))
    assert text(data) == "甲"
    assert "有1处文字没有读取" in certificate(data).unread[0]


def test_shared_strings_without_their_readings_and_with_their_escapes() -> None:
    strings = ("<si><t>没有用到</t></si>", "<si><r><t>清川</t></r><r><t>一小</t></r><rPh><t>qing</t></rPh></si>")
    more = "<si><t>教学_x000D_\n用房</t></si>"
    sheet = row(1, *(f'<c r="{at}" t="s"><v>{n}</v></c>' for at, n in (("A1", 1), ("B1", 2))))
    assert text(xlsx(sheet, strings=(*strings, more))) == "清川一小 | 教学用房"


def test_the_calendar_of_1904() -> None:
    data = xlsx(row(1, c("A1", 0, 1)), style_sheet=styles("yyyy/m/d"), workbook='<workbookPr date1904="1"/>')
    assert text(data) == "1904/1/1"


def test_cells_without_a_position_follow_one_another() -> None:
    assert text(xlsx("<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>")) == "1 | 2\n | 3"


def test_merged_headers_keep_their_spans() -> None:
    data = rows(["学校", "教师（人）", None], [None, "专任", "兼职"], ["清川一小", 50, 2])
    merged = '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/></mergeCells>'
    (table,) = tables(read(xlsx(worksheet(data, after=merged))))
    assert [(cell.row_span, cell.column_span, cell.header) for cell in table.cells[:3]] == [
        (2, 1, True),
        (1, 2, True),
        (1, 1, True),
    ]


# --- formulas ------------------------------------------------------------------------------------------------------


def test_the_stored_result_of_a_formula_is_read() -> None:
    assert text(xlsx(row(1, c("A1", 3560, formula="SUM(A2:A9)"), c("B1", "合格", formula="IF(A1,1)")))) == "3560 | 合格"


def test_a_formula_without_a_stored_result_is_said() -> None:
    found = certificate(xlsx(row(1, c("A1", "合计"), c("B1", None, formula="SUM(B2:B9)"), c("C1", "", formula='""'))))
    assert found.unread == (
        "工作表“表1”有1个公式没有保存计算结果（如 B1），其数值没有读取，请用 Excel 或 WPS 打开、保存后再提交",
    )


def test_a_zero_in_a_workbook_that_was_never_calculated_is_no_result() -> None:
    data = row(1, c("A1", 5), c("B1", 0, formula="A1*2"), c("C1", 0))
    assert text(xlsx(data)) == "5 | 0 | 0"
    fresh = xlsx(data, workbook='<calcPr fullCalcOnLoad="1"/>')
    assert text(fresh) == "5 |  | 0"
    assert not certificate(fresh).complete


def test_links_to_other_files_are_said_and_not_followed() -> None:
    data = xlsx(row(1, c("A1", 5, formula="[1]Sheet1!A1")))
    assert text(data) == "5"
    assert certificate(data).notes == ("工作表“表1”有1个公式引用其他文件，读取的是保存时的数值",)


def test_a_picture_in_a_cell_of_wps_is_a_picture() -> None:
    picture = c("B1", '=DISPIMG("ID_1",1)', formula='_xlfn.DISPIMG("ID_1",1)')
    data = xlsx(row(1, c("A1", "校门"), picture))
    assert certificate(data).images_without_text == 1
    assert text(data) == "校门"


# --- hidden --------------------------------------------------------------------------------------------------------


def test_hidden_rows_and_columns_are_set_aside_with_their_place() -> None:
    header = row(1, c("A1", "学校"), c("B1", "学段"), c("C1", "人数"))
    data = header + row(2, c("A2", "清川一小"), c("B2", "小学"), c("C2", 900), attributes='hidden="1"')
    data += row(3, c("A3", "清川一中"), c("B3", "初中"), c("C3", 1200))
    extract = read(xlsx(worksheet(data, before='<cols><col min="2" max="2" hidden="1"/></cols>')))
    assert tables(extract)[0].text == "学校 | 人数\n清川一中 | 1200"
    assert [(a.text, a.reason, a.place.row, a.place.column) for a in extract.set_aside] == [
        ("清川一小 | 小学 | 900", "hidden", 2, 1),
        ("学段\n初中", "hidden", 1, 2),
    ]
    assert extract.certificates[0].complete
    assert extract.certificates[0].notes == (
        "工作表“表1”有1行隐藏：第2行，其内容已另置，不作为依据",
        "工作表“表1”有1列隐藏：B列，其内容已另置，不作为依据",
    )


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_set_aside(state: str) -> None:
    extract = read(xlsx(rows(["学校", "人数"], ["一小", 9]), rows(["草稿"]), names=["甲", "乙"], states={1: state}))
    assert [block.place.sheet for block in extract.blocks] == ["甲"]
    assert [(a.text, a.reason, a.place.sheet) for a in extract.set_aside] == [("草稿", "hidden", "乙")]
    assert extract.certificates[0].notes == ("工作表“乙”是隐藏的，其内容已另置，不作为依据",)


def test_rows_that_a_filter_hides_are_told_as_such() -> None:
    data = row(1, c("A1", "学校")) + row(2, c("A2", "清川一小"), attributes='hidden="1"')
    filtered = '<autoFilter ref="A1:A2"><filterColumn colId="0"/></autoFilter>'
    assert "可能是筛选所致" in certificate(xlsx(worksheet(data, after=filtered))).notes[0]


@pytest.mark.parametrize(
    ("before", "attributes"),
    [
        ("", 'ht="0" customHeight="1"'),
        ('<sheetFormatPr zeroHeight="1"/>', ""),
        ('<cols><col min="1" max="16384" width="0"/></cols>', ""),
    ],
)
def test_rows_without_height_and_columns_without_width_are_hidden(before: str, attributes: str) -> None:
    extract = read(xlsx(worksheet(row(1, c("A1", "甲"), attributes=attributes), before=before)))
    assert not extract.blocks
    assert [piece.text for piece in extract.set_aside] == ["甲"]


def test_values_that_a_format_hides_are_set_aside_but_zeros_are_just_blank() -> None:
    extract = read(
        xlsx(row(1, c("A1", 5, 1), c("B1", "乙", 1), c("C1", 0, 1), c("D1", "丙")), style_sheet=styles(";;;"))
    )
    assert [block.text for block in extract.blocks] == ["丙"]
    assert [piece.text for piece in extract.set_aside] == ["5 | 乙"]


def test_what_merged_cells_cover_is_set_aside() -> None:
    merged = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    extract = read(xlsx(worksheet(rows(["合格", "不合格"]), after=merged)))
    assert [block.text for block in extract.blocks] == ["合格"]
    assert [piece.text for piece in extract.set_aside] == ["不合格"]


# --- beside the cells ----------------------------------------------------------------------------------------------


def with_parts(*related: tuple[str, str], **parts: str) -> bytes:
    """A workbook of one sheet that refers to more parts."""
    files = {"xl/worksheets/_rels/sheet1.xml.rels": relations(*related)}
    return xlsx(rows(["学校", "人数"], ["一小", 9]), parts={**files, **{f"xl/{k}.xml": v for k, v in parts.items()}})


def test_comments_are_set_aside() -> None:
    comments = (
        f'<comments {NS}><commentList><comment ref="B2"><text><t>待核</t></text></comment></commentList></comments>'
    )
    extract = read(with_parts(("comments", "../comments1.xml"), comments1=comments))
    assert [(a.text, a.reason, a.place.row, a.place.column) for a in extract.set_aside] == [("待核", "comment", 2, 2)]


def test_text_boxes_are_read_and_pictures_counted() -> None:
    box = "<xdr:sp><xdr:txBody><a:p><a:r><a:t>口径：学籍</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    hidden = box.replace("<xdr:txBody>", '<xdr:nvSpPr><xdr:cNvPr hidden="1"/></xdr:nvSpPr><xdr:txBody>').replace(
        "口径", "草稿"
    )
    drawing = f"<xdr:wsDr {XDR} {A}>{box}{hidden}<xdr:pic/></xdr:wsDr>"
    extract = read(with_parts(("drawing", "../drawing1.xml"), drawing1=drawing))
    assert (extract.blocks[-1].text, extract.blocks[-1].place.part) == ("口径：学籍", "text box")
    assert [piece.text for piece in extract.set_aside] == ["草稿：学籍"]
    assert extract.certificates[0].images_without_text == 1
    assert any("文件以图片为主" in said for said in extract.certificates[0].unread)


def test_embedded_files_and_damaged_drawings_are_said_as_unread() -> None:
    found = certificate(with_parts(("drawing", "../drawing1.xml"), ("package", "../x.xlsx"), drawing1="<broken"))
    assert found.unread == ("工作表“表1”的文本框和图形已损坏，没有读取", "工作表“表1”有1个嵌入的文件，其内容没有读取")


def test_headers_of_printed_pages_are_no_evidence() -> None:
    margin = '<headerFooter><oddHeader>&amp;C&amp;"宋体,常规"&amp;14清川区统计表&amp;P</oddHeader></headerFooter>'
    extract = read(xlsx(worksheet(rows(["学校"]), after=margin)))
    assert [(piece.text, piece.reason) for piece in extract.set_aside] == [("清川区统计表", "header")]


def test_sheets_of_other_kinds_are_said() -> None:
    kinds = relations(("worksheet", "worksheets/sheet1.xml"), ("xlMacrosheet", "m.xml"), ("chartsheet", "c.xml"))
    found = certificate(xlsx(rows(["甲"]), rows([]), rows([]), parts={"xl/_rels/workbook.xml.rels": kinds}))
    assert found.unread == ("工作表“表2”是宏表工作表，没有读取",)
    assert found.notes == ("工作表“表3”是图表，没有读取，其数据以单元格为准",)


def test_an_empty_workbook_says_so() -> None:
    assert certificate(xlsx("")).unread == ("文件中没有任何可读取的文字",)


# --- damage --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "不是 .xlsx 文件"),
        (b"PK\x03\x04", "文件不完整或已损坏"),
        (pack({"xl/workbook.bin": "x"}), "二进制工作簿"),
        (pack({"a.txt": "x"}), "没有工作簿"),
        (pack({"xl/workbook.xml": "<workbook"}), "工作簿已损坏"),
        (pack({"xl/workbook.xml": f"<workbook {NS}/>"}), "没有可以读取的工作表"),
        (xlsx(worksheet("")).replace(b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\1\0"), "已加密"),
    ],
)
def test_each_fault_is_one_sentence_that_says_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=f"^甲.xlsx：[^。]*(?:{says})[^。]*请[^。]*。$"):
        read(data)


def test_an_entity_is_refused_in_any_encoding() -> None:
    evil = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'.encode("utf-16")
    with pytest.raises(UnreadableFile, match="DOCTYPE"):
        read(xlsx("", parts={"xl/worksheets/sheet1.xml": evil}))


def test_a_sheet_that_breaks_off_keeps_what_came_before() -> None:
    broken = worksheet(rows(["学校", "人数"], ["一小", 9], ["二小", 8])).split("二小")[0]
    extract = read(xlsx(rows(["甲"]), broken, rows(["乙"])))
    assert "一小 | 9" in tables(extract)[0].text
    assert extract.blocks[-1].text == "乙"
    assert extract.certificates[0].unread[0].startswith("工作表“表2”在第3行之后已损坏")


def test_lost_strings_styles_and_sheets_are_said_as_unread() -> None:
    sheet = row(1, '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>7</v></c>', c("C1", 5))
    data = xlsx(
        sheet,
        rows(["乙"]),
        strings=["<si><t>甲</t></si>"],
        style_sheet="<styleSheet",
        parts={"xl/worksheets/sheet2.xml": ""},
    )
    unread = " ".join(certificate(data).unread)
    assert "单元格格式已损坏" in unread
    assert "有1处文字没有读取" in unread
    assert "工作表“表2”已损坏" in unread


def test_without_its_relations_a_workbook_is_read_by_the_usual_names() -> None:
    data = xlsx(
        row(1, '<c r="A1" t="s"><v>0</v></c>'),
        strings=["<si><t>甲</t></si>"],
        parts={"xl/_rels/workbook.xml.rels": "<"},
    )
    assert text(data) == "甲"


@pytest.mark.parametrize("tenth", range(10))
def test_a_file_cut_off_anywhere_is_one_sentence(tenth: int) -> None:
    with pytest.raises(UnreadableFile):
        read(SAMPLE[: len(SAMPLE) * tenth // 10])


@settings(max_examples=60)
@given(st.integers(0, len(SAMPLE) - 1), st.binary(min_size=1, max_size=8))
def test_damage_anywhere_gives_an_extract_or_one_error(at: int, noise: bytes) -> None:
    try:
        read(SAMPLE[:at] + noise + SAMPLE[at + len(noise) :])
    except UnreadableFile as error:
        assert str(error).startswith("甲.xlsx：")


PARTS = (
    "xl/workbook.xml",
    "xl/worksheets/sheet1.xml",
    "xl/styles.xml",
    "xl/sharedStrings.xml",
    "xl/_rels/workbook.xml.rels",
)


@settings(max_examples=120)
@given(st.sampled_from(PARTS), st.floats(0, 0.999), st.binary(min_size=1, max_size=6))
def test_damage_within_a_part_gives_an_extract_or_one_error(part: str, share: float, noise: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(SAMPLE)) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    old = bytes(files[part])
    at = int(share * len(old))
    files[part] = old[:at] + noise + old[at + len(noise) :]
    try:
        read(pack(files))
    except UnreadableFile as error:
        assert str(error).startswith("甲.xlsx：")


# --- bounds --------------------------------------------------------------------------------------------------------


def test_past_the_limit_of_cells_the_rest_is_said_to_be_unread() -> None:
    extract = read(xlsx(rows(["甲", "乙"], [1, 2], [3, 4]), rows(["丙"])), Limits(table_cells=5))
    assert extract.certificates[0].unread == (
        "工作表“表1”第3行起没有读完（单元格超过 5 个），请拆成几个文件后再提交",
        "工作表“表2”没有读取（单元格超过 5 个），请拆成几个文件后再提交",
    )
    assert tables(extract)[0].text == "甲 | 乙\n1 | 2\n3 | "


def test_past_the_time_the_rest_is_said_to_be_unread() -> None:
    data = xlsx("".join(f"<row><c><v>{n}</v></c></row>" for n in range(6000)))
    assert "读取时间过长" in read(data, Limits(seconds=0)).certificates[0].unread[0]


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (Limits(file_bytes=10), "文件超过"),
        (Limits(archive_entries=2), "个条目"),
        (Limits(unpacked_bytes=10), "解压后超过"),
        (Limits(entry_bytes=10), "压缩炸弹"),
        (Limits(characters=3), "文字超过 3 字"),
        (Limits(blocks=1), "段落和表格超过 1 个"),
    ],
)
def test_limits(limits: Limits, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        read(SAMPLE, limits)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    start = time.perf_counter()
    with pytest.raises(UnreadableFile, match="压缩炸弹"):
        read(xlsx(worksheet(" " * 20_000_000)))
    assert time.perf_counter() - start < 2


def test_columns_that_are_hidden_over_and_over_take_no_time() -> None:
    widths = "<cols>" + '<col min="2" max="16384" hidden="1"/>' * 20_000 + "</cols>"

    start = time.perf_counter()
    extract = read(xlsx(worksheet(row(1, c("A1", "学校"), c("B1", "学段")), before=widths)))

    assert time.perf_counter() - start < 2
    assert [(a.text, a.reason) for a in extract.set_aside] == [("学段", "hidden")]


def test_a_string_that_many_cells_share_cannot_outgrow_the_limit() -> None:
    sheet = "".join('<row><c t="s"><v>0</v></c></row>' for _ in range(200))
    with pytest.raises(UnreadableFile, match="文字超过 100000 字"):
        read(xlsx(sheet, strings=[f"<si><t>{'甲' * 1000}</t></si>"]), Limits(characters=100_000))


def test_positions_that_no_sheet_has_are_said() -> None:
    cells = '<c r="XFE1"><v>1</v></c><c r="A1048577"><v>2</v></c><c r="A0"><v>3</v></c><c r="B1"><v>4</v></c>'
    extract = read(xlsx(f"<row>{cells}</row>"))
    assert [block.text for block in extract.blocks] == ["4"]
    assert extract.certificates[0].unread == ("工作表“表1”有3个单元格的位置无效，没有读取",)
