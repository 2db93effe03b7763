"""A .docx as a whole: headings and sections, title, notes, headers and footers, comments, certificate."""

from __future__ import annotations

import io
import re

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import docx, listed, p, r, styled, table, tr

from compliance.reading.blocks import Extract
from compliance.reading.word.reader import MEDIA_TYPE, read_word
from compliance.terms import BlockKind, Place


def style(identifier: str, name: str, based: str = "", properties: str = "") -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>{base}'
        f"<w:pPr>{properties}</w:pPr></w:style>"
    )


OUTLINE = '<w:outlineLvl w:val="{}"/>'
CENTRED = '<w:jc w:val="center"/>'
STYLES = (
    style("1", "heading 1", "", OUTLINE.format(0))
    + style("2", "标题 2")
    + style("mine", "章标题样式", "1")
    + style("body", "正文文字", "1", OUTLINE.format(9))
    + style("t", "Title", "", CENTRED)
    + style("toc1", "toc 1")
    + style("round", "甲", "round2")
    + style("round2", "乙", "round")
)


def read(body: str, **parts: str) -> Extract:
    return read_word(docx(body, **parts), "自评报告.docx")


def headings(extract: Extract) -> list[tuple[int, str]]:
    return [(b.level, b.text) for b in extract.blocks if b.kind is BlockKind.HEADING]


# --- Headings --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("properties", "level"),
    [
        (styled("1"), 1),
        (styled("2"), 2),  # a localized style name, without an outline level
        (styled("mine"), 1),  # through the style that it is based on
        (OUTLINE.format(2), 3),  # on the paragraph itself
        (styled("1") + OUTLINE.format(9), 0),  # switched off on the paragraph
        (styled("body"), 0),  # switched off by the style
        (styled("toc1"), 0),
        (styled("round"), 0),
        (styled("absent"), 0),
        ("", 0),
    ],
)
def test_headings_by_style(properties: str, level: int) -> None:
    assert [n for n, _ in headings(read(p("队伍建设", properties), styles=STYLES))] == ([level] if level else [])


def test_the_style_of_paragraphs_that_name_none() -> None:
    default = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="z"><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    )
    assert headings(read(p("队伍建设"), styles=default)) == [(2, "队伍建设")]


def test_headings_by_numbering_in_the_text() -> None:
    extract = read(p("一、组织领导") + p("(一)工作机构") + p("区里设有专班。") + p("1.专职督学") + p("二、经费投入"))
    assert headings(extract) == [(1, "一、组织领导"), (2, "(一)工作机构"), (1, "二、经费投入")]
    assert extract.blocks[3].kind is BlockKind.LIST_ITEM
    assert extract.blocks[3].section == ("一、组织领导", "(一)工作机构")


def test_numbers_fit_themselves_under_the_styled_headings() -> None:
    body = (
        p("总报告", styled("1"))
        + p("一、组织领导", styled("2"))
        + p("(一)工作机构")
        + p("区里设有专班。")
        + p("二、经费")
    )
    extract = read(body, styles=STYLES)
    assert extract.blocks[3].section == ("总报告", "一、组织领导", "(一)工作机构")
    assert extract.blocks[4].section == ("总报告",)


@pytest.mark.parametrize("text", ["加强领导。区里成立了专班", "责任督学每月到校" * 20])
def test_body_text_in_a_heading_style_stays_text(text: str) -> None:
    assert read(p(text, styled("1")), styles=STYLES).blocks[0].kind is BlockKind.PARAGRAPH


