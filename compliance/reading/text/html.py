"""Web pages to blocks, without network, scripts or what a browser would not show."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

import lxml.etree
import lxml.html

from compliance.reading.blocks import Draft, Extract, TableCell, build_blocks, table_draft
from compliance.reading.encoding.decoding import decode
from compliance.reading.faults import unreadable
from compliance.reading.formats import HTML
from compliance.reading.limits import DEFAULT_LIMITS, Limits
from compliance.reading.text.plain import text_certificate, typed, with_bare_headings
from compliance.terms import BlockKind, Place, SetAside

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w-]+)", re.I
)
# A report of this program's own that was written into the folder: it quotes the submission, and would be evidence.
_OWN_REPORT = re.compile(rb"<meta\s+name=[\"']?generator[\"']?\s+content=[\"']compliance [^\"'>]{0,40}[\"']", re.I)
_SILENT = {"script", "style", "template", "head", "title", "meta", "link", "object", "embed", "iframe", "svg", "math"}
_SILENT |= {"canvas", "audio", "video", "map", "noscript", "select", "datalist", "button", "input", "textarea"}
_BLOCKS = {"p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "form", "fieldset", "figure"}
_BLOCKS |= {"figcaption", "blockquote", "pre", "center", "address", "details", "summary", "body", "html", "hr", "br"}
_BLOCKS |= {"ul", "ol", "dl", "menu", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"}
_ITEMS = {"li", "dt", "dd"}
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
# Parts of a page that are no part of its document, by the element's own meaning.
_APART = {"nav": "page_furniture", "footer": "footer", "del": "deleted", "s": "deleted", "strike": "deleted"}
_CJK_BREAK = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*\n\s*(?=[\u3000-\u9fff\uff00-\uffef])")
_WIDEST = 1000  # columns that a cell may span, as the HTML standard has it


def read_html(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Extract:
    """Read a web page: headings, paragraphs, list items, tables; hidden and struck text and navigation set aside.

    `place.line` is the element's line in the source, `place.paragraph` counts what the page shows. Raises
    UnreadableFile for a page over the limits or without any element.
    """
    if _OWN_REPORT.search(data[:8192]):
        raise unreadable(name, "是本程序生成的核对报告，不是报送材料，没有读取，请从材料中移走")
    decoded = decode(data, _declared(data))
    if len(decoded.text) > limits.characters:
        raise unreadable(name, f"网页超过 {limits.characters} 字，请拆成几个文件后再提交")
    # huge_tree: pages made by word processors nest deeper than 256; the size of the file is bounded before.
    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = lxml.html.document_fromstring(decoded.text.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError) as fault:
        raise unreadable(name, "网页没有可读的内容，请在浏览器中打开后另存为 PDF 再提交") from fault
    page = _Page(limits, name)
    page.walk(root)
    blocks = build_blocks(page.typed_drafts())
    heading = next((block.text for block in blocks if block.kind is BlockKind.HEADING), "")
    title = heading or " ".join((root.findtext(".//title") or "").split())
    # A picture may hold text; one with an alternative text says so itself.
    pictures = sum(not image.get("alt", "").strip() for image in root.iter("img"))
    certificate = text_certificate(blocks, decoded)
    unread = certificate.unread + _broken_off(parser)
    certificate = replace(certificate, images_without_text=pictures, unread=unread)
    return Extract(HTML, blocks, title, None, tuple(page.aside), (certificate,))


def _broken_off(parser: lxml.html.HTMLParser) -> tuple[str, ...]:
    """Where the parser gave up, which it does without an error when elements nest too deep."""
    faults = [entry.line for entry in parser.error_log if entry.type_name == "ERR_RESOURCE_LIMIT"]
    return (f"网页在第 {faults[0]} 行嵌套过深，其后的内容没有读到，请在浏览器中另存为 PDF 后再提交",) if faults else ()


def _declared(data: bytes) -> str:
    found = _CHARSET.search(data[:4096])
    return (found[1] or found[2]).decode("ascii", "replace") if found else ""


@dataclass
class _Page:
    """What the walk over a page's elements has gathered so far."""

    limits: Limits
    name: str
    drafts: list[Draft] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)
    buffer: list[str] = field(default_factory=list)
    tables: int = 0
    cells: int = 0

    def walk(self, root: lxml.html.HtmlElement) -> None:
        """Go through the elements in their order; a stack, since pages nest deeper than Python recurses."""
        stack: list[tuple[lxml.html.HtmlElement, bool, BlockKind, int]] = [(root, False, BlockKind.PARAGRAPH, 0)]
        while stack:
            element, leaving, kind, level = stack.pop()
            tag = element.tag if isinstance(element.tag, str) else ""
            own_kind, own_level = _kind(tag, kind, level)
            breaks = tag in _BLOCKS or tag in _ITEMS or tag in _HEADINGS
            if leaving:
                if breaks:
                    self._flush(element, own_kind, own_level)
                self.buffer.append(element.tail or "")
                continue
            if breaks:
                self._flush(element, kind, level)
            if self._is_done(element, tag):
                self.buffer.append(element.tail or "")
                continue
            self.buffer.append(element.text or "")
            stack.append((element, True, kind, level))
            stack.extend((child, False, own_kind, own_level) for child in reversed(element))
        self._flush(root, BlockKind.PARAGRAPH, 0)

    def _is_done(self, element: lxml.html.HtmlElement, tag: str) -> bool:
        """Whether an element is dealt with as a whole: left out, set aside, or a data table."""
        if not tag or tag in _SILENT:
            return True
        hidden = "hidden" in element.attrib or _INVISIBLE.search(element.get("style", ""))
        reason = "hidden" if hidden else _APART.get(tag, "")
        if reason:
            text = _text(element)
            if text:
                self.aside.append(SetAside(text, reason, Place(line=element.sourceline)))
            return True
        if tag == "table" and _is_data(element):
            self._table(element)
            return True
        return False

    def _flush(self, element: lxml.html.HtmlElement, kind: BlockKind, level: int) -> None:
        text = _collapsed("".join(self.buffer))
        self.buffer.clear()
        if text:
            place = Place(paragraph=len(self.drafts) + 1, line=element.sourceline)
            self._add(Draft(kind, text, place, level))

    def _table(self, table: lxml.html.HtmlElement) -> None:
        self.tables += 1
        caption = table.find("caption")
        place = Place(paragraph=len(self.drafts) + 1, table=self.tables, line=table.sourceline)
        if caption is not None and (text := _text(caption)):
            self._add(Draft(BlockKind.PARAGRAPH, text, place))
        cells = _cells(table)
        self.cells += len(cells)
        if self.cells > self.limits.table_cells:
            raise unreadable(self.name, "表格单元格过多，超出可读取的范围，请拆成几个文件后再提交")
        if cells:
            self._add(table_draft(cells, place))

    def _add(self, draft: Draft) -> None:
        if len(self.drafts) >= self.limits.blocks:
            raise unreadable(self.name, "段落过多，超出可读取的范围，请拆成几个文件后再提交")
        self.drafts.append(draft)

    def typed_drafts(self) -> list[Draft]:
        """The drafts, with headings told as in plain text where the page marks none itself."""
        if any(draft.kind is BlockKind.HEADING for draft in self.drafts):
            return [typed(d) if d.kind is BlockKind.PARAGRAPH else d for d in self.drafts]
        return with_bare_headings([typed(d) if d.kind is BlockKind.PARAGRAPH else d for d in self.drafts])


