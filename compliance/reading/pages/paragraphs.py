"""From lines to paragraphs: a page shows lines only; where a paragraph ends is read off how they are set."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from compliance.reading.blocks import numbering_level
from compliance.reading.pages.geometry import Box, union
from compliance.reading.pages.joining import first_unit, join_lines, width
from compliance.reading.pages.lines import Line

Edges = tuple[float, float]  # left and right edge of a column

_BULLET = re.compile(r"[•●○■□◆◇▪➢✓☑★※]|[①-⑳]|[-–—]\s")
_SENTENCE_END = re.compile(r"[。；：！？;:!?…][”’」』）)]*$")
_FIRST_HAN = "\u3400"
_PUNCTUATION = frozenset("，。、；：！？”’）》」』,.;:!?)")
# What all that `numbering_level` and the patterns for list marks find opens with.
_MAY_OPEN = re.compile(r"\s*[第一二三四五六七八九十（(\d•●○■□◆◇▪➢✓☑★※①-⑳\-–—]")
_LIST_MARK = re.compile(r"(?:[•●○■□◆◇▪➢✓☑★※①-⑳]|[（(]?\d{1,2}[)）.．、]|[（(]?[一二三四五六七八九十]{1,3}[)）、])")


class Paragraph(NamedTuple):
    """Lines that belong together, in one text. `centred` holds when every line stands in the middle of its column."""

    text: str
    lines: tuple[Line, ...]
    size: float
    font: str
    bold: bool
    color: int
    centred: bool

    @property
    def page(self) -> int:
        """The page on which it begins."""
        return self.lines[0].page

    @property
    def box(self) -> Box:
        """Around its lines on the page where it begins."""
        if len(self.lines) == 1:
            return self.lines[0].box
        page = self.page
        return union([line.box for line in self.lines if line.page == page])


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document is set: the left and right edge of the text for each kind of column, body size and line pitch."""

    edges: Mapping[tuple[int, int, int], Edges]
    size: float
    font: str
    bold: bool
    pitch: float  # distance of two base lines inside a paragraph, in points

    def edge(self, line: Line, widths: Mapping[int, float]) -> Edges:
        """Left and right edge of the column in which a line stands."""
        wide, column, group, rest = _column_key(line, widths)
        found = self.edges.get((wide, column, group)) or self.edges.get((wide, column, rest))
        return found or (line.left, line.right)

    def edges_of(self, lines: Sequence[Line], widths: Mapping[int, float]) -> Iterator[Edges]:
        """`edge` of each line; those of neighbours in one column of a page are looked up once."""
        last, edges = None, (0.0, 0.0)
        for line in lines:
            place = line.page, line.column, line.confidence == 1
            if place != last:
                last, edges = place, self.edge(line, widths)
            yield edges


def _column_key(line: Line, widths: Mapping[int, float]) -> tuple[int, int, int, int]:
    """Page width, column, group, and the larger group for where that has few lines.

    Mirrored margins of odd and even pages differ; a scanner feeds every page a little further left or right.
    """
    wide = round(widths[line.page])
    return (wide, line.column, line.page % 2, -1) if line.confidence == 1 else (wide, line.column, 1 + line.page, -2)


def read_setting(lines: Sequence[Line], widths: Mapping[int, float]) -> Setting:
    """What most of the text looks like; `widths` are the pages' widths by page number."""
    groups: dict[tuple[int, int, int], list[Line]] = defaultdict(list)
    styles: Counter[tuple[float, str, bool]] = Counter()
    columns: dict[tuple[int, int, bool], tuple[list[Line], list[Line]]] = {}
    for line in lines:
        place = line.page, line.column, line.confidence == 1
        if place not in columns:
            wide, column, group, rest = _column_key(line, widths)
            columns[place] = groups[wide, column, group], groups[wide, column, rest]
        for found in columns[place]:
            found.append(line)
        styles[line.size, line.font, line.bold] += len(line.text)
    sizes: Counter[float] = Counter()
    fonts: Counter[tuple[str, bool]] = Counter()
    for (size, font, bold), characters in styles.items():
        sizes[round(size, 1)] += characters
        fonts[font, bold] += characters
    # Few lines say little about a margin: then the pages are taken together.
    edges = {key: _edges(found) for key, found in groups.items() if key[2] < 0 or len(found) >= 12}
    font, bold = fonts.most_common(1)[0][0] if fonts else ("", False)
    size = sizes.most_common(1)[0][0] if sizes else 12.0
    return Setting(edges, size, font, bold, _pitch(lines, size))


