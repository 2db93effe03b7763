"""What must get better or lighter (逐年改善): 教育质量不断提高, 迎检负担减轻, by the movement of the figures that are told.

A rate or a score that fell says that quality did not rise; of what is bad itself (近视率) it says the contrary. What a
figure is of must be named: the number of pupils may fall as it likes.
"""

from __future__ import annotations

import re
from decimal import Decimal

from compliance.judgement.compared_sides import Compared
from compliance.judgement.value_growth import two_years
from compliance.judgement.value_rows import row_growth
from compliance.judgement.values import period_years
from compliance.language.quantities import quantities_of
from compliance.terms import Clause, Facet, Submission

_BETTER = re.compile(
    r"(?:水平|质量|素[养质]|效率|实效性|可信度)[^，。；\d]{0,6}(?:不断|得到|有所|持续|有)(?:提高|提升)$|^提高[^，。；]{0,4}利用率$|纵向比较有提高"
)
_LIGHTER = re.compile(r"减轻[^，。；]{0,10}负担|负担[^，。；]{0,4}减轻")
_NO_ACT = re.compile(r"方案|制度|文件|办法|计划")  # a plan to lighten is no lightening
_GOOD = re.compile(
    r"率|平均分|均分|总分|得分|成绩|优良|优秀|合格|达标|上线|名次|位次|排名|指数|质量|水平|素[养质]|周均|年均|使用|利用|借阅|开出|开放|吻合"
)
_BAD = re.compile(
    r"近视|肥胖|辍学|流失|低分|不及格|不合格|不达标|学困|后进|落后|问题|违[规纪]|投诉|差[距异]|误差|偏差|不一致|不符|超标|重复|闲置|返工|缺课|空置|申诉|改判|推翻"
)
# 问题整改率 is of what is put right.
_PUT_RIGHT = re.compile(r"(?<!未)(?:整改|解决|改正|采纳|兑现|办结|销号|化解|答复|反馈)")
_BURDEN = re.compile(r"检查|迎检|接待|进校|入校|[批拨]次?|材料|报表|填报|台账|表[格册]?|作业|负担|时长|会议|评比|接了")
_UP = r"上升|提高|提升|增加|增长|增多|升高|上涨|[升涨]了?|多出|多了?|高出|高了?"
_DOWN = r"下降|降低|减少|回落|下滑|滑落|退步|退后|压减|压缩|[降低减]了?|少了?|短了?"
_MOVED = re.compile(
    rf"(?P<than>[比较](?:去年|上年|前年|上一?[学]?年|上一?[次轮届]|往年|从前|以前|过去|同期|(?:19|20)\d\d年)[^，。；\d]{{0,10}}?)?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?P<amount>(?:了|约|近|出)?[\d一二两三四五六七八九十百])?"
)
_FROM_TO = re.compile(r"[由从]")
_TO = re.compile(r"[到至为成]")
# 比上年下降2.1个百分点: moves the figure of the part before it.
_GOES_ON = re.compile(r"^(?:同?比|较|[一又还]?(?:下降|上升|提高|回落|下滑|增加|减少|[低高多少]了))")
_DENIED = re.compile(r"(?:没有?|未|不曾|无|不再|避免|防止|杜绝|不是)[^，。；]{0,4}$")


# Counts of two years may be of two wholes (10所里吻合9所).
_COMPARABLE = frozenset({"%", "分"})


def _direction(facet: Facet) -> int:
    """1 where figures of quality must rise, -1 where a burden must fall, 0 where no movement is asked for."""
    if _NO_ACT.search(facet.statement):
        return 0
    return 1 if _BETTER.search(facet.statement) else -1 if _LIGHTER.search(facet.statement) else 0


def _by_ends(text: str) -> tuple[int, str, int] | None:
    """由46.1%降到43.7%: the movement, its ends, and where it begins."""
    found = [q for q in quantities_of(text) if q.dimension not in ("date", "time")]
    for one, other in zip(found, found[1:], strict=False):
        between = text[one.end : other.start]
        if one.unit == other.unit and _FROM_TO.search(text[: one.start][-16:]) and _TO.search(between):
            if "，" in between or one.low == other.low:
                return None
            return _sign(one.low, other.low), f"{text[one.start : one.end]} → {text[other.start : other.end]}", one.start
    return None


def _sign(old: Decimal, new: Decimal) -> int:
    return (new > old) - (new < old)


def _by_word(text: str) -> tuple[int, str, int] | None:
    """比上年下降4.3个百分点, 低了9.2分: a movement with its amount, or held against an earlier time."""
    for match in _MOVED.finditer(text):
        if (match["amount"] or match["than"]) and not _DENIED.search(text[: match.start()]):
            return (1 if match["up"] else -1), text, match.start()
    return None


def _moved(text: str) -> tuple[int, str, int] | None:
    return _by_ends(text) or _by_word(text)


def _good(facet: Facet, words: str) -> int:
    """1 where more of what the words name is good for the statement, -1 where it is bad, 0 where it is not told."""
    if _direction(facet) < 0:
        return -1 if _BURDEN.search(words) else 0
    if _PUT_RIGHT.search(words):
        return 1
    return -1 if _BAD.search(words) else 1 if _GOOD.search(words) else 0


def _of_figures(facet: Facet, clause: Clause, submission: Submission) -> tuple[int, str] | None:
    """2019年及格率76.8%，2018年为77.9%; 平均分 | 371.2 | 366.5 under two years."""
    _, year = period_years(submission.period)
    if clause.header:
        grown = row_growth(facet, clause)
        ends = None if grown is None else grown[:2]
    else:
        first, last = clause.sentence
        both = two_years(facet, "，".join(one.text for one in submission.clauses[first:last]), year)
        ends = (both[0].high, both[1].low) if both and both[0].unit in _COMPARABLE else None
    if ends is None or ends[0] == ends[1]:
        return None
    return _sign(*ends), f"{ends[0].normalize():f} → {ends[1].normalize():f}"


def compare_years(facet: Facet, clause: Clause, submission: Submission) -> Compared | None:
    """Whether the figures of a clause moved the way that the statement asks for."""
    if not _direction(facet) or not re.search(r"[\d一二两三四五六七八九十]", clause.text):
        return None
    if clause.header:
        good, told = _good(facet, clause.values[0] if clause.values else ""), _of_figures(facet, clause, submission)
        return None if told is None or not good else Compared(told[0] * good > 0, told[1])
    text, said = clause.text, _before(clause, submission)
    moved = _moved(text)
    if moved is None and clause.index + 1 < clause.sentence[1]:
        following = submission.clauses[clause.index + 1].text
        moved = _moved(following) if _GOES_ON.match(following) else None
        moved = moved and (moved[0], f"{text}，{moved[1]}", len(text))
    if moved is None:
        told = _of_figures(facet, clause, submission) if clause.quantities else None
        moved = told and (*told, len(text))
    if moved is None:
        return None
    good = _good(facet, text[: moved[2]]) or _good(facet, said) or _good(facet, text)
    return Compared(moved[0] * good > 0, moved[1]) if good else None


def _before(clause: Clause, submission: Submission) -> str:
    """The part right before a clause in its sentence, which a part that only moves its figure goes on."""
    goes_on = _GOES_ON.match(clause.text) and clause.index > clause.sentence[0]
    return submission.clauses[clause.index - 1].text if goes_on else ""
