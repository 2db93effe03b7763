"""Reads .xls, and .et of older WPS, which is the same inside: values as they are shown, formulas by their results.

What is said of cells, rows and columns is what is said of an .xlsx, but for one thing that the format does not tell:
whether a formula whose stored result is empty was ever calculated.
"""

from __future__ import annotations

import io
import time
from typing import Any

import xlrd

from compliance.reading.blocks import Extract
from compliance.reading.compound_file import CompoundError, CompoundFile
from compliance.reading.faults import unreadable
from compliance.reading.limits import DEFAULT_LIMITS, Limits
from compliance.reading.sheets.biff import BiffError, Look, SheetRecords, look
from compliance.reading.sheets.extract import build_extract
from compliance.reading.sheets.formats import BUILT_IN, GENERAL
from compliance.reading.sheets.numbers import shown_number, shown_text
from compliance.reading.sheets.sheet import Account, MergedRange, Sheet, cell_name, cell_text, margins
from compliance.terms import Place, SetAside

MEDIA_TYPE = "application/vnd.ms-excel"

_REPAIR = "请用 Excel 或 WPS 打开后另存为 .xlsx，或重新获取该文件后再提交"
_STREAMS = ("Workbook", "Book")
_CHART, _OTHER_SHEETS = 2, {1: "宏表", 6: "宏模块"}
# Formats that a file names by number only, or in the words of the language that it was written in.
_BY_NUMBER = frozenset((0, *range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))


