"""Delimited texts: encoding and delimiter as the file has them, ragged rows and stray quotes borne."""

from __future__ import annotations

import csv
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheet_files import header_rows, outline, tables

from compliance.errors import UnreadableFile
from compliance.reading.blocks import Extract
from compliance.reading.limits import Limits
from compliance.reading.sheets.csv import MEDIA_TYPE, is_delimited, read_csv

TABLE = "学校,学段,学生数（人）\n清川一小,小学,900\n清川一中,初中,1200\n"
SHOWN = "学校 | 学段 | 学生数（人）\n清川一小 | 小学 | 900\n清川一中 | 初中 | 1200"


def read(text: str | bytes, limits: Limits | None = None) -> Extract:
    return read_csv(text if isinstance(text, bytes) else text.encode(), "甲.csv", limits or Limits())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_encoding_and_delimiter_are_told_by_the_content(encoding: str, delimiter: str) -> None:
    extract = read((TABLE.replace(",", delimiter) * 3).encode(encoding))
    assert extract.media_type == MEDIA_TYPE
    assert extract.blocks[0].text.startswith(SHOWN)


def test_a_row_starts_on_its_line_and_the_first_row_names_the_columns() -> None:
    extract = read("2021年清川区学校名单\n\n" + TABLE + '\n"注：以学籍\n为准。"\n')
    title, note = ("heading", "2021年清川区学校名单"), ("paragraph", "注：以学籍为准。")
    assert outline(extract) == [title, ("table", SHOWN), note]
    assert [(block.place.line, block.place.row, block.place.sheet) for block in extract.blocks] == [
        (1, 1, None),
        (3, 3, None),
        (7, 7, None),
    ]
    assert header_rows(tables(extract)[0]) == {0}


def test_quotes_keep_delimiters_quotes_and_line_ends() -> None:
    extract = read('学校,说明,人数\n"清川,一小","称""实小""，\n含分校","1,200"\n')
    assert extract.blocks[0].text.split("\n")[1] == '清川,一小 | 称"实小"，含分校 | 1,200'


def test_ragged_rows_keep_what_they_have() -> None:
    shown = read("甲,乙,丙\n1,2\n3,4,5,6\n7\n8,9,10").blocks[0].text
    assert shown == "甲 | 乙 | 丙 | \n1 | 2 |  | \n3 | 4 | 5 | 6\n7 |  |  | \n8 | 9 | 10 | "


def test_commas_within_sentences_and_chinese_commas_separate_nothing() -> None:
    text = "全区有学校12所，教师300人。\n其中小学8所，初中4所，均已达标。\n"
    assert [kind for kind, _ in outline(read(text))] == ["paragraph", "paragraph"]
    assert not is_delimited(text)
    assert is_delimited(TABLE)


def test_decimal_commas_do_not_beat_semicolons() -> None:
    assert read("学校;面积;生均\n一小;1,5;2,5\n二小;2,5;3,5").blocks[0].text.split("\n")[1] == "一小 | 1,5 | 2,5"


def test_the_line_that_declares_the_delimiter_is_no_data() -> None:
    shown = read("sep=;\n学校;说明,备注;人数\n一小;好,好;9").blocks[0].text
    assert shown == "学校 | 说明,备注 | 人数\n一小 | 好,好 | 9"


def test_a_quote_that_is_never_closed_takes_no_rows_with_it() -> None:
    rows = [f"学校{n},{n}00,备注" for n in range(200)]
    rows[3] = '"学校3,300,备注'
    extract = read("\n".join(["名称,人数,说明", *rows]))
    assert extract.blocks[0].text.count("\n") == 200
    assert '"学校3 | 300 | 备注' in extract.blocks[0].text
    assert extract.certificates[0].notes == ("第5行的引号没有配对，这一行的引号按普通字符读取",)


def test_a_cell_beyond_all_bounds_is_kept() -> None:
    extract = read(f"甲,乙\n{'一' * 150_000},2\n3,4")
    assert "一" * 150_000 in "".join(block.text for block in extract.blocks)


def test_past_the_limit_of_cells_the_rest_is_said_to_be_unread() -> None:
    extract = read(TABLE, Limits(table_cells=7))
    assert extract.certificates[0].unread == ("第3行起没有读取（单元格超过 7 个），请拆成几个文件后再提交",)


def test_characters_that_are_lost_are_said() -> None:
    found = read("学校,人数\n清川\ufffd小,900\n清川二小,800\n").certificates[0]
    assert found.unmapped == 1
    assert found.unread == ("有1个字符无法识别，请核对原件或重新导出",)


@pytest.mark.parametrize(
    ("data", "limits", "says"),
    [
        (bytes(range(32)) * 50, Limits(), "不是文本表格"),
        (TABLE.encode(), Limits(characters=5), "文字超过 5 字"),
        (b"a\n\nb\n\nc", Limits(blocks=2), "段落和表格超过 2 个"),
    ],
)
def test_each_fault_is_one_sentence_that_says_what_to_do(data: bytes, limits: Limits, says: str) -> None:
    with pytest.raises(UnreadableFile, match=f"^甲.csv：[^。]*{says}[^。]*请[^。]*。$"):
        read(data, limits)


@pytest.mark.parametrize("data", ['"a,b\n' * 20_000, ('"a\n' + "x\n" * 61) * 500, '"' * 200_000, ",\n" * 50_000])
def test_quotes_gone_wild_cost_no_time(data: str) -> None:
    start = time.perf_counter()
    read(data, Limits(table_cells=1000))
    assert time.perf_counter() - start < 5


CELL = st.text(alphabet="学校，。\"';|甲乙12 ", min_size=1, max_size=6).filter(lambda cell: bool(cell.strip()))


@given(st.integers(3, 5).flatmap(lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=2)))
def test_what_a_program_writes_is_read_back(rows: list[list[str]]) -> None:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter="\t", lineterminator="\n").writerows(rows)
    extract = read("sep=\t\n" + buffer.getvalue())
    found = "".join(block.text for block in extract.blocks)
    for cell in (cell for row in rows for cell in row):
        assert " ".join(cell.split()) in found


@given(st.binary(max_size=300))
def test_any_bytes_give_an_extract_or_one_error(data: bytes) -> None:
    try:
        read(data)
    except UnreadableFile as error:
        assert str(error).startswith("甲.csv：")


def test_thousands_of_rows_with_a_blank_row_before_each_take_no_longer_for_it() -> None:
    rows = "".join(f"\n清川{number}小,小学,{number}.5\n" for number in range(8_000))
    begun = time.process_time()
    extract = read(TABLE + rows)
    assert len(tables(extract)) == 1
    assert time.process_time() - begun < 2.0
