"""From the cells of a sheet to titles, tables with header rows, and notes."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheet_files import covered, extract_of, grid, header_rows, outline, tables

from compliance.reading.limits import Limits
from compliance.reading.sheets.sheet import LAST_COLUMN, LAST_ROW, MergedRange, Sheet
from compliance.terms import BlockKind


def test_a_title_is_a_heading_and_what_stands_below_a_table_is_a_paragraph() -> None:
    extract = extract_of(
        grid(
            """
附件1
2021年清川区学校情况统计表||
填报单位：清川区教育局||单位：人
学校|学段|学生数
清川一小|小学|900
清川一中|初中|1200
注：以学籍系统为准。
填表人：|李某|审核人：王某
""",
            "A2:C2",
        )
    )
    assert outline(extract) == [
        ("paragraph", "附件1"),
        ("heading", "2021年清川区学校情况统计表"),
        ("paragraph", "填报单位：清川区教育局"),
        ("paragraph", "单位：人"),
        ("table", "学校 | 学段 | 学生数\n清川一小 | 小学 | 900\n清川一中 | 初中 | 1200"),
        ("paragraph", "注：以学籍系统为准。"),
        ("paragraph", "填表人：李某"),
        ("paragraph", "审核人：王某"),
    ]
    assert extract.title == "2021年清川区学校情况统计表"
    assert extract.blocks[4].section == (extract.title,)


def test_places_count_rows_and_columns_as_the_sheet_does() -> None:
    extract = extract_of(grid("|标题一览表\n\n|甲|乙|丙\n|1|2|3", name="台账"))
    places = [(block.place.sheet, block.place.table, block.place.row, block.place.column) for block in extract.blocks]
    assert places == [("台账", None, 1, 2), ("台账", 1, 3, 2)]


def test_a_row_of_a_table_is_found_on_the_sheet_past_hidden_and_blank_rows() -> None:
    sheet = grid("学校|人数|班数\n一小|9|1\n二小|8|1\n\n三小|7|1\n合计|24|3")
    sheet.hidden_rows = {1}
    (table,) = tables(extract_of(sheet))
    found = {word: table.place_at(table.text.index(word)).row for word in ("学校", "二小", "三小", "合计")}
    assert found == {"学校": 1, "二小": 3, "三小": 5, "合计": 6}


def test_several_sheets_are_headings_and_an_empty_one_is_not() -> None:
    first, second = grid("甲|乙|丙\n1|2|3", name="学生"), grid("丁|戊|己\n1|2|3", name="教师")
    extract = extract_of(first, Sheet("空"), second)
    assert [text for kind, text in outline(extract) if kind == "heading"] == ["学生", "教师"]
    assert tables(extract)[1].section == ("教师",)
    assert extract.title == ""


def test_one_sheet_alone_needs_no_heading() -> None:
    assert [kind for kind, _ in outline(extract_of(grid("甲|乙|丙\n1|2|3"), Sheet("空")))] == ["table"]


def test_a_header_of_three_storeys_with_numbered_columns() -> None:
    rows = """
