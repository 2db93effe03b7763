"""What the characters of a PDF page are, told for all of them at once by a table of Unicode."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

# pdfium writes U+0002 or U+FFFE for a hyphen at a line end, and nothing for the break after it.
HYPHENS = "\x02\ufffe"
SPACE, HYPHEN, WORD, COMMON, SILENT, HAN, SIGN, PRIVATE = (1 << bit for bit in range(8))
_BYTES = 8  # from this bit on: how many bytes UTF-8 needs, less one
Classes = NDArray[np.uint16]
_LAST_SPACE = 0x3000
_SILENT = "，。、；："  # every Chinese font has them
# Control characters other than tab and line end, lone surrogates, private use, and what Unicode calls no characters.
_PRIVATE = (
    *((0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x9F), (0xD800, 0xF8FF)),
    *((0xFDD0, 0xFDEF), (0xFFFF, 0xFFFF), (0xF0000, 0x10FFFD)),
)


def classes_of(text: str) -> Classes:
    """Of each character the sum of what it is: SPACE, HYPHEN; WORD (a Latin letter or digit), COMMON (a 汉字 of the
    original block), SILENT (Chinese punctuation that no font lacks), HAN (any 汉字), SIGN (what Chinese and Latin fonts
    lack now and then: “ ” ∶) and PRIVATE (may be no character that can be read)."""
    return _table()[np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)]


@cache
def _table() -> Classes:
    table = np.zeros(0x110000, np.uint16)
    spaces = [code for code in range(_LAST_SPACE + 1) if chr(code).isspace()]
    table[0x80:] |= SIGN
    for first, last in ((0x3000, 0x303F), (0x3400, 0x9FFF), (0xFF00, 0xFFEF)):
        table[first : last + 1] &= ~SIGN & 0xFFFF
    for first, last in ((0x30, 0x39), (0x41, 0x5A), (0x61, 0x7A)):  # 0-9, A-Z, a-z
        table[first : last + 1] |= WORD
    table[0x4E00 : 0x9FFF + 1] |= COMMON
    table[0x3400 : 0x9FFF + 1] |= HAN
    table[[ord(character) for character in _SILENT]] |= SILENT
    table[spaces] = SPACE
    for first, last in _PRIVATE:
        table[first : last + 1] |= PRIVATE
    table[[ord(character) for character in HYPHENS]] = HYPHEN
    for first in (0x80, 0x800, 0x10000):
        table[first:] += 1 << _BYTES
    return table


def bytes_before(classes: Classes) -> NDArray[np.int64]:
    """How many bytes more than characters UTF-8 needs for the text before each character, and at the end for all."""
    before = np.zeros(len(classes) + 1, np.int64)
    np.cumsum(classes >> _BYTES, out=before[1:])
    return before
