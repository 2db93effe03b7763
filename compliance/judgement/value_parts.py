"""A share or ratio worked out from its parts (据分项计算): 全县101所，达标18所 is 17.8 %."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from compliance.judgement.value_names import groups, naming, pairs_of, wanted_groups, wrong_group
from compliance.judgement.value_units import ALIKE, Stated
from compliance.language.quantities import quantities_of
from compliance.terms import Comparison, Facet, Quantity

_COUNTED = frozenset({"人", "所", "个", "份", "家", "项", "间", "校", "班", "县", "件", "套", "台", "元"})
# What makes the second number a part of the first.
_PART = re.compile(
    r"其中|里[头面]?，?|中[，有]?|实际|完成|开[了设]|现有|已有?|过(?=[一二三四五六七八九十\d])|分到|有|联网|达标|合格"
)
# 新增3所, 比上年多2所 are no parts; 人次 and 共 count on.
_NO_PART = re.compile(r"新增|增加|比上年|另有|另外|此外|还有|同时|缺口?|退出|减少|平均")
_RATIO = re.compile(r"^(.{2,20}?)与(.{2,20}?)之比$")
_LEAST_NAMED = 0.5
_PERCENT = Decimal("0.01")


def _same_unit(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit or any({one.unit, other.unit} <= alike for alike in ALIKE)


def share_of_parts(facet: Facet, text: str, own: str) -> Stated | None:
    """The share that a sentence gives by a whole and its part, where it gives no percentage itself.

    `own` is the end of the text, the clause that holds the part.
    """
    if facet.unit != "%" or facet.threshold is None:
        return None
    found = quantities_of(text)
    if any(q.unit == "%" for q in found):
        return None
    counts = [q for q in found if q.unit in _COUNTED and q.low == q.high and q.dimension != "difference"]
    if len(counts) != 2 or counts[1].start < len(text) - len(own):
        return None
    whole, part = counts
    between = text[whole.end : part.start]
    if not _same_unit(whole, part) or not 0 < part.low <= whole.low or whole.low < 2:
        return None
    if not _PART.search(between) or _NO_PART.search(between) or wrong_group(wanted_groups(facet), groups(text)):
        return None
    named = naming(facet, [(text, 1.0)])
    return _stated(part.low / whole.low * 100, named) if named >= _LEAST_NAMED else None


def ratio_of_two(facet: Facet, text: str) -> Stated | None:
    """The ratio of two figures that a measure 甲与乙之比 asks for; None where the text gives only one of them."""
    match = _RATIO.match(facet.measure)
    if match is None or facet.unit not in ("%", "1:N"):
        return None
    found = quantities_of(text)
    if any(q.unit in ("%", "1:N") for q in found):
        return None
    sides = [_side(text, found, pairs_of(match[1]) - pairs_of(match[2]), pairs_of(match[2]) - pairs_of(match[1]))]
    sides += [_side(text, found, pairs_of(match[2]) - pairs_of(match[1]), pairs_of(match[1]) - pairs_of(match[2]))]
    first, second = sides
    if first is None or second is None or first is second or first.unit != second.unit or not first.low:
        return None
    value = second.low / first.low if facet.unit == "1:N" else first.low / second.low * 100 if second.low else None
    return _stated(value, 1.0) if value is not None else None


def _side(text: str, found: Sequence[Quantity], mine: frozenset[str], others: frozenset[str]) -> Quantity | None:
    """The quantity whose own words name one side of a ratio and not the other."""
    end = 0
    for quantity in found:
        words = text[end : quantity.start]
        end = quantity.end
        said = pairs_of(words)
        if quantity.unit in _COUNTED and len(said & mine) > len(said & others):
            return quantity
    return None


def _stated(value: Decimal, named: float) -> Stated:
    rounded = value.quantize(_PERCENT)
    return Stated(rounded, rounded, Comparison.EQUAL, named)
