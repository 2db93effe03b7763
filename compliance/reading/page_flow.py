"""From pages of lines and tables to an extract: what goes on over a page break is put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from compliance.reading.blocks import Draft, Extract, build_blocks
from compliance.reading.pdf_geometry import Box, rounded
from compliance.reading.pdf_headings import drafts_of
from compliance.reading.pdf_lines import Line
from compliance.reading.pdf_margins import set_margins_aside
from compliance.reading.pdf_paragraphs import Paragraph, paragraphs_of, read_setting
from compliance.reading.pdf_tables import PageTable, joined, to_draft
from compliance.terms import BlockKind, Certificate, SetAside


@dataclass(frozen=True, slots=True)
class Page:
    """One page, read: what stands on it, where, and what was not read; sizes in points."""

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


def extract_of(media_type: str, pages: Sequence[Page], count: int, of_file: tuple[Certificate, ...] = ()) -> Extract:
    """The extract of a file of `count` pages; `of_file` are certificates of the file as a whole."""
    drafts, aside = drafts_of_pages(pages)
    certificates = (*(page.certificate for page in pages), *of_file)
    return Extract(media_type, build_blocks(drafts), _title(drafts), count, aside, certificates)


def drafts_of_pages(pages: Sequence[Page]) -> tuple[list[Draft], tuple[SetAside, ...]]:
    """Drafts in reading order, and what was set aside on the pages or is a running line."""
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
    tables = iter(range(1, len(parts) + 1))
    ordered = [to_draft(part, next(tables)) if isinstance(part, PageTable) else next(drafts) for part in parts]
    return ordered, (*aside, *(found for page in pages for found in page.set_aside))


def moved(page: Page, scale: float, left: float = 0.0, top: float = 0.0) -> Page:
    """A page that was read as a part of another, or in other units: all of it scaled, then shifted, in points."""

    def box(old: Box) -> Box:
        x0, y0, x1, y1 = old
        return left + scale * x0, top + scale * y0, left + scale * x1, top + scale * y1

    def table(old: PageTable) -> PageTable:
        cells = tuple(replace(cell, box=box(cell.box)) for cell in old.cells)
        columns = tuple(left + scale * x for x in old.columns)
        return replace(old, box=box(old.box), columns=columns, cells=cells, bottom=top + scale * old.bottom)

    items = tuple(
        table(item) if isinstance(item, PageTable) else replace(item, box=box(item.box), size=scale * item.size)
        for item in page.items
    )
    aside = tuple(
        replace(found, place=replace(found.place, box=rounded(box(found.place.box)))) if found.place.box else found
        for found in page.set_aside
    )
    width, height = left + scale * page.width, top + scale * page.height
    return replace(page, width=width, height=height, items=items, set_aside=aside)


def _flow(pages: Sequence[Page], kept: Sequence[Sequence[Line]]) -> Iterator[list[Line] | PageTable]:
    """Runs of lines and tables in reading order; a run goes on over page breaks until a table comes."""
    run: list[Line] = []
    for page, lines in zip(pages, kept, strict=True):
        remaining = set(lines)
        for item in page.items:
            if isinstance(item, PageTable):
                if run:
                    yield run
                run = []
                yield item
            elif item in remaining:
                run.append(item)
    if run:
        yield run


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


def _title(drafts: Sequence[Draft]) -> str:
    """The first heading, where it opens the document."""
    for draft in drafts[:3]:
        if draft.kind is BlockKind.HEADING and draft.place.page == 1:
            return draft.text
    return ""
