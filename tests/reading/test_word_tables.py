"""Tables of a .docx: merged cells, header rows, tables within tables."""

from __future__ import annotations

from word_files import docx, p, r, table, tc, tr

from compliance.reading.limits import Limits
from compliance.reading.word.reader import read_word
from compliance.terms import Block, BlockKind, Place


def read(body: str) -> tuple[Block, ...]:
    return read_word(docx(body), "表.docx").blocks


def grid(block: Block) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.column, c.row_span, c.column_span, block.text[c.start : c.end]) for c in block.cells]


def test_rows_and_cells() -> None:
    (block,) = read(table(tr("学校", "教师"), tr("甲校", "21")))
    assert block.kind is BlockKind.TABLE
    assert block.text == "学校 | 教师\n甲校 | 21"
    assert block.place == Place(table=1)


def test_cells_merged_over_columns_and_rows_stand_once() -> None:
    (block,) = read(
        table(
            tr(tc("学校", '<w:vMerge w:val="restart"/>'), tc("教师", '<w:gridSpan w:val="2"/>')),
            tr(tc("", "<w:vMerge/>"), "专任", "兼任"),
            tr("甲校", "21", "3"),
        )
    )
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
    (block,) = read(
        table(
            tr(tc("合计", '<w:hMerge w:val="restart"/>'), tc("", '<w:hMerge w:val="continue"/>'), "9"),
            tr("1", "2", "3"),
        )
    )
    assert grid(block)[:2] == [(0, 0, 1, 2, "合计"), (0, 2, 1, 1, "9")]


def test_a_merge_that_continues_nothing_is_a_cell() -> None:
    (block,) = read(table(tr(tc("甲", "<w:vMerge/>"), "乙")))
    assert grid(block) == [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙")]


def test_a_row_that_begins_further_right() -> None:
    (block,) = read(table(tr("甲", "乙"), tr("丙", properties='<w:gridBefore w:val="1"/>')))
    assert grid(block)[2] == (1, 1, 1, 1, "丙")


def test_rows_that_repeat_on_each_page_are_the_header() -> None:
    header = "<w:tblHeader/>"
    (block,) = read(
        table(tr("甲", properties=header), tr("乙", properties=header), tr("丙"), tr("丁", properties=header))
    )
    assert [c.header for c in block.cells] == [True, True, False, False]


def test_the_row_below_a_caption_is_a_header_too() -> None:
    (block,) = read(table(tr(tc("基本情况表", '<w:gridSpan w:val="2"/>')), tr("学校", "人数"), tr("甲校", "9")))
    assert [c.header for c in block.cells] == [True, True, True, False, False]


def test_a_single_row_has_no_header() -> None:
    (block,) = read(table(tr("联系人", "王某")))
    assert not any(c.header for c in block.cells)


def test_a_nested_table_follows_its_outer_table_and_tells_its_cell() -> None:
    inner = table(tr("内甲", "内乙"))
    outer, nested, after = read(table(tr("一", "二"), tr("三", tc(p("四") + inner + p("五")))) + p("表后。"))
    assert outer.text == "一 | 二\n三 | 四 五"
    assert (nested.text, nested.place) == ("内甲 | 内乙", Place(table=1, row=2, column=2))
    assert after.text == "表后。"


def test_tables_nested_too_deep_are_said_and_do_not_recurse() -> None:
    body = p("底")
    for _ in range(30):
        body = table(tr(tc(body), "旁"))
    extract = read_word(docx(body), "表.docx", Limits(table_depth=12))
    assert len(extract.blocks) == 12
    assert extract.certificates[0].unread == ("有1个表格嵌套过深，没有读取",)


def test_rows_and_cells_inside_content_controls_are_read() -> None:
    row = f"<w:sdt><w:sdtContent>{tr('甲', '乙')}</w:sdtContent></w:sdt>"
    cell = f"<w:sdt><w:sdtContent>{tc('丙')}</w:sdtContent></w:sdt>"
    (block,) = read(table(row, f"<w:tr>{cell}{tc('丁')}</w:tr>"))
    assert block.text == "甲 | 乙\n丙 | 丁"


def test_deleted_and_hidden_rows_are_set_aside() -> None:
    extract = read_word(
        docx(
            table(
                tr("甲"),
                tr(tc(p("", runs=f"<w:del>{r('乙')}</w:del>")), properties="<w:del/>"),
                tr("丙", properties="<w:hidden/>"),
                tr("丁"),
            )
        ),
        "表.docx",
    )
    assert extract.blocks[0].text == "甲\n丁"
    assert [(s.reason, s.text) for s in extract.set_aside] == [("deleted", "乙"), ("hidden", "丙")]
    assert extract.certificates[0].notes[0].startswith("有1处修订")


def test_an_empty_table_is_no_block() -> None:
    assert read(table(tr("", ""), tr("", "")) + p("正文。"))[0].text == "正文。"


def test_a_frame_around_ordinary_text_is_read_as_that_text() -> None:
    blocks = read(table(tr(tc(p("一、组织领导") + p("已成立专班。") + p("二、经费") + table(tr("甲", "乙"))))))
    assert [b.kind for b in blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.TABLE]
    assert blocks[1].section == ("一、组织领导",)
    assert blocks[1].place == Place(table=1, row=1, column=1)


def test_tables_count_on_through_the_file() -> None:
    blocks = read(table(tr("甲", "乙")) + p("间隔。") + table(tr("丙", "丁")))
    assert [b.place.table for b in blocks] == [1, None, 2]
