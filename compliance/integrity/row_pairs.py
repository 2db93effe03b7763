"""Two numbers told side by side of which a row has one, and another in place of its neighbour: 由49次降到14次, 49 | 19.

The number that both have ties the sentence to the row, so few words in common are needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from compliance.integrity.lists import FAR, are_alike, is_exact
from compliance.integrity.passages import (
    distinct,
    is_own_and_current,
    names_other_years,
    narrowed,
    normal,
    numbers,
    pairs,
    plain_number,
    sentences,
    short,
    warning,
)
from compliance.terms import Clause, Modality, Quantity, Span, Submission, Warning

CHECK = "inconsistent"

_CELL = re.compile(r"(\d[\d,]*(?:\.\d+)?)([\u4e00-\u9fff]{0,2})")
_SLASHED = re.compile(r"(\d[\d,]*)/(\d[\d,]*)([\u4e00-\u9fff]{0,2})")
_UNIT = re.compile(r"[（(]([^（）()/]{1,4})[^（）()]*[）)]")
_DIMENSIONS = ("count", "money")
_LEAST = 10  # smaller numbers meet by chance
_LONGEST_GAP = 20  # characters between the two
_BEFORE, _BEHIND = 16, 8
_SHARED, _SHARED_OF_SLIP = 2, 1  # pairs of characters; fewer where the two that differ do so by one digit
_MOST_ROWS = 20  # that have one number: more are a roster's
_OF_ANOTHER_YEAR = re.compile("[去上前往]年|上学年|同期")
_NO_NUMBER = re.compile(
    r"序号|编号|年份|时间|日期|率|%|占比|标准|目标|应|[12]\d{3}|[上去今本前]年"
)  # nor are those of years beside each other


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two numbers of neighbouring cells, or of one slashed cell, in the unit that the row or column names."""

    row: Clause
    first: Decimal
    second: Decimal
    unit: str
    words: frozenset[str]


def row_pairs(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each pair of numbers that a row has with another second, or another first; it quotes both."""
    known: dict[Decimal, list[_Pair]] = {}
    for clause in submission.clauses:
        for pair in _of_row(clause) if clause.header else ():
            known.setdefault(pair.first, []).append(pair)
            known.setdefault(pair.second, []).append(pair)
    found: list[Warning] = []
    for clause, span, text in sentences(submission) if known else ():
        if clause.header or clause.modality is not Modality.FACT or not is_own_and_current(clause):
            continue
        if not names_other_years(submission, clause):
            told = numbers(text)
            beside = zip(told, told[1:], strict=False)
            clash = next((one for two in beside if (one := _clash(text, *two, known))), None)
            found.extend([_warned(submission, span, *clash)] if clash else [])
    return tuple(found)


def _of_row(row: Clause) -> Iterator[_Pair]:
    label = _UNIT.search(row.values[0])
    cells = list(zip(row.header, row.values, strict=True))
    for (name, left), (other, right) in zip(cells[1:], cells[2:], strict=False):
        both = _CELL.fullmatch(left.strip()), _CELL.fullmatch(right.strip())
        if both[0] and both[1] and not _NO_NUMBER.search(name + other):
            unit = both[0][2] or _bracket(name) or (label[1] if label else "")
            yield from _pair(row, both[0][1], both[1][1], unit, f"{row.values[0]}，{name}，{other}")
    for name, cell in cells[1:]:
        slashed = _SLASHED.fullmatch(normal(cell).text.strip())
        if slashed:
            unit = slashed[3] or _bracket(name) or (label[1] if label else "")
            yield from _pair(row, slashed[1], slashed[2], unit, f"{row.values[0]}，{name}")


def _bracket(name: str) -> str:
    unit = _UNIT.search(name)
    return unit[1] if unit else ""


def _pair(row: Clause, first: str, second: str, unit: str, words: str) -> Iterator[_Pair]:
    told = [numbers(number.replace(",", "") + unit) for number in (first, second)]
    if all(told) and all(quantity[0].low >= _LEAST for quantity in told):
        one, other = told[0][0], told[1][0]
        yield _Pair(row, one.low, other.low, one.unit, pairs(words))


def _clash(
    text: str, one: Quantity, other: Quantity, known: Mapping[Decimal, Sequence[_Pair]]
) -> tuple[Quantity, Quantity, Quantity, _Pair] | None:
    """The two numbers, the one of them that a row has otherwise, and what the row has."""
    if one.unit != other.unit or other.start - one.end > _LONGEST_GAP or not (_fits(one) and _fits(other)):
        return None
    if re.search("[。；（）]", text[one.end : other.start]) or one.low == other.low:
        return None
    around = text[max(0, one.start - _BEFORE) : other.end + _BEHIND]
    if _OF_ANOTHER_YEAR.search(around):
        return None
    words = pairs(around)
    for number, beside, turned in ((one, other, False), (other, one, True)):
        pairs_of = known.get(number.low, ())
        for pair in pairs_of if len(pairs_of) <= _MOST_ROWS else ():
            has, instead = (pair.second, pair.first) if turned else (pair.first, pair.second)
            shared = len(words & pair.words)
            least = _SHARED_OF_SLIP if _is_slip(beside.low, instead) else _SHARED
            tied = has == number.low and are_alike(pair.unit, number.unit) and shared >= least
            if tied and _near(beside, instead) and not _is_told(pair.row, beside):
                return one, other, beside, pair
    return None


def _fits(quantity: Quantity) -> bool:
    return quantity.dimension in _DIMENSIONS and is_exact(quantity) and quantity.low >= _LEAST


def _near(quantity: Quantity, number: Decimal) -> bool:
    low, high = sorted((quantity.low, number))
    return low != high and high <= low * FAR


def _is_slip(one: Decimal, other: Decimal) -> bool:
    """Whether two numbers differ by one digit, or by two that changed places."""
    digits = plain_number(one), plain_number(other)
    if len(digits[0]) != len(digits[1]):
        return False
    return sum(a != b for a, b in zip(*digits, strict=True)) == 1 or sorted(digits[0]) == sorted(digits[1])


def _is_told(row: Clause, quantity: Quantity) -> bool:
    return any(q.low == quantity.low for value in row.values for q in numbers(value.strip()))


def _warned(
    submission: Submission, span: Span, one: Quantity, other: Quantity, otherwise: Quantity, pair: _Pair
) -> Warning:
    spans = distinct((narrowed(submission, span, otherwise.start, otherwise.end), pair.row.span))
    quotes = "、".join(f"“{short(submission.quote(passage))}”" for passage in spans)
    said = f"{plain_number(one.low)}和{plain_number(other.low)}"
    message = (
        f"{quotes}里的两个数前后不一，一处是{said}，一处是{plain_number(pair.first)}和{plain_number(pair.second)}。"
    )
    return warning(submission, CHECK, spans, f"{message}请核对并改为一致。")
