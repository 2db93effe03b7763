"""How two pieces of text that a line end or a gap parted belong together again."""

from __future__ import annotations

import re
from functools import lru_cache
from math import inf

# From here on Unicode files 汉字, kana, Chinese punctuation and full-width forms: all written without spaces.
_FIRST_WIDE = "\u2e80"
# Dashes, quotes and dots that Chinese text uses at full width although Unicode files them with Latin.
_WIDE_PUNCTUATION = frozenset("“”‘’—…·℃％‰㎡")
# Roman numerals, arrows, numbers in circles, frames, boxes, stars and ticks: wide in the fonts that Chinese is set in.
_WIDE_SIGNS = (("\u2160", "\u21ff"), ("\u2460", "\u27bf"))
_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")
_QUOTES = "“”‘’"
_UNIT = re.compile(
    r"[“‘（《〈【「『(\[]*(?:[A-Za-z0-9.,%‰:/\-×_*]+|.)(?:[，。、；：！？”’）》〉】」』,.;:!?)\]]+(?:[0-9][0-9.,%]*)?)?"
)
# In ems: a gap as narrow as this is never a space.
NO_SPACE = 0.12
_WORD = re.compile(r"[A-Za-z0-9\u00c0-\u024f]")


def is_wide(character: str) -> bool:
    """Whether a character is set at full width, so that no space parts it from its neighbour."""
    if character >= _FIRST_WIDE or character in _WIDE_PUNCTUATION:
        return True
    return any(first <= character <= last for first, last in _WIDE_SIGNS)


def width(text: str) -> float:
    """Roughly how wide a text is set, in ems: 汉字 1, Latin about a half."""
    # UTF-8 spends three bytes on a 汉字 and one on a Latin letter: counted in one call instead of one by one.
    wide = (len(text.encode("utf-8", "replace")) - len(text)) / 2
    return wide + 0.55 * (len(text) - wide)


def join_lines(before: str, after: str) -> str:
    """Two lines of one paragraph: 汉字 and broken numbers meet without a space, Latin words keep one.

    A hyphen between two lower-case letters came from the line break and goes; any other hyphen stays.
    """
    before, after = before.rstrip(), after.lstrip()
    if not before or not after:
        return before + after
    last, first = before[-1], after[0]
    if last == "-" and len(before) > 1 and _WORD.match(before[-2]) and _WORD.match(first):
        return (before[:-1] if before[-2].islower() and first.islower() else before) + after
    if is_wide(last) or is_wide(first):
        return before + after
    if _LETTER.match(last) and _WORD.match(first):
        return f"{before} {after}"
    if last in ",.;:!?)" and _LETTER.match(first):
        return f"{before} {after}"
    return before + after


def join_gap(before: str, after: str) -> str:
    """Two pieces of one line with a wide gap between them, as after a label or between names: one space."""
    return f"{before.rstrip()} {after.lstrip()}"


def space_in_gap(last: str, first: str, gap: float, singles: bool) -> str:
    """What stands in a gap inside a line, between its last character before and its first one after; "" or a space.

    `gap` is in ems; `singles` says that a lone character stands on one side. A gap between 汉字 and Latin is no space,
    since typesetting widens it by itself.
    """
    return " " if gap > widest_gap(last, first, singles) else ""


@lru_cache(1 << 14)
def widest_gap(last: str, first: str, singles: bool) -> float:
    """Up to which gap, in ems, nothing stands between two characters of a line; never less than NO_SPACE."""
    wide = is_wide(last), is_wide(first)
    if all(wide):
        # 汉字 touch, so a gap was a space; single ones are letter-spaced: 通 知, 姓 名.
        return inf if singles else 0.2
    if any(wide):
        # Typesetting widens the gap between 汉字 and letters or digits to a quarter em, more in justified lines.
        narrow = first if wide[0] else last
        return 0.7 if narrow.isalnum() or narrow == "%" else 0.2
    return NO_SPACE


def first_unit(text: str) -> str:
    """What a line break may not part at the start of a line: a 汉字, or a word or number, with what clings to it.

    As in Unicode's line breaking (UAX 14): “ and ” cling to both sides, and a number to the punctuation before it.
    """
    end = 0
    while (found := _UNIT.match(text, end)) and found.end() > end:
        end = found.end()
        if end == len(text) or (text[end - 1] not in _QUOTES and text[end] not in _QUOTES):
            break
    return text[:end]
