"""A table as schools hand it in becomes clauses that say whose value stands under which name."""

from __future__ import annotations

from sheet_files import extract_of, grid

from compliance.language.understanding import understand
from compliance.reading.blocks import Extract
from compliance.terms import Clause, Document


def clauses(extract: Extract) -> tuple[Clause, ...]:
    document = Document("办学条件.xlsx", "0", extract.media_type, extract.blocks, extract.title)
    return understand([document]).clauses


TABLE = """
2021年清川区义务教育学校办学条件统计表
填报单位：清川区教育局|||单位：平方米
学校|学段|学生数（人）|教学及辅助用房面积（平方米）|教师（人）||达标率
||||专任|兼职|
清川一小|小学|1,200|5,423.50|66|2|85.3%
清川一中|初中|1,500|9,000.25|120|0|100.0%
注：达标率为各项指标达标的比例。
"""


def test_a_row_is_read_with_the_names_of_its_columns() -> None:
    sheet = grid(TABLE, "A1:G1", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3", "G3:G4", name="办学条件")
    (row, other) = (clause for clause in clauses(extract_of(sheet)) if clause.header)
    assert dict(zip(row.header, row.values, strict=True)) == {
        "学校": "清川一小",
        "学段": "小学",
        "学生数（人）": "1,200",
        "教学及辅助用房面积（平方米）": "5,423.50",
        "教师（人） 专任": "66",
        "教师（人） 兼职": "2",
        "达标率": "85.3%",
    }
    assert (row.subject.text, other.subject.text) == ("清川一小", "清川一中")
    assert row.section == ("2021年清川区义务教育学校办学条件统计表",)
    assert row.caption == "2021年清川区义务教育学校办学条件统计表，单位：平方米"
    assert row.period is not None and row.period.first == 2021
    assert [(str(q.low), q.unit) for q in row.quantities][-1] == ("85.3", "%")


def test_groups_of_rows_are_the_stem_of_their_rows_and_notes_are_clauses() -> None:
    sheet = grid(
        "学校|人数|面积（平方米）\n一、小学\n清川一小|900|5000\n二、初中\n清川一中|800|7000\n注：不含民办学校。"
    )
    found = clauses(extract_of(sheet))
    assert [(c.stem, c.values[0]) for c in found if c.values] == [("一、小学", "清川一小"), ("二、初中", "清川一中")]
    assert found[-1].text == "注：不含民办学校"


def test_a_form_is_read_by_its_labels() -> None:
    (first, second) = clauses(extract_of(grid("组长|张某|职务|副区长\n副组长|李某|职务说明|局长")))
    assert dict(zip(first.header, first.values, strict=True)) == {"组长": "张某", "职务": "副区长"}
    assert dict(zip(second.header, second.values, strict=True)) == {"副组长": "李某", "职务说明": "局长"}


def test_evidence_from_a_table_leads_to_its_own_row() -> None:
    extract = extract_of(grid("学校|人数\n清川一小|900\n清川一中|800"))
    places = [extract.blocks[clause.block].place_at(clause.start) for clause in clauses(extract)]
    assert [(place.sheet, place.row) for place in places] == [("甲", 2), ("甲", 3)]
