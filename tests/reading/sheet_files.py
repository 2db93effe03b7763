"""Small workbooks for tests, written part by part and record by record, so that each test shows what it is about."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from html import escape

from word_files import pack, relations

from compliance.reading.blocks import Extract
from compliance.reading.limits import Limits
from compliance.reading.sheets.extract import build_extract
from compliance.reading.sheets.sheet import Account, Sheet, cell_name, range_of
from compliance.terms import Block, BlockKind, Cell

NS = (
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)

# --- grids ---------------------------------------------------------------------------------------------------------


def grid(text: str, *merged: str, name: str = "甲") -> Sheet:
    """A sheet of the lines of a text, its cells set apart by |."""
    sheet = Sheet(name)
    for row, line in enumerate(text.strip("\n").split("\n")):
        for column, cell in enumerate(line.split("|")):
            if cell.strip():
                sheet.cells[row, column] = cell.strip()
    sheet.merged = [area for area in map(range_of, merged) if area]
    return sheet


def extract_of(*sheets: Sheet, limits: Limits | None = None) -> Extract:
    """What a file with these sheets gives."""
    return build_extract("x", sheets, Account(), "甲.xlsx", limits or Limits())


def tables(extract: Extract) -> list[Block]:
    """The table blocks."""
    return [block for block in extract.blocks if block.kind is BlockKind.TABLE]


def header_rows(block: Block) -> set[int]:
    """The rows whose cells are all flagged as headers."""
    flags: dict[int, bool] = {}
    for cell in block.cells:
        flags[cell.row] = flags.get(cell.row, True) and cell.header
    return {row for row, flag in flags.items() if flag}


def covered(cell: Cell) -> list[tuple[int, int]]:
    """The grid positions that a cell covers."""
    rows, columns = range(cell.row, cell.row + cell.row_span), range(cell.column, cell.column + cell.column_span)
    return [(row, column) for row in rows for column in columns]


def outline(extract: Extract) -> list[tuple[str, str]]:
    """Kind and text of each block."""
    return [(block.kind.value, block.text) for block in extract.blocks]


# --- .xlsx ---------------------------------------------------------------------------------------------------------


def c(reference: str, value: object, style: int = 0, formula: str | None = None) -> str:
    """A cell: a number, a text in place, True or False, or with None no value; `formula` stands before it."""
    kind, inner = "n", f"<v>{value}</v>"
    if isinstance(value, bool):
        kind, inner = "b", f"<v>{int(value)}</v>"
    elif isinstance(value, str):
        kind = "str" if formula is not None else "inlineStr"
        inner = f"<v>{escape(value)}</v>" if formula is not None else f"<is><t>{escape(value)}</t></is>"
    elif value is None:
        inner = ""
    before = "" if formula is None else f"<f>{escape(formula)}</f>"
    return f'<c r="{reference}" t="{kind}" s="{style}">{before}{inner}</c>'


def row(number: int, *cells: str, attributes: str = "") -> str:
    """A row of cells."""
    return f'<row r="{number}" {attributes}>{"".join(cells)}</row>'


def rows(*values: Sequence[object], first: int = 1) -> str:
    """Rows of plain values from column A; None leaves a cell out."""
    return "".join(
        row(n, *(c(cell_name(n - 1, i), value) for i, value in enumerate(line) if value is not None))
        for n, line in enumerate(values, first)
    )


def worksheet(data: str, before: str = "", after: str = "") -> str:
    """A worksheet part with rows, and what stands before and after them."""
    return f"<worksheet {NS}>{before}<sheetData>{data}</sheetData>{after}</worksheet>"


def styles(*codes: str) -> str:
    """A style sheet whose style n has the nth code, from 1; style 0 is General."""
    formats = "".join(f'<numFmt numFmtId="{200 + i}" formatCode="{escape(code)}"/>' for i, code in enumerate(codes))
    numbers = "".join(f'<xf numFmtId="{200 + i}"/>' for i in range(len(codes)))
    return f'<styleSheet {NS}><numFmts>{formats}</numFmts><cellXfs><xf numFmtId="0"/>{numbers}</cellXfs></styleSheet>'


def xlsx(
    *sheets: str,
    names: Sequence[str] = (),
    states: Mapping[int, str] | None = None,
    style_sheet: str = "",
    strings: Sequence[str] = (),
    workbook: str = "",
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A workbook of worksheet parts (or, of bare rows, worksheets); `parts` are added to or put in place of others."""
    states = states or {}
    listed = "".join(
        f'<sheet name="{names[i] if i < len(names) else f"表{i + 1}"}" sheetId="{i + 1}" r:id="rId{i + 1}" '
        f'state="{states.get(i, "visible")}"/>'
        for i in range(len(sheets))
    )
    targets = [("worksheet", f"worksheets/sheet{i + 1}.xml") for i in range(len(sheets))]
    files: dict[str, str | bytes] = {
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f"<workbook {NS}><sheets>{listed}</sheets>{workbook}</workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            *targets, ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")
        ),
        "xl/styles.xml": style_sheet or styles(),
        "xl/sharedStrings.xml": f"<sst {NS}>{''.join(strings)}</sst>",
    }
    for i, sheet in enumerate(sheets):
        files[f"xl/worksheets/sheet{i + 1}.xml"] = sheet if sheet.startswith("<worksheet") else worksheet(sheet)
    return pack({**files, **(parts or {})})


