"""Pages of uploaded files as pictures: drawn in a reading process, kept in the data folder.

A file's bytes are hostile: they are never opened here, only handed to a process that has limits and no network, and
whose answer is looked at before it is believed.
"""

from __future__ import annotations

import hashlib
import json
import struct
import time
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext as translated  # what was kept
from django.utils.translation import gettext_noop

from compliance.errors import UnreadableFile
from compliance.reading.faults import without_name
from compliance.reading.isolation.messages import DrawPage, MeasurePages, PageDrawn, PagesMeasured
from compliance.reading.isolation.parent import ask_isolated
from compliance.reading.limits import DEFAULT_LIMITS
from compliance.reading.pages.pictures import MOST_PIXELS, Size
from compliance.reading.rendering import DRAWABLE
from compliance.reading.scans.turns import Turn
from compliance.review.pages.cache import Cache

SCALES = (1.0, 1.5, 2.0, 3.0)  # pixels a point that are drawn
# One page is drawn in a second; the largest scans take five.
LIMITS = replace(DEFAULT_LIMITS, silent_seconds=20.0, cpu_seconds=20.0, memory_bytes=1024 * 1024 * 1024)
_MOST_KEPT = 512 * 1024 * 1024  # bytes of pictures: some 3,000 pages
_FAULT_KEPT = 600.0  # seconds in which a page that could not be drawn is not tried again
_DRAWING = 1  # counted up when pages come to look different, so that older pictures are not shown
_PNG_HEAD = struct.Struct(">8s4x4sII")  # signature, length, IHDR, width, height (PNG, 3rd edition, 11.2.1)
_LARGEST = 14_400.0  # points on a side (ISO 32000-1, annex C.2)
_MOST_PNG = 64 * 1024 * 1024  # bytes
_NOT_DRAWN = gettext_noop("这一页画不出来，请看文字。")  # kept so, and translated when it is said


class Undrawable(Exception):
    """A page or file that cannot be drawn; the message says why, and that its text is there."""


@dataclass(frozen=True, slots=True)
class PageSource:
    """A file whose pages can be drawn."""

    path: Path
    sha256: str
    name: str
    media_type: str


def is_drawable(media_type: str) -> bool:
    """Whether pages of such files can be drawn at all."""
    return media_type in DRAWABLE


def sizes(source: PageSource) -> tuple[Size, ...]:
    """Width and height of each page in points as it lies in the file; (0, 0) for one that cannot be drawn.

    Raises Undrawable.
    """
    name = f"{_key(source)}-sizes.json"
    kept = _kept(name)
    if kept is None:
        request = MeasurePages(source.name, source.media_type, _content(source), LIMITS)
        try:
            found = [_believable(size) for size in ask_isolated(request, PagesMeasured).sizes[: LIMITS.pages]]
        except UnreadableFile as fault:
            raise _refused(name, fault, source) from fault
        kept = json.dumps(found).encode("ascii")
        _cache().put(name, kept)
    return tuple((float(width), float(height)) for width, height in json.loads(kept))


def page_png(source: PageSource, page: int, scale: float, turn: Turn) -> bytes:
    """A page (from 1) as a PNG file at one of SCALES, turned as it was read. Raises Undrawable."""
    turned = f"-{turn.degrees}{'l' * turn.levelled}" if turn != Turn() else ""
    name = f"{_key(source)}-{page}-{scale:g}{turned}.png"
    kept = _kept(name)
    if kept is None:
        request = DrawPage(source.name, source.media_type, _content(source), page, scale, turn, LIMITS)
        try:
            kept = _checked(ask_isolated(request, PageDrawn).picture.png)
        except (UnreadableFile, ValueError) as fault:
            raise _refused(name, fault, source) from fault
        _cache().put(name, kept)
    return kept


def _believable(size: Size) -> Size:
    """The size of a page; (0, 0) for one that no page has, whoever told it."""
    return size if all(0 < side <= _LARGEST for side in size) else (0.0, 0.0)


def _checked(png: bytes) -> bytes:
    """What a reading process gave as a picture. Raises ValueError where it is none, or larger than asked for."""
    if not _PNG_HEAD.size <= len(png) <= _MOST_PNG:
        raise ValueError("a picture of a wrong length")
    signature, head, width, height = _PNG_HEAD.unpack_from(png)
    # Rounding and turning may add a row or a column.
    if signature != b"\x89PNG\r\n\x1a\n" or head != b"IHDR" or not 0 < width * height <= 2 * MOST_PIXELS:
        raise ValueError("no picture")
    return png


def _kept(name: str) -> bytes | None:
    """What was made before. Raises Undrawable where it could not be made a short while ago."""
    fault = _cache().get(f"{name}.fault", time.time() - _FAULT_KEPT)
    if fault is not None:
        raise Undrawable(translated(fault.decode("utf-8")))
    return _cache().get(name)


def _refused(name: str, fault: Exception, source: PageSource) -> Undrawable:
    said = without_name(fault, source.name) if isinstance(fault, UnreadableFile) else _NOT_DRAWN
    _cache().put(f"{name}.fault", said.encode("utf-8"))
    return Undrawable(translated(said))


def _content(source: PageSource) -> bytes:
    try:
        content = source.path.read_bytes()
    except OSError as fault:
        raise Undrawable(_("原件不在数据文件夹里，只能看文字。")) from fault
    if hashlib.sha256(content).hexdigest() != source.sha256:
        raise Undrawable(_("数据文件夹里的原件被改动过，只能看文字。请告诉管理员。"))
    return content


def _key(source: PageSource) -> str:
    return f"{source.sha256}-{_DRAWING}"


@cache
def _cache() -> Cache:
    return Cache(Path(settings.DATA) / "pictures", _MOST_KEPT)
