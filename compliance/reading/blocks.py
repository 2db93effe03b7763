"""From what a reader found, in order, to blocks with sections: the part that all readers share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from compliance.terms import Block, BlockKind, Cell, Certificate, Place, SetAside


@dataclass(frozen=True, slots=True)
class Draft:
    """A block before it knows its index and its section."""

    kind: BlockKind
    text: str
    place: Place
    level: int = 0  # of a heading, from 1
    cells: tuple[Cell, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Extract:
    """What one reader took from one file."""

    media_type: str
    blocks: tuple[Block, ...]
    title: str = ""
    pages: int | None = None
    set_aside: tuple[SetAside, ...] = ()
    certificates: tuple[Certificate, ...] = ()


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell's text and how far it reaches; positions that a merged cell covers are not listed again."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    header: bool = False


# GB/T 9704-2012, 7.3.3: levels are numbered 一、 (一) 1. (1); circulated files vary the brackets and the comma.
_NUMBERING = (
    (1, re.compile(r"第[一二三四五六七八九十百]+[章部编篇]")),
    (1, re.compile(r"[一二三四五六七八九十]{1,3}、")),
    (2, re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）]")),
    (3, re.compile(r"\d{1,2}[.．、](?!\d)")),
    (4, re.compile(r"[（(]?\d{1,2}[)）]")),
)
# A numbered line longer than this is a paragraph that opens with its number; the longest real headings have about 40.
_LONGEST_HEADING = 40
_SENTENCE = re.compile(r"[。；;！!？?：:]")
_COMMA = re.compile(r"[，,]")
_OPEN_END = re.compile(r"[，、,.]$")


def numbering_level(text: str) -> int:
    """The level of the number that opens a line: 1 for 一、 2 for (一) 3 for 1. 4 for (1); 0 without one."""
    line = text.strip()
    return next((level for level, pattern in _NUMBERING if pattern.match(line)), 0)


def heading_level(text: str) -> int:
    """The level of a line that reads like a numbered heading; 0 for anything else.

    Commas may stand inside (一、加强领导，健全机构) and a colon at the end; a stop shows a sentence, a comma at the
    end a broken one, a semicolon an item of a list, unless it is a slip behind words without a comma (三、工作措施；).
    """
    line = text.strip().rstrip("：:")
    level = numbering_level(line)
    if level == 1 and not _COMMA.search(line):
        line = line.rstrip("；;")
    # 1. and (1) number list items more often than headings: without a style they count as list items.
    if not 0 < level <= 2 or len(line) > _LONGEST_HEADING or _SENTENCE.search(line) or _OPEN_END.search(line):
        return 0
    return level


def table_draft(cells: Sequence[TableCell], place: Place, confidence: float = 1.0) -> Draft:
    """A table as one block: rows joined by newlines, cells by " | ", every cell knowing its slice."""
    parts: list[str] = []
    placed: list[Cell] = []
    at, last_row = 0, None
    for cell in sorted(cells, key=lambda c: (c.row, c.column)):
        joint = "" if last_row is None else "\n" if cell.row != last_row else " | "
        last_row = cell.row
        content = " ".join(cell.text.split())
        start = at + len(joint)
        at = start + len(content)
        parts += (joint, content)
        placed.append(Cell(cell.row, cell.column, start, at, cell.row_span, cell.column_span, cell.header))
    return Draft(BlockKind.TABLE, "".join(parts), place, cells=tuple(placed), confidence=confidence)


def build_blocks(drafts: Iterable[Draft]) -> tuple[Block, ...]:
    """Number the drafts and give each the headings above it; empty drafts are dropped."""
    blocks: list[Block] = []
    above: list[tuple[int, str]] = []
    for draft in drafts:
        if not draft.text.strip():
            continue
        if draft.kind is BlockKind.HEADING:
            above = [(level, text) for level, text in above if level < draft.level]
        section = tuple(text for _, text in above)
        blocks.append(
            Block(len(blocks), draft.kind, draft.text, draft.place, section, draft.level, draft.cells, draft.confidence)
        )
        if draft.kind is BlockKind.HEADING:
            above.append((draft.level, draft.text.strip()))
    return tuple(blocks)
