"""Pages of a file as pictures for people, upright as they were read, so that the boxes of blocks lie on their text.

Runs in a reading process, like everything that handles a file's bytes.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from compliance.errors import UnreadableFile
from compliance.reading.faults import over_memory, unreadable
from compliance.reading.formats import BITMAP, GIF, JPEG, OFD, PDF, PNG, TIFF, WEBP
from compliance.reading.limits import Limits
from compliance.reading.pages.pictures import PagePicture, Size
from compliance.reading.scans.turns import Turn

if TYPE_CHECKING:
    from compliance.reading.scans.pictures import Picture

DRAWABLE = frozenset((PDF, OFD, PNG, JPEG, TIFF, BITMAP, WEBP, GIF))
_Found = TypeVar("_Found")
_AGAIN = "请看文字，或用原软件打开原件"


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
    from compliance.reading.scans.libraries import missing

    if missing():  # read on another machine; the page is shown as it lies in the file
        return picture
    from compliance.reading.scans.skew import turned_like

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
        from compliance.reading.pdf.rendering import picture, sizes
    elif media_type == OFD:
        from compliance.reading.ofd.rendering import picture, sizes
    else:
        from compliance.reading.scans.rendering import picture, sizes
    return Source(sizes, picture)
