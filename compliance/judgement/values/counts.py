"""What a row tells by counting (计数): how many lack what all are to have, how many there are for each unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from compliance.judgement.values.cells import EACH, EXTREME, TOTAL, label_of
from compliance.judgement.values.names import groups, naming, wanted_groups, without_brackets, wrong_group
from compliance.judgement.values.units import Stated
from compliance.language.cells import number_in
from compliance.terms import Clause, Comparison, Facet

_PER = re.compile(r"^每(?:个|所|名|位|间)?(?:中小)?(督导责任区|责任区|学区|学校|校|县|督学|班)")
_PER_WORDS = {"督导责任区": "责任区", "校": "学校"}

# 无责任督学的学校 | 0, 缺教师资格证 | 3; 有责任督学的学校/学校总数 | 61/66: who is without it.
_LACKING = re.compile(r"^(?:尚?未|无|没有|缺)(?!线|障碍)[\u4e00-\u9fff]{2,}")
_OF_ALL = re.compile(r"^(\d+)\s*[/／]\s*(\d+)$")
# So much of the measure a header must name: where it says 每 or 最 itself, and where only its number does.
_EACH_NAMED, _LACK_NAMED, _COUNT_NAMED = 0.3, 0.4, 0.4


def lacking(facet: Facet, clause: Clause) -> Iterator[Stated]:
    """What a row says of those that lack what all are to have: none reaches the limit, any misses it."""
    label = label_of(clause)
    for header, text in zip(clause.header, clause.values, strict=False):
        named = naming(facet, [(header, 1.0), (label, 1.0)])
        if named < _LACK_NAMED or wrong_group(wanted_groups(facet), groups(header)):
            continue
        number, of_all = number_in(text), _OF_ALL.match(text.strip())
        if number is not None and (_LACKING.match(header) or _LACKING.match(label)):
            what = header if _LACKING.match(header) else label
            yield Stated(number, number, Comparison.EQUAL, named, settled=not number, words=f"{what}：{text}")
        elif of_all is not None and re.search(r"[/／]", header):
            part, whole = map(Decimal, of_all.groups())
            yield Stated(part, whole, Comparison.EQUAL, named, settled=part == whole, words=f"{header}：{text}")


def tells_each(facet: Facet, header: str) -> bool:
    """Whether a column gives the facet's number for each unit: 每区督学, beside 责任区 and 督学总数."""
    names = EACH.search(header) or EXTREME.search(header)
    return bool(names) and naming(facet, [(without_brackets(header), 1.0)]) >= _EACH_NAMED


def unit_of(facet: Facet) -> str:
    """The unit that a measure is for each of (每所学校…): 学校; "" where it is for none."""
    match = _PER.match(facet.measure)
    return _PER_WORDS.get(match[1], match[1]) if match else ""


def _counts_units(header: str, unit: str) -> bool:
    names = "学校|中小学|完小|校" if unit == "学校" else unit
    return bool(re.search(rf"^(?!.*每)[^（]*(?:{names})(?:总?数|（|$)", header))


def per_unit(facet: Facet, clause: Clause, unit: str) -> list[Stated] | None:
    """Of a measure for each unit: the row's number of people over its number of such units.

    None where the row is itself such a unit or gives the number for each; [] where it tells nothing of one unit.
    """
    texts = [h for h, v in zip(clause.header, clause.values, strict=False) if number_in(v) is None]
    if any(tells_each(facet, header) for header in clause.header):
        return None
    if any(unit in header for header in texts):
        return [] if TOTAL.match(clause.values[0]) else None
    counts = [
        (number, header)
        for header, text in zip(clause.header, clause.values, strict=False)
        if (number := number_in(text)) is not None
    ]
    units = [number for number, header in counts if _counts_units(header, unit)]
    things = [
        (naming(facet, [(without_brackets(header), 1.0)]), number)
        for number, header in counts
        if not _counts_units(header, unit) and not wrong_group(wanted_groups(facet), groups(header))
    ]
    if len(units) != 1 or not things or not units[0]:
        return None if not units and not counts else []
    named, number = max(things)
    share = (number / units[0]).quantize(Decimal("0.01"))
    return [Stated(share, share, Comparison.EQUAL, named)] if named >= _COUNT_NAMED else []
