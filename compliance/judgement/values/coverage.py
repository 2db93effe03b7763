"""How much of the facet's whole a figure covers (覆盖面): of two levels, places or kinds the text may tell but one.

Rule 5 of the judging guide: some shown, others not mentioned is partial.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from compliance.terms import Facet


@dataclass(frozen=True, slots=True)
class _Family:
    """Two sides of one whole; `asked` is what a statement must speak of for the division to matter."""

    sides: tuple[re.Pattern[str], re.Pattern[str]]
    asked: re.Pattern[str]


_FAMILIES = (
    _Family(
        (re.compile(r"小学(?!生)|村小"), re.compile(r"初中|(?<![小完])中学(?!生)")),
        re.compile(r"义务教育|中小学|小学、初中|所有学校|每所学校|全县每年|大班额|超规模"),
    ),
    _Family(
        (re.compile(r"城区|县城|城里"), re.compile(r"乡镇|农村|镇区|乡村|山区|乡下|村园")),
        re.compile(r"小学|初中|幼儿园|班|学校"),
    ),
    _Family((re.compile(r"公办"), re.compile(r"民办")), re.compile(r"幼儿")),
    _Family((re.compile(r"音乐"), re.compile(r"美术|书画")), re.compile(r"音乐、美术")),
)


_EXTREME = re.compile(r"最[大多高低小少挤满]|无一|没有[一哪]")  # the extreme of all speaks for all


def covers_one_side(facet: Facet, texts: Sequence[str]) -> bool:
    """Whether each text tells the measure of one and the same side only: 小学没有大班额, 城区公办小学…100%."""
    for family in _FAMILIES:
        wanted = [bool(side.search(facet.statement)) for side in family.sides]
        if wanted[0] != wanted[1] or not family.asked.search(facet.statement):
            continue
        told = {tuple(bool(side.search(text)) for side in family.sides) for text in texts}
        if told in ({(True, False)}, {(False, True)}) and not any(map(_EXTREME.search, texts)):
            return True
    return False
