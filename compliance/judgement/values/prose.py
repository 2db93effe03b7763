"""The numbers of running text that may be a facet's value: no norm restated, not last year's, no other group's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from compliance.judgement.values.asides import (
    is_apart,
    is_crossed,
    is_each_time,
    is_lacking,
    is_named_later,
    is_to_be_done,
    is_to_come,
    is_told_before_its_name,
    last_sentence,
)
from compliance.judgement.values.denials import NONE_OF, counted_beyond, denied_after, denied_side, settles
from compliance.judgement.values.margins import margin
from compliance.judgement.values.names import (
    ALONE,
    for_another_unit,
    groups,
    is_total,
    naming,
    ordered_groups,
    unnamed,
    wanted_groups,
    wrong_base,
    wrong_group,
)
from compliance.judgement.values.units import Stated, in_scale, in_unit
from compliance.language.distributions import shared_out
from compliance.language.quantities import quantities_of
from compliance.terms import Comparison, Facet, Quantity

# The first year of the submission's period, and whether 去年 is of that period.
_When = tuple[int | None, bool]
# Words that stand around a number, nearest last, each with the weight of what they name.
Context = Sequence[tuple[str, float]]

_NORM_AFTER = re.compile(
    r"^(?:[、和与及或][\d.]+[^，。；\d]{0,4}?)*[^，,。；;\d（）]{0,6}(?:的)?(?:要求|标准|规定|指标|底线|门槛|目标|红线|基准|说法)(?!化)"
)
_NORM_BEFORE = re.compile(
    r"(?:(?:指标|要求|强求|规定|目标|底线|门槛)(?:值|线)?(?:是|为|的|[:：])?|原[说定]|原计划|本[该应]|按说|应当?|须|必须|不得|不应|不能|(?<!现)需要?)"
    r"(?:应当?|须|必须|要|不得)?(?:达到|在)?(?:不?低于|不?高于|不?少于|不?多于|不?超过|≥|≤)?(?:每生每年)?$"
    r"|（[^（）]{0,8}(?:标准|线)(?:值)?(?:为|是|:|不低于|不少于|不超过)?$"
)
# 不足100人的学校, 至少六项过线的学校: the number says which, not how many.
_ATTRIBUTE = re.compile(
    r"^(?:以[上下内])?(?:的\d+[所个间]|的?(?:一律)?(?:不算|不计|除外))"
    r"|^(?:以[上下内])?[^，。；\d]{0,4}的(?:\d+[所个])?(?:小?规模)?(?:小?学校?|教学点|村小|班级?|[^，。；\d]{0,3}园|县|教师|人(?!数)|大?班额|企业)"
)
# 离8平方米还有距离, 距满五年还有: the threshold is named to say that it is not reached.
_SHORT_OF = re.compile(r"(?:离(?!城|校|家|县|镇)|距(?:离|(?!城|校|家|县|镇))|还差|尚差)(?:[^，。；\d]{0,6})$")
_NOT_REACHED = re.compile(
    r"(?:达不到|未达到?|没有?达到|够不上|(?<!够)不够|(?<!不)(?<!不[得应能])低于|不足|不到|不满|(?<!不)(?<!不[得应能])少于)[^，。；]{0,12}$"
)
# 最小的一间, 最少的一所: which one, not how many.
_THE_ONE = re.compile(r"(?:最.{1,3}|其中|唯)的?$")
_NOW_AT = re.compile(
    r"(?:提高|提升|升|增加|增长|增|上升|扩大|提|涨|降低|下降|降|压减|压缩|压|减少|减|调整|回升|回落|改|到)"
    r"(?:到了?|至|为|成)[^，。；\d]{0,4}$"
)
_FROM = re.compile(r"(?:由|从)[^，。；]{0,14}$")
_TO = re.compile(
    r"^[^，；]{0,12}(?:提高|升|增|上升|扩大|提|涨|降|减|压|调整|回落|改)?(?:到了?|至|为|成)[^，。；\d]{0,4}[\d一二三四五六七八九]"
)
_TIME_WORD = re.compile(
    r"((?:19|20)\d\d)(?=年(?!\d{0,2}月?(?:起|以来|开始|以后)|(?:\d{1,2}月)?(?:\d{1,2}日)?(?:印发|出台|制定|修订|发布|颁布|施行|通过|联署))|学年|[—\-~至])|(?<![比较由从超])(去年|上年|上学年|上一年)|(?<![比较由从超])(前年|上一学年|前几年|原先|原来|过去|以前|此前|早先|当时|那时|那[一几]?年|[一二两三四五六七八九十几\d]+年(?:以)?前(?!后)|曾经?(?=[^，。；]{0,2}(?:给|配|做|达|有|是|在|为|把)))"
    r"|(今年|本年|本学年|当年|目前|现在|现有|如今|本次|此次|这次|至今|截至|全年|年末|现已)"
)
# 比上年的0.52下降0.05: the figure that this year's is held against.
_HELD_AGAINST = re.compile(r"[比较与和](?:去年|上年|上学年|上一年|前年|(?:19|20)\d\d年)(?:度|同期|末|底)?(?:的)?$")
_OPENS_WITH_YEAR = re.compile(r"^(?:截至|到|至)?(?:(?:19|20)\d\d(?:年|学年)|去年|上年|上学年)")
_TYPICAL = re.compile(r"平均(?!每天|每生|工资|收入)|均值|大部分|绝大多数|多数|基本|一般|部分|个别|有的")
_ASKS_ALL = re.compile(r"所有|每[所个名位班校间]|各[校县]|都|没有|不超过|教学班")


def _time_of(words: str, back: bool) -> tuple[int | None, bool]:
    """The last year that the words name, and whether their last word of time is of the past."""
    year, old = None, False
    for match in _TIME_WORD.finditer(words):
        if match[4] == "当年" and year is not None:
            continue  # of the year just named
        year, old = (int(match[1]), False) if match[1] else (None, bool(match[2]) and not back or bool(match[3]))
    return year, old


def is_earlier(words: str, oldest: int | None, back: bool = False) -> bool:
    """Whether the words before a value date it before the submission's period; `back`: 去年 is that period."""
    year, old = _time_of(words, back)
    return old or bool(year and oldest and year < oldest)


