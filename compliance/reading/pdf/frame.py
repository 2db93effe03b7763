"""The visible part of a PDF page, and how its canvas becomes points from the page's top left."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from compliance.reading.pages.geometry import Box

_UPRIGHT = np.array((1.0, -1.0, 1.0, -1.0))


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

    def place_all(self, boxes: NDArray[np.float64]) -> NDArray[np.float64]:
        """As `place`, for a box in each row: left, top, right, bottom there and here.

        Raises ValueError where a damaged page has text at no place that can be told.
        """
        if not isfinite(boxes.sum()):
            raise ValueError("text without a place")
        if self.rotation == 0:  # nearly always: as below, in two steps
            shifted: NDArray[np.float64] = boxes * _UPRIGHT + (-self.left, self.top, -self.left, self.top)
            return shifted
        left, top, right, bottom = boxes.T
        return np.column_stack(self.place(left, bottom, right, top))
