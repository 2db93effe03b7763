"""Lines of a PDF page that are one piece of text each.

Nearly every line of running text is plain: its tokens stand side by side in the order of the file, without a gap of an
em or a step back, and the next line is clearly another one. Each line is taken to be one piece, and that is what the
tests here must confirm; what is not plain is left to the caller, who looks at it token by token and would find the
same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from compliance.reading.pages.geometry import Box, share_of_height, union
from compliance.reading.pages.joining import NO_SPACE, widest_gap
from compliance.reading.pages.text import Piece
from compliance.reading.pdf.codes import HAN, hyphens
from compliance.reading.pdf.source import Source
from compliance.reading.pdf.tokens import Tokens

# In ems: a gap as wide parts two pieces. Chinese text never leaves one inside a sentence, tabs and columns do.
WIDE_GAP = 1.0


class _Line(NamedTuple):
    """Tokens that follow each other on a line, from one to before another; the box around, the font size."""

    begin: int
    end: int
    box: Box
    size: float


def font_size(size: float, high: float) -> float:
    """The font size as set; a font of size 1 that a matrix scales is measured by the height of its box."""
    return size if size > 0 and 0.5 * size <= high <= 2.5 * size else max(1.0, high)


def plain_lines(source: Source, tokens: Tokens) -> tuple[list[Piece], list[bool], list[int]]:
    """The lines of a page in the order of the file: the piece that each one is if it is plain, whether it is, and
    with which token it begins; that of the end of the last line closes the list."""
    lines = list(_lines(source, tokens))
    plain = _plain(source, tokens, lines)
    texts = _texts(source, tokens, lines, plain)
    first = [_first_han(source.text, tokens, line) for line in lines]
    fonts = source.fonts(first)
    bold = [at for at, (_, heavy) in enumerate(fonts) if heavy]
    last = [_last_han(source.text, tokens, lines[at]) for at in bold]
    for at, (_, heavy) in zip(bold, source.fonts(last), strict=True):
        fonts[at] = fonts[at][0], heavy
    pieces = [
        Piece(text, line.box, line.size, font, heavy, color)
        for line, text, (font, heavy), color in zip(lines, texts, fonts, source.colors(first), strict=True)
    ]
    return pieces, plain, [*(line.begin for line in lines), len(tokens.firsts)]


def _lines(source: Source, tokens: Tokens) -> Iterator[_Line]:
    boxes = tokens.boxes
    shares = map(share_of_height, boxes, boxes[1:])
    begins = [0, *[at for at, share in enumerate(shares, 1) if share < 0.5]]
    sizes = source.sizes([tokens.firsts[begin] for begin in begins])
    for begin, end, size in zip(begins, [*begins[1:], len(boxes)], sizes, strict=True):
        first = boxes[begin]
        around = first if end - begin == 1 else union(boxes[begin:end])
        yield _Line(begin, end, around, font_size(size, first[3] - first[1]))


def _plain(source: Source, tokens: Tokens, lines: Sequence[_Line]) -> list[bool]:
    """Which lines are plain."""
    boxes = tokens.boxes
    fits = [line.end - line.begin == 1 or _fits(boxes[line.begin : line.end], line.size) for line in lines]
    plain = list(fits)
    for at, line in enumerate(lines[:-1]):
        # Of a line that is out of order any token may be the one that goes on.
        first, after = line.end, line.end + 1 if fits[at + 1] else lines[at + 1].end
        if any(_goes_on(line, following) for following in boxes[first:after]):
            plain[at] = False
    for hyphen in hyphens(source.text):
        at = bisect_left(lines, hyphen, key=lambda line: tokens.firsts[line.begin]) - 1
        if at >= 0:
            plain[at] = False
    return plain


def _goes_on(line: _Line, following: Box) -> bool:
    """Whether a token may belong to the line before it."""
    return _in_reach(following[0] - line.box[2], line.size) and share_of_height(line.box, following) >= 0.5


def _fits(boxes: Sequence[Box], size: float) -> bool:
    """Whether each token of a line stands right behind the one before it, half of its height within that one's, and
    so within that of all before."""
    _, before_top, before_right, before_bottom = boxes[0]
    for left, top, right, bottom in boxes[1:]:
        high, gap = bottom - top, left - before_right
        shared = (bottom if bottom < before_bottom else before_bottom) - (top if top > before_top else before_top)
        stands = high > 0 and shared >= 0.5 * high and right >= before_right and left >= before_right - 0.5 * high
        if not stands or not -0.6 * size <= gap < WIDE_GAP * size:
            return False
        before_top, before_right, before_bottom = top, right, bottom
    return True


def _in_reach(gap: float, size: float) -> bool:
    """Whether what stands so far behind a piece may belong to it."""
    return -0.6 * size <= gap < WIDE_GAP * size


def _texts(source: Source, tokens: Tokens, lines: Sequence[_Line], plain: Sequence[bool]) -> list[str]:
    """The text of each plain line; of others it may lack spaces."""
    words = [source.text[first:end] for first, end in zip(tokens.firsts, tokens.ends, strict=True)]
    joins: list[int] = []
    for line, one in zip(lines, plain, strict=True):
        if one and line.end - line.begin > 1:
            joins += range(line.begin + 1, line.end)
    for at in _typed(source, tokens, joins) | _seen(words, tokens, joins):
        words[at] = f" {words[at]}"
    return [
        words[line.begin] if line.end - line.begin == 1 else "".join(words[line.begin : line.end]) for line in lines
    ]


def _typed(source: Source, tokens: Tokens, joins: Sequence[int]) -> set[int]:
    """Which tokens in `joins` have a space before them that the file holds."""
    white = [(index, at) for at in joins for index in range(tokens.ends[at - 1], tokens.firsts[at])]
    added = source.generated([index for index, _ in white])
    return {at for (_, at), one in zip(white, added, strict=True) if one == 0}


def _seen(words: Sequence[str], tokens: Tokens, joins: Sequence[int]) -> set[int]:
    """Which tokens in `joins` have a gap before them that is wide enough for a space."""
    spaced = set()
    for at in joins:
        left, top, _, bottom = tokens.boxes[at]
        gap = (left - tokens.boxes[at - 1][2]) / (bottom - top if bottom - top > 1.0 else 1.0)
        if gap > NO_SPACE:
            one, other = words[at - 1], words[at]
            if gap > widest_gap(one[-1], other[0], len(one) == 1 or len(other) == 1):
                spaced.add(at)
    return spaced


def _first_han(text: str, tokens: Tokens, line: _Line) -> int:
    """The first 汉字 of a line; without one, its first character."""
    first = tokens.firsts[line.begin]
    found = HAN.search(text, first, tokens.ends[line.end - 1])
    return found.start() if found else first


def _last_han(text: str, tokens: Tokens, line: _Line) -> int:
    """The last 汉字 of a line; without one, its last character."""
    first, end = tokens.firsts[line.begin], tokens.ends[line.end - 1]
    return next((index for index in range(end - 1, first - 1, -1) if "\u3400" <= text[index] <= "\u9fff"), end - 1)
