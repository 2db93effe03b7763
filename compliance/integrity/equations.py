"""Sums that are written as such: 47＋38＋36＝120分."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from compliance.integrity.agreeing import Sum
from compliance.integrity.passages import last_place

_NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,9})(?:\.\d{1,4})?"
_WORDS = r"[^\d+＋=＝，。；×÷*/-]{0,6}"
_TERM = re.compile(rf"({_NUMBER})([%％十百千万亿元]{{0,3}})")
_EQUATION = re.compile(
    rf"(?<![\d.,+＋×*/÷-])(?P<terms>{_NUMBER}(?:{_WORDS}[+＋]{_WORDS}{_NUMBER}){{1,30}}{_WORDS})"
    rf"[=＝](?P<total>{_NUMBER})(?![,.]?\d)(?P<unit>[%％\u4e00-\u9fff]{{0,2}})"
)


def wrong_equations(text: str) -> Iterator[Sum]:
    """The written sums of a normalised sentence that do not come out."""
    for match in _EQUATION.finditer(text) if "=" in text or "＝" in text else ():
        told = _TERM.findall(match["terms"])
        terms = tuple(_value(number) for number, _ in told)
        total = _value(match["total"])
        if _in_one_unit(told, match["unit"]) and abs(sum(terms, Decimal(0)) - total) > _rounding(terms, told):
            yield Sum(match.start(), match.end(), total, terms, match["unit"])


def _value(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))


def _in_one_unit(told: Sequence[tuple[str, str]], unit: str) -> bool:
    """Whether no term says another scale than the total: 500000元＋700000元＝120万元 does."""
    scales = {re.sub("[元]", "", words) for _, words in told if words}
    total = re.match("[%％十百千万亿]{0,2}", unit)
    return not scales or not unit or scales == {total[0] if total else ""}


def _rounding(terms: Sequence[Decimal], told: Sequence[tuple[str, str]]) -> Decimal:
    """Half of the last place of every term that is a fraction or a percentage: 33.3%＋33.3%＋33.3%＝100% comes out."""
    shares = any(words in ("%", "％") for _, words in told)
    places = (last_place(term) for term in terms)
    return sum((place / 2 for place in places if place < 1 or shares), Decimal(0))
