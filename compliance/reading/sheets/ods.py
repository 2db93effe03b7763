"""Reads .ods: the texts that the cells show, which the format keeps beside their values."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from compliance.reading.blocks import Extract
from compliance.reading.limits import DEFAULT_LIMITS, Limits
from compliance.reading.sheets.extract import build_extract
from compliance.reading.sheets.sheet import LAST_COLUMN, LAST_ROW, Account, MergedRange, Sheet, cell_name, cell_text
from compliance.reading.zip_package import PackageKind, PartError, ZipPackage, whole_number
from compliance.terms import Place, SetAside

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"

_KIND = PackageKind(".xlsx", "Excel")
_SPACES = {
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
}
_NAME = re.compile(r"\{([^}]*)\}(.*)")
_BOXES = ("draw:text-box", "draw:custom-shape")
_HIDING = ("collapse", "filter")
_MOST_RANGES, _MOST_SHEETS, _MOST_STYLES = 200_000, 2_000, 100_000


def read_ods(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Extract:
    """Read the bytes of an .ods; `name` is the file's name for messages.

    Places have the sheet and, counted from 1 as on the sheet, row and column. Past `limits.table_cells` and
    `limits.seconds` the rest is said to be unread. Raises UnreadableFile, in Chinese, for encrypted files, for what is
    no spreadsheet of this kind, for a broken content, and for what passes the other limits.
    """
    package = ZipPackage(data, name, limits, _KIND)
    if "content.xml" not in package:
        raise package.fault(f"压缩包内没有表格内容（content.xml），{_KIND.repair}")
    target = _Target(limits)
    encrypted = _Encryption()
    try:
        if "META-INF/manifest.xml" in package:
            package.feed("META-INF/manifest.xml", encrypted)
    except PartError:
        pass  # the content says itself whether it can be read
    if encrypted.found:
        raise package.fault("文件已加密，请去掉密码后另存为 .xlsx 后再提交")
    try:
        package.feed("content.xml", target)
    except _EnoughError as error:
        sheet = target.sheets[-1]
        target.account.unread.append(
            f"{sheet.title}第{target.row + 1}行起和其后的工作表没有读完（{error}），请拆成几个文件后再提交"
        )
    except PartError as error:
        if not target.sheets:
            raise package.fault(f"表格内容已损坏，无法解析，{_KIND.repair}") from error
        target.account.unread.append(f"{target.sheets[-1].title}第{target.row + 1}行之后已损坏，其后的内容没有读取")
    if not target.sheets:
        raise package.fault(f"不是 OpenDocument 表格（.ods），{_KIND.repair}")
    target.say()
    return build_extract(MEDIA_TYPE, target.sheets, target.account, name, limits)


class _EnoughError(Exception):
    """A limit is reached, said in Chinese: what was read before stands."""


class _Encryption:
    """Whether a manifest says that parts are encrypted."""

    found = False

    def start(self, tag: str, _: Mapping[str, str]) -> None:
        self.found = self.found or tag.endswith("}encryption-data")

    def end(self, tag: str) -> None: ...

    def data(self, text: str) -> None: ...


@dataclass(slots=True)
class _Tally:
    uncalculated: int = 0
    first: tuple[int, int] = (0, 0)


@dataclass
class _Target:
    """Gathers the sheets from a stream of elements; what is repeated is written out only where it shows something."""

    limits: Limits
    sheets: list[Sheet] = field(default_factory=list)
    account: Account = field(default_factory=Account)
    row: int = 0
    column: int = 0

    def __post_init__(self) -> None:
        self._deadline = time.monotonic() + self.limits.seconds
        self._left, self._characters = self.limits.table_cells, self.limits.characters
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._rows = self._cells = 1  # how often the row and the cell stand
        self._row_hidden = False
        self._row_cells: list[tuple[int, int, str, str, tuple[int, int]]] = []
        self._cell: dict[str, str] | None = None
        self._lines: list[str] = []  # of the cell
        self._note: list[str] | None = None  # of the comment in the cell
        self._box: list[str] | None = None  # of the text box
        self._reading = 0  # paragraphs that are open
        self._picture = self._object = False  # in the frame
        self._columns = 0
        self._tallies: list[_Tally] = []
        self._seen = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name, values = _short(tag), {_short(key): value for key, value in attributes.items()}
        self._seen += 1
        if self._seen % 10_000 == 0 and time.monotonic() > self._deadline:
            raise _EnoughError("读取时间过长")
        if name == "style:style":
            self._style = values.get("style:name", "")
        elif name == "style:table-properties":
            if values.get("table:display") == "false" and len(self._hidden_styles) < _MOST_STYLES:
                self._hidden_styles.add(self._style)
        elif name == "table:table":
            self._begin_sheet(values)
        elif self.sheets:
            self._inside(name, values)

    def _begin_sheet(self, values: Mapping[str, str]) -> None:
        if len(self.sheets) >= _MOST_SHEETS:
            raise _EnoughError("工作表过多")
        sheet = Sheet(values.get("table:name", "").strip())
        sheet.hidden = values.get("table:style-name", "") in self._hidden_styles
        self.sheets.append(sheet)
        self._tallies.append(_Tally())
        self.row = self._columns = 0

    def _inside(self, name: str, values: dict[str, str]) -> None:
        if name == "table:table-column":
            count = min(whole_number(values.get("table:number-columns-repeated"), 1), LAST_COLUMN + 1 - self._columns)
            if values.get("table:visibility") in _HIDING:
                self.sheets[-1].hidden_columns.update(range(self._columns, self._columns + count))
            self._columns += count
        elif name == "table:table-row":
            self._rows = max(1, whole_number(values.get("table:number-rows-repeated"), 1))
            self._row_hidden = values.get("table:visibility") in _HIDING
            self.sheets[-1].filtered |= values.get("table:visibility") == "filter"
            self.column, self._row_cells = 0, []
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._cell, self._lines = values, []
            self._cells = max(1, whole_number(values.get("table:number-columns-repeated"), 1))
        elif name == "office:annotation":
            self._note = []
        elif name in _BOXES:
            self._box = []
        elif name == "draw:frame":
            self._picture = self._object = False
        elif name == "draw:image":
            self._picture = True
        elif name == "draw:object":
            self._object = True
            self.account.notes.append(f"{self.sheets[-1].title}有图表或嵌入的对象，其本身没有读取")
        elif name == "text:p":
            self._reading += 1
            self._into().append("")
        elif name in ("text:s", "text:tab", "text:line-break"):
            self.data("\n" if name == "text:line-break" else " ")

    def _into(self) -> list[str]:
        if self._note is not None:
            return self._note
        return self._box if self._box is not None else self._lines

    def data(self, text: str) -> None:
        if self._reading and self._into():
            self._into()[-1] += text
            self._characters -= len(text)
            if self._characters < 0:
                raise _EnoughError("文字过多")

    def end(self, tag: str) -> None:
        name = _short(tag)
        if name == "text:p":
            self._reading = max(0, self._reading - 1)
        elif name == "office:annotation" and self._note is not None:
            self._end_note("\n".join(self._note).strip())
        elif name in _BOXES and self._box is not None:
            text, self._box = "\n".join(self._box).strip(), None
            if text:
                self.sheets[-1].boxes.append(text)
        elif name in ("table:table-cell", "table:covered-table-cell") and self._cell is not None:
            self._end_cell(self._cell)
        elif name == "table:table-row" and self.sheets:  # one may stand outside of any
            self._end_row()
        elif name == "draw:frame":
            # The picture in an object's frame only stands in for it.
            self.account.images += self._picture and not self._object

    def _end_note(self, text: str) -> None:
        self._note = None
        place = Place(part="comment", sheet=self.sheets[-1].name, row=self.row + 1, column=self.column + 1)
        if text:
            self.sheets[-1].aside.append(SetAside(text, "comment", place))

    def _end_cell(self, values: Mapping[str, str]) -> None:
        """A cell with text, with a value that its format hides, or a formula without either."""
        text, value = cell_text("\n".join(self._lines)), values.get("office:value", "")
        unknown = not text and "table:formula" in values and "office:value-type" not in values
        if unknown:
            tally = self._tallies[-1]
            tally.first = tally.first if tally.uncalculated else (self.row, self.column)
            tally.uncalculated += 1
        masked = value if not text and value not in ("", "0") else ""
        down = whole_number(values.get("table:number-rows-spanned"), 1)
        across = whole_number(values.get("table:number-columns-spanned"), 1)
        if text or masked or unknown:
            self._row_cells.append((self.column, self._cells, text, masked, (down, across)))
        self.column = min(self.column + self._cells, LAST_COLUMN + 1)
        self._cell, self._lines, self._reading = None, [], 0

    def _end_row(self) -> None:
        sheet = self.sheets[-1]
        for row in range(self.row, min(self.row + self._rows, LAST_ROW + 1)) if self._row_cells else ():
            for column, count, text, masked, (down, across) in self._row_cells:
                for at in range(column, min(column + count, LAST_COLUMN + 1)):
                    self._put(sheet, row, at, text, masked)
                if max(down, across) > 1 and len(sheet.merged) < _MOST_RANGES:
                    bottom, right = min(row + max(down, 1), LAST_ROW) - 1, min(column + max(across, 1), LAST_COLUMN) - 1
                    sheet.merged.append(MergedRange(row, column, max(bottom, row), max(right, column)))
            if self._row_hidden:
                sheet.hidden_rows.add(row)
        self.row = min(self.row + self._rows, LAST_ROW + 1)
        self._row_cells = []

    def _put(self, sheet: Sheet, row: int, column: int, text: str, masked: str) -> None:
        if self._left <= 0:
            self.row = row
            raise _EnoughError(f"单元格超过 {self.limits.table_cells} 个")
        self._left -= 1
        self._characters -= len(text)
        if self._characters < 0:
            raise _EnoughError("文字过多")
        if masked:
            sheet.masked[row, column] = masked
        else:
            sheet.cells[row, column] = text

    def say(self) -> None:
        """What was counted, for the certificate."""
        for sheet, tally in zip(self.sheets, self._tallies, strict=True):
            if tally.uncalculated:
                count = f"{sheet.title}有{tally.uncalculated}个公式没有保存计算结果（如 {cell_name(*tally.first)}）"
                self.account.unread.append(f"{count}，其数值没有读取，请打开、保存后再提交")
            if sheet.aside:
                self.account.notes.append(f"{sheet.title}有{len(sheet.aside)}条批注，已另置，不作为依据")
            if sheet.boxes and not sheet.hidden:
                self.account.notes.append(f"{sheet.title}有{len(sheet.boxes)}个文本框，文字已读入")


def _short(name: str) -> str:
    """table:table-row for the element of that name, whatever prefix the file has for its namespace."""
    match = _NAME.fullmatch(name)
    space = _SPACES.get(match[1], "") if match else ""
    return f"{space}:{match[2]}" if match and space else ""
