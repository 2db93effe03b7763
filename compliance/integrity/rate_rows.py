"""Rates with a row of their own that the rows beside them do not make: 核定问题 | 412, 已销号 | 337, 销号率 | 91.8%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from compliance.integrity.passages import distinct, last_place, plain_number, short, warning
from compliance.integrity.totals import cell_number
from compliance.language.sentences import clauses_by_block
from compliance.terms import Clause, Submission, Warning

CHECK = "inconsistent"

_RATE = re.compile(r"(?P<stem>[\u4e00-\u9fff]{2})[率度](?:[（(]%[）)])?")
_SHARE = re.compile(r"(\d{1,2}(?:\.\d+)?)[%％]?")
_UNIT = re.compile(r"[（(]([\u4e00-\u9fff]{1,2})[）)]")
_NEAR = (Decimal("0.8"), Decimal("1.25"))  # beyond it the rate is of something else
_MOST_ROWS = 60  # more are a roster's


@dataclass(frozen=True, slots=True)
class _Row:
    clause: Clause
    label: str
    unit: str
    number: Decimal


def rate_rows(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each rate of a table that its part's row and the row of the whole do not make."""
    tables = ([row for row in clauses if row.header] for clauses in clauses_by_block(submission).values())
    return tuple(found for rows in tables if len(rows) <= _MOST_ROWS for found in _misfits(submission, rows))


def _misfits(submission: Submission, rows: Sequence[Clause]) -> Iterator[Warning]:
    counts = [count for row in rows for count in _counts(row)]
    for row in rows:
        label = row.values[0].strip() if row.values else ""
        rate = _RATE.search(label)
        shares = [match for value in row.values[1:] if (match := _SHARE.fullmatch(value.strip()))]
        if not rate or not label.endswith(rate[0]) or len(shares) != 1:
            continue
        share = Decimal(shares[0][1])
        pairs = [(part, whole) for part in counts if rate["stem"] in part.label for whole in _wholes(part, counts)]
        made = [(part.number / whole.number * 100, part, whole) for part, whole in pairs]
        if share and made and not any(abs(value - share) < last_place(share) for value, _, _ in made):
            value, part, whole = min(made, key=lambda one: abs(one[0] - share))
            if _NEAR[0] < value / share < _NEAR[1]:
                shown = f"{plain_number(part.number)}÷{plain_number(whole.number)}＝{plain_number(round(value, 1))}%"
                message = f"“{short(row.text)}”与表中的数不符：{shown}，写的是{plain_number(share)}%。请核对。"
                spans = distinct((row.span, part.clause.span, whole.clause.span))
                yield warning(submission, CHECK, spans, message)


def _counts(row: Clause) -> Iterator[_Row]:
    """The one whole number of a row, with its label and the unit that it names."""
    label = row.values[0].strip() if row.values else ""
    told = [number for value in row.values[1:] if value.strip(" —-/") and (number := cell_number(value)) is not None]
    if label and len(told) == 1 and told[0] > 0 and not told[0] % 1 and not _RATE.search(label):
        unit = _UNIT.search(label)
        yield _Row(row, label, unit[1] if unit else "", told[0])


def _wholes(part: _Row, counts: Sequence[_Row]) -> Iterator[_Row]:
    return (one for one in counts if one is not part and one.unit == part.unit and one.number > part.number)
