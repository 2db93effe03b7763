"""What is drawn on a page besides text: ruled lines and images."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compliance.reading.pages.geometry import Box, Point, area

# A rule is drawn as a stroke or as a filled bar; the thickest table borders seen in office documents have 3 points.
_THICKEST_RULE = 3.5
_SHORTEST_RULE = 6.0
# The sides of a stroked shape are lines without width; more than this is a slanting line.
_THICKEST_SIDE = 0.6
# Charts and maps hold tens of thousands of paths; no table needs more than this.
MOST_PATHS = 20_000
MOST_SEGMENTS = 4_000


@dataclass(frozen=True, slots=True)
class Drawings:
    """Horizontal and vertical rules as flat boxes, images as boxes, and how many paths there are in all."""

    horizontal: tuple[Box, ...] = ()
    vertical: tuple[Box, ...] = ()
    images: tuple[Box, ...] = ()
    paths: int = 0

    @property
    def ruled(self) -> bool:
        """Whether there can be a table: an underline or the red rule of a letterhead alone is none."""
        return len(self.horizontal) >= 2 and len(self.horizontal) + len(self.vertical) >= 3


def drawings_of(rules: Sequence[Box], images: Sequence[Box], paths: int, size: tuple[float, float]) -> Drawings:
    """The drawings of a page of that width and height: rules that lie on it, images that have an extent."""
    on_page = [rule for rule in rules if _on_page(rule, size)]
    horizontal = tuple(rule for rule in on_page if rule[2] - rule[0] >= rule[3] - rule[1])
    vertical = tuple(rule for rule in on_page if rule[2] - rule[0] < rule[3] - rule[1])
    return Drawings(horizontal, vertical, tuple(image for image in images if area(image) > 0), paths)


def _on_page(box: Box, size: tuple[float, float]) -> bool:
    return box[0] < size[0] and box[2] > 0 and box[1] < size[1] and box[3] > 0


def is_small(box: Box) -> bool:
    """Whether a path is too small to hold any rule."""
    return max(box[2] - box[0], box[3] - box[1]) < _SHORTEST_RULE


def rule_of(box: Box, thickest: float = _THICKEST_RULE) -> Box | None:
    """The middle line of a bar that is long and thin; None for anything else."""
    left, first, right, last = box
    wide, high = right - left, last - first
    if min(wide, high) > thickest or max(wide, high) < _SHORTEST_RULE:
        return None
    if wide >= high:
        return left, (first + last) / 2, right, (first + last) / 2
    return (left + right) / 2, first, (left + right) / 2, last


def rules_of_part(points: Sequence[Point], stroked: bool, filled: bool) -> Iterator[Box]:
    """The rules of one part of a path, by its corner points: its sides if stroked, itself as a bar if filled."""
    if stroked:
        for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False):
            side = rule_of((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), _THICKEST_SIDE)
            if side is not None:
                yield side
    elif filled and len(points) > 1:
        xs, ys = zip(*points, strict=True)
        bar = rule_of((min(xs), min(ys), max(xs), max(ys)))
        if bar is not None:
            yield bar
