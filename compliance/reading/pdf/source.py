"""The characters of one PDF page as pdfium has them: text, boxes, fonts; what no font maps is counted."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import pypdfium2.raw as pdfium_c

from compliance.reading.pages.geometry import Box
from compliance.reading.pages.text import UNMAPPED, is_bold, without_private_codes
from compliance.reading.pdf.calls import (
    fill_colors,
    font_names,
    font_sizes,
    generated,
    handle_of,
    loose_boxes,
    without_unicode,
)
from compliance.reading.pdf.codes import HYPHENS, is_printable, runs_from_right, suspects
from compliance.reading.pdf.frame import PageFrame

_CID = re.compile(r"\(cid:\d+\)")


class Source:
    """One page's characters by index; every call into pdfium costs a fraction of a microsecond, so few are made."""

    def __init__(self, raw: Any, frame: PageFrame) -> None:
        self._raw = raw
        self._handle = handle_of(raw)
        self._frame = frame
        self._written = _characters(raw, max(0, pdfium_c.FPDFText_CountChars(raw)))
        self.text = self._readable()
        self.unmapped = self.text.count(UNMAPPED)
        if "(cid:" in self.text:
            self.unmapped += len(_CID.findall(self.text))

    def _readable(self) -> str:
        """The text with U+FFFD for what a font has no character for.

        Where a font lacks its Unicode map, pdfium hands out the glyph's number as if it were a character. Every
        word and sign is asked about once (one word has one font); after one hit, every character is.
        """
        text = self._written
        if 1 in without_unicode(self._handle, suspects(text)):
            answers = without_unicode(self._handle, range(len(text)))
            text = "".join(UNMAPPED if answer > 0 else own for own, answer in zip(text, answers, strict=True))
        elif is_printable(text):
            return text
        return without_private_codes(text, kept=HYPHENS)

    @property
    def right_to_left(self) -> bool:
        """Whether anything on the page may be written from right to left."""
        return runs_from_right(self._written)

    def count_rectangles(self) -> int:
        """Into how many rectangles pdfium joins the characters: one for those that one text object draws in a row."""
        return int(pdfium_c.FPDFText_CountRects(self._raw, 0, -1))

    def boxes(self, indices: Sequence[int]) -> list[Box]:
        """Left, top, right and bottom of each character."""
        return self._frame.place_all(loose_boxes(self._handle, indices))

    def sizes(self, indices: Sequence[int]) -> list[float]:
        """Font sizes as set; a font of size 1 may be scaled by a matrix."""
        return font_sizes(self._handle, indices)

    def fonts(self, indices: Sequence[int]) -> list[tuple[str, bool]]:
        """Names of the fonts without the mark of a subset, and whether they are bold."""
        return [_font(name) for name in font_names(self._handle, indices)]

    def colors(self, indices: Sequence[int]) -> list[int]:
        """Fill colours as 0xRRGGBB."""
        return fill_colors(self._handle, indices)

    def generated(self, indices: Sequence[int]) -> list[int]:
        """1 for what pdfium added, 0 for what the file has."""
        return list(generated(self._handle, indices))


def _characters(raw: object, count: int) -> str:
    """The page's text with one character for every index of pdfium's character list."""
    if not count:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium_c.FPDFText_GetText(raw, 0, count, buffer) - 1
    if written == count:
        text = bytes(memoryview(buffer)[:count]).decode("utf-16-le", "surrogatepass")
        if len(text) == count and "\x00" not in text:
            return text
    # pdfium leaves characters out or writes two units for one: asked one by one, the indices stay true.
    codes = (int(pdfium_c.FPDFText_GetUnicode(raw, index)) for index in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 else UNMAPPED for code in codes)


@cache
def _font(name: bytes) -> tuple[str, bool]:
    try:
        text = name.decode("utf-8")
    except UnicodeDecodeError:
        text = name.decode("gb18030", "replace")
    text = re.sub(r"^[A-Z]{6}\+", "", text)
    return text, is_bold(text)
