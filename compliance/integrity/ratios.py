"""Rates of the field whose counts stand elsewhere: 交流轮岗教师占12.5% over 符合条件856人，实际交流126人.

`shares` looks at one sentence; here part, whole and rate may stand in different paragraphs and tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from compliance.integrity.passages import distinct, normal, plain_number, sentences, short, warning
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
    return tuple(found for ratio in _RATIOS for found in _misfits(submission, ratio, told))


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
        place = Decimal(1).scaleb(int(rate.value.as_tuple().exponent))
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
