"""Total rows of tables (合计): each column's numbers must make the number that stands below (or above) them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, takewhile

from compliance.integrity.passages import distinct, last_place, plain_number, short, warning
from compliance.language.sentences import clauses_by_block
from compliance.terms import Clause, Submission, Warning

CHECK = "inconsistent"

_TOTAL = re.compile(r"(?:合|总|共)计|总(?:数|和|分|体)|全[县区市校省](?:合计|总计)?|得分合计")
_SUBTOTAL = re.compile(r"小计|其中")
_CHANGE = re.compile(r"^(?:增减|变化|增加|增量|净增|增长)(?:数|量|情况|人数)?$")
_RATE = re.compile(r"(?:完成|合格|持证|参训|整改|销号|达标|到岗|参与|覆盖|回收|满意|巩固|[^，]{0,4})率$|占比$|比例$")
_EMPTY = re.compile(r"[—\-/／－–无空略]*")
_NUMBER = re.compile(r"(-?\d+(?:,\d{3})*(?:\.\d+)?)(?:万?[\u4e00-\u9fff]{1,2})?(?:（[^（）\d]*）)?")
# Columns of shares, spreads and dates have no sum.
_NEVER_SUM = re.compile(r"率|比|%|占|系数|序号|编号|时间|日期|年份|标准值|班额|增[长幅]")
# Nor have most of means and extremes; the days a month of several people and the mean scores of several parts have.
_NEAR = Decimal("0.1")  # such a column was summed where its total comes so near
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
            if is_total(row):
                parts = _parts(rows, at)
                faults = list(_faults(row, parts))
                if faults:
                    message = f"合计与各行之和不符：{'；'.join(faults)}。请核对合计和各行的数。"
                    spans = distinct((row.span, *(part.span for part in parts)))
                    found.append(warning(submission, CHECK, spans, f"“{short(row.text)}”{message}"))
            faults = list(row_faults(row))
            if faults:
                message = f"“{short(row.text)}”同一行的数对不上：{'；'.join(faults)}。请核对。"
                found.append(warning(submission, CHECK, (row.span,), message))
    return tuple(found)


def is_total(row: Clause) -> bool:
    """Whether a table row says that it is the sum of others."""
    return bool(row.values) and bool(_TOTAL.fullmatch(row.values[0].strip()))


def row_faults(row: Clause) -> Iterator[str]:
    """Columns of one row that do not follow from those beside them: 合计 of the others, 增减 of two years, a rate."""
    numbers = [cell_number(value) if value.strip(" —-/") else None for value in row.values]
    for column, name in enumerate(row.header):
        said = row.values[column].strip()
        before = [n for n in numbers[1:column] if n is not None]
        if len(before) < 2 or len(before) != column - 1 or any(map(_NO_SUM.search, row.header[1:column])):
            continue
        if _TOTAL.fullmatch(name) and (stated := numbers[column]) is not None:
            made = sum(before, Decimal(0))
            # 合计 | 14人 | 45 | 16 | 5 | 66: a column before those that are summed.
            partly = stated in list(accumulate(reversed(before)))[1:]
            if not partly and abs(made - stated) <= stated / 4 and abs(made - stated) > _rounding(before, stated):
                yield f"“{name}”一列应为{plain_number(made)}，写的是{said}"
        elif _CHANGE.search(name) and len(before) == 2 and re.fullmatch(r"[+＋-]?\d+(?:\.\d+)?", said):
            if abs(before[1] - before[0]) != abs(Decimal(re.sub(r"[+＋-]", "", said))):
                yield f"“{name}”一列应为{plain_number(before[1] - before[0])}，写的是{said}"
        elif _RATE.search(name) and len(before) == 2 and re.fullmatch(r"\d+(?:\.\d+)?%", said):
            yield from _rate_fault(name, before, Decimal(said[:-1]))


def _rate_fault(name: str, pair: Sequence[Decimal], stated: Decimal) -> Iterator[str]:
    """A rate of two whole numbers, the lesser of the greater; far off it is a rate of something else."""
    low, high = sorted(pair)
    if not high or not low or not stated or any(n != n.to_integral_value() for n in pair):
        return
    made = low / high * 100
    place = last_place(stated)
    if abs(made - stated) >= place and Decimal("0.8") < made / stated < Decimal("1.25"):
        yield f"“{name}”由{plain_number(low)}÷{plain_number(high)}应为{round(made, 1)}%，写的是{stated}%"


def _parts(rows: Sequence[Clause], at: int) -> list[Clause]:
    """The rows that a total row sums: those above it up to the last total, else, for a first row, all below."""
    above: list[Clause] = []
    for row in reversed(rows[:at]):
        if is_total(row):
            break
        above.insert(0, row)
    chosen = above or list(rows[at + 1 :])
    # A subtotal beside its own rows would count them twice.
    return [row for row in chosen if not _SUBTOTAL.search(row.values[0])]


def _faults(total: Clause, parts: Sequence[Clause]) -> Iterator[str]:
    for column, name in enumerate(total.header):
        if column == 0 or _NEVER_SUM.search(name) or not total.values[column].strip():
            continue
        stated = cell_number(total.values[column])
        cells = [cell_number(part.values[column]) for part in parts]
        if stated is None or len(cells) < 2 or _EMPTY.fullmatch(total.values[column].strip()):
            continue
        numbers = [cell for cell in cells if cell is not None]
        if len(numbers) < len(cells):
            yield from _run_fault(name, stated, total.values[column], [part.values[column] for part in parts])
            continue
        if sum(1 for n in numbers if n) < 2:
            continue
        made = sum(numbers, Decimal(0))
        far = _NO_SUM.search(name) and abs(made - stated) > _NEAR * stated
        if made != stated and abs(made - stated) > _rounding(numbers, stated) and made <= 3 * stated and not far:
            yield f"“{name}”一列各行相加为{plain_number(made)}，合计写的是{plain_number(stated)}"


def _run_fault(name: str, stated: Decimal, said: str, cells: Sequence[str]) -> Iterator[str]:
    """A total of the rows right above it that have its unit, where others (入学率 | 98.5%) stand further up."""
    unit = said.strip()[-1:]
    if unit.isdigit() or not stated:
        return
    above = list(takewhile(lambda cell: cell.strip().endswith(unit) and cell_number(cell), reversed(cells)))
    made = list(accumulate(cell_number(cell) or Decimal(0) for cell in above))
    if len(made) > 1 and stated not in made and abs(made[-1] - stated) <= _NEAR * stated:
        yield f"“{name}”一列各行相加为{plain_number(made[-1])}，合计写的是{plain_number(stated)}"


def _rounding(numbers: Sequence[Decimal], stated: Decimal) -> Decimal:
    """How far rounded decimals may miss their total; whole numbers may not at all."""
    places = max(-int(n.as_tuple().exponent) for n in (*numbers, stated))
    coarse = min(-int(n.as_tuple().exponent) for n in (*(n for n in numbers if n), stated))
    if places == 0 or coarse == places:
        return Decimal(0) if places < 2 else Decimal(len(numbers)) / 2 * Decimal(1).scaleb(-places)
    return Decimal(1).scaleb(-coarse) / 2
