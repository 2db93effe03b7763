"""One stand-in for every Chinese font that a PDF names without embedding it, the same on every machine.

pdfium measures text by the ink of its glyphs, and takes those of a font that is not embedded from the machine's fonts.
Where the machine has no Chinese font, every 汉字 is empty ink on the base line: a line without height passes for text
that is drawn twice or not at all, and pdfium leaves it out of the page's text, so that no reader can ask for it. Where
the machine has one, the boxes depend on which. So the reader hands pdfium a font of its own that holds two rectangles:
how far a character advances is said by the PDF itself, and what its glyph looks like does not matter for reading.
"""

from __future__ import annotations

import ctypes
import re
import struct
from functools import cache
from typing import Any

import pypdfium2.raw as pdfium_c

_EM, _ASCENT, _DESCENT = 1000, 880, -120
# Ink of most 汉字 in the usual fonts; what is set at half width is as high.
_LEFT, _BOTTOM, _TOP = 40, -80, 840
# Glyphs by number: of no character, of white space, half an em wide, a whole em wide.
_BLANK, _HALF, _WHOLE = 1, 2, 3
_ADVANCES = (_EM, _EM, _EM // 2, _EM)
# First and last character of each run that has one glyph. What it has for white space must have no ink, as elsewhere.
_RUNS = (
    (0x20, 0x20, _BLANK),
    (0x21, 0x9F, _HALF),
    (0xA0, 0xA0, _BLANK),
    (0xA1, 0x24F, _HALF),
    (0x250, 0x1FFF, _WHOLE),
    (0x2000, 0x200F, _BLANK),
    (0x2010, 0x2FFF, _WHOLE),
    (0x3000, 0x3000, _BLANK),
    (0x3001, 0x10FFFF, _WHOLE),
)
_CJK_CHARSETS = frozenset(
    {
        pdfium_c.FXFONT_GB2312_CHARSET,
        pdfium_c.FXFONT_CHINESEBIG5_CHARSET,
        pdfium_c.FXFONT_SHIFTJIS_CHARSET,
        pdfium_c.FXFONT_HANGEUL_CHARSET,
    }
)
# Writers that number glyphs themselves (Identity-H) do not say that a font is Chinese; its name does. pdfium carries
# outlines for Latin fonts, whose widths it also uses, so that those are left to it.
_CHINESE_NAME = re.compile(
    rb"[\x80-\xff]|gb ?(?:2312|k|18030)|big5|cjk|source ?han|(?:sans|serif) ?(?:sc|tc|hk)\b"
    rb"|song|sung|simsun|fang|kai|hei|ming|simli|lisu|youyuan|dengxian|(?:^|[@+])(?:fz|st(?:xinwei|liti|hupo|caiyun))",
    re.IGNORECASE,
)
_HANDLE = 1  # pdfium only hands it back
_in_use: list[Any] = []  # pdfium calls into it until the process ends


def _rectangle(width: int) -> bytes:
    """A filled rectangle as a TrueType outline, for a glyph of that width."""
    right = width - _LEFT
    box = struct.pack(">5h", 1, _LEFT, _BOTTOM, right, _TOP)
    corners = struct.pack(">HH4B", 3, 0, 1, 1, 1, 1)
    steps = struct.pack(">8h", _LEFT, 0, right - _LEFT, 0, _BOTTOM, _TOP - _BOTTOM, 0, _BOTTOM - _TOP)
    return box + corners + steps


def _characters() -> bytes:
    """The `cmap` table in format 13, in which a run of characters shares one glyph."""
    groups = b"".join(struct.pack(">3I", *run) for run in _RUNS)
    return struct.pack(">4HI", 0, 1, 3, 10, 12) + struct.pack(">2H3I", 13, 0, 16 + len(groups), 0, len(_RUNS)) + groups


def stand_in() -> bytes:
    """A TrueType font with a glyph for every character of Unicode, by the OpenType specification."""
    half, whole = _rectangle(_EM // 2), _rectangle(_EM)
    version, magic = 0x10000, 0x5F0F3CF5
    bounds = (0, _BOTTOM, _EM, _TOP)
    tables = {
        b"cmap": _characters(),
        b"glyf": half + whole,
        b"head": struct.pack(">4I2H2q4h2H3h", version, version, 0, magic, 0, _EM, 0, 0, *bounds, 0, 8, 2, 1, 0),
        b"hhea": struct.pack(">I3hH11hH", version, _ASCENT, _DESCENT, 0, _EM, *[0] * 11, len(_ADVANCES)),
        b"hmtx": b"".join(struct.pack(">Hh", advance, _LEFT) for advance in _ADVANCES),
        b"loca": struct.pack(">5I", 0, 0, 0, len(half), len(half) + len(whole)),
        b"maxp": struct.pack(">I14H", version, len(_ADVANCES), 4, 1, 0, 0, 1, *[0] * 8),
    }
    head, body = struct.pack(">I4H", version, len(tables), 64, 2, 16 * len(tables) - 64), b""
    start = len(head) + 16 * len(tables)
    for tag, content in tables.items():  # in the order of their tags, as the directory must be
        head += struct.pack(">4s3I", tag, 0, start + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    return head + body


def stands_in_for(name: bytes, charset: int) -> bool:
    """Whether the stand-in answers for a font that pdfium looks for."""
    return charset in _CJK_CHARSETS or _CHINESE_NAME.search(name) is not None


@cache
def use_stand_in() -> None:
    """Let pdfium ask the stand-in and not the machine's fonts, from now on in the whole process.

    It is not undone after each file: pdfium has one such setting, without a way to ask for the one before.
    """
    font = stand_in()

    def map_font(_: Any, _weight: int, _italic: int, charset: int, _pitch: int, face: Any, _exact: Any) -> int | None:
        name = ctypes.cast(face, ctypes.c_char_p).value or b""
        return _HANDLE if stands_in_for(name, charset) else None

    def font_data(_: Any, _handle: Any, table: int, buffer: Any, size: int) -> int:
        if table:  # asked for only to tell a collection of fonts
            return 0
        if buffer and size >= len(font):
            ctypes.memmove(buffer, font, len(font))
        return len(font)

    calls = dict(pdfium_c.FPDF_SYSFONTINFO._fields_)
    # No EnumFonts: without a list of the machine's fonts pdfium asks for each font by its name.
    info = pdfium_c.FPDF_SYSFONTINFO(version=1)
    info.MapFont = calls["MapFont"](map_font)
    info.GetFont = calls["GetFont"](lambda _, _face: None)
    info.GetFontData = calls["GetFontData"](font_data)
    info.DeleteFont = calls["DeleteFont"](lambda _, _handle: None)
    _in_use.append(info)
    pdfium_c.FPDF_SetSystemFontInfo(info)
