"""PDF pages without a usable text layer: which they are, and how their picture is made for recognition."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from compliance.reading.pages.certificates import OUTLINE_PATHS, SCAN_SHARE
from compliance.reading.pages.drawings import Drawings
from compliance.reading.pages.geometry import area
from compliance.reading.pages.layout import Page, moved
from compliance.reading.pages.text import PageText
from compliance.reading.pdf.drawings import FORM_DEPTH
from compliance.reading.pdf.frame import PageFrame
from compliance.reading.scans.budget import Budget, recognised, saying

if TYPE_CHECKING:
    from compliance.reading.scans.pictures import Picture

# A page number or a stamp of the archive that a program put on a scanned page has fewer characters.
_A_LINE = 20
_NEARLY_ALL = 0.8
_MOST_LOST = 0.5  # share of the text layer's characters that recognition must find at least


def needs_recognition(text: PageText, drawings: Drawings, frame: PageFrame) -> bool:
    """Whether a page has no text layer that can be used: no text, but pictures or outlines of characters; hardly any
    character that its fonts have a code for; or a mere line of text on a picture of the whole page."""
    if not text.characters:
        return bool(drawings.images) or drawings.paths >= OUTLINE_PATHS
    if text.unmapped >= _NEARLY_ALL * text.characters:
        return True
    covered = sum(area(image) for image in drawings.images)
    return text.characters < _A_LINE and covered >= SCAN_SHARE * frame.width * frame.height


def recognise_page(page: pdfium.PdfPage, frame: PageFrame, plain: Page, budget: Budget) -> Page:
    """The page as recognised; where it is not, `plain`, the page without, with what is missing added to its words."""
    found = recognised(lambda: _picture(page, frame), plain.number, budget)
    if isinstance(found, str):
        return replace(plain, certificate=saying(plain.certificate, found))
    if found.certificate.characters < _MOST_LOST * plain.certificate.characters:
        # Characters without codes whose fonts the file does not bring cannot be drawn either.
        return replace(plain, certificate=saying(plain.certificate, "识别得出的文字也不全，请重新导出后再提交"))
    sideways = (found.width > found.height) != (frame.width > frame.height)
    return moved(found, (frame.height if sideways else frame.width) / found.width)


def _picture(page: pdfium.PdfPage, frame: PageFrame) -> Picture:
    """The page drawn as it is shown, in colour. Raises PictureFault for pictures too large to be decoded."""
    from compliance.reading.scans.pictures import MOST_PIXELS, Picture, PictureFault, likely_size, working_scale

    sizes = [image.get_px_size() for image in page.get_objects((pdfium_c.FPDF_PAGEOBJ_IMAGE,), FORM_DEPTH)]
    if sum(wide * high for wide, high in sizes) > MOST_PIXELS:
        raise PictureFault(f"页面上的图像超过 {MOST_PIXELS // 1_000_000} 百万像素，请按 300 dpi 重新扫描后再提交")
    finest = max((max(size) / max(frame.width, frame.height) for size in sizes), default=float("inf"))
    width, height = likely_size(frame.width, frame.height, finest)
    scale = working_scale(width, height) * width / frame.width
    bitmap = page.render(scale=scale, rev_byteorder=True)
    try:
        pixels = bitmap.to_numpy()[:, :, :3].copy()
    finally:
        bitmap.close()
    return Picture(pixels, width, height)