学校|学段|教师|||学生数
||专任||兼职|
||本科以上|本科以下||
甲|乙|1|2|3|4
清川一小|小学|30|20|2|900
"""
    sheet = grid(rows, "A1:A3", "B1:B3", "C1:E1", "F1:F3", "C2:D2", "E2:E3")
    (table,) = tables(extract_of(sheet))
    assert header_rows(table) == {0, 1, 2, 3}
    spans = {table.text[cell.start : cell.end]: (cell.row_span, cell.column_span) for cell in table.cells}
    assert (spans["学校"], spans["教师"], spans["专任"], spans["兼职"]) == ((3, 1), (1, 3), (1, 2), (2, 1))


def test_a_row_of_units_belongs_to_the_header() -> None:
    (table,) = tables(extract_of(grid("学校|学生数|面积\n|（人）|（平方米）\n清川一小|900|5000")))
    assert header_rows(table) == {0, 1}


@pytest.mark.parametrize(("row", "headers"), [("甲|1|2", 2), ("1|2|3", 1), ("2|1|3", 1), ("甲|乙|丙", 1)])
def test_a_row_that_numbers_the_columns_is_told_from_small_numbers(row: str, headers: int) -> None:
    (table,) = tables(extract_of(grid(f"年级|班数|人数\n{row}\n二|3|120\n三|4|160")))
    assert header_rows(table) == set(range(headers))


def test_years_are_names_of_columns_and_other_numbers_are_not() -> None:
    (years,) = tables(extract_of(grid("指标|2019年|2020|2021学年\n公用经费|650|700|750")))
    assert header_rows(years) == {0}
    (data,) = tables(extract_of(grid("清川一小|小学|900\n清川二小|小学|800")))
    assert header_rows(data) == set()


def test_data_under_a_group_that_reaches_down_is_no_header() -> None:
    (table,) = tables(extract_of(grid("学段|学校|人数\n小学|清川一小|900\n|清川二小|800", "A2:A3")))
    assert header_rows(table) == {0}


def test_a_form_keeps_its_labels_for_the_language_to_tell() -> None:
    (form,) = tables(extract_of(grid("组长|张某|电话|无\n副组长|李某|办公室|督导室")))
    assert header_rows(form) == set()


def test_a_group_over_columns_in_the_middle_is_no_title() -> None:
    (table,) = tables(extract_of(grid("||教师（人）|\n学校|学段|专任|兼职\n清川一小|小学|50|2", "C1:D1")))
    assert table.text.startswith(" |  | 教师（人）\n学校")
    assert header_rows(table) == {0, 1}


def test_tables_side_by_side_and_one_below_the_other_are_several() -> None:
    extract = extract_of(
        grid(
            """
小学情况|||初中情况|
学校|人数||学校|人数
清川一小|900||清川一中|800
清川二小|700||清川二中|600

