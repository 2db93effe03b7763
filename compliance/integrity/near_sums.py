"""Lists without a lead word that nearly make a total told just before: 学校41所，小学28所、初中9所、一贯制3所、特教2所.

What comes so near a total, part by part, is its division; how near, and how many parts it takes, is weighed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from compliance.integrity.lists import EVENTS, REST, are_alike, is_exact
from compliance.terms import Quantity

_LONGEST_GAP = 16  # characters between two parts
_LEAST_TOTAL = 8  # small numbers come near each other by chance
_LARGEST_PART = Decimal("0.9")
_NEAR, _NEAR_OF_TWO = Decimal("0.1"), Decimal("0.2")
_END = re.compile(r"[。；]|比|增|减|提高|从|由|超|每|平均|至少|不少于|去年|上年|前年|\d{4}年|其中|又|再")
# Of two parts the second says that it is the rest: 采纳21条，不采纳8条; 13个过关，其余18个.
_REST = re.compile(rf"{REST}|剩余?|还[剩有]|没|未|不(?!少|多|低|超)|在[改办]|尚|女|兼")
# Two that divide by themselves: 楮溪片47所、槎城片38所 share their last word, these are a pair.
_DIVIDING = (
    ("小学", "初中"),
    ("城", "乡"),
    ("城", "村"),
    ("专任", "工勤"),
    ("专职", "兼"),
    ("本部", ""),
    ("合格", "合格"),
    ("以下", "以上"),
    ("公办", "民办"),
)
# What is done at two times can be done to the same: 上半年督导65所、下半年督导60所; what is counted by events cannot.
_TIME = re.compile(r"[年月季期周日次]|上半|下半|春|秋")
_GONE = re.compile("[关停撤退改销办勾]|完成|解决|整改|采纳")
_SHORT_NAME = 8
_KINDS = (("公办", "民办"), ("公办", "普惠"), ("小学", "初中"), ("专职", "兼职"), ("男", "女"), ("城区", "农村"))
_OPEN = re.compile(
    "儿童|孩子|子女|适龄|普惠|务工|合条件|有证民办"
)  # some go to neither; besides these there are others
_PEOPLE = re.compile(r"儿童|孩子|子女|适龄|在册|就读|入学|入园|幼儿(?!园)|高中(?![^，。；、]{0,2}所)|里头")


def near_lists(text: str, quantities: Sequence[Quantity]) -> Iterator[tuple[Quantity, list[Quantity]]]:
    """Totals of a normalised sentence with the parts behind them that nearly, but not quite, make them."""
    for number, total in enumerate(quantities):
        if not is_exact(total) or not total.unit or total.low < _LEAST_TOTAL:
            continue
        parts = _parts(text, total, quantities[number + 1 :])
        found = next(
            (some for some in (parts, parts[:2]) if _is_list(text, parts, some) and _nearly(text, total, some)), None
        )
        if found:
            yield total, found


def _is_list(text: str, parts: Sequence[Quantity], some: Sequence[Quantity]) -> bool:
    """Whether some of the parts are all of the list: 动了146人，小学88人、初中61人，骨干占32人 has two."""
    if len(some) == len(parts):
        return True
    first, second, third = parts[:3]
    names = text[: first.start][-_SHORT_NAME:], text[first.end : second.start]
    paired = any(a in names[0] and b in names[1] for a, b in _DIVIDING if b)
    listed = names[1].startswith("、") and text[second.end : third.start].startswith("，")
    return paired and listed


def _parts(text: str, total: Quantity, following: Sequence[Quantity]) -> list[Quantity]:
    parts: list[Quantity] = []
    position = total.end
    for quantity in following:
        between = text[position : quantity.start]
        ends = len(between) > _LONGEST_GAP or _END.search(between)
        if ends or not are_alike(quantity.unit, total.unit) or not is_exact(quantity):
            break
        if quantity.low >= total.low or not re.search(r"[\u4e00-\u9fff]", between):
            break
        parts.append(quantity)
        position = quantity.end
    return parts


def _nearly(text: str, total: Quantity, parts: Sequence[Quantity]) -> bool:
    made = Decimal(0)
    for part in parts:
        made += part.low
        if made == total.low:  # the list ended there
            return False
    # 教委28条、财政9条: the first of a list is no total; 应配2030人，实有2041人: nor is what is compared.
    listed = text[total.end :].startswith(("、", "和", "及"))
    if len(parts) < 2 or listed or _opens_kinds(text, total, parts[0]):
        return False
    if len(parts) == 2 and _divide(text, total, parts):
        return abs(made - total.low) <= _NEAR * total.low and not (made < total.low and _OPEN.search(text))
    # 118所学校，112所有人管，余下7所: the rest may be little.
    closed = len(parts) == 2 and re.search(REST, text[parts[0].end : parts[1].start])
    if max(part.low for part in parts) > _LARGEST_PART * total.low and not closed:
        return False
    # 残疾儿童212人，启智学校78人、随班103人、送教26人: some of them go to none.
    # 45家，关了41家，剩下的2家: with the rest there are no others.
    short = made < total.low and not (closed and _GONE.search(text, total.end, parts[0].start))
    if short and (len(parts) == 2 or _PEOPLE.search(text)):
        return False
    near = _NEAR
    if len(parts) == 2:
        last = text[parts[0].end : parts[1].end + 6]
        first = text[total.end : parts[0].start]
        if not _REST.search(last) or _REST.search(first) and not re.search("男|专职", first):
            return False
        near = _NEAR_OF_TWO
    return abs(made - total.low) <= near * total.low


def _opens_kinds(text: str, total: Quantity, first: Quantity) -> bool:
    """Whether the first of three kinds is taken for a total: 公办园5720人，普惠性民办园4180人，其余2160人."""
    before = re.split("[，。；：]", text[max(0, total.start - _SHORT_NAME) : total.start])[-1]
    between = text[total.end : first.start]
    if any(a in before and b in between or b in before and a in between for a, b in _KINDS):
        return True
    # 幼儿园52所，小学28所，初中14所: schools by kind, and none of them the whole.
    return "幼儿园" in before and "小学" in between or "义务教育" in before and bool(re.search("高中|中职", between))


def _divide(text: str, total: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether two parts are named as the two halves of the total, or listed with 、 right behind it."""
    first = re.split("[，：、（里中]", text[total.end : parts[0].start])[-1].removeprefix("有")
    between = text[parts[0].end : parts[1].start]
    second = re.sub("^[^，、]{0,4}[，、]", "", between).removeprefix("有")
    if not first or not second or max(len(first), len(second)) > _SHORT_NAME:
        return False
    # 公办园6131人，普惠园4379人，民办园2002人: the first of three like names is no total.
    if text[: total.start].endswith(first[-1]) and first[-1] == second[-1]:
        return False
    if _TIME.search(first + second) and total.unit not in EVENTS:
        return False
    pair = any(a in first and b in second for a, b in _DIVIDING)
    return pair or first == second or len(first) == len(second) >= 2 and first[-1] == second[-1]


