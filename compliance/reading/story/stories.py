"""What word processing formats share: paragraphs and tables become drafts, what is no evidence is set aside.

A format gives its stories (body, notes, headers, text boxes) as paragraphs and tables in order, through a Source;
which of them are headings, items or plain text, and where they stand, is decided here, the same for every format.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any, Protocol, TypeAlias

from compliance.reading.blocks import Draft, TableCell, heading_level, numbering_level, table_draft
from compliance.reading.limits import Limits
from compliance.terms import BlockKind, Place, SetAside

Content: TypeAlias = Any  # a container of paragraphs and tables, in whatever form its format has it

# A heading style on a line that is longer, or goes on after a full stop, is body text: 一、加强领导。区里成立了……
_LONGEST_HEADING = 100
_GOES_ON = re.compile(r"[。！？].")
_ENDS_SENTENCE = re.compile(r"[。；：！？;:!?.…”』」）)]$")
_FRAME = 3  # paragraphs in the only cell of a table: it is a frame around ordinary text
_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


class TooMuchError(Exception):
    """A story passed a limit; the message names it in Chinese."""


@dataclass(slots=True)
class Tally:
    """What the certificate says of the whole file."""

    images: int = 0
    scans: int = 0  # pictures of about a page
    objects: int = 0  # embedded files
    charts: int = 0
    imported: int = 0  # altChunk and subDoc: documents inside the document
    boxes: int = 0
    diagrams: int = 0
    revisions: int = 0
    hidden: int = 0
    placeholders: int = 0
    too_deep: int = 0  # tables below the deepest level that is read


@dataclass(slots=True)
class Line:
    """A paragraph's pieces, in order: reason ("" for visible text, else why it is set aside) and text."""

    pieces: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[tuple[str, Content]] = field(default_factory=list)  # reason, content of a text box
    diagrams: list[str] = field(default_factory=list)  # what the source knows a diagram by
    notes: list[tuple[str, str, str]] = field(default_factory=list)  # footnote or endnote, id, reason
    contents: bool = False  # the line points to a page: a table of contents

    @property
    def text(self) -> str:
        """What is visible; an optional hyphen shows at a line's end only."""
        return "".join(text for reason, text in self.pieces if not reason).replace("\xad", "")

    def aside(self) -> list[tuple[str, str]]:
        """Reason and text of what is not visible, neighbouring pieces joined."""
        groups = groupby(self.pieces, key=lambda piece: piece[0])
        return [(reason, text) for reason, group in groups if reason and (text := "".join(t for _, t in group)).strip()]

    def extend(self, other: Line) -> None:
        """Append a paragraph: its mark between was deleted."""
        self.pieces += other.pieces
        self.boxes += other.boxes
        self.diagrams += other.diagrams
        self.notes += other.notes


@dataclass(slots=True)
class Paragraph:
    """A paragraph, and what its format says of it."""

    line: Line
    label: str = ""  # its automatic number, with what separates it from the text
    listed: bool = False
    level: int = 0  # of its heading style, from 1
    title: bool = False
    contents: bool = False
    centred: bool = False
    runs_on: bool = False  # its mark was deleted: the next paragraph is the rest of it, and says what it is

    @property
    def text(self) -> str:
        """Number and text, without the white space around them; "" where only the number would show."""
        text = self.line.text.strip()
        return self.label + text if text else ""


def joined(items: Iterable[Paragraph | tuple[Content, str]]) -> Iterator[Paragraph | tuple[Content, str]]:
    """The items with each paragraph that runs on put before the next one; before a table or the end it stands alone."""
    carried: Paragraph | None = None
    for item in items:
        if not isinstance(item, Paragraph):
            if carried is not None:
                yield carried
            carried = None
            yield item
            continue
        if carried is not None:
            carried.line.extend(item.line)
            item.line = carried.line
        carried = item if item.runs_on else None
        if carried is None:
            yield item
    if carried is not None:
        yield carried


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: its cells in the source's form, the grid column where they begin, why it is set aside, if it is."""

    cells: Sequence[Content]
    first_column: int = 0
    header: bool = False
    reason: str = ""


