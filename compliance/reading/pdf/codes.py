"""What the characters of a PDF page are, told by patterns that pass over a page in a few microseconds."""

from __future__ import annotations

import re

# pdfium writes U+0002 or U+FFFE for a hyphen at a line end, and nothing for the break after it.
HYPHENS = "\x02\ufffe"
# What stands between white space and hyphens at line ends.
RUN = re.compile(rf"[^\s{HYPHENS}]+")
HAN = re.compile("[\u3400-\u9fff]")
# What Chinese and Latin fonts lack now and then (“ ” ∶), where no white space stands before it.
_SIGN = r"[^\x00-\x7f\s\u3000-\u303f\u3400-\u9fff\uff00-\uffef\ufffe]"
_INNER_SIGN = re.compile(rf"{_SIGN}(?<=[^\s{HYPHENS}].)", re.DOTALL)  # so that nearly all fail at their first test
# A word or number, a row of 汉字, and every sign but Chinese punctuation that no font lacks.
_ONE_FONT = re.compile(r"[0-9A-Za-z]+|[\u4e00-\u9fff]+|[^\s，。、；：]")
# Hebrew, Arabic and their kin, and what turns the direction.
_FROM_RIGHT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def suspects(text: str) -> list[int]:
    """One character of each Latin word, number and row of 汉字, and every sign: one word is set in one font."""
    return [found.start() for found in _ONE_FONT.finditer(text)]


def inner_signs(text: str) -> list[int]:
    """The signs that stand right behind another character."""
    return [found.start() for found in _INNER_SIGN.finditer(text)]


def hyphens(text: str) -> list[int]:
    """Hyphens at line ends."""
    return [index for index, own in enumerate(text) if own in HYPHENS] if any(map(text.count, HYPHENS)) else []


def is_printable(text: str) -> bool:
    """Whether a text certainly holds line ends and readable characters alone, none that may be no character."""
    return text.replace("\r\n", "").isprintable()


def runs_from_right(text: str) -> bool:
    """Whether anything in a text may be written from right to left."""
    return _FROM_RIGHT.search(text) is not None
