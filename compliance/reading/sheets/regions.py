"""Several tables on one sheet: a grid is cut at blank rows and columns, and titles are lifted off what they stand over.

The cells are cut by their extents, never by walking the grid: a cell at XFD1048576 costs no more than one at A2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

_DEEPEST = 12  # cuts within cuts: tables beside tables below tables
_LABELLED = re.compile(r"[^：:\d]{1,15}[：:]")
_TABLE_NUMBER = re.compile(r"(?:附?表|附件)\s*[\d一二三四五六七八九十]")
TITLE_END = re.compile(r"(?:表|情况|统计|汇总|一览|名单|台账|清单|明细|数据|报告|总结)(?:[（(][^（）()]{1,20}[）)])?$")
_LONGEST_GROUP = 12  # characters of a header over several columns
_YEAR = re.compile(r"(?:19|20)\d\d(?:[—–\-~至](?:19|20)?\d\d)?(?:学?年度?|年[春秋季]+)?")
_NUMBER = re.compile(r"[-+−]?\s*(?:[¥￥$]\s*)?\d[\d,，]*(?:\.\d+)?\s*[%％‰]?")


@dataclass(frozen=True, slots=True)
class Item:
    """A cell that shows something: where it stands on the visible grid, how far it reaches, where its file has it."""

    row: int
    column: int
    text: str
    row_span: int
    column_span: int
    source_row: int
    source_column: int

    @property
    def bottom(self) -> int:
        """The last row that it covers."""
        return self.row + self.row_span - 1

    @property
    def right(self) -> int:
        """The last column that it covers."""
        return self.column + self.column_span - 1


Region = list[Item]  # in reading order, never empty


def regions(items: Sequence[Item]) -> list[Region]:
    """The parts of a sheet in reading order: lines (one row) and tables.

    A blank row or column separates; so does a line over a table, and a numbered title within one. Rows behind a blank
    row that go on with numbers under the same columns still belong to the table above.
    """
    joined: list[_Growing] = []
    for region in _cut(items, 0):
        below = _Growing.of(region)
        if joined and joined[-1].is_gone_on_by(below):
            joined[-1].take(below)
        else:
            joined.append(below)
    return [region.items for region in joined]


@dataclass(slots=True)
class _Growing:
    """A region that may go on behind a blank row, with what is asked of it each time: to look at all of its cells again
    for each of thousands of rows would take seconds."""

    items: Region
    left: int
    right: int
    bottom: int
    first_row: Region
    last_row: Region

    @classmethod
    def of(cls, region: Region) -> _Growing:
        rows = rows_of(region)
        return cls([*region], *extent(region), max(item.bottom for item in region), rows[0], rows[-1])

    def is_gone_on_by(self, below: _Growing) -> bool:
        """Whether rows behind a blank row go on with the table above: the same columns, and numbers from the start."""
        same = len(self.items) > 1 and (self.left, self.right) == (below.left, below.right) and self.left < self.right
        if not same or is_labelled(self.last_row) or below.items[0].row <= self.bottom:
            return False
        return any(is_number(item.text) for item in below.first_row)

    def take(self, below: _Growing) -> None:
        self.items += below.items
        self.bottom, self.last_row = max(self.bottom, below.bottom), below.last_row


def rows_of(region: Region) -> list[list[Item]]:
    """The items by the row that they start in."""
    return [list(row) for _, row in groupby(region, key=lambda item: item.row)]


def is_number(text: str) -> bool:
    """Whether a cell holds a number that is no year."""
    return bool(_NUMBER.fullmatch(text)) and not _YEAR.fullmatch(text)


def is_labelled(row: Sequence[Item]) -> bool:
    """Whether every cell of a row brings its own label: 填报单位：清川区教育局 | 单位：万元."""
    return all(_LABELLED.match(item.text) for item in row)


def extent(region: Region) -> tuple[int, int]:
    """Its first and last column."""
    return min(item.column for item in region), max(item.right for item in region)


def _cut(items: Sequence[Item], depth: int) -> Iterator[Region]:
    for band in _bands(items, down=True):
        band.sort(key=lambda item: (item.row, item.column))
        for part in _at_titles(band):
            lines, body = _without_lines(part)
            yield from lines
            columns = _bands(body, down=False) if depth < _DEEPEST else [body]
            for column in columns if len(columns) > 1 else []:
                yield from _cut(column, depth + 1)
            if len(columns) == 1:
                body.sort(key=lambda item: (item.row, item.column))
                yield body


def _bands(items: Sequence[Item], down: bool) -> list[Region]:
    """Items that no blank row (or column) separates, in order."""
    bands: list[Region] = []
    end = -1
    for item in sorted(items, key=lambda item: item.row if down else item.column):
        start, last = (item.row, item.bottom) if down else (item.column, item.right)
        if not bands or start > end + 1:
            bands.append([])
        bands[-1].append(item)
        end = max(end, last)
    return bands


def _at_titles(band: Region) -> Iterator[Region]:
    """The band, cut where a title (表2 …) stands alone over a row of column names."""
    rows = rows_of(band)
    part: Region = []
    reach = -1
    for number, row in enumerate(rows):
        below = rows[number + 1] if number + 1 < len(rows) else []
        alone = len(row) == 1 and row[0].row > reach and _is_numbered_title(row[0].text)
        if part and alone and len(below) > 1 and not any(is_number(item.text) for item in below):
            yield part
            part = []
        part.extend(row)
        reach = max(reach, *(item.bottom for item in row))
    if part:
        yield part


def _is_numbered_title(text: str) -> bool:
    return bool(_TABLE_NUMBER.match(text)) or len(text) > 4 and text.endswith("表")


def _without_lines(band: Region) -> tuple[list[Region], Region]:
    """The lines on top of a band (titles, 单位：万元), each a region of its own, and what is left."""
    rows = rows_of(band)
    left, right = extent(band)
    count = 0
    for top, below in zip(rows, [*rows[1:], []], strict=True):
        # What reaches into the next row belongs to it; a tall title stands over nothing but itself.
        reaches = bool(below) and max(item.bottom for item in top) >= below[0].row
        alone = len(top) == 1 and not _is_group(top[0], left, right, below)
        if reaches or not (alone or is_labelled(top)):
            break
        count += 1
    return rows[:count], [item for row in rows[count:] for item in row]


def _is_group(item: Item, left: int, right: int, below: Sequence[Item]) -> bool:
    """Whether a lone cell on top names a group of columns: 教师（人）over columns in the middle of a table."""
    inside = item.column > left and 1 < item.column_span < right - left + 1 and len(below) > 1
    named = len(item.text) <= _LONGEST_GROUP and not TITLE_END.search(item.text) and not _LABELLED.match(item.text)
    return inside and named