def test_a_table_of_contents_is_set_aside() -> None:
    instruction = "<w:instrText> PAGEREF _Toc123 </w:instrText>"
    begin, separate = (f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate"))
    page = f"<w:r>{begin}{instruction}{separate}</w:r>"
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    body = (
        p("一、组织领导3", styled("toc1"))
        + p("", runs=r("二、经费") + page + r("4"))
        + f"<w:sdt>{gallery}<w:sdtContent>{p('目录')}</w:sdtContent></w:sdt>"
        + p("正文。")
    )
    extract = read(body, styles=STYLES)
    assert [b.text for b in extract.blocks] == ["正文。"]
    assert [(s.reason, s.text) for s in extract.set_aside] == [
        ("contents", "一、组织领导3"),
        ("contents", "二、经费4"),
        ("contents", "目录"),
    ]


# --- Title -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (p("市教育督导室") + p("云溪区自评报告", styled("t")) + p("一、组织领导"), "云溪区自评报告"),
        (
            p("云溪区关于督导工作的", styled("t")) + p("自评报告", styled("t")) + p("正文。"),
            "云溪区关于督导工作的自评报告",
        ),
        (p("云溪区自评报告", styled("1")) + p("一、组织领导", styled("2")), "云溪区自评报告"),
        (p("云溪区自评报告", CENTRED) + p("正文。"), "云溪区自评报告"),
        (
            p("云溪区人民政府文件", CENTRED) + p("云政〔2021〕3号", CENTRED) + p("督导工作方案", CENTRED) + p("各校:"),
            "督导工作方案",
        ),
        (
            p("云溪区人民政府", CENTRED) + p("关于督导工作的报告(2021年)", CENTRED),
            "云溪区人民政府关于督导工作的报告(2021年)",
        ),
        (p("云溪区自评报告") + p("一、组织领导") + p("区里设有专班。"), "云溪区自评报告"),
        (p("区里设有专班,已配督学。") + p("一、组织领导"), ""),
        (table(tr("甲", "乙")), ""),
        ("", ""),
    ],
)
def test_the_title(body: str, title: str) -> None:
    assert read(body, styles=STYLES).title == title


def test_a_centred_title_is_a_heading_and_no_sentence_of_the_text() -> None:
    assert headings(read(p("云溪区自评报告", CENTRED) + p("正文。"))) == [(1, "云溪区自评报告")]


# --- Places ----------------------------------------------------------------------------------------


def test_paragraphs_are_counted_as_a_reader_counts_them() -> None:
    extract = read(p("甲。") + p("") + p("乙。") + table(tr("丙", "丁")) + p("戊。"))
    assert [b.place for b in extract.blocks] == [
        Place(paragraph=1),
        Place(paragraph=2),
        Place(table=1),
        Place(paragraph=3),
    ]


def test_content_controls_around_paragraphs_and_tables_are_read() -> None:
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    extract = read(control.format(p("甲。") + control.format(table(tr("乙", "丙")))))
    assert [b.text for b in extract.blocks] == ["甲。", "乙 | 丙"]


# --- Notes, margins, comments ----------------------------------------------------------------------

SEPARATOR = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'