class Source(Protocol):
    """How a format gives its stories."""

    def items(self, container: Content, reason: str) -> Iterator[Paragraph | tuple[Content, str]]:
        """Paragraphs, and tables with why they are set aside, in order; `reason` where all of it is."""

    def rows(self, table: Content) -> Sequence[Row]:
        """The rows of a table."""

    def cells(self, rows: Sequence[Row], text_of: Callable[[Content, int, int], str]) -> list[TableCell]:
        """The cells of rows on their grid; `text_of` is called once for each, with its row and column from 0."""

    def paragraphs(self, cell: Content) -> int:
        """How many paragraphs with text a cell holds itself."""

    def diagram(self, identifier: str) -> str:
        """The text of a diagram, a line a shape."""


@dataclass(slots=True)
class Stories:
    """Reads the stories of one file; what is no evidence goes to `aside`, where notes hang to `anchors`."""

    source: Source
    limits: Limits
    tally: Tally
    aside: list[SetAside] = field(default_factory=list)
    anchors: list[tuple[str, str, str, Draft | None]] = field(default_factory=list)  # kind, id, reason, block
    titles: list[Draft] = field(default_factory=list)  # blocks in a title style
    centred: list[Draft] = field(default_factory=list)
    _paragraphs: dict[str, int] = field(default_factory=dict)  # by part
    _tables: int = 0
    _cells: int = 0
    _pending: list[tuple[str, str, str]] = field(default_factory=list)  # note references without a block yet
    _styled: dict[int, int] = field(default_factory=dict)  # numbering level → level of the heading style it had

    def read(
        self, container: Content, part: str = "body", within: Place | None = None, reason: str = ""
    ) -> list[Draft]:
        """The drafts of everything in a container, text boxes after the paragraph that they hang on.

        `within` is the table cell that the container is; `reason` sets everything aside.
        """
        drafts: list[Draft] = []
        for item in self.source.items(container, reason):
            if isinstance(item, Paragraph):
                drafts += self._paragraph(item, part, within)
            else:
                table, why = item
                drafts += self._table(table, part, within, 1, why)
            if len(drafts) > self.limits.blocks:
                raise TooMuchError(f"段落和表格超过 {self.limits.blocks} 个的上限")
        return drafts

    # --- Paragraphs --------------------------------------------------------------------------------

    def _paragraph(self, paragraph: Paragraph, part: str, within: Place | None) -> list[Draft]:
        self._set_aside(paragraph.line, part, within)
        text = paragraph.text
        if not text:
            return self._attached(paragraph.line, part, within, None)
        place = self._place(part, within)
        if paragraph.contents:
            self.aside.append(SetAside(text, "contents", place))
            return self._attached(paragraph.line, part, within, None)
        level = self._heading(paragraph, text, part)
        if level:
            draft = Draft(BlockKind.HEADING, _on_one_line(text), place, level)
            drafts = [draft]
        else:
            listed = paragraph.listed
            drafts = [self._plain(piece, listed and not i, part, place) for i, piece in enumerate(_broken(text))]
        if part == "body" and paragraph.title:
            self.titles.append(drafts[0])
        if part == "body" and paragraph.centred:
            self.centred += drafts
        return drafts + self._attached(paragraph.line, part, within, drafts[-1])

    def _heading(self, paragraph: Paragraph, text: str, part: str) -> int:
        """The heading level of a paragraph, 0 for none: by style, else by its numbering where it stands in the body.

        The numbers fit themselves under the styles: where 一、 is in Heading 2, (一) without a style is level 3.
        """
        styled = 1 if paragraph.title else paragraph.level
        numbered = numbering_level(text)
        if styled:
            if len(text) > _LONGEST_HEADING or _GOES_ON.search(text):
                return 0
            if numbered and not paragraph.title:
                self._styled[numbered] = styled
            return styled
        # In a text box a number opens a list or a side note, which must not end the section of the body.
        level = heading_level(text) if part == "body" and "\n" not in text else 0
        return self._fitted(level) if level else 0

    def _fitted(self, level: int) -> int:
        known = max((n for n in self._styled if n <= level), default=0)
        return self._styled[known] + level - known if known else level

    def _plain(self, text: str, listed: bool, part: str, place: Place) -> Draft:
        level = heading_level(text) if part == "body" and not listed else 0
        if level and "\n" not in text:
            return Draft(BlockKind.HEADING, text, place, self._fitted(level))
        kind = BlockKind.LIST_ITEM if listed or numbering_level(text) >= 3 else BlockKind.PARAGRAPH
        return Draft(kind, text, place)

    def _attached(self, line: Line, part: str, within: Place | None, draft: Draft | None) -> list[Draft]:
        """Bind the note references to their block, and read the text boxes that hang on the paragraph."""
        self._pending += line.notes
        if draft is not None:
            self.anchors += [(*note, draft) for note in self._pending]
            self._pending = []
        drafts: list[Draft] = []
        for identifier in line.diagrams:
            self.tally.diagrams += 1
            drafts.append(Draft(BlockKind.PARAGRAPH, self.source.diagram(identifier), self._place("diagram", within)))
        for reason, box in line.boxes:
            self.tally.boxes += 1
            inside = part if part in ("header", "footer", "comment") else "text box"
            drafts += self.read(box, inside, within, reason)
        return [draft for draft in drafts if draft.text]

    def _place(self, part: str, within: Place | None) -> Place:
        if within is not None:
            return replace(within, part=part)
        self._paragraphs[part] = self._paragraphs.get(part, 0) + 1
        return Place(part=part, paragraph=self._paragraphs[part])

    def _set_aside(self, line: Line, part: str, within: Place | None) -> None:
        # A paragraph with nothing left to show has no number of its own: its text stood before the next one.
        place = within or Place(part=part, paragraph=self._paragraphs.get(part, 0) + 1)
        self.aside += [SetAside(text.strip(), reason, place) for reason, text in line.aside()]

    # --- Tables ------------------------------------------------------------------------------------

    def _table(self, table: Content, part: str, within: Place | None, depth: int, reason: str) -> list[Draft]:
        """A table as a block, then what is nested in it: inner tables and text boxes, each with its cell's place."""
        if depth > self.limits.table_depth:
            self.tally.too_deep += 1
            return []
        if within is None:
            self._tables += 1
            within = Place(table=self._tables)
        within = replace(within, part=part)
        rows = self.source.rows(table)
        nested: list[Draft] = []
        shown = []
        for row in rows:
            # A tracked deletion of a row, or of everything around the table.
            if why := reason or row.reason:
                self.tally.revisions += why == "deleted"
                self.tally.hidden += why == "hidden"
                for cell in row.cells:
                    self._cell_text(cell, part, within, depth, why, nested)
            else:
                shown.append(row)
        outer = within if depth > 1 or within.row is not None else None
        if len(shown) == 1 and len(shown[0].cells) == 1 and self.source.paragraphs(shown[0].cells[0]) >= _FRAME:
            return self.read(shown[0].cells[0], part, outer or replace(within, row=1, column=1)) + nested

        def text_of(cell: Content, row: int, column: int) -> str:
            place = outer or replace(within, row=row + 1, column=column + 1)
            return self._cell_text(cell, part, place, depth, "", nested)

        cells = self.source.cells(shown, text_of)
        draft = table_draft(cells, within)
        if not any(cell.text.strip() for cell in cells):
            return nested
        self.anchors += [(*note, draft) for note in self._pending]
        self._pending = []
        return [draft, *nested]

    def _cell_text(self, cell: Content, part: str, place: Place, depth: int, reason: str, nested: list[Draft]) -> str:
        """The text of a cell's paragraphs, a line each; tables and text boxes inside it go to `nested`."""
        self._cells += 1
        if self._cells > self.limits.table_cells:
            raise TooMuchError(f"表格单元格超过 {self.limits.table_cells} 个的上限")
        lines = []
        for item in self.source.items(cell, reason):
            if isinstance(item, Paragraph):
                self._set_aside(item.line, part, place)
                lines.append(item.text)
                nested += self._attached(item.line, part, place, None)
            else:
                table, why = item
                nested += self._table(table, part, place, depth + 1, why)
        return "\n".join(line for line in lines if line)


def _broken(text: str) -> list[str]:
    """The lines of a paragraph that was pasted with line breaks for paragraph marks; one where a line only wraps."""
    if "\n" not in text:
        return [text]
    pieces: list[list[str]] = []
    for line in filter(None, (part.strip() for part in text.split("\n"))):
        before = pieces[-1][-1] if pieces else "。"
        if _ENDS_SENTENCE.search(before) or numbering_level(line) or heading_level(before):
            pieces.append([line])
        else:
            pieces[-1].append(line)
    return ["\n".join(lines) for lines in pieces]


def _on_one_line(text: str) -> str:
    """A heading over several lines as one: without a space between Chinese characters, as it is read."""
    lines = [part.strip() for part in text.split("\n") if part.strip()]
    joined = lines[0]
    for line in lines[1:]:
        joined += line if _CJK.match(joined[-1]) or _CJK.match(line) else " " + line
    return joined
