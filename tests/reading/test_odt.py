"""An .odt is read as the .docx with the same text would be: headings, numbers, tables, notes, and what is set aside."""

from __future__ import annotations

import pytest
from odt_files import COVERED, fodt, h, items, numbers, odt, p, styled, table, tc, tr

from compliance.reading.blocks import Extract
from compliance.reading.limits import Limits
from compliance.reading.odt.reader import read_flat_odt, read_odt
from compliance.terms import Block, BlockKind, Place


def read(body: str, **more: str) -> Extract:
    return read_odt(odt(body, **more), "文.odt")


def texts(body: str, **more: str) -> list[str]:
    return [block.text for block in read(body, **more).blocks]


def aside(extract: Extract) -> list[tuple[str, str]]:
    return [(piece.reason, piece.text) for piece in extract.set_aside]


# --- Headings and titles ---------------------------------------------------------------------------


def test_headings_have_their_outline_level_and_stand_above_what_follows() -> None:
    blocks = read(h("组织领导") + h("机构", 2) + p("设有专班。")).blocks
    assert [(b.kind, b.level) for b in blocks] == [
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 2),
        (BlockKind.PARAGRAPH, 0),
    ]
    assert blocks[2].section == ("组织领导", "机构")
    assert blocks[2].place == Place(part="body", paragraph=3)


def test_a_paragraph_in_a_heading_style_or_with_a_number_is_a_heading() -> None:
    styles = styled("Heading_20_2", more='style:display-name="Heading 2"')
    styles += styled("P1", more='style:parent-style-name="Heading_20_2"')
    blocks = read(p("经费保障", "P1") + p("（一）预算安排") + p("已列入预算。"), styles=styles).blocks
    assert [(b.kind, b.level) for b in blocks[:2]] == [(BlockKind.HEADING, 2)] * 2


def test_a_long_line_in_a_heading_element_is_text() -> None:
    assert read(h("加强领导。区里成立了领导小组，" + "分工明确，" * 20)).blocks[0].kind is BlockKind.PARAGRAPH


@pytest.mark.parametrize(
    ("style", "body"),
    [
        (styled("Title"), p("清川区教育督导自评报告", "Title")),
        (
            styled("C", inside='<style:paragraph-properties fo:text-align="center"/>'),
            p("清川区教育督导自评报告", "C"),
        ),
    ],
    ids=["style", "centred"],
)
def test_the_title_is_found_by_its_style_or_by_standing_in_the_middle(style: str, body: str) -> None:
    extract = read(body + p("区里设有专班，分工明确。"), automatic=style)
    assert extract.title == "清川区教育督导自评报告"
    assert extract.blocks[0].kind is BlockKind.HEADING


# --- Lists -----------------------------------------------------------------------------------------

CHINESE = numbers(("一, 二, 三, ...", "", "、"), ("一, 二, 三, ...", "（", "）"), ("1", "", "."))


def test_list_numbers_are_part_of_the_text() -> None:
    inner = items(p("机构") + items(p("专班")), p("职责"))
    later = items(p("经费"), more='text:continue-numbering="true"')
    body = items(p("组织领导") + inner) + p("一段。") + later
    assert texts(body, styles=CHINESE) == ["一、组织领导", "（一）机构", "1. 专班", "（二）职责", "一段。", "二、经费"]


def test_a_list_starts_anew_or_goes_on_as_it_says() -> None:
    first = items(p("甲"), p("乙"), more='xml:id="one"')
    body = first + items(p("丙"), style="D") + items(p("丁")) + items(p("戊"), more='text:continue-list="one"')
    styles = numbers(("1", "", ".")) + numbers(("①, ②, ③, ...", "", ""), name="D")
    assert texts(body, styles=styles) == ["1. 甲", "2. 乙", "① 丙", "1. 丁", "3. 戊"]


BULLETS = '<text:list-style style:name="L"><text:list-level-style-bullet text:level="1"/></text:list-style>'