def _dated(said: str, text: str) -> str:
    """The words that may date a number: its own part, the one before it, or a year that opens the sentence."""
    parts = [part for part in said.split("，") if part]
    opening = parts[0] if parts and _OPENS_WITH_YEAR.match(parts[0]) else ""
    return "，".join((opening, *parts[-1:], text))


# 上级规定…不低于50%, 按通知…每月应不少于2次: a bound that the norm's own words lead up to.
_NORM_LEADS = re.compile(
    r"^(?:按照?|根据|依据|依照|对照)?(?:上级|上面|国家|部里|省里?|市里?|教育部|教育厅|文件|通知|办法|指标|方案)[^，。；]{0,10}(?:规定|要求|通知|明确|标准|说)"
)
_HELD = re.compile(r"(?:守住|保住|坚守|达到|越过|高出|高过)了[^，。；]{0,8}$")  # 守住了每月一次的底线
_MUST = re.compile(r"应当?(?![届急用试])|须|必须|不得")
_BOUND = (Comparison.AT_LEAST, Comparison.AT_MOST)


# 标准为0.50，实际0.42: the limit itself, called by the name of a norm that the measure is not.
_CALLED = re.compile(r"(?:标准|规定)(?:值|线)?(?:是|为|[:：])?$")


def _is_norm(facet: Facet, before: str, text: str, quantity: Quantity, said: str) -> bool:
    """Whether a number is the norm itself: 应不低于85%, 高于85%的要求, 上级规定…不低于50%."""
    if _NORM_AFTER.match(text[quantity.end :]) and not _HELD.search(before) or _NORM_BEFORE.search(before):
        return True
    if _CALLED.search(before) and "标准" not in facet.measure and facet.threshold == quantity.low:
        return True
    if quantity.dimension == "frequency" and _MUST.search(text[quantity.start : quantity.end]):
        return True
    return (is_norm_led(text) or is_norm_led(said)) and quantity.comparison in _BOUND


def is_norm_led(text: str) -> bool:
    """Whether a text begins with the norm of a superior or of the scheme: 国家要求…, 按照办法规定…."""
    return bool(_NORM_LEADS.match(text))


def asks_all(facet: Facet) -> bool:
    """Whether every one must reach the facet's limit, so that an average does not show it."""
    return bool(_ASKS_ALL.search(facet.statement)) and not re.search(r"左右|平均", facet.statement)


def _own_part(text: str, start: int, end: int) -> str:
    """The comma part before a number; one that only says 占 goes on the part before it."""
    parts = re.split(r"[，、；。：（）]", text[start:end])
    return "".join(parts[-2:]) if len(parts) > 1 and re.match(r"占|为|是|达|$", parts[-1]) else parts[-1]


