"""Words that stand for a value (以文代数): 全覆盖 for 100 %, 没有大班额 for none, 均达到标准 for a threshold."""

from __future__ import annotations

import re
from dataclasses import dataclass

from compliance.judgement.values.names import groups, names_of, naming
from compliance.terms import Facet

_UNIT = "[个所名位校人班镇乡县间处座次月家块张本样项]"
# A double negation: 没有一所缺少, 无一例外, 一个乡也没有漏, 没有哪个季度空着.
_NONE_LACKS = re.compile(
    rf"(?!无人[^，。；]{{0,6}}的)(?:没有|无)(?:哪)?一?{_UNIT}[^，。；]{{0,10}}(?:缺|未|没|不|空|漏|落|误|差|例外|无|外|跨|择校|掉队|辍学|早退|断|缺课|迟|低于|少于|超过)|无一(?:例外|{_UNIT}?[^，。；]{{0,3}}(?:缺|未|不|落|空|漏))"
    rf"|(?:没有|无一)[^，。；]{{0,6}}(?:例外|遗漏|空白|死角|盲区)|一{_UNIT}[^，。；]{{0,4}}(?:也|都)(?:没有?|不|未)(?:空|缺|漏|落|少|例外)|一{_UNIT}不(?:漏|落|少|缺)"
)
_NONE_HAS = re.compile(rf"(?:没有|无)(?:哪)?一{_UNIT}|均未|均无|都没有|都未|一律未|全部?未|零覆盖|仍是空白")
_ALL = re.compile(
    r"全部|悉数|一律|全覆盖|全面覆盖|覆盖(?:了)?(?:所有|全部|到?每)|应.尽.|(?:均|都)(?:已|能|有|是|按|配|设|实现|落实|挂牌)|百分百"
)
_ALL_OF = re.compile(
    rf"(?:每一?{_UNIT}?[^，。；]{{0,10}}|各[^，。；]{{0,10}})(?:都|均|各)(?:已|至少|能|能够|钉|挂|立)*(?:有|配|聘|设|选|落实|明确|挂|钉|立|找到)"
    r"|一校一[名人]|一[人名]一校|(?:校校|园园|班班|人人|个个|乡乡|镇镇|村村|所所)(?:都|均|皆)?(?:有|持|配|建|设|修[满足]|挂)"
)
# 还有九所教学点没有责任督学: some are told to be without it.
_SOME_LACK = re.compile(
    rf"(?:尚余|只剩|还剩|仅剩)(?:下|了)?[^，。；0零]{{0,8}}(?:[\d一二两三四五六七八九十]+[家县区市所个园镇乡校人名]|未|没|在门外)"
    rf"|(?:还|仍|尚|只|另)?有(?!一{_UNIT}(?:也|都)?不)[\d一二两三四五六七八九十百]+多?{_UNIT}[^，。；没无未]{{0,12}}"
    rf"(?:尚未|至今没有|没有?|未|无|缺|空着)(?!有?一{_UNIT}|[^，。；]{{0,4}}(?:缺|漏|空|例外))"
)
# 农村学校一所也没有抽: not one, where some are asked for.
_NOT_ONE = re.compile(
    rf"一{_UNIT}[^，。；\d]{{0,2}}(?:也|都)(?:没有?|未|不曾|不(?:安排|开展?|做|搞|办|设|派|查|去))(?![^，。；]{{0,8}}(?:漏|缺|落|少|空|例外|不|未|断|误|差|低|超))"
)
_LIMIT = re.compile(r"以[上下]|低于|少于|超过|不足|不到|未达")
_REACHES = re.compile(
    r"(?<![不未])(?:达标|合格|过了?线|达到(?:了|或超过)?[^，。；\d]{0,12}(?:标准|要求|指标|规定)|符合[^，。；\d]{0,12}(?:标准|要求|规定)|高于[^，。；\d]{0,8}(?:标准|要求))"
)
# An act that is told as done has been done once.
_DONE_ONCE = re.compile(
    r"(?:开展|组织|进行|举办|举行|实施|完成|集中)(?:了|过|一轮|一次)|(?:已|对)[^，。；]{0,16}(?:开展|进行|组织|完成)"
)
_SOME = re.compile(
    r"部分|个别|大部分|多数|基本|有的|试点|试行|其他|其余|除了?[^，。；]{1,12}(?:外|，|$)|仍有|还有|尚有|只有|只占|仅|应|须|要求|争取|力争|将"
)
# 60人以上的大班额已消除 speaks of the worst alone.
_QUALIFIED = re.compile(r"\d人?以上的|超大|特大")
_ARE_NONE = re.compile(
    r"(?<!尚未)(?:没有|无|未出现|未产生|未发生|未组织|未安排|不存在|消除了?|消灭|杜绝|清零|归零)(?:[一哪]?一?[个所])?[^，。；]{0,6}"
    r"|(?:已|全部|均)[^，。；]{0,4}(?:消除|清零|消灭)|一[个所次场](?:也|都)?(?:没有?|不剩|不留|不存)"
)
_NAMED_ENOUGH = 0.6  # 没有哪一所学校属于超规模, for 超规模学校数


