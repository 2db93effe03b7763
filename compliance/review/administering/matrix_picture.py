"""The coverage matrix as a picture (SVG). Pure: format_html escapes whatever comes in, so what comes out is markup.

Each status has a shape as well as a colour, drawn to fill the cell whatever its size, so that it is told apart at six
pixels and across a room: a half-filled cell, stripes, a cross, a bar, dots. What people have decided is solid, what the
program proposes is pale. Few districts stand in one column of rows; many stand in several columns side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from math import ceil
from urllib.parse import urlencode

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

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
_HOW = ("proposed", "decided", "again")


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


def heads(shown: Matrix, measures: Measures) -> SafeString:
    """The items' heads alone, for rows that scroll beneath them."""
    return format_html(
        '<svg class="matrix heads-alone" viewBox="0 0 {} {}" aria-hidden="true">{}</svg>',
        *(measures.width, _HEAD, _head(shown, _grid(measures, len(shown.columns)))),
    )


def picture(shown: Matrix, measures: Measures, words: Words, label: str, headed: bool = True) -> SafeString:
    """The matrix: each cell a link to its finding, each name a link to its submission. `label` names the picture."""
    grid = _grid(measures, len(shown.columns))
    rows_a_panel = ceil(len(shown.rows) / measures.panels) if shown.rows else 0
    top = _HEAD if headed else 0
    head = _head(shown, grid) if headed else ""

    def panel(number: int) -> SafeString:
        rows = enumerate(shown.rows[number * rows_a_panel : (number + 1) * rows_a_panel])
        return _joined(_row(row, top + place * measures.row, grid, measures, words) for place, row in rows)

    panels = format_html_join(
        "",
        '<g transform="translate({} 0)">{}{}</g>',
        ((number * (measures.panel + measures.between), head, panel(number)) for number in range(measures.panels)),
    )
    return format_html(
        '<svg class="matrix" viewBox="0 0 {} {}" role="group" aria-label="{}">{}{}</svg>',
        *(measures.width, top + rows_a_panel * measures.row, label, _patterns(grid, measures), panels),
    )


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def _short(number: float) -> str:
    return f"{number:.1f}"


def _head(shown: Matrix, grid: _Grid) -> SafeString:
    """Above each column a bar of its gaps, and the item's id where there is room for it, else each fifth one's."""
    totals = shown.column_gaps
    most = max((gaps for gaps, _judged in totals), default=0) or 1
    every = 1 if grid.cell >= 14 else 5
    parts = []
    for place, (column, (gaps, judged)) in enumerate(zip(shown.columns, totals, strict=True)):
        left = grid.label + place * grid.cell
        height = round(gaps / most * _BAR) if gaps else 0
        middle = f"{left + grid.cell / 2:g}"
        named = format_html('<text x="{}" y="{}" class="item">{}</text>', middle, _HEAD - 14, place + 1)
        says = f"{column.item} {column.title} · {gaps}/{judged}"
        parts.append(
            format_html(
                '<g class="head" data-says="{}"><title>{}</title>'
                '<rect class="bar" x="{}" y="{}" width="{}" height="{}"/>{}'
                '<rect class="catch" x="{}" width="{}" height="{}"/></g>',
                *(says, says, left, _BAR - height, grid.cell - 1, height, "" if place % every else named),
                *(left, grid.cell, _HEAD - 8),
            )
        )
    return format_html('<g class="heads">{}</g>', _joined(parts))


def _row(row: Row, top: int, grid: _Grid, measures: Measures, words: Words) -> SafeString:
    height = measures.row - measures.gap
    base = _short(height / 2 + measures.letters * 0.36)
    name = (
        row.district if len(row.district) <= _room(grid, measures) else row.district[: _room(grid, measures) - 1] + "…"
    )
    if row.stage in (Stage.NOTHING, Stage.UNCHECKED):
        shown = format_html(
            '<rect class="{}" x="{}" width="{}" height="{}"/>',
            "nothing" if row.stage is Stage.NOTHING else "unchecked",
            *(grid.label, grid.cell * grid.columns - 1, height),
        )
    else:
        shown = format_html(
            '{}<text class="total" x="{}" y="{}">{}</text>',
            *(_cells(row, grid, height, words), grid.right + _NUMBER - 4, base, row.gaps),
        )
    return format_html(
        '<g class="row" transform="translate(0 {})">'
        '<a class="name" href="/submissions/{}/" tabindex="-1" data-says="{}">'
        '<text y="{}">{}</text><title>{}</title></a>{}</g>',
        *(top, row.submission, row.district, base, name, row.district, shown),
    )


