"""OpenDocument spreadsheets: the same as an .xlsx of the same content; what is repeated costs no grid."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sheet_files import outline
from word_files import pack

from compliance.errors import UnreadableFile
from compliance.reading.blocks import Extract
from compliance.reading.limits import Limits
from compliance.reading.sheets.ods import MEDIA_TYPE, read_ods
from compliance.reading.sheets.xlsx import read_xlsx

SAMPLES = Path(__file__).parent / "samples"
SAMPLE = (SAMPLES / "school-conditions.ods").read_bytes()
SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("o", "office"), ("t", "table"), ("x", "text"), ("s", "style"), ("d", "drawing"))
)


def read(data: bytes, limits: Limits | None = None) -> Extract:
    return read_ods(data, "甲.ods", limits or Limits())


def ods(rows: str, columns: str = "", styles: str = "", more: str = "") -> bytes:
    """A spreadsheet of one sheet with these rows, and more sheets."""
    sheets = f'<t:table t:name="表1">{columns}{rows}</t:table>{more}'
    return pack({"content.xml": f"<o:document-content {SPACES}>{styles}<o:body>{sheets}</o:body></o:document-content>"})


def cell(text: str, times: int = 1) -> str:
    return f'<t:table-cell t:number-columns-repeated="{times}"><x:p>{text}</x:p></t:table-cell>'


def line(*cells: str, times: int = 1, more: str = "") -> str:
    return f'<t:table-row t:number-rows-repeated="{times}" {more}>{"".join(cells)}</t:table-row>'


def test_it_says_what_the_same_workbook_says_as_xlsx() -> None:
    free, office = read(SAMPLE), read_xlsx((SAMPLES / "school-conditions.xlsx").read_bytes(), "甲.xlsx")
    assert free.media_type == MEDIA_TYPE
    assert (free.blocks, free.set_aside, free.certificates) == (office.blocks, office.set_aside, office.certificates)


def test_texts_are_read_as_shown_with_their_breaks_and_spaces() -> None:
    rows = line(cell("85.3%"), cell("清川<x:s/>一小<x:line-break/>分校"))
    assert outline(read(ods(rows))) == [("table", "85.3% | 清川 一小分校")]


def test_repeated_cells_and_rows_are_written_out_and_blank_ones_passed_over() -> None:
    blank = line('<t:table-cell t:number-columns-repeated="16384"/>', times=1_000_000)
    start = time.perf_counter()
    extract = read(ods(line(cell("5", times=3), times=2) + blank + line(cell("末"))))
    assert outline(extract) == [("table", "5 | 5 | 5\n5 | 5 | 5"), ("paragraph", "末")]
    assert extract.blocks[1].place.row == 1_000_003
    assert time.perf_counter() - start < 1


def test_cells_repeated_over_the_whole_sheet_end_at_the_limit() -> None:
    extract = read(ods(line(cell("5", times=16_384), times=1_048_576)), Limits(table_cells=1000))
    assert sum(len(block.cells) or 1 for block in extract.blocks) == 1000
    assert "单元格超过 1000 个" in extract.certificates[0].unread[0]


def test_a_row_outside_of_any_sheet_is_passed_over() -> None:
    stray = line(times=2)
    body = f'{stray}<o:body><t:table t:name="表1">{line(cell("甲"))}</t:table></o:body>'
    data = pack({"content.xml": f"<o:document-content {SPACES}>{body}</o:document-content>"})
    assert outline(read(data)) == [("paragraph", "甲")]
    with pytest.raises(UnreadableFile, match="不是 OpenDocument 表格"):
        read(pack({"content.xml": f"<o:document-content {SPACES}>{stray}</o:document-content>"}))


def test_what_is_hidden_is_set_aside() -> None:
    hidden = '<s:style s:name="h"><s:table-properties t:display="false"/></s:style>'
    columns = '<t:table-column/><t:table-column t:visibility="collapse"/><t:table-column/>'
    rows = line(cell("甲"), cell("乙"), cell("丙")) + line(cell("丁"), more='t:visibility="filter"')
    rows += line(cell(""), '<t:table-cell o:value="7"/>')
    second = f'<t:table t:name="表2" t:style-name="h">{line(cell("草稿"))}</t:table>'
    extract = read(ods(rows, columns=columns, styles=hidden, more=second))
    assert outline(extract) == [("table", "甲 | 丙")]
    assert [piece.text for piece in extract.set_aside] == ["丁", "乙", "7", "草稿"]
    assert "可能是筛选所致" in extract.certificates[0].notes[0]


def test_comments_boxes_pictures_and_formulas_without_result() -> None:
    note = "<o:annotation><x:p>待核</x:p></o:annotation>"
    box = "<d:frame><d:text-box><x:p>口径</x:p></d:text-box></d:frame><d:frame><d:image/></d:frame>"
    first = f"<t:table-cell>{note}{box}<x:p>甲</x:p></t:table-cell>"
    extract = read(ods(line(first, '<t:table-cell t:formula="of:=1"/>', cell("乙"))))
    assert outline(extract) == [("table", "甲 |  | 乙"), ("paragraph", "口径")]
    assert [(piece.text, piece.reason) for piece in extract.set_aside] == [("待核", "comment")]
    assert extract.certificates[0].images_without_text == 1
    assert "有1个公式没有保存计算结果（如 B1）" in extract.certificates[0].unread[0]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "不是 .xlsx 文件"),
        (SAMPLE[:900], "不完整或已损坏"),
        (pack({"a": "b"}), "没有表格内容"),
        (pack({"content.xml": "<a/>"}), "不是 OpenDocument 表格"),
        (pack({"content.xml": "<a"}), "表格内容已损坏"),
        (pack({"content.xml": "<!DOCTYPE a><a/>"}), "DOCTYPE"),
        (
            pack({"content.xml": "\0", "META-INF/manifest.xml": '<m:m xmlns:m="urn:m"><m:encryption-data/></m:m>'}),
            "文件已加密",
        ),
    ],
)
def test_each_fault_is_one_sentence_that_says_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=f"^甲.ods：[^。]*{says}[^。]*请[^。]*。$"):
        read(data)


def test_a_sheet_that_breaks_off_keeps_what_came_before() -> None:
    content = f'<o:d {SPACES}><t:table t:name="表1">{line(cell("甲"))}<t:table-row>'
    extract = read(pack({"content.xml": content}))
    assert outline(extract) == [("paragraph", "甲")]
    assert "之后已损坏" in extract.certificates[0].unread[0]


@settings(max_examples=60)
@given(st.integers(0, len(SAMPLE) - 1), st.binary(min_size=1, max_size=8))
def test_damage_anywhere_gives_an_extract_or_one_error(at: int, noise: bytes) -> None:
    try:
        read(SAMPLE[:at] + noise + SAMPLE[at + len(noise) :])
    except UnreadableFile as error:
        assert str(error).startswith("甲.ods：")
