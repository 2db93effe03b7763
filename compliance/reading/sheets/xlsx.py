"""Reads .xlsx, .xlsm and other workbooks in the same zip package (.et of newer WPS): values as they are shown.

Cells come from a stream of elements, so that memory grows with what is read and not with what a file declares.
Formulas are never computed, macros and links to other files never followed: the stored results are read.
"""

from __future__ import annotations

import datetime
import re
import time
from collections.abc import Iterable

from compliance.reading.blocks import Extract
from compliance.reading.limits import DEFAULT_LIMITS, Limits
from compliance.reading.sheets.extract import build_extract
from compliance.reading.sheets.numbers import shown_number, shown_text
from compliance.reading.sheets.sheet import Account, Sheet, cell_name, cell_text, margins
from compliance.reading.sheets.xlsx_cells import EnoughError, RawCell, RawSheet, SheetTarget, StringsTarget, unescaped
from compliance.reading.sheets.xlsx_parts import SheetEntry, StylesTarget, WorkbookTarget, read_surroundings
from compliance.reading.zip_package import PackageKind, PartError, ZipPackage, whole_number

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_KIND = PackageKind(".xlsx", "Excel")
_NUMBER = re.compile(r"\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*")
_OTHER_SHEETS = {"dialogsheet": "对话框", "xlMacrosheet": "宏表", "xlIntlMacrosheet": "宏表"}
_SPLIT = "请拆成几个文件后再提交"
_RECALCULATE = "请用 Excel 或 WPS 打开、保存后再提交"


