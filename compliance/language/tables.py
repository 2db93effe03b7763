"""Tables to clauses: a row is read with its headers, a long cell like a paragraph, a form by its labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from compliance.language.paragraphs import Piece, paragraph_pieces
from compliance.terms import Block, Cell

# A cell longer than this, or than the second with more than one sentence, holds a paragraph and not a value.
_LONG_CELL, _LONG_SENTENCES = 60, 40
_INNER_MARK = re.compile(r"[。；;！？](?=.)")
_LONGEST_LABEL = 12
_HEADER_WORD = re.compile(
    r"^(?:序号|编号|项目|内容|指标|名称|姓名|性别|年龄|职务|职称|单位|部门|学校|年级|班级|年度|年份|时间|日期|数量|金额|人数|数值|标准|要求|结果|备注|"
    r"说明|问题|措施|责任人|进度|得分|分值|合计|小计|类别|学段|科目|来源|用途|电话)$|(?:名称|情况|时限|时间|单位|内容|措施|要求|标准|人数|数量|要点|指标)$"
)
_VALUE = re.compile(r"\d+\.\d|\d{3}")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[—\-~至](?:19|20)?\d\d)?(?:学?年度?)?")
_LABEL_END = re.compile(r"[：:]$")


@dataclass(frozen=True, slots=True)
class _Layout:
    """A table's grid: its cells by row, every position's text (a merged cell's at each that it covers), its width."""

    rows: Mapping[int, Sequence[Cell]]
    grid: Mapping[tuple[int, int], str]
    width: int

    def texts(self, row: int) -> tuple[str, ...]:
        return tuple(self.grid.get((row, column), "") for column in range(self.width))

    def is_across(self, row: int) -> bool:
        """Whether one cell fills the row: the table's title, the name of a group of rows, a note."""
        cells = self.rows[row]
        return len(cells) == 1 and cells[0].column_span >= self.width


def _layout(block: Block) -> _Layout:
    rows: dict[int, list[Cell]] = {}
    grid: dict[tuple[int, int], str] = {}
    for cell in block.cells:
        rows.setdefault(cell.row, []).append(cell)
        text = block.text[cell.start : cell.end].strip()
        for down in range(cell.row_span):
            for right in range(cell.column_span):
                grid[cell.row + down, cell.column + right] = text
    return _Layout(dict(sorted(rows.items())), grid, max((column for _, column in grid), default=-1) + 1)


# --- headers -----------------------------------------------------------------------------------------


def header_rows(block: Block) -> int:
    """How many rows at the top are headers, a title across the table included: those flagged, else those that look so.

    0 for a form, whose labels stand before their values, and for a table whose first row is data already.
    """
    return _headers(_layout(block))[0]


def _headers(layout: _Layout) -> tuple[int, bool]:
    """The first row below the headers, and whether the table is a form."""
    order = list(layout.rows)
    flagged = [at for at, row in enumerate(order) if all(cell.header for cell in layout.rows[row])]
    if flagged and flagged[-1] + 1 < len(order):
        return order[flagged[-1] + 1 + _second_row(layout, order, flagged[-1])], False
    titles = 0
    while titles + 1 < len(order) and layout.width > 1 and layout.is_across(order[titles]):
        titles += 1
    if titles + 1 >= len(order):
        return 0, False
    form = _is_form(layout, order[titles:])
    if form or not _is_header(layout.texts(order[titles])):
        return order[titles] if titles else 0, form
    return order[titles + 1 + _second_row(layout, order, titles)], False


def _is_header(texts: Sequence[str]) -> bool:
    said = [text for text in texts if text]
    return bool(said) and not any(_VALUE.search(_YEAR.sub("", text)) or len(text) > 2 * _LONGEST_LABEL for text in said)


def _second_row(layout: _Layout, order: Sequence[int], at: int) -> int:
    """1 where the row under the header divides a column that the header row spans (教师: 专任, 兼职)."""
    if at + 2 >= len(order):
        return 0
    spanning = any(1 < cell.column_span < layout.width for cell in layout.rows[order[at]])
    below = [layout.texts(order[at + 1])[cell.column] for cell in layout.rows[order[at + 1]]]
    return int(spanning and _is_header(below) and not any(re.fullmatch(r"[\d.%]+", text) for text in below))


def _is_form(layout: _Layout, rows: Sequence[int]) -> bool:
    """Whether columns of labels and columns of values alternate: 组长 | 张三, 姓名 | 张三 | 职务 | 局长."""
    if layout.width not in (2, 4) or not rows:
        return False
    first, *rest = (layout.texts(row) for row in rows if not layout.is_across(row))
    if sum(bool(_HEADER_WORD.search(text)) for text in first) * 2 >= len(first):
        return False
    labels = [row[column] for row in (first, *rest) for column in range(0, layout.width, 2)]
    if len(set(labels)) < len(labels) or any(len(t) > _LONGEST_LABEL or re.search(r"\d", t) for t in labels):
        return False
    # 年级 | 人数 over 一年级 | 120: the values below are numbers, the one above is their name.
    values = [row[column] for row in rest for column in range(1, layout.width, 2)]
    numbers = sum(bool(re.search(r"\d", value)) for value in values)
    named = not any(re.search(r"\d", first[column]) for column in range(1, layout.width, 2))
    return not (named and values and numbers * 2 > len(values))


# --- rows --------------------------------------------------------------------------------------------


def table_pieces(block: Block) -> Iterator[Piece]:
    """One piece a row, read with the header of each column; the header rows themselves are no evidence.

    A row across the table is read like a paragraph; a short one names the group of the rows below it (their stem).
    """
    layout = _layout(block)
    top, form = _headers(layout)
    header = tuple(
        " ".join(dict.fromkeys(filter(None, (layout.grid.get((row, column), "") for row in _named(layout, top)))))
        for column in range(layout.width)
    )
    group = next((layout.grid[row, 0] for row in layout.rows if row < top and layout.is_across(row)), "")
    group, sentence, whole = group if layout.width > 1 else "", 0, 0
    for row, cells in layout.rows.items():
        if row < top or not any(block.text[cell.start : cell.end].strip() for cell in cells):
            continue
        if layout.is_across(row):
            said = block.text[cells[0].start : cells[0].end]
            found = list(_within(block, cells[0], header[0] if layout.width == 1 else "", sentence))
            group = said if len(said) <= 2 * _LONGEST_LABEL and not _INNER_MARK.search(said) else ""
        elif form and not any(_is_long(block.text[cell.start : cell.end]) for cell in cells):
            texts = layout.texts(row)
            found = [_row_piece(block, cells, sentence, "", texts[::2], texts[1::2])]
        else:
            found = list(_row_pieces(block, layout, row, header, group, sentence))
        for piece in found:
            yield replace(piece, whole=whole + piece.whole)
        sentence = max((piece.sentence for piece in found), default=sentence) + 1
        whole += max((piece.whole for piece in found), default=0) + 1


def _named(layout: _Layout, top: int) -> list[int]:
    """The header rows that name columns: not the title across the table, unless the table has but one column."""
    return [row for row in layout.rows if row < top and (layout.width == 1 or not layout.is_across(row))]


def _row_piece(
    block: Block, cells: Sequence[Cell], sentence: int, stem: str, header: tuple[str, ...], values: tuple[str, ...]
) -> Piece:
    """The slice from the first to the last of the cells that says anything."""
    said = [cell for cell in cells if block.text[cell.start : cell.end].strip()]
    first, last = min(cell.start for cell in said), max(cell.end for cell in said)
    text = block.text[first:last]
    start, end = last - len(text.lstrip()), first + len(text.rstrip())
    return Piece(start, end, sentence, 0, stem, tuple(_LABEL_END.sub("", text) for text in header), values)


def _row_pieces(
    block: Block, layout: _Layout, row: int, header: tuple[str, ...], group: str, sentence: int
) -> Iterator[Piece]:
    """A row as one piece; where cells hold paragraphs, their clauses, and the short cells between them."""
    cells = layout.rows[row]
    long = [cell for cell in cells if _is_long(block.text[cell.start : cell.end])]
    if not long:
        yield _row_piece(block, cells, sentence, group, header, layout.texts(row))
        return
    covered = {column for cell in long for column in range(cell.column, cell.column + cell.column_span)}
    short = [column for column in range(layout.width) if column not in covered]
    names, values = tuple(header[column] for column in short), tuple(layout.texts(row)[column] for column in short)
    run: list[Cell] = []
    for cell in (*cells, None):
        if cell is not None and cell not in long:
            run.append(cell)
            continue
        if any(block.text[one.start : one.end].strip() for one in run):
            yield _row_piece(block, run, sentence, group, names, values)
        run = []
        if cell is not None:
            before = layout.texts(row)[: cell.column]
            label = [text for text in before if not text.isdigit() and len(text) <= 2 * _LONGEST_LABEL]
            stem = "，".join(dict.fromkeys(filter(None, (group, *label, header[cell.column]))))
            for piece in _within(block, cell, stem, 0):
                # The whole row is the sentence; the cell's own sentences tell which parts hear each other.
                yield replace(piece, sentence=sentence, whole=1 + piece.sentence)


def _within(block: Block, cell: Cell, stem: str, sentence: int) -> Iterator[Piece]:
    """The clauses of one cell."""
    for piece in paragraph_pieces(block.text[cell.start : cell.end], stem, sentence):
        yield replace(piece, start=piece.start + cell.start, end=piece.end + cell.start)


def _is_long(text: str) -> bool:
    return len(text) > _LONG_CELL or len(text) > _LONG_SENTENCES and bool(_INNER_MARK.search(text))
