"""Upright and straight: a page that lies on its side, stands on its head or is slightly askew, by its lines of text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from compliance.reading.scan_libraries import opencv
from compliance.reading.scan_pictures import Picture, Pixels
from compliance.reading.scan_recognition import Quads, are_upside_down

_LONG = 2.0  # times as long as high: shorter lines say little of the direction
_ASKED = 7  # of the longest lines are asked which way up they are
# Less than this over a line of 450 points is half a point; more than a few degrees is no feeder's doing, but a
# photograph's or a slanted stamp's.
_LEAST, _MOST = 0.05, 15.0
_Angles = np.ndarray[Any, np.dtype[np.float64]]


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
    angles, lengths, _ = _directions(quads)
    sideways = float(lengths[np.abs(angles) > 45].sum()) > 0.5 * float(lengths.sum())
    if sideways:
        picture, figures = _turned(picture, figures, 3)
    skew = _skew(figures[:lines])
    if _LEAST <= abs(skew) <= _MOST:
        picture, figures = _levelled(picture, figures, skew)
    else:
        skew = 0.0
    upside_down = are_upside_down(_longest(picture.pixels, figures[:lines]))
    if upside_down:
        picture, figures = _turned(picture, figures, 2)
    turned = 90 * sideways + 180 * upside_down
    return Straightened(picture, figures[:lines], figures[lines:], turned, skew)


def _directions(quads: Quads) -> tuple[_Angles, _Angles, _Angles]:
    """Of each line its direction in degrees (-90 to 90, clockwise from level), its length and its height."""
    along, down = quads[:, 1] - quads[:, 0], quads[:, 3] - quads[:, 0]
    wide, high = np.hypot(*along.T), np.hypot(*down.T)
    axis = np.where((wide >= high)[:, None], along, down)
    angles = np.degrees(np.arctan2(axis[:, 1], axis[:, 0]))
    angles = (angles + 90) % 180 - 90
    return angles.astype(np.float64), np.maximum(wide, high).astype(np.float64), np.minimum(wide, high).astype(float)


def _skew(quads: Quads) -> float:
    """The direction of most of the text: the median over the lines' lengths, in degrees."""
    angles, lengths, heights = _directions(quads)
    long = (lengths >= _LONG * heights) & (np.abs(angles) <= 45)
    if not long.any():
        return 0.0
    order = np.argsort(angles[long])
    reached = np.cumsum(lengths[long][order])
    return float(angles[long][order][np.searchsorted(reached, reached[-1] / 2)])


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
