"""Symbol fonts, whose characters word processors store by their place in the font."""

from __future__ import annotations

import re

_PRIVATE = re.compile("[\uf000-\uf0ff]")
# Symbol fonts by their private-use code points: boxes, ticks and relations that submissions use.
_SYMBOLS = {
    "wingdings": {0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0xA7: "▪", 0xA8: "□", 0xD8: "➢"}
    | {0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x4A: "☺"}
    | {0x81 + i: chr(0x2460 + i) for i in range(10)},
    "wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0x2A: "□"},
    "symbol": {0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xB0: "°", 0xB7: "•"},
}


def symbol(font: str, code: int) -> str:
    """The character at a place, 0x20 to 0xFF or in the private use area, of a symbol font; "" for one not known."""
    place = code & 0xFF if code < 0x100 or code >> 8 == 0xF0 else 0
    return _SYMBOLS.get(font.lower(), {}).get(place, "")


def with_symbols(font: str, text: str) -> str:
    """Text in a font, the private characters in it that are known as what they show."""
    return _PRIVATE.sub(lambda found: symbol(font, ord(found[0])) or found[0], text)
