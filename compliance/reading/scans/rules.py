"""Ruled lines in a picture: found as long thin ink, handed to the finder of tables, and painted over before reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from compliance.reading.pages.drawings import Drawings
from compliance.reading.pages.geometry import Box
from compliance.reading.pages.tables import GridCell, PageTable, find_tables
from compliance.reading.scans.ink import Mask, paper_of
from compliance.reading.scans.libraries import opencv
from compliance.reading.scans.pictures import Pixels

# In points. Strokes of characters in tables are shorter; the lowest row of a table is about 15 points high.
_SHORTEST_LEVEL, _SHORTEST_UPRIGHT = 24.0, 14.0
_THICKEST = 4.0
_WORN, _GAP = 1.5, 10.0  # what a worn rule may leave white anywhere, and between parts that are long themselves
_MOST_CROSSINGS = 8_000  # of level and upright rules; a page of 200 rows and 20 columns has 4,000
_NARROWEST = 72.0  # of a table
_TOUCH = 4.0  # how near to a level rule an upright one ends: strokes of characters stand free


def find_rules(ink: Mask, scale: float) -> Drawings:
    """Level and upright rules, in points; an upright counts where it meets a level rule at both ends."""
    level = _rules(ink, scale, upright=False)
    reach = [(left - _TOUCH, top, right + _TOUCH) for left, top, right, _ in level]

    def is_held(x: float, y: float) -> bool:
        return any(left <= x <= right and abs(y - at) <= _TOUCH for left, at, right in reach)

    upright = [box for box in _rules(ink, scale, upright=True) if is_held(box[0], box[1]) and is_held(box[0], box[3])]
    return Drawings(tuple(level), tuple(upright))


def _rules(ink: Mask, scale: float, upright: bool) -> list[Box]:
    """The middle lines of long thin figures, as flat boxes in points."""
    cv2 = opencv()
    mask = _long_ink(ink, scale, upright)
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask)
    boxes: list[Box] = []
    for left, top, wide, high, _ in stats[1:count].tolist():
        thick, long = (wide, high) if upright else (high, wide)
        shortest = _SHORTEST_UPRIGHT if upright else _SHORTEST_LEVEL
        if thick / scale <= _THICKEST and long / scale >= shortest:
            x0, y0, x1, y1 = (float(value) / scale for value in (left, top, left + wide, top + high))
            middle = (x0 + x1) / 2, (y0 + y1) / 2
            boxes.append((middle[0], y0, middle[0], y1) if upright else (x0, middle[1], x1, middle[1]))
    return boxes


def _long_ink(ink: Mask, scale: float, upright: bool) -> Mask:
    """Ink that runs on in one direction, with its gaps closed."""
    cv2 = opencv()

    def along(points: float) -> Pixels:
        size = max(2, round(points * scale))
        return np.ones((size, 1) if upright else (1, size), np.uint8)

    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, along(_WORN))
    shortest = _SHORTEST_UPRIGHT if upright else _SHORTEST_LEVEL
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, along(shortest))
    # A rule that is not quite level steps from one row of pixels to the next: its steps are joined.
    thick = np.ones((1, 3) if upright else (3, 1), np.uint8)
    mask: Mask = cv2.morphologyEx(cv2.dilate(opened, thick), cv2.MORPH_CLOSE, along(_GAP))
    return mask


def find_grids(ink: Mask, scale: float, page: int) -> tuple[PageTable, ...]:
    """The tables that the rules of a picture form, without text; strokes of one character are none."""
    rules = find_rules(ink, scale)
    if len(rules.horizontal) * len(rules.vertical) > _MOST_CROSSINGS:
        return ()
    found = find_tables(rules, page)
    tables = [table for table in found if table.box[2] - table.box[0] >= _NARROWEST and len(table.cells) > 2]
    return tuple(_completed(table) for table in tables)


def _completed(table: PageTable) -> PageTable:
    """With a cell at every place of the grid: a rule that a seal has covered leaves its cells open."""
    covered = {
        (cell.row + down, cell.column + across)
        for cell in table.cells
        for down in range(cell.row_span)
        for across in range(cell.column_span)
    }
    tops = {cell.row: cell.box[1] for cell in table.cells}
    tops[table.rows] = table.box[3]
    open_places = [
        GridCell(row, column, 1, 1, (table.columns[column], tops[row], table.columns[column + 1], tops[row + 1]))
        for row in range(table.rows)
        for column in range(len(table.columns) - 1)
        if (row, column) not in covered and row in tops and row + 1 in tops
    ]
    cells = sorted((*table.cells, *open_places), key=lambda cell: (cell.row, cell.column))
    return replace(table, cells=tuple(cells))


def without_rules(pixels: Pixels, ink: Mask, tables: Sequence[Box], scale: float) -> tuple[Pixels, Mask]:
    """The picture and its ink with the rules of the tables (boxes in points) painted over."""
    cv2 = opencv()
    if not tables:
        return pixels, ink
    pixels, ink = pixels.copy(), ink.copy()
    margin = _THICKEST
    for left, top, right, bottom in tables:
        x0, y0 = max(0, round((left - margin) * scale)), max(0, round((top - margin) * scale))
        area = slice(y0, round((bottom + margin) * scale)), slice(x0, round((right + margin) * scale))
        window = ink[area]
        rules = cv2.bitwise_or(_long_ink(window, scale, False), _long_ink(window, scale, True))
        painted = cv2.dilate(rules, np.ones((3, 3), np.uint8)) > 0
        paper = paper_of(cv2.cvtColor(pixels[area], cv2.COLOR_RGB2GRAY))
        pixels[area][painted] = paper[painted][:, None]
        window[painted] = 0
    return pixels, ink
