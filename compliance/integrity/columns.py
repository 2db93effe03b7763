"""Tables whose columns make one another in every row but one: 督学 | 专职 | 兼职, 20 | 5 | 15, 17 | 4 | 11."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from compliance.integrity.passages import plain_number, short, warning
from compliance.integrity.totals import cell_number, is_total, row_faults
from compliance.language.sentences import clauses_by_block
from compliance.terms import Clause, Submission, Warning

CHECK = "inconsistent"

_LEAST_ROWS = 4  # rows that come out, with two parts or more that are not 0: no chance
_LEAST_TOTAL = 8  # small numbers make one another by chance
_MOST_FAULTS = 2
_LEAST_PARTS, _MOST_PARTS = 2, 6
# Names of columns that together are all of what stands before them: with these two rows that come out are enough.
_WHOLES = tuple(
    frozenset(names.split())
    for names in (
        "优秀 良好 合格 不合格 基本合格 一般 较差",
        "优 良 中 差 合格 不合格",
        "专职 兼职",
        "男 女",
        "公办 民办",
    )
)
_LEAST_NAMED = 2
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")


def column_sums(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each row that breaks the sum that the other rows of its table keep."""
    found: list[Warning] = []
    for clauses in clauses_by_block(submission).values():
        rows = [clause for clause in clauses if clause.header]
        for row, column, made in _breaking(rows):
            said = f"“{row.header[column]}”一列写的是{row.values[column].strip()}"
            due = f"照其他各行的算法应为{plain_number(made)}"
            message = f"“{short(row.text)}”同一行的数对不上：{said}，{due}。请核对。"
            found.append(warning(submission, CHECK, (row.span,), message))
    return tuple(found)


def _breaking(rows: Sequence[Clause]) -> Iterator[tuple[Clause, int, Decimal]]:
    """Rows with the column that should be the sum of those beside it, and that sum."""
    width = len(rows[0].values) if rows else 0
    named = _named(rows[0].header) if rows else ()
    least = _LEAST_NAMED if named else _LEAST_ROWS
    if len(rows) <= least or any(len(row.values) != width for row in rows):
        return
    cells = [[cell_number(value) if value.strip(" —-/") else None for value in row.values] for row in rows]
    seen: set[int] = set()
    for total, parts in (*named, *(_ways(width) if len(rows) > _LEAST_ROWS else ())):
        sums = [_sum_of(row, parts) for row in cells]
        told = [(at, made, row[total]) for at, (row, made) in enumerate(zip(cells, sums, strict=True))]
        kept = [at for at, made, stated in told if made is not None and made == stated]
        whole = (total, parts) in named
        rich = [at for at in kept if _is_rich(cells[at], total, parts, 2 if whole else _LEAST_TOTAL)]
        least = _LEAST_NAMED if whole else _LEAST_ROWS
        broken = [(at, made) for at, made, stated in told if made is not None and stated is not None and made != stated]
        # A wrong row makes the row of totals wrong as well.
        faults = [at for at, _ in broken if not is_total(rows[at])]
        if len(rich) < least or len(faults) > min(_MOST_FAULTS, len(rich) // least):
            continue
        for at, made in broken:
            if at not in seen and not any(row_faults(rows[at])):
                seen.add(at)
                yield rows[at], total, made


def _ways(width: int) -> Iterator[tuple[int, range]]:
    """A column with the columns right behind it, or right before it, that may make it."""
    for total in range(1, width):
        for count in range(_LEAST_PARTS, _MOST_PARTS + 1):
            if total + count < width:
                yield total, range(total + 1, total + 1 + count)
            if total - count >= 1:
                yield total, range(total - count, total)


def _named(header: Sequence[str]) -> tuple[tuple[int, range], ...]:
    """Columns whose names divide the one right before them: 今年评估 | 优秀 | 良好 | 合格."""
    names = [_BRACKETS.sub("", name).strip() for name in header]
    found: list[tuple[int, range]] = []
    for at in range(2, len(names)):
        for whole in _WHOLES if names[at - 1] not in set().union(*_WHOLES) else ():
            end = next((i for i in range(at, len(names)) if names[i] not in whole), len(names))
            if end - at >= min(3, len(whole)):
                found.append((at - 1, range(at, end)))
    return tuple(found)


def _is_rich(cells: Sequence[Decimal | None], total: int, parts: range, least: int) -> bool:
    return (cells[total] or 0) >= least and sum(1 for column in parts if cells[column]) >= _LEAST_PARTS


def _sum_of(cells: Sequence[Decimal | None], columns: range) -> Decimal | None:
    numbers = [cells[column] for column in columns]
    told = [number for number in numbers if number is not None]
    return sum(told, Decimal(0)) if len(told) == len(numbers) else None
