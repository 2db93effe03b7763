"""Numbers that agree in another way than by the sum that a list seems to make, or that are no parts at all.

An overlapping list, a chain, an extreme beside a mean: what reports say every day, and no fault of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from compliance.integrity.lists import are_alike
from compliance.integrity.passages import numbers
from compliance.terms import Quantity

LONGEST_GAP = 24  # characters between two parts of one list
_EXTREME = re.compile(r"最[少多高低大小]|平均|人均|[校班]均")
_CHILDREN, _ENTITLED = re.compile("残疾|适龄|随迁"), re.compile("符合条件")
_JOINED = re.compile(r"[^，。；]{0,20}[、和与，][^，。；、\d]{0,8}")
_JOINED_BY_LIST = re.compile(r"[、和][^，。；、\d]{0,8}")
_GROWN = re.compile("(?:增加|增长|多|增)了?$")
_TWICE = re.compile("都|均|重复|重叠|兼")
_ALLOWED = re.compile("编制[^，。；缺]{0,3}$")
_DEALT_WITH = re.compile("办|改|销|完成")

# What one person or school can be at once: lists that mix these may overlap and need not add up.
_RESPECTS = tuple(
    re.compile(words)
    for words in (
        r"男|女",
        r"党员|团员|民主党派",
        r"学历|本科|专科|大专|研究生|硕士|博士",
        r"职称|高级|中级|特级|一级教师|正高",
        r"\d+岁|年龄|青年|中年",
        r"省级|市级|国家级|县级|区级|骨干|名师|学科带头人",
        r"寄宿|住校|走读",
        r"留守|随迁|残疾|贫困|困难|建档立卡|低保",
        r"专职|兼职",
        r"专任",
        r"直属|[市县区]属",
        r"义务教育",
        r"公办|民办|普惠",
        r"[一二三]类|[一二三]级园|示范|星级",
        r"专业课|双师",
        r"新[增聘建开招]|退休|交流|轮岗",
    )
)
_BEST, _NOT_BEST = re.compile("优[^，]{0,8}良"), re.compile("合格|一般|中等|[较不]差|达标")


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and its parts, as offsets and values in one sentence."""

    start: int
    end: int
    total: Decimal
    parts: tuple[Decimal, ...]
    unit: str

    @property
    def difference(self) -> Decimal:
        """Parts less total: positive where the parts make more."""
        return sum(self.parts, Decimal(0)) - self.total


def is_explained(text: str, told: Sequence[Quantity], one: Sum) -> bool:
    """Whether a list that does not make its total need not; `told` are the quantities of the normalised sentence."""
    inside = [q for q in told if one.start <= q.start and q.end <= one.end]
    if one.total in one.parts or any(_EXTREME.search(text[max(0, q.start - 10) : q.start]) for q in inside):
        return True
    # 特殊教育学校和专门学校各1所 are two; 编制7名，实有专职5人 is no division of what is allowed.
    if any(text[: q.start].endswith("各") for q in inside) or _ALLOWED.search(text[max(0, one.start - 8) : one.start]):
        return True
    # 春季40校、秋季45校，两季都督导的5校: counted twice, and said to be.
    after = next((q for q in told if q.start >= one.end), None)
    if after and after.low == one.difference and _TWICE.search(text[one.end : after.start][:LONGEST_GAP]):
        return True
    # 公办41所、普惠性民办38所、营利性民办7所: the list goes on behind the two that would divide the total.
    following = _run(text, [q for q in told if q.start > one.start and are_alike(q.unit, one.unit)])
    if any(made == one.total for made in list(accumulate(q.low for q in following))[1:]):
        return True
    # 对2名局长、5名校长问责，其中通报4人、诫勉2人、责令辞职1人: parts of two numbers told before.
    made = one.total + one.difference
    earlier = [q for q in told if q.end <= one.start and are_alike(q.unit, one.unit)]
    if any(q.low + one.total == made and _JOINED.fullmatch(text[q.end : one.start]) for q in earlier[-1:]):
        return True
    # 比上年的41万元增加27万元，其中县财政40万元、学校自筹28万元: of what there is now.
    changes = (q for q in numbers(text) if one.start <= q.start < one.end and q.low == one.difference)
    if any(_GROWN.search(text, one.start, q.start) for q in changes):
        return True
    # 专职督学6人、兼职督学27人，其中教授3人、校长9人: of both together.
    if one.difference < 0 and any(_JOINED_BY_LIST.fullmatch(text[q.end : one.start]) for q in earlier[-1:]):
        return True
    # 66所园里，公办31所，普惠性民办22所，其余13所: the total is itself a part of one told before.
    if any(q.low == one.total + made for q in earlier):
        return True
    # 适龄残疾儿童98人，其中随班就读66人: some go to none. 随迁子女5216人，其中符合条件4987人、公办就读4703人: a chain.
    names = text[max(0, one.start - 16) : one.end]
    if one.difference < 0 and _CHILDREN.search(names) or one.difference > 0 and _ENTITLED.search(names):
        return True
    # 其中具有高级职称的71人，会民族语言的95人: who is described can be both.
    parts = [q for q in inside if q.low in one.parts and q.start > one.start]
    described = len(parts) == 2 and all(text[: q.start].endswith(("的", "的有")) for q in parts)
    return one.difference > 0 and described and not _DEALT_WITH.search(text[one.start : one.end])


def may_overlap(names: str) -> bool:
    """Whether the names of parts mix what one person or school can be at once: 女教师 and 党员."""
    return sum(bool(respect.search(names)) for respect in _RESPECTS) > 1


def names_the_best(names: str) -> bool:
    """Whether parts are only the best of all: 55个，其中优22个、良29个."""
    return bool(_BEST.search(names)) and not _NOT_BEST.search(names)


def _run(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The first of these and those that follow it without a long gap or the end of a sentence."""
    run = list(quantities[:1])
    for quantity in quantities[1:]:
        between = text[run[-1].end : quantity.start]
        if len(between) > LONGEST_GAP or re.search("[。；]", between):
            break
        run.append(quantity)
    return run
