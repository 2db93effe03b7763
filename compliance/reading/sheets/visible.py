"""The cells of a sheet that a person sees; what is hidden is set aside and said, never evidence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from compliance.reading.sheets.regions import Item
from compliance.reading.sheets.sheet import Account, MergedRange, Sheet, column_name
from compliance.terms import Place, SetAside

_MERGING_WORK = 5_000_000  # cells looked at to tell what ranges cover; a form of 10,000 ranges takes about 100,000
_AREA = 4  # times the cells of all spans together; a grid larger than that is no table
_LISTED = 5  # rows or columns that a note names
Cells = Mapping[tuple[int, int], str]


class _Axis:
    """The rows or the columns of a sheet without the hidden ones."""

    def __init__(self, hidden: Iterable[int]) -> None:
        self._hidden = sorted(hidden)

    def position(self, index: int) -> int:
        """Where a row or column stands among those that are shown."""
        return index - bisect_left(self._hidden, index)

    def shown(self, first: int, last: int) -> int:
        """How many from first to last are shown."""
        return self.position(last + 1) - self.position(first)


def visible_items(sheet: Sheet, most_cells: int, aside: list[SetAside], account: Account) -> list[Item]:
    """The cells that are shown, on the grid without hidden rows and columns; adds to `aside` and `account`."""
    if sheet.hidden:
        everything = {**sheet.cells, **sheet.masked}
        if everything:
            aside.append(_aside(sheet, everything))
            account.notes.append(f"{sheet.title}是隐藏的，其内容已另置，不作为依据")
        return []
    cells = dict(sheet.cells)
    spans, covered = _merge(cells, sheet, account)
    rows, columns = _Axis(sheet.hidden_rows), _Axis(sheet.hidden_columns)
    items: list[Item] = []
    in_rows: dict[tuple[int, int], str] = {}
    in_columns: dict[tuple[int, int], str] = {}
    for (row, column), text in cells.items():
        bottom, right = spans.get((row, column), (row, column))
        down, across = rows.shown(row, bottom), columns.shown(column, right)
        if down and across:
            items.append(Item(rows.position(row), columns.position(column), text, down, across, row, column))
        else:
            (in_columns if down else in_rows)[row, column] = text
    _set_aside_hidden(sheet, in_rows, in_columns, aside, account)
    for hidden, what in ((covered, "被合并单元格遮盖"), (sheet.masked, "被数字格式隐藏")):
        if hidden:
            aside.append(_aside(sheet, hidden))
            account.notes.append(f"{sheet.title}有{len(hidden)}个单元格的内容{what}，已另置，不作为依据")
    if sum(item.row_span * item.column_span for item in items) > _AREA * most_cells:
        account.notes.append(f"{sheet.title}的合并单元格范围过大，按未合并读取")
        return [_alone(item) for item in items]
    return _without_overlaps(items)


def _alone(item: Item) -> Item:
    return replace(item, row_span=1, column_span=1)


def _without_overlaps(items: list[Item]) -> list[Item]:
    """The items; merged cells that reach into another one, which no program writes, count as not merged."""
    taken: set[tuple[int, int]] = set()
    apart: list[Item] = []
    for item in items:
        if item.row_span > 1 or item.column_span > 1:
            rows, columns = range(item.row, item.bottom + 1), range(item.column, item.right + 1)
            area = {(row, column) for row in rows for column in columns}
            item = item if taken.isdisjoint(area) else _alone(item)
            taken |= area if item.row_span > 1 or item.column_span > 1 else set()
        apart.append(item)
    return apart


def _merge(
    cells: dict[tuple[int, int], str], sheet: Sheet, account: Account
) -> tuple[dict[tuple[int, int], tuple[int, int]], dict[tuple[int, int], str]]:
    """The last row and column of each merged cell, within the used part of the sheet; what merged cells cover is taken
    out of `cells` and returned."""
    last_row, last_column = _last(cells)
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: dict[tuple[int, int], str] = {}
    work = 0
    for area in sheet.merged:
        if area.bottom < area.top or area.right < area.left:
            continue  # damage: no program writes it
        bottom, right = min(area.bottom, last_row), min(area.right, last_column)
        size = (bottom - area.top + 1) * (right - area.left + 1)
        work += max(0, min(size, len(cells)))
        if work > _MERGING_WORK:
            account.notes.append(f"{sheet.title}的合并单元格过多，其中一部分按未合并读取")
            break
        anchor = (area.top, area.left)
        for position in _positions(cells, MergedRange(area.top, area.left, bottom, right), size):
            if position != anchor:
                covered[position] = cells.pop(position)
        if anchor in cells:
            spans[anchor] = (bottom, right)
    if covered:
        last_row, last_column = _last(cells)
        spans = {at: (min(bottom, last_row), min(right, last_column)) for at, (bottom, right) in spans.items()}
    return spans, covered


def _last(cells: Cells) -> tuple[int, int]:
    return max((row for row, _ in cells), default=0), max((column for _, column in cells), default=0)


def _positions(cells: Cells, area: MergedRange, size: int) -> list[tuple[int, int]]:
    """The cells within a range, by the shorter way: through the range or through all cells."""
    if size <= len(cells):
        rows, columns = range(area.top, area.bottom + 1), range(area.left, area.right + 1)
        return [(row, column) for row in rows for column in columns if (row, column) in cells]
    return [
        (row, column) for row, column in cells if area.top <= row <= area.bottom and area.left <= column <= area.right
    ]


def _set_aside_hidden(sheet: Sheet, in_rows: Cells, in_columns: Cells, aside: list[SetAside], account: Account) -> None:
    """Hidden rows, then hidden columns: one piece for each run of neighbours."""
    rows = sorted({row for row, _ in in_rows})
    columns = sorted({column for _, column in in_columns})
    for first, last in _runs(rows):
        aside.append(_aside(sheet, {at: text for at, text in in_rows.items() if first <= at[0] <= last}))
    for first, last in _runs(columns):
        aside.append(_aside(sheet, {at: text for at, text in in_columns.items() if first <= at[1] <= last}))
    if rows:
        cause = "（可能是筛选所致）" if sheet.filtered else ""
        listed = _listed([f"第{row + 1}行" for row in rows[:_LISTED]], len(rows))
        account.notes.append(f"{sheet.title}有{len(rows)}行隐藏{cause}：{listed}，其内容已另置，不作为依据")
    if columns:
        listed = _listed([f"{column_name(column)}列" for column in columns[:_LISTED]], len(columns))
        account.notes.append(f"{sheet.title}有{len(columns)}列隐藏：{listed}，其内容已另置，不作为依据")


def _runs(numbers: Collection[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of neighbours, of sorted numbers."""
    first = last = None
    for number in numbers:
        if first is None or last is None or number > last + 1:
            if first is not None and last is not None:
                yield first, last
            first = number
        last = number
    if first is not None and last is not None:
        yield first, last


def _listed(names: list[str], count: int) -> str:
    return "、".join(names) + ("等" if count > len(names) else "")


def _aside(sheet: Sheet, cells: Cells) -> SetAside:
    """Hidden cells as one text: rows by line, cells of a row by " | "; its place is the first cell."""
    rows: dict[int, list[str]] = {}
    for (row, _), text in sorted(cells.items()):
        rows.setdefault(row, []).append(text or "（公式没有保存结果）")
    row, column = min(cells)
    text = "\n".join(" | ".join(texts) for texts in rows.values())
    return SetAside(text, "hidden", Place(sheet=sheet.name or None, row=row + 1, column=column + 1))
