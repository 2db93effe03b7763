"""Ruled tables: the grid that pdfplumber finds in a page's rules, its cells' text, and tables that go over a page."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any, NamedTuple

from compliance.reading.blocks import Draft, TableCell, table_draft
from compliance.reading.pages.drawings import Drawings
from compliance.reading.pages.geometry import Box, Point, rounded, union
from compliance.reading.pages.joining import join_gap, join_lines
from compliance.reading.pages.lines import rows_of
from compliance.reading.pages.text import Piece
from compliance.terms import Place

# pdfplumber's own defaults: lines drawn this close are one line, and lines that miss each other by this much meet.
_TOLERANCE = 3.0
# Smaller cells are the inside of a double border.
_SMALLEST_CELL = 5.0
# A row that would have fitted with two lines to spare was not pushed over by the page break.
_ROOM = 40.0
# Rules, and where they cross, are compared pair by pair: a drawing with more is no table. An A3 sheet with 80 rows and
# 40 columns has 3,300 crossings and takes two seconds.
_MOST_RULES = 3_000
_MOST_PAIRS = 100_000
_MOST_CROSSINGS = 4_000
_BOX_OF_EDGE = itemgetter("x0", "top", "x1", "bottom")
_SENTENCE_END = re.compile(r"[。；！？：;:!?][”’」』）)]*$")


class GridCell(NamedTuple):
    """A cell of a page's table: grid position from 0, reach, box, and its text once it is read."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    text: str = ""
    full: bool = False  # its last line reaches the cell's right edge, so that it may go on overleaf
    confidence: float = 1.0  # of recognition: 1.0 for a text layer


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table as it stands on one page (or, after joining, on several)."""

    page: int
    box: Box
    columns: tuple[float, ...]  # left edges of the columns, then the table's right edge
    cells: tuple[GridCell, ...]
    last_page: int
    bottom: float  # where it ends on its last page, in points

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return max(cell.row + cell.row_span for cell in self.cells)


def find_tables(drawings: Drawings, page: int) -> tuple[PageTable, ...]:
    """The tables that a page's rules form, without text; a frame around one text and a single column are none."""
    rules = len(drawings.horizontal) + len(drawings.vertical)
    if not drawings.ruled or rules > _MOST_RULES:
        return ()
    from pdfplumber import table as plumber  # heavy: only where a page has rules

    edges = _edges(drawings.horizontal, "h") + _edges(drawings.vertical, "v")
    edges = plumber.merge_edges(edges, _TOLERANCE, _TOLERANCE, _TOLERANCE, _TOLERANCE)
    edges += _open_sides(edges)
    uprights = sum(edge["orientation"] == "v" for edge in edges)
    if uprights * (len(edges) - uprights) > _MOST_PAIRS:
        return ()
    crossings = plumber.edges_to_intersections(edges, _TOLERANCE, _TOLERANCE)
    if len(crossings) > _MOST_CROSSINGS:
        return ()
    boxes = [box for box in cells_between(crossings) if _is_cell(box)]
    tables = (_grid(group, page) for group in plumber.cells_to_tables(boxes))
    return tuple(table for table in tables if len(table.columns) > 2)


def cells_between(crossings: Mapping[Point, Mapping[str, Sequence[Mapping[str, Any]]]]) -> list[Box]:
    """The smallest cell that opens at each crossing, as pdfplumber's `intersections_to_cells` finds them.

    That one compares the rules of two crossings anew each time, which takes most of the time of a page with tables.
    """
    upright = {point: frozenset(map(_BOX_OF_EDGE, rules["v"])) for point, rules in crossings.items()}
    level = {point: frozenset(map(_BOX_OF_EDGE, rules["h"])) for point, rules in crossings.items()}
    in_column: dict[float, list[Point]] = {}
    in_row: dict[float, list[Point]] = {}
    points = sorted(crossings)
    for point in points:
        in_column.setdefault(point[0], []).append(point)
        in_row.setdefault(point[1], []).append(point)
    found = (_smallest_cell(point, in_column[point[0]], in_row[point[1]], upright, level) for point in points)
    return [box for box in found if box is not None]


def _smallest_cell(
    point: Point,
    column: Sequence[Point],
    row: Sequence[Point],
    upright: Mapping[Point, frozenset[Box]],
    level: Mapping[Point, frozenset[Box]],
) -> Box | None:
    """The cell whose upper left corner is that crossing: rules go from it down and right, and meet again."""
    left, top = point
    right = [other for other in row[bisect_right(row, point) :] if not level[point].isdisjoint(level[other])]
    for below in column[bisect_right(column, point) :] if right else ():
        if upright[point].isdisjoint(upright[below]):
            continue
        for beside in right:
            corner = beside[0], below[1]
            if (
                corner in upright
                and not upright[corner].isdisjoint(upright[beside])
                and not level[corner].isdisjoint(level[below])
            ):
                return left, top, *corner
    return None