def _edges(lines: Sequence[Line]) -> Edges:
    """The leftmost edge that several lines share (first lines are indented), and the right edge of full lines."""
    lefts = sorted([line.box[0] for line in lines])
    enough = max(1, min(3, len(lefts) // 8))
    left = next(
        (value for i, value in enumerate(lefts) if i + enough <= len(lefts) and lefts[i + enough - 1] - value <= 2.5),
        lefts[0],
    )
    # Punctuation may hang over the edge, so lines that end with a character count first.
    rights = sorted([line.box[2] for line in lines if line.text[-1:] not in _PUNCTUATION])
    if len(rights) < 3:
        rights = sorted([line.box[2] for line in lines])
    return left, rights[min(len(rights) - 1, round(0.97 * len(rights)))]


def _pitch(lines: Sequence[Line], size: float) -> float:
    steps = [
        step
        for before, line in zip(lines, lines[1:], strict=False)
        if (step := _step(before, line)) is not None and step < 4 * size
    ]
    return median(steps) if steps else 1.5 * size


def _step(before: Line, line: Line) -> float | None:
    """From base line to base line, where both stand in one column of one page, one below the other."""
    step = line.box[3] - before.box[3]
    return step if line.page == before.page and line.column == before.column and step > 0 else None


def paragraphs_of(lines: Sequence[Line], setting: Setting, widths: Mapping[int, float]) -> Iterator[Paragraph]:
    """The paragraphs of consecutive lines."""
    group: list[Line] = []
    edges: list[Edges] = []
    for line, edge in zip(lines, setting.edges_of(lines, widths), strict=True):
        if group and _begins(group, line, setting, edges[-1], edge):
            yield _paragraph(group, edges)
            group, edges = [], []
        group.append(line)
        edges.append(edge)
    if group:
        yield _paragraph(group, edges)


def _paragraph(lines: Sequence[Line], edges: Sequence[Edges]) -> Paragraph:
    centred = all(map(_is_centred, lines, edges))
    if len(lines) == 1:
        (line,) = lines
        return Paragraph(join_lines("", line.text), (line,), line.size, line.font, line.bold, line.color, centred)
    text = ""
    for line in lines:
        text = join_lines(text, line.text)
    longest = max(lines, key=lambda line: len(line.text))
    bold = all(line.bold for line in lines)
    return Paragraph(text, tuple(lines), longest.size, longest.font, bold, longest.color, centred)


def _is_centred(line: Line, edges: Edges) -> bool:
    """With white on both sides, as much on the left as on the right."""
    before = line.box[0] - edges[0]
    return before > 1.2 * line.size and abs(before - (edges[1] - line.box[2])) < 1.2 * line.size


def _begins(group: Sequence[Line], line: Line, setting: Setting, edges_before: Edges, edges: Edges) -> bool:
    """Whether a paragraph begins with this line. Each test names what shows it; the first that knows decides."""
    before, size = group[-1], line.size
    if abs(size - before.size) > 0.08 * before.size + 0.3:
        return True
    step = _step(before, line)
    if step is not None and step > 1.5 * setting.pitch and step > 1.5 * size:
        return True
    full = _is_full(before, line, edges_before)
    indented = line.box[0] - edges[0] > 1.2 * size
    if full and not indented and before.bold == line.bold and not may_open(line.text):
        return False  # nearly always: below a full line, set like it
    both_centred = indented and _is_centred(line, edges) and _is_centred(before, edges_before)
    if (full or both_centred) and _title_goes_on(before, line, setting):
        return False
    if both_centred or _new_style(before, line):
        return True
    if _opens(line.text) and (not full or _SENTENCE_END.search(before.text) or before.bold != line.bold):
        return True
    if indented:
        return not (full and _hangs(group, line, edges_before))
    return not full


def _title_goes_on(before: Line, line: Line, setting: Setting) -> bool:
    """A title of several lines in display size; in body size each centred line stands for itself."""
    if line.size <= setting.size + 0.8 or before.bold != line.bold or before.color != line.color:
        return False
    return not _opens(line.text) and not _SENTENCE_END.search(before.text)


def _new_style(before: Line, line: Line) -> bool:
    """From bold to plain at the end of a sentence-less line, or from plain to bold after a sentence."""
    if before.bold == line.bold:
        return False
    return bool(_SENTENCE_END.search(before.text)) if line.bold else before.font != line.font and _opens(before.text)


def _opens(text: str) -> bool:
    return may_open(text) and (numbering_level(text) > 0 or _BULLET.match(text) is not None)


def may_open(text: str) -> bool:
    """Whether a text can open with a number or the mark of a list item: of most lines the first character says no."""
    return _MAY_OPEN.match(text) is not None


def _is_full(before: Line, line: Line, edges: Edges) -> bool:
    """Whether the line above was full: what begins this line would not have fitted there any more.

    Half an em is allowed for punctuation that is squeezed at a line end, and for ragged Latin.
    """
    left_over, size = edges[1] - before.box[2], before.size
    # Nearly always there is no room for the first character, and then the unit need not be looked for.
    if left_over < ((1.0 if line.text >= _FIRST_HAN else 0.5) + 0.5) * size and line.text:
        return True
    return left_over < (width(first_unit(line.text)) + 0.5) * size


def _hangs(group: Sequence[Line], line: Line, edges: Edges) -> bool:
    """Continuation lines that are indented: below a list mark that hangs out, or a block that is set in as a whole."""
    first, before = group[0], group[-1]
    if len(group) == 1:
        mark = _LIST_MARK.match(first.text)
        return mark is not None and 0.6 * line.size < line.left - first.left < 4 * line.size
    return abs(line.left - before.left) < 0.5 * line.size and before.left - edges[0] > 1.2 * line.size