def _kind(tag: str, kind: BlockKind, level: int) -> tuple[BlockKind, int]:
    """What the text of an element becomes; a paragraph inside a list item or a heading stays one."""
    if tag in _HEADINGS:
        return BlockKind.HEADING, _HEADINGS[tag]
    if tag in _ITEMS:
        return BlockKind.LIST_ITEM, 0
    return kind, level


def _is_data(table: lxml.html.HtmlElement) -> bool:
    """A table of data; one that holds a table, or a single column, only arranges the page."""
    if table.find(".//table") is not None:
        return False
    return any(len(row.xpath("./td|./th")) > 1 for row in table.iter("tr"))


def _cells(table: lxml.html.HtmlElement) -> list[TableCell]:
    """Cells on their grid; a cell below one that spans rows moves right, as in a browser."""
    rows = list(table.iter("tr"))
    headed = any(row.find("th") is not None for row in rows) or table.find("thead") is not None
    taken: dict[int, int] = {}  # column → first row that is free again
    cells: list[TableCell] = []
    for r, row in enumerate(rows):
        column = 0
        top = row.getparent() is not None and row.getparent().tag == "thead"
        for cell in row.xpath("./td|./th"):
            while taken.get(column, 0) > r:
                column += 1
            # Some write rowspan="0" for "to the end"; nothing reaches beyond the table.
            down = _span(cell.get("rowspan"), len(rows) - r)
            across = _span(cell.get("colspan"), _WIDEST)
            header = cell.tag == "th" or top or (not headed and r == 0 and len(rows) > 1)
            cells.append(TableCell(r, column, _text(cell), down, across, header))
            for covered in range(column, column + across):
                taken[covered] = r + down
            column += across
    return cells


def _span(value: str | None, most: int) -> int:
    text = (value or "1").strip()
    # int() reads any script's digits, but not thousands of them.
    return max(1, min(int(text) if text.isdecimal() and len(text) < 10 else 1, most))


def _text(element: lxml.html.HtmlElement) -> str:
    """What a browser shows of an element, on one line."""
    parts: list[str] = []
    stack: list[tuple[lxml.html.HtmlElement, bool]] = [(element, False)]
    while stack:
        node, leaving = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        if leaving:
            parts.append(" " if tag in _BLOCKS or tag in _ITEMS else "")
        elif tag and tag not in _SILENT and not (node is not element and _is_hidden(node)):
            parts.append(" " if tag in _BLOCKS and node is not element else "")
            parts.append(node.text or "")
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(node))
            continue
        parts.append((node.tail or "") if node is not element else "")
    return _collapsed("".join(parts))


def _is_hidden(element: lxml.html.HtmlElement) -> bool:
    return "hidden" in element.attrib or bool(_INVISIBLE.search(element.get("style", ""))) or element.tag in _APART


def _collapsed(text: str) -> str:
    """White space as a browser shows it; a line break between 汉字 is none."""
    return " ".join(_CJK_BREAK.sub("", text).split())
