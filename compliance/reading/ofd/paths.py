"""The path objects of an OFD page (GB/T 33190-2016, 9): which of them are ruled lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.reading.ofd.package import box_of, is_true, measure
from compliance.reading.pages.drawings import MOST_SEGMENTS, is_small, rule_of, rules_of_part
from compliance.reading.pages.geometry import Box, Matrix, Point, transform, transform_box
from compliance.reading.zip_package import Element

# Table 36: how many numbers each operator takes; all but an arc's first five are points.
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_TOKEN = re.compile(r"[SMLQBAC]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")
_LONGEST_DATA = 200_000  # characters; a page-wide grid in one path has about 10,000
# Lines lie on the border of their object, and are wider than nothing.
_CLIP_SLACK = 3.0


def rules_of(node: Element, matrix: Matrix, outer: Matrix) -> Iterator[Box]:
    """The straight rules of a PathObject, in points; `matrix` leads from the path to the page, `outer` from the
    object's Boundary, which cuts off what is drawn outside."""
    stroked, filled = is_true(node.get("Stroke"), True), is_true(node.get("Fill"), False)
    data = node.findtext("AbbreviatedData") or ""
    if not (stroked or filled) or len(data) > _LONGEST_DATA:
        return
    parts = [[transform(matrix, *point) for point in part] for part in _parts(data)]
    corners = [point for part in parts for point in part]
    if not corners:
        return
    xs, ys = zip(*corners, strict=True)
    bounds = (min(xs), min(ys), max(xs), max(ys))
    if (rule := rule_of(bounds)) is not None:
        found = [rule]
    elif is_small(bounds):
        return
    else:
        found = [rule for part in parts for rule in rules_of_part(part, stroked, filled)]
    limit = box_of(node.get("Boundary"))
    visible = None if limit is None or limit[0] == limit[2] and limit[1] == limit[3] else transform_box(outer, limit)
    for rule in found:
        clipped = rule if visible is None else _clipped(rule, visible)
        if clipped is not None and rule_of(clipped) is not None:
            yield clipped


def _clipped(rule: Box, visible: Box) -> Box | None:
    left, top = max(rule[0], visible[0] - _CLIP_SLACK), max(rule[1], visible[1] - _CLIP_SLACK)
    right, bottom = min(rule[2], visible[2] + _CLIP_SLACK), min(rule[3], visible[3] + _CLIP_SLACK)
    return (left, top, right, bottom) if left <= right and top <= bottom else None


def _parts(data: str) -> Iterator[list[Point]]:
    """The corner points of each part of a path, closed where the path closes it."""
    points: list[Point] = []
    operands: list[float] = []
    operator, segments = "", 0
    for found in _TOKEN.finditer(data):
        token = found[0]
        if token in _OPERANDS:
            operator, operands = token, []
        else:
            operands.append(measure(token, 0.0))
        # Numbers that go on behind a complete operation repeat it, as some producers write polylines.
        if not operator or len(operands) < _OPERANDS[operator]:
            continue
        segments += 1
        if segments > MOST_SEGMENTS:
            break
        if operator in "SM" and points:
            yield points
            points = []
        if operator == "C":
            points += points[:1]
            operator = ""
        else:
            placed = operands[5:] if operator == "A" else operands
            points += list(zip(placed[::2], placed[1::2], strict=True))
        operands = []
    if points:
        yield points
