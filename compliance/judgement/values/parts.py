"""A share, ratio or rate worked out from its parts (据分项计算): 全县101所，达标18所 is 17.8 %."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from compliance.judgement.values.denials import NONE_OF
from compliance.judgement.values.names import groups, naming, pairs_of, wanted_groups, wrong_group
from compliance.judgement.values.units import ALIKE, Stated, in_unit
from compliance.language.distributions import shared_out
from compliance.language.quantities import quantities_of
from compliance.terms import Comparison, Facet, Quantity

_COUNTED = frozenset({"人", "所", "个", "份", "家", "项", "间", "校", "班", "县", "件", "套", "台", "元"})
# What makes the second number a part of the first.
_PART = re.compile(
    r"其中|里[头面]?，?|中[，有]?|实际|完成|开[了设]|现有|已有?|过(?=[一二三四五六七八九十\d])|分到|有|联网|达标|合格"
)
# 新增3所, 比上年多2所 are no parts; 人次 and 共 count on.
# 4个镇各有1所, 一镇一所: so many each.
_NO_PART = re.compile(
    r"新增|增加|比上年|另有|另外|此外|还有|同时|缺口?|退出|减少|平均|各(?!县|区|校|级|类|项)|每|一[镇乡县区村校]$"
)
_NOT_THOSE = re.compile(r"[不非未]|编外")
# 其中, 里头, 这74人里面: what follows is of the number before.
_AMONG = re.compile(r"其中|里[头面]|[人名]?(?:里|中)[，有]?|当中")
_SIDES = re.compile(r"^(?:每年)?(.{2,20}?)占(.{2,20}?)(?:总?数|总额)?的?比例$")
# 够条件的720人, 应交流1340人, 达到交流年限的820人: those that a 符合条件 takes in.
_CHILDREN = re.compile(r"随迁|子女|学生|儿童")  # 符合条件的随迁子女 are no teachers
_ELIGIBLE = re.compile(
    r"符合|够(?:了)?条件|应(?:该)?(?:参与|参加)?(?:交流|轮岗|流动|动)|该动|(?:达到|满)[^，。；\d]{0,8}(?:年限|年)"
)
_EACH_PUPIL, _EACH_SAID = re.compile(r"生均|每百名(?:在校)?学生"), re.compile(r"生均|人均|每百|每生|平均")
_PUPILS = re.compile(r"(?:学生|在校生|小学生|初中生)(?:总?数|人数)?(?:共?有|共|为|是|约)*$|(?:在校|在籍)$")
_PER_CLASSES = re.compile(r"^每(\d+)个?班")
_CLASSES_AND_ROOMS = re.compile(r"(\d+)个?班[^\d。；|%平]{0,12}?(\d+)间")
# So far below the norm that no rounding of classes makes it up.
_SURELY_SHORT = Decimal("0.85")
_RATIO = re.compile(r"^(.{2,20}?)与(.{2,20}?)之比$")
_ONE_HAS = re.compile(
    r"(?:每|一)一?[名位个]([^，。；\d]{2,10}?)(?:平均|大约|约|要|只)*(?:带|教|管|对应|负责|合|照看|照料|服务)[^，。；\d]{0,4}$"
)
_LEAST_NAMED, _BY_SIDES = 0.5, 0.55
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
    counts = [q for q in found if _is_count(text, q)]
    pair = _whole_and_part(facet, text, counts)
    if pair is None or pair[1].start < len(text) - len(own):
        return None
    whole, part = pair
    between = text[whole.end : part.start]
    if not _same_unit(whole, part) or not 0 < part.low <= whole.low or whole.low < 2:
        return None
    if _NO_PART.search(between) or wrong_group(wanted_groups(facet), groups(text[: part.end])):
        return None
    named = naming(facet, [(text, 1.0)])
    if _SIDES.match(facet.measure):
        named = max(named, _BY_SIDES)  # whole and part were found by their own words
    return _stated(part.low / whole.low * 100, named) if named >= _LEAST_NAMED else None


def _is_count(text: str, quantity: Quantity) -> bool:
    """Whether a quantity counts things; 一所不漏 counts none."""
    return (
        quantity.unit in _COUNTED
        and quantity.low == quantity.high
        and quantity.dimension != "difference"
        and not NONE_OF.match(text, quantity.start)
    )


def _own_words(text: str, counts: Sequence[Quantity], index: int) -> str:
    words = text[counts[index - 1].end if index else 0 : counts[index].start]
    return re.split(r"[，。；：]", words)[-1]


def _whole_and_part(facet: Facet, text: str, counts: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """The two counts that a share is of: by the measure's own sides (甲占乙的比例), or a whole and 其中 so many."""
    sides = _SIDES.match(facet.measure)
    if sides is not None:
        asked, base = pairs_of(sides[1]) - pairs_of(sides[2]), pairs_of(sides[2]) - pairs_of(sides[1])
        eligible = _ELIGIBLE if "符合" in sides[2] else None
        names = shared_out("", text, [(q.start, q.end) for q in counts])
        words = [names.get(q.start) or _own_words(text, counts, index) for index, q in enumerate(counts)]
        parts = [i for i in range(1, len(counts)) if pairs_of(words[i]) & asked]
        wholes = [i for i, own in enumerate(words) if pairs_of(own) & base or eligible and eligible.search(own)]
        if eligible:
            wholes = [i for i in wholes if not _CHILDREN.search(words[i])]
            parts = [i for i in parts if i not in wholes]
        if parts:
            part = parts[0]
            if _AMONG.search(text[counts[part - 1].end : counts[part].start]):
                among = [i for i in range(part) if eligible or not _ELIGIBLE.search(words[i])]
                return counts[among[-1] if among else part - 1], counts[part]
            wholes = [i for i in wholes if i < part]
            return (counts[wholes[-1]], counts[part]) if wholes else None
        following = wholes[0] + 1 if wholes else 0  # 够条件的1120人里动了96人
        return (
            (counts[wholes[0]], counts[following]) if 0 < following < len(counts) and following not in wholes else None
        )
    if len(counts) != 2 or not _PART.search(text[counts[0].end : counts[1].start]):
        return None
    return counts[0], counts[1]


