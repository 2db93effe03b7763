"""How the bytes of an RTF file are characters: by the font's charset, else by the file's code page."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from functools import cache

from compliance.reading.story.symbols import with_symbols

SYMBOL = 2  # the charset of fonts without letters
# Windows' charsets and code pages (RTF 1.9.1, \fcharset); 0 and 1 leave it to the file.
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_PAGES = {936: "gb18030", 54936: "gb18030", 20936: "gb18030", 10008: "gb18030", 65001: "utf-8", 10000: "mac_roman"}
_PAGES |= {1361: "johab", 950: "cp950", 932: "cp932", 949: "cp949"}
_DOUBLE_BYTE = frozenset(("gb18030", "cp950", "cp932", "cp949", "johab"))
_LATIN = "cp1252"


@dataclass(slots=True)
class Font:
    """A font of the font table."""

    charset: int = 1
    page: int | None = None  # its own code page, which some writers state
    name: bytearray = field(default_factory=bytearray)


@dataclass(slots=True)
class Fonts:
    """The fonts of a file, and its own code page."""

    page: str = _LATIN
    default: int = 0
    table: dict[int, Font] = field(default_factory=dict)

    def codec(self, number: int) -> str:
        """The codec of the bytes in a font."""
        font = self.table.get(number)
        if font is None:
            return self.page
        if font.page is not None:
            return codec_of_page(font.page)
        return _CHARSETS.get(font.charset, self.page)

    def is_symbol(self, number: int) -> bool:
        """Whether a font has no letters."""
        font = self.table.get(number)
        return font is not None and font.charset == SYMBOL

    def name(self, number: int) -> str:
        """A font's name; "" where it is not known."""
        font = self.table.get(number)
        return "" if font is None else decode(bytes(font.name), self.codec(number)).strip(" ;")

    def text(self, data: bytes, number: int) -> str:
        """The characters of bytes in a font."""
        if self.is_symbol(number):
            return with_symbols(self.name(number), "".join(chr(0xF000 + byte) if byte > 32 else " " for byte in data))
        return decode(data, self.codec(number))

    def symbols(self, text: str, number: int) -> str:
        """Text in a font, the private characters in it that are known as what they show."""
        return with_symbols(self.name(number), text) if text >= "\uf000" else text

    def leads(self, byte: int, number: int) -> bool:
        """Whether a byte is the first of two that make one character in a font."""
        return 0x81 <= byte <= 0xFE and self.codec(number) in _DOUBLE_BYTE


def decode(data: bytes, codec: str) -> str:
    """The characters of bytes; what is none in the codec is U+FFFD, or Latin where it cannot be double-byte text."""
    if data.isascii():
        return data.decode("ascii")
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        # A lone accented letter in a Chinese file; more of them are damage.
        lone = sum(byte > 127 for byte in data) == 1
        return data.decode(_LATIN if lone else codec, "replace")


@cache
def codec_of_page(page: int) -> str:
    """Python's name of a Windows code page; Windows Latin for one that it does not know."""
    name = _PAGES.get(page, f"cp{page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return _LATIN
