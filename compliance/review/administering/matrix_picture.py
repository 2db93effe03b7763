"""The coverage matrix as a picture (SVG). Pure: what comes in is escaped here, so what comes out is markup.

Each status has a shape as well as a colour, drawn to fill the cell whatever its size, so that it is told apart at six
pixels and across a room: a half-filled cell, stripes, a cross, a bar, dots. What people have decided is solid, what the
program proposes is pale. Few districts stand in one column of rows; many stand in several columns side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from math import ceil
from urllib.parse import urlencode

from compliance.review.administering.overview import Judged, Matrix, Row, Stage
from compliance.review.reviewing.outcomes import State
from compliance.terms import Status

Words = Callable[[Judged], str]  # what a cell says of its status and state


@dataclass(frozen=True, slots=True)
class Measures:
    """Lengths in the picture's own units; a panel is one column of rows."""

    width: int  # of the whole picture
    panels: int
    row: int  # height of a row, with the gap below it
    letters: int  # size of a district's name

    gap: int = 1
    between: int = 16  # panels

    @property
    def panel(self) -> int:
        return (self.width - self.between * (self.panels - 1)) // self.panels


ROWS = Measures(width=1248, panels=1, row=20, letters=13)


def roomy(rows: int) -> Measures:
    """ROWS, with higher rows where few districts leave room on a screen of 1280 × 720."""
    return replace(ROWS, row=min(max(400 // max(rows, 1), ROWS.row), 32))


MOST_ROWS_IN_ONE = 34  # so many fit on a screen of 1080 lines beneath the page's head
_PANELS = ((MOST_ROWS_IN_ONE, 1), (84, 2), (138, 3))
_NUMBER = 26  # width of a row's total
_LETTERS_OF_A_NAME = 5
_HEAD = 64  # height of the items' heads
_BAR = 34  # the highest bar among them


def whole(rows: int) -> Measures:
    """Measures with which so many rows stand on one screen of 1920 × 1080."""
    panels = next((panels for most, panels in _PANELS if rows <= most), 4)
    fitting = 800 // max(ceil(rows / panels), 1)
    return Measures(width=1888, panels=panels, row=min(max(fitting, 15), 26), letters=13 if fitting >= 15 else 12)


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where things stand in a panel."""

    label: int  # width of the names
    cell: int  # width of a cell, with the gap beside it
    columns: int

    @property
    def right(self) -> int:
        return self.label + self.cell * self.columns


def _grid(measures: Measures, columns: int) -> _Grid:
    least = measures.letters * _LETTERS_OF_A_NAME + 6
    cell = max((measures.panel - least - _NUMBER) // max(columns, 1), 3)
    return _Grid(measures.panel - _NUMBER - cell * columns, cell, columns)


# --- The picture -----------------------------------------------------------------------------------


def heads(shown: Matrix, measures: Measures) -> str:
    """The items' heads alone, for rows that scroll beneath them."""
    drawn = _head(shown, _grid(measures, len(shown.columns)))
    return f'<svg class="matrix heads-alone" viewBox="0 0 {measures.width} {_HEAD}" aria-hidden="true">{drawn}</svg>'


def picture(shown: Matrix, measures: Measures, words: Words, label: str, headed: bool = True) -> str:
    """The matrix: each cell a link to its finding, each name a link to its submission. `label` names the picture."""
    grid = _grid(measures, len(shown.columns))
    rows_a_panel = ceil(len(shown.rows) / measures.panels) if shown.rows else 0
    head = _HEAD if headed else 0
    height = head + rows_a_panel * measures.row
    parts = [
        f'<svg class="matrix" viewBox="0 0 {measures.width} {height}" role="group" aria-label="{escape(label)}">',
        _patterns(grid, measures),
    ]
    for panel in range(measures.panels):
        rows = shown.rows[panel * rows_a_panel : (panel + 1) * rows_a_panel]
        parts.append(f'<g transform="translate({panel * (measures.panel + measures.between)} 0)">')
        if headed:
            parts.append(_head(shown, grid))
        tops = (head + place * measures.row for place in range(len(rows)))
        parts.extend(_row(row, top, grid, measures, words) for row, top in zip(rows, tops, strict=True))
        parts.append("</g>")
    parts.append("</svg>")
    return "".join(parts)


def _head(shown: Matrix, grid: _Grid) -> str:
    """Above each column a bar of its gaps, and the item's id where there is room for it, else each fifth one's."""
    totals = shown.column_gaps
    most = max((gaps for gaps, _judged in totals), default=0) or 1
    every = 1 if grid.cell >= 14 else 5
    parts = ['<g class="heads">']
    for place, (column, (gaps, judged)) in enumerate(zip(shown.columns, totals, strict=True)):
        left = grid.label + place * grid.cell
        height = round(gaps / most * _BAR) if gaps else 0
        says = escape(f"{column.item} {column.title} · {gaps}/{judged}")
        parts.append(f'<g class="head" data-says="{says}"><title>{says}</title>')
        parts.append(f'<rect class="bar" x="{left}" y="{_BAR - height}" width="{grid.cell - 1}" height="{height}"/>')
        if place % every == 0:
            middle = left + grid.cell / 2
            parts.append(f'<text x="{middle:g}" y="{_HEAD - 14}" class="item">{place + 1}</text>')
        parts.append(f'<rect class="catch" x="{left}" width="{grid.cell}" height="{_HEAD - 8}"/></g>')
    parts.append("</g>")
    return "".join(parts)


def _row(row: Row, top: int, grid: _Grid, measures: Measures, words: Words) -> str:
    height = measures.row - measures.gap
    base = height / 2 + measures.letters * 0.36
    name = (
        row.district if len(row.district) <= _room(grid, measures) else row.district[: _room(grid, measures) - 1] + "…"
    )
    parts = [
        f'<g class="row" transform="translate(0 {top})">',
        f'<a class="name" href="/submissions/{row.submission}/" tabindex="-1" data-says="{escape(row.district)}">',
        f'<text y="{base:.1f}">{escape(name)}</text><title>{escape(row.district)}</title></a>',
    ]
    if row.stage in (Stage.NOTHING, Stage.UNCHECKED):
        kind = "nothing" if row.stage is Stage.NOTHING else "unchecked"
        parts.append(
            f'<rect class="{kind}" x="{grid.label}" width="{grid.cell * grid.columns - 1}" height="{height}"/>'
        )
    else:
        parts.extend(_cells(row, grid, height, words))
        parts.append(f'<text class="total" x="{grid.right + _NUMBER - 4}" y="{base:.1f}">{row.gaps}</text>')
    parts.append("</g>")
    return "".join(parts)


def _room(grid: _Grid, measures: Measures) -> int:
    """How many letters of a name fit."""
    return max((grid.label - 6) // measures.letters, 2)


def _cells(row: Row, grid: _Grid, height: int, words: Words) -> Iterator[str]:
    for place, cell in enumerate(row.cells):
        if cell is None:
            continue
        address = escape(f"/review/?{urlencode({'submission': cell.submission, 'item': cell.item})}")
        says = escape(f"{row.district} · {cell.item} {cell.title[:30]} · {words(cell)}")
        yield (
            f'<a href="{address}" tabindex="-1"><rect x="{grid.label + place * grid.cell}" width="{grid.cell - 1}" '
            f'height="{height}" fill="url(#{fill_of(cell)})"/><title>{says}</title></a>'
        )


# --- Fills: a shape for each status, pale or solid -------------------------------------------------


def fill_of(cell: Judged) -> str:
    """The id of the pattern that fills a cell."""
    if cell.state is State.DISPUTED:
        return "f-disputed"
    if cell.state is State.LOOK_AGAIN:
        return f"f-{cell.status.value}-again"
    return f"f-{cell.status.value}-{'decided' if cell.by_people else 'proposed'}"


def _patterns(grid: _Grid, measures: Measures) -> str:
    width, height = grid.cell - 1, measures.row - measures.gap
    parts = ["<defs>"]
    for status in Status:
        for how in ("proposed", "decided", "again"):
            ground = "solid" if how == "decided" else "pale"
            drawn = _shape(status, width, height, "on-solid" if how == "decided" else "on-pale")
            if how == "again":
                drawn += f'<rect class="again" x=".75" y=".75" width="{width - 1.5}" height="{height - 1.5}"/>'
            parts.append(_pattern(f"f-{status.value}-{how}", f"s-{status.value}", ground, drawn, grid, measures))
    parts.append(_pattern("f-disputed", "disputed", "pale", _disputed(width, height), grid, measures))
    parts.append("</defs>")
    return "".join(parts)


def _pattern(name: str, kind: str, ground: str, drawn: str, grid: _Grid, measures: Measures) -> str:
    width, height = grid.cell - 1, measures.row - measures.gap
    return (
        f'<pattern id="{name}" class="{kind}" patternUnits="userSpaceOnUse" x="{grid.label}" width="{grid.cell}" '
        f'height="{measures.row}"><rect class="{ground}" width="{width}" height="{height}"/>{drawn}</pattern>'
    )


def _shape(status: Status, width: float, height: float, ink: str) -> str:
    """The status as a shape that fills a cell of this size."""
    shapes: dict[Status, Callable[[float, float], str]] = {
        Status.MET: _tick,
        Status.PARTIAL: lambda w, h: f'<path class="area {{ink}}" d="M0 {h}L{w} 0V{h}z"/>',
        Status.PLANNED: lambda w, h: _lines(((0, h * y, w, h * y) for y in (0.2, 0.5, 0.8)), h / 9),
        Status.CONTRADICTED: lambda w, h: _lines(
            ((w * 0.15, h * 0.15, w * 0.85, h * 0.85), (w * 0.85, h * 0.15, w * 0.15, h * 0.85)), min(w, h) / 4.5
        ),
        Status.MISSING: lambda w, h: (
            f'<rect class="area {{ink}}" y="{h * 0.32:.1f}" width="{w}" height="{h * 0.36:.1f}"/>'
        ),
        Status.UNREADABLE: lambda w, h: "".join(
            f'<circle class="area {{ink}}" cx="{w / 2}" cy="{h * y:.1f}" r="{min(w, h) / 6:.1f}"/>'
            for y in (0.2, 0.5, 0.8)
        ),
        Status.NOT_APPLICABLE: lambda w, h: _lines(((w, 0, 0, h),), 1.2),
    }
    return shapes[status](width, height).replace("{ink}", ink)


def _tick(width: float, height: float) -> str:
    """A tick where there is room for one; a plain cell otherwise, which is a shape of its own."""
    if width < 12 or height < 12:
        return ""
    size, left, top = min(width, height) * 0.5, width / 2, height / 2
    points = (
        f"{left - size * 0.5:.1f} {top:.1f}l{size * 0.35:.1f} {size * 0.4:.1f}l{size * 0.65:.1f} {-size * 0.85:.1f}"
    )
    return f'<path class="line {{ink}}" stroke-width="{size / 6:.1f}" d="M{points}"/>'


def _lines(lines: Iterable[tuple[float, float, float, float]], thick: float) -> str:
    drawn = "".join(f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" for x1, y1, x2, y2 in lines)
    return f'<path class="line {{ink}}" stroke-width="{thick:.1f}" d="{drawn}"/>'


def _disputed(width: float, height: float) -> str:
    """Two halves that do not agree."""
    return (
        f'<path class="half" d="M0 0H{width / 2}V{height}H0z"/>'
        f'<path class="line split" stroke-width="1.5" d="M{width / 2} 0V{height}"/>'
    )


def swatch(name: str, kind: str, status: Status | None, how: str) -> str:
    """One cell for the legend: `name` is what it is called for who cannot see it, `how` as in the fills' ids."""
    width, height = 22, 18
    drawn = (
        _disputed(width, height)
        if status is None
        else _shape(status, width, height, "on-solid" if how == "decided" else "on-pale")
    )
    if how == "again":
        drawn += f'<rect class="again" x=".75" y=".75" width="{width - 1.5}" height="{height - 1.5}"/>'
    ground = "solid" if how == "decided" else "pale"
    return (
        f'<svg class="swatch {escape(kind)}" width="{width}" height="{height}" role="img" aria-label="{escape(name)}">'
        f'<rect class="{ground}" width="{width}" height="{height}"/>{drawn}</svg>'
    )