def rate_of_total(facet: Facet, text: str) -> Stated | None:
    """What is had for each pupil, or each hundred, from the pupils and the whole that a sentence gives."""
    if not _EACH_PUPIL.search(facet.measure) or "差异系数" in facet.measure or facet.threshold is None:
        return None
    wanted, end, pupils, total = wanted_groups(facet), 0, Decimal(0), None
    for quantity in quantities_of(text):
        words, end = text[end : quantity.start], quantity.end
        if _EACH_SAID.search(words):
            return None
        if wrong_group(wanted, groups(words)) or quantity.low != quantity.high:
            continue
        if quantity.unit == "人" and _PUPILS.search(words):
            pupils = quantity.low
        elif naming(facet, [(words, 1.0)]) >= _LEAST_NAMED and (ends := in_unit(quantity, facet)) is not None:
            total = ends[0]
    if not pupils or total is None or wrong_group(wanted, groups(text)):
        return None
    return _stated(total / pupils * (100 if "百" in facet.measure else 1), naming(facet, [(text, 1.0)]))


def short_of_rooms(facet: Facet, text: str, own: str) -> Stated | None:
    """A school's rooms for so many classes each, where they are too few: 48个班，配3间 for 每12个班1间."""
    match = _PER_CLASSES.match(facet.measure)
    if match is None or facet.unit != "间" or facet.threshold is None:
        return None
    for found in _CLASSES_AND_ROOMS.finditer(text):
        classes, rooms = Decimal(found[1]), Decimal(found[2])
        if found.end() <= len(text) - len(own):
            continue
        value = rooms * Decimal(match[1]) / classes if classes > Decimal(match[1]) else facet.threshold
        if value < facet.threshold * _SURELY_SHORT and not wrong_group(wanted_groups(facet), groups(text)):
            return _stated(value, max(naming(facet, [(text, 1.0)]), _LEAST_NAMED))
    return None


def ratio_of_two(facet: Facet, text: str) -> Stated | None:
    """The ratio of two figures that a measure 甲与乙之比 asks for; None where the text gives only one of them."""
    match = _RATIO.match(facet.measure)
    if match is None or facet.unit not in ("%", "1:N"):
        return None
    found = quantities_of(text)
    if any(q.unit in ("%", "1:N") for q in found):
        return None
    told = _of_paid(match[1], match[2], text, found)
    if told is not None:
        return told
    mine, others = pairs_of(match[1]), pairs_of(match[2])
    sides = [_side(text, found, mine - others, others - mine), _side(text, found, others - mine, mine - others)]
    if sides[0] is not None and sides[1] is None and len(found) == 2 and found[0] is sides[0]:
        words = text[found[0].end : found[1].start]  # 在编教师6.4万元, beside 非在编教师
        sides[1] = found[1] if pairs_of(words) & others and not _NOT_THOSE.search(words) else None
    first, second = sides
    if first is None or second is None or first is second or first.unit != second.unit or not first.low:
        return None
    value = second.low / first.low if facet.unit == "1:N" else first.low / second.low * 100 if second.low else None
    return _stated(value, 1.0) if value is not None else None


# The two sides of a comparison of pay, by the words that people have for them.
_PAID = (
    (re.compile(r"非在?编|编外|(?:招|外)?聘用|合同制|临聘"), re.compile(r"(?<!非)(?<!不)在编|编内|正式")),
    (re.compile(r"教师|老师"), re.compile(r"公务员")),
)


def _of_paid(first: str, second: str, text: str, found: Sequence[Quantity]) -> Stated | None:
    """The pay of one side in per cent of the other's, where each of two amounts has the word for its own side."""
    sides = next(((mine, other) for mine, other in _PAID if mine.search(first) and other.search(second)), None)
    paid = [quantity for quantity in found if quantity.dimension == "money" and quantity.low == quantity.high]
    if sides is None or len(paid) != 2 or _SUMMED.search(text):
        return None
    mine, other = sides
    words = [text[: paid[0].start], text[paid[0].end : paid[1].start]]
    named = ["other" if other.search(own) else "mine" if mine.search(own) else "" for own in words]
    if other.search(words[0]) and mine.search(words[0]):
        return None
    if sorted(named) != ["mine", "other"]:
        return None
    own, others = (paid[0], paid[1]) if named[0] == "mine" else (paid[1], paid[0])
    return _stated(own.low / others.low * 100, 1.0) if others.low else None


# 安排资金, 差距4900元 is nobody's pay.
_SUMMED = re.compile(r"资金|经费|补助|相差|差距|[高低多少]出?\d|增长|总额|财政")


def ratio_by_one(facet: Facet, text: str) -> Stated | None:
    """A ratio that is told by what falls to one (每名专任教师带16.2个孩子), where a measure 甲与乙之比 asks for it."""
    match = _RATIO.match(facet.measure)
    if match is None or facet.unit != "1:N":
        return None
    for quantity in quantities_of(text):
        one = _ONE_HAS.search(text[: quantity.start])
        if (
            one
            and quantity.unit in _COUNTED
            and pairs_of(one[1].replace("老师", "教师")) & (pairs_of(match[1]) - pairs_of(match[2]))
        ):
            named = naming(facet, [(text, 1.0)])
            return Stated(quantity.low, quantity.high, quantity.comparison, max(named, _LEAST_NAMED))
    return None


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
