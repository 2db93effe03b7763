"""How a page was turned to be read, noted for people in its certificate, and read from there to draw it like that."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_STRAIGHTENED, _TURNED, _LEVELLED = re.compile(r"第\d+页已"), re.compile(r"转正(\d+)度"), "纠正倾斜"


@dataclass(frozen=True, slots=True)
class Turn:
    """Degrees clockwise (0, 90, 180, 270), and whether lines that were askew were levelled."""

    degrees: int = 0
    levelled: bool = False


def turn_note(page: int, degrees: int, skew: float) -> str:
    """The note of a page that was turned, or askew by `skew` degrees, or both."""
    turned = f"转正{degrees}度" if degrees else ""
    levelled = f"{_LEVELLED}{abs(skew):.1f}度" if skew else ""
    return f"第{page}页已{'、'.join(part for part in (turned, levelled) if part)}"


def turn_of(notes: Iterable[str]) -> Turn:
    """What the notes of a page's certificate say of it."""
    for note in filter(_STRAIGHTENED.match, notes):
        found = _TURNED.search(note)
        if found or _LEVELLED in note:
            return Turn(int(found[1]) if found else 0, _LEVELLED in note)
    return Turn()
