"""Ruled lines and images of a PDF page, found so cheaply that every page can be asked."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from compliance.reading.pages.drawings import (
    MOST_PATHS,
    MOST_SEGMENTS,
    Drawings,
    drawings_of,
    is_small,
    rule_of,
    rules_of_part,
)
from compliance.reading.pages.geometry import IDENTITY, Box, Matrix, Point, multiply, transform, transform_box
from compliance.reading.pdf.calls import handle_of, types_of
from compliance.reading.pdf.frame import PageFrame

FORM_DEPTH = 4
_TEXT = int(pdfium_c.FPDF_PAGEOBJ_TEXT)


def read_drawings(page: pdfium.PdfPage, frame: PageFrame) -> Drawings:
    """Rules and images of a page, those inside form objects too."""
    rules: list[Box] = []
    images: list[Box] = []
    paths = 0
    for kind, handle, matrix in _objects(page):
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            images.append(frame.place(*_bounds(handle, matrix)))
        elif paths < MOST_PATHS:
            paths += 1
            rules += [frame.place(*line) for line in _rules(handle, matrix)]
    return drawings_of(rules, images, paths, (frame.width, frame.height))


def _objects(page: pdfium.PdfPage) -> Iterator[tuple[int, object, Matrix]]:
    """Path and image objects with the matrix of the forms around them; text objects are passed over quickly."""
    raw = page.raw
    count = pdfium_c.FPDFPage_CountObjects(raw)
    # Each character of some writers' pages is an object.
    for index in [index for index, kind in enumerate(types_of(handle_of(raw), count)) if kind != _TEXT]:
        handle = pdfium_c.FPDFPage_GetObject(raw, index)
        kind = pdfium_c.FPDFPageObj_GetType(handle)
        if kind == pdfium_c.FPDF_PAGEOBJ_FORM:
            yield from _form_objects(handle, IDENTITY, 0)
        elif kind in (pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE):
            yield kind, handle, IDENTITY


def _form_objects(form: object, around: Matrix, depth: int) -> Iterator[tuple[int, object, Matrix]]:
    if depth >= FORM_DEPTH:
        return
    matrix = multiply(_matrix(form), around)
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
        return IDENTITY
    return raw.a, raw.b, raw.c, raw.d, raw.e, raw.f


def _bounds(handle: object, matrix: Matrix) -> tuple[float, float, float, float]:
    """Left, bottom, right, top in canvas units."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium_c.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        return 0.0, 0.0, 0.0, 0.0
    if matrix is IDENTITY:
        return left.value, bottom.value, right.value, top.value
    return transform_box(matrix, (left.value, bottom.value, right.value, top.value))


def _rules(handle: object, around: Matrix) -> Iterator[tuple[float, float, float, float]]:
    """The straight rules of a path: the path itself where it is thin, else its sides or its thin parts."""
    bounds = _bounds(handle, around)
    if (rule := rule_of(bounds)) is not None:
        yield rule
        return
    if is_small(bounds):
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(handle, fill, stroke)
    for part in _subpaths(handle, multiply(_matrix(handle), around)):
        yield from rules_of_part(part, bool(stroke.value), bool(fill.value))


def _subpaths(handle: object, matrix: Matrix) -> Iterator[list[Point]]:
    """The corner points of each part of a path, closed where the path closes it."""
    points: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(MOST_SEGMENTS, pdfium_c.FPDFPath_CountSegments(handle))):
        segment = pdfium_c.FPDFPath_GetPathSegment(handle, index)
        if not pdfium_c.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        if pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append(transform(matrix, x.value, y.value))
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points
