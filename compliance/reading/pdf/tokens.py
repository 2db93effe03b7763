"""Runs of characters of a PDF page without white space in between: found for the whole page, split where they stand
apart, and put in order where the file draws them in another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from compliance.reading.pages.geometry import Box, regions_of, share_of_height, union
from compliance.reading.pdf.codes import HYPHEN, SIGN, SPACE, bytes_before
from compliance.reading.pdf.source import Source

Numbers = NDArray[np.float64]
Indices = NDArray[np.int64]
Flags = NDArray[np.bool_]
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

    firsts: Indices
    ends: Indices
    boxes: Numbers  # a row of left, top, right, bottom each

    def each(self, start: int, end: int) -> Iterator[Token]:
        """Those from one to before another, as objects."""
        columns = (column[start:end].tolist() for column in (self.firsts, self.ends, self.boxes))
        return (Token(range(first, last), tuple(box)) for first, last, box in zip(*columns, strict=True))


def tokens_of(source: Source) -> Tokens:
    """The tokens of a page without regions: what stands between white space, hyphens at line ends left out."""
    firsts, ends, starts, stops = _runs(source)
    together = np.empty((len(firsts), 4))
    np.minimum(starts[:, :2], stops[:, :2], out=together[:, :2])
    np.maximum(starts[:, 2:], stops[:, 2:], out=together[:, 2:])
    ems = np.maximum(1.0, starts[:, 3] - starts[:, 1])
    lengths, more = ends - firsts, bytes_before(source.classes)
    wide = (more[ends] - more[firsts]) / 2
    expected = (wide + 0.55 * (lengths - wide)) * ems  # as `joining.width`
    # Wider than its characters, or on two lines: pdfium put no space where the text leaves a gap.
    whole = together[:, 2] - together[:, 0] <= 1.25 * expected + 1.2 * ems
    whole &= shares_of_height(starts, stops) >= 0.5
    if whole.all():
        return Tokens(firsts, ends, together)
    parts = _split(source, firsts[~whole], ends[~whole])
    firsts, boxes = _with(firsts[whole], together[whole], parts.firsts, parts.boxes)
    return Tokens(firsts, np.sort(np.concatenate((ends[whole], parts.ends))), boxes)


def _split(source: Source, firsts: Indices, ends: Indices) -> Tokens:
    """Tokens cut where characters stand apart although no space parts them."""
    lengths = ends - firsts
    starts = np.cumsum(lengths) - lengths
    indices = np.arange(lengths.sum()) + np.repeat(firsts - starts, lengths)
    boxes = source.boxes(indices.tolist())
    before, here = boxes[:-1], boxes[1:]
    opens = np.ones(len(boxes), np.bool_)
    opens[1:] = _apart(before, here, here[:, 3] - here[:, 1])
    opens[starts] = True
    begins = opens.nonzero()[0]
    return Tokens(indices[begins], indices[np.append(begins[1:], len(indices)) - 1] + 1, unions(boxes, begins))


def unions(boxes: Numbers, begins: Indices) -> Numbers:
    """The smallest box around each run of rows; `begins` says with which row each one begins."""
    around = np.empty((len(begins), 4))
    np.minimum.reduceat(boxes[:, :2], begins, out=around[:, :2])
    np.maximum.reduceat(boxes[:, 2:], begins, out=around[:, 2:])
    return around


def _runs(source: Source) -> tuple[Indices, Indices, Numbers, Numbers]:
    """First characters, those behind the last ones, and the boxes of the first and of the last ones.

    A sign that stands left of the character before it, drawn after its line, begins a run of its own.
    """
    inside = np.zeros(len(source.classes) + 2, np.bool_)  # of the character before each
    np.equal(source.classes & (SPACE | HYPHEN), 0, out=inside[1:-1])
    steps = (inside[1:] != inside[:-1]).nonzero()[0]
    firsts, ends = steps[::2], steps[1::2]
    signs = (source.classes & SIGN).nonzero()[0]
    signs = signs[inside[signs]]
    count = len(firsts)
    boxes = source.boxes(np.concatenate((firsts, ends - 1, signs, signs - 1)).tolist())
    starts, stops = boxes[:count], boxes[count : 2 * count]
    if len(signs):
        at, before = boxes[2 * count : 2 * count + len(signs)], boxes[2 * count + len(signs) :]
        back = at[:, 0] < before[:, 0] - _BACK * (at[:, 3] - at[:, 1])
        if back.any():
            firsts, starts = _with(firsts, starts, signs[back], at[back])
            ends, stops = _with(ends, stops, signs[back], before[back])
    return firsts, ends, starts, stops


def _with(places: Indices, boxes: Numbers, more: Indices, boxes_of_more: Numbers) -> tuple[Indices, Numbers]:
    """More places and their boxes put among others in order."""
    together = np.concatenate((places, more))
    order = np.argsort(together)
    return together[order], np.concatenate((boxes, boxes_of_more))[order]


def shares_of_height(some: Numbers, others: Numbers) -> Numbers:
    """`share_of_height` for the boxes of each row."""
    shared = shared_heights(some, others)
    lower = np.minimum(some[:, 3] - some[:, 1], others[:, 3] - others[:, 1])
    flat = lower <= 0
    shares: Numbers = np.maximum(shared, 0.0) / (np.where(flat, 1.0, lower) if flat.any() else lower)
    return np.where(flat, shared >= 0, shares) if flat.any() else shares


def shared_heights(some: Numbers, others: Numbers) -> Numbers:
    """The height that the boxes of each row have in common, in points; below 0 the distance between them."""
    shared: Numbers = np.minimum(some[:, 3], others[:, 3]) - np.maximum(some[:, 1], others[:, 1])
    return shared


def tokens_by_region(source: Source, regions: Sequence[Box]) -> Iterable[Token]:
    """As `tokens_of`, every character's box asked for, and cut where a region begins or ends."""
    if not source.text:
        return ()
    boxes = source.boxes(range(len(source.text)))
    region_of = np.array(regions_of(boxes.tolist(), regions))
    hyphen = (source.classes & HYPHEN) != 0
    inside = (source.classes & (SPACE | HYPHEN)) == 0
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
    placed = sorted(zip(indices, _boxes(source, indices), strict=True), key=_middle)
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


def _boxes(source: Source, indices: Sequence[int]) -> list[Box]:
    return list(map(tuple, source.boxes(indices).tolist()))
