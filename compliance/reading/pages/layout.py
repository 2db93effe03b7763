"""Pages of any format, laid out: text, rules and images become lines and tables, and all pages together blocks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from compliance.reading import progress
from compliance.reading.blocks import Draft, Extract, build_blocks
from compliance.reading.faults import unreadable
from compliance.reading.limits import Limits
from compliance.reading.pages.certificates import certify
from compliance.reading.pages.drawings import Drawings
from compliance.reading.pages.geometry import Box, rounded
from compliance.reading.pages.headings import drafts_of
from compliance.reading.pages.lines import APART, Line, arrange
from compliance.reading.pages.margins import set_margins_aside
from compliance.reading.pages.paragraphs import Paragraph, paragraphs_of, read_setting
from compliance.reading.pages.tables import PageTable, distribute, joined, to_draft
from compliance.reading.pages.text import PageText
from compliance.terms import BlockKind, Certificate, SetAside


@dataclass(frozen=True, slots=True)
class Page:
    """One page, laid out; `number` counts from 1 through the file, `width` and `height` are in points."""

    number: int
    width: float
    height: float
    items: tuple[Line | PageTable, ...]  # in reading order
    certificate: Certificate
    set_aside: tuple[SetAside, ...] = ()

    @property
    def lines(self) -> list[Line]:
        """The lines outside tables."""
        return [item for item in self.items if isinstance(item, Line)]

    @property
    def tables(self) -> list[PageTable]:
        """The ruled tables."""
        return [item for item in self.items if isinstance(item, PageTable)]


def lay_out(
    number: int,
    size: tuple[float, float],
    text: PageText,
    tables: Sequence[PageTable],
    drawings: Drawings,
    apart: Sequence[Line] = (),
) -> Page:
    """A page of that width and height; the pieces of `text` name the cells of `tables`, counted on, as their region.

    `apart` are lines in the column APART, which are read after the others.
    """
    outside, filled = distribute(text.pieces, tables)
    order = arrange(outside, [table.box for table in filled], number, size[0])
    items = tuple(filled[item] if isinstance(item, int) else item for item in order)
    return Page(number, *size, (*items, *apart), certify(number, text, drawings, size))


def unread_page(number: int, message: str) -> Page:
    """A page of which nothing was read, and why not."""
    return Page(number, 0.0, 0.0, (), Certificate(number, 0, unread=(message,)))


def read_pages(
    count: int,
    read_page: Callable[[int], Page],
    faults: tuple[type[Exception], ...],
    name: str,
    limits: Limits,
    apart: Callable[[], float] = lambda: 0.0,
) -> Iterator[Page]:
    """The pages one by one, so that only one is in memory; past a limit the rest is named as unread.

    `read_page` is called with page numbers from 1; one of `faults` spoils its page alone. `apart` tells the seconds
    that recognition took, which has a budget of its own and is no part of limits.seconds. Raises UnreadableFile
    where there are no pages or too many, and where the first one passes a limit.
    """
    if count == 0:
        raise unreadable(name, "没有任何页面，请重新导出后再提交")
    if count > limits.pages:
        raise unreadable(name, f"有 {count} 页，超过 {limits.pages} 页的上限，请拆分成几个文件后再提交")
    start, characters, cells = time.monotonic(), 0, 0
    for number in range(1, count + 1):
        over = _over(limits, time.monotonic() - start - apart(), characters, cells)
        if over:
            if number == 1:
                raise unreadable(name, f"{over}，请拆分后再提交")
            for rest in range(number, count + 1):
                yield unread_page(rest, f"第{rest}页没有读：文件{over}，请拆分后再提交")
            return
        try:
            page = read_page(number)
        except faults:
            page = unread_page(number, f"第{number}页已损坏，无法读出")
        characters += page.certificate.characters
        cells += sum(len(table.cells) for table in page.tables)
        progress.tell(number, count)
        yield page


def _over(limits: Limits, seconds: float, characters: int, cells: int) -> str:
    if seconds > limits.seconds:
        return f"读取超过 {limits.seconds:g} 秒"
    if characters > limits.characters:
        return f"文字超过 {limits.characters} 个字符"
    return f"表格超过 {limits.table_cells} 个单元格" if cells > limits.table_cells else ""


def blocks_of(pages: Sequence[Page], first_table: int = 1) -> tuple[list[Draft], list[SetAside]]:
    """The pages of one document as drafts in reading order; what was set aside on them, or stands in their margins.

    Tables are numbered from `first_table`.
    """
    kept, aside = set_margins_aside([page.lines for page in pages], [page.height for page in pages])
    widths = {page.number: page.width for page in pages}
    setting = read_setting([line for lines in kept for line in lines], widths)
    flow = _join_tables(list(_flow(pages, kept)), _floor(pages, kept))
    parts: list[Paragraph | PageTable] = []
    for part in flow:
        if isinstance(part, PageTable):
            parts.append(part)
        else:
            parts += paragraphs_of(part, setting, widths)
    drafts = iter(drafts_of([part for part in parts if isinstance(part, Paragraph)], setting))
    tables = iter(range(first_table, first_table + len(parts)))
    ordered = [to_draft(part, next(tables)) if isinstance(part, PageTable) else next(drafts) for part in parts]
    return ordered, [*aside, *(found for page in pages for found in page.set_aside)]


def extract_of(media_type: str, pages: Sequence[Page], of_file: Sequence[Certificate] = ()) -> Extract:
    """The extract of a file that is one document of these pages; `of_file` are certificates of the file as a whole."""
    drafts, aside = blocks_of(pages)
    certificates = (*(page.certificate for page in pages), *of_file)
    return Extract(media_type, build_blocks(drafts), title_of(drafts), len(pages), tuple(aside), certificates)


def title_of(drafts: Sequence[Draft]) -> str:
    """The first heading, where it opens the document."""
    for draft in drafts[:3]:
        if draft.kind is BlockKind.HEADING and draft.place.page == 1:
            return draft.text
    return ""


def moved(page: Page, scale: float, left: float = 0.0, top: float = 0.0) -> Page:
    """A page that was read as a part of another, or in other units: all of it scaled, then shifted, in points."""

    def box(old: Box) -> Box:
        x0, y0, x1, y1 = old
        return left + scale * x0, top + scale * y0, left + scale * x1, top + scale * y1

    def table(old: PageTable) -> PageTable:
        cells = tuple(cell._replace(box=box(cell.box)) for cell in old.cells)
        columns = tuple(left + scale * x for x in old.columns)
        return replace(old, box=box(old.box), columns=columns, cells=cells, bottom=top + scale * old.bottom)

    items = tuple(
        table(item) if isinstance(item, PageTable) else item._replace(box=box(item.box), size=scale * item.size)
        for item in page.items
    )
    aside = tuple(
        replace(found, place=replace(found.place, box=rounded(box(found.place.box)))) if found.place.box else found
        for found in page.set_aside
    )
    width, height = left + scale * page.width, top + scale * page.height
    return replace(page, width=width, height=height, items=items, set_aside=aside)


def _flow(pages: Sequence[Page], kept: Sequence[Sequence[Line]]) -> Iterator[list[Line] | PageTable]:
    """Runs of lines and tables in reading order; a run goes on over page breaks until a table comes.

    Lines apart follow the run that they would part.
    """
    run: list[Line] = []
    apart: list[list[Line]] = []
    for page, lines in zip(pages, kept, strict=True):
        remaining = set(map(id, lines))  # a page's lines are told apart by what they are, not by all that they hold
        for item in page.items:
            if isinstance(item, PageTable):
                yield from filter(None, (run, *apart))
                run, apart = [], []
                yield item
            elif id(item) in remaining and item.column == APART:
                apart.append([item])
            elif id(item) in remaining:
                run.append(item)
    yield from filter(None, (run, *apart))


def _floor(pages: Sequence[Page], kept: Sequence[Sequence[Line]]) -> float:
    """How far down the text of the pages reaches, in points."""
    lines = (line.box[3] for page in kept for line in page)
    tables = (table.bottom for page in pages for table in page.tables)
    return max((*lines, *tables), default=0.0)


def _join_tables(flow: list[list[Line] | PageTable], floor: float) -> list[list[Line] | PageTable]:
    """Tables that go on over a page become one where nothing stands between them."""
    result: list[list[Line] | PageTable] = []
    for part in flow:
        last = result[-1] if result else None
        if isinstance(part, PageTable) and isinstance(last, PageTable):
            whole = joined(last, part, floor)
            if whole is not None:
                result[-1] = whole
                continue
        result.append(part)
    return result
