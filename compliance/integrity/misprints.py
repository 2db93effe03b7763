"""One number miswritten in one of two places: 教师1968人 and 教师1986人, 翻新投入1860万元 and 1680万元.

Two large numbers that differ by one digit, or by two that changed places, in the same unit and among the same words,
are one number. Chance makes such pairs so rarely that the words need not name one measure in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from compliance.integrity.figures import group_of, qualifiers_of
from compliance.integrity.lists import is_exact
from compliance.integrity.passages import OTHERS, distinct, numbers, pairs, short, warning
from compliance.language.sentences import said_right_before
from compliance.terms import Clause, Quantity, Submission, Warning

CHECK = "inconsistent"

_LEAST = 100  # of smaller numbers many differ by one digit
_LARGE = 4  # digits
_FARTHEST, _FARTHEST_TRANSPOSED = Decimal("1.2"), Decimal("1.5")
_SHARED = 2  # pairs of characters that the words around both must have where only one digit differs
_BEFORE, _BEHIND = 10, 8  # characters
_CAPTION = 20  # of the line above a table
_DIMENSIONS = ("count", "money", "area", "number")
_TOTAL = re.compile(r"(?:合|总|共)计|总[数和]")
_ONLY_OF_WHOM = re.compile("(?:小学|初中|高中|学生|生|人|校|每生|每人|平均|均|为|达到?|是)+")
_PLAIN = re.compile(r"\d[\d,]*(?:\.\d+)?")
_UNIT = re.compile(r"[（(]([^（）()]*)[）)]")
# Numbers of another year, or what something grew by and to, are others.
_CHANGED = re.compile(r"[由从比至增减升降涨]|(?<!达)到|上年|去年|同期|目标|计划|应|标准")
# 全年共, 合计: any number of the year is told so. 中小学 is no 小学.
_ANY = pairs("全年共发") | pairs("一共有") | pairs("合计为") | pairs("总共计") | pairs("年共有")
_KIND = re.compile("公办|民办")
_NO_PRIMARY = re.compile("(?<!其)中小学")
# 核定编制2790名 and 在岗2780人 are what is allowed and what there is.
_ALLOWED = re.compile("编制|核定|标准|应[配有到]")
# 每月460元 at most and 每年480元 are two amounts.
_RATE = re.compile(r"每[月年日周]|每学期|最[高低多少大小]")


@dataclass(frozen=True, slots=True)
class _Number:
    clause: Clause
    quantity: Quantity
    words: str  # around it, or of its row and column
    name: str  # those that say of which group of schools it is

    @property
    def digits(self) -> str:
        return f"{self.quantity.low.normalize():f}"


def misprints(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each pair of numbers that are one, miswritten in one of two places; one at least in text."""
    found: dict[tuple[str, str], tuple[_Number, _Number]] = {}
    everywhere, in_text = _Known(), _Known()
    for number in _numbers(submission):
        near = in_text if number.clause.header else everywhere
        for digits, others in near.of(number):
            if (digits, number.digits) not in found:
                one = next((other for other in others if _is_one(other, number)), None)
                if one is not None:
                    found[digits, number.digits] = one, number
        everywhere.add(number)
        if not number.clause.header:
            in_text.add(number)
    return tuple(_warned(submission, *pair) for pair in found.values())


class _Known:
    """Numbers by what those share that may be one; a table may tell the same number on a thousand rows."""

    def __init__(self) -> None:
        self._by_key: dict[str, dict[str, list[_Number]]] = {}

    def add(self, number: _Number) -> None:
        for key in _keys(number.digits):
            self._by_key.setdefault(key, {}).setdefault(number.digits, []).append(number)

    def of(self, number: _Number) -> Iterator[tuple[str, list[_Number]]]:
        """Other numbers that may be this one, by their digits."""
        for key in _keys(number.digits):
            for digits, others in self._by_key.get(key, {}).items():
                if digits != number.digits:
                    yield digits, others


def _keys(digits: str) -> tuple[str, ...]:
    """What two numbers share that differ by a digit, or by two that changed places."""
    masked = (f"{digits[:i]}*{digits[i + 1 :]}" for i in range(len(digits)))
    return ("".join(sorted(digits)), *masked)


