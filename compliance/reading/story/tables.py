"""The header cells of a word processing table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from compliance.reading.blocks import TableCell
from compliance.reading.story.stories import Row


def with_headers(cells: list[TableCell], rows: Sequence[Row]) -> list[TableCell]:
    """Flag header cells: the rows that are repeated on each page; without such, the first row or rows."""
    marked = next((i for i, row in enumerate(rows) if not row.header), len(rows))
    count = marked if 0 < marked < len(rows) else _guess_header(cells, len(rows))
    return [replace(cell, header=cell.row < count) for cell in cells]


def _guess_header(cells: list[TableCell], rows: int) -> int:
    """How many first rows are headers: none of one row, else one, more below a caption or a two-storey header."""
    if rows < 2:
        return 0
    top = [cell for cell in cells if cell.row == 0]
    if len(top) == 1 and rows > 2 and top[0].column_span > 1:
        return 2  # the table's caption stands in its first row, over all columns
    tallest = max((cell.row_span for cell in top), default=1)
    if tallest > 1 and any(cell.column_span > 1 for cell in top) and tallest < rows:
        return tallest  # 学校 over two rows, 师资 over two columns
    return 1
