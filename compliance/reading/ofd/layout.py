"""A drawn OFD page for the layout that all pages share: turned so that most of its text runs to the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compliance.reading.ofd.pages import DrawnPage, turned
from compliance.reading.ofd.text import Run
from compliance.reading.pages.drawings import drawings_of
from compliance.reading.pages.geometry import Box, Matrix, regions_of, transform_box
from compliance.reading.pages.glyphs import Glyph, pieces_of
from compliance.reading.pages.layout import Page, lay_out
from compliance.reading.pages.lines import APART, Line
from compliance.reading.pages.tables import find_tables
from compliance.reading.pages.text import UNMAPPED, PageText, Piece


def lay_out_drawn(drawn: DrawnPage) -> Page:
    """The page laid out; its boxes are those of the turned page."""
    size, matrix = turned(drawn.size, drawn.turn)
    content = drawn.content
    rules = [_moved(rule, matrix, drawn.turn) for rule in content.rules]
    images = [_moved(image.box, matrix, drawn.turn) for image in content.images]
    drawings = drawings_of(rules, images, content.paths, size)
    tables = find_tables(drawings, drawn.number)
    cells = [cell.box for table in tables for cell in table.cells]
    along = [run for run in content.runs if run.turn == drawn.turn]
    across = [run for run in content.runs if run.turn != drawn.turn and run.text]
    glyphs = [_turned_glyph(glyph, matrix, drawn.turn) for run in along for glyph in run.glyphs]
    inside, apart = _across(across, matrix, drawn, cells)
    pieces = (*pieces_of(glyphs, cells), *inside)
    texts = [*(piece.text for piece in pieces), *(line.text for line in apart)]
    characters = sum(len(text) - text.count(" ") for text in texts)
    text = PageText(pieces, characters, sum(text.count(UNMAPPED) for text in texts))
    return lay_out(drawn.number, size, text, tables, drawings, apart)


def _moved(box: Box, matrix: Matrix, turn: int) -> Box:
    return transform_box(matrix, box) if turn else box


def _turned_glyph(glyph: Glyph, matrix: Matrix, turn: int) -> Glyph:
    return glyph._replace(box=transform_box(matrix, glyph.box)) if turn else glyph


def _across(
    runs: Sequence[Run], matrix: Matrix, drawn: DrawnPage, cells: Sequence[Box]
) -> tuple[list[Piece], list[Line]]:
    """Text that runs another way than the page's: a cell's own text as pieces of it, any other as lines apart."""
    boxes = [_moved(run.box, matrix, drawn.turn) for run in runs]
    pieces: list[Piece] = []
    lines: list[Line] = []
    for run, box, region in zip(runs, boxes, regions_of(boxes, cells), strict=True):
        first = run.glyphs[0]
        face = first.face
        if region < 0:
            text = run.text
            lines.append(Line(drawn.number, text, box, first.size, face.font, face.bold, face.color, APART))
        else:
            pieces += _in_cell(run, box, region, drawn, matrix)
    return pieces, lines


def _in_cell(run: Run, box: Box, region: int, drawn: DrawnPage, matrix: Matrix) -> Iterator[Piece]:
    """One piece; for vertical writing, in which the characters stand below each other, one for each character."""
    face, size = run.glyphs[0].face, run.glyphs[0].size
    if not run.upright:
        yield Piece(run.text, box, size, face.font, face.bold, face.color, region)
        return
    for glyph in run.glyphs:
        if glyph.character == " ":
            continue
        own = _moved(glyph.box, matrix, drawn.turn)
        yield Piece(glyph.character, own, size, face.font, face.bold, face.color, region)
