"""The stories of an .odt (body, notes, headers, text boxes) as paragraphs and tables in the order of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from compliance.reading.blocks import TableCell
from compliance.reading.odt.numbering import Lists
from compliance.reading.odt.styles import OFFICE, TEXT, Styles
from compliance.reading.odt.text import DRAW, LineReader
from compliance.reading.story.stories import Paragraph, Row, Tally, joined
from compliance.reading.story.tables import with_headers
from compliance.reading.zip_package import Element, whole_number

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_LIST, _ITEM, _HEADER = TEXT + "list", TEXT + "list-item", TEXT + "list-header"
_CELL, _COVERED = TABLE + "table-cell", TABLE + "covered-table-cell"
_WIDEST = 1_000  # grid columns, as for a .docx
_MOST_EMPTY = 64  # repeated columns without text
_DEEPEST = 9  # heading levels
# Lists of headings, figures and tables with their pages: no evidence that what they name is there.
_CONTENTS = frozenset(
    TEXT + name for name in ("table-of-content", "illustration-index", "table-index", "object-index", "user-index")
)
_INDEXES = _CONTENTS | {TEXT + "alphabetical-index", TEXT + "bibliography"}
# Declarations, and what the reader reads elsewhere.
_PASSED = frozenset(
    (
        *(TEXT + name for name in ("tracked-changes", "sequence-decls", "variable-decls", "user-field-decls")),
        *(TEXT + name for name in ("dde-connection-decls", "section-source", "table-of-content-source")),
        *(OFFICE + name for name in ("forms", "scripts", "event-listeners")),
        *("{urn:oasis:names:tc:opendocument:xmlns:dr3d:1.0}scene", TABLE + "calculation-settings"),
    )
)
# What stands in a paragraph as a rule, and between paragraphs where it concerns whole ones.
_BETWEEN = frozenset((TEXT + "change", TEXT + "change-start", TEXT + "change-end", OFFICE + "annotation"))
_ROW_GROUPS = frozenset(TABLE + name for name in ("table-header-rows", "table-rows", "table-row-group"))


class OdtSource:
    """Reads the stories of one .odt; counts into the tally as it goes."""

    def __init__(self, styles: Styles, lists: Lists, tally: Tally, lines: LineReader) -> None:
        self._styles = styles
        self._lists = lists
        self._tally = tally
        self._lines = lines

    def items(self, container: Element, reason: str) -> Iterator[Paragraph | tuple[Element, str]]:
        """Paragraphs and tables in order, through lists, sections and indexes."""
        return joined(self._items(container, reason))

    def _items(self, container: Element, reason: str) -> Iterator[Paragraph | tuple[Element, str]]:
        for child in container:
            tag = child.tag
            if tag in (TEXT + "p", TEXT + "h"):
                yield self._paragraph(child, reason)
            elif tag == TABLE + "table":
                yield child, reason
            elif tag in (_LIST, TEXT + "numbered-paragraph"):
                yield from self._list(child, reason, "", "", 0)
            elif tag == TEXT + "section":
                hidden = child.get(TEXT + "display") == "none"
                # What a linked file held when it was last fetched stands inside; the file itself is never fetched.
                self._tally.imported += child.find(TEXT + "section-source") is not None
                yield from self._items(child, reason or ("hidden" if hidden else ""))
            elif tag in _INDEXES:
                yield from self._items(child, reason or ("contents" if tag in _CONTENTS else ""))
            elif tag.startswith(DRAW) or tag in _BETWEEN:
                yield Paragraph(self._lines.alone(child, reason))
            elif tag not in _PASSED:  # wrappers yet unknown: text is never dropped
                yield from self._items(child, reason)

    def rows(self, table: Element) -> Sequence[Row]:
        """The rows of a table, through its groups; one that is repeated stands as often as it is shown."""
        rows: list[Row] = []
        waiting = [(iter(table), False)]
        while waiting:
            nodes, header = waiting[-1]
            node = next(nodes, None)
            if node is None:
                waiting.pop()
            elif node.tag == TABLE + "table-row":
                rows += [_row(node, header)] * _repeated(node, "number-rows-repeated", node)
            elif node.tag in _ROW_GROUPS:
                waiting.append((iter(node), header or node.tag == TABLE + "table-header-rows"))
        return rows

    def cells(self, rows: Sequence[Row], text_of: Callable[[Element, int, int], str]) -> list[TableCell]:
        """The cells of rows on their grid; what a merged cell covers is not shown and is not read."""
        cells: list[TableCell] = []
        for number, row in enumerate(rows):
            column = 0
            for node in row.cells:
                count = _repeated(node, "number-columns-repeated", node)
                if node.tag == _COVERED:
                    column += count
                    continue
                # Row numbers are those of the rows that are shown: nothing reaches below the last one.
                down = min(_span(node, "number-rows-spanned"), len(rows) - number)
                across = _span(node, "number-columns-spanned")
                for _ in range(count):
                    cells.append(TableCell(number, column, text_of(node, number, column), down, across, row.header))
                    column += 1
        return with_headers(cells, rows)

    def paragraphs(self, cell: Element) -> int:
        """How many paragraphs with text a cell holds itself."""
        return sum(any(text.strip() for text in p.itertext()) for p in cell.iterfind(TEXT + "p"))

    def diagram(self, identifier: str) -> str:
        """There are none: this format has no diagrams that are more than shapes."""
        return ""

    # --- Paragraphs and lists ----------------------------------------------------------------------

    def _paragraph(self, node: Element, reason: str, label: str | None = None) -> Paragraph:
        """A paragraph; `label` is the number of the list item that it begins, None where it begins none."""
        style = self._styles.named("paragraph", node.get(TEXT + "style-name"))
        line = self._lines.read(node, style, reason)
        if self._lines.deleting:
            return Paragraph(line, runs_on=True)
        level = style.level
        if node.tag == TEXT + "h":
            level = min(max(whole_number(node.get(TEXT + "outline-level"), 1), 1), _DEEPEST)
            if label is None and node.get(TEXT + "is-list-header") != "true":
                label = self._lists.outline_label(level) or None
        return Paragraph(line, label or "", label is not None, level, style.title, style.contents, style.centred)

    def _list(
        self, node: Element, reason: str, chain: str, style: str, depth: int
    ) -> Iterator[Paragraph | tuple[Element, str]]:
        chain, style = self._lists.enter(node, chain, style)
        if node.tag == TEXT + "numbered-paragraph":
            depth = max(whole_number(node.get(TEXT + "level"), 1), 1) - 1
            yield from self._item(node, reason, chain, style, depth)
            return
        for item in node:
            if item.tag == _ITEM:
                yield from self._item(item, reason, chain, item.get(TEXT + "style-override") or style, depth)
            elif item.tag == _HEADER:
                yield from self._item(item, reason, chain, style, depth, counted=False)

    def _item(
        self, item: Element, reason: str, chain: str, style: str, depth: int, counted: bool = True
    ) -> Iterator[Paragraph | tuple[Element, str]]:
        """What an item holds: its first paragraph has its number; inner lists are a level deeper."""
        for child in item:
            if child.tag == _LIST:
                yield from self._list(child, reason, chain, style, depth + 1)
            elif child.tag in (TEXT + "p", TEXT + "h"):
                label = None
                if counted:
                    label = self._lists.label(chain, style, depth, item.get(TEXT + "start-value"))
                    counted = False
                yield self._paragraph(child, reason, label)
            elif child.tag != TEXT + "number":  # the number as it was last shown, for programs that do not count
                yield from self._items([child], reason)


def _row(node: Element, header: bool) -> Row:
    hidden = node.get(TABLE + "visibility") in ("collapse", "filter")
    cells = tuple(child for child in node if child.tag in (_CELL, _COVERED))
    return Row(cells, 0, header, "hidden" if hidden else "")


def _repeated(node: Element, name: str, content: Element) -> int:
    """How often a row or a cell is repeated; without text, no more often than a table is wide."""
    count = max(1, whole_number(node.get(TABLE + name), 1))
    if count > 1 and not any(text.strip() for text in content.itertext()):
        return 1 if name == "number-rows-repeated" else min(count, _MOST_EMPTY)
    return min(count, _WIDEST)


def _span(node: Element, name: str) -> int:
    return min(max(whole_number(node.get(TABLE + name), 1), 1), _WIDEST)
