"""Upright and straight: a page that lies on its side, stands on its head or is slightly askew, by its lines of text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from compliance.reading.scans.ink import ink_of
from compliance.reading.scans.libraries import opencv
from compliance.reading.scans.pictures import Picture, Pixels
from compliance.reading.scans.recognition import Quads, are_upside_down

_ASKED = 7  # of the longest lines are asked which way up they are
# In degrees. Less is half a point over a line of 450 points; more is no feeder's doing.
_LEAST, _MOST = 0.05, 15.0
_COUNTED_SCALE, _MOST_COUNTED = 100 / 72, 60_000  # pixels a point, and pixels of ink, on which the skew is measured


@dataclass(frozen=True, slots=True)
class Straightened:
    """The picture with its lines level; by how many degrees it was turned (0, 90, 180, 270, clockwise) and was askew.

    `others` are further figures on the page (seals) that were moved along with it.
    """

    picture: Picture
    quads: Quads
    others: Quads
    turned: int = 0
    skew: float = 0.0


def straighten(picture: Picture, quads: Quads, others: Quads) -> Straightened:
    """The picture and its lines as they are read; a picture without lines stays as it is."""
    lines = len(quads)
    if not lines:
        return Straightened(picture, quads, others)
    figures = np.concatenate([quads, others])
    sideways = _are_sideways(quads)
    if sideways:
        picture, figures = _turned(picture, figures, 3)
    skew = _skew(picture)
    if _LEAST <= abs(skew) <= _MOST:
        picture, figures = _levelled(picture, figures, skew)
    else:
        skew = 0.0
    upside_down = are_upside_down(_longest(picture.pixels, figures[:lines]))
    if upside_down:
        picture, figures = _turned(picture, figures, 2)
    turned = 90 * sideways + 180 * upside_down
    return Straightened(picture, figures[:lines], figures[lines:], turned, skew)


def turned_like(picture: Picture, degrees: int, levelled: bool) -> Picture:
    """The picture turned by `degrees` (clockwise), and levelled on the way, as `straighten` did for the same page."""
    nothing = np.empty((0, 4, 2), np.float32)
    if degrees in (90, 270):
        picture, _ = _turned(picture, nothing, 3)
    if levelled:
        picture, _ = _levelled(picture, nothing, _skew(picture))
    if degrees in (180, 270):
        picture, _ = _turned(picture, nothing, 2)
    return picture


def _are_sideways(quads: Quads) -> bool:
    """Whether most of the text runs up or down."""
    wide, high = np.hypot(*(quads[:, 1] - quads[:, 0]).T), np.hypot(*(quads[:, 3] - quads[:, 0]).T)
    lengths = np.maximum(wide, high)
    return bool(lengths[high > wide].sum() > 0.5 * lengths.sum())


def _skew(picture: Picture) -> float:
    """By how many degrees the lines of a page rise or fall, clockwise: the angle at which its ink gathers most sharply
    in rows (projection profile; W. Postl, 1986), which lines of text and ruled lines both do."""
    cv2 = opencv()
    factor = _COUNTED_SCALE / picture.scale
    ink = cv2.resize(ink_of(picture.pixels), None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    y, x = np.nonzero(ink > 127)
    stride = 1 + len(x) // _MOST_COUNTED
    y, x = y[::stride].astype(np.float64), x[::stride].astype(np.float64)
    if not len(x):
        return 0.0

    def sharpness(angle: float) -> float:
        rows = np.rint(y * np.cos(np.radians(angle)) - x * np.sin(np.radians(angle))).astype(np.int64)
        return float((np.bincount(rows - rows.min()).astype(np.float64) ** 2).sum())

    about = max(np.arange(-_MOST, _MOST + 0.5, 0.5), key=sharpness)
    return float(max(np.arange(about - 0.5, about + 0.55, 0.05), key=sharpness))


def _longest(pixels: Pixels, quads: Quads) -> list[Pixels]:
    """Pictures of the longest lines."""
    boxes = [(*np.floor(quad.min(axis=0)).astype(int), *np.ceil(quad.max(axis=0)).astype(int)) for quad in quads]
    boxes = sorted(boxes, key=lambda box: box[0] - box[2])[:_ASKED]
    cuts = [pixels[max(0, top) : bottom, max(0, left) : right] for left, top, right, bottom in boxes]
    return [cut for cut in cuts if cut.size]


def _turned(picture: Picture, quads: Quads, quarters: int) -> tuple[Picture, Quads]:
    """By quarter turns against the clock."""
    pixels = picture.pixels
    for _ in range(quarters):
        wide = pixels.shape[1]
        pixels = np.rot90(pixels)
        quads = np.stack([quads[:, :, 1], wide - quads[:, :, 0]], axis=2)
    width, height = (picture.height, picture.width) if quarters % 2 else (picture.width, picture.height)
    return Picture(np.ascontiguousarray(pixels), width, height), _in_order(quads)


def _in_order(quads: Quads) -> Quads:
    """Corners from the top left one clockwise, after the page was turned."""
    by_height = np.take_along_axis(quads, np.argsort(quads[:, :, 1], axis=1)[:, :, None], axis=1)
    top, bottom = by_height[:, :2], by_height[:, 2:]
    top = np.take_along_axis(top, np.argsort(top[:, :, 0], axis=1)[:, :, None], axis=1)
    bottom = np.take_along_axis(bottom, np.argsort(-bottom[:, :, 0], axis=1)[:, :, None], axis=1)
    return np.concatenate([top, bottom], axis=1).astype(np.float32)


def _levelled(picture: Picture, quads: Quads, skew: float) -> tuple[Picture, Quads]:
    cv2 = opencv()
    high, wide = picture.pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), skew, 1.0)
    paper = [float(shade) for shade in np.median(picture.pixels[::8, ::8].reshape(-1, 3), axis=0)]
    pixels = cv2.warpAffine(picture.pixels, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderValue=paper)
    level = quads @ matrix[:, :2].T + matrix[:, 2]
    return Picture(pixels, picture.width, picture.height), level.astype(np.float32)
