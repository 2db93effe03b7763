"""Marks that were recognised in their narrow form where Chinese text has the wide one: GB/T 15834-2011, 5.1.

The recognition knows both forms of a mark and mostly writes the narrow one, whatever stands on the page. What stands
beside a mark tells which it was; one between figures or Latin letters (1:16.1, 10:30, 1,234) stays as it is.
"""

from __future__ import annotations

from compliance.reading.pages.joining import is_wide

_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_OPENING, _CLOSING = "(（", ")）"


def wide_marks(text: str) -> str:
    """The text with its marks as Chinese text has them; as many characters as before."""
    result = list(text)
    for at, mark in enumerate(text):
        if mark in ",;:?!" and _stands_in_chinese(text, at):
            result[at] = _WIDE[mark]
    for first, last in _brackets(text):
        # Brackets around a word of a Chinese sentence are wide, whatever the word: （GB/T 33190）.
        inside = text[first + 1 : last]
        if any(map(is_wide, (*inside, *_before(text, first), *_after(text, last)))):
            for at in (first, last):
                result[at] = _WIDE.get(text[at], text[at])
    return "".join(result)


def _stands_in_chinese(text: str, at: int) -> bool:
    before, after = _before(text, at), _after(text, at)
    if text[at] == ":" and before.isdigit() and after.isdigit():
        return False
    return any(map(is_wide, before + after))


def _before(text: str, at: int) -> str:
    return text[:at].rstrip()[-1:]


def _after(text: str, at: int) -> str:
    return text[at + 1 :].lstrip()[:1]


def _brackets(text: str) -> list[tuple[int, int]]:
    """Where brackets open and close; one without its other half has that half before or after the text."""
    pairs: list[tuple[int, int]] = []
    opened: list[int] = []
    for at, mark in enumerate(text):
        if mark in _OPENING:
            opened.append(at)
        elif mark in _CLOSING:
            pairs.append((opened.pop() if opened else -1, at))
    return [pair if pair[0] >= 0 else (pair[1], pair[1]) for pair in pairs] + [(at, at) for at in opened]
