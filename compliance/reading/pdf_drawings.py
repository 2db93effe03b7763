"""What is drawn on a page besides text: ruled lines and images, found so cheaply that every page can be asked."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]

from compliance.reading.pdf_calls import address_of, get_object, get_type
from compliance.reading.pdf_geometry import Box, PageFrame, area

# A rule is drawn as a stroke or as a filled bar; the thickest table borders seen in office documents have 3 points.
_THICKEST_RULE = 3.5
_SHORTEST_RULE = 6.0
# Charts and maps hold tens of thousands of paths; no table needs more than this.
_MOST_PATHS = 20_000
_MOST_SEGMENTS = 4_000
FORM_DEPTH = 4
_TEXT = int(pdfium_c.FPDF_PAGEOBJ_TEXT)

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


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


def read_drawings(page: pdfium.PdfPage, frame: PageFrame) -> Drawings:
    """Rules and images of a page, those inside form objects too."""
    rules: list[Box] = []
    images: list[Box] = []
    paths = 0
    for kind, handle, matrix in _objects(page):
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            images.append(frame.place(*_bounds(handle, matrix)))
        elif paths < _MOST_PATHS:
            paths += 1
            rules += [frame.place(*line) for line in _rules(handle, matrix)]
    on_page = [rule for rule in rules if _on_page(rule, frame)]
    horizontal = tuple(rule for rule in on_page if rule[2] - rule[0] >= rule[3] - rule[1])
    vertical = tuple(rule for rule in on_page if rule[2] - rule[0] < rule[3] - rule[1])
    return Drawings(horizontal, vertical, tuple(image for image in images if area(image) > 0), paths)


def _on_page(box: Box, frame: PageFrame) -> bool:
    return box[0] < frame.width and box[2] > 0 and box[1] < frame.height and box[3] > 0


def _objects(page: pdfium.PdfPage) -> Iterator[tuple[int, object, Matrix]]:
    """Path and image objects with the matrix of the forms around them; text objects are passed over quickly."""
    raw = page.raw
    count = pdfium_c.FPDFPage_CountObjects(raw)
    # map, since each character of some writers' pages is an object.
    kinds = map(get_type, map(get_object, repeat(address_of(raw)), range(count)))
    for index in [index for index, kind in enumerate(kinds) if kind != _TEXT]:
        handle = pdfium_c.FPDFPage_GetObject(raw, index)
        kind = pdfium_c.FPDFPageObj_GetType(handle)
        if kind == pdfium_c.FPDF_PAGEOBJ_FORM:
            yield from _form_objects(handle, _IDENTITY, 0)
        elif kind in (pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE):
            yield kind, handle, _IDENTITY


def _form_objects(form: object, around: Matrix, depth: int) -> Iterator[tuple[int, object, Matrix]]:
    if depth >= FORM_DEPTH:
        return
    matrix = _multiply(_matrix(form), around)
    for index in range(max(0, pdfium_c.FPDFFormObj_CountObjects(form))):
        handle = pdfium_c.FPDFFormObj_GetObject(form, index)
        kind = pdfium_c.FPDFPageObj_GetType(handle)
        if kind in (pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE):
            yield kind, handle, matrix
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM:
            yield from _form_objects(handle, matrix, depth + 1)


def _matrix(handle: object) -> Matrix:
    raw = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(handle, raw):
        return _IDENTITY
    return raw.a, raw.b, raw.c, raw.d, raw.e, raw.f


def _multiply(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(handle: object, matrix: Matrix) -> tuple[float, float, float, float]:
    """Left, bottom, right, top in canvas units."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium_c.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        return 0.0, 0.0, 0.0, 0.0
    if matrix is _IDENTITY:
        return left.value, bottom.value, right.value, top.value
    corners = [_apply(matrix, x, y) for x in (left.value, right.value) for y in (bottom.value, top.value)]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _rules(handle: object, around: Matrix) -> Iterator[tuple[float, float, float, float]]:
    """The straight rules of a path: the path itself where it is thin, else its sides or its thin parts."""
    bounds = _bounds(handle, around)
    if (rule := _thin(bounds)) is not None:
        yield rule
        return
    if max(bounds[2] - bounds[0], bounds[3] - bounds[1]) < _SHORTEST_RULE:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(handle, fill, stroke)
    for part in _subpaths(handle, _multiply(_matrix(handle), around)):
        if stroke.value:
            for (x0, y0), (x1, y1) in zip(part, part[1:], strict=False):
                side = _thin((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), thickest=0.6)
                if side is not None:
                    yield side
        elif fill.value and len(part) > 1:
            xs, ys = zip(*part, strict=True)
            bar = _thin((min(xs), min(ys), max(xs), max(ys)))
            if bar is not None:
                yield bar


def _thin(
    box: tuple[float, float, float, float], thickest: float = _THICKEST_RULE
) -> tuple[float, float, float, float] | None:
    """The middle line of a bar that is long and thin; None for anything else."""
    left, bottom, right, top = box
    wide, high = right - left, top - bottom
    if min(wide, high) > thickest or max(wide, high) < _SHORTEST_RULE:
        return None
    if wide >= high:
        return left, (bottom + top) / 2, right, (bottom + top) / 2
    return (left + right) / 2, bottom, (left + right) / 2, top


def _subpaths(handle: object, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """The corner points of each part of a path, closed where the path closes it."""
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(_MOST_SEGMENTS, pdfium_c.FPDFPath_CountSegments(handle))):
        segment = pdfium_c.FPDFPath_GetPathSegment(handle, index)
        if not pdfium_c.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        if pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append(_apply(matrix, x.value, y.value))
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points