@dataclass(frozen=True, slots=True)
class Words:
    """What the words say of the threshold, and the words."""

    meets: bool
    shown: str


def _found(pattern: re.Pattern[str], text: str, meets: bool) -> Words | None:
    match = pattern.search(text)
    return Words(meets, match.group()) if match else None


def asks_of_all(facet: Facet) -> bool:
    """Whether none may be without it: 100 %, or at least one for each."""
    whole = facet.unit == "%" and facet.threshold == 100
    return whole or facet.comparator == ">=" and facet.threshold == 1 and "每" in facet.statement


def says_in_words(facet: Facet, text: str) -> Words | None:
    """What a clause without a number says of the threshold; the caller makes sure that it is about the measure."""
    if facet.threshold == 0:
        return _says_none(facet, text)
    if facet.unit in _TOLD_SHORT:
        return _told_short(facet, text)
    if asks_of_all(facet):
        found = _found(_NONE_LACKS, text, True) or _found(_SOME_LACK, text, False) or _found(_NONE_HAS, text, False)
        if found or _SOME.search(text):
            return found
        return (_found(_ALL, text, True) if facet.unit == "%" else None) or _found(_ALL_OF, text, True)
    if facet.threshold == 1 and facet.comparator == ">=" and facet.unit in ("次", "轮"):
        return _found(_NOT_ONE, text, False) or (None if _SOME.search(text) else _found(_DONE_ONCE, text, True))
    if facet.unit == "次/月" and (stopped := _found(_STOPPED, text, False)):
        return stopped
    asked = facet.comparator == ">=" and not _LIMIT.search(text)
    not_one = _found(_NOT_ONE, text, False) if asked else None
    return not_one or (None if _SOME.search(text) or _NOT_YET.search(text) else _found(_REACHES, text, True))


# 3月、8月停查: not every month.
_STOPPED = re.compile(r"\d{1,2}月(?:份|都)?(?:停查|停检|停办|停了|没有?[查检]|未[查检])")
_NOT_YET = re.compile(r"尚未|未能|没能|并未|还没")


_SHORT_OF_A_DAY = r"(?:够不上|不足|不满|不到|不够|难足|未满)一?(?:个工作日|个?整?[天日])"
# 每次一个上午, 一年一签: lengths of time without a number of the facet's unit.
_TOLD_SHORT = {
    "个工作日": re.compile(
        r"(?:每次|单次|一次)[^，]{0,8}(?:上午|下午)|(?<!不足)(?<!少于)[一半]个(?:上午|下午)|[大小]半[天日]|半个?工作日"
        r"|(?:为|是|只有?|仅|半数|就|待|呆|留|多)半[天日](?!以上)|" + _SHORT_OF_A_DAY
    ),
    "年": re.compile(r"一年一?(?:签|聘|换|任)|年年(?:签|聘)|[一每]年(?:重新)?(?:聘|签)一次|一聘一年"),
}
_NEVER_SHORT = re.compile(r"(?:没有?|无一|从未|从不|不曾)[^，。；]{0,10}(?:不足|不满|不到|不够|半[天日])")
_OF_TERM, _WHOLE_DAY = re.compile(r"任期|聘期|届期"), re.compile(r"上午[^，。；]{0,4}下午|全天|整天|一天|到下午")


def _told_short(facet: Facet, text: str) -> Words | None:
    """Half a day where a day is asked for, one year where the term is longer."""
    if facet.comparator not in (">=", "==") or facet.threshold is None or facet.threshold < 1:
        return None
    if facet.unit == "年" and (facet.threshold == 1 or not _OF_TERM.search(facet.measure)):
        return None
    if _WHOLE_DAY.search(text) and not re.search(_SHORT_OF_A_DAY, text) or _NEVER_SHORT.search(text):
        return None
    return _found(_TOLD_SHORT[facet.unit], text, False)


def _says_none(facet: Facet, text: str) -> Words | None:
    """没有大班额: the denial or the end of the very thing."""
    named = any(name in text for name in names_of(facet)) or naming(facet, [(text, 1.0)]) >= _NAMED_ENOUGH
    if not named or _SOME.search(text) or _QUALIFIED.search(text):
        return None
    if groups(text) - groups(facet.statement) - {"小学", "初中"}:
        return None
    return _found(_ARE_NONE, text, True)
