"""Sums that are written as such: 47＋38＋36＝120分."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from compliance.integrity.agreeing import Sum

_NUMBER = r"\d{1,9}(?:\.\d{1,4})?"
_WORDS = r"[^\d+＋=＝，。；×÷*/-]{0,6}"
_TERM = re.compile(_NUMBER)
_EQUATION = re.compile(
    rf"(?<![\d.+＋×*/÷-])(?P<terms>{_NUMBER}(?:{_WORDS}[+＋]{_WORDS}{_NUMBER}){{1,30}})"
    rf"{_WORDS}[=＝](?P<total>{_NUMBER})(?P<unit>[\u4e00-\u9fff]{{0,2}})"
)


def wrong_equations(text: str) -> Iterator[Sum]:
    """The written sums of a normalised sentence that do not come out."""
    for match in _EQUATION.finditer(text) if "=" in text or "＝" in text else ():
        terms = tuple(Decimal(number) for number in _TERM.findall(match["terms"]))
        if sum(terms, Decimal(0)) != Decimal(match["total"]):
            yield Sum(match.start(), match.end(), Decimal(match["total"]), terms, match["unit"])