def read_xlsx(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Extract:
    """Read the bytes of a workbook; `name` is the file's name for messages.

    Places have the sheet and, counted from 1 as on the sheet, row and column. Past `limits.table_cells` and
    `limits.seconds` the rest is said to be unread. Raises UnreadableFile, in Chinese, for what is no workbook of this
    kind, for damage to what every sheet needs, and for what passes the other limits.
    """
    return _Reader(ZipPackage(data, name, limits, _KIND), limits).extract()


class _Reader:
    """One workbook on its way to an extract."""

    def __init__(self, package: ZipPackage, limits: Limits) -> None:
        self._package = package
        self._limits = limits
        self._deadline = time.monotonic() + limits.seconds
        self._account = Account()
        self._left = limits.table_cells
        self._characters = limits.characters
        self._enough = ""  # why reading ended before the end
        self._main = self._main_part()
        self._workbook = WorkbookTarget()
        try:
            package.feed(self._main, self._workbook)
        except PartError as error:
            raise package.fault(f"工作簿已损坏，无法解析，{_KIND.repair}") from error
        self._styles = self._read_styles()

    def extract(self) -> Extract:
        raw = [(entry, part, self._read_cells(entry, part)) for entry, part in self._worksheets()]
        strings = self._read_strings(sheet for _, _, sheet in raw)
        sheets = [self._sheet(entry, part, cells, strings) for entry, part, cells in raw]
        return build_extract(MEDIA_TYPE, sheets, self._account, self._package.name, self._limits)

    def _main_part(self) -> str:
        package = self._package
        try:
            named = package.related("", "officeDocument")
        except PartError:
            named = []
        for part in (*named, "xl/workbook.xml"):
            if part in package and part.lower().endswith(".xml") and not part.lower().startswith(("word/", "ppt/")):
                return part
        if "xl/workbook.bin" in package:
            raise package.fault("是 Excel 二进制工作簿（.xlsb），请用 Excel 或 WPS 另存为 .xlsx 后再提交")
        raise package.fault(f"压缩包内没有工作簿（xl/workbook.xml），{_KIND.repair}")

    def _read_styles(self) -> StylesTarget:
        styles = StylesTarget()
        try:
            for part in self._package.related(self._main, "styles"):
                if part in self._package:
                    self._package.feed(part, styles)
        except PartError:
            self._account.unread.append("单元格格式已损坏，日期、百分比等可能显示为原始数字，请核对原件")
        return styles

    def _worksheets(self) -> list[tuple[SheetEntry, str]]:
        """The sheets that hold cells, in order, with their parts; others are said to be unread."""
        try:
            relations = self._package.relations(self._main)
        except PartError:
            # Without its relations a workbook still has its sheets, and the usual names still hold.
            self._account.notes.append("工作簿的部件关系已损坏，工作表按通常的名称查找")
            relations = {}
        found: list[tuple[SheetEntry, str]] = []
        for number, entry in enumerate(self._workbook.sheets, 1):
            kind, part = relations.get(entry.relation, ("worksheet", f"xl/worksheets/sheet{number}.xml"))
            if kind == "chartsheet":
                self._account.notes.append(f"工作表“{entry.name}”是图表，没有读取，其数据以单元格为准")
            elif kind in _OTHER_SHEETS:
                self._account.unread.append(f"工作表“{entry.name}”是{_OTHER_SHEETS[kind]}工作表，没有读取")
            elif part not in self._package:
                self._account.unread.append(f"工作表“{entry.name}”在文件中找不到，没有读取")
            else:
                found.append((entry, part))
        if not found:
            raise self._package.fault(f"工作簿中没有可以读取的工作表，{_KIND.repair}")
        return found

    def _read_cells(self, entry: SheetEntry, part: str) -> RawSheet:
        title, unread = f"工作表“{entry.name}”", self._account.unread
        if self._enough:
            unread.append(f"{title}没有读取（{self._enough}），{_SPLIT}")
            return RawSheet()
        target = SheetTarget(
            self._left, self._limits.table_cells, self._deadline, not self._workbook.calculates_on_load
        )
        sheet = target.sheet
        try:
            self._package.feed(part, target)
        except EnoughError as error:
            self._enough = str(error)
            unread.append(f"{title}第{sheet.row + 1}行起没有读完（{self._enough}），{_SPLIT}")
        except PartError:
            behind = f"在第{sheet.row + 1}行之后已损坏，其后的内容" if sheet.cells else "已损坏，"
            unread.append(f"{title}{behind}没有读取，请用 Excel 或 WPS 打开并修复后再提交")
        self._left -= len(sheet.cells)
        if sheet.uncalculated:
            first = cell_name(*sheet.first_uncalculated)
            count = f"{title}有{sheet.uncalculated}个公式没有保存计算结果（如 {first}）"
            unread.append(f"{count}，其数值没有读取，{_RECALCULATE}")
        if sheet.misplaced:
            unread.append(f"{title}有{sheet.misplaced}个单元格的位置无效，没有读取")
        return sheet

    def _read_strings(self, sheets: Iterable[RawSheet]) -> dict[int, str]:
        """The shared strings that the cells refer to, by number."""
        wanted = {
            whole_number(cell.value, -1)
            for sheet in sheets
            for cell in sheet.cells.values()
            if cell.kind == "s" and cell.value.isdecimal()
        }
        target = StringsTarget(wanted, self._deadline)
        try:
            parts = self._package.related(self._main, "sharedStrings")
        except PartError:
            parts = ["xl/sharedStrings.xml"]
        try:
            for part in parts if wanted else []:
                if part in self._package:
                    self._package.feed(part, target)
        except (PartError, EnoughError):
            pass  # what is missing is said below
        if missing := len(wanted - target.texts.keys()):
            self._account.unread.append(f"共享的文字部分已损坏，有{missing}处文字没有读取，{_KIND.repair}")
        return target.texts

    def _sheet(self, entry: SheetEntry, part: str, raw: RawSheet, strings: dict[int, str]) -> Sheet:
        sheet = Sheet(entry.name, merged=raw.merged, hidden=entry.hidden)
        sheet.hidden_rows, sheet.hidden_columns, sheet.filtered = raw.hidden_rows, raw.hidden_columns, raw.filtered
        errors = 0
        for position, cell in raw.cells.items():
            value = cell.value
            if cell.kind == "s" and value.isdecimal():
                value = strings.get(whole_number(value, -1), "")
            shown = cell_text(self._shown(cell, value))
            self._characters -= len(shown)
            if self._characters < 0:
                raise self._package.fault(f"文字超过 {self._limits.characters} 字的上限，{_SPLIT}")
            errors += cell.kind == "e"
            if shown or not cell.value:
                sheet.cells[position] = shown
            elif value.strip() and value not in ("0", "0.0"):
                sheet.masked[position] = value
        self._say(sheet, raw, errors)
        sheet.aside.extend(margins(sheet, raw.header, raw.footer))
        read_surroundings(self._package, part, sheet, self._account)
        return sheet

    def _shown(self, cell: RawCell, value: str) -> str:
        if not value:
            return ""
        code = self._styles.code(cell.style)
        if cell.kind in ("s", "str", "inlineStr"):
            return shown_text(value if cell.kind == "s" else unescaped(value), code)
        if cell.kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(value.strip(), value)
        if cell.kind == "d":
            value = _serial(value, self._workbook.from_1904) or value
        if cell.kind in ("n", "d") and len(value) < 400 and _NUMBER.fullmatch(value):
            return shown_number(float(value), code, self._workbook.from_1904)
        return unescaped(value)

    def _say(self, sheet: Sheet, raw: RawSheet, errors: int) -> None:
        notes = self._account.notes
        self._account.images += raw.pictures
        if errors:
            notes.append(f"{sheet.title}有{errors}个单元格是公式错误值（如 #REF!、#DIV/0!），请核对原件")
        if raw.elsewhere:
            notes.append(f"{sheet.title}有{raw.elsewhere}个公式引用其他文件，读取的是保存时的数值")


def _serial(text: str, from_1904: bool) -> str:
    """The number of days of an ISO 8601 date or time; "" for anything else."""
    try:
        moment = datetime.datetime.fromisoformat(text.strip().rstrip("Z"))
    except ValueError:
        return ""
    first = datetime.datetime(1904, 1, 1) if from_1904 else datetime.datetime(1899, 12, 30)
    return repr((moment.replace(tzinfo=None) - first) / datetime.timedelta(days=1))
