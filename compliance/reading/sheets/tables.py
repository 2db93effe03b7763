"""The parts of a sheet to blocks: titles, lines above and notes below a table, and the table with its header rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from compliance.reading.blocks import Draft, TableCell, heading_level, numbering_level, table_draft
from compliance.reading.sheets.regions import TITLE_END, Item, Region, extent, is_labelled, is_number, regions, rows_of
from compliance.terms import BlockKind, Place

_FILLED = 4  # times as many positions as cells: a table sparser than that keeps its blanks to itself
_MOST_HEADERS = 6  # rows; 学校办学条件 tables have up to four
_LONGEST_HEADER = 40  # characters of a column name with its explanation
_LONGEST_TITLE = 60
_MOST_NOTES = 20  # lines at the foot of a table
_NOTE = re.compile(r"(?:备?注|说明|附注|填[报表]说明|数据来源|资料来源)\s*\d*\s*[：:]|[★※*]\s*\S|[①-⑳]")
_SIGNATURE = re.compile(
    r"(?:填[报表]|制表|审核|复核|经办|负责|联系|统计|单位)(?:负责)?[人员]?(?:签[字章名]|电话|日期|时间)?"
    r"(?:[（(][^（）()]{1,8}[）)])?[：:]"
)
_SENTENCE = re.compile(r"[。；;！!？?]|[：:，,]$")
_ANNEX = re.compile(r"附(?:件|表|录)\s*[一二三四五六七八九十\d]{0,3}(?:[-—－]\d+)?\s*[:：]?")
_COLUMN_NUMBER = re.compile(r"[甲乙丙丁戊己]|[（(]?(\d{1,3})[)）]?(?:\s*=.*)?")
_UNIT = re.compile(
    r"[（(][^（）()]{1,10}[)）]|[人名所个间座套台册件次项班元]|万元|亿元|千元|平方米|㎡|m²|亩|%|％|‰|公里|小时|天|年|月"
)


def sheet_drafts(items: Sequence[Item], place: Place, level: int) -> Iterator[Draft]:
    """Drafts of all parts of a sheet in reading order; `place` names the sheet, `level` the headings above.

    A title over a table is a heading of level + 1. Places count rows and columns as the sheet does, tables on it.
    """
    parts = regions(items)
    titles = _titles(parts)
    tables = 0
    for number, part in enumerate(parts):
        if _is_line(part):
            yield from _lines(part, place, level, number in titles)
            continue
        body, notes = _without_notes(part)
        tables += 1
        yield table_draft(_table_cells(_with_groups(body)), replace(_at(body, place), table=tables))
        for note in notes:
            yield from _lines(note, place, level, False)


def _is_line(part: Region) -> bool:
    rows = rows_of(part)
    return len(rows) == 1 and (len(part) == 1 or is_labelled(part))


def _at(part: Region, place: Place) -> Place:
    return replace(place, row=part[0].source_row + 1, column=min(item.source_column for item in part) + 1)


# --- Lines ---------------------------------------------------------------------------------------------------------


def _titles(parts: Sequence[Region]) -> set[int]:
    """The lines that are titles: of the lines over a table the one that says so, else the first that could be one."""
    found: set[int] = set()
    run: list[int] = []
    for number, part in enumerate(parts):
        if _is_line(part):
            run.append(number)
            continue
        candidates = [n for n in run if _could_be_title(parts[n])]
        named = [n for n in candidates if TITLE_END.search(parts[n][0].text)]
        found.update((named or candidates)[:1])
        run = []
    return found


def _could_be_title(part: Region) -> bool:
    text = part[0].text
    plain = not _SENTENCE.search(text) and not is_number(text) and not _ANNEX.fullmatch(text) and not is_labelled(part)
    return len(part) == 1 and len(text) <= _LONGEST_TITLE and "\n" not in text and plain


def _lines(part: Region, place: Place, level: int, title: bool) -> Iterator[Draft]:
    """The lines outside of tables that a row holds: one for each label, with the values that stand beside it."""
    groups: list[list[Item]] = []
    for item in part:
        if groups and not is_labelled([item]):
            groups[-1].append(item)
        else:
            groups.append([item])
    for group in groups:
        text, at = "".join(item.text for item in group), _at(group, place)
        numbered = heading_level(text) if len(part) == 1 and "\n" not in text else 0
        if numbered or title:
            yield Draft(BlockKind.HEADING, text, at, level + 1 + numbered)
        else:
            kind = BlockKind.LIST_ITEM if numbering_level(text) >= 3 else BlockKind.PARAGRAPH
            yield Draft(kind, text, at)


def _without_notes(part: Region) -> tuple[Region, list[Region]]:
    """The table, and the lines at its foot: 注：…, what goes on below a note, who filled it in."""
    rows = rows_of(part)
    end = len(rows)
    for number in reversed(range(max(1, len(rows) - _MOST_NOTES), len(rows))):
        row, note = rows[number], _is_note(rows[number])
        covered = any(item.bottom >= row[0].row for above in rows[:number] for item in above)
        if covered or not (note or len(row) == 1):
            break
        end = number if note else end
    return [item for row in rows[:end] for item in row], rows[end:]


def _is_note(row: Sequence[Item]) -> bool:
    text = row[0].text
    if len(row) == 1:
        return bool(_NOTE.match(text) or _SENTENCE.search(text) or _SIGNATURE.match(text))
    return any(_SIGNATURE.match(item.text) for item in row)


# --- Tables --------------------------------------------------------------------------------------------------------


def _table_cells(body: Region) -> list[TableCell]:
    """The cells on the table's own grid, blanks among them unless it is nearly all blank; header rows flagged.

    Rows count as on the sheet, from the table's first: hidden and blank ones leave a gap.
    """
    top, (left, right) = body[0].row, extent(body)
    headers = top + _header_rows(rows_of(body), right - left + 1)
    at = _rows_on_sheet(body)
    cells = [
        TableCell(
            *(at[item.row], item.column - left, item.text),
            *(at[item.bottom] - at[item.row] + 1, item.column_span, item.bottom < headers),
        )
        for item in body
    ]
    height, width = max(item.bottom for item in body) - top + 1, right - left + 1
    if height * width <= _FILLED * len(body):
        covered = {
            (row, column)
            for item in body
            for row in range(item.row, item.bottom + 1)
            for column in range(item.column - left, item.right - left + 1)
        }
        rows = sorted({row for row, _ in covered})  # blank rows within a table say nothing
        blank = ((row, column) for row in rows for column in range(width) if (row, column) not in covered)
        cells.extend(TableCell(at[row], column, "", header=row < headers) for row, column in blank)
    return cells


def _rows_on_sheet(body: Region) -> dict[int, int]:
    """Per visible row of a table that holds anything, how far it stands below the table's first row on the sheet."""
    found = {item.row: item.source_row - body[0].source_row for item in body}
    last, offset = body[0].row, 0
    for row in sorted({row for item in body for row in range(item.row, item.bottom + 1)}):
        # A row that only continues merged cells tells no place of its own.
        offset = found.get(row, offset + row - last)
        found[row], last = offset, row
    return found


