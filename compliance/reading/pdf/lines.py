"""Lines of a PDF page that are one piece of text each, found for the whole page at once.

Nearly every line of running text is plain: its tokens stand side by side in the order of the file, without a gap of an
em or a step back, and the next line is clearly another one. What is plain is told here by comparing all tokens of a
page with their neighbours; what is not is left to the caller, who looks at it token by token and would find the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from compliance.reading.pages.joining import NO_SPACE, widest_gap
from compliance.reading.pages.text import Piece
from compliance.reading.pdf.codes import HAN, HYPHEN, SPACE
from compliance.reading.pdf.source import Source
from compliance.reading.pdf.tokens import Flags, Indices, Numbers, Tokens, shared_heights, shares_of_height, unions

# In ems: a gap as wide parts two pieces. Chinese text never leaves one inside a sentence, tabs and columns do.
WIDE_GAP = 1.0


def font_size(size: float, high: float) -> float:
    """The font size as set; a font of size 1 that a matrix scales is measured by the height of its box."""
    return size if size > 0 and 0.5 * size <= high <= 2.5 * size else max(1.0, high)


def plain_lines(source: Source, tokens: Tokens) -> tuple[list[Piece], list[bool], list[int]]:
    """The lines of a page in the order of the file: the piece that each one is if it is plain, whether it is, and
    with which token it begins; that of the end of the last line closes the list."""
    lines = _lines(source, tokens)
    plain = _plain(source, tokens, lines)
    texts = _texts(source, tokens, lines, plain)
    first, last = _han(source, lines)
    fonts = source.fonts(first)
    bold = [at for at, (_, heavy) in enumerate(fonts) if heavy]
    for at, (_, heavy) in zip(bold, source.fonts([last[at] for at in bold]) if bold else (), strict=True):
        fonts[at] = fonts[at][0], heavy
    each = zip(texts, lines.boxes.tolist(), lines.sizes, fonts, source.colors(first), strict=True)
    pieces = [Piece(text, tuple(box), size, font, heavy, color) for text, box, size, (font, heavy), color in each]
    return pieces, plain.tolist(), [*lines.begins.tolist(), len(tokens.firsts)]


@dataclass(frozen=True, slots=True)
class _Lines:
    """Tokens that follow each other on a line: the first one's number, characters, the box around, the font size."""

    begins: Indices
    firsts: Indices
    ends: Indices
    boxes: Numbers
    sizes: list[float]
    follows: Flags  # of each token: whether the one before it stands on the same line
    line_of: Indices  # of each token


def _lines(source: Source, tokens: Tokens) -> _Lines:
    boxes = tokens.boxes
    follows = np.zeros(len(boxes), np.bool_)
    np.greater_equal(shares_of_height(boxes[:-1], boxes[1:]), 0.5, out=follows[1:])
    begins = (~follows).nonzero()[0]
    firsts = tokens.firsts[begins]
    ends = tokens.ends[np.append(begins[1:], len(boxes)) - 1]
    around = unions(boxes, begins)
    highs = boxes[begins, 3] - boxes[begins, 1]
    sizes = list(map(font_size, source.sizes(firsts.tolist()), highs.tolist()))
    return _Lines(begins, firsts, ends, around, sizes, follows, np.cumsum(~follows) - 1)


def _plain(source: Source, tokens: Tokens, lines: _Lines) -> Flags:
    """Which lines are plain. Each line is taken to be one piece, and that is what the tests must confirm."""
    sizes = np.array(lines.sizes)
    plain = np.ones(len(sizes), np.bool_)
    if lines.follows.any():
        before, after = tokens.boxes[:-1], tokens.boxes[1:]
        high = after[:, 3] - after[:, 1]
        fits = np.ones(len(tokens.boxes), np.bool_)
        fits[1:] = (
            (high > 0)
            & (after[:, 2] >= before[:, 2])
            & (after[:, 0] >= before[:, 2] - 0.5 * high)
            # Half of the token's height lies in that of the one before, and so in that of all before.
            & (shared_heights(before, after) >= 0.5 * high)
            & _in_reach(after[:, 0] - before[:, 2], sizes[lines.line_of[1:]])
        )
        plain[lines.line_of[lines.follows & ~fits]] = False
    following = tokens.boxes[lines.begins[1:]]
    near = _in_reach(following[:, 0] - lines.boxes[:-1, 2], sizes[:-1])
    if near.any():
        plain[:-1] &= ~(near & (shares_of_height(lines.boxes[:-1], following) >= 0.5))
    hyphens = (source.classes & HYPHEN).nonzero()[0]
    if len(hyphens):
        of_line = np.searchsorted(lines.firsts, hyphens) - 1
        plain[of_line[of_line >= 0]] = False
    return plain


def _in_reach(gaps: Numbers, sizes: Numbers) -> Flags:
    """Whether what stands so far behind a piece may belong to it."""
    return (-0.6 * sizes <= gaps) & (gaps < WIDE_GAP * sizes)


def _texts(source: Source, tokens: Tokens, lines: _Lines, plain: Flags) -> list[str]:
    """The text of each plain line; of others it may lack spaces."""
    text, firsts, ends = source.text, tokens.firsts.tolist(), tokens.ends.tolist()
    words = [text[first:end] for first, end in zip(firsts, ends, strict=True)]
    joins = lines.follows & plain[lines.line_of]
    if not joins.any():
        return [words[begin] for begin in lines.begins.tolist()]
    for at in _typed(source, tokens, joins) | _seen(words, tokens, joins):
        words[at] = f" {words[at]}"
    begins = lines.begins.tolist()
    return ["".join(words[begin:end]) for begin, end in zip(begins, (*begins[1:], len(words)), strict=True)]


def _typed(source: Source, tokens: Tokens, joins: Flags) -> set[int]:
    """Which tokens in `joins` have a space before them that the file holds."""
    white = ((source.classes & SPACE) != 0).nonzero()[0]
    behind = np.searchsorted(tokens.firsts, white)
    inner = behind < len(joins)
    inner[inner] = joins[behind[inner]]
    added = source.generated(white[inner].tolist())
    return {at for at, one in zip(behind[inner].tolist(), added, strict=True) if one == 0}


def _seen(words: Sequence[str], tokens: Tokens, joins: Flags) -> set[int]:
    """Which tokens in `joins` have a gap before them that is wide enough for a space."""
    boxes = tokens.boxes
    gaps = (boxes[1:, 0] - boxes[:-1, 2]) / np.maximum(1.0, boxes[1:, 3] - boxes[1:, 1])
    wide = (joins[1:] & (gaps > NO_SPACE)).nonzero()[0]
    spaced = set()
    for before, gap in zip(wide.tolist(), gaps[wide].tolist(), strict=True):
        one, other = words[before], words[before + 1]
        if gap > widest_gap(one[-1], other[0], len(one) == 1 or len(other) == 1):
            spaced.add(before + 1)
    return spaced


def _han(source: Source, lines: _Lines) -> tuple[list[int], list[int]]:
    """Of each line the first and the last 汉字; without one, its first and last character."""
    han = (source.classes & HAN).nonzero()[0]
    if not len(han):
        return lines.firsts.tolist(), (lines.ends - 1).tolist()
    start, end = np.searchsorted(han, lines.firsts), np.searchsorted(han, lines.ends)
    has = start < end
    first = np.where(has, han[np.minimum(start, len(han) - 1)], lines.firsts)
    last = np.where(has, han[end - 1], lines.ends - 1)
    return first.tolist(), last.tolist()