# --- what was done of a number told before, and what is left -----------------------------------------------

_DONE = r"(?:勾|销|划|画|改|办|整改|完成|解决|采纳|落实|处理|关闭)(?:了|掉|好|完|结|号|成|到位|完毕|的|已|共)*"
_DONE_PART = re.compile(f"{_DONE}$")
_DONE_NUMBER = re.compile(rf"{_DONE}[\d一二三四五六七八九十]")
_LEFT_PART = re.compile(
    r"(?:[余剩]下?|剩余|其余|还有|还剩|还挂|挂着|没[有改办销做勾]|未[改办销做]|尚)[^，。；\d]{0,8}$"
)
_LEFT_BEHIND = re.compile(
    r"转(?:入|到)|结转|(?:还|尚|仍|没|未|正)(?:有|在)?[^，。；]{0,3}(?:改|办|销|勾|完成|整改|处理|落实)"
)
# What is left with its number, or with 还在改 behind it.
_LEFT_NUMBER = re.compile(
    r"(?:[余剩]|还[有挂]|挂着|[没未尚][有改办销做勾挂])[^，。；\d]{0,8}[\d一二三四五六七八九十]|[条项件个处](?:还|尚|仍|没|未|正|转入|转到|结转)"
)
_WORDS_BETWEEN = 40  # characters between what is done and what is left
_MOST_FAR = 200  # numbers that a remainder is held against


def has_remainder(text: str) -> bool:
    """Whether a normalised paragraph names a number of what is left: cheap to ask, so that few are searched."""
    return bool(_DONE_NUMBER.search(text)) and bool(_LEFT_NUMBER.search(text))


def remainders(text: str, quantities: Sequence[Quantity]) -> Iterator[tuple[Quantity, list[Quantity]]]:
    """302条都上了账……改好的251条，没改好的63条: in a paragraph, a total with the two parts that nearly make it."""
    for number, (done, left) in enumerate(zip(quantities, quantities[1:], strict=False)):
        if not _is_remainder(text, done, left):
            continue
        made = done.low + left.low
        earlier = quantities[max(0, number - _MOST_FAR) : number]
        totals = [q for q in earlier if is_exact(q) and q.unit == done.unit and q.low > done.low]
        near = [q for q in totals if abs(q.low - made) <= _NEAR * q.low]
        if near and all(q.low != made for q in totals):
            yield near[-1], [done, left]


_LEDGER = re.compile(r"(?:问题|清单|台账|毛病|隐患)[^。；]{0,20}\d|\d[^。；，]{0,6}(?:问题|毛病|隐患)|(?:剩下|共)\d")
_LEAST_FAR, _NEAR_FAR = 50, Decimal("0.06")


def of_a_ledger(text: str) -> bool:
    """Whether a clause tells how many problems or entries there are in all."""
    return bool(_LEDGER.search(text))


def far_remainders(
    text: str, quantities: Sequence[Quantity], told: Sequence[Quantity]
) -> Iterator[tuple[Quantity, list[Quantity]]]:
    """What is done and what is left of a sentence that nearly make one number told elsewhere, and make none."""
    for done, left in zip(quantities, quantities[1:], strict=False):
        made = done.low + left.low
        if not _is_remainder(text, done, left) or made < _LEAST_FAR:
            continue
        totals = [
            q for q in (*quantities, *told[:_MOST_FAR]) if is_exact(q) and q.unit == done.unit and q.low > done.low
        ]
        near = {q.low: q for q in totals if abs(q.low - made) <= _NEAR_FAR * q.low}
        if len(near) == 1 and made not in near:
            yield next(iter(near.values())), [done, left]


def _is_remainder(text: str, done: Quantity, left: Quantity) -> bool:
    if not (is_exact(done) and is_exact(left) and done.unit == left.unit and done.dimension == "count"):
        return False
    between = text[done.end : left.start]
    behind = re.split("[，。；]", text[left.end : left.end + _WORDS_BETWEEN])[0]
    is_left = _LEFT_PART.search(between) or _LEFT_BEHIND.match(behind)
    before = text[max(0, done.start - _WORDS_BETWEEN) : done.start]
    return bool(is_left) and len(between) <= _WORDS_BETWEEN and bool(_DONE_PART.search(before))
