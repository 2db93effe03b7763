"""Fields, form fields and pictures of an RTF file, as far as they show text or tell of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from compliance.reading.story.symbols import symbol

_SYMBOL = re.compile(r'\s*SYMBOL\s+(\d{1,5}|0x[0-9a-f]{1,4})\b.*?\\f\s*"?([^"\\]+)', re.IGNORECASE | re.S)
_CONTENTS = re.compile(r"\s*TOC\b|\s*PAGEREF\s+_Toc", re.IGNORECASE)
_TWIPS = 1440.0 / 25.4  # in a millimetre
_PAGE = 210.0 * 297.0  # an A4 page in square millimetres
_NOT_SAID = 25  # \ffres of a form field that nobody filled


@dataclass(slots=True)
class Field:
    """A field: its instruction, and how much text had been read when it began."""

    before: int
    instruction: str = ""

    @property
    def contents(self) -> bool:
        """Whether its result is a table of contents, or a page number in one."""
        return _CONTENTS.match(self.instruction) is not None

    @property
    def symbol(self) -> str:
        """The character that it names; "" where it names none."""
        found = _SYMBOL.match(self.instruction)
        if found is None:
            return ""
        code = int(found[1], 10 if found[1].isdecimal() else 16)
        return symbol(found[2].strip(), code) or "\ufffd"


@dataclass(slots=True)
class Form:
    """A form field of older Word."""

    kind: int = 0  # 0 text, 1 tick box, 2 list
    result: int = _NOT_SAID
    default: int = 0
    entries: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What it shows without a result: its tick box or chosen entry."""
        value = self.default if self.result == _NOT_SAID else self.result
        if self.kind == 1:
            return "☑" if value else "□"
        return self.entries[value] if self.kind == 2 and 0 <= value < len(self.entries) else ""


def picture_share(words: Mapping[str, int]) -> float:
    """How much of an A4 page a picture takes up, of the words that say its size; 0 where they do not."""
    wide = words.get("picwgoal", 0) * words.get("picscalex", 100) / 100 / _TWIPS
    high = words.get("pichgoal", 0) * words.get("picscaley", 100) / 100 / _TWIPS
    return max(0.0, wide) * max(0.0, high) / _PAGE
