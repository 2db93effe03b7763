"""Rates of the field whose counts stand elsewhere: 交流轮岗教师占12.5% over 符合条件856人，实际交流126人.

`shares` looks at one sentence; here part, whole and rate may stand in different paragraphs and tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from compliance.integrity.counts import NOUN, Count, counts, one_name
from compliance.integrity.passages import (
    distinct,
    last_place,
    narrowed,
    normal,
    numbers,
    plain_number,
    sentences,
    short,
    warning,
)
from compliance.terms import Span, Submission, Warning

CHECK = "inconsistent"

_COUNT = r"(?P<n>\d+)(?:名|人|所|件|项|条|份|户)"
_RATE = r"(?P<n>\d+(?:\.\d+)?)%"
_OLD = re.compile(r"上年|去年|目标|力争|计划|拟|要求|不低于|不少于|以上|初中|小学|骨干|城镇|农村|明年")
_NEAR = (Decimal("0.7"), Decimal("1.43"))  # beyond it the rate is of something else


@dataclass(frozen=True, slots=True)
class _Ratio:
    """A rate with the patterns of its statement and of the counts that make it."""

    name: str
    rate: re.Pattern[str]
    part: re.Pattern[str]
    whole: re.Pattern[str]


_ELIGIBLE = r"符合(?:交流(?:轮岗)?)?条件(?:的)?(?:专任)?(?:教师)?"
_RATIOS = (
    # 2017—126 教育部《县域义务教育优质均衡发展督导评估办法》: 每年交流轮岗教师不低于符合交流条件教师总数的10%
    _Ratio(
        "交流轮岗教师占符合条件教师的比例",
        re.compile(
            rf"(?:交流|轮岗)[^。；]{{0,30}}{_ELIGIBLE}[^。；\d]{{0,8}}{_RATE}|交流轮岗(?:教师)?(?:比例|率)[^。；\d]{{0,4}}(?P<m>\d+(?:\.\d+)?)%"
        ),
        re.compile(
            rf"(?<!符合)(?:实际|已|今年|共)?(?:交流轮岗|实际交流|交流)(?:的)?(?:轮岗)?(?:教师|了)?(?:共|为|有|达)?{_COUNT}"
        ),
        re.compile(rf"{_ELIGIBLE}(?:总数|人数)?(?:共|为|有|达|是)*{_COUNT}"),
    ),
    _Ratio(
        "普惠性幼儿园覆盖率",
        re.compile(rf"普惠(?:性)?(?:幼儿)?园?(?:的)?(?:覆盖率|在园幼儿占比)[^。；\d]{{0,6}}{_RATE}"),
        re.compile(rf"普惠(?:性)?(?:幼儿)?园?(?:在园)?(?:幼儿|儿童|孩子)(?:共|为|有|达)*{_COUNT}"),
        re.compile(
            rf"(?<![办惠职性]园)(?<!幼儿园)(?:^|全[县区市]|共有|[，。；])(?:共有|有)?在园(?:幼儿|儿童|孩子)(?:总数|总计|共|为|有|达)*{_COUNT}"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class _Stated:
    span: Span
    text: str
    value: Decimal


def ratio_misfits(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each rate that the one part and the one whole of the submission do not make."""
    told = [(span, _plain(text)) for _, span, text in sentences(submission)]
    known = (found for ratio in _RATIOS for found in _misfits(submission, ratio, told))
    return (*known, *_shares_of_counts(submission, told), *_rates_of_counts(submission))


# 综合达标学校32所，综合达标率95.7%: the part and the rate that is called after it here, the whole elsewhere.
_RATE_BESIDE = re.compile(
    r"(?P<stem>[\u4e00-\u9fff]{2})(?:了|的)?(?P<noun>学校|中小学|幼儿园|教师|督学|教学班|班级|责任区)?(?P<n>\d+)(?P<unit>[所人名个])，"
    r"(?:[^，。；\d]{0,6})(?P=stem)率(?:为|是|达到?)?(?P<p>\d+(?:\.\d+)?)%"
)
_CLOSE = Decimal("0.12")  # of the rate: a rate farther off is of something else
_MOST_STATED = 200  # of more, each held against all numbers, the rest would take long
_ONE_UNIT = {"名": "人", "个": "所"}


