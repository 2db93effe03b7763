"""A look at the records of an .xls stream (BIFF5 and BIFF8, [MS-XLS]) before its cells are read.

It counts what a library would build without asking, so that a hostile file is refused first; finds what a library does
not tell (objects, comments, results that were never calculated); and blanks all records that cells do not need, so that
names, links, objects and macros are not even parsed.
"""

from __future__ import annotations

import struct
import time
from collections import Counter
from dataclasses import dataclass, field

from compliance.reading.sheets.sheet import margin_text

_BOF, _EOF, _FILEPASS, _BOUNDSHEET, _CONTINUE = 0x0809, 0x000A, 0x002F, 0x0085, 0x003C
_FORMULA, _MULRK, _MULBLANK, _BLANK = 0x0006, 0x00BD, 0x00BE, 0x0201
_OBJ, _TXO, _NOTE, _MERGED, _SST, _FILTERED = 0x005D, 0x01B6, 0x001C, 0x00E5, 0x00FC, 0x009B
_MARGINS = {0x0014: "header", 0x0015: "footer"}
_VALUES = (0x00FD, 0x0204, 0x00D6, 0x0203, 0x027E, 0x0205, _FORMULA)  # one cell each: strings, numbers, booleans
# What a sheet's cells are read from: globals, formats, strings, rows, columns, cells, formula results.
_KEPT = frozenset(
    (
        *(_BOF, _EOF, _BOUNDSHEET, _CONTINUE, _SST, _MERGED, _MULRK, _MULBLANK, _BLANK, *_VALUES),
        *(0x0042, 0x0022, 0x008C, 0x0031, 0x041E, 0x001E, 0x00E0),  # code page, dates, country, fonts, formats, styles
        *(0x0200, 0x0208, 0x007D, 0x0055, 0x0099, 0x00AB, 0x0225),  # dimensions, rows, columns and their widths
        *(0x0207, 0x04BC, 0x0221, 0x0236),  # STRING, SHRFMLA, ARRAY, TABLE
    )
)
_UNKNOWN = b"\xff\xff"  # no record has this number: readers pass over it
# Far above what Excel allows of each (styles: 4,050; fonts: 512), and far below what fills a memory.
_MOST = {_BOUNDSHEET: 2_000, 0x00E0: 70_000, 0x0031: 70_000, 0x041E: 70_000, _NOTE: 70_000, _TXO: 70_000, _OBJ: 70_000}
_MOST_RANGES = 200_000  # merged ranges of one file
_MOST_STRINGS = 32 * 1024 * 1024  # bytes of shared strings
_POSITIONS = 25  # grid positions for each cell that may be read: the library keeps rows up to their last cell
_PICTURE, _CHART, _COMMENT = 0x08, 0x05, 0x19  # object types, 2.5.143
_NOT_CALCULATED = 0x0002  # fCalcOnLoad, 2.4.127


class BiffError(Exception):
    """The stream is encrypted or too large; says which in Chinese."""


@dataclass(slots=True)
class SheetRecords:
    """What a sheet's records hold beside its cells; positions are row and column from 0."""

    kind: int = 0  # of the sheet: 0 worksheet, 1 macro sheet, 2 chart, 6 VBA module
    widths: dict[int, int] = field(default_factory=dict)  # per row the number of columns up to its last cell
    pictures: int = 0
    charts: int = 0
    boxes: list[str] = field(default_factory=list)  # texts of text boxes
    comments: list[tuple[int, int, str]] = field(default_factory=list)
    uncalculated: set[tuple[int, int]] = field(default_factory=set)  # formulas without a stored result
    filtered: bool = False
    header: str = ""  # of the printed page
    footer: str = ""
    empty_results: int = 0  # formulas whose stored result is no text at all


@dataclass(frozen=True, slots=True)
class Look:
    """The stream without what is not needed, and what was found of each sheet that the workbook lists."""

    stream: bytes
    sheets: tuple[SheetRecords, ...]


