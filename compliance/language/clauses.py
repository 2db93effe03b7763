"""Blocks to clauses (小句): sentences, their comma parts, and table rows read with their headers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compliance.terms import Block, BlockKind, Cell

_SENTENCE = re.compile(r"[^。！？!?；;\n]*(?:[。！？!?；;\n]+[”’」』）)]*|$)")
_PART = re.compile(r"[^，,]*(?:[，,]|$)")
_OPENING, _CLOSING = "《〈「『（(【[", "》〉」』）)】]"
# A comma part shorter than this says nothing alone (为此, 一是, 全年); it joins the part after it.
_SHORTEST_PART = 7
_THOUSANDS = re.compile(r"\d[,，]$")
_EDGE = " \t\u3000\n\r，,。；;！!？?、"


@dataclass(frozen=True, slots=True)
class Piece:
    """A slice of a block's text that can stand as evidence, and the number of the sentence that it belongs to."""

    start: int
    end: int
    sentence: int
    header: tuple[str, ...] = ()
    values: tuple[str, ...] = ()


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Slices of the sentences and semicolon parts of a paragraph, without surrounding white space."""
    start = 0
    for match in _SENTENCE.finditer(text):
        if match.end() == match.start():
            continue
        end = match.end()
        if text[start:end].strip():
            yield start, end
            start = end


def part_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Slices of a sentence's comma parts; commas in brackets, titles and numbers do not part."""
    depth, begin, cursor = 0, start, start
    for match in _PART.finditer(text, start, end):
        piece = match.group()
        if not piece:
            continue
        depth += sum(piece.count(c) for c in _OPENING) - sum(piece.count(c) for c in _CLOSING)
        cursor = match.end()
        unfinished = depth > 0 or cursor - begin < _SHORTEST_PART or _is_thousands(text, cursor, end)
        if unfinished and cursor < end:
            continue
        yield begin, cursor
        begin, depth = cursor, 0
    if begin < cursor:
        yield begin, cursor


def _is_thousands(text: str, cursor: int, end: int) -> bool:
    return cursor < end and bool(_THOUSANDS.search(text[max(0, cursor - 2) : cursor])) and text[cursor].isdigit()


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def paragraph_pieces(text: str) -> Iterator[Piece]:
    """The comma parts of a paragraph, sentence by sentence; a short tail joins the part before it."""
    for number, (start, end) in enumerate(sentence_spans(text)):
        spans = list(part_spans(text, start, end))
        if len(spans) > 1 and spans[-1][1] - spans[-1][0] < _SHORTEST_PART:
            spans[-2:] = [(spans[-2][0], spans[-1][1])]
        for span in spans:
            first, last = _trimmed(text, *span)
            if first < last:
                yield Piece(first, last, number)


def _rows(cells: Sequence[Cell]) -> dict[int, list[Cell]]:
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    return rows


def _grid(block: Block) -> dict[tuple[int, int], str]:
    """Every grid position's text; a merged cell's text stands at each position that it covers."""
    return {
        (cell.row + down, cell.column + right): block.text[cell.start : cell.end]
        for cell in block.cells
        for down in range(cell.row_span)
        for right in range(cell.column_span)
    }


def header_rows(block: Block) -> int:
    """How many rows at the top are headers: those flagged, else the first where it holds no number."""
    rows = _rows(block.cells)
    flagged = [row for row, cells in rows.items() if all(cell.header for cell in cells)]
    if flagged and len(flagged) < len(rows):
        return max(flagged) + 1
    first = [block.text[cell.start : cell.end] for cell in rows.get(0, [])]
    return 1 if len(rows) > 1 and first and not any(re.search(r"\d+\.\d|\d{3}", text) for text in first) else 0


def table_pieces(block: Block) -> Iterator[Piece]:
    """One piece a row, read with the header of each column; header rows themselves are no evidence."""
    grid, top = _grid(block), header_rows(block)
    width = max((column for _, column in grid), default=-1) + 1
    header = tuple(
        " ".join(dict.fromkeys(filter(None, (grid.get((row, column), "") for row in range(top)))))
        for column in range(width)
    )
    for row, cells in _rows(block.cells).items():
        if row < top:
            continue
        start, end = min(cell.start for cell in cells), max(cell.end for cell in cells)
        if start < end:
            values = tuple(grid.get((row, column), "") for column in range(width))
            yield Piece(start, end, row, header, values)


def pieces(block: Block) -> tuple[Piece, ...]:
    """The pieces of any block; a heading is one piece of its own."""
    if block.kind is BlockKind.TABLE:
        return tuple(table_pieces(block))
    return tuple(paragraph_pieces(block.text))