_LARGEST = re.compile(r"最[大多高挤满小少][^，。；]{0,24}$")  # 最大的小学班级44人、初中班级49人
_LISTED = re.compile(r"\d+所[^，。；、\d]{2,8}(?:[、和与及]\d+所[^，。；、\d]{2,6})+的?[^，。；、\d]{0,12}$")


def _group_of(text: str, quantity: Quantity, previous: int, around: frozenset[str]) -> frozenset[str]:
    """The groups that a number speaks of: those named since the number before it, else in the text, else around it."""
    before = text[: quantity.start]
    listed = _LISTED.search(before)  # 41所小学、15所初中的在校生: the number is of both
    own = groups(text[listed.start() if listed else previous : quantity.start])
    near = own or groups(before) or around
    part = groups(_own_part(text, 0, quantity.start) + re.split(r"[，。；、]", text[quantity.end :])[0])
    return (near - ALONE) | (part & ALONE)


def _spread(text: str, comparable: Sequence[Quantity]) -> dict[int, str]:
    """小学、初中校际差异系数0.41和0.38: which group each number is of, by the numbers' starts."""
    if len(comparable) < 2 or groups(text[comparable[0].end : comparable[-1].start]):
        return {}
    named = list(dict.fromkeys(name for name in ordered_groups(text[: comparable[0].start]) if name not in ALONE))
    if len(named) != len(comparable):
        return {}
    return {quantity.start: name for quantity, name in zip(comparable, named, strict=True)}


def _names(said: str, text: str, numbers: Sequence[Quantity]) -> dict[int, str]:
    """The name of each number of a list: 小学、初中分别为…; {} where each has its own words."""
    return shared_out(said, text, [(q.start, q.end) for q in numbers]) or _spread(text, numbers)


# How much nearer to the measure another name must be: 生均教学及辅助用房面积 and 生均体育运动场馆面积 share 面积.
_NEARER = 0.3


_UNLIKE = 0.25
# 空编率2.1%、学科配齐率97%: what each number of a list is of, told right before it.
_OWN_NAME = re.compile(
    r"[\u4e00-\u9fff]{2,14}(?:率|比例|占比|系数|面积|场地|用房|设备值|图书|覆盖面|满意度|认可度)(?:生均|人均|为|是|达到?|有|均|约|近|超过?)*$"
)


def _is_rivals(facet: Facet, name: str, names: Mapping[int, str]) -> bool:
    """Whether a number's name is another measure's: the name of another number beside it is nearer to the facet's."""
    own = naming(facet, [(name, 1.0)])
    nearest = max(naming(facet, [(other, 1.0)]) for other in names.values())
    return nearest > own + _NEARER or (not own and nearest >= _UNLIKE)


def _own_names(text: str, numbers: Sequence[Quantity]) -> dict[int, str]:
    """The numbers that are named by the words right before them, with those; {} where fewer than two are."""
    named, end = {}, 0
    for quantity in numbers:
        if match := _OWN_NAME.search(text, end, quantity.start):
            named[quantity.start] = match.group()
        end = quantity.end
    return named if len(named) > 1 else {}


# 上半年到账19万元 is not what the year has.
_PART_OF_YEAR = re.compile(r"[上下]半年|[春秋]季|[上下]学期|第?[一二三四]季度")
# 54所学校里…: where none is allowed, the whole that is looked through counts none of them.
_THE_WHOLE = re.compile(r"^(?:中小学|[^，。；\d]{0,6}(?:学校|校|园|班))(?:里|中|当中|都|均|没有|无|一[所校]不)")
# 11.4 优质高中计划940人: an item's own number opens the answer to it.
_ITEM_CODE = re.compile(r"[1-9]\d?\.\d{1,2}(?=\s|(?![和与以至到倍])[\u4e00-\u9fff])")
# 不足400人的学校按400人核定: which schools, not how many pupils.
_TOO_SMALL = re.compile(r"(?:不足|不到|不满|少于)$")
# 国家义务教育质量监测 comes round every few years; a result holds until the next.
_LASTING = re.compile(r"质量监测|周期")


