"""Files that were made to do harm: nothing is fetched, nothing runs away, and a sentence or a certificate says why."""

from __future__ import annotations

import time

import pytest
from attacks import (
    BILLION_LAUGHS,
    CATALOG,
    EXTERNAL,
    nested_tables,
    paragraph,
    pdf_of,
    pdf_of_pages,
    pdf_page,
    stream,
    styles_in_a_circle,
    word_with,
)
from outcomes import Outcome, outcome

from compliance.reading.isolation.parent import ReadingProcess
from compliance.reading.limits import Limits

PATIENCE = 20.0  # seconds; most take well under one


def tried(reading: ReadingProcess, name: str, data: bytes, limits: Limits | None = None) -> Outcome:
    """What became of the file, within a time that no reviewer minds and without a fault of the reader."""
    began = time.monotonic()
    result = outcome(reading, name, data, limits or Limits(silent_seconds=PATIENCE))
    assert time.monotonic() - began < PATIENCE
    assert not result.fault, result.sentence
    return result


def words(result: Outcome) -> str:
    return "".join(block.text for document in result.documents for block in document.blocks)


# --- XML -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("doctype", [BILLION_LAUGHS, EXTERNAL])
def test_entities_are_neither_expanded_nor_fetched(reading: ReadingProcess, doctype: str) -> None:
    result = tried(reading, "实体.docx", word_with(paragraph("前&l12;后"), doctype))
    assert "root:" not in words(result) and "哈哈" not in words(result)


@pytest.mark.parametrize("doctype", [BILLION_LAUGHS, EXTERNAL])
def test_entities_of_a_web_page_are_left_alone(reading: ReadingProcess, doctype: str) -> None:
    page = f"{doctype.replace('DOCTYPE x', 'DOCTYPE html')}<html><body><p>前&l12;后</p></body></html>"
    result = tried(reading, "实体.html", page.encode())
    assert "root:" not in words(result) and "哈哈" not in words(result)


def test_a_million_empty_runs(reading: ReadingProcess) -> None:
    body = f"<w:p>{'<w:r/>' * 1_000_000}</w:p>{paragraph('之后的话')}"
    data = word_with(body)
    result = tried(reading, "空运行.docx", data)
    assert "之后的话" in words(result) or "解压" in result.sentence or "压缩" in result.sentence


def test_tables_in_tables_without_end(reading: ReadingProcess) -> None:
    assert "最里面" in words(tried(reading, "嵌套.docx", word_with(nested_tables(6))))
    deep = tried(reading, "嵌套.docx", word_with(nested_tables(40) + paragraph("表后的话")))
    assert deep.unread or deep.sentence
    assert tried(reading, "嵌套.docx", word_with(nested_tables(20_000))).sentence


def test_styles_that_rest_on_each_other_in_a_circle(reading: ReadingProcess) -> None:
    body = '<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr><w:r><w:t>照读不误</w:t></w:r></w:p>'
    data = word_with(body, replaced={"word/styles.xml": styles_in_a_circle(500)})
    assert "照读不误" in words(tried(reading, "样式.docx", data))


def test_a_table_of_a_hundred_thousand_cells(reading: ReadingProcess) -> None:
    cell = f"<w:tc>{paragraph('1')}</w:tc>"
    row = f"<w:tr>{cell * 100}</w:tr>"
    result = tried(reading, "大表.docx", word_with(f"<w:tbl>{row * 1000}</w:tbl>"), Limits(table_cells=50_000))
    assert "单元格" in "".join((*result.unread, result.sentence))


def test_a_web_page_nested_a_hundred_thousand_deep(reading: ReadingProcess) -> None:
    tried(reading, "深.html", b"<html><body>" + b"<div>" * 100_000 + "最里面".encode() + b"</div>" * 100_000)
    tried(reading, "深.html", b"<html><body>" + b"<table><tr><td>" * 20_000 + "最里面".encode())


# --- PDF -------------------------------------------------------------------------------------------


def test_twenty_thousand_pages(reading: ReadingProcess) -> None:
    assert "页" in tried(reading, "两万页.pdf", pdf_of_pages(20_000)).sentence


def test_a_page_tree_that_contains_itself(reading: ReadingProcess) -> None:
    result = tried(reading, "循环.pdf", pdf_of({1: CATALOG, 2: "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"}))
    assert result.sentence or result.unread


def test_a_form_that_draws_itself(reading: ReadingProcess) -> None:
    form = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>"
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</XObject<</X 4 0 R>>>>>>"
    objects = {1: CATALOG, 2: "<</Type/Pages/Kids[3 0 R]/Count 1>>", 3: page}
    data = pdf_of({**objects, 4: stream(b"/X Do /X Do", form), 5: stream(b"/X Do")})
    result = outcome(reading, "自画.pdf", data, Limits(silent_seconds=PATIENCE, memory_bytes=300 * 1024 * 1024))
    # The PDF library unfolds it without end: the reading process is stopped, and the next file is read.
    assert "内存超过 300 MB" in result.sentence
    assert tried(reading, "好.docx", word_with(paragraph("照读不误"))).documents


@pytest.mark.parametrize(
    "box",
    [
        "[595 842 0 0]",
        "[-1e9 -1e9 1e9 1e9]",
        "[0 0 0 0]",
        "[0 0 -5 -5]",
        "[nan 0 1 1]",
        "[0 0 1e38 1e38]",
        "[1 2]",
        "null",
    ],
)
def test_boxes_that_no_sheet_has(reading: ReadingProcess, box: str) -> None:
    tried(reading, "页框.pdf", pdf_page(b"BT /F1 12 Tf 72 700 Td (Qinghe) Tj ET", f"/MediaBox{box}"))


@pytest.mark.parametrize(
    "code", ["JBIG2Decode", "JPXDecode", "CCITTFaxDecode", "DCTDecode", "RunLengthDecode", "Crypt"]
)
def test_pictures_with_senseless_codes(reading: ReadingProcess, code: str) -> None:
    picture = "/Type/XObject/Subtype/Image/Width 99999/Height 99999/BitsPerComponent 1/ColorSpace/DeviceGray"
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</XObject<</I 4 0 R>>>>>>"
    content = stream(bytes(range(256)) * 40, f"{picture}/Filter/{code}")
    objects = {1: CATALOG, 2: "<</Type/Pages/Kids[3 0 R]/Count 1>>", 3: page, 4: content}
    result = tried(reading, "图片.pdf", pdf_of({**objects, 5: stream(b"600 0 0 800 0 0 cm /I Do")}))
    assert result.unread or result.sentence


def test_a_font_without_a_map_to_characters_is_said(reading: ReadingProcess) -> None:
    font = "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
    font += "/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]>>"
    result = tried(reading, "字体.pdf", pdf_page(b"BT /F1 12 Tf 72 700 Td <004100420043004400450046> Tj ET", font=font))
    assert result.unread


def test_a_stream_that_unpacks_a_thousandfold(reading: ReadingProcess) -> None:
    import zlib

    packed = zlib.compress(b"BT ET " * 20_000_000, 9)
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    objects = {1: CATALOG, 2: "<</Type/Pages/Kids[3 0 R]/Count 1>>", 3: page, 4: stream(packed, "/Filter/FlateDecode")}
    outcome(reading, "膨胀.pdf", pdf_of(objects), Limits(silent_seconds=PATIENCE, memory_bytes=600 * 1024 * 1024))
