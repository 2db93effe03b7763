"""A page as a picture for people: what every format that can be drawn gives, and how fine it may be."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Size = tuple[float, float]  # width and height in points; (0, 0) for a page that cannot be drawn
MOST_PIXELS = 12_000_000  # of a drawn page: A3 at 200 dpi has 8 million


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page's picture (a PNG file), and the page's size in points."""

    png: bytes
    width: float
    height: float


def bounded(scale: float, width: float, height: float) -> float:
    """`scale`, or what MOST_PIXELS allows for a page of that size in points."""
    return min(scale, sqrt(MOST_PIXELS / max(1.0, width * height)))