# --- .xls ----------------------------------------------------------------------------------------------------------


def record(number: int, data: bytes = b"") -> bytes:
    """A BIFF record."""
    return struct.pack("<HH", number, len(data)) + data


def number_record(at: tuple[int, int], value: float, style: int = 0) -> bytes:
    """A cell with a number."""
    return record(0x0203, struct.pack("<HHHd", *at, style, value))


def label_record(at: tuple[int, int], text: str) -> bytes:
    """A cell with a text of its own."""
    return record(0x0204, struct.pack("<HHHHB", *at, 0, len(text), 1) + text.encode("utf-16-le"))


def formula_record(at: tuple[int, int], result: bytes, flags: int = 0) -> bytes:
    """A cell with a formula and the eight bytes of its stored result."""
    return record(0x0006, struct.pack("<HHH", *at, 0) + result + struct.pack("<HIH", flags, 0, 0))


def format_records(*codes: str) -> bytes:
    """Number formats; the style n has the nth code, from 1; style 0 is General."""
    formats = b"".join(
        record(0x041E, struct.pack("<HHB", 200 + i, len(code), 1) + code.encode("utf-16-le"))
        for i, code in enumerate(codes)
    )
    font = record(0x0031, struct.pack("<HHHHHBBBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0, 1, 0) + b"A") * 5
    keys = [0, *(200 + i for i in range(len(codes)))]
    return font + formats + b"".join(record(0x00E0, struct.pack("<HHH", 0, key, 0) + bytes(14)) for key in keys)


def begin(kind: int) -> bytes:
    """The first record of a stream: 5 for the workbook, 0x10 for a sheet."""
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))


def xls(
    *sheets: bytes,
    names: Sequence[str] = (),
    hidden: Sequence[int] = (),
    kinds: Mapping[int, int] | None = None,
    workbook: bytes = b"",
) -> bytes:
    """A workbook whose sheets hold these records."""
    kinds = kinds or {}
    names = [names[i] if i < len(names) else f"表{i + 1}" for i in range(len(sheets))]

    def listed(positions: Sequence[int]) -> bytes:
        return b"".join(
            record(
                0x0085,
                struct.pack("<IBBBB", at, int(i in hidden), kinds.get(i, 0), len(name), 1) + name.encode("utf-16-le"),
            )
            for i, (at, name) in enumerate(zip(positions, names, strict=True))
        )

    head = begin(5) + workbook
    bodies = [begin(0x10) + sheet + record(0x000A) for sheet in sheets]
    start = len(head) + len(listed([0] * len(sheets))) + 4
    positions = [start + sum(map(len, bodies[:i])) for i in range(len(bodies))]
    return compound(head + listed(positions) + record(0x000A) + b"".join(bodies))


def compound(stream: bytes, name: str = "Workbook") -> bytes:
    """A compound file of one stream: header, sector table, directory, then the stream."""
    count = max(8, -(-len(stream) // 512))  # streams below 4,096 bytes would go to the short sectors
    stream = stream.ljust(count * 512, b"\0")
    tables = 1
    while (count + 1 + tables) > tables * 128:
        tables += 1
    chain = [*range(tables + 2, tables + 1 + count), 0xFFFFFFFE]
    sectors = [0xFFFFFFFD] * tables + [0xFFFFFFFE] + chain
    sectors += [0xFFFFFFFF] * (tables * 128 - len(sectors))
    directory = _entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1) + _entry(name, 2, tables + 1, len(stream)) + bytes(256)
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6),
        *(0, tables, tables, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0),
    )
    header += b"".join(struct.pack("<I", i if i < tables else 0xFFFFFFFF) for i in range(109))
    return header + struct.pack(f"<{len(sectors)}I", *sectors) + directory + stream


def _entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<HBBIII", len(encoded), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return encoded.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)
