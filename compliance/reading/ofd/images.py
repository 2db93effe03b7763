"""The images of an OFD file's pages, with where they stand, for whoever can read what is in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from compliance.reading.limits import DEFAULT_LIMITS, Limits
from compliance.reading.ofd.package import OfdPackage
from compliance.reading.ofd.pages import PageReader
from compliance.reading.ofd.reader import open_documents
from compliance.reading.pages.geometry import Box, rounded
from compliance.reading.zip_package import PartError

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"GIF8", "image/gif"),
    (b"\x97JB2\r\n\x1a\n", "image/x-jb2"),
    (b"\x00\x00\x00\x0cjP  ", "image/jp2"),
)


@dataclass(frozen=True, slots=True)
class PageImage:
    """An image as it lies in the file; `box` is in points from the top left of page `page`, counted from 1."""

    page: int
    box: Box
    media_type: str  # "" for a format that is not known
    content: bytes


def page_images(
    data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, wanted: Callable[[int], bool] = lambda page: True
) -> Iterator[PageImage]:
    """The visible images of the wanted pages, in the order in which they are drawn.

    An image whose file is missing or damaged is left out, and so are all on a page that is. Raises UnreadableFile as
    `read_ofd` does.
    """
    package = OfdPackage(data, name, limits)
    documents, _ = open_documents(package)
    # A letterhead stands on many pages: unpacked once, it counts once against the limits.
    content_of = lru_cache(maxsize=8)(lambda part: _content(package, part))
    readers = [(PageReader(package, document), page) for document in documents for page in document.pages]
    for number, (reader, reference) in enumerate(readers[: limits.pages], start=1):
        if wanted(number):
            try:
                images = reader.read(reference, number).content.images
            except (PartError, ValueError, ArithmeticError):
                continue
            for image in images:
                content = content_of(image.part)
                if content:
                    yield PageImage(number, rounded(image.box), _media_type(content), content)


def _content(package: OfdPackage, part: str) -> bytes | None:
    try:
        return package.content(part) if part else None
    except PartError:
        return None


def _media_type(content: bytes) -> str:
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for signature, kind in _SIGNATURES if content.startswith(signature)), "")
