"""Runs of characters of a PDF page without white space in between: found for the whole page, split where they stand
apart, and put in order where the file draws them in another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from compliance.reading.pages.geometry import Box, regions_of, share_of_height, union
from compliance.reading.pages.joining import width
from compliance.reading.pdf.codes import HYPHENS, RUN, inner_signs
from compliance.reading.pdf.source import Source

Numbers = NDArray[np.float64]
Indices = NDArray[np.int64]
Flags = NDArray[np.bool_]
# Index of the first character, index behind the last one, and the boxes of both.
Run = tuple[int, int, Box, Box]
_BACK = 0.1  # of a character's height


class Token(NamedTuple):
    """Characters of the page by index, without white space; `tangled` where the file has them in another order."""

    indices: Sequence[int]
    box: Box
    region: int = -1
    tangled: bool = False

    @property
    def first(self) -> int:
        """The index of its first character."""
        return self.indices[0]

    @property
    def last(self) -> int:
        """The index of its last character."""
        return self.indices[-1]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a page in the order of the file: index of the first character, index behind the last one, box."""

    firsts: Sequence[int]
    ends: Sequence[int]
    boxes: Sequence[Box]

    def each(self, start: int, end: int) -> Iterator[Token]:
        """Those from one to before another, as objects."""
        columns = self.firsts[start:end], self.ends[start:end], self.boxes[start:end]
        return (Token(range(first, last), box) for first, last, box in zip(*columns, strict=True))


def tokens_of(source: Source) -> Tokens:
    """The tokens of a page without regions: what stands between white space, hyphens at line ends left out."""
    text, firsts, ends, boxes, apart = source.text, [], [], [], []
    for first, end, start, stop in _runs(source):
        if end - first > 1:
            left, top, right, bottom = start
            other_left, other_top, other_right, other_bottom = stop
            em = bottom - top if bottom - top > 1.0 else 1.0
            box = (
                left if left < other_left else other_left,
                top if top < other_top else other_top,
                right if right > other_right else other_right,
                bottom if bottom > other_bottom else other_bottom,
            )
            # Wider than its characters, or on two lines: pdfium put no space where the text leaves a gap.
            if (
                box[2] - box[0] > 1.25 * (width(text[first:end]) * em) + 1.2 * em
                or (top != other_top or bottom != other_bottom or top >= bottom)
                and share_of_height(start, stop) < 0.5
            ):
                apart.append((first, end))
                continue
            start = box
        firsts.append(first)
        ends.append(end)
        boxes.append(start)
    return _with(Tokens(firsts, ends, boxes), _split(source, apart)) if apart else Tokens(firsts, ends, boxes)


def _with(tokens: Tokens, more: Iterable[tuple[int, int, Box]]) -> Tokens:
    """More tokens put among others in order."""
    together = sorted([*zip(tokens.firsts, tokens.ends, tokens.boxes, strict=True), *more])
    return Tokens(*zip(*together, strict=True))


def _split(source: Source, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, Box]]:
    """Runs cut where characters stand apart although no space parts them: first, end and box of each part."""
    placed = source.boxes([index for first, end in spans for index in range(first, end)])
    behind = 0
    for first, end in spans:
        boxes = placed[behind : behind + end - first]
        behind += end - first
        begin = 0
        _, last_top, last_right, last_bottom = boxes[0]
        for at, box in enumerate(boxes):
            left, top, right, bottom = box
            high, gap = bottom - top, left - last_right
            level = top == last_top and bottom == last_bottom and high > 0  # nearly always
            if at and (not -2.0 * high < gap < 0.9 * high or not level and share_of_height(boxes[at - 1], box) < 0.5):
                yield first + begin, first + at, union(boxes[begin:at])
                begin = at
            last_top, last_right, last_bottom = top, right, bottom
        yield first + begin, end, union(boxes[begin:])


def unions(boxes: Numbers, begins: Indices) -> Numbers:
    """The smallest box around each run of rows; `begins` says with which row each one begins."""
    around = np.empty((len(begins), 4))
    np.minimum.reduceat(boxes[:, :2], begins, out=around[:, :2])
    np.maximum.reduceat(boxes[:, 2:], begins, out=around[:, 2:])
    return around


def _runs(source: Source) -> Iterable[Run]:
    """What stands between white space, in the order of the page.

    A sign that stands left of the character before it, drawn after its line, begins a run of its own.
    """
    spans = [found.span() for found in RUN.finditer(source.text)]
    signs = inner_signs(source.text)
    wanted = [first for first, _ in spans]
    wanted += [end - 1 for first, end in spans if end - first > 1]
    behind = len(wanted)
    if signs:
        wanted += signs
        wanted += [sign - 1 for sign in signs]
    boxes = source.boxes(wanted)
    stops = iter(boxes[len(spans) :])
    runs = [
        (first, end, start, next(stops) if end - first > 1 else start)
        for (first, end), start in zip(spans, boxes, strict=False)
    ]
    back = {
        sign: (here, before)
        for sign, here, before in zip(signs, boxes[behind:], boxes[behind + len(signs) :], strict=False)
        if here[0] < before[0] - _BACK * (here[3] - here[1])
    }
    return _parted(runs, back) if back else runs


