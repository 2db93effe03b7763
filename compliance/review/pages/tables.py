"""A table block as a real table: merged cells, header cells, each with the offset of its slice in the block's text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from django.utils.html import format_html
from django.utils.safestring import SafeString

from compliance.review.pages.markup import joined
from compliance.terms import Block, Cell

_WIDEST, _HIGHEST = 1000, 65534  # what HTML allows a cell to span


def table_html(block: Block, exact: Callable[[str], SafeString]) -> SafeString:
    """The table; nothing where its cells do not hold its text in order, so that it is better shown as it is."""
    if not _is_sound(block):
        return SafeString()
    cells = _compact(block.cells)
    body: list[SafeString] = []
    # Of every column, the first row that no cell from above reaches.
    free_from = [0] * (1 + max(cell.column + cell.column_span for cell in cells))
    for row, listed in groupby(cells, key=lambda cell: cell.row):
        in_row = list(listed)
        body.append(format_html("<tr>{}</tr>", joined(_row(block.text, in_row, free_from, exact))))
        for cell in in_row:
            for column in range(cell.column, cell.column + cell.column_span):
                free_from[column] = max(free_from[column], row + cell.row_span)
    return format_html(
        '<div class="doc-wide"><table data-block="{}"><tbody>{}</tbody></table></div>', block.index, joined(body)
    )


def _is_sound(block: Block) -> bool:
    """Whether every cell holds a slice, one after the other, and only joints stand between."""
    at = 0
    for cell in block.cells:
        if not at <= cell.start <= cell.end <= len(block.text) or block.text[at : cell.start].strip(" |\n"):
            return False
        at = cell.end
    return bool(block.cells) and not block.text[at:].strip(" |\n")


def _compact(cells: Sequence[Cell]) -> list[Cell]:
    """Numbered anew without the rows and columns in which no cell begins: a sheet may leave out thousands."""
    rows, columns = sorted({cell.row for cell in cells}), sorted({cell.column for cell in cells})
    return sorted((_moved(cell, rows, columns) for cell in cells), key=lambda cell: (cell.row, cell.column))


def _moved(cell: Cell, rows: Sequence[int], columns: Sequence[int]) -> Cell:
    row, column = bisect_left(rows, cell.row), bisect_left(columns, cell.column)
    down = bisect_left(rows, cell.row + cell.row_span) - row
    across = bisect_left(columns, cell.column + cell.column_span) - column
    return Cell(row, column, cell.start, cell.end, max(1, down), max(1, across), cell.header)


def _row(
    text: str, cells: Sequence[Cell], free_from: Sequence[int], exact: Callable[[str], SafeString]
) -> Iterator[SafeString]:
    at = 0
    scope = "col" if all(cell.header for cell in cells) else "row"
    for cell in cells:
        if free := sum(free_from[column] <= cell.row for column in range(at, cell.column)):
            yield format_html('<td colspan="{}"></td>', min(free, _WIDEST))
        at = max(at, cell.column + cell.column_span)
        yield _cell(text, cell, scope, exact)


def _cell(text: str, cell: Cell, scope: str, exact: Callable[[str], SafeString]) -> SafeString:
    """Put together from numbers and escaped text alone: format_html takes a second for 20,000 cells."""
    tag = "th" if cell.header else "td"
    attributes = f' data-start="{cell.start:d}"'
    if cell.row_span > 1:
        attributes += f' rowspan="{min(cell.row_span, _HIGHEST):d}"'
    if cell.column_span > 1:
        attributes += f' colspan="{min(cell.column_span, _WIDEST):d}"'
    if cell.header:
        attributes += f' scope="{scope}"'
    opening, closing = SafeString(f"<{tag}{attributes}>"), SafeString(f"</{tag}>")
    return opening + exact(text[cell.start : cell.end]) + closing
