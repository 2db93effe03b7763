"""A text document as the OFD file that office software would write: laid out by LibreOffice, each page written anew.

Lengths in OFD are millimetres from the page's top left; pdfium gives points from its bottom left.
"""

from __future__ import annotations

import ctypes
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "reading"))

import ofd_files as ofd
from word_files import pack

MILLIMETRES = 25.4 / 72  # in a point
HAN, LATIN = "Noto Serif CJK SC", "Liberation Serif"
BODY, CELL = 16.0, 10.5  # points
HEADINGS = {1: 22.0, 2: 16.0, 3: 16.0, 4: 16.0}
_RULE_ROW = re.compile(r":?-{2,}:?")
_HYPHENS = {2: "-", 0xFFFE: "-"}  # what pdfium makes of one at a line end
_FEWEST_REPEATED = 3  # steps that are written as one with g


@dataclass(frozen=True, slots=True)
class Producer:
    """How a program writes text: steps of equal width one by one or with g, a line as one object or as many."""

    name: str
    repeats: bool = False
    single: bool = False


PRODUCERS = (
    Producer("a line an object"),
    Producer("a line an object, equal steps with g", repeats=True),
    Producer("a character an object", single=True),
)


def print_document(text: str, folder: Path, name: str) -> bytes:
    """Markdown text (headings, paragraphs, tables) as LibreOffice prints it: a PDF."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)  # GB/T 9704-2012, 5.2
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    for table, lines in groupby(filter(str.strip, text.splitlines()), key=lambda line: line.startswith("|")):
        if table:
            _add_table(document, list(lines))
            continue
        for line in lines:
            _add_paragraph(document, line.strip())
    path = folder / f"{name}.docx"
    document.save(str(path))
    convert = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(convert, check=True, capture_output=True, timeout=120)
    return path.with_suffix(".pdf").read_bytes()


def _add_paragraph(document: Document, line: str) -> None:
    heading = re.match(r"(#{1,4})\s+(.*)", line)
    level = len(heading[1]) if heading else 0
    paragraph = document.add_heading(level=level) if level else document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(0), Pt(0), Pt(28)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if level == 1 else WD_ALIGN_PARAGRAPH.JUSTIFY
    if level != 1:
        shape.first_line_indent = Pt(2 * BODY)
    _write(paragraph, heading[2] if heading else line, HEADINGS.get(level, BODY), bold=0 < level < 4)


def _add_table(document: Document, lines: Sequence[str]) -> None:
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    rows = [row for row in rows if not all(map(_RULE_ROW.fullmatch, row))]
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)), style="Table Grid")
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=False):
            _write(cell.paragraphs[0], text, CELL)


def _write(paragraph, text: str, size: float, bold: bool = False) -> None:
    """With the text between ** in bold."""
    for number, part in enumerate(re.split(r"\*\*(?=\S)(.+?)(?<=\S)\*\*", text)):
        run = paragraph.add_run(part)
        run.font.size, run.font.name, run.font.color.rgb = Pt(size), LATIN, RGBColor(0, 0, 0)
        run.bold = bold or number % 2 == 1
        run._element.rPr.rFonts.set(qn("w:eastAsia"), HAN)


# --- From the printed page to OFD ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Character:
    """A character where it stands: the start of its base line, in millimetres."""

    text: str
    x: float
    y: float
    wide: float
    size: float
    font: str
    color: str  # as OFD writes it: "0 0 0"

    @property
    def setting(self) -> tuple[float, float, str, str]:
        """What all characters of one text object share."""
        return round(self.y, 2), self.size, self.font, self.color


@dataclass(slots=True)
class _Fonts:
    """The fonts of a file by name, with their IDs."""

    ids: dict[str, int] = field(default_factory=dict)

    def id_of(self, name: str) -> int:
        return self.ids.setdefault(name, len(self.ids) + 1)

    def part(self) -> str:
        """PublicRes.xml."""
        fonts = (
            f'<ofd:Font ID="{number}" FontName={quoteattr(name)} Bold="{"true" if "Bold" in name else "false"}"/>'
            for name, number in self.ids.items()
        )
        return ofd.xml("Res", ofd.tag("Fonts", *fonts), 'BaseLoc="Res"')


def to_ofd(pdf: bytes, producer: Producer) -> bytes:
    """The same pages as an OFD file: text objects, and a path object for each path."""
    fonts = _Fonts()
    document = pdfium.PdfDocument(pdf)
    try:
        pages = [_page(page, fonts, producer) for page in document]
    finally:
        document.close()
    return pack(ofd.package(*pages, parts={"Doc_0/PublicRes.xml": fonts.part()}))


def _page(page: pdfium.PdfPage, fonts: _Fonts, producer: Producer) -> str:
    wide, high = (length * MILLIMETRES for length in page.get_size())
    area = ofd.tag("Area", ofd.tag("PhysicalBox", f"0 0 {wide:.3f} {high:.3f}"))
    paths = list(_paths(page, high))
    text = [_text_object(run, fonts, producer) for run in _runs(_characters(page, high), producer)]
    return area + ofd.layer(*paths, *text)


def _characters(page: pdfium.PdfPage, high: float) -> Iterator[Character]:
    """All characters but those that pdfium adds of its own, in the order of the page."""
    textpage = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    box, name, flags = raw.FS_RECTF(), ctypes.create_string_buffer(128), ctypes.c_int()
    channels = [ctypes.c_uint() for _ in range(4)]
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if raw.FPDFText_IsGenerated(textpage, index) or not code:
            continue
        raw.FPDFText_GetCharOrigin(textpage, index, x, y)
        raw.FPDFText_GetLooseCharBox(textpage, index, box)
        raw.FPDFText_GetFontInfo(textpage, index, name, len(name), flags)
        raw.FPDFText_GetFillColor(textpage, index, *channels)
        yield Character(
            _HYPHENS.get(code, chr(code)),
            x.value * MILLIMETRES,
            high - y.value * MILLIMETRES,
            (box.right - box.left) * MILLIMETRES,
            round(raw.FPDFText_GetFontSize(textpage, index) * MILLIMETRES, 3),
            re.sub(r"^[A-Z]{6}\+", "", name.value.decode("utf-8", "replace")),
            " ".join(str(channel.value) for channel in channels[:3]),
        )
    textpage.close()


def _runs(characters: Iterable[Character], producer: Producer) -> Iterator[list[Character]]:
    """Characters of one setting that follow each other to the right."""
    run: list[Character] = []
    for character in characters:
        if run:
            # One glyph may stand for two characters, as for ——: they have one place, and no program parts them.
            new = producer.single and character.x > run[-1].x
            if new or character.setting != run[-1].setting or character.x < run[-1].x:
                yield run
                run = []
        run.append(character)
    if run:
        yield run


def _text_object(run: Sequence[Character], fonts: _Fonts, producer: Producer) -> str:
    first, last = run[0], run[-1]
    steps = [f"{after.x - before.x:.3f}" for before, after in zip(run, run[1:], strict=False)]
    delta = {"DeltaX": " ".join(_repeated(steps) if producer.repeats else steps)} if steps else {}
    code = ofd.tag("TextCode", escape("".join(c.text for c in run)), X="0", Y=f"{first.size:.3f}", **delta)
    box = f"{first.x:.3f} {first.y - first.size:.3f} {last.x + last.wide - first.x:.3f} {1.25 * first.size:.3f}"
    color = "" if first.color == "0 0 0" else ofd.tag("FillColor", Value=first.color)
    font = fonts.id_of(first.font)
    return ofd.tag("TextObject", color, code, ID="9", Boundary=box, Font=font, Size=f"{first.size:g}")


def _repeated(steps: Sequence[str]) -> Iterator[str]:
    """Equal steps as `g`, their number, and one of them (GB/T 33190-2016, 11.3)."""
    for step, equal in groupby(steps):
        count = len(list(equal))
        yield from ("g", str(count), step) if count >= _FEWEST_REPEATED else [step] * count


def _paths(page: pdfium.PdfPage, high: float) -> Iterator[str]:
    """Each path of the page, its points counted from the corner of its box."""
    for path in page.get_objects((raw.FPDF_PAGEOBJ_PATH,)):
        left, bottom, right, top = (length * MILLIMETRES for length in path.get_bounds())
        data = " ".join(_segments(path, left, high - top, high))
        fill, stroke, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
        raw.FPDFPath_GetDrawMode(path, fill, stroke)
        raw.FPDFPageObj_GetStrokeWidth(path, width)
        drawn = " ".join((_said("Stroke", stroke), _said("Fill", fill), f'LineWidth="{width.value * MILLIMETRES:.3f}"'))
        box = (left, high - top, right - left, top - bottom)
        yield ofd.path(*(round(length, 3) for length in box), data, drawn)


def _said(name: str, flag: ctypes.c_int) -> str:
    return f'{name}="{"true" if flag.value else "false"}"'


def _segments(path: pdfium.PdfObject, left: float, top: float, high: float) -> Iterator[str]:
    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    curve: list[str] = []
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        right, up = matrix.on_point(x.value, y.value)
        point = f"{right * MILLIMETRES - left:.3f} {high - up * MILLIMETRES - top:.3f}"
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            curve.append(point)
            if len(curve) == 3:
                yield f"B {' '.join(curve)}"
                curve = []
        else:
            yield f"{'M' if kind == raw.FPDF_SEGMENT_MOVETO else 'L'} {point}"
        if raw.FPDFPathSegment_GetClose(segment):
            yield "C"