@pytest.mark.parametrize(
    ("style", "label"),
    [
        (numbers(("1", "(", ")")), "(1) "),
        (numbers(("A", "", "."), more='text:start-value="3"'), "C. "),
        (numbers(("壹, 贰, 叁, ...", "", "、")), "壹、"),
        (numbers(("甲, 乙, 丙, ...", "", ".")), "甲. "),
        (numbers(("1", "", "."), more='loext:num-list-format="第%1%条"'), "第1条 "),
        (numbers(("", "—", "")), "— "),
        (BULLETS, ""),
    ],
)
def test_forms_of_list_numbers(style: str, label: str) -> None:
    (block,) = read(items(p("建立制度")), styles=style).blocks
    assert block.text == label + "建立制度"
    assert block.kind is BlockKind.LIST_ITEM


def test_numbers_of_several_levels_and_numbers_that_an_item_asks_for() -> None:
    levels = numbers(("1", "", "."), ("1", "", "")).replace('level="2"', 'level="2" text:display-levels="2"')
    start = f'<text:list-item text:start-value="5">{p("乙")}</text:list-item>'
    assert texts(items(p("甲") + items(p("内")), start, p("丙")), styles=levels) == [
        "1. 甲",
        "1.1 内",
        "5. 乙",
        "6. 丙",
    ]


def test_only_the_first_paragraph_of_an_item_has_its_number() -> None:
    body = items(p("甲") + p("续。"), f"<text:list-header>{p('无号')}</text:list-header>", p("乙"))
    assert texts(body, styles=numbers(("1", "", "."))) == ["1. 甲", "续。", "无号", "2. 乙"]


def test_headings_count_in_the_outline() -> None:
    level = numbers(("一, 二, 三, ...", "", "、")).replace("list-level-style-number", "outline-level-style")
    outline = level.replace("list-style", "outline-style")
    body = h("组织") + h("细目", 2) + h("附录", 1, 'text:is-list-header="true"') + h("经费")
    assert texts(body, styles=outline) == ["一、组织", "细目", "附录", "二、经费"]


def test_numbered_paragraphs_count_like_lists() -> None:
    one = f'<text:numbered-paragraph text:list-id="n" text:style-name="L">{p("{}")}</text:numbered-paragraph>'
    assert texts(one.format("甲") + one.format("乙"), styles=numbers(("1", "", "."))) == ["1. 甲", "2. 乙"]


# --- Tables ----------------------------------------------------------------------------------------


def grid(block: Block) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.column, c.row_span, c.column_span, block.text[c.start : c.end]) for c in block.cells]


def test_merged_cells_stand_once_and_header_rows_are_told() -> None:
    head = tr(tc("学校", 'table:number-rows-spanned="2"'), tc("教师", 'table:number-columns-spanned="2"'), COVERED)
    second = tr(COVERED, "专任", "兼任")
    (block,) = read(
        table(f"<table:table-header-rows>{head}{second}</table:table-header-rows>", tr("甲校", "21", "3"))
    ).blocks
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
    assert block.place == Place(table=1)


def test_repeated_cells_and_rows_stand_as_often_as_they_are_shown() -> None:
    row = tr("校", tc("无", 'table:number-columns-repeated="2"'), more='table:number-rows-repeated="2"')
    empty = tr(tc("", 'table:number-columns-repeated="16384"'), more='table:number-rows-repeated="1048576"')
    (block,) = read(table(row, empty)).blocks
    assert block.text.split("\n")[:2] == ["校 | 无 | 无"] * 2
    assert len(block.cells) < 100


def test_a_nested_table_follows_its_outer_table_and_tells_its_cell() -> None:
    inner = table(tr("内甲", "内乙"))
    outer, nested, after = read(table(tr("一", "二"), tr("三", tc(p("四") + inner))) + p("表后。")).blocks
    assert outer.text == "一 | 二\n三 | 四"
    assert (nested.text, nested.place) == ("内甲 | 内乙", Place(table=1, row=2, column=2))
    assert after.text == "表后。"


def test_hidden_rows_are_set_aside() -> None:
    extract = read(table(tr("甲", "乙"), tr("丙", "丁", more='table:visibility="collapse"')))
    assert extract.blocks[0].text == "甲 | 乙"
    assert aside(extract) == [("hidden", "丙"), ("hidden", "丁")]