def _is_left_out(facet: Facet, quantity: Quantity, text: str, said: str, own: str, when: _When) -> bool:
    """Whether a number is no value of the facet: an increment, an attribute, a share of another whole, outdated."""
    after = text[quantity.end :]
    if quantity.dimension == "difference" and facet.unit != "个百分点":
        return True
    if is_apart(quantity, own) or is_each_time(text, quantity.start):
        return True
    if quantity.dimension == "money" and facet.comparator == ">=" and _PART_OF_YEAR.search(_dated(said, own)):
        return True
    if facet.comparator == "==" and not facet.threshold and _THE_WHOLE.match(after):
        return True
    if _ATTRIBUTE.match(after) or wrong_base(facet, own) or "不足" in facet.statement and _TOO_SMALL.search(own):
        return True
    part = re.split(r"[。；]", after)[0]
    if _FROM.search(text[: quantity.start]) and _TO.search(part) or _HELD_AGAINST.search(text[: quantity.start]):
        return True
    if _LASTING.search(facet.measure):
        return False
    return is_earlier(_dated(said, text[: quantity.start]), *when) and not _NOW_AT.search(own)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text that is read for a facet: what stands around it, and which name each number of a list has."""

    text: str
    context: Context
    said: str  # what the sentence said before
    around: frozenset[str]  # the groups that were named last
    names: Mapping[int, str]  # shared out over a list
    own_names: Mapping[int, str]
    when: _When

    def group(self, quantity: Quantity, previous: int) -> frozenset[str]:
        """The groups that a number speaks of."""
        listed = groups(self.names.get(quantity.start, "")) - ALONE
        if not listed:
            return _group_of(self.text, quantity, previous, self.around)
        return listed | groups(self.text[: quantity.start]) & ALONE


def _far_groups(context: Context) -> frozenset[str]:
    """The groups that were named last in what was said before and above."""
    around = frozenset[str]()
    for words, weight in context:
        around = (groups(words) or around) if weight >= 0.7 or len(words) < 30 else around
    return around


def _all_named(wanted: frozenset[str], text: str, context: Context, comparable: Sequence[Quantity]) -> frozenset[str]:
    """Every group that may tell what kind of number stands here.

    For a coefficient that is the sentence alone, unless its numbers can be nothing else (小学为0.38).
    """
    far = "差异系数" not in wanted or all(not q.unit and q.low < 1 and q.low != int(q.low) for q in comparable)
    return frozenset[str]().union(groups(text), *(groups(words) for words, weight in context if far or weight >= 0.7))


def _durations(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """一个小时二十分钟 as one number of hours."""
    joined: list[Quantity] = []
    for quantity in found:
        last = joined[-1] if joined else None
        between = text[last.end : quantity.start] if last else ""
        if last and last.unit == "小时" and quantity.unit in ("分钟", "分") and between in ("", "零", "又"):
            joined[-1] = replace(
                last, end=quantity.end, low=last.low + quantity.low / 60, high=last.high + quantity.high / 60
            )
        else:
            joined.append(quantity)
    return joined


# What is longer without a mark of a sentence is no sentence; around each of its numbers all of it would be searched.
_LONGEST = 1000


def spoken(facet: Facet, text: str, context: Context, oldest: int | None, back: bool = False) -> Iterator[Stated]:
    """The values of a text for a facet, in the text's order; `context` holds what was said before and above.

    `oldest` is the first year of the submission's period; `back`: 去年 is of that period.
    """
    wanted, text = wanted_groups(facet), text[:_LONGEST]
    said = last_sentence("".join(words + "，" for words, weight in context if weight >= 0.7))[-_LONGEST:]
    found = [q for q in _durations(text, quantities_of(text)) if q.start or q.unit or not _ITEM_CODE.match(text)]
    comparable = [
        (q, ends)
        for q in found
        if (ends := in_unit(q, facet, said + text[: q.start])) is not None and in_scale(facet, ends[1])
    ]
    numbers = [quantity for quantity, _ in comparable]
    if not numbers or unnamed(wanted, _all_named(wanted, text, context, numbers)):
        return
    names = _names(said, text, numbers) if len(numbers) > 1 else {}
    read = _Text(text, context, said, _far_groups(context), names, _own_names(text, numbers), (oldest, back))
    for number, (quantity, ends) in enumerate(comparable):
        previous = max((q.end for q in found if q.end <= quantity.start), default=0)
        following = numbers[number + 1].start if number + 1 < len(numbers) else len(text)
        value = _value(facet, read, quantity, ends, previous, following)
        if value is not None:
            yield value


# 人数最多的小学是锦里小学，有学生2108人: one school's, told in the next part.
_OF_LARGEST = re.compile(r"最[大多高][^。；，]{0,16}，[^，。；\d]{0,8}$")
_EACH_OF_THEM = re.compile(r"(?:督学|责任区|学区)[^，。；\d]{0,4}分别")  # 2名督学分别负责7所
_NOT_ONLY = re.compile(r"不[止只](?:有)?$")  # 不止一个人: how many more is not told
# 有4个班52至54人; 最挤的一个班，41人: so many in a class, not in all.
_SOME_CLASSES = re.compile(r"(?:[\d一二两三四五六七八九十几]个?班[^，。；\d]{0,4}|一个班，)$")


def _value(
    facet: Facet, read: _Text, quantity: Quantity, ends: tuple[Decimal, Decimal], previous: int, following: int
) -> Stated | None:
    """One number as the facet's value; `previous` and `following` are where the numbers beside it end and begin."""
    text, said, context = read.text, read.said, read.context
    before, own, after = text[: quantity.start], text[previous : quantity.start], text[quantity.end : following]
    every = "，".join((*(words for words, _ in context), text))
    whole = quantity.low == int(quantity.low)
    some = facet.unit == "人" and (_SOME_CLASSES.search(before) or _OF_LARGEST.search((said + before)[-48:]))
    some = some or _EACH_OF_THEM.search(before)
    total = not some and is_total(facet, _own_part(text, previous, quantity.start), every, whole)
    if total and not _LARGEST.search(before) or for_another_unit(facet, own):
        return None
    if wrong_group(wanted_groups(facet), read.group(quantity, previous)):
        return None
    if is_named_later(facet, text, quantity) or is_told_before_its_name(facet, (before, *(w for w, _ in context))):
        return None
    for names in (read.names, read.own_names):
        if quantity.start in names and _is_rivals(facet, names[quantity.start], names):
            return None
    around = [*context, (text, 0.8), (own, 1.0), (after, 1.0)]
    apart = margin(before)
    if apart is not None and facet.threshold is not None and quantity.low == quantity.high:
        told = apart.value(ends[0], facet.threshold)
        return Stated(told, told, Comparison.EQUAL, naming(facet, around))
    side = denied_after(before, text[quantity.end :])
    if side is None and counted_beyond(before, text[quantity.end :], ends[0], facet) is False:
        return Stated(*ends, Comparison.MORE, naming(facet, around), settled=False)
    if side is None and _is_left_out(facet, quantity, text, said, own, read.when):
        return None
    the_one = text[quantity.start] == "一" and _THE_ONE.search(own)
    if the_one or NONE_OF.match(text, quantity.start):
        return None
    side = side or denied_side(before, after, said.rstrip("，").split("，")[-1])
    if side is not None:
        settled = settles(side, ends[0], facet)
        return None if settled is None else Stated(*ends, side, naming(facet, around), settled=settled)
    if is_to_come(before) or is_to_be_done(last_sentence(said + before)):
        return None
    if facet.threshold is not None and ends[0] < facet.threshold and _NOT_ONLY.search(own):
        return None
    at_limit = facet.threshold in ends
    rises = facet.comparator in (">=", ">") or facet.unit == "1:N"  # a ratio is reached from above
    missed = at_limit and rises and bool(_NOT_REACHED.search(own) or _SHORT_OF.search(own))
    if missed and facet.unit == "1:N" or asks_all(facet) and is_lacking(facet, own, quantity):
        words = last_sentence(before).split("，")[-1][-6:] + text[quantity.start : quantity.end]
        return Stated(*ends, quantity.comparison, naming(facet, around), settled=False, words=words)
    if is_crossed(own, after):
        return Stated(*ends, Comparison.MORE, naming(facet, around))
    if not missed and (_SHORT_OF.search(own) or _is_norm(facet, own, text, quantity, said)):
        return None
    typical = bool(asks_all(facet) and _TYPICAL.search((said + before)[-24:])) or _is_best(facet, before)
    comparison = Comparison.LESS if missed else quantity.comparison
    return Stated(*ends, comparison, naming(facet, around), typical)


# The best of several (最低的一项为0.21) does not show how the others stand.
_BEST = {
    "<=": re.compile(r"最[低小少短][^，。；\d]{0,12}$"),
    ">=": re.compile(r"最[高大多长][^，。；\d]{0,12}$"),
}


def _is_best(facet: Facet, before: str) -> bool:
    best = _BEST.get(facet.comparator)
    return bool(best and best.search(before)) and not re.search(r"最[高大多低小少]", facet.measure)
