"""How many a matter takes, told otherwise in its row.

对14所幼儿园的常规管理进行调研 over 幼儿园常规管理调研 | 13所幼儿园.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from compliance.integrity.figures import group_of, qualifiers_of
from compliance.integrity.lists import is_exact
from compliance.integrity.passages import is_own_and_current, numbers, pairs, plain_number, short, warning
from compliance.terms import Clause, Modality, Quantity, Submission, Warning

CHECK = "inconsistent"

_BRACKETS = re.compile(r"[（(]([^（）()]*)[）)]")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_HEAD = re.compile(r"[\u4e00-\u9fff]{2}")
_LEAST_PAIRS, _NAMED = 3, 0.75  # of the label's pairs of characters, and their share, that the clause has
_LOWEST, _HIGHEST = Decimal("0.6"), Decimal("1.67")
_MOST_ROWS = 500  # more are a roster's, and would take long to compare
_DIMENSIONS = ("count", "money", "area")
_SAID = (Modality.FACT, Modality.INTENTION, Modality.DEMAND)
_BEFORE, _BEHIND = 12, 8  # characters around a number that may name what it counts


@dataclass(frozen=True, slots=True)
class _Cell:
    quantity: Quantity
    before: str
    behind: str


@dataclass(frozen=True, slots=True)
class _Matter:
    row: Clause
    label: frozenset[str]
    cells: tuple[_Cell, ...]


def matter_rows(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each clause that names a row's matter and gives another number of the same things."""
    matters = list(_matters(submission))
    found: list[Warning] = []
    for clause in submission.clauses if len(matters) <= _MOST_ROWS else ():
        if clause.header or not clause.quantities or clause.modality not in _SAID or not is_own_and_current(clause):
            continue
        words = pairs(clause.text)
        for matter in matters:
            held = len(matter.label & words)
            if held < _LEAST_PAIRS or held < _NAMED * len(matter.label) or matter.row.document != clause.document:
                continue
            told = next(_other_numbers(clause, matter), None)
            if told:
                said, there = (plain_number(quantity.low) for quantity in told)
                message = (
                    f"“{short(submission.quote(clause.span))}”写的是{said}，"
                    f"表中“{short(matter.row.text)}”是{there}。请核对以哪个为准，并改为一致。"
                )
                found.append(warning(submission, CHECK, (clause.span, matter.row.span), message))
                break
    return tuple(found)


def _matters(submission: Submission) -> Iterator[_Matter]:
    for row in submission.clauses:
        cells = [value.strip() for value in row.values]
        at = next((i for i, cell in enumerate(cells[:-1]) if len(pairs(cell)) >= _LEAST_PAIRS), None)
        if at is None:
            continue
        label = pairs(_BRACKETS.sub("", cells[at]))
        unit = _BRACKETS.search(cells[at])
        counted = tuple(found for cell in cells[at + 1 :] for found in _counted(cell, unit[1] if unit else ""))
        if counted and len(label) >= _LEAST_PAIRS:
            yield _Matter(row, label, counted)


def _counted(cell: str, unit: str) -> Iterator[_Cell]:
    text = f"{cell}{unit}" if _NUMBER.fullmatch(cell) else cell
    for quantity in numbers(text):
        yield _Cell(quantity, text[: quantity.start], text[quantity.end :])


def _other_numbers(clause: Clause, matter: _Matter) -> Iterator[tuple[Quantity, Quantity]]:
    for quantity in clause.quantities:
        unit = quantity.unit
        if not unit or quantity.dimension not in _DIMENSIONS or not is_exact(quantity):
            continue
        same = [cell for cell in matter.cells if cell.quantity.unit == unit]
        # Several numbers of one unit are those of several things.
        if len(same) != 1 or sum(other.unit == unit for other in clause.quantities) != 1:
            continue
        there = same[0].quantity
        if not is_exact(there) or not there.low or there.low == quantity.low:
            continue
        near = _LOWEST <= quantity.low / there.low <= _HIGHEST
        if near and _is_of(clause, quantity, same[0]) and _is_same_group(clause, matter.row):
            yield quantity, there


def _is_same_group(clause: Clause, row: Clause) -> bool:
    """Whether the clause tells no other school level and nothing (农村, 新增, 平均) that the row does not tell."""
    shown = "，".join((*row.header, *row.values))
    return group_of(clause.text) == group_of(row.text) and qualifiers_of(clause.text) <= qualifiers_of(shown)


def _is_of(clause: Clause, quantity: Quantity, cell: _Cell) -> bool:
    """Whether both numbers count the same: 14所幼儿园 and 13所幼儿园, and not 五项目标 and 三项工程."""
    before = clause.text[max(0, quantity.start - _BEFORE) : quantity.start]
    head = _HEAD.match(cell.behind)
    if head:
        return head[0] in clause.text[quantity.end : quantity.end + _BEHIND] or head[0] in before
    return not cell.before and not cell.behind or bool(pairs(cell.before) & pairs(before))