def _rates_of_counts(submission: Submission) -> Iterator[Warning]:
    """Rates that no number of the submission makes of the part before them, and the number of all nearly does."""
    told = sentences(submission)
    stated = [(span, match) for _, span, text in told if "率" in text for match in _RATE_BESIDE.finditer(text)]
    if not stated:
        return
    numbers_told = {
        q.low for c in submission.clauses for q in (*c.quantities, *(q for v in c.values for q in numbers(v)))
    }
    wholes = [count for count in counts(submission) if count.of_all]
    for span, match in stated[:_MOST_STATED]:
        part, share = Decimal(match["n"]), Decimal(match["p"])
        place = last_place(share)
        if not share or any(abs(part / n * 100 - share) < place for n in numbers_told if n > part):
            continue
        whole = _nearest(wholes, match, part, share)
        if whole:
            shown = plain_number(round(part / whole.number * 100, 1))
            fault = f"{plain_number(part)}÷{plain_number(whole.number)}＝{shown}%，写的是{plain_number(share)}%"
            message = f"“{short(match[0])}”与总数不符：{fault}。请核对。"
            quote = narrowed(submission, span, match.start(), match.end())
            yield warning(submission, CHECK, distinct((quote, whole.clause.span)), message)


def _nearest(wholes: Sequence[Count], match: re.Match[str], part: Decimal, share: Decimal) -> Count | None:
    """The number of all that nearly makes a rate, where there is one such number."""
    unit = _ONE_UNIT.get(match["unit"], match["unit"])
    near = [
        count
        for count in wholes
        if count.number > part
        and abs(part / count.number * 100 - share) <= _CLOSE * share
        and _ONE_UNIT.get(count.quantity.unit, count.quantity.unit) in (unit, "")
        and (match["noun"] or count.noun) in count.noun
    ]
    return near[0] if len({count.number for count in near}) == 1 else None


# 本科以上学历1641人，占专任教师的75%: the part and its share here, the whole elsewhere.
_SHARE_OF = re.compile(
    rf"(?<!\d)(?P<n>\d+)(?:名|人|所|个)[，、]?(?:约)?占(?:全[县区市校]|学校|现有)?{NOUN}(?:总数|总人数|总量|人数)?的?(?P<p>\d+(?:\.\d+)?)%"
)


def _shares_of_counts(submission: Submission, told: list[tuple[Span, str]]) -> Iterator[Warning]:
    """Shares of a noun of which the submission tells one number, or several of which none makes the share."""
    stated = [(span, text, match) for span, text in told if "占" in text for match in _SHARE_OF.finditer(text)]
    if not stated:
        return
    wholes: dict[str, list[Count]] = {}
    for count in counts(submission):
        wholes.setdefault(count.noun, []).append(count)
    for span, text, match in stated:
        part, share = Decimal(match["n"]), Decimal(match["p"])
        known = [c for c in wholes.get(one_name(match["noun"]), ()) if c.number > part]
        place = last_place(share)
        if not share or any(abs(part / c.number * 100 - share) < place for c in known):
            continue
        whole = next((c for c in known if c.of_all and _NEAR[0] < part / c.number * 100 / share < _NEAR[1]), None)
        if whole:
            shown = plain_number(round(part / whole.number * 100, 1))
            made = f"{plain_number(part)}÷{plain_number(whole.number)}＝{shown}%"
            message = f"“{short(text)}”与人数不符：{made}，写的是{plain_number(share)}%。请核对。"
            yield warning(submission, CHECK, distinct((span, whole.clause.span)), message)


def _plain(text: str) -> str:
    """A row read as a sentence: 符合交流条件教师 | 1386人."""
    return re.sub(r" \| ", "", normal(text).text)


def _misfits(submission: Submission, ratio: _Ratio, told: list[tuple[Span, str]]) -> Iterator[Warning]:
    rates = list(_stated(ratio.rate, told))
    if not rates:
        return
    parts, wholes = list(_stated(ratio.part, told)), list(_stated(ratio.whole, told))
    if len({p.value for p in parts}) != 1 or len({w.value for w in wholes}) != 1 or not wholes[0].value:
        return
    made = parts[0].value / wholes[0].value * 100
    for rate in rates:
        place = last_place(rate.value)
        if abs(made - rate.value) >= place and _NEAR[0] < made / rate.value < _NEAR[1]:
            counts = f"{plain_number(parts[0].value)}÷{plain_number(wholes[0].value)}＝{plain_number(round(made, 1))}%"
            message = f"“{short(rate.text)}”与人数不符：{counts}，写的是{plain_number(rate.value)}%。请核对。"
            spans = distinct((rate.span, parts[0].span, wholes[0].span))
            yield warning(submission, CHECK, spans, message)


def _stated(pattern: re.Pattern[str], told: list[tuple[Span, str]]) -> Iterator[_Stated]:
    for span, text in told:
        for match in pattern.finditer(text):
            value = Decimal(next(v for v in match.groups() if v))
            around = text[max(0, match.start() - 12) : match.end() + 4]
            if value and not _OLD.search(around):
                yield _Stated(span, text, value)
