"""Pages of OFD files that are pictures, drawn for people; a page of characters is not drawn, its text is shown."""

from __future__ import annotations

import numpy as np
from PIL import Image

from compliance.reading.faults import unreadable
from compliance.reading.limits import Limits
from compliance.reading.ofd.content import PlacedImage
from compliance.reading.ofd.document import PageReference
from compliance.reading.ofd.package import OfdPackage
from compliance.reading.ofd.pages import DrawnPage, PageReader
from compliance.reading.ofd.reader import open_documents
from compliance.reading.pages.pictures import Size, bounded
from compliance.reading.scans.pictures import Picture, open_pictures
from compliance.reading.zip_package import PartError


def sizes(data: bytes, name: str, limits: Limits) -> tuple[Size, ...]:
    """Of each page that is nothing but pictures; (0, 0) for the others."""
    package = OfdPackage(data, name, limits)
    readers = _pages(package)
    return tuple(_size(reader, page, number) for number, (reader, page) in enumerate(readers[: limits.pages], 1))


def picture(data: bytes, name: str, page: int, scale: float, limits: Limits) -> Picture:
    """The page's images on paper, each where it stands."""
    package = OfdPackage(data, name, limits)
    reader, reference = _pages(package)[page - 1]
    drawn = reader.read(reference, page)
    if not _is_picture(drawn):
        raise unreadable(name, f"第{page}页不是图像，画不出来，请看文字")
    width, height = drawn.size
    scale = bounded(scale, width, height)
    paper = Image.new("RGB", (max(1, round(width * scale)), max(1, round(height * scale))), "white")
    for image in drawn.content.images:
        _paste(paper, package, image, scale)
    return Picture(np.asarray(paper, dtype=np.uint8), width, height)


def _pages(package: OfdPackage) -> list[tuple[PageReader, PageReference]]:
    documents, _ = open_documents(package)
    return [(PageReader(package, document), page) for document in documents for page in document.pages]


def _size(reader: PageReader, reference: PageReference, number: int) -> Size:
    try:
        drawn = reader.read(reference, number)
    except (PartError, ValueError, ArithmeticError):
        return (0.0, 0.0)
    return drawn.size if _is_picture(drawn) else (0.0, 0.0)


def _is_picture(drawn: DrawnPage) -> bool:
    return bool(drawn.content.images) and not drawn.content.runs and not drawn.turn


def _paste(paper: Image.Image, package: OfdPackage, image: PlacedImage, scale: float) -> None:
    if not image.part:
        return
    left, top, right, bottom = (round(value * scale) for value in image.box)
    wide, high = min(right - left, 2 * paper.width), min(bottom - top, 2 * paper.height)
    if wide > 0 and high > 0:
        pixels = open_pictures(package.content(image.part) or b"", 1).page(0).pixels
        paper.paste(Image.fromarray(pixels).resize((wide, high)), (left, top))