def read_xls(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Extract:
    """Read the bytes of an .xls or .et; `name` is the file's name for messages.

    Places have the sheet and, counted from 1 as on the sheet, row and column. Past `limits.table_cells` and
    `limits.seconds` the rest is said to be unread. Raises UnreadableFile, in Chinese, for encrypted files, for what is
    no workbook of this kind, for damage before the first sheet, and for what passes the other limits.
    """
    if len(data) > limits.file_bytes:
        raise unreadable(name, f"文件超过{limits.file_bytes // 1024 // 1024} MB 的上限，请拆分或压缩图片后再提交")
    deadline = time.monotonic() + limits.seconds
    try:
        seen = look(_stream(data, name), limits.table_cells, deadline)
    except BiffError as error:
        if "加密" in str(error):
            what = "文件已加密或设有工作簿保护，请在 Excel 或 WPS 中取消密码和保护，另存为 .xlsx 后再提交"
            raise unreadable(name, what) from error
        raise unreadable(name, f"{error}，超出可读取的范围，请拆成几个文件或另存为 .xlsx 后再提交") from error
    account = Account()
    book = _open(seen, name, account)
    return _Reader(book, seen, name, limits, account, deadline).extract()


def _stream(data: bytes, name: str) -> bytes:
    """The workbook's stream of the compound file."""
    try:
        compound = CompoundFile(data)
        if "EncryptedPackage" in compound:
            raise unreadable(name, "文件已加密，请用 Excel 或 WPS 输入密码打开，去掉密码后另存为 .xlsx 后再提交")
        for stream in _STREAMS:
            if stream in compound:
                return compound.read(stream)
    except CompoundError as error:
        raise unreadable(name, f"文件不完整或已损坏，{_REPAIR}") from error
    raise unreadable(name, f"不是旧版 Excel 或 WPS 表格，{_REPAIR}")


class _Silence(io.TextIOBase):
    """Takes what the library prints."""

    def write(self, text: str) -> int:
        return len(text)


def _open(seen: Look, name: str, account: Account) -> Any:
    """The workbook with its formats; without them where only they are damaged."""
    for formats in (True, False):
        try:
            book = xlrd.open_workbook(
                file_contents=seen.stream, logfile=_Silence(), formatting_info=formats, on_demand=True, ragged_rows=True
            )
        except Exception as error:  # damage reaches the library's own arithmetic in many forms
            if not formats:
                raise unreadable(name, f"文件不完整或已损坏，{_REPAIR}") from error
            continue
        if not formats:
            account.unread.append("单元格格式已损坏：合并、隐藏的行列没有识别，日期、百分比可能显示为原始数字")
        return book
    raise AssertionError


class _Reader:
    """One workbook on its way to an extract."""

    def __init__(self, book: Any, seen: Look, name: str, limits: Limits, account: Account, deadline: float) -> None:
        self._book, self._name, self._limits, self._account = book, name, limits, account
        self._deadline = deadline
        self._left = limits.table_cells
        self._characters = limits.characters
        self._enough = ""  # why reading ended before the end
        self._records = [one for one in seen.sheets if one.kind == 0]
        if charts := sum(one.kind == _CHART for one in seen.sheets):
            account.notes.append(f"有{charts}个工作表是图表，没有读取，其数据以单元格为准")
        for kind, what in _OTHER_SHEETS.items():
            if count := sum(one.kind == kind for one in seen.sheets):
                account.unread.append(f"有{count}个{what}工作表，没有读取")

    def extract(self) -> Extract:
        sheets = []
        for number, name in enumerate(self._book.sheet_names()):
            records = self._records[number] if number < len(self._records) else SheetRecords()
            sheets.append(self._sheet(number, name, records))
        if not sheets:
            raise unreadable(self._name, f"工作簿中没有可以读取的工作表，{_REPAIR}")
        return build_extract(MEDIA_TYPE, sheets, self._account, self._name, self._limits)

    def _sheet(self, number: int, name: str, records: SheetRecords) -> Sheet:
        sheet, unread = Sheet(name.strip()), self._account.unread
        if not self._enough and time.monotonic() > self._deadline:
            self._enough = "读取时间过长"
        if self._enough:
            unread.append(f"{sheet.title}没有读取（{self._enough}），请拆成几个文件后再提交")
            return sheet
        try:
            found = self._book.sheet_by_index(number)
        except Exception:  # as above
            unread.append(f"{sheet.title}已损坏，没有读取，{_REPAIR}")
            return sheet
        sheet.hidden, sheet.filtered = bool(found.visibility), records.filtered
        self._cells(found, sheet, records)
        if self._book.formatting_info:
            sheet.merged = [MergedRange(top, left, end - 1, right - 1) for top, end, left, right in found.merged_cells]
            sheet.hidden_rows = {row for row, info in found.rowinfo_map.items() if info.hidden or info.height == 0}
            sheet.hidden_columns = {c for c, info in found.colinfo_map.items() if info.hidden or info.width == 0}
        self._say(sheet, records)
        self._book.unload_sheet(number)
        return sheet

    def _cells(self, found: Any, sheet: Sheet, records: SheetRecords) -> None:
        errors = 0
        for row in range(found.nrows):
            for column, (kind, value) in enumerate(zip(found.row_types(row), found.row_values(row), strict=True)):
                if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                    continue
                if self._left <= 0:
                    self._enough = f"单元格超过 {self._limits.table_cells} 个"
                    what = f"{sheet.title}第{row + 1}行起没有读完（{self._enough}），请拆成几个文件后再提交"
                    self._account.unread.append(what)
                    return
                unknown = (row, column) in records.uncalculated
                shown = "" if unknown else cell_text(self._shown(kind, value, self._code(found, row, column)))
                self._characters -= len(shown)
                if self._characters < 0:
                    what = f"文字超过 {self._limits.characters} 字的上限，请拆成几个文件后再提交"
                    raise unreadable(self._name, what)
                errors += kind == xlrd.XL_CELL_ERROR
                self._left -= 1
                if shown or unknown:
                    sheet.cells[row, column] = shown
                elif value and str(value).strip():
                    sheet.masked[row, column] = str(value).strip()
        if errors:
            what = f"{sheet.title}有{errors}个单元格是公式错误值（如 #REF!、#DIV/0!），请核对原件"
            self._account.notes.append(what)

    def _code(self, found: Any, row: int, column: int) -> str:
        """The number format of a cell."""
        if not self._book.formatting_info:
            return GENERAL
        style = found.cell_xf_index(row, column)
        key = self._book.xf_list[style].format_key if style < len(self._book.xf_list) else 0
        if key in _BY_NUMBER or key not in self._book.format_map:
            return BUILT_IN.get(key, GENERAL)
        return str(self._book.format_map[key].format_str)

    def _shown(self, kind: int, value: Any, code: str) -> str:
        if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
            return shown_number(value, code, self._book.datemode == 1)
        if kind == xlrd.XL_CELL_TEXT:
            return shown_text(value, code)
        if kind == xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if value else "FALSE"
        return str(xlrd.error_text_from_code.get(value, "#N/A"))

    def _say(self, sheet: Sheet, records: SheetRecords) -> None:
        unread, notes = self._account.unread, self._account.notes
        self._account.images += records.pictures
        sheet.boxes = records.boxes
        sheet.aside.extend(margins(sheet, records.header, records.footer))
        for row, column, text in records.comments:
            place = Place(part="comment", sheet=sheet.name, row=row + 1, column=column + 1)
            sheet.aside.append(SetAside(text, "comment", place))
        if records.uncalculated:
            first = cell_name(*min(records.uncalculated))
            count = f"{sheet.title}有{len(records.uncalculated)}个公式没有保存计算结果（如 {first}）"
            unread.append(f"{count}，其数值没有读取，请用 Excel 或 WPS 打开、保存后再提交")
        if records.empty_results:
            count = f"{sheet.title}有{records.empty_results}个公式的结果为空"
            notes.append(f"{count}，可能本来为空，也可能没有保存计算结果，请核对原件")
        if records.charts:
            notes.append(f"{sheet.title}有{records.charts}个图表，图表本身没有读取，其数据以单元格为准")
        if sheet.boxes and not sheet.hidden:
            notes.append(f"{sheet.title}有{len(sheet.boxes)}个文本框，文字已读入")
        if records.comments:
            notes.append(f"{sheet.title}有{len(records.comments)}条批注，已另置，不作为依据")