def test_a_frame_around_ordinary_text_is_read_as_that_text() -> None:
    blocks = read(table(tr(tc(p("一、组织领导") + p("已成立专班。") + p("二、经费"))))).blocks
    assert [b.kind for b in blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.HEADING]


# --- Notes, headers, comments ----------------------------------------------------------------------


def note(text: str, kind: str = "footnote") -> str:
    cited = "<text:note-citation>1</text:note-citation>"
    return f'<text:note text:note-class="{kind}">{cited}<text:note-body>{p(text)}</text:note-body></text:note>'


def test_notes_come_after_the_body_in_the_section_that_refers_to_them() -> None:
    body = h("组织") + p("设有专班。" + note("尾注。", "endnote") + note("脚注。")) + h("经费") + p("已列支。")
    blocks = read(body).blocks
    assert [(b.text, b.kind, b.place.part, b.section) for b in blocks[-2:]] == [
        ("脚注。", BlockKind.NOTE, "footnote", ("组织",)),
        ("尾注。", BlockKind.NOTE, "endnote", ("组织",)),
    ]
    assert blocks[1].text == "设有专班。"


def test_headers_footers_and_comments_are_set_aside() -> None:
    margins = f"<style:header>{p('清川区人民政府')}</style:header><style:footer>{p('内部资料')}</style:footer>"
    unused = f'<style:footer-left style:display="false">{p("不显示")}</style:footer-left>'
    pages = f"<style:master-page>{margins}{unused}</style:master-page><style:master-page>{margins}</style:master-page>"
    comment = f"<office:annotation><dc:creator>乙</dc:creator>{p('请核实。')}</office:annotation>"
    extract = read(p(f"正文{comment}。"), master=pages)
    assert extract.blocks[0].text == "正文。"
    assert aside(extract) == [("comment", "请核实。"), ("header", "清川区人民政府"), ("footer", "内部资料")]


def test_a_table_of_contents_is_no_heading_evidence() -> None:
    listed = f"<text:index-title>{p('目录')}</text:index-title>{p('一、组织领导<text:tab/>1')}"
    index = f"<text:table-of-content><text:index-body>{listed}</text:index-body></text:table-of-content>"
    styles = styled("Contents_20_1", more='style:display-name="Contents 1"')
    extract = read(index + p("二、经费保障<text:tab/>2", "Contents_20_1") + p("正文。"), styles=styles)
    assert [b.text for b in extract.blocks] == ["正文。"]
    assert [reason for reason, _ in aside(extract)] == ["contents"] * 3


def test_a_linked_section_is_never_fetched_and_said_as_unread() -> None:
    section = '<text:section><text:section-source xlink:href="http://example.org/a.odt"/>{}</text:section>'
    extract = read(section.format(p("上次取来的文字。")))
    assert extract.blocks[0].text == "上次取来的文字。"
    assert extract.certificates[0].unread == ("有1处插入的外部文档，其内容没有读取",)


# --- One XML file ----------------------------------------------------------------------------------


def test_a_flat_file_reads_like_a_package() -> None:
    body = h("组织领导") + items(p("建立制度")) + table(tr("甲", "乙")) + p("正文。" + note("脚注。"))
    styles, master = (
        numbers(("1", "", ".")),
        f"<style:master-page><style:header>{p('页眉')}</style:header></style:master-page>",
    )
    flat = read_flat_odt(fodt(body, styles, master=master), "文.fodt")
    packed = read_odt(odt(body, styles, master=master), "文.odt")
    assert flat.blocks == packed.blocks and flat.set_aside == packed.set_aside


def test_pictures_inside_a_flat_file_are_passed_over_whatever_their_size() -> None:
    image = f"<draw:image><office:binary-data>{'A' * 11_000_000}</office:binary-data></draw:image>"
    body = p(f"<draw:frame>{image}</draw:frame>正文。" * 2)
    extract = read_flat_odt(fodt(body), "文.fodt", Limits())
    assert extract.blocks[0].text == "正文。正文。"
    assert extract.certificates[0].images_without_text == 2
