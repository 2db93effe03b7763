"""The tables of an RTF file: rows of cells by their right edges, put on one grid."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from compliance.reading.blocks import TableCell
from compliance.reading.story.stories import Content, Row
from compliance.reading.story.tables import with_headers

# Edges that are this close, in twips, are one: rows that were dragged by hand differ by less than a millimetre.
_TOLERANCE = 40


@dataclass(slots=True)
class CellShape:
    """What a row's definition says of one cell."""

    right: int
    below: str = ""  # "restart" where it begins a merge over rows, "continue" where the cell above reaches down to it
    beside: bool = False  # it belongs to the cell on its left


@dataclass(slots=True)
class RowShape:
    """A row's definition, as it stands behind \\trowd."""

    left: int = 0
    header: bool = False
    cells: list[CellShape] = field(default_factory=list)
    next: CellShape = field(default_factory=lambda: CellShape(0))  # what is said of the cell whose edge comes next

    def edge(self, right: int) -> None:
        """The right edge of the next cell, which ends what is said of it."""
        self.next.right = right
        self.cells.append(self.next)
        self.next = CellShape(0)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its paragraphs and tables, where it stands on the grid, and what it is merged with."""

    content: list[Content]
    column: int = 0
    span: int = 1
    below: str = ""
    beside: bool = False


@dataclass(slots=True)
class Table:
    """A table as it is read: finished rows, then the cells of the row and the content of the cell that are open."""

    rows: list[tuple[list[Cell], RowShape]] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    content: list[Content] = field(default_factory=list)

    def end_cell(self) -> None:
        """The open cell is complete."""
        self.cells.append(Cell(self.content))
        self.content = []

    def end_row(self, shape: RowShape) -> None:
        """The open row is complete."""
        if self.content:
            self.end_cell()
        if self.cells:
            self.rows.append((self.cells, shape))
        self.cells = []


def rows_of(table: Table) -> list[Row]:
    """The rows with every cell on the grid that all edges of the table make."""
    lefts = [shape.left for _, shape in table.rows]
    edges = _merged([*lefts, *(cell.right for _, shape in table.rows for cell in shape.cells)])
    return [_row(cells, shape, edges) for cells, shape in table.rows]


def _merged(values: Sequence[int]) -> list[int]:
    edges: list[int] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _TOLERANCE:
            edges.append(value)
    return edges


def _row(cells: Sequence[Cell], shape: RowShape, edges: Sequence[int]) -> Row:
    def column(value: int) -> int:
        return max(0, bisect_right(edges, value) - 1)

    placed: list[Cell] = []
    start = column(shape.left) if edges else 0
    first = start
    for number, cell in enumerate(cells):
        known = shape.cells[number] if number < len(shape.cells) else None
        if known is None and shape.cells and not cell.content:
            continue  # some writers end more cells than the row has
        # A definition with too few edges, or with edges out of order, still gives every cell a place of its own.
        end = start + 1 if known is None else max(start + 1, column(known.right))
        below, beside = ("", False) if known is None else (known.below, known.beside)
        placed.append(replace(cell, column=start, span=end - start, below=below, beside=beside))
        start = end
    return Row(placed, first, shape.header)


def read_cells(rows: Sequence[Row], text_of: Callable[[Cell, int, int], str]) -> list[TableCell]:
    """The cells on the grid; `text_of` is called once for each, with its row and column from 0.

    A cell that continues a merged one lengthens it and is not listed; Word does not show its text.
    """
    cells: list[TableCell] = []
    open_merges: dict[int, int] = {}  # first column → position in `cells`
    for number, row in enumerate(rows):
        left = -1
        for cell in row.cells:
            above = open_merges.get(cell.column)
            if cell.beside and left >= 0:
                cells[left] = replace(cells[left], column_span=cells[left].column_span + cell.span)
            elif cell.below == "continue" and above is not None:
                cells[above] = replace(cells[above], row_span=number - cells[above].row + 1)
                left = -1
            else:
                for covered in range(cell.column, cell.column + cell.span):
                    open_merges.pop(covered, None)
                left = len(cells)
                if cell.below:
                    open_merges[cell.column] = left
                text = text_of(cell, number, cell.column)
                cells.append(TableCell(number, cell.column, text, 1, cell.span, row.header))
    return with_headers(cells, rows)
