"""The cells of an .xlsx worksheet and its shared strings, taken from a stream of elements, never from a tree."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from compliance.reading.sheets.sheet import LAST_COLUMN, LAST_ROW, MergedRange, cell_position, margin_text, range_of
from compliance.reading.zip_package import whole_number

_NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",  # ISO 29500 Strict
)
# ISO 29500-1, 18.4: _x000D_ in a string is the character with that number.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_MOST_RANGES = 200_000  # merged ranges of one sheet
_OTHER_WORKBOOK = re.compile(r"\[\d+\]")
# WPS keeps a picture in a cell as a formula that only it knows.
_PICTURE = re.compile(r"=?\s*(?:_xlfn\.)?DISPIMG\(", re.I)


class EnoughError(Exception):
    """A limit is reached, said in Chinese: what was read before stands."""


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as the file has it: its type (s, str, inlineStr, b, e, d, n), value and style number.

    A formula without a stored result has no value.
    """

    kind: str
    value: str
    style: int


@dataclass(slots=True)
class RawSheet:
    """What a worksheet part holds."""

    cells: dict[tuple[int, int], RawCell] = field(default_factory=dict)
    merged: list[MergedRange] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    filtered: bool = False
    uncalculated: int = 0  # formulas without a stored result
    first_uncalculated: tuple[int, int] = (0, 0)
    elsewhere: int = 0  # formulas that take their value from another workbook
    pictures: int = 0  # in cells
    misplaced: int = 0  # cells whose position no sheet has
    header: str = ""  # of the printed page
    footer: str = ""
    row: int = -1  # the last that was begun


class SheetTarget:
    """Gathers a worksheet's cells; raises EnoughError where none are left of the file's limit or past the deadline."""

    def __init__(self, left: int, limit: int, deadline: float, trusted_zeros: bool) -> None:
        self.sheet = RawSheet()
        self._left, self._limit, self._deadline, self._trusted_zeros = left, limit, deadline, trusted_zeros
        self._column = -1
        self._cell: dict[str, str] | None = None
        self._position: tuple[int, int] | None = None
        self._pieces: dict[str, list[str]] = {}
        self._into: list[str] | None = None
        self._hidden_row = self._hidden_by_default = self._phonetic = False
        self._seen = 0
        self._columns_left = LAST_COLUMN + 1  # to be hidden: widths of a real sheet do not overlap

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        name = _local(tag)
        if name == "c":
            self._begin_cell(attributes)
        elif self._cell is not None:
            if name == "rPh":
                self._phonetic = True
            elif name in ("v", "f", "t") and not self._phonetic:
                self._into = self._pieces.setdefault(name, [])
        elif name == "row":
            self._begin_row(attributes)
        elif name == "col":
            self._column_width(attributes)
        elif name == "mergeCell" and len(self.sheet.merged) < _MOST_RANGES:
            area = range_of(attributes.get("ref"))
            if area:
                self.sheet.merged.append(area)
        elif name == "filterColumn":
            self.sheet.filtered = True
        elif name in ("oddHeader", "oddFooter"):
            self._into = self._pieces.setdefault(name, [])
        elif name == "sheetFormatPr":
            self._hidden_by_default = is_true(attributes.get("zeroHeight"))

    def end(self, tag: str) -> None:
        """An element ends."""
        name = _local(tag)
        if name in ("v", "f", "t"):
            self._into = None
        elif name in ("oddHeader", "oddFooter"):
            text = margin_text("".join(self._pieces.pop(name, ())))
            self.sheet.header, self.sheet.footer = (
                (text, self.sheet.footer) if name == "oddHeader" else (self.sheet.header, text)
            )
            self._into = None
        elif name == "rPh":
            self._phonetic = False
        elif name == "c" and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None

    def data(self, text: str) -> None:
        """Characters; a long text comes in pieces."""
        if self._into is not None:
            self._into.append(text)

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        self.sheet.row = min(whole_number(attributes.get("r"), self.sheet.row + 2) - 1, LAST_ROW)
        self._column = -1
        height = attributes.get("ht", "")
        no_height = height in ("0", "0.0") or self._hidden_by_default and not height
        self._hidden_row = is_true(attributes.get("hidden")) or no_height
        self._check_time()

    def _column_width(self, attributes: Mapping[str, str]) -> None:
        if is_true(attributes.get("hidden")) or attributes.get("width") in ("0", "0.0"):
            first, last = (whole_number(attributes.get(name), 0) for name in ("min", "max"))
            hidden = range(max(first, 1) - 1, min(last, LAST_COLUMN + 1))[: self._columns_left]
            self.sheet.hidden_columns.update(hidden)
            self._columns_left -= len(hidden)

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        reference = attributes.get("r")
        self._position = cell_position(reference) if reference else (self.sheet.row, self._column + 1)
        self._cell, self._pieces, self._into = dict(attributes), {}, None
        if self._position is None or self._position[1] > LAST_COLUMN or self._position[0] < 0:
            self._position = None
        else:
            self._column = self._position[1]
        self._check_time()

    def _end_cell(self, attributes: Mapping[str, str]) -> None:
        position, kind = self._position, attributes.get("t", "n")
        formula = "".join(self._pieces.get("f", ()))
        value = "".join(self._pieces.get("t" if kind == "inlineStr" else "v", ()))
        if position is None:
            self.sheet.misplaced += bool(value.strip())
            return
        if _PICTURE.match(formula) or kind in ("str", "inlineStr") and _PICTURE.match(value):
            self.sheet.pictures += 1
            return
        self.sheet.elsewhere += bool(_OTHER_WORKBOOK.search(formula))
        # A formula's text may be "": that is a result. A number's may not, and 0 is what some programs write unasked.
        unknown = not value and kind != "str" or not self._trusted_zeros and kind == "n" and value in ("0", "0.0")
        if "f" in self._pieces and unknown:
            if not self.sheet.uncalculated:
                self.sheet.first_uncalculated = position
            self.sheet.uncalculated += 1
            value = ""
        elif not value.strip():
            return
        if len(self.sheet.cells) >= self._left:
            raise EnoughError(f"单元格超过 {self._limit} 个")
        self.sheet.cells[position] = RawCell(kind, value, whole_number(attributes.get("s"), 0))
        if self._hidden_row:
            self.sheet.hidden_rows.add(position[0])

    def _check_time(self) -> None:
        self._seen += 1
        if self._seen % 10_000 == 0 and time.monotonic() > self._deadline:
            raise EnoughError("读取时间过长")


