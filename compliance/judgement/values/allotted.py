"""For how many pupils small schools get their funds (核定公用经费的学生数): 按100人核定, or as many as there are."""

from __future__ import annotations

import re
from decimal import Decimal

from compliance.judgement.values.units import Stated
from compliance.language.numerals import parse_number
from compliance.terms import Comparison, Facet

_MEASURE = re.compile(r"核定[^，。]{0,8}学生数|学生数[^，。]{0,4}核定")
_NUMBER = r"(?P<number>\d{2,3}|[一二两三四五六七八九]?百)"
_ALLOTTED = re.compile(
    rf"(?:按|照|以|补[到足齐]|算[到作]|填的是)(?:照|每校|不少于|最低)*{_NUMBER}(?:个|名|人|位)?(?:学生|孩子)?(?:的标准|的规模)?"
    r"(?=[^，。；\d]{0,8}(?:核|拨|给|算|补|安排|保障|发|计)|$|[，。；|])"
    r"|(?P<actual>(?:按照?|依|据|照)(?:实有|实际|在校|在籍|真实)[^，。；\d]{0,8}(?:数|人头|在校生)(?!补足))"
)
# Those that are not small get what they have.
_OTHERS = re.compile(r"其余|其他|其它|以上|超过|不再|没有|而不|不是|不按|过去|原来|以前|原先")


def is_allotted(facet: Facet) -> bool:
    """Whether the facet asks for how many pupils a school gets funds."""
    return bool(_MEASURE.search(facet.measure))


def allotted(facet: Facet, text: str, named: float) -> list[Stated]:
    """The number that funds are given for; a failing value where it is that of the pupils who are there."""
    told: list[Stated] = []
    for match in _ALLOTTED.finditer(text):
        if _OTHERS.search(re.split(r"[，。；]", text[: match.start()])[-1]):
            continue
        if match["actual"]:
            told = [Stated(Decimal(0), Decimal(0), Comparison.EQUAL, named, settled=False, words=match.group())]
        elif number := parse_number("一百" if match["number"] == "百" else match["number"]):
            told = [Stated(number, number, Comparison.EQUAL, named)]
    return told
