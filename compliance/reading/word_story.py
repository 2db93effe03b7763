"""The stories of a .docx (body, notes, headers, text boxes), read into drafts in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from compliance.reading.blocks import Draft, heading_level, numbering_level, table_draft
from compliance.reading.limits import Limits
from compliance.reading.word_numbering import Numbering
from compliance.reading.word_styles import Style, Styles, is_centred, is_on, list_of, outline_level
from compliance.reading.word_tables import children, read_cells, table_rows
from compliance.reading.word_text import Line, LineReader, Tally, W, is_placeholder
from compliance.reading.zip_package import Element
from compliance.terms import BlockKind, Place, SetAside

_P, _TBL, _PPR = W + "p", W + "tbl", W + "pPr"
# A heading style on a line that is longer, or goes on after a full stop, is body text: 一、加强领导。区里成立了……
_LONGEST_HEADING = 100
_GOES_ON = re.compile(r"[。！？].")
_ENDS_SENTENCE = re.compile(r"[。；：！？;:!?.…”』」）)]$")
_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


class TooMuchError(Exception):
    """A story passed a limit; the message names it in Chinese."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph that is shown, and what Word says of it."""

    line: Line
    label: str = ""  # its automatic number, with what separates it from the text
    listed: bool = False
    level: int = 0  # of its heading style, from 1
    title: bool = False
    contents: bool = False
    centred: bool = False

    @property
    def text(self) -> str:
        """Number and text, without the white space around them; "" where only the number would show."""
        text = self.line.text.strip()
        return self.label + text if text else ""


@dataclass(slots=True)
class Stories:
    """Reads the stories of one file; what is no evidence goes to `aside`, where notes hang to `anchors`."""

    styles: Styles
    numbering: Numbering
    limits: Limits
    diagram: Callable[[str], str] = lambda identifier: ""  # relationship id of a SmartArt → its text, a line a shape
    tally: Tally = field(default_factory=Tally)
    aside: list[SetAside] = field(default_factory=list)
    anchors: list[tuple[str, str, str, Draft | None]] = field(default_factory=list)  # kind, id, reason, block
    titles: list[Draft] = field(default_factory=list)  # blocks in a title style
    centred: list[Draft] = field(default_factory=list)
    _lines: LineReader = field(init=False)
    _paragraphs: dict[str, int] = field(default_factory=dict)  # by part
    _tables: int = 0
    _cells: int = 0
    _pending: list[tuple[str, str, str]] = field(default_factory=list)  # note references without a block yet
    _styled: dict[int, int] = field(default_factory=dict)  # numbering level → level of the heading style it had

    def __post_init__(self) -> None:
        self._lines = LineReader(self.styles, self.tally)

    def read(
        self, container: Element, part: str = "body", within: Place | None = None, reason: str = ""
    ) -> list[Draft]:
        """The drafts of everything in a container, text boxes after the paragraph that they hang on.

        `within` is the table cell that the container is; `reason` sets everything aside.
        """
        drafts: list[Draft] = []
        for item in self._items(container, part, reason, within):
            if isinstance(item, Paragraph):
                drafts += self._paragraph(item, part, within)
            else:
                table, why = item
                drafts += self._table(table, part, within, 1, why)
            if len(drafts) > self.limits.blocks:
                raise TooMuchError(f"段落和表格超过 {self.limits.blocks} 个的上限")
        return drafts

    # --- Paragraphs --------------------------------------------------------------------------------

    def _items(
        self, container: Element, part: str, reason: str, within: Place | None
    ) -> Iterator[Paragraph | tuple[Element, str]]:
        """Paragraphs and tables in order; a paragraph whose mark was deleted runs on into the next one."""
        carried: Line | None = None
        for node, why in _blocks_of(container, reason, self.tally):
            if node.tag == _TBL:
                if carried is not None:
                    yield Paragraph(carried)
                    carried = None
                yield node, why
                continue
            properties = node.find(_PPR)
            style = self.styles.of_paragraph(_style_id(properties))
            line = self._lines.read(node, style, why)
            self._set_aside(line, part, within)
            if carried is not None:
                carried.extend(line)
                line, carried = carried, None
            if _mark_deleted(properties):
                carried = line
            else:
                yield self._described(line, properties, style)
        if carried is not None:
            yield Paragraph(carried)

    def _described(self, line: Line, properties: Element | None, style: Style) -> Paragraph:
        own_level, own_centre = outline_level(properties), is_centred(properties)
        label = None
        number, depth = self._list(properties, style)
        if number not in ("", "0") and not _unseen(line, properties):
            label = self.numbering.next_label(number, depth)
        return Paragraph(
            line,
            label or "",
            label is not None,
            style.level if own_level is None else own_level,
            style.title,
            style.contents or line.contents,
            style.centred if own_centre is None else own_centre,
        )

    def _list(self, properties: Element | None, style: Style) -> tuple[str, int]:
        """numId and level of a paragraph: its own, else its style's; a style may stand on a level of the list."""
        number, depth = list_of(properties)
        if number:
            return number, depth or 0
        if depth is None:
            depth = style.number_level
        if depth is None and style.number:
            depth = self.numbering.level_of_style(style.number, style.number_style)
        return style.number, depth or 0

    def _paragraph(self, paragraph: Paragraph, part: str, within: Place | None) -> list[Draft]:
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
            drafts.append(Draft(BlockKind.PARAGRAPH, self.diagram(identifier), self._place("diagram", within)))
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

    def _table(self, table: Element, part: str, within: Place | None, depth: int, reason: str) -> list[Draft]:
        """A table as a block, then what is nested in it: inner tables and text boxes, each with its cell's place."""
        if depth > self.limits.table_depth:
            self.tally.too_deep += 1
            return []
        if within is None:
            self._tables += 1
            within = Place(table=self._tables)
        within = replace(within, part=part)
        rows = table_rows(table)
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
        if len(shown) == 1 and len(shown[0].cells) == 1 and _is_frame(shown[0].cells[0]):
            return self.read(shown[0].cells[0], part, outer or replace(within, row=1, column=1)) + nested

        def text_of(cell: Element, row: int, column: int) -> str:
            place = outer or replace(within, row=row + 1, column=column + 1)
            return self._cell_text(cell, part, place, depth, "", nested)

        cells = read_cells(shown, text_of)
        draft = table_draft(cells, within)
        if not any(cell.text.strip() for cell in cells):
            return nested
        self.anchors += [(*note, draft) for note in self._pending]
        self._pending = []
        return [draft, *nested]

    def _cell_text(self, cell: Element, part: str, place: Place, depth: int, reason: str, nested: list[Draft]) -> str:
        """The text of a cell's paragraphs, a line each; tables and text boxes inside it go to `nested`."""
        self._cells += 1
        if self._cells > self.limits.table_cells:
            raise TooMuchError(f"表格单元格超过 {self.limits.table_cells} 个的上限")
        lines = []
        for item in self._items(cell, part, reason, place):
            if isinstance(item, Paragraph):
                lines.append(item.text)
                nested += self._attached(item.line, part, place, None)
            else:
                table, why = item
                nested += self._table(table, part, place, depth + 1, why)
        return "\n".join(line for line in lines if line)


