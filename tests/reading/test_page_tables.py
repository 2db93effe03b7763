"""A ruled table becomes one table block whose cells hold their text; rules that frame nothing change nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_sheets import HEIGHT, LEFT, WIDTH, centre, make_pdf, rule, set_paragraphs, set_table, write
from pdfplumber import table as plumber
from reportlab.pdfgen.canvas import Canvas

from compliance.reading.blocks import Extract
from compliance.reading.pages.drawings import Drawings
from compliance.reading.pages.tables import cells_between, find_tables
from compliance.reading.pdf.reader import read_pdf
from compliance.terms import Block, BlockKind

TEXT = "区政府把督导工作列入年度重点任务，成立领导小组，由分管副区长任组长，成员单位十二家，全年开会四次，解决问题。"
HEADER = ["学校类别", "所数", "备注"]
WIDTHS = [120.0, 80.0, 220.0]


def read(data: bytes) -> Extract:
    return read_pdf(data, "附表.pdf")


def tables(extract: Extract) -> list[Block]:
    return [block for block in extract.blocks if block.kind is BlockKind.TABLE]


def rows(block: Block) -> list[str]:
    return block.text.split("\n")


def test_a_table_between_paragraphs_keeps_its_place_and_its_text_is_said_once() -> None:
    def page(c: Canvas) -> None:
        top = set_paragraphs(c, [TEXT])
        bottom = set_table(c, [HEADER, ["小学", "22", "含教学点"], ["初中", "7", ""]], top, WIDTHS)
        set_paragraphs(c, [TEXT], bottom + 30)

    extract = read(make_pdf(page))
    assert [block.kind for block in extract.blocks] == [BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.PARAGRAPH]
    assert rows(extract.blocks[1]) == ["学校类别 | 所数 | 备注", "小学 | 22 | 含教学点", "初中 | 7 | "]
    assert [block.text for block in extract.blocks if block.kind is BlockKind.PARAGRAPH] == [TEXT, TEXT]


def test_cells_know_row_column_slice_and_header() -> None:
    (table,) = tables(read(make_pdf(lambda c: set_table(c, [HEADER, ["小学", "22", "含教学点"]], 120, WIDTHS))))  # type: ignore[arg-type,return-value]
    assert [(cell.row, cell.column, cell.header) for cell in table.cells] == [
        (0, 0, True), (0, 1, True), (0, 2, True), (1, 0, False), (1, 1, False), (1, 2, False),
    ]  # fmt: skip
    assert [table.text[cell.start : cell.end] for cell in table.cells] == [*HEADER, "小学", "22", "含教学点"]
    assert table.place.page == 1 and table.place.table == 1
    assert table.place.box == pytest.approx((LEFT, 120, LEFT + sum(WIDTHS), 168), abs=1)


def test_two_lines_of_a_cell_join_without_a_space() -> None:
    data = [["学校类\n别", "所数", "备注"], ["九年一贯\n制学校", "4", "其中2所在\n镇区"]]
    (table,) = tables(read(make_pdf(lambda c: set_table(c, data, 120, WIDTHS))))  # type: ignore[arg-type,return-value]
    assert rows(table) == ["学校类别 | 所数 | 备注", "九年一贯制学校 | 4 | 其中2所在镇区"]


def test_texts_that_fill_their_cells_stay_in_their_cells() -> None:
    data = [["指标名称", "标准", "备注"], ["满满一格的文字", "满格文字", "满格"]]
    (table,) = tables(read(make_pdf(lambda c: set_table(c, data, 120, [94.0, 58.0, 34.0]))))  # type: ignore[arg-type,return-value]
    assert rows(table)[1] == "满满一格的文字 | 满格文字 | 满格"


def test_a_merged_cell_stands_once_and_says_how_far_it_reaches() -> None:
    def page(c: Canvas) -> None:
        xs, tops = [83.0, 183.0, 283.0, 383.0], [120.0, 144.0, 168.0, 192.0]
        for top in tops:
            # The first column's two lower rows are one cell, and so are the first row's last two columns.
            rule(c, xs[1] if top == 168 else xs[0], top, xs[3], top)
        for x in xs:
            rule(c, x, 144.0 if x == xs[2] else 120.0, x, 192.0)
        for x, top, text in [(0, 0, "学段"), (1, 0, "达标情况"), (0, 1, "小学"), (1, 1, "应达"), (2, 1, "5.0"),
                             (1, 2, "实达"), (2, 2, "4.8")]:  # fmt: skip
            write(c, xs[x] + 5, tops[top] + 16, text, 12)

    (table,) = tables(read(make_pdf(page)))
    found = {table.text[c.start : c.end]: (c.row, c.column, c.row_span, c.column_span) for c in table.cells}
    assert found["达标情况"] == (0, 1, 1, 2)
    assert found["小学"] == (1, 0, 2, 1)
    assert found["4.8"] == (2, 2, 1, 1)


def test_a_table_with_open_sides_keeps_its_outer_columns() -> None:
    data = [HEADER, ["小学", "22", "含教学点"], ["初中", "7", "无"]]
    (table,) = tables(read(make_pdf(lambda c: set_table(c, data, 120, WIDTHS, sides=False))))  # type: ignore[arg-type,return-value]
    assert rows(table) == ["学校类别 | 所数 | 备注", "小学 | 22 | 含教学点", "初中 | 7 | 无"]


# --- over the page ---------------------------------------------------------------------------------


def over_the_page(second: list[list[str]], between: str = "", widths: list[float] | None = None) -> Extract:
    def first_page(c: Canvas) -> None:
        set_paragraphs(c, [TEXT])
        set_table(c, [HEADER, ["小学", "22", "含教学点"]], 700, WIDTHS)
        centre(c, HEIGHT - 40, "- 1 -", 10)

    def second_page(c: Canvas) -> None:
        if between:
            write(c, LEFT, 100, between)
        set_table(c, second, 120, widths or WIDTHS)
        centre(c, HEIGHT - 40, "- 2 -", 10)

    return read(make_pdf(first_page, second_page))


def test_a_table_goes_on_over_the_page() -> None:
    (table,) = tables(over_the_page([["初中", "7", "无"]]))
    assert rows(table) == ["学校类别 | 所数 | 备注", "小学 | 22 | 含教学点", "初中 | 7 | 无"]
    assert [cell.row for cell in table.cells] == [0, 0, 0, 1, 1, 1, 2, 2, 2]


def test_a_header_row_that_is_repeated_overleaf_is_dropped() -> None:
    (table,) = tables(over_the_page([HEADER, ["初中", "7", "无"]]))
    assert rows(table) == ["学校类别 | 所数 | 备注", "小学 | 22 | 含教学点", "初中 | 7 | 无"]


def test_a_row_that_the_page_break_parted_is_one_row() -> None:
    def first_page(c: Canvas) -> None:
        set_paragraphs(c, [TEXT])
        set_table(c, [HEADER, ["小学", "22", "其中农村小学十一所，教学点"]], 740, [120.0, 80.0, 166.0])

    def second_page(c: Canvas) -> None:
        set_table(c, [["", "", "三个"], ["初中", "7", "无"]], 80, [120.0, 80.0, 166.0])

    (table,) = tables(read(make_pdf(first_page, second_page)))
    assert rows(table) == ["学校类别 | 所数 | 备注", "小学 | 22 | 其中农村小学十一所，教学点三个", "初中 | 7 | 无"]


def parted(above: list[str], overleaf: list[str]) -> list[str]:
    """The rows of a table whose last row on the first page is `above` and whose first one overleaf is `overleaf`."""
    widths = [80.0, 166.0, 120.0]

    def first_page(c: Canvas) -> None:
        set_paragraphs(c, [TEXT])
        set_table(c, [["项目", "做法", "责任人"], above], 720, widths)

    def second_page(c: Canvas) -> None:
        set_table(c, [overleaf, ["督学培训", "每季度一次", "李敬"]], 80, widths)

    (table,) = tables(read(make_pdf(first_page, second_page)))
    return rows(table)[1:]


def test_a_cell_that_the_page_break_parted_between_two_paragraphs_is_one_cell() -> None:
    assert parted(["督学责任区", "全县分六个责任区。", "王立"], ["", "每区有一名组长。", ""]) == [
        "督学责任区 | 全县分六个责任区。每区有一名组长。 | 王立",
        "督学培训 | 每季度一次 | 李敬",
    ]


def test_a_row_below_a_name_that_holds_for_several_rows_stays_a_row() -> None:
    assert parted(["督学责任区", "六个", "王立"], ["", "组长六名", "赵宁"])[:2] == [
        "督学责任区 | 六个 | 王立",
        " | 组长六名 | 赵宁",
    ]


def test_a_row_with_a_name_of_its_own_stays_a_row() -> None:
    assert parted(["督学责任区", "全县分六个责任区。", "王立"], ["挂牌督导", "每校有一名督学。", ""])[:2] == [
        "督学责任区 | 全县分六个责任区。 | 王立",
        "挂牌督导 | 每校有一名督学。 | ",
    ]


def test_text_between_or_other_columns_make_two_tables() -> None:
    assert len(tables(over_the_page([["初中", "7", "无"]], between="附表二"))) == 2
    assert len(tables(over_the_page([["初中", "7", "无"]], widths=[60.0, 140.0, 220.0]))) == 2


def test_a_table_in_one_of_two_columns_is_read_with_its_column() -> None:
    def page(c: Canvas) -> None:
        top = set_paragraphs(c, [TEXT, TEXT], 100, 60, 12, per_line=18, pitch=20)
        top = set_table(c, [["学段", "所数"], ["小学", "22"]], top, [80.0, 100.0], left=60)
        set_paragraphs(c, [TEXT], top + 24, 60, 12, per_line=18, pitch=20)
        set_paragraphs(c, [TEXT[::-1]] * 3, 106, 320, 12, per_line=18, pitch=20)

    blocks = read(make_pdf(page)).blocks
    assert [block.text for block in blocks] == [
        TEXT, TEXT, "学段 | 所数\n小学 | 22", TEXT, TEXT[::-1], TEXT[::-1], TEXT[::-1],
    ]  # fmt: skip


# --- no tables -------------------------------------------------------------------------------------


def test_an_underline_and_the_rule_of_a_letterhead_make_no_table() -> None:
    def page(c: Canvas) -> None:
        centre(c, 80, "柳溪区人民政府文件", 26)
        rule(c, LEFT, 100, WIDTH - LEFT, 100)
        rule(c, LEFT, 104, WIDTH - LEFT, 104)
        set_paragraphs(c, [TEXT], 140)
        rule(c, LEFT + 32, 143, LEFT + 160, 143)

    extract = read(make_pdf(page))
    assert not tables(extract)
    assert extract.blocks[-1].text == TEXT


def test_a_frame_around_text_makes_no_table() -> None:
    def page(c: Canvas) -> None:
        c.rect(60, 60, WIDTH - 120, HEIGHT - 120)
        c.rect(63, 63, WIDTH - 126, HEIGHT - 126)
        set_paragraphs(c, [TEXT, TEXT])

    assert [block.text for block in read(make_pdf(page)).blocks] == [TEXT, TEXT]


def test_rules_that_are_drawn_as_filled_bars_make_a_table() -> None:
    def page(c: Canvas) -> None:
        for x in (83, 183, 283):
            c.rect(x, HEIGHT - 168, 0.8, 48, stroke=0, fill=1)
        for top in (120, 144, 168):
            c.rect(83, HEIGHT - top, 200, 0.8, stroke=0, fill=1)
        for x, top, text in [(88, 136, "项目"), (188, 136, "金额"), (88, 160, "专项经费"), (188, 160, "30.5万元")]:
            write(c, x, top, text, 12)

    (table,) = tables(read(make_pdf(page)))
    assert rows(table) == ["项目 | 金额", "专项经费 | 30.5万元"]


def test_a_grid_finer_than_any_table_is_a_drawing() -> None:
    def grid(rows: int, columns: int) -> Drawings:
        high, wide = rows * 8.0, columns * 8.0
        across = tuple((0.0, 8.0 * i, wide, 8.0 * i) for i in range(rows + 1))
        return Drawings(across, tuple((8.0 * i, 0.0, 8.0 * i, high) for i in range(columns + 1)))

    assert len(find_tables(grid(40, 10), 1)[0].cells) == 400
    assert find_tables(grid(1400, 1400), 1) == find_tables(grid(90, 90), 1) == ()


RULES = st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(1, 6))


@given(st.lists(RULES, max_size=14), st.lists(RULES, max_size=14))
def test_cells_are_those_that_pdfplumber_finds(
    level: list[tuple[int, int, int]], upright: list[tuple[int, int, int]]
) -> None:
    edges = [
        *({"x0": x, "x1": x + long, "top": y, "bottom": y, "orientation": "h"} for x, y, long in level),
        *({"x0": x, "x1": x, "top": y, "bottom": y + long, "orientation": "v"} for x, y, long in upright),
    ]
    crossings = plumber.edges_to_intersections(edges, 0.5, 0.5)
    assert cells_between(crossings) == plumber.intersections_to_cells(crossings)
