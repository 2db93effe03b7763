"""How many there are in all, told twice with two numbers: 全县71所公办中小学, later 全县公办中小学73所."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from compliance.integrity.counts import Count, added_up, counts
from compliance.integrity.lists import are_alike
from compliance.integrity.passages import distinct, plain_number, short, warning
from compliance.integrity.scopes import are_apart, is_of_some, lead_of, level_before, rest_beside
from compliance.terms import Submission, Warning

CHECK = "inconsistent"

_NEAR = Decimal("1.25")  # beyond it the numbers count something else
_MOST_VALUES = 2  # three numbers of all and more are those of several years or places
_OWN_KIND = 4  # characters of a noun that says which: 兼职督学, 专任教师
_OFTEN = 3  # what is told so often is the number of all
_IS_AREA = re.compile("责任区|片区|学区|乡镇|街道")
_MOST_TOLD = 300  # what is counted more often is several things, and would take long to compare
_OF_PEOPLE = {"人", "个"}
_ALL_OF = re.compile("都|均|全部")
_LEVEL = re.compile(r"((?<!中)小学|初中|高中|幼儿园)的?(?:专任)?(?:教职工|教师|老师|学生|班主任)*$")
_WHOLE = re.compile("全[县区市校州旗镇乡]")


def whole_clashes(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each noun whose number in all is told differently; it quotes one passage for each number."""
    by_noun: dict[tuple[int, str], list[Count]] = {}
    for count in counts(submission):
        by_noun.setdefault((count.clause.document, count.noun), []).append(count)
    for count in added_up(submission):
        told = by_noun.get((count.clause.document, count.noun), [])
        alone = len({one.number for one in told if one.of_all}) == 1 and all(one.number != count.number for one in told)
        if alone and not any(one.clause.block == count.clause.block for one in told):
            told.append(count)
    found: list[Warning] = []
    for (_, noun), told in by_noun.items():
        pairs = _clashing(told)
        both = next((pair for pair in pairs if not _are_of_two(submission, *pair)), None)
        found.extend([_clash(submission, noun, *both)] if both else [])
    return tuple(found)


def _are_of_two(submission: Submission, first: Count, second: Count) -> bool:
    """Whether what stands around two counts says that they are of two things."""
    leads = [lead_of(submission, count.clause, count.quantity.start) for count in (first, second)]
    # The count's own part says nothing of what was said before it.
    before = [lead[: lead.rfind("，") + 1] for lead in leads]
    whole = [bool(_WHOLE.search(lead[len(said) :])) for lead, said in zip(leads, before, strict=True)]
    levels = [
        _levels(lead[len(said) :], of_all) or {level_before(said, count.noun)}
        for lead, said, of_all, count in zip(leads, before, whole, (first, second), strict=True)
    ]
    some = any(map(is_of_some, before)) or any(
        _ALL_OF.search(count.clause.text, count.quantity.end)
        and rest_beside(submission, count.clause, count.quantity.end)
        for count in (first, second)
    )
    return some or levels[0].isdisjoint(levels[1]) or are_apart(first.clause, second.clause, all(whole))


def _levels(words: str, of_all: bool) -> set[str]:
    """The levels of schools whose the counted may be, by the words of their own part: 全区幼儿园教职工."""
    named = _LEVEL.search(words)
    return ({named[1]} if named else set()) | ({""} if of_all else set())


def _clashing(told: Sequence[Count]) -> Iterator[tuple[Count, Count]]:
    """Two counts of one noun that cannot both be right, those that speak of all first."""
    if len(told) > _MOST_TOLD:
        return
    if len({count.number for count in told if count.of_all}) > _MOST_VALUES:
        return
    often = Counter(count.number for count in told if count.bare)
    pairs = combinations(sorted(told, key=lambda count: not count.of_all), 2)
    for first, second in pairs:
        low, high = sorted((first.number, second.number))
        if low == high or high > low * _NEAR or first.clause.sentence == second.clause.sentence:
            continue
        units = first.quantity.unit, second.quantity.unit
        if not are_alike(*units) and set(units) != _OF_PEOPLE:
            continue
        sure = first.of_all or max(often[first.number], often[second.number]) >= _OFTEN and first.bare
        # 六个责任区30日汇总, 向六个责任区派驻 where there are five: some cannot be more than all.
        some = second.done_for or second.opens and _IS_AREA.search(second.noun)
        beyond = first.of_all and second.number > first.number and some
        if sure and (beyond or second.of_all or second.bare or first.row and len(first.noun) >= _OWN_KIND):
            yield first, second


def _clash(submission: Submission, noun: str, first: Count, second: Count) -> Warning:
    spans = distinct((first.clause.span, second.clause.span))
    told = "、".join(f"“{short(submission.quote(span))}”" for span in spans)
    numbers = f"一处是{plain_number(first.number)}，一处是{plain_number(second.number)}"
    return warning(submission, CHECK, spans, f"{noun}的总数前后不一：{told}，{numbers}。请核对并改为一致。")
