"""A limit that is named to be denied (否定的门槛): 没有一所低于4.5平方米 reaches it, 尚未达到4.5平方米 does not.

The words right before a number say on which side of it the thing lies (below, above, at it, down to it); a negation
before those words turns the side round.
"""

from __future__ import annotations

import re
from decimal import Decimal

from compliance.terms import Comparison, Facet

# 低于公用经费总额的5%, 达不到每12个班一间: the base stands between.
_BETWEEN = r"(?:了|过|在|为|于)?(?:每\d{0,3}[^，。；、\d]{1,8})?(?:[^，。；、：\d]{0,16}的|[^，。；、：\d]{0,4})$"
_BELOW = re.compile(rf"(?:低于|少于|不到|不足|不满|不及|达不到|够不上|(?<!够)不够|短于|小于|差于|欠){_BETWEEN}")
_ABOVE = re.compile(rf"(?:超过|突破|高于|多于|高过|大于|超出|越过|长于|逾|超){_BETWEEN}")
_DOWN = re.compile(rf"(?:掉|跌|滑|降|低|控|控制|压|压减|压缩|压降|减|消化|化解|缩|缩短)(?:到|至|在|进){_BETWEEN}")
_REACH = re.compile(rf"(?:达到|达|坐到|做到|抽到|配到|提高到|升到|到|满|够|完成|按){_BETWEEN}")
# A negation of all (没有一所, 无一次) reaches over more words than a bare 未.
_NONE = re.compile(
    r"(?:没有?|未见|不见|无)(?:任何|哪怕)?(?:[一哪](?!直|定)|任何)[^，。；：]{0,26}$|(?:无一|一律不|从来?[未没]|不存在)[^，。；：]{0,20}$"
)
_NOT = re.compile(
    r"(?:没有?|未(?!来|成年)|不曾|并无|无(?!线|障碍|纸|人机|论))(?:再|能|有|曾|出现|发生|全部?|都|完全|真正|按期|一直)*(?:[^，。；：的]{0,3})$"
)
# 没有一年、没有一片，… the negation fills the part before.
_NONE_BEFORE = re.compile(r"^(?:(?:没有|无)[一哪][^，。；、]{1,3}、?)+$")
_UNDER, _OVER = (
    re.compile(r"^(?:[（(]含[）)])?(?:以下|以内|之内|之下)"),
    re.compile(r"^(?:[（(]含[）)])?(?:以上|之上|开外)"),
)
# 一个也没有, 一所不剩: the numeral belongs to the denial.
NONE_OF = re.compile(
    r"一[个所名人间次项位处例块张本样][^，。；\d]{0,3}?(?:(?:也|都|班|学校)?(?:没有?|未|无|不[剩留存漏落缺少空])|[也都]不)"
)
# Things that are counted whole: fewer than 36 are 35 at most.
_WHOLE = frozenset("人个所名间次项")


def denied_side(before: str, after: str, part_before: str = "") -> Comparison | None:
    """On which side of a number the denial before it leaves the thing; None where nothing is denied of the number."""
    own = re.split(r"[，。；：]", before)[-1]
    for side, left in (
        (_BELOW, Comparison.AT_LEAST),
        (_ABOVE, Comparison.AT_MOST),
        (_DOWN, Comparison.MORE),
        (_REACH, Comparison.LESS),
    ):
        match = side.search(own)
        if match is None:
            continue
        words = own[: match.start()]
        if _NONE.search(words) or _NOT.search(words) or (not words.strip() and _NONE_BEFORE.match(part_before)):
            return left
        if _NONE_BEFORE.match(part_before) and side in (_BELOW, _ABOVE):
            return left
        return None
    if _NONE.search(own):  # 没有一所在5%以下, 没有一次算出过0.50以上
        return Comparison.MORE if _UNDER.match(after) else Comparison.LESS if _OVER.match(after) else None
    return None


# 超过50人的班一个也没有: the things beyond the limit are named first, then denied.
_BEYOND = re.compile(
    r"(?:(?P<more>超过|突破|高于|多于|大于|超)|(?P<less>低于|少于|不到|不足|不满))(?:了)?[^，。；：\d]{0,4}$"
)
_DENIED_AFTER = re.compile(
    r"^[^，。；\d]{0,3}?(?P<bound>以[上下])?的[^，。；\d]{0,8}?(?:一[个所间名次处]|1[个所间名次处])?(?:也|都|均|已)?(?:全部|已经)?"
    r"(?:没有?了?(?=$|[，。；、出再])|找不出|找不到|不存在|不再有|清零|为零|绝迹)"
)


def denied_after(before: str, after: str) -> Comparison | None:
    """On which side of a number the denial after it leaves all things; None where nothing is denied."""
    match = _DENIED_AFTER.match(after)
    if match is None:
        return None
    beyond = _BEYOND.search(before)
    if match["bound"]:
        return Comparison.LESS if match["bound"] == "以上" else Comparison.MORE
    return None if beyond is None else Comparison.AT_MOST if beyond["more"] else Comparison.AT_LEAST


def settles(side: Comparison, number: Decimal, facet: Facet) -> bool | None:
    """Whether a thing on this side of the number reaches the facet's limit; None where that is left open."""
    limit, comparator = facet.threshold, facet.comparator
    if limit is None:
        return None
    if side is Comparison.LESS and facet.unit in _WHOLE and number == int(number):
        side, number = Comparison.AT_MOST, number - 1
    if side is Comparison.LESS and facet.unit == "1:N" and number == limit:
        return False  # 师幼比尚未达到1:15: a ratio is reached from above
    if comparator in (">=", ">"):
        if side in (Comparison.AT_LEAST, Comparison.MORE):
            return True if number >= limit else None
        return False if number < limit or (side is Comparison.LESS and number <= limit) else None
    if comparator in ("<=", "<"):
        strict = comparator == "<"
        if side in (Comparison.AT_MOST, Comparison.LESS):
            return True if number < limit or (number == limit and (not strict or side is Comparison.LESS)) else None
        failing = number > limit or (number == limit and (strict or side is Comparison.MORE))
        return False if failing else None
    return None


# 超过40人的2个, 41人以上的班还有17个: things beyond the limit are counted, and there are some.
_SOME_BEYOND = re.compile(
    r"^(?P<bound>[（(]含[）)]|及)?(?P<above>以上)?的[^，。；\d]{0,6}?(?:还|仍|尚|共|仅|只|也)?(?:剩|有|为|是|达)?"
    r"(?P<count>\d+|[一二两三四五六七八九十]+)个(?!也|都)"
)


def counted_beyond(before: str, after: str, number: Decimal, facet: Facet) -> bool | None:
    """False where things beyond a limit of the most are counted behind it and there are some; None where not."""
    match = _SOME_BEYOND.match(after)
    if match is None or facet.comparator != "<=" or facet.threshold is None or match["count"] == "0":
        return None
    beyond = _BEYOND.search(before)
    more = number if beyond and beyond["more"] else number - 1 if match["above"] and not beyond else None
    return False if more is not None and more >= facet.threshold else None