class StringsTarget:
    """Keeps the shared strings with the wanted numbers; furigana (rPh) is no part of a text."""

    def __init__(self, wanted: set[int], deadline: float) -> None:
        self.texts: dict[int, str] = {}
        self._wanted, self._deadline = wanted, deadline
        self._number = -1
        self._pieces: list[str] = []
        self._reading = self._phonetic = False

    def start(self, tag: str, _: Mapping[str, str]) -> None:
        """An element begins."""
        name = _local(tag)
        if name == "si":
            self._number += 1
            self._pieces = []
            if self._number % 10_000 == 0 and time.monotonic() > self._deadline:
                raise EnoughError("读取时间过长")
        elif name == "rPh":
            self._phonetic = True
        elif name == "t":
            self._reading = not self._phonetic and self._number in self._wanted

    def end(self, tag: str) -> None:
        """An element ends."""
        name = _local(tag)
        if name == "t":
            self._reading = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "si" and self._number in self._wanted:
            self.texts[self._number] = unescaped("".join(self._pieces))

    def data(self, text: str) -> None:
        """Characters."""
        if self._reading:
            self._pieces.append(text)


def unescaped(text: str) -> str:
    """A string with its escapes as the characters that they stand for, without control characters."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: _character(int(match[1], 16)), text)
    return _CONTROL.sub("", text)


def _character(number: int) -> str:
    return "\ufffd" if 0xD800 <= number < 0xE000 else chr(number)


def is_true(value: str | None) -> bool:
    """Whether an attribute says yes."""
    return value in ("1", "true", "on")


_LOCAL = {
    f"{{{space}}}{name}": name
    for space in _NAMESPACES
    for name in (
        *("c", "v", "f", "t", "row", "col", "mergeCell", "filterColumn", "sheetFormatPr"),
        *("oddHeader", "oddFooter", "rPh", "si"),
    )
}


def _local(tag: str) -> str:
    return _LOCAL.get(tag, "")
