"""Boxes on a page: points from the top left of the page as it is shown, whatever its rotation and crop box."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

Box = tuple[float, float, float, float]  # left, top, right, bottom
Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]  # a b c d e f, as PDF and OFD write it
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_COMPARED = 4_000_000  # pairs of boxes and regions at once: a page of 100,000 characters may hold 10,000 cells


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does what `first` does, and then what `then` does."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def transform(matrix: Matrix, x: float, y: float) -> Point:
    """Where a matrix moves a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def transform_box(matrix: Matrix, box: Box) -> Box:
    """The smallest box around a box that a matrix moved."""
    corners = [transform(matrix, x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all; at least one is needed."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def merged(one: Box, other: Box) -> Box:
    """The smallest box around two."""
    return (
        one[0] if one[0] < other[0] else other[0],
        one[1] if one[1] < other[1] else other[1],
        one[2] if one[2] > other[2] else other[2],
        one[3] if one[3] > other[3] else other[3],
    )


def rounded(box: Box) -> Box:
    """To a tenth of a point: finer than anything drawn, and the same on every machine; plain floats."""
    left, top, right, bottom = box
    return round(float(left), 1), round(float(top), 1), round(float(right), 1), round(float(bottom), 1)


def area(box: Box) -> float:
    """In square points; 0 for a box that is turned inside out."""
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def share_of_height(one: Box, other: Box) -> float:
    """How much of the lower box's height the other one shares: 1.0 on one line, 0.0 on lines apart."""
    _, top, _, bottom = one
    _, other_top, _, other_bottom = other
    shared = (bottom if bottom < other_bottom else other_bottom) - (top if top > other_top else other_top)
    lower = bottom - top if bottom - top < other_bottom - other_top else other_bottom - other_top
    if lower <= 0:
        return float(shared >= 0)
    return shared / lower if shared > 0 else 0.0


def contains(box: Box, x: float, y: float) -> bool:
    """Whether a point lies in the box."""
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def regions_of(boxes: Sequence[Box], regions: Sequence[Box]) -> list[int]:
    """For each box the index of the first region that holds its middle, -1 for none."""
    if not boxes or not regions:
        return [-1] * len(boxes)
    placed, areas = np.array(boxes), np.array(regions)
    middles = (placed[:, :2] + placed[:, 2:]) / 2
    step = max(1, _COMPARED // len(regions))
    found: list[int] = []
    for start in range(0, len(boxes), step):
        x, y = middles[start : start + step, :1], middles[start : start + step, 1:]
        inside = (x >= areas[:, 0]) & (x <= areas[:, 2]) & (y >= areas[:, 1]) & (y <= areas[:, 3])
        found += np.where(inside.any(axis=1), inside.argmax(axis=1), -1).tolist()
    return found
