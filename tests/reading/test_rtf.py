"""An .rtf is read as the .docx with the same text would be: headings, numbers, tables, notes, and what is set aside."""

from __future__ import annotations

import pytest
from rtf_files import p, row, rtf

from compliance.reading.blocks import Extract
from compliance.reading.rtf.reader import read_rtf
from compliance.terms import Block, BlockKind, Place


def read(body: str) -> Extract:
    return read_rtf(rtf(body), "文.rtf")


def texts(body: str) -> list[str]:
    return [block.text for block in read(body).blocks]


def aside(extract: Extract) -> list[tuple[str, str]]:
    return [(piece.reason, piece.text) for piece in extract.set_aside]


# --- Headings and titles ---------------------------------------------------------------------------


def test_headings_are_known_by_outline_level_style_and_number() -> None:
    body = p("组织领导", r"\s1") + p("机构", r"\s2") + p("细目", r"\outlinelevel2") + p("设有专班。") + p("（一）职责")
    blocks = read(body).blocks
    assert [(b.text, b.level) for b in blocks] == [
        ("组织领导", 1),
        ("机构", 2),
        ("细目", 3),
        ("设有专班。", 0),
        ("（一）职责", 2),
    ]
    assert blocks[3].section == ("组织领导", "机构", "细目")
    assert blocks[3].place == Place(part="body", paragraph=4)


def test_body_text_in_a_heading_style_says_so() -> None:
    assert read(p("设有专班", r"\s1\outlinelevel9")).blocks[0].kind is BlockKind.PARAGRAPH


@pytest.mark.parametrize("properties", [r"\s5", r"\s6", r"\qc"])
def test_the_title_is_found_by_its_style_or_by_standing_in_the_middle(properties: str) -> None:
    extract = read(p("清川区教育督导自评报告", properties) + p("区里设有专班，分工明确。"))
    assert extract.title == "清川区教育督导自评报告"


def test_lines_of_a_table_of_contents_are_set_aside() -> None:
    field = r"{\field{\*\fldinst TOC \\o}{\fldrslt " + p("一、组织\\tab 1") + p("二、经费\\tab 2") + "}}"
    reference = p(r"三、成效\tab {\field{\*\fldinst PAGEREF _Toc12 \\h}{\fldrslt 3}}")
    extract = read(field + reference + p("四、问题\\tab 4", r"\s9") + p("正文。"))
    assert [b.text for b in extract.blocks] == ["正文。"]
    assert [reason for reason, _ in aside(extract)] == ["contents"] * 4


# --- Lists -----------------------------------------------------------------------------------------

LISTS = (
    r"{\*\listtable{\list{\listlevel\levelnfc0\levelfollow2{\leveltext\'02\'00.;}{\levelnumbers\'01;}}\listid7}}"
    r"{\*\listoverridetable{\listoverride\listid7\listoverridecount0\ls1}}"
)


@pytest.mark.parametrize(
    ("label", "text"),
    [
        (r"{\listtext\pard\plain\f13 一、\tab}", "一、建立制度"),
        (r"{\listtext\pard\plain 1.\tab}", "1. 建立制度"),
        (r"{\listtext\pard\plain 1. }", "1. 建立制度"),
        (r"{\listtext\pard\plain (1)}", "(1)建立制度"),
        (r"{\listtext\pard\plain\f13 ①\tab}", "① 建立制度"),
        (r"{\pntext\pard\plain 2.\tab}", "2. 建立制度"),
        (r"{\listtext\pard\plain\f3\'6c\tab}", "建立制度"),
        (r"{\listtext\pard\plain\'b7\tab}", "建立制度"),
    ],
)
def test_the_number_of_a_list_item_is_part_of_its_text(label: str, text: str) -> None:
    (block,) = read(p("建立制度", label + r"\ls2\ilvl0 ")).blocks
    assert block.text == text
    assert block.kind is (BlockKind.HEADING if text.startswith("一") else BlockKind.LIST_ITEM)