def _parted(runs: Iterable[Run], back: Mapping[int, tuple[Box, Box]]) -> Iterator[Run]:
    """Runs parted before the characters in `back`, which hold the box of each and of the character before it."""
    for first, end, start, stop in runs:
        for sign in range(first + 1, end):
            if sign in back:
                yield first, sign, start, back[sign][1]
                first, start = sign, back[sign][0]
        yield first, end, start, stop


def shares_of_height(some: Numbers, others: Numbers) -> Numbers:
    """`share_of_height` for the boxes of each row."""
    shared = np.minimum(some[:, 3], others[:, 3]) - np.maximum(some[:, 1], others[:, 1])
    lower = np.minimum(some[:, 3] - some[:, 1], others[:, 3] - others[:, 1])
    flat = lower <= 0
    shares: Numbers = np.maximum(shared, 0.0) / (np.where(flat, 1.0, lower) if flat.any() else lower)
    return np.where(flat, shared >= 0, shares) if flat.any() else shares


def tokens_by_region(source: Source, regions: Sequence[Box]) -> Iterable[Token]:
    """As `tokens_of`, every character's box asked for, and cut where a region begins or ends."""
    if not source.text:
        return ()
    placed = source.boxes(range(len(source.text)))
    boxes, region_of = np.array(placed), np.array(regions_of(placed, regions))
    hyphen = np.array([own in HYPHENS for own in source.text])
    inside = ~(hyphen | np.array([own.isspace() for own in source.text]))
    opens = inside.copy()  # where the character before is none of a token, or ends one as a hyphen at a line end does
    opens[1:] &= ~inside[:-1]
    hyphen[1:] &= inside[:-1]
    hyphen[0] = False
    before, here = boxes[:-1], boxes[1:]
    high = here[:, 3] - here[:, 1]
    opens[1:] |= (region_of[1:] != region_of[:-1]) | _apart(before, here, np.maximum(1.0, high))
    opens[1:] |= here[:, 0] < before[:, 0] - _BACK * high
    members = (inside | hyphen).nonzero()[0]
    begins = opens[members].nonzero()[0]
    firsts, ends = members[begins].tolist(), (members[np.append(begins[1:], len(members)) - 1] + 1).tolist()
    around = unions(boxes[members], begins).tolist() if firsts else []
    return [
        Token(range(first, end), tuple(box), int(region_of[first]))
        for first, end, box in zip(firsts, ends, around, strict=True)
    ]


def _apart(before: Numbers, here: Numbers, high: Numbers) -> Flags:
    """Whether characters of that height stand on another line than the ones before them, or behind a gap."""
    gap = here[:, 0] - before[:, 2]
    return (shares_of_height(before, here) < 0.5) | ~((-2.0 * high < gap) & (gap < 0.9 * high))


def untangled(source: Source, tokens: Iterable[Token]) -> Iterator[Token]:
    """Tokens with those of one line that are drawn into each other put in order from left to right.

    Word processors draw a line's characters that its font lacks (often “ ”) after the line, from another font.
    """
    line: list[Token] = []
    for token in tokens:
        if line and (token.region != line[-1].region or share_of_height(line[-1].box, token.box) < 0.5):
            yield from _in_order(source, line)
            line = []
        line.append(token)
    yield from _in_order(source, line)


def _in_order(source: Source, line: list[Token]) -> Iterable[Token]:
    reached = float("-inf")
    for token in line:
        if token.box[0] < reached - 0.5 * (token.box[3] - token.box[1]):
            return _sorted(source, line)
        reached = max(reached, token.box[2])
    return line


def _sorted(source: Source, line: list[Token]) -> Iterator[Token]:
    indices = [index for token in line for index in token.indices]
    placed = sorted(zip(indices, source.boxes(indices), strict=True), key=_middle)
    run = [placed[0]]
    for here in placed[1:]:
        if here[1][0] - run[-1][1][2] > 0.15 * (here[1][3] - here[1][1]):
            yield _tangled(run, line[0].region)
            run = []
        run.append(here)
    yield _tangled(run, line[0].region)


def _tangled(run: list[tuple[int, Box]], region: int) -> Token:
    return Token(tuple(index for index, _ in run), union(box for _, box in run), region, tangled=True)


def _middle(placed: tuple[int, Box]) -> float:
    return (placed[1][0] + placed[1][2]) / 2