def _with_groups(body: Region) -> Region:
    """The table with the names of groups of rows (一、小学), which stand alone in their row, reaching across it."""
    left, right = extent(body)
    out: Region = []
    reach = -1  # the last row that a cell further up covers
    for row in rows_of(body):
        name = row[0]
        alone = len(row) == 1 and name.column == left and name.row_span == 1 and name.row > reach
        group = alone and numbering_level(name.text) in (1, 2)
        out += [replace(name, column_span=right - left + 1)] if group else row
        reach = max(reach, *(item.bottom for item in row))
    return out


def _header_rows(rows: Sequence[Sequence[Item]], width: int) -> int:
    """How many rows of the grid are headers: 0 where the first holds data, and for what may be a form.

    More than one below names that span columns (教师: 专任, 兼职), for a row of units and one that numbers the columns.
    """
    first = rows[0]
    if len(rows) < 2 or any(is_number(item.text) or len(item.text) > _LONGEST_HEADER for item in first):
        return 0
    top = first[0].row
    # Names that reach down stand beside names that are divided; a group of rows (小学) reaches down alone.
    tall = sum(item.row_span > 1 for item in first)
    groups = any(1 < item.column_span < width for item in first) or tall * 2 >= len(first)
    depth = max(item.row_span for item in first) if groups else 1
    at = next((n for n, row in enumerate(rows) if row[0].row >= top + depth), len(rows))
    if any(is_number(item.text) for row in rows[:at] for item in row):
        depth = at = 1
    while at + 1 < len(rows) and depth < _MOST_HEADERS and _goes_on(rows[at - 1], rows[at], rows[at + 1 :], width):
        depth, at = rows[at][0].row - top + max(item.row_span for item in rows[at]), at + 1
    if at >= len(rows):
        return 0
    # Labels and values may stand side by side (组长 | 张三): the language tells such a form by all of its rows.
    return 0 if depth == 1 and width in (2, 4) and not _has_numbers(rows[1:], width) else depth


def _goes_on(header: Sequence[Item], row: Sequence[Item], below: Sequence[Sequence[Item]], width: int) -> bool:
    """Whether a row below a header still names columns."""
    texts = [item.text for item in row]
    if _numbers_columns(texts):
        return True
    if any(is_number(text) or len(text) > _LONGEST_HEADER for text in texts):
        return False
    if all(map(_UNIT.fullmatch, texts)):
        return True
    spans = [item for item in header if 1 < item.column_span < width]
    outside = [i for i in row if not any(span.column <= i.column <= span.right for span in spans)]
    named = {item.column for item in row}
    counted = any(is_number(item.text) for other in below[:3] for item in other if item.column in named)
    return bool(spans) and len(outside) < len(row) and (not outside or counted)


def _numbers_columns(texts: Sequence[str]) -> bool:
    """Whether a row numbers the columns: 甲 | 乙 | 1 | 2 | 3; a few small numbers alone may be data."""
    matches = [_COLUMN_NUMBER.fullmatch(text) for text in texts]
    numbers = [int(match[1]) for match in matches if match and match[1]]
    sure = len(numbers) >= 4 or 0 < len(numbers) < len(texts)
    return all(matches) and sure and numbers == list(range(1, len(numbers) + 1))


def _has_numbers(rows: Sequence[Sequence[Item]], width: int) -> bool:
    """Whether most values beside the first column of labels are numbers, as under the names of columns."""
    values = [is_number(item.text) for row in rows for item in row if item.column > rows[0][0].column]
    return sum(values) * 2 >= len(values) > 0