def test_a_list_says_that_nothing_follows_its_numbers() -> None:
    assert texts(LISTS + p("建立制度", r"{\listtext\pard\plain 1.\tab}\ls1 ")) == ["1.建立制度"]


# --- Tables ----------------------------------------------------------------------------------------


def grid(block: Block) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.column, c.row_span, c.column_span, block.text[c.start : c.end]) for c in block.cells]


def test_rows_and_cells() -> None:
    table, after = read(row("学校", "教师") + row("甲校", "21") + p("表后。")).blocks
    assert table.text == "学校 | 教师\n甲校 | 21"
    assert table.place == Place(table=1) and after.text == "表后。"
    assert [c.header for c in table.cells] == [True, True, False, False]


def test_cells_merged_over_columns_and_rows_stand_once() -> None:
    head = row("学校", "教师", edges=(r"\clvmgf\cellx1000", r"\cellx3000"), more=r"\trhdr")
    second = row("", "专任", "兼任", edges=(r"\clvmrg\cellx1010", r"\cellx2000", r"\cellx3000"), more=r"\trhdr")
    (block,) = read(head + second + row("甲校", "21", "3")).blocks
    assert grid(block) == [
        (0, 0, 2, 1, "学校"),
        (0, 1, 1, 2, "教师"),
        (1, 1, 1, 1, "专任"),
        (1, 2, 1, 1, "兼任"),
        (2, 0, 1, 1, "甲校"),
        (2, 1, 1, 1, "21"),
        (2, 2, 1, 1, "3"),
    ]
    assert [c.header for c in block.cells] == [True] * 4 + [False] * 3


def test_the_older_way_to_merge_cells_of_a_row() -> None:
    first = row("合计", "", "9", edges=(r"\clmgf\cellx1000", r"\clmrg\cellx2000", r"\cellx3000"))
    (block,) = read(first + row("1", "2", "3")).blocks
    assert grid(block)[:2] == [(0, 0, 1, 2, "合计"), (0, 2, 1, 1, "9")]


def test_a_cell_of_several_paragraphs_and_cells_without_the_mark_of_a_table() -> None:
    bare = r"\trowd\cellx1000\cellx2000 " + p("甲")[:-5] + r"\cell " + p("一") + p("二")[:-5] + r"\cell\row "
    assert texts(row(r"甲\par\pard\intbl 乙", "丙") + p("间隔。") + bare) == ["甲 乙 | 丙", "间隔。", "甲 | 一 二"]


def test_a_nested_table_follows_its_outer_table_and_tells_its_cell() -> None:
    shape = r"{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}{\nonesttables\par}"
    inner = r"\par\pard\intbl\itap2 内甲\nestcell 内乙\nestcell " + shape + r"\pard\intbl 五"
    outer, nested, after = read(row("一", "二") + row("三", "四" + inner) + p("表后。")).blocks
    assert outer.text == "一 | 二\n三 | 四 五"
    assert (nested.text, nested.place) == ("内甲 | 内乙", Place(table=1, row=2, column=2))
    assert after.text == "表后。"


def test_cells_that_the_row_does_not_have_are_dropped_unless_they_say_something() -> None:
    edges = (r"\cellx1000", r"\cellx2000")
    assert texts(row("甲", "乙", "", "", edges=edges)) == ["甲 | 乙"]
    assert texts(row("甲", "乙", "丙", edges=edges)) == ["甲 | 乙 | 丙"]


def test_a_table_that_the_file_breaks_off_in_is_read_up_to_there() -> None:
    assert texts(row("甲", "乙") + r"\trowd\cellx1000\cellx2000\pard\intbl\f13 丙\cell 丁") == ["甲 | 乙\n丙 | 丁"]


# --- Notes, headers, comments, shapes --------------------------------------------------------------


