"""Boxes on a page: points from the top left of the page as it is shown, whatever its rotation and crop box."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class PageFrame:
    """The visible part of a page in PDF canvas units (y upwards) and its rotation (0, 90, 180 or 270, clockwise)."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int = 0

    @property
    def width(self) -> float:
        """Width as shown, in points."""
        return self.top - self.bottom if self.rotation in (90, 270) else self.right - self.left

    @property
    def height(self) -> float:
        """Height as shown, in points."""
        return self.right - self.left if self.rotation in (90, 270) else self.top - self.bottom

    def place(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box in canvas units, turned into points from the shown page's top left."""
        if self.rotation == 90:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.rotation == 180:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        if self.rotation == 270:
            return self.top - top, self.right - right, self.top - bottom, self.right - left
        return left - self.left, self.top - top, right - self.left, self.top - bottom


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
    """To a tenth of a point: finer than anything drawn, and the same on every machine."""
    left, top, right, bottom = (round(value, 1) for value in box)
    return left, top, right, bottom


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
