"""Pages of PDF files drawn for people; without forms' scripts, links or anything that a page could start."""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from compliance.reading.faults import unreadable
from compliance.reading.limits import Limits
from compliance.reading.pages.pictures import Size, bounded
from compliance.reading.pdf.drawings import FORM_DEPTH
from compliance.reading.pdf.frame import PageFrame
from compliance.reading.pdf.reader import check_bytes, open_document
from compliance.reading.scans.pictures import MOST_PIXELS, Picture


def sizes(data: bytes, name: str, limits: Limits) -> tuple[Size, ...]:
    """Of each page, turned as its file says; (0, 0) for a damaged one."""
    check_bytes(data, name, limits)
    document = open_document(data, name)
    try:
        return tuple(_size(document, index) for index in range(min(len(document), limits.pages)))
    finally:
        document.close()


def picture(data: bytes, name: str, page: int, scale: float, limits: Limits) -> Picture:
    """The page as a reader of PDF files shows it."""
    check_bytes(data, name, limits)
    document = open_document(data, name)
    try:
        return _drawn(document[page - 1], name, scale)
    finally:
        document.close()


def _size(document: pdfium.PdfDocument, index: int) -> Size:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return (0.0, 0.0)
    try:
        frame = _frame(page)
        return (frame.width, frame.height) if min(frame.width, frame.height) > 0 else (0.0, 0.0)
    finally:
        page.close()


def _drawn(page: pdfium.PdfPage, name: str, scale: float) -> Picture:
    frame = _frame(page)
    images = [image.get_px_size() for image in page.get_objects((pdfium_c.FPDF_PAGEOBJ_IMAGE,), FORM_DEPTH)]
    if sum(wide * high for wide, high in images) > MOST_PIXELS:
        raise unreadable(name, f"页面上的图像超过 {MOST_PIXELS // 1_000_000} 百万像素，画不出来，请看文字")
    bitmap = page.render(scale=bounded(scale, frame.width, frame.height), rev_byteorder=True)
    try:
        return Picture(bitmap.to_numpy()[:, :, :3].copy(), frame.width, frame.height)
    finally:
        bitmap.close()


def _frame(page: pdfium.PdfPage) -> PageFrame:
    left, bottom, right, top = page.get_bbox()
    return PageFrame(left, bottom, right, top, page.get_rotation())
