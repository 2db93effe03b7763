"""From single characters that stand somewhere on a page to pieces of text, for formats that only place characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from compliance.reading.page_geometry import Box, regions_of, share_of_height, union
from compliance.reading.page_joining import space_in_gap
from compliance.reading.page_lines import rows_of
from compliance.reading.page_text import Piece

# Characters of one string follow each other this closely, in ems: a wider hole may be filled by another string.
_HOLE = 0.35
# A gap of one em parts two pieces: Chinese text never leaves one inside a sentence, tabs and columns do.
_WIDE_GAP = 1.0
_OVERLAP = 0.6  # more is text printed over text
# The same character again, this close: bold that is made by printing twice. Two l stand a fifth of an em apart.
_SAME_PLACE = 0.1


@dataclass(frozen=True, slots=True)
class Face:
    """How a character is set."""

    font: str = ""
    bold: bool = False
    color: int = 0  # 0xRRGGBB


class Glyph(NamedTuple):
    """One character on a page, white space excepted; `spaced` says that a typed space stands before it."""

    character: str
    box: Box
    size: float  # in points
    face: Face
    spaced: bool = False


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
    rows = ((region, row) for region, strings in by_region.items() for row in rows_of(strings))
    return [_piece(group, region) for region, row in rows for group in _groups(row)]


def text_of(glyphs: Sequence[Glyph]) -> str:
    """What characters of one line say, in their order: typed spaces stay, and gaps wide enough are spaces too."""
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
        if any(o is not None and abs(o.box[0] - left) < near and abs(o.box[1] - top) < near for o in beside):
            continue
        seen[glyph.character, column, row] = glyph
        kept.append(glyph)
    return kept


def _strings(glyphs: Sequence[Glyph], inside: Sequence[int]) -> Iterator[_String]:
    """Runs of characters that follow each other on a line without a hole."""
    run: list[Glyph] = []
    region = -1
    for glyph, here in zip(glyphs, inside, strict=True):
        if run and not (here == region and _follows(run[-1], glyph)):
            yield _String(tuple(run), union(g.box for g in run), region)
            run = []
        region = here
        run.append(glyph)
    if run:
        yield _String(tuple(run), union(g.box for g in run), region)


def _follows(before: Glyph, glyph: Glyph) -> bool:
    gap = glyph.box[0] - before.box[2]
    return -_OVERLAP * glyph.size <= gap <= _HOLE * glyph.size and share_of_height(before.box, glyph.box) >= 0.5


def _groups(row: Sequence[_String]) -> Iterator[list[Glyph]]:
    """The strings of a row, from left to right, put together where no wide gap parts them."""
    group: list[Glyph] = []
    right = 0.0
    for string in row:
        size = string.glyphs[0].size
        if group and not -_OVERLAP * size <= string.box[0] - right < _WIDE_GAP * max(size, group[0].size):
            yield group
            group = []
        right = max(right, string.box[2]) if group else string.box[2]
        group.extend(string.glyphs)
    if group:
        yield group


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


def _piece(glyphs: Sequence[Glyph], region: int) -> Piece:
    """With the face of its first and last 汉字: Latin words are set in another font inside one paragraph."""
    han = [glyph for glyph in glyphs if "\u3400" <= glyph.character <= "\u9fff"] or glyphs
    face, last = han[0].face, han[-1].face
    box = union(glyph.box for glyph in glyphs)
    return Piece(text_of(glyphs), box, han[0].size, face.font, face.bold and last.bold, face.color, region)
