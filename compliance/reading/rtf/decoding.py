"""The text of an RTF file: bytes in the code page of their font, and Unicode with a fallback that is passed over."""

from __future__ import annotations

from collections.abc import Callable

from compliance.reading.rtf.fonts import Fonts


class Decoder:
    """Turns bytes and \\u words into text, which it hands to `emit`."""

    def __init__(self, fonts: Fonts, emit: Callable[[str], None]) -> None:
        self._fonts = fonts
        self._emit = emit
        self._bytes = bytearray()
        self._font = 0
        self._skip = 0  # characters of a fallback that are still to come
        self._led = False  # the last character of a fallback was the first byte of two
        self._surrogate = 0  # the first half of a character beyond U+FFFF

    def take(self, data: bytes, escaped: bool, font: int) -> None:
        """Bytes of text in a font; `escaped` holds for one that was written as \\'xx."""
        if self._skip or self._led:
            data = self._behind_fallback(data, escaped, font)
        self._font = font
        self._bytes += data

    def flush(self) -> None:
        """Hand out the bytes that came: with anything but bytes, a character is complete."""
        if self._bytes:
            data, self._bytes = bytes(self._bytes), bytearray()
            self._emit(self._fonts.text(data, self._font))

    def unicode(self, number: int | None, font: int, fallback: int) -> None:
        """A UTF-16 unit, negative above 32767, with `fallback` characters behind it for programs without Unicode."""
        code = (number or 0) & 0xFFFF
        self._skip, self._led = fallback, False
        if 0xD800 <= code < 0xDC00:
            self._surrogate = code
            return
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + (self._surrogate - 0xD800) * 0x400 + code - 0xDC00 if self._surrogate else 0xFFFD
        self._surrogate = 0
        if code:
            self._emit(self._fonts.symbols(chr(code), font))

    def end_fallback(self) -> None:
        """A word, a symbol or a brace ends a fallback that is shorter than it should be."""
        self._skip, self._led = 0, False

    def _behind_fallback(self, data: bytes, escaped: bool, font: int) -> bytes:
        if self._led:
            # Some writers count a fallback of two bytes as one character.
            self._led = False
            return data[1:] if escaped or not self._skip else data
        skipped = min(self._skip, len(data))
        self._skip -= skipped
        self._led = escaped and skipped == 1 and not self._skip and self._fonts.leads(data[0], font)
        return data[skipped:]
