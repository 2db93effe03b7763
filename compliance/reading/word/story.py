"""The stories of a .docx (body, notes, headers, text boxes) as paragraphs and tables in the order of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from compliance.reading.blocks import TableCell
from compliance.reading.story.list_numbers import Numbering
from compliance.reading.story.stories import Line, Paragraph, Row, Tally, joined
from compliance.reading.word.styles import Style, Styles, is_centred, is_on, list_of, outline_level
from compliance.reading.word.tables import children, read_cells, table_rows
from compliance.reading.word.text import LineReader, W, is_placeholder
from compliance.reading.zip_package import Element

_P, _TBL, _PPR = W + "p", W + "tbl", W + "pPr"


class WordSource:
    """Reads the stories of one .docx; counts into the tally as it goes."""

    def __init__(self, styles: Styles, numbering: Numbering, tally: Tally, diagram: Callable[[str], str]) -> None:
        self._styles = styles
        self._numbering = numbering
        self._tally = tally
        self._diagram = diagram
        self._lines = LineReader(styles, tally)

    def items(self, container: Element, reason: str) -> Iterator[Paragraph | tuple[Element, str]]:
        """Paragraphs and tables in order; a paragraph whose mark was deleted runs on into the next one."""
        return joined(self._items(container, reason))

    def _items(self, container: Element, reason: str) -> Iterator[Paragraph | tuple[Element, str]]:
        for node, why in _blocks_of(container, reason, self._tally):
            if node.tag == _TBL:
                yield node, why
                continue
            properties = node.find(_PPR)
            style = self._styles.of_paragraph(_style_id(properties))
            line = self._lines.read(node, style, why)
            yield (
                Paragraph(line, runs_on=True) if _mark_deleted(properties) else self._described(line, properties, style)
            )

    def rows(self, table: Element) -> Sequence[Row]:
        """The rows of a table."""
        return table_rows(table)

    def cells(self, rows: Sequence[Row], text_of: Callable[[Element, int, int], str]) -> list[TableCell]:
        """The cells of rows on their grid."""
        return read_cells(rows, text_of)

    def paragraphs(self, cell: Element) -> int:
        """How many paragraphs with text a cell holds itself."""
        return sum(any(t.text and t.text.strip() for t in p.iter(W + "t")) for p in cell.iterfind(_P))

    def diagram(self, identifier: str) -> str:
        """The text of a SmartArt graphic by its relationship id, a line a shape."""
        return self._diagram(identifier)

    def _described(self, line: Line, properties: Element | None, style: Style) -> Paragraph:
        own_level, own_centre = outline_level(properties), is_centred(properties)
        label = None
        number, depth = self._list(properties, style)
        if number not in ("", "0") and not _unseen(line, properties):
            label = self._numbering.next_label(number, depth)
        return Paragraph(
            line,
            label or "",
            label is not None,
            style.level if own_level is None else own_level,
            style.title,
            style.contents or line.contents,
            style.centred if own_centre is None else own_centre,
        )

    def _list(self, properties: Element | None, style: Style) -> tuple[str, int]:
        """numId and level of a paragraph: its own, else its style's; a style may stand on a level of the list."""
        number, depth = list_of(properties)
        if number:
            return number, depth or 0
        if depth is None:
            depth = style.number_level
        if depth is None and style.number:
            depth = self._numbering.level_of_style(style.number, style.number_style)
        return style.number, depth or 0


def _blocks_of(container: Element, reason: str, tally: Tally) -> Iterator[tuple[Element, str]]:
    """Paragraphs and tables directly in a container, with why they are set aside, if they are."""
    for node in children(container, _P, _TBL, W + "sdt", W + "altChunk", W + "del", W + "moveFrom"):
        if node.tag in (_P, _TBL):
            yield node, reason
        elif node.tag == W + "altChunk":
            tally.imported += 1
        elif node.tag == W + "sdt":
            why = reason or _control_reason(node)
            tally.placeholders += why == "placeholder" and not reason
            content = node.find(W + "sdtContent")
            if content is not None:
                yield from _blocks_of(content, why, tally)
        else:
            yield from _blocks_of(node, "deleted", tally)


def _control_reason(control: Element) -> str:
    gallery = next(control.iterfind(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery"), None)
    if gallery is not None and gallery.get(W + "val") == "Table of Contents":
        return "contents"
    return "placeholder" if is_placeholder(control) else ""


def _style_id(properties: Element | None) -> str | None:
    node = None if properties is None else properties.find(W + "pStyle")
    return None if node is None else node.get(W + "val")


def _mark_deleted(properties: Element | None) -> bool:
    mark = None if properties is None else properties.find(W + "rPr")
    return mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None)


def _unseen(line: Line, properties: Element | None) -> bool:
    """Whether nothing of a paragraph shows, not even its number: all of it is hidden, its mark too."""
    mark = None if properties is None else properties.find(W + "rPr")
    return mark is not None and is_on(mark.find(W + "vanish")) and not line.text.strip()
