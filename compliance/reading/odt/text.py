"""The text of one paragraph of an .odt, element by element, with what is not evidence kept apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from compliance.reading.odt.styles import OFFICE, TEXT, Style, Styles
from compliance.reading.story.stories import Line, Tally
from compliance.reading.story.symbols import with_symbols
from compliance.reading.zip_package import Element, whole_number

DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"

_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_SPACES = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 1_000  # of one text:s
# Nothing in them is text of the line.
_SILENT = frozenset(
    (OFFICE + "annotation-end", OFFICE + "event-listeners", OFFICE + "forms", TEXT + "ruby-text", TEXT + "script")
)
_SHAPES = frozenset(
    DRAW + name
    for name in (
        *("frame", "g", "custom-shape", "rect", "line", "polyline", "polygon", "regular-polygon", "path"),
        *("circle", "ellipse", "connector", "caption", "measure", "control", "page-thumbnail"),
    )
)
_OBJECTS = frozenset(DRAW + name for name in ("object", "object-ole", "plugin", "applet", "floating-frame"))
_PAGE = 210.0 * 297.0  # an A4 page in square millimetres
# A picture of two fifths of a page is more likely a scanned page than a photo, as in a .docx.
_SCAN_SHARE = 0.4
_MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6}
_LENGTH = re.compile(r"(\d{1,6}(?:\.\d{1,9})?)(mm|cm|in|pt|pc)")


@dataclass(frozen=True, slots=True)
class Changes:
    """The tracked changes of a file by their ids."""

    deletions: Mapping[str, Element] = field(default_factory=dict)
    insertions: frozenset[str] = frozenset()
    ended: frozenset[str] = frozenset()  # those that say where they end


def read_changes(body: Element) -> Changes:
    """What text:tracked-changes says; a change of the formatting only is none."""
    deletions, insertions = {}, set()
    for region in body.iterfind(f"{TEXT}tracked-changes/{TEXT}changed-region"):
        identifier = region.get(TEXT + "id") or region.get(_XML_ID) or ""
        deletion = region.find(TEXT + "deletion")
        if deletion is not None:
            deletions[identifier] = deletion
        if region.find(TEXT + "insertion") is not None:
            insertions.add(identifier)
    ends = frozenset(node.get(TEXT + "change-id", "") for node in body.iter(TEXT + "change-end"))
    return Changes(deletions, frozenset(insertions), ends)


class LineReader:
    """Reads paragraphs of one file; counts into the tally, and gathers notes and comments, as it goes."""

    def __init__(
        self,
        styles: Styles,
        tally: Tally,
        changes: Changes,
        formula: Callable[[Element], str | None],
    ) -> None:
        self._styles = styles
        self._tally = tally
        self._changes = changes
        self._inside = False  # a deletion whose text stands with the tracked changes
        self._told: set[str] = set()  # deletions that were read: each has one place
        self._open: set[str] = set()  # deletions whose text stands in its place, as flat files have it
        self._formula = formula  # the text of an embedded formula; None for what is none, "chart" for a chart
        self.notes: dict[str, dict[str, Element]] = {"footnote": {}, "endnote": {}}
        self.comments: list[Element] = []
        self._line = Line()
        self._spaced = True  # white space just ended, or the paragraph just began
        self._font = ""

    @property
    def deleting(self) -> bool:
        """Whether a deletion goes on beyond what was read last."""
        return bool(self._open)

    def read(self, paragraph: Element, style: Style, reason: str = "") -> Line:
        """The pieces of a paragraph; `reason` where all of it is set aside."""
        self._line, self._spaced, self._font = Line(), True, style.font
        hidden = style.hidden or any(
            node.get(TEXT + "is-hidden") == "true" for node in paragraph.iter(TEXT + "hidden-paragraph")
        )
        self._walk(paragraph, reason or ("hidden" if hidden else ""))
        self._tally.hidden += sum(1 for why, _ in self._line.aside() if why == "hidden")
        return self._line

    def alone(self, node: Element, reason: str) -> Line:
        """A line of what stands between paragraphs: a drawing anchored to the page, a deletion of whole ones."""
        self._line, self._spaced = Line(), True
        self._child(node, reason)
        return self._line

    def _walk(self, node: Element, reason: str) -> None:
        self._add(reason, node.text)
        for child in node:
            self._child(child, reason)
            self._add(reason, child.tail)

    def _child(self, child: Element, reason: str) -> None:
        tag = child.tag
        if tag == TEXT + "span":
            self._span(child, reason)
        elif tag == TEXT + "s":
            self._put(reason, " " * min(whole_number(child.get(TEXT + "c"), 1), _MOST_SPACES))
        elif tag == TEXT + "tab":
            self._put(reason, "\t")
        elif tag == TEXT + "line-break":
            self._put(reason, "\n")
        elif tag == TEXT + "note":
            self._note(child, reason)
        elif tag == OFFICE + "annotation":
            self.comments.append(child)
        elif tag in (TEXT + "change", TEXT + "change-start"):
            self._changed(child.get(TEXT + "change-id", ""), tag == TEXT + "change-start")
        elif tag == TEXT + "change-end":
            self._open.discard(child.get(TEXT + "change-id", ""))
        elif tag in _SHAPES or tag == DRAW + "a":
            self._drawing(child, reason)
        elif tag not in _SILENT:
            self._rare(child, tag, reason)

    def _span(self, span: Element, reason: str) -> None:
        style = self._styles.named("text", span.get(TEXT + "style-name"))
        before, self._font = self._font, style.font or self._font
        self._walk(span, reason or ("hidden" if style.hidden else ""))
        self._font = before

    def _rare(self, child: Element, tag: str, reason: str) -> None:
        """Placeholders and hidden fields; what is yet unknown is read, since text is never dropped."""
        if tag == TEXT + "hidden-text" and child.get(TEXT + "is-hidden") == "true":
            self._put("hidden", child.get(TEXT + "string-value"))
            return
        empty = tag == TEXT + "placeholder" or child.get(_LOEXT + "showing-place-holder") == "true"
        self._tally.placeholders += empty
        self._walk(child, reason or ("placeholder" if empty else ""))

    def _add(self, reason: str, text: str | None) -> None:
        """Text with its white space as it is shown: runs of it are one space, at a paragraph's beginning none."""
        if text:
            text = _SPACES.sub(" ", text)
            self._put(reason, text[1:] if self._spaced and text[0] == " " else text)

    def _put(self, reason: str, text: str | None) -> None:
        if text:
            self._line.pieces.append(("deleted" if self._open else reason, with_symbols(self._font, text)))
            self._spaced = text[-1] == " "

    def _note(self, node: Element, reason: str) -> None:
        kind = "endnote" if node.get(TEXT + "note-class") == "endnote" else "footnote"
        body = node.find(TEXT + "note-body")
        if body is not None:
            identifier = str(len(self.notes[kind]))
            self.notes[kind][identifier] = body
            self._line.notes.append((kind, identifier, reason))

    def _changed(self, identifier: str, begins: bool) -> None:
        """What a tracked deletion took out here, its paragraphs on a line each; an insertion is only counted."""
        deletion = self._changes.deletions.get(identifier)
        self._tally.revisions += deletion is not None or identifier in self._changes.insertions
        # One without an end must not swallow the text that follows.
        if begins and deletion is not None and identifier in self._changes.ended:
            self._open.add(identifier)
            return
        # A deletion may name itself, or two name each other.
        if deletion is None or self._inside or identifier in self._told:
            return
        self._told.add(identifier)
        blocks = (node for node in deletion if node.tag != OFFICE + "change-info")
        paragraphs = [paragraph for block in blocks for paragraph in _outermost(block)]
        before, within = self._spaced, self._inside
        self._inside = True
        for number, paragraph in enumerate(paragraphs):
            self._put("deleted", "\n" if number else "")
            self._walk(paragraph, "deleted")
        self._spaced, self._inside = before, within

    # --- Drawings ----------------------------------------------------------------------------------

    def _drawing(self, node: Element, reason: str) -> None:
        """Text boxes, pictures, charts and embedded files of a drawing, whatever they are grouped in."""
        waiting = [node]
        while waiting:
            shape = waiting.pop()
            if shape.tag == DRAW + "frame":
                self._frame(shape, reason)
            elif shape.tag in (DRAW + "g", DRAW + "a"):
                waiting.extend(child for child in reversed(shape) if child.tag in _SHAPES or child.tag == DRAW + "a")
            elif any(child.tag in (TEXT + "p", TEXT + "list") for child in shape):
                self._line.boxes.append((reason, shape))

    def _frame(self, frame: Element, reason: str) -> None:
        """A frame holds one thing, and often a picture of it for programs that cannot show it."""
        for child in frame:
            if child.tag == DRAW + "text-box":
                self._line.boxes.append((reason, child))
                return
            if child.tag in _OBJECTS:
                self._object(child, reason)
                return
        pictures = sum(child.tag == DRAW + "image" for child in frame)
        if pictures and reason != "deleted":
            self._tally.images += 1
            self._tally.scans += _area(frame) >= _SCAN_SHARE * _PAGE

    def _object(self, node: Element, reason: str) -> None:
        found = self._formula(node)
        if found == "chart":
            self._tally.charts += reason != "deleted"
        elif found is None:
            self._tally.objects += reason != "deleted"
        else:
            self._put(reason, found)


def _outermost(block: Element) -> Iterator[Element]:
    """The paragraphs of a block; one inside another is read with it."""
    waiting = [block]
    while waiting:
        node = waiting.pop()
        if node.tag in (TEXT + "p", TEXT + "h"):
            yield node
        else:
            waiting.extend(reversed(node))


def _area(frame: Element) -> float:
    """The drawn size of a frame in square millimetres; 0 where it is not said."""
    sides = [_LENGTH.fullmatch(frame.get(_SVG + side, "")) for side in ("width", "height")]
    lengths = [float(side[1]) * _MILLIMETRES[side[2]] for side in sides if side is not None]
    return lengths[0] * lengths[1] if len(lengths) == 2 else 0.0
