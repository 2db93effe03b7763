"""What a clause leaves unsaid and takes from what stands before it: whose fact it is, and of what year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from compliance.terms import Period, Subject

UNKNOWN = Subject("unknown")
# These stay the subject until another is named; the others (superior, neighbour, some) only within their sentence or
# semicolon part.
_LASTING = frozenset(("own", "office", "department", "schools", "school"))
# Only a mention that opens its part, but for a number, a date or 毗邻的, is what the next part goes on about.
_NEXT_DOOR = r"而?(?:毗邻|相邻|邻近|隔壁|邻|周边)[^，]{0,3}的?"
_OPENING = re.compile(rf"[\d.、（）() ]*(?:[\d年月日底初末春秋夏冬季上下半全去今昨]*，?|{_NEXT_DOOR}|而|但)")
_OWN_OPENING = re.compile(r"[我本][区县市旗州省校镇乡室](?=[^域城])")
_OWN_SPOKEN = re.compile(r"[我本][区县市旗州省校镇乡室]|我们|[来到赴]我?[区县市校]")
# What a superior named, found or handed down is the submitter's own matter: 检查组查出的36处隐患已销号.
_HANDED_DOWN = re.compile(r"[^，]{0,4}(?:点名|反馈|指出|提出|交办|下达|督办|挂牌督办|查出|发现|列出|移交|转办)的")
# 省级评估之前, 市里文件下发后: only says when.
_ONLY_TIME = re.compile(
    r"(?:之?[前后]|以[前后]|时|期间|以来)(?:[一二三四五六七八九十\d]+[天日周月])?$|之[前后]|以[前后]"
)
_BODY = re.compile(r"[里组团厅局委府部院会室办领导]$|上级|国务院|中央")
_NOUN_ONLY = re.compile(r"的[^，]{1,12}$")
# 省里点名，今年每月看一次: who was found at fault is who acts next.
_FOUND_FAULT = re.compile(r"点过?名|批过|批评|指出|提[了过出]过?意见|列了?问题|打[完了]分|通报过|督办")

# 2018年成立…, 去年查出的…: what was made then goes on, and the year is not that of what follows.
_ATTRIBUTE = re.compile(
    r"[^，]{0,12}(?:制定|印发|出台|下发|建成|成立|建立|设立|组建|发布|颁布|颁发|定下|划定|修订|启动|查出|发现|反馈|下达|开始|起$)"
)
_PRESENT = re.compile(r"目前|眼下|现[有已在]|截至|至今|如今|今年|已(?!故)|现任|尚未|仍")
_DATED_PART = 8


@dataclass(frozen=True, slots=True)
class Part:
    """A clause as the others see it: its text, the numbers of its sentence (or semicolon part) and of its full
    sentence, and whether it is a table row, which takes nothing from the row before."""

    text: str
    sentence: int
    whole: int
    row: bool = False


def own_subject(text: str, found: Subject) -> Subject:
    """The subject that the part itself names; a superior that only handed the matter down is none."""
    if found.kind == "unknown" and (spoken := _OWN_OPENING.match(text)):
        return Subject("own", spoken[0])
    if found.kind == "superior":
        at = text.find(found.text)
        if at >= 0 and _HANDED_DOWN.match(text, at + len(found.text)):
            return UNKNOWN
    return found


def carry_subjects(parts: Sequence[Part], found: Sequence[Subject], above: Subject = UNKNOWN) -> tuple[Subject, ...]:
    """The subjects of a block's clauses, in order, those without one of their own taking it from before.

    Within a sentence every subject carries on; from one sentence to the next only the submitter's own bodies and
    schools do. `above` is the subject of the lead-in or heading; `unknown` is left where nothing is said.
    """
    lasting = above if above.kind in _LASTING else UNKNOWN
    first = current = lasting
    sentence, result = -1, []
    for part, own in zip(parts, found, strict=True):
        if part.row:
            current = lasting = first
        opens = part.sentence != sentence
        if opens:
            current, sentence = lasting, part.sentence
        if own.kind == "unknown":
            result.append(current)
            continue
        result.append(own)
        if own.kind in _LASTING:
            current = lasting = own
        else:
            current = own if _goes_on(part.text, own, opens) else lasting
    return tuple(result)


def _goes_on(text: str, subject: Subject, opens: bool) -> bool:
    """Whether what follows a part speaks of the part's superior, neighbour or some schools as well."""
    at = text.find(subject.text)
    if at < 0 or not _OPENING.fullmatch(text, 0, at) or _ONLY_TIME.search(text) or _OWN_SPOKEN.search(text):
        return False
    if subject.kind == "superior":
        return bool(_BODY.search(subject.text)) and not _NOUN_ONLY.search(text) and not _FOUND_FAULT.search(text)
    return subject.kind == "neighbour" or opens


def carry_periods(
    parts: Sequence[Part], found: Sequence[Period | None], above: Period | None = None
) -> tuple[Period | None, ...]:
    """The periods of a block's clauses, those without one taking it from the part before in the same sentence.

    Only a year that opens its part governs the next (2019年，…; 明年我县将…), and never one that speaks of the present.
    `above` is what a lead-in or a table's caption says, for all.
    """
    current, sentence = above, -1
    result: list[Period | None] = []
    for part, own in zip(parts, found, strict=True):
        if part.whole != sentence or part.row:
            current, sentence = above, part.whole
        if own is not None:
            result.append(own)
            current = own if _governs(part.text, own) else above
            continue
        if current is not None and current.relative != "future" and _PRESENT.search(part.text):
            current = above
            result.append(None)
            continue
        result.append(current)
    return tuple(result)


def _governs(text: str, period: Period) -> bool:
    first = period.text.split("、")[0]
    at = text.find(first)
    return 0 <= at <= _DATED_PART and not _ATTRIBUTE.match(text, at + len(first)) and not _NOUN_ONLY.search(text)
