"""The stories of an RTF file (body, notes, headers, text boxes), gathered paragraph by paragraph and cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from compliance.reading.blocks import TableCell
from compliance.reading.rtf.lists import Lists
from compliance.reading.rtf.styles import Styles
from compliance.reading.rtf.tables import Cell, RowShape, Table, read_cells, rows_of
from compliance.reading.story.stories import Line, Paragraph, Row, Tally, joined

Items = list[Paragraph | Table]
_DEEPEST_TABLE = 40  # \itap beyond it is damage; what is too deep to be read is told of when it is put together


@dataclass(frozen=True, slots=True)
class Setting:
    """The paragraph properties that matter."""

    style: int = 0
    depth: int = 0  # of the table that it stands in; 0 for none
    centred: bool = False
    outline: int | None = None
    list: int = 0
    level: int = 0  # of the list


@dataclass(slots=True)
class Story:
    """One story on its way."""

    styles: Styles
    lists: Lists
    tally: Tally
    items: Items = field(default_factory=list)
    line: Line = field(default_factory=Line)
    label: str | None = None  # of the list item that begins, as the file holds it
    note: str = "footnote"  # which kind it is, where it is a note
    _reason: str = ""
    _chunks: list[str] = field(default_factory=list)
    _tables: list[Table] = field(default_factory=list)  # open ones, each inside the one before

    def add(self, reason: str, text: str) -> None:
        """Append text to the open paragraph."""
        if reason != self._reason:
            self._end_piece()
            self._reason = reason
        self._chunks.append(text)

    def end_paragraph(self, setting: Setting, deleted: bool = False, depth: int | None = None) -> bool:
        """Close the open paragraph, in a cell at `depth` where one ends; whether there was anything in it.

        `deleted` says that its mark was.
        """
        self._end_piece()
        line, label = self.line, self.label
        self.line, self.label = Line(), None
        if depth is None:
            depth = setting.depth
            # Some writers leave \intbl away: a row whose first cells are there goes on.
            if not depth and self._tables and self._tables[0].cells:
                depth = 1
        self._close_tables(depth)
        while len(self._tables) < depth:
            self._tables.append(Table())
        if not (line.pieces or line.boxes or line.notes):
            return False
        self.tally.hidden += sum(1 for why, _ in line.aside() if why == "hidden")
        self._holder().append(self._described(line, label, setting, deleted))
        return True

    def end_cell(self, setting: Setting, depth: int) -> None:
        """Close the open cell of the table at a depth from 1."""
        self.end_paragraph(setting, depth=depth)
        self._tables[depth - 1].end_cell()

    def end_row(self, shape: RowShape, depth: int) -> None:
        """Close the open row of the table at a depth from 1."""
        self._close_tables(depth)
        if len(self._tables) == depth:
            self._tables[-1].end_row(shape)

    def finish(self, setting: Setting) -> Items:
        """What the story holds, once its group or the file has ended."""
        self.end_paragraph(replace(setting, depth=min(setting.depth, len(self._tables))))
        self._close_tables(0)
        return self.items

    def _end_piece(self) -> None:
        if self._chunks:
            self.line.pieces.append((self._reason, "".join(self._chunks)))
            self._chunks = []

    def _holder(self) -> Items:
        return self._tables[-1].content if self._tables else self.items

    def _close_tables(self, depth: int) -> None:
        while len(self._tables) > depth:
            table = self._tables.pop()
            table.end_row(RowShape())
            if table.rows:
                self._holder().append(table)

    def _described(self, line: Line, label: str | None, setting: Setting, deleted: bool) -> Paragraph:
        styles = self.styles
        return Paragraph(
            line,
            "" if label is None else self.lists.label(label, setting.list, setting.level),
            setting.list > 0 or label is not None,
            styles.level(setting.style, setting.outline),
            styles.is_title(setting.style),
            styles.is_contents(setting.style) or line.contents,
            setting.centred,
            deleted,
        )


def table_depth(value: int | None) -> int:
    """The depth that \\itap states."""
    return min(max(value if value is not None else 1, 0), _DEEPEST_TABLE)


class RtfSource:
    """Gives stories that were read before."""

    def items(self, container: Items | Cell, reason: str) -> Iterator[Paragraph | tuple[Table, str]]:
        """Paragraphs and tables in order; a paragraph whose mark was deleted runs on into the next one."""
        return joined(self._items(_held(container), reason))

    def rows(self, table: Table) -> Sequence[Row]:
        """The rows of a table."""
        return rows_of(table)

    def cells(self, rows: Sequence[Row], text_of: Callable[[Cell, int, int], str]) -> list[TableCell]:
        """The cells of rows on their grid."""
        return read_cells(rows, text_of)

    def paragraphs(self, cell: Cell) -> int:
        """How many paragraphs with text a cell holds itself."""
        return sum(isinstance(item, Paragraph) and bool(item.line.text.strip()) for item in cell.content)

    def diagram(self, identifier: str) -> str:
        """There are none: this format has no diagrams that are more than shapes."""
        return ""

    def _items(self, container: Items, reason: str) -> Iterator[Paragraph | tuple[Table, str]]:
        for item in container:
            if isinstance(item, Table):
                yield item, reason
            else:
                # A copy, since a paragraph that runs on is put before the next one.
                line = item.line
                pieces = [(why or reason, text) for why, text in line.pieces]
                boxes = [(why or reason, box) for why, box in line.boxes]
                notes = [(kind, identifier, why or reason) for kind, identifier, why in line.notes]
                yield replace(item, line=Line(pieces, boxes, list(line.diagrams), notes, line.contents))


def _held(container: Items | Cell) -> Items:
    return container.content if isinstance(container, Cell) else container