def note(identifier: int, text: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{identifier}">{p(text)}</w:{kind}>'


def reference(identifier: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{identifier}"/></w:r>'


def test_notes_follow_the_body_with_the_section_that_refers_to_them() -> None:
    body = (
        p("一、组织领导")
        + p("", runs=r("设有专班") + reference(2) + r("。"))
        + p("二、经费投入")
        + p("", runs=r("已列支。") + reference(7, "endnote"))
        + p("", runs=r("另见。") + reference(1))
    )
    extract = read(
        body,
        footnotes=SEPARATOR + note(1, "数据截至年底。") + note(2, "含联络员。"),
        endnotes=note(7, "不含基建。", "endnote"),
    )
    notes = [(b.text, b.place, b.section) for b in extract.blocks if b.kind is BlockKind.NOTE]
    assert notes == [
        ("含联络员。", Place(part="footnote", paragraph=1), ("一、组织领导",)),
        ("数据截至年底。", Place(part="footnote", paragraph=2), ("二、经费投入",)),
        ("不含基建。", Place(part="endnote", paragraph=1), ("二、经费投入",)),
    ]
    assert extract.blocks[1].text == "设有专班。"
    assert [b.index for b in extract.blocks] == list(range(8))


def test_a_note_of_a_table_has_the_tables_section() -> None:
    cell = f"<w:tc>{p('', runs=r('甲') + reference(1))}</w:tc>"
    extract = read(
        p("一、经费") + table(f"<w:tr>{cell}{cell.replace(reference(1), '')}</w:tr>"), footnotes=note(1, "含税。")
    )
    assert extract.blocks[-1].section == ("一、经费",)


def test_notes_that_were_deleted_or_that_nobody_refers_to_are_set_aside() -> None:
    extract = read(
        p("", runs=r("正文。") + f"<w:del>{reference(1)}</w:del>"), footnotes=note(1, "旧注。") + note(2, "孤注。")
    )
    assert [b.text for b in extract.blocks] == ["正文。"]
    assert [(s.reason, s.text) for s in extract.set_aside] == [("deleted", "旧注。"), ("hidden", "孤注。")]


def test_headers_footers_and_comments_are_kept_apart() -> None:
    extract = read(
        p("正文。"),
        header=p("云溪区教育局") + table(tr("密级")),
        footer=p("第1页"),
        comments=f'<w:comment w:id="0">{p("请核实")}{p("数据")}</w:comment>',
    )
    assert [b.text for b in extract.blocks] == ["正文。"]
    assert [(s.reason, s.text, s.place.part) for s in extract.set_aside] == [
        ("comment", "请核实\n数据", "comment"),
        ("header", "云溪区教育局", "header"),
        ("header", "密级", "header"),
        ("footer", "第1页", "footer"),
    ]
    assert extract.certificates[0].notes == ("有1条批注，已另置，不作为依据",)


# --- Certificate -----------------------------------------------------------------------------------


def test_one_certificate_for_the_file() -> None:
    extract = read(p("区里设有专班。"))
    (certificate,) = extract.certificates
    assert (certificate.page, certificate.characters, certificate.complete) == (None, 7, True)
    assert (extract.media_type, extract.pages, certificate.notes) == (MEDIA_TYPE, None, ())


def test_a_document_without_any_text_is_said_as_unread() -> None:
    assert read(p("")).certificates[0].unread == ("文件中没有任何可读取的文字",)


def test_documents_inside_the_document_are_said_as_unread() -> None:
    assert read(p("正文。") + '<w:altChunk r:id="rId9"/>').certificates[0].unread == (
        "有1处插入的外部文档，其内容没有读取",
    )


def test_a_file_written_by_python_docx_reads_back() -> None:
    written = python_docx.Document()
    written.add_heading("云溪区自评报告", 0)
    written.add_heading("一、组织领导", 1)
    written.add_paragraph("区里设有专班。")
    written.add_paragraph("每月到校一次", style="List Number")
    cells = written.add_table(2, 2)
    for cell, text in zip((c for row in cells.rows for c in row.cells), ("学校", "人数", "甲校", "9"), strict=True):
        cell.text = text
    written.sections[0].header.paragraphs[0].text = "内部资料"
    buffer = io.BytesIO()
    written.save(buffer)
    extract = read_word(buffer.getvalue(), "报告.docx")
    assert [(b.kind, b.text) for b in extract.blocks] == [
        (BlockKind.HEADING, "云溪区自评报告"),
        (BlockKind.HEADING, "一、组织领导"),
        (BlockKind.PARAGRAPH, "区里设有专班。"),
        (BlockKind.LIST_ITEM, "1. 每月到校一次"),
        (BlockKind.TABLE, "学校 | 人数\n甲校 | 9"),
    ]
    assert extract.title == "云溪区自评报告"
    assert [(s.reason, s.text) for s in extract.set_aside] == [("header", "内部资料")]


# --- Odd files -------------------------------------------------------------------------------------

ODD = st.sampled_from(
    ["", "x", "-1", "²", "999999999", "9" * 5000, "0", "1", "continue", "restart", "F0FC", "DFFF", "%9"]
)


@settings(max_examples=100, deadline=None)
@given(ODD, st.integers(0, 200))
def test_an_odd_attribute_never_ends_in_an_error_of_ours(value: str, at: int) -> None:
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
        '<w:lvlRestart w:val="1"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1">'
        '<w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride></w:num>'
    )
    merged = '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>'
    image = '<w:r><w:drawing><wp:extent cx="9" cy="9"/><pic:pic/></w:drawing></w:r>'
    body = (
        p("甲", styled("1") + listed(1))
        + p("", OUTLINE.format(1) + CENTRED, image + '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>')
        + table(tr(f"<w:tc><w:tcPr>{merged}</w:tcPr>{p('乙')}</w:tc>", properties='<w:gridBefore w:val="1"/>'))
        + p("丙", listed(1))
    )
    content = {"body": body, "lists": lists, "styles": STYLES}
    places = [(part, match) for part, text in content.items() for match in re.finditer(r'="([^"]*)"', text)]
    part, match = places[at % len(places)]
    content[part] = content[part][: match.start(1)] + value + content[part][match.end(1) :]
    extract = read(content["body"], numbering=content["lists"], styles=content["styles"])
    assert "乙" in "".join(block.text for block in extract.blocks)
