"""Total rows of tables (合计): each column's numbers must make the number that stands below (or above) them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from compliance.integrity.passages import clauses_by_block, distinct, short, warning
from compliance.integrity.sums import plain_number
from compliance.terms import Clause, Submission, Warning

CHECK = "inconsistent"

_TOTAL = re.compile(r"(?:合|总|共)计|总(?:数|和|分|体)|全[县区市校省](?:合计|总计)?|得分合计")
_SUBTOTAL = re.compile(r"小计|其中")
_EMPTY = re.compile(r"[—\-/／－–无空略]*")
_NUMBER = re.compile(r"(-?\d+(?:,\d{3})*(?:\.\d+)?)(?:万?[\u4e00-\u9fff]{1,2})?")
# Columns of shares, means and dates have no sum.
_NO_SUM = re.compile(r"率|比|平均|均|%|每|占|系数|序号|编号|时间|日期|年份|最|次数|标准值|班额|得分率|增[长幅]")


def cell_number(text: str) -> Decimal | None:
    """A cell's number: 1,326人 is 1326, an empty cell or a dash 0; None for anything else."""
    text = text.strip()
    if _EMPTY.fullmatch(text):
        return Decimal(0)
    match = _NUMBER.fullmatch(text)
    return Decimal(match[1].replace(",", "")) if match else None


def table_totals(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each total row of which at least one column does not come out."""
    found: list[Warning] = []
    for clauses in clauses_by_block(submission).values():
        rows = [clause for clause in clauses if clause.header]
        for at, row in enumerate(rows):
            if row.values and _TOTAL.fullmatch(row.values[0].strip()):
                parts = _parts(rows, at)
                faults = list(_faults(row, parts))
                if faults:
                    message = f"合计与各行之和不符：{'；'.join(faults)}。请核对合计和各行的数。"
                    spans = distinct((row.span, *(part.span for part in parts)))
                    found.append(warning(submission, CHECK, spans, f"“{short(row.text)}”{message}"))
    return tuple(found)


def _parts(rows: Sequence[Clause], at: int) -> list[Clause]:
    """The rows that a total row sums: those above it up to the last total, else, for a first row, all below."""
    above: list[Clause] = []
    for row in reversed(rows[:at]):
        if _TOTAL.fullmatch(row.values[0].strip()):
            break
        above.insert(0, row)
    chosen = above or list(rows[at + 1 :])
    # A subtotal beside its own rows would count them twice.
    return [row for row in chosen if not _SUBTOTAL.search(row.values[0])]


def _faults(total: Clause, parts: Sequence[Clause]) -> Iterator[str]:
    for column, name in enumerate(total.header):
        if column == 0 or _NO_SUM.search(name) or not total.values[column].strip():
            continue
        stated = cell_number(total.values[column])
        cells = [cell_number(part.values[column]) for part in parts]
        if stated is None or len(cells) < 2 or _EMPTY.fullmatch(total.values[column].strip()):
            continue
        numbers = [cell for cell in cells if cell is not None]
        if len(numbers) < len(cells) or sum(1 for n in numbers if n) < 2:
            continue
        made = sum(numbers, Decimal(0))
        if made != stated and abs(made - stated) > _rounding(numbers, stated) and made <= 3 * stated:
            yield f"“{name}”一列各行相加为{plain_number(made)}，合计写的是{plain_number(stated)}"


def _rounding(numbers: Sequence[Decimal], stated: Decimal) -> Decimal:
    """How far rounded decimals may miss their total; whole numbers may not at all."""
    places = max(-int(n.as_tuple().exponent) for n in (*numbers, stated))
    coarse = min(-int(n.as_tuple().exponent) for n in (*(n for n in numbers if n), stated))
    if places == 0 or coarse == places:
        return Decimal(0) if places < 2 else Decimal(len(numbers)) / 2 * Decimal(1).scaleb(-places)
    return Decimal(1).scaleb(-coarse) / 2
