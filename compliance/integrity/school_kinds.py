"""Schools by kind that do not make how many there are: 小学15所、初中6所、一贯制4所 where 全县26所 is told elsewhere.

`sums` looks at one sentence; here the kinds stand in one and the number of all in another. Which kinds a number of
schools counts differs, so it is held against every choice of them that holds 小学 and 初中.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from compliance.integrity.counts import Count, counts
from compliance.integrity.lists import are_alike
from compliance.integrity.passages import distinct, numbers, plain_number, short, warning
from compliance.integrity.relisted import NumberedList, numbered_lists
from compliance.terms import Submission, Warning

CHECK = "inconsistent"

_KIND = re.compile(
    r"(?P<primary>(?<!中)小学)|(?P<junior>初中|初级中学)|一贯制(?:学校)?|完全中学|完中|高中|高级中学|特殊教育(?:学校)?|特教(?:学校)?"
)
_ALL = re.compile("(?:公办)?(?:义务教育)?学校|(?:公办)?中小学")
_UNIT = "所"
_MOST_KINDS = 7
_NEAR = Decimal("0.05")
_LEAST = 8


def school_kinds(submission: Submission) -> tuple[Warning, ...]:
    """A warning for a list of schools by kind that the one number of all schools nearly is; it quotes both."""
    lists = [one for one in numbered_lists(submission) if _is_of_kinds(one)]
    if not lists:
        return ()
    wholes = [count for count in counts(submission) if count.of_all and _ALL.fullmatch(count.noun)]
    told = {
        q.low
        for clause in submission.clauses
        for q in (*clause.quantities, *(q for value in clause.values for q in numbers(value)))
    }
    found = (_missed(one, wholes, told) for one in lists)
    pair = next((pair for pair in found if pair), None)
    return (_warned(submission, *pair),) if pair else ()


def _is_of_kinds(one: NumberedList) -> bool:
    kinds = [match for name in one.names if (match := _KIND.search(name)) and name.endswith(match[0])]
    both = any(kind["primary"] for kind in kinds) and any(kind["junior"] for kind in kinds)
    schools = all(are_alike(quantity.unit, _UNIT) for quantity in one.quantities)
    return both and len(kinds) == len(one.names) <= _MOST_KINDS and schools


def _missed(one: NumberedList, wholes: Sequence[Count], told: set[Decimal]) -> tuple[NumberedList, Count] | None:
    made = list(_sums(one))
    full = max(made)
    if full < _LEAST or not told.isdisjoint(made):
        return None
    near = [
        whole
        for whole in wholes
        if whole.clause.document == one.clause.document
        and whole.clause.sentence != one.clause.sentence
        and abs(whole.number - full) <= max(_NEAR * full, Decimal(1))
    ]
    return (one, near[0]) if len({whole.number for whole in near}) == 1 else None


def _sums(one: NumberedList) -> Iterator[Decimal]:
    """What the primary and junior schools make with each choice of the other kinds."""
    core, others = Decimal(0), []
    for name, quantity in one.items.items():
        kind = _KIND.search(name)
        if kind and (kind["primary"] or kind["junior"]):
            core += quantity.low
        else:
            others.append(quantity.low)
    for count in range(len(others) + 1):
        yield from (core + sum(some, Decimal(0)) for some in combinations(others, count))


def _warned(submission: Submission, one: NumberedList, whole: Count) -> Warning:
    spans = distinct((whole.clause.span, one.span))
    quotes = "、".join(f"“{short(submission.quote(span))}”" for span in spans)
    made = "＋".join(plain_number(quantity.low) for quantity in one.quantities)
    total = plain_number(sum((quantity.low for quantity in one.quantities), Decimal(0)))
    fault = f"{made}＝{total}，总数写的是{plain_number(whole.number)}"
    message = f"各类学校之和与总数不符：{quotes}，{fault}。请核对总数和各分项。"
    return warning(submission, CHECK, spans, message)
