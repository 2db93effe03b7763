"""pdfium's functions that are called for every object or character of a page, many at once.

pypdfium2's own wrappers check and convert a pointer each time, which takes as long as the call itself. Here handles are
`c_void_p` made once, indices are Python integers, and nothing is converted. The interpreter's lock is kept: to let go
of it for a fraction of a microsecond takes longer than what it is let go for.
"""

from __future__ import annotations

import ctypes
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]
from numpy.typing import NDArray

_AT_ONCE = 256  # calls
_NAME = 128  # bytes of a font's name, with the zero that ends it
_NAME_ROOM = ctypes.c_ulong(_NAME)


def _plain(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None  # pypdfium2 found the function when it was imported
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


def handle_of(handle: Any) -> ctypes.c_void_p:
    """One of pypdfium2's handles as what the calls below take."""
    return ctypes.cast(handle, ctypes.c_void_p)


_get_object = _plain(pdfium_c.FPDFPage_GetObject, ctypes.c_void_p)
_get_type = _plain(pdfium_c.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p)  # takes an address as it comes
_has_no_unicode = _plain(pdfium_c.FPDFText_HasUnicodeMapError, ctypes.c_int)
_is_generated = _plain(pdfium_c.FPDFText_IsGenerated, ctypes.c_int)
_get_loose_box = _plain(pdfium_c.FPDFText_GetLooseCharBox, ctypes.c_int)
_get_size = _plain(pdfium_c.FPDFText_GetFontSize, ctypes.c_double)
_get_font = _plain(pdfium_c.FPDFText_GetFontInfo, ctypes.c_ulong)
_get_color = _plain(pdfium_c.FPDFText_GetFillColor, ctypes.c_int)


class _Room(threading.local):
    """Memory that pdfium fills, with a pointer to the part of each call: to make one takes as long as a call."""

    def __init__(self) -> None:
        self.boxes = np.zeros((_AT_ONCE, 4), np.float32)  # left, top, right, bottom: an FS_RECTF
        self.box_at = self._pointers(self.boxes, 16)
        self.colors = np.zeros((_AT_ONCE, 4), np.uint32)  # red, green, blue, alpha
        self.channels_at = [self._pointers(self.colors, 16, 4 * channel) for channel in range(4)]
        self.names = np.zeros(_AT_ONCE * _NAME, np.uint8)
        self.name_at = self._pointers(self.names, _NAME)
        self.flags = np.zeros(1, np.int32)
        self.flags_at = self._pointers(self.flags, 4)[0]

    @staticmethod
    def _pointers(memory: NDArray[Any], step: int, offset: int = 0) -> list[ctypes.c_void_p]:
        start = memory.ctypes.data
        return [ctypes.c_void_p(start + at) for at in range(offset, memory.nbytes, step)]


_room = _Room()


def types_of(page: ctypes.c_void_p, count: int) -> Iterator[int]:
    """The kinds of a page's first `count` objects."""
    return map(_get_type, map(_get_object, repeat(page), range(count)))


def without_unicode(textpage: ctypes.c_void_p, indices: Sequence[int]) -> Iterator[int]:
    """Of each character: 1 where its font has no code for it, 0 where it has, -1 where pdfium does not know."""
    return map(_has_no_unicode, repeat(textpage), indices)


def generated(textpage: ctypes.c_void_p, indices: Sequence[int]) -> Iterator[int]:
    """Of each character: 1 where pdfium added it, 0 where the file has it, -1 where pdfium does not know."""
    return map(_is_generated, repeat(textpage), indices)


def loose_boxes(textpage: ctypes.c_void_p, indices: Sequence[int]) -> NDArray[np.float64]:
    """A row of left, top, right and bottom in canvas units for each character: as high as its font, not its ink."""
    found = np.empty((len(indices), 4))
    for start in range(0, len(indices), _AT_ONCE):
        some = indices[start : start + _AT_ONCE]
        deque(map(_get_loose_box, repeat(textpage), some, _room.box_at), maxlen=0)
        found[start : start + len(some)] = _room.boxes[: len(some)]
    return found


def font_sizes(textpage: ctypes.c_void_p, indices: Sequence[int]) -> list[float]:
    """The size in which each character is set, before any matrix."""
    return list(map(_get_size, repeat(textpage), indices))


def font_names(textpage: ctypes.c_void_p, indices: Sequence[int]) -> list[bytes]:
    """The name of each character's font; empty for one that is too long to be a name."""
    names: list[bytes] = []
    for start in range(0, len(indices), _AT_ONCE):
        some = indices[start : start + _AT_ONCE]
        asked = map(_get_font, repeat(textpage), some, _room.name_at, repeat(_NAME_ROOM), repeat(_room.flags_at))
        lengths = list(asked)  # of the names, with the zero that ends them
        written = _room.names[: len(some) * _NAME].tobytes()
        names += [
            written[at : at + length - 1] if 0 < length <= _NAME else b""
            for at, length in zip(range(0, len(written), _NAME), lengths, strict=True)
        ]
    return names


def fill_colors(textpage: ctypes.c_void_p, indices: Sequence[int]) -> list[int]:
    """The fill colour of each character as 0xRRGGBB."""
    colors: list[int] = []
    for start in range(0, len(indices), _AT_ONCE):
        some = indices[start : start + _AT_ONCE]
        deque(map(_get_color, repeat(textpage), some, *_room.channels_at), maxlen=0)
        channels = _room.colors[: len(some)].tolist()
        colors += [red << 16 | green << 8 | blue for red, green, blue, _ in channels]
    return colors
