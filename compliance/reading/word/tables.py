"""The grid of a .docx table: merged cells, header rows, rows that are deleted or hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from compliance.reading.blocks import TableCell
from compliance.reading.story.stories import Row
from compliance.reading.story.tables import with_headers
from compliance.reading.word.styles import is_on
from compliance.reading.word.text import ALTERNATE, W, chosen
from compliance.reading.zip_package import Element, whole_number

_WIDEST = 1_000  # grid columns; Word allows 63
_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))


def table_rows(table: Element) -> list[Row]:
    """The rows of a table in order, through content controls and other wrappers."""
    return [_row(node) for node in children(table, W + "tr")]


def children(node: Element, *tags: str) -> Iterator[Element]:
    """The child elements with one of the tags, also those inside content controls, custom XML and alternatives."""
    waiting = [iter(node)]
    while waiting:
        for child in waiting[-1]:
            if child.tag in tags:
                yield child
            elif child.tag in _WRAPPERS:
                waiting.append(iter(child))
                break
            elif child.tag == ALTERNATE:
                waiting.append(iter([grandchild for branch in chosen(child) for grandchild in branch]))
                break
        else:
            waiting.pop()


def read_cells(rows: Sequence[Row], text_of: Callable[[Element, int, int], str]) -> list[TableCell]:
    """The cells on the grid; `text_of` is called once for each cell, with its row and column from 0.

    A cell that continues a merged one above lengthens it and is not listed; Word does not show its text.
    """
    cells: list[TableCell] = []
    open_merges: dict[int, int] = {}  # first column → position in `cells`
    for number, row in enumerate(rows):
        column, left = row.first_column, -1
        for node in row.cells:
            properties = node.find(W + "tcPr")
            width = _span(properties)
            merge = _merge(properties, "vMerge")
            above = open_merges.get(column)
            if _merge(properties, "hMerge") == "continue" and left >= 0:
                # The older way to merge cells of a row: each keeps its own w:tc.
                cells[left] = replace(cells[left], column_span=cells[left].column_span + width)
            elif merge == "continue" and above is not None:
                cells[above] = replace(cells[above], row_span=number - cells[above].row + 1)
                left = -1
            else:
                for covered in range(column, column + width):
                    open_merges.pop(covered, None)
                left = len(cells)
                if merge:
                    open_merges[column] = left
                cells.append(TableCell(number, column, text_of(node, number, column), 1, width, row.header))
            column += width
    return with_headers(cells, rows)


def _row(node: Element) -> Row:
    properties = node.find(W + "trPr")
    cells = tuple(children(node, W + "tc"))
    if properties is None:
        return Row(cells, 0, False, "")
    reason = ""
    if properties.find(W + "del") is not None:
        reason = "deleted"
    elif is_on(properties.find(W + "hidden")):
        reason = "hidden"
    before = properties.find(W + "gridBefore")
    return Row(cells, _count(before, 0), is_on(properties.find(W + "tblHeader")), reason)


def _span(properties: Element | None) -> int:
    return min(max(_count(None if properties is None else properties.find(W + "gridSpan"), 1), 1), _WIDEST)


def _merge(properties: Element | None, name: str) -> str:
    """restart, continue, or "" for a cell that is not merged; a merge without a value continues."""
    node = None if properties is None else properties.find(W + name)
    return "" if node is None else str(node.get(W + "val", "continue"))


def _count(node: Element | None, default: int) -> int:
    return default if node is None else min(whole_number(node.get(W + "val"), default), _WIDEST)
