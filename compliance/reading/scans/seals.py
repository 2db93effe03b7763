"""Seals (印章): red ink is parted from the black print under it by its colour, and what the seal says is read apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from compliance.reading.pages.geometry import Box
from compliance.reading.scans.ink import Mask
from compliance.reading.scans.libraries import opencv
from compliance.reading.scans.pictures import Picture, Pixels
from compliance.reading.scans.recognition import find_lines, read_line

# Seals of counties, schools and societies are round and no larger than 4.5 cm (国发〔1999〕25号); those of persons and
# for special uses are squares, ovals and frames from 1.2 to 6 cm. In points.
_SMALLEST, _LARGEST = 34.0, 180.0
# Red is brighter than green and blue by this much of 255, in pale ink too; warm paper and skin differ by less.
_REDDER = 40
_MOST_READ = 12  # seals of one page; a joint letter of more bodies goes over to the next
_PALE = 16
_CLOSE = 5.0  # points by which the strokes of a worn outline may stand apart
_AT_EDGE = 6.0  # points from the page's edge
_OUTLINE = 0.16  # share of the radius, counted from the edge, in which the outline runs
_SECTORS, _CLOSED = 48, 0.75  # of so many directions, this share must meet the outline
_FILLED = 0.85  # of what it encloses; seals with white letters on red have two thirds, red pictures all
_ROUND = 0.72  # share of its box that the outline encloses: a circle 0.79, a frame 1
# Under red ink, black print has less than this share of the red that paper has.
_PRINT = 0.55
# The words of a round seal stand in a ring between these shares of its radius.
_RING = (0.45, 0.95)
_RING_TURN = 0.06  # of a full turn: how far before the lowest point reading begins, lest a word is cut
_READABLE = 0.6  # confidence from which on the words of a seal are shown


@dataclass(frozen=True, slots=True)
class Seal:
    """Where a seal stands, in pixels, and what it says; "" where that cannot be read."""

    box: Box
    text: str


def part_seals(picture: Picture) -> tuple[Pixels, tuple[Seal, ...]]:
    """The picture without its seals, and the seals that are whole. Red letterheads, rules and writing stay."""
    redness = _redness(picture.pixels)
    red: Mask = ((redness > _REDDER) * np.uint8(255)).astype(np.uint8)
    candidates = _candidates(red, picture.scale)
    boxes = [box for box in candidates if _is_seal(red, box, picture.scale)]
    parts = [box for box in candidates if _is_part_of_seal(red, box, picture.scale)]
    if not boxes and not parts:
        return picture.pixels, ()
    pixels = picture.pixels.copy()
    seals = tuple(_read(picture.pixels, box, picture.scale, number < _MOST_READ) for number, box in enumerate(boxes))
    for box in (*boxes, *parts):
        _remove(pixels, redness, box, picture.scale)
    return pixels, seals


def _redness(pixels: Pixels) -> Pixels:
    """How much redder than anything else each pixel is, from 0 to 255."""
    cv2 = opencv()
    red, green, blue = cv2.split(pixels)
    found: Pixels = cv2.subtract(red, cv2.max(green, blue))
    return found


def _candidates(red: Mask, scale: float) -> list[tuple[int, int, int, int]]:
    """Boxes (left, top, width, height) of connected red figures as large as seals are."""
    cv2 = opencv()
    reach = max(1, round(_CLOSE * scale / 2))
    joined = cv2.dilate(red, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    boxes = []
    for left, top, wide, high, _ in stats[1:count]:
        # What was dilated is taken back, but for where the page ends.
        x0, x1 = _taken_back(left, left + wide, reach, red.shape[1])
        y0, y1 = _taken_back(top, top + high, reach, red.shape[0])
        if _SMALLEST <= max(x1 - x0, y1 - y0) / scale <= _LARGEST:
            boxes.append((x0, y0, x1 - x0, y1 - y0))
    return boxes


def _taken_back(first: int, last: int, reach: int, end: int) -> tuple[int, int]:
    return int(first + reach if first > 0 else 0), int(last - reach if last < end else end)


def _is_part_of_seal(red: Mask, box: tuple[int, int, int, int], scale: float) -> bool:
    """Whether a red figure is one page's part of a seal that was set across the edges of several (骑缝章)."""
    left, _, wide, high = box
    at_edge = left <= _AT_EDGE * scale or left + wide >= red.shape[1] - _AT_EDGE * scale
    return bool(at_edge and high >= _SMALLEST * scale and wide <= 0.7 * high)


def _is_seal(red: Mask, box: tuple[int, int, int, int], scale: float) -> bool:
    """Whether a red figure has an outline that runs around it: letters of a letterhead have none."""
    cv2 = opencv()
    left, top, wide, high = box
    if min(wide, high) < _SMALLEST * scale or max(wide, high) > 2 * min(wide, high):
        return False
    y, x = np.nonzero(red[max(0, top) : top + high, max(0, left) : left + wide])
    if len(x) < 50:
        return False
    hull = cv2.convexHull(np.column_stack([x, y]).astype(np.int32))
    enclosed = cv2.contourArea(hull)
    if enclosed < _ROUND * wide * high or len(x) > _FILLED * enclosed:
        return False
    across, down = x - wide / 2, y - high / 2
    sector = ((np.arctan2(down, across) / (2 * np.pi) + 0.5) * _SECTORS).astype(int) % _SECTORS
    # For a frame the edge is as far as its sides, for a round seal as its radius: the hull says which.
    reach = np.zeros(_SECTORS)
    np.maximum.at(reach, sector, np.hypot(across, down))
    edge = _edge(hull[:, 0].astype(np.float64) - (wide / 2, high / 2))
    return bool(np.mean(reach >= (1 - _OUTLINE) * edge) >= _CLOSED)


