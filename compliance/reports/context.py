"""A quote in its surroundings: the text around it in its block, or the rows of its table."""

from __future__ import annotations

import re
from dataclasses import dataclass

from compliance.terms import Block, BlockKind, Cell, Span

# About two lines of a report on either side: enough to see what a sentence leans on.
AROUND = 70
_CLAUSE_BORDER = re.compile(r"[。；;！!？?，,：:\n]")


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive slices of a block: before + quote + after; `cut_*` says whether the block goes on there."""

    before: str
    quote: str
    after: str
    cut_before: bool
    cut_after: bool


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell's text as pieces, each marked or not; spans as in HTML."""

    pieces: tuple[tuple[str, bool], ...]
    header: bool
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class TableView:
    """The header rows of a table and the rows that a quote touches; `cut` says whether rows were left out."""

    rows: tuple[tuple[CellView, ...], ...]
    cut: bool


def passage(block: Block, start: int, end: int, around: int = AROUND) -> Passage:
    """The quote with up to `around` characters on either side, cut at a clause border where one is near."""
    left, right = max(0, start - around), min(len(block.text), end + around)
    if left > 0:
        border = _CLAUSE_BORDER.search(block.text, left, start)
        left = border.end() if border else left
    if right < len(block.text):
        borders = list(_CLAUSE_BORDER.finditer(block.text, end, right))
        right = borders[-1].end() if borders else right
    text = block.text
    return Passage(text[left:start], text[start:end], text[end:right], left > 0, right < len(text))


def table_view(block: Block, span: Span) -> TableView | None:
    """The table around a span; None where the block is no table or the span touches none of its cells."""
    if block.kind is not BlockKind.TABLE:
        return None
    touched = {c.row for c in block.cells if c.start < span.end and span.start < c.end}
    if not touched:
        return None
    headers = {c.row for c in block.cells if c.header} or {min(c.row for c in block.cells)}
    shown = sorted(touched | headers)
    rows: dict[int, list[CellView]] = {row: [] for row in shown}
    for cell in sorted(block.cells, key=lambda c: (c.column, c.row)):
        # A cell merged downwards stands in the first of its rows that is shown, or the columns would shift.
        covered = [row for row in shown if cell.row <= row < cell.row + cell.row_span]
        if covered:
            rows[covered[0]].append(_cell_view(block, cell, span, cell.row in headers, len(covered)))
    return TableView(tuple(tuple(rows[row]) for row in shown), cut=len(shown) < len({c.row for c in block.cells}))


def _cell_view(block: Block, cell: Cell, span: Span, header: bool, reach: int) -> CellView:
    start, end = max(cell.start, span.start), min(cell.end, span.end)
    text = block.text
    if start >= end:
        pieces = [(text[cell.start : cell.end], False)]
    else:
        pieces = [(text[cell.start : start], False), (text[start:end], True), (text[end : cell.end], False)]
    return CellView(tuple(p for p in pieces if p[0]), header or cell.header, reach, cell.column_span)
