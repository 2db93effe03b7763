"""From boxes of recognised lines to pieces of text as the PDF reader has them: tight boxes, sizes, one cell each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median_low

import numpy as np

from compliance.reading.pages.geometry import Box, contains, merged, share_of_height
from compliance.reading.pages.joining import is_wide, width
from compliance.reading.pages.lines import Line
from compliance.reading.pages.tables import PageTable
from compliance.reading.scans.ink import Mask
from compliance.reading.scans.pictures import Pixels
from compliance.reading.scans.recognition import Quads, box_of

# Parts of one line nearer than this share of its height were parted by the finder, not by a tab.
_NEAR = 0.7
_EDGE = 2.0  # points inside a cell that its border's rest may take
_LOWEST_MARK = 3.5  # points: figures and ticks are higher, specks lower
# Full-width signs stand in one half of their square.
_LEFT_HALF, _RIGHT_HALF = "，。、；：！？）》」』〉】”’", "（《「『〈【“‘"
# Height of the ink of a line in ems: 0.92 to 1.08 with 汉字, by which of them stand in it.
_HAN_INK, _LATIN_INK = 1.03, 0.75
_SQUARE = 1.15  # heights of a square of type that one character may take
_LONG = 8.0  # ems of text whose width shows the size: justified lines are set up to a tenth wider
_SAME_SIZE = 0.16  # sizes as near as this cannot be told apart in a picture


@dataclass(frozen=True, slots=True)
class Strip:
    """A line to be read: the found box and its ink's box, in pixels; `region` is the cell that it lies in, -1: none."""

    box: Box
    ink: Box
    region: int = -1


def strips_of(quads: Quads, ink: Mask, cells: Sequence[Box], scale: float) -> list[Strip]:
    """The lines to read: boxes are joined over small gaps, cut at the borders of cells (boxes in points), and added
    where a cell holds ink that the finder passed over, as it does with single figures."""
    borders = [(left * scale, top * scale, right * scale, bottom * scale) for left, top, right, bottom in cells]
    placed = [part for quad in quads for part in _cut(box_of(quad), borders)]
    taken = {region for _, region in placed}
    for region, cell in enumerate(borders):
        if region not in taken:
            placed += [(box, region) for box in _marks(ink, cell, scale)]
    strips = []
    for box, region in _joined(placed):
        tight = _tight(ink, box)
        if tight is not None:
            strips.append(Strip(box, tight, region))
    return strips


def _cut(box: Box, cells: Sequence[Box]) -> list[tuple[Box, int]]:
    """The parts of a box in the cells that it reaches over, each with its cell; the whole box outside of tables."""
    left, top, right, bottom = box
    middle, high = (top + bottom) / 2, bottom - top
    row = [(region, cell) for region, cell in enumerate(cells) if cell[1] <= middle <= cell[3]]
    parts = []
    for region, cell in row:
        start, end = max(left, cell[0]), min(right, cell[2])
        if end - start > 0.35 * high or (end > start and contains(cell, (left + right) / 2, middle)):
            parts.append(((start, max(top, cell[1]), end, min(bottom, cell[3])), region))
    outside = right - left - sum(part[0][2] - part[0][0] for part in parts)
    return parts if parts and outside < 0.5 * (right - left) else [(box, -1)]


def _joined(placed: Sequence[tuple[Box, int]]) -> list[tuple[Box, int]]:
    """Boxes side by side with a small gap, in one cell or outside of all, as one."""
    result: list[tuple[Box, int]] = []
    for box, region in sorted(placed, key=lambda entry: entry[0][0]):
        for index in range(len(result) - 1, -1, -1):
            other, its_region = result[index]
            gap, high = box[0] - other[2], min(box[3] - box[1], other[3] - other[1])
            if region == its_region and share_of_height(other, box) >= 0.6 and -high < gap < _NEAR * high:
                result[index] = (merged(other, box), region)
                break
        else:
            result.append((box, region))
    return result


def _marks(ink: Mask, cell: Box, scale: float) -> list[Box]:
    """Lines of ink in a cell, with white around each."""
    edge = _EDGE * scale
    left, top, right, bottom = (round(v) for v in (cell[0] + edge, cell[1] + edge, cell[2] - edge, cell[3] - edge))
    window = ink[max(0, top) : bottom, max(0, left) : right]
    if not window.size:
        return []
    rows = np.flatnonzero(np.count_nonzero(window, axis=1) >= 2)
    boxes = []
    for run in np.split(rows, np.flatnonzero(np.diff(rows) > edge) + 1):
        if len(run) and run[-1] - run[0] + 1 >= _LOWEST_MARK * scale:
            columns = np.flatnonzero(window[run[0] : run[-1] + 1].any(axis=0))
            margin = 0.15 * (run[-1] - run[0])
            boxes.append(
                (
                    left + float(columns[0]) - 2 * margin,
                    top + float(run[0]) - margin,
                    left + float(columns[-1]) + 1 + 2 * margin,
                    top + float(run[-1]) + 1 + margin,
                )
            )
    return boxes


