"""From single characters that stand somewhere on a page to pieces of text, for formats that only place characters."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from compliance.reading.pages.geometry import Box, regions_of, share_of_height, union
from compliance.reading.pages.joining import is_wide, space_in_gap
from compliance.reading.pages.lines import rows_of
from compliance.reading.pages.text import Piece

# Characters of one string follow each other this closely, in ems: a wider hole may be filled by another string.
_HOLE = 0.35
# A gap of one em parts two pieces: Chinese text never leaves one inside a sentence, tabs and columns do.
_WIDE_GAP = 1.0
_OVERLAP = 0.6  # more is text printed over text
# The same character again, this close: bold that is made by printing twice. Two l stand a fifth of an em apart.
_SAME_PLACE = 0.1
# How wide a narrow character can be, in ems, and how much wider than usual it is taken to be.
_NARROWEST, _WIDEST, _TRUST = 0.15, 1.2, 0.2
# How much narrower than taken: 汉字 are squeezed a little, ∶ may be half as wide as other signs.
_SQUEEZED, _SLENDER = 0.2, 0.3


@dataclass(frozen=True, slots=True)
class Face:
    """How a character is set."""

    font: str = ""
    bold: bool = False
    color: int = 0  # 0xRRGGBB


class Glyph(NamedTuple):
    """One character on a page. `spaced` says that a typed space stands before it; one that ends a run is a glyph."""

    character: str
    box: Box  # as wide as the character usually is, or less
    size: float  # in points
    face: Face
    spaced: bool = False
    run: int = 0  # characters that the file sets together have the same number


@dataclass(frozen=True, slots=True)
class _String:
    glyphs: tuple[Glyph, ...]
    box: Box
    region: int


def pieces_of(glyphs: Sequence[Glyph], regions: Sequence[Box] = ()) -> list[Piece]:
    """The pieces that characters make, in the order of the file or any other; none crosses a region's border."""
    once = _without_doubles(glyphs)
    by_region: dict[int, list[_String]] = {}
    for string in _strings(once, regions_of([glyph.box for glyph in once], regions)):
        by_region.setdefault(string.region, []).append(string)
    rows = ((region, _interleaved(row)) for region, strings in by_region.items() for row in rows_of(strings))
    groups = [(region, group) for region, row in rows for group in _groups(row)]
    widths = _widths(group for _, group in groups)
    return [_piece(group, region, widths) for region, group in groups]


def text_of(glyphs: Sequence[Glyph], widths: Mapping[tuple[str, str], float] | None = None) -> str:
    """What characters of one line say, in their order: typed spaces stay, and gaps wide enough are spaces too.

    `widths`, in ems by font and character, are what the page shows of them.
    """
    if widths:
        glyphs = [_fitted(glyph, widths) for glyph in glyphs]
    words = _words(glyphs)
    text = "".join(glyph.character for glyph in words[0]) if words else ""
    for before, word in zip(words, words[1:], strict=False):
        space = " " if word[0].spaced else _space(before, word)
        text += space + "".join(glyph.character for glyph in word)
    return text


