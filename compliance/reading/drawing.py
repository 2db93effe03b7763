"""Pages of a file as pictures for people, upright as they were read, so that the boxes of blocks lie on their text.

Runs in a reading process, like everything that handles a file's bytes.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import sqrt
from typing import TYPE_CHECKING, TypeVar

from compliance.errors import UnreadableFile
from compliance.reading.faults import over_memory, unreadable
from compliance.reading.formats import BITMAP, GIF, JPEG, OFD, PDF, PNG, TIFF, WEBP
from compliance.reading.limits import Limits
from compliance.reading.scan_turns import Turn

if TYPE_CHECKING:
    from compliance.reading.scan_pictures import Picture

Size = tuple[float, float]  # width and height in points; (0, 0) for a page that cannot be drawn
DRAWABLE = frozenset((PDF, OFD, PNG, JPEG, TIFF, BITMAP, WEBP, GIF))
MOST_PIXELS = 12_000_000  # of a drawn page: A3 at 200 dpi has 8 million
_Found = TypeVar("_Found")
_AGAIN = "请看文字，或用原软件打开原件"


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page's picture (a PNG file), and the page's size in points."""

    png: bytes
    width: float
    height: float


def measure_pages(data: bytes, name: str, media_type: str, limits: Limits) -> tuple[Size, ...]:
    """The sizes of all pages, as they stand in the file. Raises UnreadableFile and nothing else."""
    return _guarded(name, limits, lambda: _source(media_type).sizes(data, name, limits))


def draw_page(
    data: bytes, name: str, media_type: str, page: int, scale: float, turn: Turn, limits: Limits
) -> PagePicture:
    """Page `page` (from 1) at `scale` pixels a point, fewer where it would have more than MOST_PIXELS.

    Raises UnreadableFile and nothing else.
    """

    def drawn() -> PagePicture:
        picture = _source(media_type).picture(data, name, page, scale, limits)
        if turn != Turn():
            picture = _as_read(picture, turn)
        return PagePicture(_png(picture), picture.width, picture.height)

    return _guarded(name, limits, drawn)


def bounded(scale: float, width: float, height: float) -> float:
    """`scale`, or what MOST_PIXELS allows for a page of that size in points."""
    return min(scale, sqrt(MOST_PIXELS / max(1.0, width * height)))


def _guarded(name: str, limits: Limits, draw: Callable[[], _Found]) -> _Found:
    try:
        return draw()
    except UnreadableFile:
        raise
    except MemoryError:
        raise unreadable(name, over_memory(limits.memory_bytes)) from None
    except Exception as fault:  # what damaged files do to libraries is of many kinds
        raise unreadable(name, f"这一页画不出来（{type(fault).__name__}），{_AGAIN}") from fault


def _as_read(picture: Picture, turn: Turn) -> Picture:
    from compliance.reading.scan_libraries import missing

    if missing():  # read on another machine; the page is shown as it lies in the file
        return picture
    from compliance.reading.scan_skew import turned_like

    return turned_like(picture, turn.degrees, turn.levelled)


def _png(picture: Picture) -> bytes:
    from PIL import Image

    written = io.BytesIO()
    Image.fromarray(picture.pixels).save(written, "PNG", compress_level=3)  # 6 takes twice the time for a tenth less
    return written.getvalue()


@dataclass(frozen=True, slots=True)
class Source:
    """How pages of one kind of file are measured and drawn."""

    sizes: Callable[[bytes, str, Limits], tuple[Size, ...]]
    picture: Callable[[bytes, str, int, float, Limits], Picture]


@cache
def _source(media_type: str) -> Source:
    """Imported when the first such file comes, as readers are."""
    if media_type == PDF:
        from compliance.reading import pdf_drawing

        return Source(pdf_drawing.sizes, pdf_drawing.picture)
    if media_type == OFD:
        from compliance.reading import ofd_drawing

        return Source(ofd_drawing.sizes, ofd_drawing.picture)
    from compliance.reading import scan_drawing

    return Source(scan_drawing.sizes, scan_drawing.picture)