def _tight(ink: Mask, box: Box) -> Box | None:
    """Around the ink in a box; None without any."""
    left, top = max(0, int(box[0])), max(0, int(box[1]))
    window = ink[top : int(np.ceil(box[3])), left : int(np.ceil(box[2]))]
    if not window.size:
        return None
    columns, rows = np.flatnonzero(np.count_nonzero(window, axis=0) >= 2), np.flatnonzero(window.any(axis=1))
    if not len(columns) or not len(rows):
        return None
    return (
        left + float(columns[0]),
        top + float(rows[0]),
        left + float(columns[-1]) + 1,
        top + float(rows[-1]) + 1,
    )


def side_by_side(pixels: Pixels, ink: Mask) -> Pixels:
    """A column of characters, as in narrow cells, laid out as a line: each with its square of paper."""
    columns = np.flatnonzero(ink.any(axis=0))
    wide = int(columns[-1] - columns[0]) + 1
    rows = np.flatnonzero(ink.any(axis=1))
    runs = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)
    characters: list[tuple[int, int]] = []
    for run in runs:
        first, last = int(run[0]), int(run[-1]) + 1
        # 二 and 三 are two and three runs of ink: what fits into one square with the run before belongs to it.
        if characters and last - characters[-1][0] <= _SQUARE * wide:
            characters[-1] = characters[-1][0], last
        else:
            characters.append((first, last))
    if len(characters) == 1:
        return pixels
    high = max(last - first for first, last in characters)
    tiles = []
    for first, last in characters:
        tile = pixels[first:last, columns[0] : columns[-1] + 1]
        above = (high - (last - first)) // 2
        below, beside = high - (last - first) - above, max(1, round(0.08 * wide))
        paper = np.percentile(pixels.reshape(-1, 3), 90, axis=0).astype(np.uint8)
        square = np.empty((high, tile.shape[1] + 2 * beside, 3), np.uint8)
        square[:] = paper
        square[above : high - below, beside:-beside] = tile
        tiles.append(square)
    return np.hstack(tiles)


def set_box(text: str, tight: Box, scale: float) -> Box:
    """The line's box in points, as type setters count it: signs at its ends take their whole square."""
    left, top, right, bottom = (value / scale for value in tight)
    half = 0.45 * (bottom - top)
    if text[:1] in _RIGHT_HALF:
        left -= half
    if text[-1:] in _LEFT_HALF:
        right += half
    return left, top, right, bottom


def em_of(text: str, box: Box) -> float:
    """The size of the type in points: by the height of its ink, and by its width too where it is long."""
    by_height = (box[3] - box[1]) / (_HAN_INK if any(map(is_wide, text)) else _LATIN_INK)
    ems = width(text)
    if ems < _LONG or 2 * sum(map(is_wide, text)) < len(text):
        return by_height
    return (by_height + (box[2] - box[0]) / ems) / 2


def settle_sizes(lines: Iterable[Line]) -> dict[Line, Line]:
    """Recognised lines with sizes that can be compared: those that differ by no more than measuring does are one size.

    The body's size, the median, comes first; of the others those near the largest are taken together, and so on.
    """
    recognised = [line for line in lines if line.confidence < 1]
    settled: dict[Line, Line] = {}
    rest = recognised
    while rest:
        about = _median(rest) if rest is recognised else max(line.size for line in rest)
        group = [line for line in rest if abs(line.size - about) <= _SAME_SIZE * about]
        size = round(2 * _median(group)) / 2
        settled |= {line: line._replace(size=size) for line in group}
        rest = [line for line in rest if line not in settled]
    return settled


def _median(lines: Sequence[Line]) -> float:
    """Of the sizes, every character counted; one that a line has."""
    return median_low(line.size for line in lines for _ in line.text)


def settled(items: Sequence[Line | PageTable], sizes: dict[Line, Line]) -> tuple[Line | PageTable, ...]:
    """A page's items with the sizes that were settled on."""
    return tuple(sizes.get(item, item) if isinstance(item, Line) else item for item in items)