def test_notes_come_after_the_body_in_the_section_that_refers_to_them() -> None:
    foot = r"{\super\chftn{\footnote\pard\plain\f13\chftn 脚注。}}"
    end = r"{\super\chftn{\*\footnote\ftnalt\pard\plain\f13\chftn 尾注。}}"
    blocks = read(p("组织", r"\s1") + p("设有" + end + "专班。" + foot) + p("经费", r"\s1") + p("已列支。")).blocks
    assert blocks[1].text == "设有专班。"
    assert [(b.text, b.kind, b.place.part, b.section) for b in blocks[-2:]] == [
        ("脚注。", BlockKind.NOTE, "footnote", ("组织",)),
        ("尾注。", BlockKind.NOTE, "endnote", ("组织",)),
    ]


def test_headers_footers_and_comments_are_set_aside() -> None:
    margins = (
        r"{\header " + p("清川区人民政府") + r"}{\headerf " + p("清川区人民政府") + r"}{\footerr " + p("内部资料") + "}"
    )
    comment = r"{\*\atnid y}{\*\atnauthor z}\chatn{\*\annotation{\*\atndate 1}" + p("请核实。") + "}"
    extract = read(margins + p("正文" + comment + "。"))
    assert [b.text for b in extract.blocks] == ["正文。"]
    assert aside(extract) == [("comment", "请核实。"), ("header", "清川区人民政府"), ("footer", "内部资料")]


@pytest.mark.parametrize(
    "shape",
    [
        r"{\shp{\*\shpinst\shpleft0{\sp{\sn shapeType}{\sv 202}}{\shptxt %s}}{\shprslt{\*\do\dptxbx{\dptxbxtext %s}}}}",
        r"{\*\do\dobxpage\dptxbx{\dptxbxtext %s}\dpx0}" + "%.0s",
    ],
)
def test_text_boxes_are_read_once_and_after_their_paragraph(shape: str) -> None:
    text = p("盒一") + p("盒二")
    blocks = read(p("正文。" + shape % (text, text)) + p("后文。")).blocks
    assert [(b.text, b.place.part) for b in blocks] == [
        ("正文。", "body"),
        ("盒一", "text box"),
        ("盒二", "text box"),
        ("后文。", "body"),
    ]


def test_word_art_is_text() -> None:
    assert texts(p(r"{\shp{\*\shpinst{\sp{\sn gtextUNICODE}{\sv\f13 安全第一}}}}")) == ["安全第一"]


@pytest.mark.parametrize(
    ("inside", "count"),
    [
        (r"{\*\shppict{\pict\pngblip\picwgoal2000\pichgoal2000 89504e47}}{\nonshppict{\pict\wmetafile8 0100}}", 1),
        (r"{\pict\wmetafile8 0100}", 1),
        (r"{\shp{\*\shpinst{\sp{\sn pib}{\sv {\pict\jpegblip ffd8}}}}}", 1),
        (r"{\object\objemb{\*\objclass Equation.3}{\*\objdata 0105}{\result{\pict 00}}}", 1),
    ],
)
def test_pictures_are_counted(inside: str, count: int) -> None:
    certificate = read(p("区里设有督学责任区。" * 20 + inside)).certificates[0]
    assert certificate.images_without_text == count
    assert certificate.complete


def test_a_picture_of_a_whole_page_is_said_as_unread() -> None:
    scan = r"{\pict\jpegblip\picscalex200\picscaley200\picwgoal5600\pichgoal8000 ffd8}"
    certificate = read(p("区里设有督学责任区。" * 20 + scan)).certificates[0]
    assert certificate.unread == ("有1张整页图片（疑似扫描件），其中的文字没有读取",)


def test_an_embedded_file_is_said_as_unread_and_its_preview_is_no_text() -> None:
    embedded = r"{\object\objemb{\*\objclass Excel.Sheet.12}{\*\objdata 0105}{\result " + p("预览") + "}}"
    extract = read(p("见下。" + embedded))
    assert [b.text for b in extract.blocks] == ["见下。"]
    assert extract.certificates[0].unread == ("有1个嵌入的文件（如 Excel 表格），其内容没有读取",)
