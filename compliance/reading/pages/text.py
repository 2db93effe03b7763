"""Pieces of text on a page, whatever format they come from, and what of them is no readable character."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from compliance.reading.pages.geometry import Box

UNMAPPED = "\ufffd"
# Bullets and boxes of Symbol and Wingdings, whose private codes are agreed on by use: they hold no text to lose.
_SYMBOLS = {
    **dict.fromkeys("\uf0b7\uf06c\uf06e\uf075\uf076\uf0a7\uf0d8\uf077\uf09f", "•"),
    **dict.fromkeys("\uf0fc\uf050", "✓"),
    **dict.fromkeys("\uf0fe\uf052", "☑"),
    **dict.fromkeys("\uf0a8\uf0a3\uf06f\uf071", "□"),
    "\uf0e0": "→",
}
_PRIVATE = re.compile(
    r"[\ue000-\uf8ff\ud800-\udfff\U000f0000-\U0010fffd\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\uffff]"
)
_BOLD = re.compile(r"bold|black|heavy|hei(?:ti|$|[-,+])|simhei|xiaobiaosong|黑|小标宋", re.IGNORECASE)


class Piece(NamedTuple):
    """Text without a wide gap on one line of a page; `region` says in which of the given boxes it lies, -1: none."""

    text: str
    box: Box
    size: float  # of the font, in points
    font: str = ""
    bold: bool = False
    color: int = 0  # 0xRRGGBB
    region: int = -1
    confidence: float = 1.0  # of recognition: 1.0 for a text layer


@dataclass(frozen=True, slots=True)
class PageText:
    """What the text layer of one page holds."""

    pieces: tuple[Piece, ...]
    characters: int  # without white space
    unmapped: int


def without_private_codes(text: str, kept: str = "") -> str:
    """The text with known symbols for their private codes, and U+FFFD for every other character that is none.

    `kept` are control characters that mean something to the caller.
    """
    return _PRIVATE.sub(lambda found: found[0] if found[0] in kept else _SYMBOLS.get(found[0], UNMAPPED), text)


def is_bold(font: str) -> bool:
    """Whether a font is bold by its name; 黑体 and 小标宋 are what office documents set headings in."""
    return _BOLD.search(font) is not None
