"""Damage inside a PDF: pdfium passes over a stream that breaks off, and the page silently has less text."""

from __future__ import annotations

import re
import zlib

from compliance.terms import Certificate

# The word is looked for before its border: a search for fixed bytes passes over a file many times faster.
_STREAM = re.compile(rb"stream(?<=\bstream)\r?\n")
_DEFLATED = re.compile(rb"/Filter\s*(?:\[\s*/FlateDecode\s*\]|/FlateDecode)")
# A damaged picture loses no text; a damaged font does: its characters are left out of the page.
_PICTURE = re.compile(rb"/Subtype\s*/Image")
_LONGEST_DICTIONARY = 4_096
_PORTION = 1 << 20
_MOST_PORTIONS = 64  # more than any page's content; what is beyond is left to the limits of time


def broken_streams(data: bytes) -> int:
    """How many compressed streams other than pictures cannot be unpacked; 0 where encryption hides them."""
    return 0 if b"/Encrypt" in data else sum(_is_broken(data, found) for found in _STREAM.finditer(data))


def _is_broken(data: bytes, found: re.Match[bytes]) -> bool:
    opening = data.rfind(b" obj", max(0, found.start() - _LONGEST_DICTIONARY), found.start())
    dictionary = data[opening : found.start()]
    if opening < 0 or not _DEFLATED.search(dictionary) or _PICTURE.search(dictionary):
        return False
    end = data.find(b"endstream", found.end())
    unpacking = zlib.decompressobj()
    packed = data[found.end() : end if end >= 0 else len(data)]
    try:
        for _ in range(_MOST_PORTIONS):
            unpacking.decompress(packed, _PORTION)
            packed = unpacking.unconsumed_tail
            if not packed:
                return False
    except zlib.error:
        return True
    return False


def certify_file(data: bytes) -> tuple[Certificate, ...]:
    """A certificate of the whole file, where damage cannot be told by its page."""
    broken = broken_streams(data)
    if not broken:
        return ()
    said = f"文件内有{broken}处数据损坏，部分文字可能没有读出，请重新导出 PDF 后再提交"
    return (Certificate(None, 0, unread=(said,)),)
