"""pdfium's functions that are called for every object or character of a page, with addresses for handles.

pypdfium2's own wrappers check and convert a pointer each time, which takes as long as the call itself.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]

_ADDRESS, _INT = ctypes.c_void_p, ctypes.c_int


def _plain(function: Any, result: Any, *arguments: Any) -> Callable[..., int]:
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None  # pypdfium2 found the function when it was imported
    return ctypes.CFUNCTYPE(result, *arguments)(address)


def address_of(handle: Any) -> int:
    """The address behind one of pypdfium2's handles; 0 for none."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


get_object = _plain(pdfium_c.FPDFPage_GetObject, _ADDRESS, _ADDRESS, _INT)  # (page, index) → object
get_type = _plain(pdfium_c.FPDFPageObj_GetType, _INT, _ADDRESS)  # (object) → kind
has_no_unicode = _plain(pdfium_c.FPDFText_HasUnicodeMapError, _INT, _ADDRESS, _INT)  # (text page, index) → 1, 0, -1
is_generated = _plain(pdfium_c.FPDFText_IsGenerated, _INT, _ADDRESS, _INT)  # (text page, index) → 1, 0, -1
# (text page, index, address of an FS_RECTF to fill) → whether it was
get_loose_box = _plain(pdfium_c.FPDFText_GetLooseCharBox, _INT, _ADDRESS, _INT, _ADDRESS)