学段|班数
小学|40
""",
            "A1:B1",
            "D1:E1",
        )
    )
    assert [table.text.split("\n")[1] for table in tables(extract)] == ["清川一小 | 900", "清川一中 | 800", "小学 | 40"]
    assert [table.place.table for table in tables(extract)] == [1, 2, 3]
    assert [table.section for table in tables(extract)[:2]] == [("小学情况",), ("初中情况",)]


def test_rows_behind_a_blank_row_go_on_with_the_table() -> None:
    (table,) = tables(extract_of(grid("项目|预算（万元）|决算（万元）\n\n公用经费|100|98\n\n合计|600|597")))
    assert table.text == "项目 | 预算（万元） | 决算（万元）\n公用经费 | 100 | 98\n合计 | 600 | 597"
    assert sorted({cell.row for cell in table.cells}) == [0, 2, 4]


def test_a_numbered_title_within_a_block_of_cells_begins_a_table() -> None:
    text = "表1 学生||\n学段|人数|班数\n小学|900|20\n表2 教师||\n学段|专任|兼职\n小学|60|2"
    assert [kind for kind, _ in outline(extract_of(grid(text)))] == ["heading", "table", "heading", "table"]


def test_the_name_of_a_group_of_rows_reaches_across_the_table() -> None:
    (table,) = tables(extract_of(grid("学校|人数|面积\n一、小学\n清川一小|900|5000\n二、初中\n清川一中|800|7000")))
    assert [
        cell.column_span for cell in table.cells if table.text[cell.start : cell.end] in ("一、小学", "二、初中")
    ] == [3, 3]


def test_the_name_of_a_group_stops_where_a_merged_cell_stands() -> None:
    (table,) = tables(extract_of(grid("学校|人数|备注\n清川一小|900|全部达标\n一、初中||\n清川一中|800|无", "C2:C3")))
    positions = [position for cell in table.cells for position in covered(cell)]
    assert len(positions) == len(set(positions)) == 12


def test_blanks_keep_the_cells_of_a_row_apart() -> None:
    (table,) = tables(extract_of(grid("学校|人数|备注\n清川一小||停办\n清川二小|800|")))
    assert table.text.split("\n")[1:] == ["清川一小 |  | 停办", "清川二小 | 800 | "]


def test_a_sheet_of_text_is_headings_paragraphs_and_items() -> None:
    extract = extract_of(grid("一、填报范围\n全区义务教育学校，不含民办学校。\n1.公办小学\n二、口径"))
    assert [kind for kind, _ in outline(extract)] == ["heading", "paragraph", "list_item", "heading"]


def test_cells_of_several_lines_read_on() -> None:
    sheet = Sheet("甲", {(0, 0): "学校", (0, 1): "学生数（人）", (1, 0): "清川一小", (1, 1): "900"})
    assert tables(extract_of(sheet))[0].text == "学校 | 学生数（人）\n清川一小 | 900"


# --- bounds --------------------------------------------------------------------------------------------------------


def test_a_cell_in_the_last_corner_costs_no_grid() -> None:
    sheet = Sheet("甲", {(0, 0): "甲", (LAST_ROW, LAST_COLUMN): "乙"})
    start = time.perf_counter()
    extract = extract_of(sheet)
    assert [block.text for block in extract.blocks] == ["甲", "乙"]
    assert (extract.blocks[1].place.row, extract.blocks[1].place.column) == (LAST_ROW + 1, LAST_COLUMN + 1)
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("count", [1, 2000])
def test_merged_ranges_over_millions_of_cells_cost_no_grid(count: int) -> None:
    cells = {(0, 0): "甲", (0, LAST_COLUMN): "乙", (LAST_ROW, 0): "丙"}
    merged = [
        MergedRange(1, 1, LAST_ROW - 1, LAST_COLUMN - 1),
        MergedRange(0, 0, LAST_ROW - 1, LAST_COLUMN - 1),
    ] * count
    start = time.perf_counter()
    extract = extract_of(Sheet("甲", cells, merged))
    assert sum(cell.row_span * cell.column_span for block in extract.blocks for cell in block.cells) < 10
    assert time.perf_counter() - start < 2
    assert any("合并单元格范围过大" in note for note in extract.certificates[0].notes)


def test_merged_ranges_that_overlap_do_not_overlap_in_a_table() -> None:
    (table,) = tables(extract_of(grid("甲|乙|丙\n丁|戊|己\n庚|辛|壬", "B1:B2", "A2:C2")))
    positions = [
        (c.row + i, c.column + j) for c in table.cells for i in range(c.row_span) for j in range(c.column_span)
    ]
    assert len(positions) == len(set(positions)) == 9


def test_a_diagonal_of_cells_is_not_filled_with_blanks() -> None:
    cells = {(i, j): "甲" for i in range(3000) for j in (i, i + 1)}
    assert sum(len(block.cells) for block in extract_of(Sheet("甲", cells)).blocks) <= len(cells)


@pytest.mark.parametrize(
    ("limits", "says"), [(Limits(characters=3), "文字超过 3 字"), (Limits(blocks=1), "段落和表格超过 1 个")]
)
def test_limits(limits: Limits, says: str) -> None:
    with pytest.raises(Exception, match=says):
        extract_of(grid("甲甲甲\n\n乙乙乙\n\n丙"), limits=limits)


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 12), st.integers(0, 8)),
        st.sampled_from(["甲", "12", "2021年", "表2", "注：乙。", "单位：元"]),
    ),
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 8), st.integers(0, 3), st.integers(0, 3)), max_size=5),
)
def test_every_cell_is_in_a_block_or_set_aside(
    cells: dict[tuple[int, int], str], merged: list[tuple[int, int, int, int]]
) -> None:
    ranges = [MergedRange(top, left, top + down, left + right) for top, left, down, right in merged]
    extract = extract_of(Sheet("甲", dict(cells), ranges))
    text = "\n".join([*(b.text for b in extract.blocks), *(a.text for a in extract.set_aside)])
    for word in ("甲", "12", "2021年", "表2", "注：乙。", "单位：元"):
        assert text.count(word) == sum(value == word for value in cells.values())
    for block in extract.blocks:
        assert (block.kind is BlockKind.TABLE) == bool(block.cells)
        taken: set[tuple[int, int]] = set()
        for cell in block.cells:
            assert taken.isdisjoint(covered(cell))
            taken.update(covered(cell))


def test_a_merged_range_that_ends_before_it_begins_is_none() -> None:
    sheet = grid("学校|学生数（人）\n一小|120\n二小|98")
    sheet.merged.append(MergedRange(2, 0, 0, 0))
    (table,) = tables(extract_of(sheet))
    assert table.text.splitlines() == ["学校 | 学生数（人）", "一小 | 120", "二小 | 98"]
