"""Parts that add up to a facet's value (合计): 大课间40分钟、体育活动30分钟 of a day, 1名专职和4名兼职 of the 专兼职.

A part alone says nothing of a least amount unless it reaches it by itself.
"""

from __future__ import annotations

import re
from decimal import Decimal

from compliance.judgement.values.names import groups, naming
from compliance.judgement.values.units import Stated, in_unit
from compliance.language.quantities import quantities_of
from compliance.terms import Comparison, Facet

_BY_THE_DAY = re.compile(r"每天|每日|一天")
_SESSION = re.compile(r"大课间|课间操|课间|早操|晨跑|体育课|活动课|课外(?:体育)?活动|体育活动|课后服务|延时服务")
# A measure of both sides of a family, and these.
_SIDES = (
    (re.compile(r"专兼职|专职[和、与及]兼职"), ("专职", "兼职")),
    (re.compile(r"公办.*民办"), ("公办", "民办")),
)
_MARK = re.compile(r"[，。；、：]|和|与|及")
_UP_TO_MARK = re.compile(r"[^，。；、：和与及\d]*")


def added_up(facet: Facet, before: str, text: str) -> list[Stated] | None:
    """The sum of the parts that a sentence tells; [] where its numbers are parts without their sum, None where not.

    `before` is what the sentence said before the text.
    """
    if facet.comparator not in (">=", ">") or facet.threshold is None or not _may_have_parts(facet):
        return None
    said = f"{before}，{text}" if before else text
    own, end, parts = len(said) - len(text), 0, list[tuple[int, Decimal]]()
    for quantity in quantities_of(said):
        # What follows a number up to the next mark is what that one counted: 1名专职督学和4名兼职督学.
        words = _MARK.split(said[end : quantity.start], maxsplit=1)[-1] if end else said[: quantity.start]
        end = quantity.end
        ends = in_unit(quantity, facet)
        if ends is None:
            continue
        if not _part(facet, words, said, quantity.end):
            if quantity.start >= own:
                return None
            continue
        parts.append((quantity.start, ends[0]))
    mine = [value for start, value in parts if start >= own]
    if not mine:
        return None
    if len(parts) < 2:
        return None if mine[0] >= facet.threshold else []
    total = sum((value for _, value in parts), Decimal(0))
    return [Stated(total, total, Comparison.EQUAL, naming(facet, [(said, 1.0)]))]


def _may_have_parts(facet: Facet) -> bool:
    return _is_of_day(facet) or any(both.search(facet.measure) for both, _ in _SIDES)


def _is_of_day(facet: Facet) -> bool:
    return facet.unit in ("小时", "分钟") and bool(_BY_THE_DAY.search(facet.measure + facet.statement))


def _part(facet: Facet, words: str, text: str, end: int) -> bool:
    """Whether a number between these words is of one session of a day, or of one side of the whole."""
    if _is_of_day(facet):
        session = _SESSION.search(words)
        return session is not None and session.group() not in facet.measure
    after = _UP_TO_MARK.match(text, end)
    around = f"{words}|{after.group() if after else ''}"
    return any(
        both.search(facet.measure) and not both.search(around) and len(groups(around) & set(sides)) == 1
        for both, sides in _SIDES
    )