def _room(grid: _Grid, measures: Measures) -> int:
    """How many letters of a name fit."""
    return max((grid.label - 6) // measures.letters, 2)


def _cells(row: Row, grid: _Grid, height: int, words: Words) -> SafeString:
    return format_html_join(
        "",
        '<a href="/review/?{}" tabindex="-1"><rect x="{}" width="{}" height="{}" fill="url(#{})"/>'
        "<title>{}</title></a>",
        (
            (
                urlencode({"submission": cell.submission, "item": cell.item}),
                *(grid.label + place * grid.cell, grid.cell - 1, height, fill_of(cell)),
                f"{row.district} · {cell.item} {cell.title[:30]} · {words(cell)}",
            )
            for place, cell in enumerate(row.cells)
            if cell is not None
        ),
    )


# --- Fills: a shape for each status, pale or solid -------------------------------------------------


def fill_of(cell: Judged) -> str:
    """The id of the pattern that fills a cell."""
    if cell.state is State.DISPUTED:
        return "f-disputed"
    if cell.state is State.LOOK_AGAIN:
        return f"f-{cell.status.value}-again"
    return f"f-{cell.status.value}-{'decided' if cell.by_people else 'proposed'}"


def _patterns(grid: _Grid, measures: Measures) -> SafeString:
    width, height = grid.cell - 1, measures.row - measures.gap
    kinds = [(f"f-{status.value}-{how}", f"s-{status.value}", status, how) for status in Status for how in _HOW]
    drawn = format_html_join(
        "",
        '<pattern id="{}" class="{}" patternUnits="userSpaceOnUse" x="{}" width="{}" height="{}">{}</pattern>',
        (
            (name, kind, grid.label, grid.cell, measures.row, _filled(status, how, width, height))
            for name, kind, status, how in (*kinds, ("f-disputed", "disputed", None, "proposed"))
        ),
    )
    return format_html("<defs>{}</defs>", drawn)


def _filled(status: Status | None, how: str, width: float, height: float) -> SafeString:
    """A cell with its ground and its shape; without a status, one that is disputed."""
    solid = how == "decided"
    return format_html(
        '<rect class="{}" width="{}" height="{}"/>{}{}',
        *("solid" if solid else "pale", width, height),
        _shape(status, width, height, "on-solid" if solid else "on-pale") if status else _disputed(width, height),
        format_html('<rect class="again" x=".75" y=".75" width="{}" height="{}"/>', width - 1.5, height - 1.5)
        if how == "again"
        else "",
    )


def _shape(status: Status, width: float, height: float, ink: str) -> SafeString:
    """The status as a shape that fills a cell of this size."""
    shapes: dict[Status, Callable[[float, float, str], SafeString]] = {
        Status.MET: _tick,
        Status.PARTIAL: lambda w, h, ink: format_html('<path class="area {}" d="M0 {}L{} 0V{}z"/>', ink, h, w, h),
        Status.PLANNED: lambda w, h, ink: _lines(((0, h * y, w, h * y) for y in (0.2, 0.5, 0.8)), h / 9, ink),
        Status.CONTRADICTED: lambda w, h, ink: _lines(
            ((w * 0.15, h * 0.15, w * 0.85, h * 0.85), (w * 0.85, h * 0.15, w * 0.15, h * 0.85)), min(w, h) / 4.5, ink
        ),
        Status.MISSING: lambda w, h, ink: format_html(
            '<rect class="area {}" y="{}" width="{}" height="{}"/>', ink, _short(h * 0.32), w, _short(h * 0.36)
        ),
        Status.UNREADABLE: lambda w, h, ink: format_html_join(
            "",
            '<circle class="area {}" cx="{}" cy="{}" r="{}"/>',
            ((ink, w / 2, _short(h * y), _short(min(w, h) / 6)) for y in (0.2, 0.5, 0.8)),
        ),
        Status.NOT_APPLICABLE: lambda w, h, ink: _lines(((w, 0, 0, h),), 1.2, ink),
    }
    return shapes[status](width, height, ink)


def _tick(width: float, height: float, ink: str) -> SafeString:
    """A tick where there is room for one; a plain cell otherwise, which is a shape of its own."""
    if width < 12 or height < 12:
        return SafeString("")
    size, left, top = min(width, height) * 0.5, width / 2, height / 2
    points = (
        f"{left - size * 0.5:.1f} {top:.1f}l{size * 0.35:.1f} {size * 0.4:.1f}l{size * 0.65:.1f} {-size * 0.85:.1f}"
    )
    return format_html('<path class="line {}" stroke-width="{}" d="M{}"/>', ink, _short(size / 6), points)


def _lines(lines: Iterable[tuple[float, float, float, float]], thick: float, ink: str) -> SafeString:
    drawn = "".join(f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" for x1, y1, x2, y2 in lines)
    return format_html('<path class="line {}" stroke-width="{}" d="{}"/>', ink, _short(thick), drawn)


def _disputed(width: float, height: float) -> SafeString:
    """Two halves that do not agree."""
    return format_html(
        '<path class="half" d="M0 0H{}V{}H0z"/><path class="line split" stroke-width="1.5" d="M{} 0V{}"/>',
        *(width / 2, height, width / 2, height),
    )


def swatch(name: str, kind: str, status: Status | None, how: str) -> SafeString:
    """One cell for the legend: `name` is what it is called for who cannot see it, `how` as in the fills' ids."""
    width, height = 22, 18
    return format_html(
        '<svg class="swatch {}" width="{}" height="{}" role="img" aria-label="{}">{}</svg>',
        *(kind, width, height, name, _filled(status, how, width, height)),
    )