def _is_one(first: _Number, second: _Number) -> bool:
    low, high = sorted((first.quantity.low, second.quantity.low))
    if min(len(number.digits.rstrip("0")) for number in (first, second)) < 2:
        return False  # 500 and 600 are round, not miswritten
    if first.clause.sentence == second.clause.sentence:
        return False
    if first.clause.document != second.clause.document or len(first.digits) != len(second.digits):
        return False
    if first.quantity.unit != second.quantity.unit and first.quantity.unit and second.quantity.unit:
        return False
    differing = sum(a != b for a, b in zip(first.digits, second.digits, strict=True))
    if differing > 2 or high > low * (_FARTHEST if differing == 1 else _FARTHEST_TRANSPOSED):
        return False
    shared = len(_pairs(first.words) & _pairs(second.words))
    if bool(_ALLOWED.search(first.words)) != bool(_ALLOWED.search(second.words)):
        return False
    if set(_RATE.findall(first.words)) != set(_RATE.findall(second.words)):
        return False
    if _is_made_of(first, second) or _is_made_of(second, first):
        return False
    same = group_of(first.name) == group_of(second.name)
    # Two large numbers of one unit do not have the same digits by chance.
    large = differing == 2 and len(first.digits.rstrip("0")) >= _LARGE and first.quantity.unit == second.quantity.unit
    alike = (
        shared >= _SHARED
        or large
        or differing == 2
        and shared
        and qualifiers_of(first.words) == qualifiers_of(second.words)
    )
    kinds = [_kinds(number) for number in (first, second)]
    return same and bool(alike) and (not all(kinds) or kinds[0] == kinds[1])


def _kinds(number: _Number) -> set[str]:
    """Whose kindergartens or schools a number is of: public, private."""
    text = "" if number.clause.header else number.clause.text[: number.quantity.start][-3 * _BEFORE :]
    return set(_KIND.findall(text + number.words))


def _pairs(words: str) -> frozenset[str]:
    return pairs(_NO_PRIMARY.sub("中小中", words)) - _ANY


def _is_made_of(number: _Number, other: _Number) -> bool:
    """396所 beside 369所、27所: it is their sum, and no slip; nor is what the other's row tells as well."""
    rest = number.quantity.low - other.quantity.low
    if any(quantity.low in (rest, number.quantity.low) for quantity in _told_in(other.clause)):
        return True
    # 6.7亿元 beside a row 支出（亿元） | 6.2 | 6.7: the cells leave their unit to the row's name.
    printed = _PLAIN.match(number.clause.text, number.quantity.start)
    return printed is not None and any(cell.strip() == printed[0] for cell in other.clause.values)


def _told_in(clause: Clause) -> Iterator[Quantity]:
    yield from clause.quantities
    yield from (quantity for value in clause.values for quantity in numbers(value))


def _numbers(submission: Submission) -> Iterator[_Number]:
    for clause in submission.clauses:
        previous = clause.period is not None and clause.period.relative == "previous"
        if clause.header:
            found = _of_row(clause)
        elif clause.quantities and clause.subject.kind not in OTHERS and not previous:
            found = _of_text(submission, clause)
        else:
            continue
        yield from (number for number in found if _is_large(number.quantity))


def _is_large(quantity: Quantity) -> bool:
    return quantity.dimension in _DIMENSIONS and is_exact(quantity) and quantity.low >= _LEAST


def _of_text(submission: Submission, clause: Clause) -> Iterator[_Number]:
    last = 0
    for quantity in clause.quantities:
        before = clause.text[max(last, quantity.start - _BEFORE) : quantity.start]
        behind = re.split("[，。；、：]", clause.text[quantity.end : quantity.end + _BEHIND])[0]
        if not before.strip("，"):
            before = said_right_before(clause, submission)[-_BEFORE:] or before
        # 教学仪器设备值，小学生均2340元
        lead = said_right_before(clause, submission)[-_BEFORE:] if _ONLY_OF_WHOM.fullmatch(before) else ""
        lead = "" if any(words.search(lead) for words in (_ALLOWED, _RATE, _KIND)) else lead
        if not _CHANGED.search(before):
            yield _Number(clause, quantity, f"{lead}，{before}，{behind}", before + behind)
        last = quantity.end


def _of_row(clause: Clause) -> Iterator[_Number]:
    cells = [value.strip() for value in clause.values]
    # 6 | 生均教育费用（元） | 30860: the first cell is the row's number only.
    at = next((i for i, cell in enumerate(cells[:-1]) if pairs(cell)), 0)
    row = cells[at]
    # A total is of what the table's name says: 责任区专项经费 | 金额（元）.
    label = clause.header[0] + clause.caption[-_CAPTION:] if _TOTAL.fullmatch(row) else row
    for header, value in list(zip(clause.header, clause.values, strict=True))[at + 1 :]:
        cell = value.strip()
        if _PLAIN.fullmatch(cell):
            units = _UNIT.findall(header + row)
            found = numbers(cell + (units[0] if units else ""))[:1]
            yield from (_Number(clause, quantity, f"{header}，{label}", header + label) for quantity in found)
            continue
        for quantity in numbers(cell):
            before = cell[max(0, quantity.start - _BEHIND) : quantity.start]
            words = f"{header}，{row}，{before}，{cell[quantity.end : quantity.end + _BEHIND]}"
            yield _Number(clause, quantity, words, row + before)


def _warned(submission: Submission, first: _Number, second: _Number) -> Warning:
    spans = distinct((first.clause.span, second.clause.span))
    quotes = "、".join(f"“{short(submission.quote(span))}”" for span in spans)
    message = f"{quotes}里的两个数只差一位或两位颠倒，疑为同一个数写成了两样。请核对以哪个为准，并改为一致。"
    return warning(submission, CHECK, spans, message)
