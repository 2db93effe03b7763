"""What each gets, how many there are and what it comes to: 每生每年480元，6011人，共288.5万元; 图书9640册，生均22册.

A number a head and the total tell how many heads there are. In a sentence with all three they must come out; where the
heads are told elsewhere, no number of people (or schools) of the whole submission may make the mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from compliance.integrity.changes import written
from compliance.integrity.counts import counts
from compliance.integrity.lists import is_exact, summed
from compliance.integrity.passages import (
    distinct,
    is_own_and_current,
    last_place,
    numbers,
    plain_number,
    short,
    warning,
)
from compliance.language.sentences import part_before, parts_of_sentence
from compliance.terms import Clause, Modality, Quantity, Span, Submission, Warning

CHECK = "inconsistent"

_EACH = re.compile(
    r"(?:每(?:[生人名个位](?![^，。；]{0,4}[月周天])|[所校园吨台套张份本册间])|[生人校园]均)[^，。；\d]{0,8}$"
)
_OTHER_TIME = re.compile(
    r"去年|上年|前年|往年|计划|目标|标准应|不低于|不少于|最[高低]|每月|月均|[每日天]周|以上|小学|初中|高中"
)
_TIMES = tuple(map(Decimal, ("1", "2", "0.5", "3", "10", "12", "9", "100")))
_NEAR = (Decimal("0.7"), Decimal("1.43"))  # beyond it the three are of different things
_HEADS = frozenset("人名个位生")
_MEAN = re.compile(r"[，、（](?P<of>[生人校])均(?:[^，。；\d]{0,4}|藏书|拥有)$")
_NOUNS = {
    "生": re.compile(r"学生|幼儿|在校生"),
    "人": re.compile(r"督学|教师|教职工"),
    "校": re.compile(r"学校|中小学|小学|初中"),
}
_CLOSE = Decimal("0.03")  # of the heads that the mean makes: who is counted may differ by a few
_KNOWN = (Decimal("0.5"), Decimal(2))
_LEAST = 8


@dataclass(frozen=True, slots=True)
class _Mean:
    clause: Clause
    total: Quantity
    mean: Quantity
    of: str

    @property
    def heads(self) -> Decimal:
        return self.total.low / self.mean.low


def per_head(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each sum that its rate and heads do not make, and each mean that no number of heads makes."""
    return (*_sums(submission), *_means(submission))


# --- all three in one sentence -----------------------------------------------------------------------------


def _sums(submission: Submission) -> Iterator[Warning]:
    for clause in submission.clauses:
        if clause.index != clause.sentence[0] or clause.header or clause.modality is not Modality.FACT:
            continue
        parts = parts_of_sentence(clause, submission)
        text = "，".join(part.text for part in parts)
        if ("每" in text or "均" in text) and not _OTHER_TIME.search(text):
            fault = _misfit(text)
            if fault:
                span = Span(clause.document, clause.block, parts[0].start, parts[-1].end)
                message = f"“{short(submission.quote(span))}”前后数字对不上：{fault}。请核对。"
                yield warning(submission, CHECK, (span,), message)


def _misfit(text: str) -> str:
    """What is wrong with the one rate, number of heads and total of a sentence; "" where they come out."""
    told = [q for q in numbers(text) if is_exact(q) and q.low]
    rates = [q for q in told if q.unit == "元" and _EACH.search(text[: q.start])]
    heads = [q for q in summed(text) if is_exact(q) and q.low and _is_head(text, q, rates)]
    totals = [q for q in told if q.unit == "元" and q not in rates]
    if len(rates) != 1 or len(heads) != 1 or len(totals) != 1:
        return ""
    made = rates[0].low * heads[0].low
    ratio = totals[0].low / made
    coarse = _coarse(text, totals[0]) + rates[0].low * _coarse(text, heads[0])
    if any(abs(made * times - totals[0].low) <= coarse for times in _TIMES):
        return ""
    if _NEAR[0] < ratio < _NEAR[1]:
        product = f"{plain_number(rates[0].low)}×{plain_number(heads[0].low)}＝{plain_number(made)}元"
        return f"{product}，写的是{plain_number(totals[0].low)}元"
    return ""


def _is_head(text: str, quantity: Quantity, rates: Sequence[Quantity]) -> bool:
    """Whether a number counts people, or what the one rate is for: 每吨820元 of 1100吨."""
    unit = text[quantity.start : quantity.end][-1]
    return quantity.dimension == "count" and (unit in _HEADS or any(f"每{unit}" in text[: q.start] for q in rates))


def _coarse(text: str, quantity: Quantity) -> Decimal:
    """One unit in the last place that a number is told to, in its own unit: 1000 for 62.3万元."""
    said = written(text, quantity)
    return last_place(said) * (quantity.low / said if said else 1)


# --- a mean beside its total, the heads elsewhere ------------------------------------------------------------


def _means(submission: Submission) -> Iterator[Warning]:
    means = [mean for clause in submission.clauses for mean in _told_means(submission, clause)]
    if not means:
        return
    told = sorted({q.low for clause in submission.clauses for q in _counted(clause)})
    known = [count for count in counts(submission) if count.of_all and count.number >= _LEAST]
    for mean in means:
        heads = mean.heads
        if any(abs(number - heads) <= heads * _CLOSE + _slack(mean) for number in told):
            continue
        fitting = [c for c in known if _NOUNS[mean.of].search(c.noun) and c.clause.document == mean.clause.document]
        numbers_of_all = {c.number for c in fitting}
        if len(numbers_of_all) == 1 and _KNOWN[0] < fitting[0].number / heads < _KNOWN[1]:
            yield _warned(submission, mean, fitting[0].clause, fitting[0].number)


def _told_means(submission: Submission, clause: Clause) -> Iterator[_Mean]:
    """图书9640册，生均22册: a total with its mean right behind it, of one unit."""
    if clause.modality is not Modality.FACT or not is_own_and_current(clause) or "均" not in clause.text:
        return
    before = part_before(clause, submission)
    text = f"{before.text}，{clause.text}" if before else clause.text.replace(" | ", "，")
    told = numbers(text)
    for total, mean in zip(told, told[1:], strict=False):
        match = _MEAN.search(text[total.end : mean.start])
        same = total.unit == mean.unit and is_exact(total) and is_exact(mean) and mean.low
        if match and same and not _OTHER_TIME.search(text[max(0, total.start - 16) : mean.start]):
            yield _Mean(clause, total, mean, match["of"])


def _counted(clause: Clause) -> Iterator[Quantity]:
    told: Sequence[Quantity] = (*clause.quantities, *(q for value in clause.values for q in numbers(value)))
    return (q for q in told if q.dimension in ("count", "number"))


def _slack(mean: _Mean) -> Decimal:
    """How many heads the rounding of the mean is worth."""
    return mean.heads * last_place(mean.mean.low) / mean.mean.low


def _warned(submission: Submission, mean: _Mean, whole: Clause, number: Decimal) -> Warning:
    before = part_before(mean.clause, submission) or mean.clause
    span = Span(mean.clause.document, mean.clause.block, before.start, mean.clause.end)
    spans = distinct((span, whole.span))
    made = plain_number(round(mean.total.low / number, 1))
    message = (
        f"“{short(submission.quote(span))}”与“{short(submission.quote(whole.span))}”对不上："
        f"{plain_number(mean.total.low)}÷{plain_number(number)}＝{made}，写的是{plain_number(mean.mean.low)}。请核对。"
    )
    return warning(submission, CHECK, spans, message)
