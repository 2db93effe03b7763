"""The visible part of a PDF page, and how its canvas becomes points from the page's top left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from compliance.reading.pages.geometry import Box


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

    def place_all(self, edges: Sequence[float]) -> list[Box]:
        """As `place`, for the left, top, right and bottom of many boxes, one after the other.

        Raises ValueError where a damaged page has text at no place that can be told.
        """
        if not isfinite(sum(edges)):
            raise ValueError("text without a place")
        boxes = zip(edges[::4], edges[1::4], edges[2::4], edges[3::4], strict=True)
        if self.rotation == 0:  # nearly always
            first, last = self.left, self.top
            return [(left - first, last - top, right - first, last - bottom) for left, top, right, bottom in boxes]
        return [self.place(left, bottom, right, top) for left, top, right, bottom in boxes]
