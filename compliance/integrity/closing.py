"""Lists that their total closes: 小学2所、村小5所、教学点4个，共12个办学点; stocks that come and go."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from compliance.integrity.lists import are_alike, is_exact
from compliance.terms import Quantity

_CLOSING = re.compile(
    r"(?:加在一起|加到一起|加起来|合起来|合在一起|合并计|一共|总共|合计|共计|总计|总数|共|(?<![统设会审预估])计)(?:是|为|有)?"
    r"(?:学校|中小学校?|学生|幼儿|教师|教职工|督学|人数|总数)?$"  # 合计学校十七所
)
_LONGEST_CLOSING = 8
# What may stand before it: 四项合计, 两个教学点共, 全年共计.
_WHOSE = re.compile(
    r"(?:全[县市区州旗校年]|各[校类]|前后|先后|以上|上述|[一两二三四五六七八九十\d]+[\u4e00-\u9fff]{1,4}|"
    r"(?:在校|在园|在册|全体|中小)?(?:学校|学生|幼儿|教师|教职工|督学|师生)|[\u4e00-\u9fff]{0,2})"
)
_LONGEST_WHOSE = 12
_ASIDE = re.compile(r"，每[^，。；]{2,10}$")  # 城区9人，每区不少于6人，共36人
_BETWEEN = re.compile(r"(?P<noun>[^，。；：、\d]{0,6})(?P<mark>[、和及与，])(?P<name>[^，。；：、]{0,14})")
# A list of commas may hold what is no part; a list of 、 does not.
_FAR, _FAR_OF_COMMAS = Decimal("0.3"), Decimal("0.1")
_ADDED = re.compile("，(?:再|另)?加上?")  # a comma that adds
_NO_PART = re.compile(r"其中|[中里]，|比|每|平均|增加|减少|由|另")


def closed_lists(text: str, quantities: Sequence[Quantity]) -> Iterator[tuple[Quantity, list[Quantity]]]:
    """Wrong lists of a normalised sentence that a total closes: the total and the parts."""
    for number, total in enumerate(quantities):
        mark = _CLOSING.search(text, max(0, total.start - _LONGEST_CLOSING), total.start)
        if not mark or number < 2 or not is_exact(total):
            continue
        parts, commas = _before(text, quantities[:number], mark.start(), total)
        made = sum((part.low for part in parts), Decimal(0))
        if len(parts) < 2 or total.low in accumulate(part.low for part in reversed(parts)):
            continue
        if abs(made - total.low) <= (_FAR_OF_COMMAS if commas else _FAR) * total.low:
            yield total, parts


def _before(text: str, quantities: Sequence[Quantity], end: int, total: Quantity) -> tuple[list[Quantity], bool]:
    """The parts that stand before a closing word, in order, and whether a comma stands between any of them."""
    whose = max(text.rfind(mark, max(0, end - _LONGEST_WHOSE), end) for mark in "，、：；。（")
    if whose >= 0 and _WHOSE.fullmatch(text[whose + 1 : end].strip()):
        quantities, end = [q for q in quantities if q.end <= whose], whose
    aside = _ASIDE.search(text, max(0, end - _LONGEST_WHOSE), end)
    if aside:
        quantities, end = [q for q in quantities if q.end <= aside.start()], aside.start()
    parts: list[Quantity] = []
    commas = False
    position = end
    for quantity in reversed(quantities):
        behind = text[quantity.end : position]
        between = _BETWEEN.fullmatch(behind) if parts else re.fullmatch(r"[^，；。：]{0,16}", behind)
        if not between or not are_alike(quantity.unit, total.unit) or not is_exact(quantity):
            break
        if parts and _NO_PART.search(behind):
            break
        commas = commas or bool(parts) and "，" in behind and not _ADDED.search(behind)
        parts.insert(0, quantity)
        position = quantity.start
    return parts, commas


# --- what there was, what went, what came, what there is ----------------------------------------------------

_WAS = re.compile(r"(?:去年|上年|年初|原有|原来|原|期初|本来)[^，。；]{0,8}$")
_WENT = re.compile(
    r"(?:退出|退休|退|减少|减|调出|调走|调离|离开|离职|辞[去聘]?|流失|撤[并销]?|解聘|停办|关[闭停]?)[^，。；]{0,4}$"
)
_CAME = re.compile(r"(?:新增|新聘|新招|新建|新补|增补|增聘|补充|补聘|补|招聘|调入|增加|增|来)[^，。；]{0,4}$")
_IS = re.compile(r"(?:合计|共计|总计|共|现有|现在|现|今年|目前|年[底末]|余|实有|还有)[^，。；]{0,6}$")
_STATIONS = 4
_LONGEST_WAS = 12


def wrong_flows(text: str, quantities: Sequence[Quantity]) -> Iterator[tuple[list[tuple[Quantity, int]], Quantity]]:
    """去年督学12人，退出3人，新增5人，合计13人: what there was, went and came, with its sign, and what is left."""
    for at in range(len(quantities) - _STATIONS + 1):
        four = quantities[at : at + _STATIONS]
        was, *changes, left = four
        words = [text[a.end : b.start] for a, b in zip(four, four[1:], strict=False)]
        if (
            not _WAS.search(text, max(0, was.start - _LONGEST_WAS), was.start)
            or not _IS.search(words[-1])
            or re.search("[。；]", "".join(words))
        ):
            continue
        if not all(is_exact(q) and are_alike(q.unit, was.unit) for q in four):
            continue
        signs = [-1 if _WENT.search(word) else 1 if _CAME.search(word) else 0 for word in words[:-1]]
        made = was.low + sum((sign * change.low for sign, change in zip(signs, changes, strict=True)), Decimal(0))
        if sorted(signs) == [-1, 1] and made != left.low:
            yield list(zip((was, *changes), (1, *signs), strict=True)), left