def _is_cell(box: Box) -> bool:
    return box[2] - box[0] >= _SMALLEST_CELL and box[3] - box[1] >= _SMALLEST_CELL


def _edge(box: Box, orientation: str) -> dict[str, Any]:
    """A rule as the dictionary that pdfplumber's functions work on."""
    left, top, right, bottom = box
    return {
        "x0": left, "x1": right, "top": top, "bottom": bottom, "width": right - left, "height": bottom - top,
        "orientation": orientation, "object_type": "line",
    }  # fmt: skip


def _edges(rules: Sequence[Box], orientation: str) -> list[dict[str, Any]]:
    return [_edge(rule, orientation) for rule in rules]


def _open_sides(edges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The left and right borders that many Chinese tables leave open: where three rules and more end together and an
    inner upright crosses them, an upright is added at their ends."""
    groups: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for edge in edges:
        if edge["orientation"] == "h":
            groups.setdefault((round(edge["x0"] / 4), round(edge["x1"] / 4)), []).append(edge)
    added = []
    uprights = [edge for edge in edges if edge["orientation"] == "v"]
    for group in groups.values():
        left, right = group[0]["x0"], group[0]["x1"]
        top, bottom = min(edge["top"] for edge in group), max(edge["top"] for edge in group)
        crossing = [v for v in uprights if v["top"] < bottom - _TOLERANCE and v["bottom"] > top + _TOLERANCE]
        if len(group) < 3 or not any(left + _SMALLEST_CELL < v["x0"] < right - _SMALLEST_CELL for v in crossing):
            continue
        for side in (left, right):
            if not any(abs(v["x0"] - side) <= 2 * _TOLERANCE for v in crossing):
                added.append(_edge((side, top, side, bottom), "v"))
    return added


def _starts(values: Sequence[float]) -> list[float]:
    """Distinct positions, those within the tolerance taken as one."""
    starts: list[float] = []
    for value in sorted(values):
        if not starts or value - starts[-1] > _TOLERANCE:
            starts.append(value)
    return starts


def _grid(boxes: Sequence[Box], page: int) -> PageTable:
    tops, lefts = _starts([box[1] for box in boxes]), _starts([box[0] for box in boxes])

    def position(starts: list[float], value: float) -> int:
        behind = bisect_right(starts, value)  # the nearest one is that before or that behind
        return min(range(max(0, behind - 1), min(behind + 1, len(starts))), key=lambda at: abs(starts[at] - value))

    def reach(starts: list[float], first: float, last: float) -> int:
        return 1 + max(0, bisect_left(starts, last - _TOLERANCE) - bisect_right(starts, first + _TOLERANCE))

    cells = tuple(
        GridCell(position(tops, b[1]), position(lefts, b[0]), reach(tops, b[1], b[3]), reach(lefts, b[0], b[2]), b)
        for b in sorted(boxes, key=lambda b: (b[1], b[0]))
    )
    around = union(boxes)
    return PageTable(page, around, (*lefts, around[2]), cells, page, around[3])


def distribute(pieces: Sequence[Piece], tables: Sequence[PageTable]) -> tuple[list[Piece], tuple[PageTable, ...]]:
    """Pieces outside all tables, and the tables with the text of their cells; a grid without text is decoration.

    A piece's region counts through the cells of all tables.
    """
    by_region: dict[int, list[Piece]] = {}
    for piece in pieces:
        by_region.setdefault(piece.region, []).append(piece)
    filled, region = [], 0
    for table in tables:
        filled.append(fill(table, [by_region.get(region + offset, []) for offset in range(len(table.cells))]))
        region += len(table.cells)
    kept = tuple(table for table in filled if any(cell.text for cell in table.cells))
    return by_region.get(-1, []), kept


def fill(table: PageTable, pieces: Sequence[Sequence[Piece]]) -> PageTable:
    """The table with the text of its cells; `pieces` holds each cell's pieces, in the order of `cells`."""
    cells = tuple(_filled(cell, found) for cell, found in zip(table.cells, pieces, strict=True))
    return replace(table, cells=cells)


def _filled(cell: GridCell, pieces: Sequence[Piece]) -> GridCell:
    text, right, size = "", cell.box[0], 0.0
    for row in rows_of(pieces):
        line = row[0].text
        for piece in row[1:]:
            line = join_gap(line, piece.text)
        text = join_lines(text, line)
        right, size = max(piece.box[2] for piece in row), row[-1].size
    # The usual margin inside a cell is 5.4 points on each side; one more character would not have fitted.
    full = bool(text) and cell.box[2] - right < size * 1.5 + 6
    return cell._replace(text=text, full=full, confidence=min((p.confidence for p in pieces), default=1.0))


def joined(table: PageTable, following: PageTable, floor: float) -> PageTable | None:
    """One table out of two on consecutive pages with the same columns; None where they are two tables.

    `floor` is where the text of a full page ends: a table that stops well above it did not run out of page.
    A header row that is repeated overleaf is dropped; a row that the page break parted is put together.
    """
    if len(table.columns) != len(following.columns) or following.page != table.last_page + 1:
        return None
    opening = min(cell.box[3] - cell.box[1] for cell in following.cells if cell.row == 0)
    if floor - table.bottom > opening + _ROOM:
        return None
    shift = following.columns[0] - table.columns[0]  # odd and even pages may have different margins
    if any(abs(b - a - shift) > 4 for a, b in zip(table.columns, following.columns, strict=True)):
        return None
    cells, overleaf = table.cells, _without_repeated_header(table, following)
    if not overleaf:
        return replace(table, last_page=following.page, bottom=following.bottom)
    if _goes_on(table, overleaf):
        cells, overleaf = _mend_row(table, overleaf)
    base = max(cell.row + cell.row_span for cell in cells)
    first = min((cell.row for cell in overleaf), default=0)
    moved = tuple(cell._replace(row=cell.row - first + base) for cell in overleaf)
    return replace(table, cells=cells + moved, last_page=following.page, bottom=following.bottom)


def _header_rows(cells: Sequence[GridCell]) -> int:
    """How many rows make the header: as many as the first row's tallest cell; a title across the table adds one."""
    top = [cell for cell in cells if cell.row == 0]
    rows = max(cell.row + cell.row_span for cell in cells)
    depth = max(cell.row_span for cell in top) + (1 if len(top) == 1 else 0)
    return depth if depth < rows else 0


def _texts(cells: Sequence[GridCell], rows: int) -> list[tuple[int, int, str]]:
    return [(cell.row, cell.column, cell.text) for cell in cells if cell.row < rows]


def _without_repeated_header(table: PageTable, following: PageTable) -> tuple[GridCell, ...]:
    rows = _header_rows(table.cells)
    for count in (rows, 1):
        repeated = _texts(following.cells, count)
        if count and any(text for _, _, text in repeated) and repeated == _texts(table.cells, count):
            return tuple(cell for cell in following.cells if cell.row >= count)
    return following.cells


def _goes_on(table: PageTable, overleaf: Sequence[GridCell]) -> bool:
    """Whether the first row overleaf is the rest of the last one: some cells have nothing to add, and every cell that
    has was full to its right edge when the page ended. Where the first cell has nothing to add, a cell may also have
    ended with a sentence, since the break can stand between two of its paragraphs."""
    first = min(cell.row for cell in overleaf)
    rest = {cell.column: cell for cell in overleaf if cell.row == first}
    last = {cell.column: cell for cell in table.cells if cell.row + cell.row_span == table.rows}
    if set(rest) != set(last) or not any(cell.text for cell in rest.values()):
        return False
    # A second table row would repeat the pattern of the first; the rest of a row leaves at least one cell empty.
    if not any(last[column].text and not cell.text for column, cell in rest.items()):
        return False
    unnamed = _is_unnamed(rest[min(rest)], last[min(last)])
    return all(
        last[column].full or (unnamed and _SENTENCE_END.search(last[column].text) is not None)
        for column, cell in rest.items()
        if cell.text
    )


def _is_unnamed(rest: GridCell, last: GridCell) -> bool:
    """Whether a row has no first cell of its own. One that is merged over several rows names them all: no sign."""
    return bool(last.text) and not rest.text and rest.row_span == last.row_span == 1


def _mend_row(table: PageTable, overleaf: Sequence[GridCell]) -> tuple[tuple[GridCell, ...], tuple[GridCell, ...]]:
    first = min(cell.row for cell in overleaf)
    rest = {cell.column: cell for cell in overleaf if cell.row == first}
    mended = tuple(
        _with_rest(cell, rest[cell.column]) if cell.row + cell.row_span == table.rows else cell for cell in table.cells
    )
    return mended, tuple(cell for cell in overleaf if cell.row > first)


def _with_rest(cell: GridCell, rest: GridCell) -> GridCell:
    text, confidence = join_lines(cell.text, rest.text), min(cell.confidence, rest.confidence)
    return cell._replace(text=text, full=rest.full, confidence=confidence)


def to_draft(table: PageTable, number: int) -> Draft:
    """The table as a block; its place is where it begins."""
    header = _header_rows(table.cells)
    cells = [
        TableCell(cell.row, cell.column, cell.text, cell.row_span, cell.column_span, cell.row < header)
        for cell in table.cells
    ]
    place = Place(page=table.page, box=rounded(table.box), table=number)
    return table_draft(cells, place, min(cell.confidence for cell in table.cells))
