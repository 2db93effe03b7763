"""Fields of a .doc that a converter would compute anew: made to stand as they were last saved.

A date that updates itself, 共 7 页, the file's own name: LibreOffice writes today's value in place of the one that
people saw and signed, so the same file would read differently tomorrow.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from compliance.reading.compound_file import CompoundError, CompoundFile

# [MS-DOC] 2.5.2 FibBase: wIdent, nFib, and the flags at byte 10.
_WORD_97 = 0xA5EC
_FIRST_FIB = 0x00C1  # older versions lay out what follows differently
_ENCRYPTED = 0x0100
_TABLE_1 = 0x0200
# [MS-DOC] 2.5.6 FibRgFcLcb97: where the field tables are, of body, headers, footnotes, comments, endnotes, text boxes.
_FIELD_TABLES = (0x011A, 0x0122, 0x012A, 0x0132, 0x021A, 0x0262, 0x0272)
_PIECES = 0x01A2  # fcClx and lcbClx: the table of the text's pieces, which opens with 1 or 2 ([MS-DOC] Clx)
_FIB_SIZE = 0x0382  # of Word 97
# [MS-DOC] 2.9.90 flt: fields that need their type to be shown: index and contents, PAGE, EQ, buttons, AUTONUM, SYMBOL,
# EMBED, form fields, CONTROL, HYPERLINK, LISTNUM, SHAPE. All others have their last result saved with them.
_KEPT = frozenset({0x08, 0x0D, 0x21, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x39, 0x3A, 0x46, 0x47, 0x53, 0x57, 0x58})
_KEPT |= {0x49, 0x5A, 0x5F}
_STORED = 0x02  # a reference without its keyword: LibreOffice takes its saved result as text
_BEGIN = 0x13  # the mark of a field's beginning, in the low five bits


class NoWordFile(Exception):
    """An OLE compound file whose Word streams cannot be found or read."""


@dataclass(frozen=True, slots=True)
class WordFile:
    """A .doc as far as it must be known before it is converted."""

    data: bytes  # with its fields as they were last saved
    encrypted: bool
    fields: int  # how many of them would have been computed anew


def with_fields_as_stored(data: bytes) -> WordFile:
    """The same .doc, with every computed or linked field turned into the text that was last saved for it.

    Files of Word 6 and 95 and encrypted ones come back unchanged. Raises NoWordFile.
    """
    try:
        file = CompoundFile(data)
        main = file.read("WordDocument")
        identifier, version = struct.unpack_from("<HH", main)
        (flags,) = struct.unpack_from("<H", main, 10)
        if flags & _ENCRYPTED:
            return WordFile(data, True, 0)
        if identifier != _WORD_97 or version < _FIRST_FIB or len(main) < _FIB_SIZE:
            return WordFile(data, False, 0)
        name = "1Table" if flags & _TABLE_1 else "0Table"
        table = file.read(name)
        if not _has_pieces(main, table):
            raise NoWordFile("no table of pieces")
        stored, fields = _stored(main, table)
        return WordFile(file.with_stream(name, stored) if fields else data, False, fields)
    except (CompoundError, struct.error) as fault:
        raise NoWordFile(str(fault)) from fault


def _has_pieces(main: bytes, table: bytes) -> bool:
    """Whether the text can be found; without its pieces LibreOffice reads it as bytes of another encoding."""
    start, length = struct.unpack_from("<II", main, _PIECES)
    return length > 0 and start + length <= len(table) and table[start] in (1, 2)


def _stored(main: bytes, table: bytes) -> tuple[bytes, int]:
    """The table stream with the types of its fields changed, and how many were."""
    changed, fields = bytearray(table), 0
    for at in _FIELD_TABLES:
        start, length = struct.unpack_from("<II", main, at)
        # [MS-DOC] 2.8.25 PlcFld: n + 1 positions of four bytes, then n entries of two: mark, type.
        count = max(0, length - 4) // 6
        first = start + 4 * (count + 1)
        for entry in range(first, min(first + 2 * count, len(table) - 1), 2):
            if table[entry] & 0x1F == _BEGIN and table[entry + 1] not in _KEPT:
                changed[entry + 1] = _STORED
                fields += 1
    return bytes(changed), fields