def _edge(hull: np.ndarray) -> np.ndarray:
    """How far the hull reaches in each direction, from the middle."""
    closed = np.vstack([hull, hull[:1]])
    # Points are put along the sides, since a frame's corners alone leave most directions out.
    steps = np.linspace(0, 1, 40, endpoint=False)[:, None, None]
    points = (closed[:-1] + steps * (closed[1:] - closed[:-1])).reshape(-1, 2)
    sector = ((np.arctan2(points[:, 1], points[:, 0]) / (2 * np.pi) + 0.5) * _SECTORS).astype(int) % _SECTORS
    reach = np.zeros(_SECTORS)
    np.maximum.at(reach, sector, np.hypot(points[:, 0], points[:, 1]))
    return reach


def _remove(pixels: Pixels, redness: Pixels, box: tuple[int, int, int, int], scale: float) -> None:
    """Paint the seal's red over with paper, in place; what is dark in red light too is print and stays."""
    left, top, right, bottom = _grown(box, round(2 * scale), redness.shape)
    window = pixels[top:bottom, left:right]
    channel = window[:, :, 0]
    paper = int(np.percentile(channel, 90))
    # Strokes are pale at their edges, and more so where JPEG has mixed colours of neighbours.
    pale = opencv().dilate((redness[top:bottom, left:right] > _PALE).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    shades = np.where(pale & (channel >= _PRINT * paper), paper, channel)
    window[:] = shades[:, :, None]


def _grown(box: tuple[int, int, int, int], margin: int, shape: Sequence[int]) -> tuple[int, int, int, int]:
    left, top, wide, high = box
    return (
        max(0, left - margin),
        max(0, top - margin),
        min(shape[1], left + wide + margin),
        min(shape[0], top + high + margin),
    )


def _read(pixels: Pixels, box: tuple[int, int, int, int], scale: float, wanted: bool) -> Seal:
    """The seal alone, black on white: where `wanted`, the words of its ring, then the lines inside."""
    left, top, right, bottom = _grown(box, round(2 * scale), pixels.shape)
    place = (float(left), float(top), float(right), float(bottom))
    if not wanted:
        return Seal(place, "")
    readings = [read_line(line) for line in _parts(_alone(pixels[top:bottom, left:right]), box, scale)]
    kept = [reading for reading in readings if reading.confidence >= _READABLE and len(reading.text.strip()) > 1]
    return Seal(place, " ".join(reading.text.strip() for reading in kept))


def _alone(window: Pixels) -> Pixels:
    """Red ink as black, print as paper. Taken from the green light, where red is dark: JPEG keeps colours coarser than
    shades, so that the difference of two colours would be blurred."""
    red, green = window[:, :, 0].astype(np.float32), window[:, :, 1].astype(np.float32)
    paper = float(np.percentile(green, 90))
    redness = _redness(window)
    inked = redness > _REDDER
    dark = float(np.median(green[inked])) if inked.any() else 0.0
    shades = np.clip((green - dark) / max(1.0, paper - dark), 0, 1) * 255
    shades[(redness <= _PALE) | (red < _PRINT * float(np.percentile(red, 90)))] = 255
    return np.repeat(shades.astype(np.uint8)[:, :, None], 3, axis=2)


def _parts(alone: Pixels, box: tuple[int, int, int, int], scale: float) -> list[Pixels]:
    """Pictures of single lines of a seal."""
    high, wide = alone.shape[:2]
    _, _, box_wide, box_high = box
    parts = []
    inside = alone
    if abs(box_wide - box_high) < 0.1 * box_high and box_high / scale >= _SMALLEST * 2:
        parts.append(_unrolled(alone, box_high / 2))
        # Below the star there may be one line or two: 财务专用章.
        inside = alone[round(0.3 * high) : round(0.82 * high), round(0.18 * wide) : round(0.82 * wide)]
    for quad in find_lines(inside, scale):
        x0, y0 = np.floor(quad.min(axis=0)).astype(int)
        x1, y1 = np.ceil(quad.max(axis=0)).astype(int)
        if x1 - x0 > y1 - y0:
            parts.append(inside[max(0, y0) : y1, max(0, x0) : x1])
    return parts


def _unrolled(alone: Pixels, radius: float) -> Pixels:
    """The ring laid out straight, read from the lowest point clockwise, the outer edge above."""
    cv2 = opencv()
    high, wide = alone.shape[:2]
    length, depth = round(2 * np.pi * radius * 0.75), round(radius)
    polar = cv2.warpPolar(
        alone, (depth, length), (wide / 2, high / 2), radius, cv2.INTER_CUBIC | cv2.WARP_FILL_OUTLIERS
    )
    # Rows are directions from the right, clockwise; the lowest point is a quarter of the way.
    start = round((0.25 - _RING_TURN) * length)
    polar = np.roll(polar, -start, axis=0)
    strip: Pixels = np.ascontiguousarray(np.rot90(polar[:, round(_RING[0] * depth) : round(_RING[1] * depth)]))
    return strip
