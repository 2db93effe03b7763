"""How many of the measures schools reach, told by groups of schools (达标项数分布): 达标六项的15所、五项的2所.

One group below the asked number fails the whole; groups at or above it show nothing of the schools that are not told.
"""

from __future__ import annotations

import re
from decimal import Decimal

from compliance.judgement.values.units import Stated
from compliance.language.numerals import parse_number
from compliance.terms import Comparison, Facet

_OF_ITEMS = re.compile(r"达标[^，。]{0,4}项数|项[^，。]{0,6}达标[^，。]{0,4}学校|项[^，。]{0,4}综合达标")
_ASKED = re.compile(r"至少([\d一二三四五六七八九])项")
_N = r"[\d一二两三四五六七八九]"
_COUNT = r"(?P<count>\d+|[一二两三四五六七八九十]{1,3})(?:所|个|校)"
_ITEMS = rf"(?:(?P<from>{_N})(?:至|到|—|-|、))?(?P<items>{_N})项(?P<bound>及?以[上下])?(?:全部?|都|均)?"
# 达标五项的2所, 5项2个, 过五项的学校3所; 其余12所在三至五项之间; 2所学校只达标五项.
_GROUP = re.compile(rf"{_ITEMS}(?:达标|过线|过|合格)?(?:的|的?学校|：)?(?:有|共|还有)?{_COUNT}")
_BEFORE = re.compile(rf"{_COUNT}(?:学校|小学|初中)?(?:在|为|是|只|仅|仅仅|各|分别|有|达标|达到|过了?|符合)+{_ITEMS}")
_SINGLE = re.compile(rf"{_COUNT}{_ITEMS}(?:单位|学校)")


def is_of_items(facet: Facet) -> bool:
    """Whether the facet asks how many measures each school reaches."""
    return bool(_OF_ITEMS.search(facet.measure))


def _asked(facet: Facet) -> int | None:
    if facet.unit == "项" and facet.threshold is not None:
        return int(facet.threshold)
    said = _ASKED.search(facet.statement)
    number = parse_number(said[1]) if said else None
    return None if number is None else int(number)


def by_items(facet: Facet, text: str, named: float) -> list[Stated] | None:
    """What groups of schools by their measures say; [] where they leave it open, None where there are no groups."""
    asked = _asked(facet)
    if asked is None or not is_of_items(facet):
        return None
    groups = [match for pattern in (_GROUP, _BEFORE, _SINGLE) for match in pattern.finditer(text)]
    for match in groups:
        items, count = parse_number(match["items"]), parse_number(match["count"])
        at_least = (match["bound"] or "").endswith("上")
        if items is not None and count and items < asked and not at_least:
            return [Stated(items, Decimal(items), Comparison.EQUAL, named, settled=False, words=match.group())]
    return [] if groups else None
