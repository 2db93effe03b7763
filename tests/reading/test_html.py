"""Web pages: what a browser shows is text, the rest is set aside or left out, nothing is fetched."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.errors import UnreadableFile
from compliance.reading.blocks import Extract
from compliance.reading.limits import Limits
from compliance.reading.text.html import read_html
from compliance.terms import BlockKind

H, P, L, T = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE


def page(body: str, head: str = "") -> Extract:
    return read_html(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "总结.html")


def shapes(body: str) -> list[tuple[BlockKind, int, str]]:
    return [(block.kind, block.level, block.text) for block in page(body).blocks]


def test_headings_paragraphs_and_items_with_their_sections() -> None:
    extract = page("<h1>工作总结</h1><p>第一段<b>重点</b>。</p><h2>一、成效</h2><ul><li>例会<li>通报</ul>")
    assert [(b.kind, b.level, b.text) for b in extract.blocks] == [
        (H, 1, "工作总结"),
        (P, 0, "第一段重点。"),
        (H, 2, "一、成效"),
        (L, 0, "例会"),
        (L, 0, "通报"),
    ]
    assert extract.blocks[3].section == ("工作总结", "一、成效")
    assert extract.title == "工作总结"


def test_the_page_title_is_the_title_where_there_is_no_heading() -> None:
    assert page("<p>全年召开会议4次，形成纪要4份。</p>", "<title>清川区总结</title>").title == "清川区总结"


def test_line_breaks_part_paragraphs_and_loose_text_counts() -> None:
    assert shapes("<h1>总结</h1>　　第一段。<br/>　　第二段。<div>第三段<span>，接着。</span></div>尾") == [
        (H, 1, "总结"),
        (P, 0, "第一段。"),
        (P, 0, "第二段。"),
        (P, 0, "第三段，接着。"),
        (P, 0, "尾"),
    ]


def test_a_source_line_break_between_chinese_characters_is_no_space() -> None:
    assert shapes("<h1>总结</h1><p>督学责\n    任区 6 个\nGB 标准</p>")[1][2] == "督学责任区 6 个 GB 标准"


def test_numbered_paragraphs_are_headings_on_pages_without_heading_elements() -> None:
    long = "全区成立了由分管副区长任组长的领导小组，全年召开专题会议4次。" * 2
    assert [b[:2] for b in shapes(f"<p>工作总结</p><p>一、组织领导</p><p>{long}</p>")] == [(H, 1), (H, 2), (P, 0)]


def test_scripts_styles_and_comments_are_no_text() -> None:
    extract = page(
        "<script>var 甲='乙'</script><style>p{}</style><!-- 批注 --><noscript>请开启</noscript><p>正文。</p>"
    )
    assert [b.text for b in extract.blocks] == ["正文。"]
    assert extract.set_aside == ()


@pytest.mark.parametrize(
    ("element", "reason"),
    [
        ("<p style='display: none'>甲</p>", "hidden"),
        ("<div hidden><p>甲</p></div>", "hidden"),
        ("<span style='VISIBILITY:hidden'>甲</span>", "hidden"),
        ("<nav><a>甲</a></nav>", "page_furniture"),
        ("<footer>甲</footer>", "footer"),
        ("<del>甲</del>", "deleted"),
    ],
)
def test_what_is_not_shown_or_not_the_document_is_set_aside(element: str, reason: str) -> None:
    extract = page(f"<h1>总结</h1><p>前{element}</p><p>后</p>")
    assert "甲" not in "".join(b.text for b in extract.blocks)
    assert [(a.text, a.reason) for a in extract.set_aside] == [("甲", reason)]


def test_a_table_with_spans_keeps_its_grid() -> None:
    table = page(
        "<table><tr><th rowspan=2>学校</th><th colspan=2>人数</th></tr><tr><th>教师</th><th>学生</th></tr>"
        "<tr><td>一小</td><td>50</td><td>900</td></tr></table>"
    ).blocks[0]
    assert table.text == "学校 | 人数\n教师 | 学生\n一小 | 50 | 900"
    assert [
        (c.row, c.column, c.row_span, c.column_span, c.header, table.text[c.start : c.end]) for c in table.cells
    ] == [
        (0, 0, 2, 1, True, "学校"),
        (0, 1, 1, 2, True, "人数"),
        (1, 1, 1, 1, True, "教师"),
        (1, 2, 1, 1, True, "学生"),
        (2, 0, 1, 1, False, "一小"),
        (2, 1, 1, 1, False, "50"),
        (2, 2, 1, 1, False, "900"),
    ]


def test_the_first_row_is_the_header_where_none_is_marked_and_the_caption_stands_above() -> None:
    caption, table = page(
        "<table><caption>表1 师资</caption><tr><td>学校</td><td>教师</td></tr><tr><td>一小</td><td>50</td></tr></table>"
    ).blocks
    assert caption.text == "表1 师资"
    assert [c.header for c in table.cells] == [True, True, False, False]


def test_a_table_that_only_arranges_the_page_is_no_table() -> None:
    layout = (
        "<table><tr><td>导航</td><td><table><tr><td>学校</td><td>50</td></tr></table><p>正文。</p></td></tr></table>"
    )
    assert [(b[0], b[2]) for b in shapes(f"<h1>总结</h1>{layout}")] == [
        (H, "总结"),
        (P, "导航"),
        (T, "学校 | 50"),
        (P, "正文。"),
    ]


def test_spans_out_of_all_proportion_do_no_harm() -> None:
    table = page("<table><tr><td rowspan=999999999 colspan=99999>甲</td><td colspan=-1>乙</td></tr></table>").blocks[0]
    assert [(c.column, c.row_span) for c in table.cells] == [(0, 1), (1000, 1)]


def test_the_declared_encoding_is_used() -> None:
    html = "<html><head><meta charset=gb2312></head><body><p>督导</p></body></html>"
    extract = read_html(html.encode("gb18030"), "a.html")
    assert extract.blocks[0].text == "督导"
    assert extract.certificates[0].notes == ("文件编码为 GB18030，已转换",)


def test_pictures_without_alternative_text_are_counted() -> None:
    assert (
        page("<p>见图<img src='http://example.invalid/a.png'><img alt='校门'></p>").certificates[0].images_without_text
        == 1
    )


def test_deep_nesting_is_read_and_nesting_beyond_the_parser_is_said() -> None:
    assert [b.text for b in page("<p>前文。</p>" + "<div>" * 1500 + "正文。").blocks] == ["前文。", "正文。"]
    certificate = page("<p>前文。</p>" + "<div>" * 5000 + "正文。").certificates[0]
    assert not certificate.complete
    assert "嵌套过深" in certificate.unread[0]


def test_too_many_cells_are_refused() -> None:
    cells = "<td>甲</td>" * 20
    with pytest.raises(UnreadableFile, match="表格单元格过多"):
        read_html(f"<table><tr>{cells}</tr></table>".encode(), "a.html", Limits(table_cells=10))


TAGS = [
    "<p>",
    "</p>",
    "<table>",
    "<tr>",
    "<td rowspan=2>",
    "</table>",
    "<li>",
    "<h2>",
    "</h2>",
    "<br>",
    "<!--",
    "督导",
    "&nbsp;",
]
TAGS += [
    "<div hidden>",
    "</div>",
    "<del>",
    "<svg>",
    "\x00",
    "<?xml version='1.0' encoding='gbk'?>",
    "&#0;",
    "<caption>",
    "<",
]


@given(st.lists(st.sampled_from(TAGS), max_size=40).map("".join))
@settings(max_examples=150, deadline=1000)
def test_any_page_is_read_or_refused(body: str) -> None:
    try:
        extract = read_html(body.encode(), "a.html")
    except UnreadableFile:
        return
    for block in extract.blocks:
        assert all(block.text[c.start : c.end] == block.text[c.start : c.end].strip() for c in block.cells)
