"""A quote in its surroundings."""

from hypothesis import given
from hypothesis import strategies as st

from compliance.reading.blocks import TableCell, build_blocks, table_draft
from compliance.reports.context import passage, table_view
from compliance.terms import Block, BlockKind, Place, Span


def paragraph(text):
    return Block(0, BlockKind.PARAGRAPH, text, Place())


def table(rows, spans=None):
    cells = [
        TableCell(r, c, text, *(spans or {}).get((r, c), (1, 1)), header=r == 0)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text is not None
    ]
    return build_blocks([table_draft(cells, Place())])[0]


def test_a_short_paragraph_is_shown_whole():
    block = paragraph("我县成立了领导小组。每季度开会。")
    found = passage(block, 0, 9)
    assert (found.before, found.quote, found.after) == ("", "我县成立了领导小组", "。每季度开会。")
    assert not found.cut_before and not found.cut_after


def test_a_long_paragraph_is_cut_at_clause_borders_and_says_so():
    block = paragraph("甲" * 50 + "。" + "乙" * 10 + "，目标，" + "丙" * 10 + "。" + "丁" * 50)
    start = block.text.index("目标")
    found = passage(block, start, start + 2, around=20)
    assert (found.before, found.after) == ("乙" * 10 + "，", "，" + "丙" * 10 + "。")
    assert found.cut_before and found.cut_after


@given(st.text(min_size=1, max_size=300), st.data())
def test_the_pieces_are_consecutive_slices_of_the_block(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = passage(paragraph(text), start, end)
    left = start - len(found.before)
    assert text[left : end + len(found.after)] == found.before + text[start:end] + found.after
    assert found.cut_before == (left > 0)
    assert found.cut_after == (end + len(found.after) < len(text))


def test_a_table_row_is_shown_under_its_headers_with_the_quoted_cells_marked():
    block = table([("学校", "面积"), ("一小", "4.2"), ("二小", "5.1"), ("三小", "4.9")])
    start = block.text.index("5.1")
    view = table_view(block, Span(0, 0, start, start + 3))
    assert [[cell.pieces for cell in row] for row in view.rows] == [
        [(("学校", False),), (("面积", False),)],
        [(("二小", False),), (("5.1", True),)],
    ]
    assert view.cut


def test_part_of_a_cell_is_marked_as_part():
    block = table([("项目", "情况"), ("经费", "列入预算，未单列")])
    start = block.text.index("未单列")
    view = table_view(block, Span(0, 0, start, start + 3))
    assert view.rows[1][1].pieces == (("列入预算，", False), ("未单列", True))


def test_a_cell_merged_downwards_keeps_the_columns_in_place():
    block = table([("片区", "学校"), ("东片", "一小"), (None, "二小")], {(1, 0): (2, 1)})
    start = block.text.index("二小")
    view = table_view(block, Span(0, 0, start, start + 2))
    assert [cell.pieces for cell in view.rows[1]] == [(("东片", False),), (("二小", True),)]
    assert view.rows[1][0].row_span == 1


def test_a_paragraph_is_no_table():
    assert table_view(paragraph("一小 | 4.2"), Span(0, 0, 0, 2)) is None
