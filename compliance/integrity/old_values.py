"""An old year's value that is put to use for this one, in so many words or by holding it against the standard.

作为本年成绩上报, 今年即按此数申报, 暂用上年; 2019年巩固率为97.8%，超过95%的标准 where nothing tells of this year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_YEAR = re.compile(r"(?<![\d第])(20\d\d)(?=年|学年|[—.-]\d)")
_OLD = r"20\d\d年(?:\d{1,2}月)?(?:[春夏秋冬]季?|[底末初]|上半年|下半年)?的?"
_TAKEN = r"(?:计入|列入|列为|记入|记为|纳入|算作|作为|充作|当作|用作|抵作|视为|认作|报作|上报为?|申报为?|填报为?)"
# What a value can be put down as. What a year's work is planned, judged or rewarded by is none of its values.
_AS = (
    r"(?:[^，。；]{0,14}?(?:数(?!学)|值|率|成绩|得分|成果|指标|业绩|实绩|结果|上报|申报|填报|佐证|证明)"
    r"|(?=[，。；）]|$))"
)
_FOR_WORK = r"(?![^，。；]{0,12}(?:评优|表彰|奖|职称|绩效|重点|计划|任务|目标|预算|起点|基数|分配|聘|问责|选拔|整改))"
_REPORTED = r"(?:申报|上报|填报|填入|计分|记分|计算|认定|评定|确认|达标|得分)"
_LAST_YEARS = re.compile(
    r"(?:暂用|暂引|暂以|暂按|暂取|沿用|仍用|套用|借用|照用|采用|引用)(?:的?是)?(?:上|去|前|往)(?:一|个)?(?:学?年|期|轮)度?的?"
    r"(?:统计|调查|监测|测评|测试)?(?:数|值|结果|得分|成绩|口径|(?=[，。；）、]|$))"
)
_RATE = r"(?:[率度]|比例|占比|值|面积|机比|生比|师比|人数)"
# The rate is told by its old year alone, and said to reach what is asked.
_HELD_AGAINST = re.compile(
    rf"^(?:[^，。；]{{0,10}}?[）：. ])?[^，。；\d]{{0,6}}(20\d\d)年(?:度|[底末]|\d{{1,2}}月)?，?[^。；]{{2,40}}?{_RATE}"
    r"[^。；\d]{0,8}\d[\d.:]{0,8}[^。；]{0,30}?，[^，。；\d]{0,4}"
    r"(?:(?:超过|高于|达到|符合|优于|满足|低于|超出)了?[^，。；]{0,16}(?:标准|要求|规定|指标|底线|红线)|[^，。；]{2,6}成[果效绩](?:喜人|显著|突出))"
    r"|^[^，。；\d]{0,4}(20\d\d)年度[^，。；]{0,6}(?:报告|总结|方案|计划|名册|台账)[^。；]{0,40}(?:达到|符合|满足)了?[^，。；]{2,20}要求"
)
_NOW_TOLD = re.compile(r"今年|本年|本学年|目前|现有|现在|当前")
# The years of a series, and what was before.
_SERIES = re.compile(
    r"相比|比20|较20|由20|从20|增长|下降|提高|降低|增加|减少|去年|上年|当年|曾|原|以来|起[，。]|年起|历年|连续|逐年"
)


@lru_cache(maxsize=64)
def _used(years: tuple[int, ...]) -> re.Pattern[str]:
    """Words that put a value to use for the period of these years."""
    named = "|".join(map(str, years))
    now = rf"(?:今年|本年度?|本学年|本学期|本期|本次|本轮|此次|这次|本方案|本表|(?:{named})(?:学年|年)度?)的?"
    return re.compile(
        rf"(?P<as>{_TAKEN}{now}{_FOR_WORK}{_AS}"
        rf"|{now}[^，。；]{{0,8}}?(?:按此|照此|据此|以此|按[这该]个?数|照[这该]个?数)[^，。；]{{0,4}}{_REPORTED}"
        rf"|(?:按此|照此|据此|以此)[^，。；]{{0,4}}(?:认定|评定|确认|判定)(?:为)?(?:已)?(?:达标|合格|满分|达到))"
        rf"|{now}[^，。；]{{0,14}}?(?:采用|沿用|引用|暂用|套用|仍用|用的(?:仍|还)?是|取自)(?:的是)?{_OLD}"
        r"(?:[一那][份次]|旧|数|结果|测|调查|统计|鉴定|报告|检测|结论|成绩)"
    )


def uses(sentence: str, oldest: int, years: tuple[int, ...]) -> Iterator[tuple[int, int, int]]:
    """(start, end, year) of the pieces of a sentence, years in digits, that put an older year's value to use."""
    for match in _used(years).finditer(sentence):
        if match["as"]:
            # The last year before the words is the one that the value is of.
            before = list(_YEAR.finditer(sentence, 0, match.start()))
            found = before[-1] if before else None
        else:
            found = next((y for y in _YEAR.finditer(sentence, match.start(), match.end()) if int(y[0]) < oldest), None)
        if found and int(found[0]) < oldest:
            yield min(found.start(), match.start()), match.end(), int(found[0])


def last_years(sentence: str) -> tuple[int, int] | None:
    """Where a sentence says that the year before's value stands for now."""
    match = _LAST_YEARS.search(sentence)
    return match.span() if match else None


def held_against_a_standard(sentence: str, oldest: int) -> tuple[int, int, int] | None:
    """(start, end, year) of an older year's rate that is said to meet what is asked, without a word of this year's."""
    match = _HELD_AGAINST.search(sentence)
    year = int(match[1] or match[2]) if match else oldest
    if not match or year >= oldest or _NOW_TOLD.search(sentence) or _SERIES.search(sentence):
        return None
    return match.start(1 if match[1] else 2), match.end(), year