def _without_doubles(glyphs: Sequence[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    seen: dict[tuple[str, int, int], Glyph] = {}
    for glyph in glyphs:
        left, top, _, _ = glyph.box
        near = _SAME_PLACE * glyph.size
        cell = max(near, 0.01)
        column, row = int(left // cell), int(top // cell)
        beside = (seen.get((glyph.character, column + i, row + j)) for i in (-1, 0, 1) for j in (-1, 0, 1))
        # Inside one run two characters in one place are two, as where one glyph stands for both.
        others = (other for other in beside if other is not None and other.run != glyph.run)
        if any(abs(other.box[0] - left) < near and abs(other.box[1] - top) < near for other in others):
            continue
        seen[glyph.character, column, row] = glyph
        kept.append(glyph)
    return kept


def _strings(glyphs: Sequence[Glyph], inside: Sequence[int]) -> Iterator[_String]:
    """Runs of characters that follow each other on a line without a hole."""
    run: list[Glyph] = []
    region = -1
    for glyph, here in zip(glyphs, inside, strict=True):
        if run and not (here == region and _follows(run[-1], glyph)) or glyph.character == " ":
            if run:
                yield _string(run, region)
            run = []
        region = here
        if glyph.character == " ":
            yield _String((glyph,), glyph.box, here)
        else:
            run.append(glyph)
    if run:
        yield _string(run, region)


def _string(glyphs: Sequence[Glyph], region: int) -> _String:
    return _String(tuple(glyphs), union(glyph.box for glyph in glyphs), region)


def _follows(before: Glyph, glyph: Glyph) -> bool:
    gap = (glyph.box[0] - before.box[2]) / glyph.size
    overlap = 1.0 if before.run == glyph.run else _OVERLAP
    return -overlap <= gap <= _HOLE and share_of_height(before.box, glyph.box) >= 0.5


def _interleaved(row: Sequence[_String]) -> list[_String]:
    """The strings of a row, from left to right, each cut where another one stands in a hole of it.

    Word processors draw a line's characters that its font lacks (“ ” ∶) after the line, from another font.
    """
    placed: list[_String] = []
    waiting = [(string.box[0], number, 0, string) for number, string in enumerate(row)]
    heapify(waiting)
    while waiting:
        _, number, start, string = heappop(waiting)
        end = _hole(string.glyphs, start, waiting[0]) if waiting else len(string.glyphs)
        if end < len(string.glyphs):
            heappush(waiting, (string.glyphs[end].box[0], number, end, string))
        cut = end - start < len(string.glyphs)
        placed.append(_string(string.glyphs[start:end], string.region) if cut else string)
    return placed


def _hole(glyphs: Sequence[Glyph], start: int, other: tuple[float, int, int, _String]) -> int:
    """Before which glyph, from `start` on, another string begins in a hole; behind all where it stands over one."""
    left, _, first, string = other
    if left >= glyphs[-1].box[0]:
        return len(glyphs)
    at = bisect(glyphs, left, start, key=lambda glyph: glyph.box[0])
    if at == start or glyphs[at].box[0] - left < _NARROWEST * string.glyphs[first].size:
        return len(glyphs)
    before = glyphs[at - 1]
    end = before.box[2] - (_SQUEEZED if is_wide(before.character) else _SLENDER) * before.size
    return at if end <= left else len(glyphs)


def _groups(row: Sequence[_String]) -> Iterator[list[Glyph]]:
    """The strings of a row, from left to right, put together where no wide gap parts them."""
    group: list[Glyph] = []
    right = 0.0
    spaced = False
    for string in row:
        first = string.glyphs[0]
        if first.character == " ":
            spaced = True
            continue
        if group and not -_OVERLAP * first.size <= string.box[0] - right < _WIDE_GAP * max(first.size, group[0].size):
            yield group
            group = []
        right = max(right, string.box[2]) if group else string.box[2]
        group += (first._replace(spaced=True), *string.glyphs[1:]) if spaced else string.glyphs
        spaced = False
    if group:
        yield group


def _widths(lines: Iterable[Sequence[Glyph]]) -> dict[tuple[str, str], float]:
    """How wide narrow characters are, in ems, by font and character: the shortest way to the next one on any line."""
    widths: dict[tuple[str, str], float] = {}
    for line in lines:
        for glyph, after in zip(line, line[1:], strict=False):
            step = (after.box[0] - glyph.box[0]) / glyph.size
            if not is_wide(glyph.character) and _NARROWEST < step < _WIDEST:
                key = glyph.face.font, glyph.character
                widths[key] = min(step, widths.get(key, step))
    return widths


def _fitted(glyph: Glyph, widths: Mapping[tuple[str, str], float]) -> Glyph:
    left, top, right, bottom = glyph.box
    wide = (right - left) / glyph.size
    seen = widths.get((glyph.face.font, glyph.character), wide)
    # A character that comes once may have a gap behind it, and then it only seems to be wide.
    return glyph._replace(box=(left, top, left + min(seen, wide + _TRUST) * glyph.size, bottom))


def _words(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Characters that touch."""
    words: list[list[Glyph]] = []
    for glyph in glyphs:
        if words and not glyph.spaced and _gap(words[-1][-1], glyph) <= 0.12:
            words[-1].append(glyph)
        else:
            words.append([glyph])
    return words


def _gap(before: Glyph, glyph: Glyph) -> float:
    return (glyph.box[0] - before.box[2]) / max(1.0, glyph.size)


def _space(before: Sequence[Glyph], word: Sequence[Glyph]) -> str:
    singles = min(len(before), len(word)) == 1
    return space_in_gap(before[-1].character, word[0].character, _gap(before[-1], word[0]), singles)


def _piece(glyphs: Sequence[Glyph], region: int, widths: Mapping[tuple[str, str], float]) -> Piece:
    """With the face of its first and last 汉字: Latin words are set in another font inside one paragraph."""
    han = [glyph for glyph in glyphs if "\u3400" <= glyph.character <= "\u9fff"] or glyphs
    face, last = han[0].face, han[-1].face
    box = union(glyph.box for glyph in glyphs)
    return Piece(text_of(glyphs, widths), box, han[0].size, face.font, face.bold and last.bold, face.color, region)
