"""pdfium's functions that are called for every object or character of a page, many at once.

pypdfium2's own wrappers check and convert a pointer each time, which takes as long as the call itself. Here handles are
arguments made once, indices are Python integers, and nothing is converted. The interpreter's lock is kept: to let go
of it for a fraction of a microsecond takes longer than what it is let go for. What pdfium wrote is unpacked by struct:
between two calls of pdfium each numpy operation takes ten microseconds, as much as fifty calls.
"""

from __future__ import annotations

import ctypes
import struct
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium_c

_AT_ONCE = 256  # calls
_NAME = 128  # bytes of a font's name, with the zero that ends it
_NAME_ROOM = ctypes.c_ulong(_NAME)
_COLOR = struct.Struct("4I")

Handle = Any  # what ctypes makes of an address for a call


def _unconverted(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None  # pypdfium2 found the function when it was imported
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


def handle_of(handle: Any) -> Handle:
    """One of pypdfium2's handles as what the calls below take."""
    return _at(ctypes.cast(handle, ctypes.c_void_p).value or 0)


def _at(address: int) -> Handle:
    """An address as an argument: made once, where an integer or a pointer is turned into one at each call.

    It keeps nothing alive: whose address it is (a page that is open, a thread's room) must outlive it.
    """
    return ctypes.byref(ctypes.c_char.from_address(address))


_get_object = _unconverted(pdfium_c.FPDFPage_GetObject, ctypes.c_void_p)
_get_type = _unconverted(pdfium_c.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p)  # takes an address as it comes
_has_no_unicode = _unconverted(pdfium_c.FPDFText_HasUnicodeMapError, ctypes.c_int)
_is_generated = _unconverted(pdfium_c.FPDFText_IsGenerated, ctypes.c_int)
_get_loose_box = _unconverted(pdfium_c.FPDFText_GetLooseCharBox, ctypes.c_int)
_get_size = _unconverted(pdfium_c.FPDFText_GetFontSize, ctypes.c_double)
_get_font = _unconverted(pdfium_c.FPDFText_GetFontInfo, ctypes.c_ulong)
_get_color = _unconverted(pdfium_c.FPDFText_GetFillColor, ctypes.c_int)


class _Room(threading.local):
    """Memory that pdfium fills, with a pointer to the part of each call: to make one takes as long as a call."""

    def __init__(self) -> None:
        self.boxes = (ctypes.c_float * (4 * _AT_ONCE))()  # left, top, right, bottom: an FS_RECTF
        self.box_at = self._pointers(self.boxes, 16)
        self.colors = (ctypes.c_uint * (4 * _AT_ONCE))()  # red, green, blue, alpha
        self.channels_at = [self._pointers(self.colors, 16, 4 * channel) for channel in range(4)]
        self.names = (ctypes.c_char * (_AT_ONCE * _NAME))()
        self.name_at = self._pointers(self.names, _NAME)
        self.flags = ctypes.c_int()
        self.flags_at = ctypes.byref(self.flags)

    @staticmethod
    def _pointers(memory: Any, step: int, offset: int = 0) -> list[Handle]:
        start = ctypes.addressof(memory)
        return [_at(start + at) for at in range(offset, ctypes.sizeof(memory), step)]


_room = _Room()


def types_of(page: Handle, count: int) -> Iterator[int]:
    """The kinds of a page's first `count` objects."""
    return map(_get_type, map(_get_object, repeat(page), range(count)))


def without_unicode(textpage: Handle, indices: Sequence[int]) -> Iterator[int]:
    """Of each character: 1 where its font has no code for it, 0 where it has, -1 where pdfium does not know."""
    return map(_has_no_unicode, repeat(textpage), indices)


def generated(textpage: Handle, indices: Sequence[int]) -> Iterator[int]:
    """Of each character: 1 where pdfium added it, 0 where the file has it, -1 where pdfium does not know."""
    return map(_is_generated, repeat(textpage), indices)


def loose_boxes(textpage: Handle, indices: Sequence[int]) -> list[float]:
    """Left, top, right and bottom in canvas units of each character, one after the other: as high as its font, not its
    ink."""
    found: list[float] = []
    for start in range(0, len(indices), _AT_ONCE):
        some = indices[start : start + _AT_ONCE]
        deque(map(_get_loose_box, repeat(textpage), some, _room.box_at), maxlen=0)
        found += _room.boxes[: 4 * len(some)]
    return found


def font_sizes(textpage: Handle, indices: Sequence[int]) -> list[float]:
    """The size in which each character is set, before any matrix."""
    return list(map(_get_size, repeat(textpage), indices))


def font_names(textpage: Handle, indices: Sequence[int]) -> list[bytes]:
    """The name of each character's font; empty for one that is too long to be a name."""
    names: list[bytes] = []
    for start in range(0, len(indices), _AT_ONCE):
        some = indices[start : start + _AT_ONCE]
        asked = map(_get_font, repeat(textpage), some, _room.name_at, repeat(_NAME_ROOM), repeat(_room.flags_at))
        lengths = list(asked)  # of the names, with the zero that ends them
        written = ctypes.string_at(_room.names, len(some) * _NAME)
        names += [
            written[at : at + length - 1] if 0 < length <= _NAME else b""
            for at, length in zip(range(0, len(written), _NAME), lengths, strict=True)
        ]
    return names


def fill_colors(textpage: Handle, indices: Sequence[int]) -> list[int]:
    """The fill colour of each character as 0xRRGGBB."""
    colors: list[int] = []
    for start in range(0, len(indices), _AT_ONCE):
        some = indices[start : start + _AT_ONCE]
        deque(map(_get_color, repeat(textpage), some, *_room.channels_at), maxlen=0)
        channels = _COLOR.iter_unpack(memoryview(_room.colors).cast("B")[: _COLOR.size * len(some)])
        colors += [red << 16 | green << 8 | blue for red, green, blue, _ in channels]
    return colors