def _blocks_of(container: Element, reason: str, tally: Tally) -> Iterator[tuple[Element, str]]:
    """Paragraphs and tables directly in a container, with why they are set aside, if they are."""
    for node in children(container, _P, _TBL, W + "sdt", W + "altChunk", W + "del", W + "moveFrom"):
        if node.tag in (_P, _TBL):
            yield node, reason
        elif node.tag == W + "altChunk":
            tally.imported += 1
        elif node.tag == W + "sdt":
            why = reason or _control_reason(node)
            tally.placeholders += why == "placeholder" and not reason
            content = node.find(W + "sdtContent")
            if content is not None:
                yield from _blocks_of(content, why, tally)
        else:
            yield from _blocks_of(node, "deleted", tally)


def _control_reason(control: Element) -> str:
    gallery = next(control.iterfind(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery"), None)
    if gallery is not None and gallery.get(W + "val") == "Table of Contents":
        return "contents"
    return "placeholder" if is_placeholder(control) else ""


def _style_id(properties: Element | None) -> str | None:
    node = None if properties is None else properties.find(W + "pStyle")
    return None if node is None else node.get(W + "val")


def _mark_deleted(properties: Element | None) -> bool:
    mark = None if properties is None else properties.find(W + "rPr")
    return mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None)


def _unseen(line: Line, properties: Element | None) -> bool:
    """Whether nothing of a paragraph shows, not even its number: all of it is hidden, its mark too."""
    mark = None if properties is None else properties.find(W + "rPr")
    return mark is not None and is_on(mark.find(W + "vanish")) and not line.text.strip()


def _is_frame(cell: Element) -> bool:
    """Whether the only cell of a table is a frame around ordinary text: three paragraphs or more."""
    full = (p for p in cell.iterfind(_P) if any(t.text and t.text.strip() for t in p.iter(W + "t")))
    return sum(1 for _ in zip(range(3), full, strict=False)) == 3


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
