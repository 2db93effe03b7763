"""How often a statement wants something without a threshold (多久一次): 每月通报, 每季测评, 每周交流.

Rule 11 of the judging guide: 每季度通报 fails where monthly is asked, also in prose. Only a rarer rate speaks; as often
or more often is what any plain fact says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from compliance.judgement.comparisons.sides import Compared
from compliance.language.numerals import parse_number
from compliance.language.quantities import quantities_of
from compliance.language.sentences import part_before, sentence_text
from compliance.terms import Clause, Facet, Submission

# What is asked regularly, and how texts call it; 考试, 书记 and 举报 hold its characters and are other matters.
_ACTS = {
    "通报": "通报",
    "汇报": "汇报|报工作|报告工作",
    "考核": "考核",
    "点评": "点评",
    "测评": "测评|打分",
    "记录": "纪实|记录|(?<!书)记(?=一|$)",
    "交流": "(?<!轮岗)(?<!跨区)(?<!外出)交流|碰头",
    "总结": "总结|小结",
    "会议": "专题会|全体会|全会|会议|例会",
}
_ASKED = re.compile(r"每(?P<period>周|月|季|学期|年)")
_NUMERAL = r"[一二两三四五六七八九十\d]{1,3}"
# 两个月通报一期, 一个月记一次: the act stands between the period and its once.
_ONCE_IN = re.compile(
    rf"(?<![每第\d])(?:(?P<many>{_NUMERAL})个(?P<unit>月|季度|学期|星期)|(?P<half>半年))"
    r"[\u4e00-\u9fff]{1,6}?一(?:次|期|回|遍|场|篇|份)"
)
_IN_A_YEAR = re.compile(r"全年|一年(?!级)")
_WEEK = Decimal(12) / Decimal(52)
_MONTHS = {  # of a period
    "周": _WEEK,
    "星期": _WEEK,
    "月": Decimal(1),
    "季": Decimal(3),
    "季度": Decimal(3),
    "半年": Decimal(6),
    "学期": Decimal(6),
    "年": Decimal(12),
}
# 过去每月一期, 原定每季一次: not how it is now.
_EARLIER = re.compile(r"过去|原来|原先|原定|以前|往年|去年|上年|应|要求|规定|标准")
# 书面汇报工作，是每两个月一回: a part that only tells the rhythm of the one before it.
_GOES_ON = re.compile(r"是|从|每|改|今年|全年|一|两|半年|实际|但")
_LEAST = Decimal("0.75")  # of the rate asked for: 每年11次 may be a month of holidays left out


@lru_cache(maxsize=1024)
def asked_rate(statement: str) -> tuple[Decimal, re.Pattern[str]] | None:
    """How often a month a statement wants its act, and what texts call the act; None where it sets no such rhythm."""
    asked = _ASKED.search(statement)
    act = next((said for name, said in _ACTS.items() if asked and name in statement[asked.end() :]), None)
    return None if asked is None or act is None else (1 / _MONTHS[asked["period"]], re.compile(act))


def compare_frequency(facet: Facet, clause: Clause, submission: Submission) -> Compared | None:
    """Whether a clause tells that what its sentence names is done more seldom than the statement asks."""
    asked = asked_rate(facet.statement)
    if asked is None or clause.header or _EARLIER.search(clause.text):
        return None
    wanted, act = asked
    before = part_before(clause, submission)
    goes_on = before is not None and _GOES_ON.match(clause.text) and act.search(before.text)
    if not act.search(clause.text) and not goes_on:
        return None
    parts = re.split(r"[，、；]", sentence_text(clause, submission))
    if any(rate >= wanted * _LEAST for part in parts if not _EARLIER.search(part) for rate in _rates(part)):
        return None
    told = [*_rates(clause.text), *_rates_of_a_year(clause)]
    return Compared(False, clause.text) if told and max(told) < wanted * _LEAST else None


def _rates(text: str) -> Iterator[Decimal]:
    """The rhythms of a text, in times a month."""
    yield from (q.low for q in quantities_of(text) if q.dimension == "frequency")
    for match in _ONCE_IN.finditer(text):
        if many := parse_number(match["many"] or "一"):
            yield 1 / (many * _MONTHS[match["unit"] or match["half"]])


def _rates_of_a_year(clause: Clause) -> Iterator[Decimal]:
    """全年做了两次: what is counted over the year, in times a month."""
    if not _IN_A_YEAR.search(clause.text):
        return
    yield from (q.low / 12 for q in clause.quantities if q.unit in ("次", "期", "回") and q.dimension == "count")
