"""A document as HTML, read back as a browser reads it."""

from __future__ import annotations

import time
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.reading.blocks import TableCell, build_blocks, table_draft
from compliance.review.pages.text import document_html
from compliance.terms import Block, BlockKind, Cell, Certificate, Document, Place, SetAside

_VOID = {"br", "img", "hr"}


class _Read(HTMLParser):
    """Elements in document order: tag, attributes, and all the text inside."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None], list[str]]] = []
        self._open: list[int] = []
        self.feed(html.replace("\r\n", "\n").replace("\r", "\n"))  # as browsers do before they parse
        assert not self._open

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes), []))
        if tag not in _VOID:
            self._open.append(len(self.elements) - 1)

    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self._open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        for index in self._open:
            self.elements[index][2].append(data)

    def with_attribute(self, name: str) -> list[tuple[str, dict[str, str | None], str]]:
        return [(tag, found, "".join(text)) for tag, found, text in self.elements if name in found]


def document(*blocks: Block, pages: int | None = None, **more) -> Document:
    return Document("总结.docx", "ab" * 32, "text/plain", blocks, pages=pages, **more)


def block(text: str, kind: BlockKind = BlockKind.PARAGRAPH, index: int = 0, level: int = 0, page: int | None = None):
    return Block(index, kind, text, Place(page=page), level=level)


def table(*cells: TableCell) -> Block:
    return build_blocks([table_draft(cells, Place())])[0]


# As much trouble as text can make: markup, entities, every kind of end of line, rare 汉字, emoji, control characters.
_TEXTS = st.text(
    st.one_of(
        st.sampled_from("<>&\"'\r\n\t {}%;#𠮷😀｜|。"),
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
    ),
    min_size=1,
    max_size=40,
)


@given(st.lists(st.tuples(_TEXTS, st.sampled_from([k for k in BlockKind if k is not BlockKind.TABLE])), max_size=6))
@settings(deadline=None)
def test_an_element_holds_exactly_the_text_of_its_block(drawn):
    blocks = [block(text, kind, index, level=1) for index, (text, kind) in enumerate(drawn)]
    read = _Read(document_html(document(*blocks)))
    assert [(found["data-block"], text) for _, found, text in read.with_attribute("data-block")] == [
        (str(one.index), one.text) for one in blocks
    ]


@given(st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), _TEXTS, min_size=1, max_size=12))
@settings(deadline=None)
def test_a_cell_holds_exactly_the_slice_that_begins_where_it_says(texts):
    cells = [TableCell(row, column, text) for (row, column), text in texts.items()]
    drafted = table_draft(cells, Place())
    one = Block(0, BlockKind.TABLE, drafted.text, Place(), cells=drafted.cells)
    read = _Read(document_html(document(one))).with_attribute("data-start")
    assert len(read) == len(cells)
    for _, found, text in read:
        start = int(found["data-start"] or "")
        assert one.text[start : start + len(text)] == text
        assert (start, start + len(text)) in {(cell.start, cell.end) for cell in one.cells}


def test_what_a_text_says_is_never_markup():
    html = document_html(
        document(
            block("<script>alert(1)</script>"),
            set_aside=(SetAside("<img src=x onerror=y>", '<b onclick="z">', Place(page=1)),),
            certificates=(Certificate(1, 0, unread=("<svg/onload=a>",)),),
        )
    )
    assert {tag for tag, _, _ in _Read(html).elements} <= {
        "article", "section", "div", "p", "details", "summary", "ul", "li", "b"
    }  # fmt: skip
    assert "<script" not in html and "<img" not in html and "<svg" not in html and 'onclick="' not in html


def test_headings_begin_at_the_third_level_of_the_page_and_end_at_the_sixth():
    blocks = [block("标题", BlockKind.HEADING, index, level) for index, level in enumerate((1, 2, 4, 9, 0))]
    read = _Read(document_html(document(*blocks)))
    assert [tag for tag, _, _ in read.with_attribute("data-block")] == ["h3", "h4", "h6", "h6", "h3"]


def test_items_that_follow_each_other_are_one_list():
    items = [block(text, BlockKind.LIST_ITEM, index) for index, text in enumerate("一二")]
    html = document_html(document(*items, block("后文", index=2), block("三", BlockKind.LIST_ITEM, 3)))
    assert html.count("<ul") == 2


def test_merged_cells_keep_their_places():
    one = table(
        TableCell(0, 0, "类别", row_span=2, header=True),
        TableCell(0, 1, "学生", column_span=2, header=True),
        TableCell(1, 1, "小学", header=True),
        TableCell(1, 2, "初中", header=True),
        TableCell(2, 0, "县城", header=True),
        TableCell(2, 1, "9874"),
        TableCell(2, 2, "706"),
    )
    cells = {
        text: (tag, found) for tag, found, text in _Read(document_html(document(one))).with_attribute("data-start")
    }
    assert cells["类别"] == ("th", {"data-start": "0", "rowspan": "2", "scope": "col"})
    assert cells["学生"][1]["colspan"] == "2"
    assert cells["县城"] == ("th", {"data-start": str(one.text.index("县城")), "scope": "row"})
    assert cells["706"][0] == "td"


def test_a_place_without_a_cell_is_left_free_and_one_below_a_merged_cell_is_not():
    free = table(TableCell(0, 0, "甲"), TableCell(0, 1, "乙"), TableCell(1, 1, "丙"))
    covered = table(TableCell(0, 0, "甲", row_span=2), TableCell(0, 1, "乙"), TableCell(1, 1, "丙"))
    assert '<tr><td colspan="1"></td><td data-start' in document_html(document(free))
    assert "colspan" not in document_html(document(covered))


def test_rows_and_columns_in_which_nothing_begins_take_no_room():
    html = document_html(document(table(TableCell(0, 0, "甲"), TableCell(90_000, 800, "乙", row_span=60_000))))
    assert html.count("<tr>") == 2 and "rowspan" not in html


def test_a_table_whose_cells_do_not_hold_its_text_is_shown_as_text():
    broken = Block(0, BlockKind.TABLE, "甲 | 乙\n丙", Place(), cells=(Cell(0, 0, 0, 1), Cell(0, 1, 0, 99)))
    ((tag, _, text),) = _Read(document_html(document(broken))).with_attribute("data-block")
    assert (tag, text) == ("p", broken.text)


def test_every_page_has_its_section_also_one_without_text():
    html = document_html(document(block("甲", page=1), block("乙", index=1), block("丙", index=2, page=3), pages=4))
    pages = _Read(html).with_attribute("data-page")
    assert [found["data-page"] for _, found, _ in pages] == ["1", "2", "3", "4"]
    assert "甲" in pages[0][2] and "乙" in pages[0][2] and "丙" in pages[2][2]


def test_a_false_number_of_pages_makes_no_endless_document():
    assert document_html(document(block("甲"), pages=10**9)).count("<section") <= 5_000


def test_what_was_set_aside_or_not_read_is_told_on_its_page_with_the_reason():
    html = document_html(
        document(
            block("甲", page=1),
            pages=2,
            set_aside=(SetAside("第 2 页 共 2 页", "footer", Place(page=2)),),
            certificates=(Certificate(2, 0, unread=("第2页是图像，没有识别出文字",)),),
        )
    )
    first, second = (text for _, _, text in _Read(html).with_attribute("data-page"))
    assert "页脚" not in first
    assert "页脚 第 2 页 共 2 页" in second and "第2页是图像，没有识别出文字" in second


def test_three_thousand_blocks_are_rendered_in_a_moment():
    blocks = [block("学校对督学的评分平均94.6分，" * 8, index=index, page=index // 30 + 1) for index in range(3000)]
    began = time.process_time()
    document_html(document(*blocks, pages=100))
    assert time.process_time() - began < 1.0  # takes a twentieth of that