def look(stream: bytes, most_cells: int, deadline: float) -> Look:
    """Walk over all records, up to where the stream is cut off.

    Raises BiffError for encrypted streams and for more than `most_cells` and the deadline allow to be built.
    """
    kept = bytearray(stream)
    sheets: dict[int, _SheetWalk] = {}  # by the position of their first record
    walk = _SheetWalk(0)  # of what belongs to no sheet
    counts: Counter[int] = Counter()
    position = number_of_records = nested = strings = last = 0
    while position + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, position)
        data = stream[position + 4 : position + 4 + length]
        counts[number] += 1
        number_of_records += 1
        if counts[number] > _MOST.get(number, number_of_records):
            raise BiffError("记录过多")
        if number_of_records % 50_000 == 0 and time.monotonic() > deadline:
            raise BiffError("读取时间过长")
        if position in sheets:
            walk, nested = sheets[position], 0
        elif number == _BOF:
            nested += 1  # a chart on a sheet
        elif number == _EOF:
            nested = max(0, nested - 1)
        elif number == _FILEPASS:
            raise BiffError("文件已加密")
        elif number == _BOUNDSHEET and len(data) >= 6:  # the stream may be cut off within the record
            sheets[struct.unpack_from("<I", data)[0]] = _SheetWalk(data[5])
        elif not nested:
            walk.record(number, data)
        strings += length if number == _SST or (number, last) == (_CONTINUE, _SST) else 0
        last = last if number == _CONTINUE else number
        if number not in _KEPT:
            kept[position : position + 2] = _UNKNOWN
        position += 4 + length
    found = tuple(one.found for one in sheets.values())
    wide = sum(sum(one.widths.values()) for one in found) > _POSITIONS * most_cells
    if wide or strings > _MOST_STRINGS or sum(one.ranges for one in sheets.values()) > _MOST_RANGES:
        raise BiffError("单元格、文字或合并单元格过多")
    return Look(bytes(kept), found)


class _SheetWalk:
    """The records of one sheet, one after the other."""

    def __init__(self, kind: int) -> None:
        self.found = SheetRecords(kind)
        self.ranges = 0
        self._object = (0, 0)  # type and number of the last object
        self._texts: dict[int, str] = {}  # of comments, by the number of their object
        self._missing = 0  # characters of an object's text that are still to come
        self._text = ""

    def record(self, number: int, data: bytes) -> None:
        found = self.found
        if number == _CONTINUE:
            self._continue(data)
        elif number in _VALUES and len(data) >= 6:
            self._reaches(data, 1)
            if number == _FORMULA and len(data) >= 16:
                self._formula(data)
        elif number == _MULRK and len(data) >= 6:
            self._reaches(data, (len(data) - 6) // 6)
        elif number in (_MULBLANK, _BLANK) and len(data) >= 6:
            self._reaches(data, max(1, (len(data) - 6) // 2))
        elif number == _MERGED and len(data) >= 2:
            self.ranges += (len(data) - 2) // 8
        elif number == _OBJ and len(data) >= 8 and data[:2] == b"\x15\0":
            self._object = struct.unpack_from("<HH", data, 4)
            found.pictures += self._object[0] == _PICTURE
            found.charts += self._object[0] == _CHART
        elif number == _TXO and len(data) >= 12:
            self._missing, self._text = struct.unpack_from("<H", data, 10)[0], ""
        elif number in _MARGINS and len(data) >= 3:
            count, wide = struct.unpack_from("<HB", data)
            text, _ = _characters(data[3:], bool(wide & 1), count)
            setattr(found, _MARGINS[number], margin_text(text))
        elif number == _FILTERED:
            found.filtered = True
        elif number == _NOTE and len(data) >= 8:
            row, column, _, identifier = struct.unpack_from("<4H", data)
            if text := self._texts.get(identifier, ""):
                found.comments.append((row, column, text))

    def _reaches(self, data: bytes, columns: int) -> None:
        row, column = struct.unpack_from("<HH", data)
        self.found.widths[row] = max(self.found.widths.get(row, 0), column + columns)

    def _formula(self, data: bytes) -> None:
        row, column, _, result, flags = struct.unpack_from("<3H8sH", data)
        if result == bytes(8) and flags & _NOT_CALCULATED:
            self.found.uncalculated.add((row, column))
        elif result[6:] == b"\xff\xff" and result[0] == 3:
            self.found.empty_results += 1

    def _continue(self, data: bytes) -> None:
        """The text of an object, in one or more records behind it: a flag for the width, then the characters."""
        if not self._missing or not data:
            return
        piece, count = _characters(data[1:], bool(data[0] & 1), self._missing)
        self._missing = max(0, self._missing - max(1, count))
        self._text += piece
        if self._missing:
            return
        kind, identifier = self._object
        if kind == _COMMENT:
            self._texts[identifier] = self._text.strip()
        elif self._text.strip():
            self.found.boxes.append(self._text.strip())


def _characters(data: bytes, wide: bool, most: int) -> tuple[str, int]:
    """Up to `most` characters, of two bytes or of one, and how many there were."""
    size = 2 if wide else 1
    data = data[: most * size]
    return data.decode("utf-16-le" if wide else "latin-1", "replace"), len(data) // size
