"""Reads .csv and .tsv: encoding and delimiter told by what the file holds, ragged rows and stray quotes borne."""

from __future__ import annotations

import csv
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from compliance.reading.blocks import Extract
from compliance.reading.encoding.decoding import decode, is_binary
from compliance.reading.faults import unreadable
from compliance.reading.limits import DEFAULT_LIMITS, Limits
from compliance.reading.sheets.extract import build_extract
from compliance.reading.sheets.sheet import LAST_COLUMN, Account, Sheet, cell_text

MEDIA_TYPE = "text/csv"

_DELIMITERS = "\t;|,"  # ，and 、 stand within texts and separate nothing; where two fit alike, the rarer one
_NAMES = {",": "逗号", "\t": "制表符", ";": "分号", "|": "竖线"}
_SAMPLE = 200  # lines that tell the delimiter
_DECLARED = re.compile(r"\s*\"?sep=(.)\"?\s*")  # Excel's own first line
_LONGEST_QUOTE = 60  # lines of one quoted cell: beyond it a quote was never closed
_MOST_MENDED = 20  # lines with a quote that is never closed


def read_csv(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Extract:
    """Read the bytes of a delimited text; `name` is the file's name for messages.

    Places have the row, counted from 1 with blank ones, the column, and the line on which the row starts. Past
    `limits.table_cells` and `limits.seconds` the rest is said to be unread. Raises UnreadableFile, in Chinese, for what
    is no text and for what passes the other limits.
    """
    decoded = decode(data)
    if is_binary(decoded.text):
        raise unreadable(name, "不是文本表格（.csv、.tsv），请用 Excel 或 WPS 打开后另存为 .xlsx 再提交")
    if len(decoded.text) > limits.characters:
        raise unreadable(name, f"文字超过 {limits.characters} 字，请拆成几个文件后再提交")
    lines = decoded.text.split("\n")
    first, delimiter = _delimiter(lines)
    account = Account(notes=list(decoded.notes))
    sheet = _sheet(lines, first, delimiter, limits, account)
    if delimiter not in ("", ","):
        account.notes.append(f"按{_NAMES.get(delimiter, f'“{delimiter}”')}分隔读取")
    return build_extract(MEDIA_TYPE, [sheet], account, name, limits)


def is_delimited(text: str) -> bool:
    """Whether a text is a table: most of its lines hold as many cells as each other, two or more."""
    return bool(_delimiter(text.split("\n"))[1])


def _delimiter(lines: Sequence[str]) -> tuple[int, str]:
    """The first line of data and what separates its cells; "" where nothing does."""
    if lines and (declared := _DECLARED.fullmatch(lines[0])):
        return 1, declared[1]
    sample = [line for line in lines[:_SAMPLE] if line.strip()]
    best, found = 0.0, ""
    for delimiter in _DELIMITERS:
        score = _evenness(sample, delimiter)
        if score > best:
            best, found = score, delimiter
    return 0, found


def _evenness(lines: Sequence[str], delimiter: str) -> float:
    """Share of rows with the commonest number of cells, a little more for more cells; 0 where that number is one.

    A sentence has commas too: rows of words without one number of cells in common are no table.
    """
    if not any(delimiter in line for line in lines):
        return 0.0
    widths = Counter(len(row) for row, _ in _records(lines, delimiter))
    many = Counter({width: count for width, count in widths.items() if width > 1})
    if not many:
        return 0.0
    # Titles and notes are single cells; an even table has one width, an uneven one several next to each other.
    width, count = max(many.items(), key=lambda item: (item[1], item[0]))
    share = count / sum(many.values())
    covered = sum(many.values()) / sum(widths.values())
    return share * covered * (1 + min(width, 20) / 100) if covered >= 0.3 else 0.0


def _records(lines: Iterable[str], delimiter: str) -> Iterator[tuple[list[str], int]]:
    """Rows with the number of lines read so far; an empty row last for a cell longer than the module allows."""
    reader = csv.reader((line + "\n" for line in lines), delimiter=delimiter)
    try:
        for row in reader:
            yield row, reader.line_num
    except csv.Error:
        yield [], reader.line_num


def _sheet(lines: Sequence[str], first: int, delimiter: str, limits: Limits, account: Account) -> Sheet:
    sheet = Sheet()
    deadline = time.monotonic() + limits.seconds
    for row, (line, cells) in enumerate(_rows(lines, first, delimiter, account)):
        enough = "读取时间过长" if row % 1000 == 0 and time.monotonic() > deadline else ""
        if len(sheet.cells) + len(cells) > limits.table_cells:
            enough = f"单元格超过 {limits.table_cells} 个"
        if enough:
            account.unread.append(f"第{line}行起没有读取（{enough}），请拆成几个文件后再提交")
            break
        sheet.lines[row] = line
        for column, cell in enumerate(cells[: LAST_COLUMN + 1]):
            if text := cell_text(cell):
                sheet.cells[row, column] = text
    return sheet


def _rows(lines: Sequence[str], first: int, delimiter: str, account: Account) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line, from 1, on which it starts; on a line whose quote is never closed quotes are letters."""
    at, mended = first, 0
    while at < len(lines):
        start = at
        rest = islice(lines, start, None)
        for row, end in _records(rest, delimiter) if delimiter and mended < _MOST_MENDED else ():
            if start + end - at > _LONGEST_QUOTE or not row and lines[at].strip():
                break
            yield at + 1, row
            at = start + end
        if at >= len(lines):
            break
        if delimiter and mended < _MOST_MENDED:
            mended += 1
            account.notes.append(f"第{at + 1}行的引号没有配对，这一行的引号按普通字符读取")
            if mended == _MOST_MENDED:
                account.notes.append(f"没有配对的引号过多，第{at + 1}行起引号都按普通字符读取")
        yield at + 1, lines[at].split(delimiter) if delimiter else [lines[at]]
        at += 1
