"""One list told twice, with another number in one of its places: 东片27所、西片24所 and 东片27所、西片25所.

Two lists that name the same things and agree in all but one number are one list, so the names need not be known.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from compliance.integrity.lists import FAR, are_alike, is_exact
from compliance.integrity.passages import (
    distinct,
    is_own_and_current,
    names_other_years,
    numbers,
    plain_number,
    short,
    warning,
)
from compliance.integrity.scopes import are_apart
from compliance.language.sentences import parts_of_sentence
from compliance.terms import Clause, Modality, Quantity, Span, Submission, Warning

CHECK = "inconsistent"

# The name of an item with the words that only tell its number.
_NAME = re.compile(
    r"[^。；\d]{0,12}?[，、：（和及与]?(?P<name>[\u4e00-\u9fff]{2,8}?)(?:现有|共有|各有|有|共|为|是|达)?"
)
_LEAD = re.compile(r"^(?:其中|包括|分别为|现有|共有|有|在)")
_OTHER = re.compile(
    r"去年|上年|前年|往年|应|缺|新(?!区)|增|减|退|最|每|平均|由|从|比|计划|标准|参|合计|共计|总|第|季度|[月日周]|学期|上半|下半"
)
_KIND = re.compile("(?<=制)学校$|(?<=教育)学校$|(?<=职)督学$|(?<=办)(?:园|学校)$")  # left out as often as not
_LEAST = 3
_MOST_PLACES = 2
_MOST_LISTS = 300  # more would take long to compare
_DIMENSIONS = ("count", "money", "number")


@dataclass(frozen=True, slots=True)
class NumberedList:
    """Numbers that follow each other, each behind its name."""

    clause: Clause  # the first of its sentence, or its row
    span: Span
    items: dict[str, Quantity]

    @property
    def names(self) -> tuple[str, ...]:
        """Of the first it may have the words before it too."""
        return tuple(self.items)

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """In the order of the names."""
        return tuple(self.items.values())


def relisted(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each two lists of the same names that differ in one number alone; it quotes both."""
    by_names: dict[tuple[int, tuple[str, ...]], list[NumberedList]] = {}
    for one in numbered_lists(submission):
        # The first name may have the words of the sentence before it.
        by_names.setdefault((one.clause.document, one.names[1:]), []).append(one)
    found: list[Warning] = []
    for told in by_names.values():
        pair = next(_differing(told[:_MOST_LISTS]), None)
        if pair:
            found.append(_warned(submission, *pair))
    return tuple(found)


def numbered_lists(submission: Submission) -> Iterator[NumberedList]:
    """The lists of two numbers and more in the sentences and cells of a submission, of its own and of now."""
    for clause in submission.clauses:
        if clause.header:
            runs = (run for value in clause.values for run in _runs(value.strip()))
            yield from (NumberedList(clause, clause.span, run) for run in runs if len(run) > 1)
        elif clause.index == clause.sentence[0]:
            yield from _of_sentence(submission, clause)


def _of_sentence(submission: Submission, first: Clause) -> Iterator[NumberedList]:
    clauses = parts_of_sentence(first, submission)
    if not all(part.modality is Modality.FACT and is_own_and_current(part) for part in clauses):
        return
    if any(names_other_years(submission, part) for part in clauses):
        return
    ends = list(accumulate(len(part.text) + 1 for part in clauses))
    for run in _runs("，".join(part.text for part in clauses)):
        if len(run) > 1:
            places = [bisect_right(ends, quantity.start) for quantity in run.values()]
            span = Span(first.document, first.block, clauses[places[0]].start, clauses[places[-1]].end)
            yield NumberedList(first, span, run)


def _runs(text: str) -> Iterator[dict[str, Quantity]]:
    """The numbers of a text that follow each other, each behind its name."""
    run: dict[str, Quantity] = {}
    position = 0
    for quantity in numbers(text):
        between = text[position : quantity.start]
        name = _name(between, bool(run))
        fits = quantity.dimension in _DIMENSIONS and is_exact(quantity) and quantity.low >= 1
        if not (name and fits) or name in run or run and not are_alike(next(iter(run.values())).unit, quantity.unit):
            yield run
            run = {}
            name = _name(between, False)
        if name and fits:
            run[name] = quantity
        position = quantity.end
    yield run


def _name(between: str, goes_on: bool) -> str:
    """The name between two numbers, or before the first; "" where other words stand there."""
    # 88所，其中公办40所: the whole is no item of the list.
    if goes_on and (not re.match(r"[名所个人]?[、，和及]", between) or re.search("其中|包括|分为", between)):
        return ""
    words = _LEAD.sub("", re.split(r"[，、：（和及与]", between)[-1])
    match = _NAME.fullmatch(words)
    return "" if not match or _OTHER.search(between) else _KIND.sub("", match["name"])


def _differing(told: Sequence[NumberedList]) -> Iterator[tuple[NumberedList, NumberedList, int]]:
    for number, second in enumerate(told):
        for first in told[:number]:
            apart = first.clause.sentence == second.clause.sentence or are_apart(first.clause, second.clause, False)
            pairs = list(zip(first.quantities, second.quantities, strict=True))
            places = [place for place, (one, other) in enumerate(pairs) if one.low != other.low]
            if not 1 <= len(places) <= _MOST_PLACES or apart or not _are_one(first.names[0], second.names[0]):
                continue
            # 公办41所、民办33所、其他14所 and 40所、34所、14所: one that moved makes two.
            moved = len(places) == 1 or sum(one.low - other.low for one, other in pairs) == 0
            same = max((one.low for one, other in pairs if one.low == other.low), default=Decimal(0))
            # 小学52所、初中15所、一贯制9所 and 53所、16所、9所: one more of each.
            moved = moved or same >= _LEAST and all(_are_next(*pairs[place]) for place in places)
            if moved and same >= _LEAST and all(_is_slip(*pairs[place]) for place in places):
                yield first, second, places[0]


def _are_one(first: str, second: str) -> bool:
    return first.endswith(second) or second.endswith(first)


def _are_next(one: Quantity, other: Quantity) -> bool:
    return abs(one.low - other.low) <= 1


def _is_slip(one: Quantity, other: Quantity) -> bool:
    low, high = sorted((one.low, other.low))
    return are_alike(one.unit, other.unit) and low >= _LEAST and high <= max(low * FAR, low + Decimal(1))


def _warned(submission: Submission, first: NumberedList, second: NumberedList, place: int) -> Warning:
    spans = distinct((first.span, second.span))
    told = "、".join(f"“{short(submission.quote(span))}”" for span in spans)
    both = "，".join(f"一处是{plain_number(one.quantities[place].low)}" for one in (first, second))
    name = min(first.names[place], second.names[place], key=len)
    return warning(submission, CHECK, spans, f"同样的各项前后不一：{told}，“{name}”{both}。请核对并改为一致。")
