"""From pieces to lines in reading order: pieces side by side make a line, two columns are read one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from statistics import median
from typing import NamedTuple, Protocol, TypeVar

from compliance.reading.pages.geometry import Box, share_of_height, union
from compliance.reading.pages.joining import join_gap
from compliance.reading.pages.text import Piece


class _HasBox(Protocol):
    @property
    def box(self) -> Box: ...


Placed = TypeVar("Placed", bound=_HasBox)
# Fewer lines than this are a list or a signature, not a column.
_FEWEST_COLUMN_LINES = 6
_BAND = (0.3, 0.7)  # between which parts of the page's width two columns can be parted


APART = -1  # the column of a line that belongs to no other: text that runs another way than the page's


class Line(NamedTuple):
    """A line of running text. `column`: 0 across the page, 1 the left and 2 the right of two columns, or APART."""

    page: int
    text: str
    box: Box
    size: float
    font: str = ""
    bold: bool = False
    color: int = 0
    column: int = 0
    confidence: float = 1.0  # of recognition: 1.0 for a text layer

    @property
    def left(self) -> float:
        """Left edge in points."""
        return self.box[0]

    @property
    def right(self) -> float:
        """Right edge in points."""
        return self.box[2]


def rows_of(pieces: Sequence[Placed]) -> list[list[Placed]]:
    """Pieces that stand on one line, from top to bottom, each row from left to right."""
    rows: list[tuple[list[Placed], Box]] = []
    lowest = float("-inf")
    for piece in sorted(pieces, key=_height_and_left):
        box = piece.box
        # Only the last rows can share a line with a piece that comes later from top to bottom.
        for members, around in rows[:-4:-1] if box[1] <= lowest else ():
            if share_of_height(around, box) >= 0.5:
                members.append(piece)
                break
        else:
            rows.append(([piece], box))
            lowest = max(lowest, box[3])
    return [sorted(members, key=lambda p: p.box[0]) if len(members) > 1 else members for members, _ in rows]


def _height_and_left(piece: _HasBox) -> tuple[float, float]:
    box = piece.box
    return (box[1] + box[3]) / 2, box[0]


def arrange(pieces: Sequence[Piece], blocks: Sequence[Box], page: int, width: float) -> list[Line | int]:
    """A page in reading order: its lines, and where each block (a table) stands, as its index in `blocks`."""
    boxes = dict(enumerate(blocks))
    gutter = _gutter(pieces, width)
    return _columns(pieces, boxes, page, gutter) if gutter else _stack(pieces, boxes, page, 0)


def _stack(pieces: Sequence[Piece], blocks: Mapping[int, Box], page: int, column: int) -> list[Line | int]:
    """Lines and blocks of one column from top to bottom."""
    lines = [_line(row, page, column) for row in rows_of(pieces)]
    if not blocks:
        return list(lines)
    placed: list[tuple[float, float, Line | int]] = [(line.box[1], line.box[0], line) for line in lines]
    placed += [(box[1], box[0], index) for index, box in blocks.items()]
    return [item for _, _, item in sorted(placed, key=lambda entry: entry[:2])]


def _gutter(pieces: Sequence[Piece], width: float) -> float | None:
    """The middle of the white band between two columns; None for text in one column.

    Few lines cross the band, many end before it and begin behind it, and those before it are set full: a list of
    names and posts without rules has short lines left of its gap and is no column.
    """
    if len(pieces) < 2 * _FEWEST_COLUMN_LINES or all(piece.box[2] - piece.box[0] > 0.5 * width for piece in pieces):
        return None
    # Wherever the band may be, both columns have lines enough, or there are none.
    first, last = round(_BAND[0] * width), round(_BAND[1] * width)
    if sum(piece.box[2] <= last for piece in pieces) < _FEWEST_COLUMN_LINES:
        return None
    if sum(piece.box[0] >= first for piece in pieces) < _FEWEST_COLUMN_LINES:
        return None
    band = _emptiest_band(pieces, first, last)
    size = median(piece.size for piece in pieces)
    if band is None or band[1] - band[0] < 0.7 * size:
        return None
    middle = (band[0] + band[1]) / 2
    lefts = [piece.box for piece in pieces if piece.box[2] <= middle]
    rights = [piece.box for piece in pieces if piece.box[0] >= middle]
    across = len(pieces) - len(lefts) - len(rights)
    if min(len(lefts), len(rights)) < _FEWEST_COLUMN_LINES or across > 0.6 * min(len(lefts), len(rights)):
        return None
    start, end = min(box[0] for box in lefts), max(box[2] for box in lefts)
    full = sum(box[2] - box[0] > 0.7 * (end - start) for box in lefts)
    return middle if end - start > 0.25 * width and full >= 0.5 * len(lefts) else None


def _emptiest_band(pieces: Sequence[Piece], first: int, last: int) -> tuple[float, float] | None:
    """The widest band between two places of the page that the fewest lines cross, in steps of one point."""
    crossing = [0] * (last - first + 2)
    for piece in pieces:
        start, end = max(first, round(piece.box[0])), min(last, round(piece.box[2]))
        if start < end:
            crossing[start - first] += 1
            crossing[end - first] -= 1
    counts = list(accumulate(crossing))[: last - first]
    fewest, best, start = min(counts), (0, 0), -1
    for x, count in enumerate([*counts, fewest + 1]):
        if count == fewest and start < 0:
            start = x
        elif count != fewest and start >= 0:
            best, start = max(best, (start, x), key=lambda run: run[1] - run[0]), -1
    return (first + best[0], first + best[1]) if best[1] > best[0] else None


def _columns(pieces: Sequence[Piece], blocks: Mapping[int, Box], page: int, middle: float) -> list[Line | int]:
    """What goes across both columns cuts the page into zones; in each the left column is read before the right one."""
    across = [piece for piece in pieces if piece.box[0] < middle < piece.box[2]]
    wide = {index: box for index, box in blocks.items() if box[0] < middle - 10 and box[2] > middle + 10}
    items: list[Line | int] = []
    top = float("-inf")
    for cut in [*_stack(across, wide, page, 0), None]:
        box = None if cut is None else blocks[cut] if isinstance(cut, int) else cut.box
        bottom = float("inf") if box is None else (box[1] + min(box[3], box[1] + 20)) / 2
        items += _zone(pieces, {i: b for i, b in blocks.items() if i not in wide}, page, middle, top, bottom)
        if cut is not None:
            items.append(cut)
        top = bottom
    return items


def _zone(
    pieces: Sequence[Piece], blocks: Mapping[int, Box], page: int, middle: float, top: float, bottom: float
) -> list[Line | int]:
    inside = [piece for piece in pieces if top <= (piece.box[1] + piece.box[3]) / 2 < bottom]
    left = [piece for piece in inside if piece.box[2] <= middle]
    right = [piece for piece in inside if piece.box[0] >= middle]
    tables = {index: box for index, box in blocks.items() if top <= box[1] < bottom}
    on_left = {index: box for index, box in tables.items() if (box[0] + box[2]) / 2 < middle}
    on_right = {index: box for index, box in tables.items() if index not in on_left}
    # The short last line of a paragraph that goes across the page is no column.
    column = 0 if len(left) <= 2 and not right else 1
    return _stack(left, on_left, page, column) + _stack(right, on_right, page, 2)


def _line(row: Sequence[Piece], page: int, column: int) -> Line:
    if len(row) == 1:  # nearly always
        only = row[0]
        return Line(page, only.text, only.box, only.size, only.font, only.bold, only.color, column, only.confidence)
    text = row[0].text
    for piece in row[1:]:
        text = join_gap(text, piece.text)
    longest = max(row, key=lambda piece: len(piece.text))
    box = union(piece.box for piece in row)
    bold, confidence = all(p.bold for p in row), min(p.confidence for p in row)
    return Line(page, text, box, longest.size, longest.font, bold, longest.color, column, confidence)
