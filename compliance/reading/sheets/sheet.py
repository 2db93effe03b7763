"""What all spreadsheets share: a sheet as its reader found it, and the account of what was read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from compliance.terms import Place, SetAside

LAST_ROW, LAST_COLUMN = 1_048_575, 16_383  # XFD1048576, counted from 0: the largest sheet of any program
_LONGEST_LABEL = 40  # characters; line breaks in shorter texts only make them fit their column
_CJK_BREAK = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\n|\n(?=[\u3000-\u9fff\uff00-\uffef(])")
_MARGIN_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d+|[A-Za-z+])')  # ISO 29500-1, 18.3.1.46
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")


@dataclass(frozen=True, slots=True)
class MergedRange:
    """A merged range (合并单元格): its first and last row and column, from 0, both included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """A sheet: the text that each cell shows, by row and column from 0.

    A cell that shows nothing is left out, but for a formula without a stored result: it is there with no text, so that
    it keeps its place in its table.
    """

    name: str = ""  # "" for a .csv
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[MergedRange] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    filtered: bool = False  # rows may be hidden because a filter is set
    masked: dict[tuple[int, int], str] = field(default_factory=dict)  # values that their number format hides
    boxes: list[str] = field(default_factory=list)  # texts of text boxes
    aside: list[SetAside] = field(default_factory=list)  # comments
    lines: dict[int, int] = field(default_factory=dict)  # of a .csv: the line on which each row starts

    @property
    def title(self) -> str:
        """How messages name it."""
        return f"工作表“{self.name}”"


@dataclass(slots=True)
class Account:
    """What was read of a file and what was not, in Chinese, on the way to its certificate."""

    unread: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    images: int = 0


def column_name(column: int) -> str:
    """A, B, …, Z, AA, … for a column from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """C5 for row 4 and column 2, counted from 0."""
    return f"{column_name(column)}{row + 1}"


def cell_position(reference: str | None) -> tuple[int, int] | None:
    """Row and column from 0 of a reference such as C5 or $C$5; None for one that no sheet has."""
    match = _REFERENCE.fullmatch(reference or "")
    if not match:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    row, column = int(match[2]) - 1, column - 1
    return (row, column) if row <= LAST_ROW and column <= LAST_COLUMN else None


def range_of(reference: str | None) -> MergedRange | None:
    """The range of a reference such as A1:C2; None for one cell and for what no sheet has."""
    first, _, last = (reference or "").partition(":")
    start, end = cell_position(first), cell_position(last)
    if start is None or end is None or start == end or start[0] > end[0] or start[1] > end[1]:
        return None
    return MergedRange(*start, *end)


def cell_text(text: str) -> str:
    """A cell's text without white space around it; a short one on one line."""
    lines = [" ".join(line.split()) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    joined = "\n".join(filter(None, lines))
    return _CJK_BREAK.sub("", joined).replace("\n", " ") if len(joined) <= _LONGEST_LABEL else joined


def margin_text(code: str) -> str:
    """The words of a printed page's header or footer; its codes (&C, &P, &"宋体,常规") are no text."""
    return " ".join(_MARGIN_CODE.sub(" ", code).split())


def margins(sheet: Sheet, header: str, footer: str) -> list[SetAside]:
    """The header and footer of a sheet's printed pages, which are no evidence."""
    texts = (("header", header), ("footer", footer))
    return [SetAside(text, reason, Place(part=reason, sheet=sheet.name)) for reason, text in texts if text]
