"""How many there are in all, told twice with two numbers: 全县71所公办中小学, later 全县公办中小学73所."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from compliance.integrity.counts import Count, counts
from compliance.integrity.lists import are_alike
from compliance.integrity.passages import distinct, plain_number, short, warning
from compliance.terms import Submission, Warning

CHECK = "inconsistent"

_NEAR = Decimal("1.25")  # beyond it the numbers count something else
_MOST_VALUES = 2  # three numbers of all and more are those of several years or places
_OWN_KIND = 4  # characters of a noun that says which: 兼职督学, 专任教师
_OFTEN = 3  # what is told so often is the number of all


def whole_clashes(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each noun whose number in all is told differently; it quotes one passage for each number."""
    by_noun: dict[tuple[int, str], list[Count]] = {}
    for count in counts(submission):
        by_noun.setdefault((count.clause.document, count.noun), []).append(count)
    return tuple(
        _clash(submission, noun, first, second)
        for (_, noun), told in by_noun.items()
        for first, second in list(_clashing(told))[:1]
    )


def _clashing(told: Sequence[Count]) -> Iterator[tuple[Count, Count]]:
    """Two counts of one noun that cannot both be right, those that speak of all first."""
    if len({count.number for count in told if count.of_all}) > _MOST_VALUES:
        return
    often = Counter(count.number for count in told if count.bare)
    pairs = combinations(sorted(told, key=lambda count: not count.of_all), 2)
    for first, second in pairs:
        low, high = sorted((first.number, second.number))
        if low == high or high > low * _NEAR or first.clause.sentence == second.clause.sentence:
            continue
        if not are_alike(first.quantity.unit, second.quantity.unit):
            continue
        sure = first.of_all or max(often[first.number], often[second.number]) >= _OFTEN and first.bare
        if sure and (second.of_all or second.bare or first.row and len(first.noun) >= _OWN_KIND):
            yield first, second


def _clash(submission: Submission, noun: str, first: Count, second: Count) -> Warning:
    spans = distinct((first.clause.span, second.clause.span))
    told = "、".join(f"“{short(submission.quote(span))}”" for span in spans)
    numbers = f"一处是{plain_number(first.number)}，一处是{plain_number(second.number)}"
    return warning(submission, CHECK, spans, f"{noun}的总数前后不一：{told}，{numbers}。请核对并改为一致。")
