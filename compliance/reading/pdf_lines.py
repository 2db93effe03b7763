"""From pieces to lines in reading order: pieces side by side make a line, two columns are read one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compliance.reading.pdf_characters import Piece
from compliance.reading.pdf_geometry import Box, share_of_height, union
from compliance.reading.pdf_joining import join_gap

# Column gutters in print are one to three ems wide; fewer rows than this are a list of names, not a column.
_FEWEST_COLUMN_ROWS = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A line of running text. `column`: 0 across the page, 1 the left and 2 the right of two columns."""

    page: int
    text: str
    box: Box
    size: float
    font: str = ""
    bold: bool = False
    color: int = 0
    column: int = 0

    @property
    def left(self) -> float:
        """Left edge in points."""
        return self.box[0]

    @property
    def right(self) -> float:
        """Right edge in points."""
        return self.box[2]


def rows_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces that stand on one line, from top to bottom, each row from left to right."""
    rows: list[tuple[list[Piece], Box]] = []
    for piece in sorted(pieces, key=lambda p: ((p.box[1] + p.box[3]) / 2, p.box[0])):
        # Only the last rows can share a line with a piece that comes later from top to bottom.
        for index in range(len(rows) - 1, max(-1, len(rows) - 4), -1):
            members, box = rows[index]
            if share_of_height(box, piece.box) >= 0.5:
                members.append(piece)
                break
        else:
            rows.append(([piece], piece.box))
    return [sorted(members, key=lambda p: p.box[0]) for members, _ in rows]


def lines_of(pieces: Sequence[Piece], page: int, width: float, barriers: Sequence[Box] = ()) -> list[Line]:
    """All lines of a page in reading order; text above a barrier (a table) comes before text below it."""
    lines: list[Line] = []
    tops = sorted(box[1] for box in barriers)
    bands: dict[int, list[Piece]] = {}
    for piece in pieces:
        bands.setdefault(sum(top <= piece.box[1] for top in tops), []).append(piece)
    for band in sorted(bands):
        rows = rows_of(bands[band])
        gutter = _gutter(bands[band], rows, width)
        lines += _column_lines(bands[band], page, gutter) if gutter else _lines(rows, page, 0)
    return lines


def _gutter(pieces: Sequence[Piece], rows: Sequence[list[Piece]], width: float) -> tuple[float, float] | None:
    """The white band between two columns, as its left and right edge; None for text in one column.

    Two columns face each other over many rows, and the left one is set full: its lines end at the band. A list of
    names and posts without rules has short lines left of its gap and is no column.
    """
    pairs = []
    for row in rows:
        for before, after in zip(row, row[1:], strict=False):
            if 0.3 * width < (before.box[2] + after.box[0]) / 2 < 0.7 * width:
                pairs.append((before, after))
    if len(pairs) < _FEWEST_COLUMN_ROWS:
        return None
    right_starts = sorted(after.box[0] for _, after in pairs)
    start = right_starts[len(right_starts) // 10]
    lefts = [piece for piece in pieces if piece.box[2] <= start + 1 and piece.box[0] < start - 0.1 * width]
    rights = [piece for piece in pieces if piece.box[0] >= start - 2]
    across = [piece for piece in pieces if piece.box[0] < start - 2 and piece.box[2] > start + 1]
    if min(len(lefts), len(rights)) < _FEWEST_COLUMN_ROWS or len(across) > 0.3 * len(pieces):
        return None
    end = max(piece.box[2] for piece in lefts)
    size = pairs[0][0].size
    full = sum(piece.box[2] > end - 2.5 * size for piece in lefts)
    wide = end - min(piece.box[0] for piece in lefts)
    if full < 0.6 * len(lefts) or wide < 0.2 * width or start - end < 0.5 * size:
        return None
    return end, start


def _column_lines(pieces: Sequence[Piece], page: int, gutter: tuple[float, float]) -> list[Line]:
    """Lines across both columns cut the page into zones; in each the left column is read before the right one."""
    end, start = gutter
    middle = (end + start) / 2
    across = [piece for piece in pieces if piece.box[0] < middle - 1 and piece.box[2] > middle + 1]
    lines: list[Line] = []
    zone_top = float("-inf")
    for cut in [*_lines(rows_of(across), page, 0), None]:
        zone_bottom = cut.box[1] if cut else float("inf")
        inside = [p for p in pieces if p not in across and zone_top <= (p.box[1] + p.box[3]) / 2 < zone_bottom]
        lines += _lines(rows_of([p for p in inside if p.box[2] <= middle + 1]), page, 1)
        lines += _lines(rows_of([p for p in inside if p.box[2] > middle + 1]), page, 2)
        if cut:
            lines.append(cut)
            zone_top = (cut.box[1] + cut.box[3]) / 2
    return lines


def _lines(rows: Sequence[list[Piece]], page: int, column: int) -> list[Line]:
    lines = []
    for row in rows:
        text = row[0].text
        for piece in row[1:]:
            text = join_gap(text, piece.text)
        longest = max(row, key=lambda piece: len(piece.text))
        box = union(piece.box for piece in row)
        lines.append(Line(page, text, box, longest.size, longest.font, all(p.bold for p in row), longest.color, column))
    return lines
