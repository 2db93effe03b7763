"""Small PDFs for the tests, set like office documents: reportlab's Chinese CID font needs no font file."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))

WIDTH, HEIGHT = 595.0, 842.0
LEFT, SIZE, PITCH = 83.0, 16.0, 28.0
PER_LINE = 26  # characters of SIZE between margins of 83 points

Drawing = Callable[[Canvas], None]


def make_pdf(*pages: Drawing, password: str | None = None, owner_password: str | None = None) -> bytes:
    """A PDF with one page for each drawing."""
    lock = None
    if password is not None or owner_password is not None:
        lock = StandardEncryption(password or "", ownerPassword=owner_password)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), encrypt=lock)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def write(canvas: Canvas, x: float, top: float, text: str, size: float = SIZE, font: str = "STSong-Light") -> None:
    """One line; `top` is the distance of its base line from the top of the page."""
    canvas.setFont(font, size)
    canvas.drawString(x, HEIGHT - top, text)


def centre(canvas: Canvas, top: float, text: str, size: float = SIZE) -> None:
    """One line in the middle of the page."""
    canvas.setFont("STSong-Light", size)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - top, text)


def wrapped(text: str, per_line: int = PER_LINE, indent: int = 2) -> list[str]:
    """Lines of full-width characters, the first one shorter by its indent."""
    first = text[: per_line - indent]
    rest = text[per_line - indent :]
    return [first, *(rest[i : i + per_line] for i in range(0, len(rest), per_line))]


def set_paragraphs(
    canvas: Canvas,
    texts: Sequence[str],
    top: float = 120.0,
    left: float = LEFT,
    size: float = SIZE,
    per_line: int = PER_LINE,
    pitch: float = PITCH,
) -> float:
    """Paragraphs of 汉字 with a first line indented by two; returns where the next line would stand."""
    for text in texts:
        for number, line in enumerate(wrapped(text, per_line)):
            write(canvas, left + (2 * size if number == 0 else 0), top, line, size)
            top += pitch
    return top


def rule(canvas: Canvas, x0: float, top0: float, x1: float, top1: float) -> None:
    """A straight line."""
    canvas.setLineWidth(0.5)
    canvas.line(x0, HEIGHT - top0, x1, HEIGHT - top1)


def set_table(
    canvas: Canvas,
    rows: Sequence[Sequence[str]],
    top: float,
    widths: Sequence[float],
    left: float = LEFT,
    size: float = 12.0,
    sides: bool = True,
) -> float:
    """A ruled table; a cell's text breaks at its newlines. Returns its lower edge, from the top of the page."""
    xs = [left + sum(widths[:i]) for i in range(len(widths) + 1)]
    rule(canvas, xs[0], top, xs[-1], top)
    start = top
    for row in rows:
        lines = max(cell.count("\n") + 1 for cell in row)
        for x, cell in zip(xs, row, strict=False):
            for number, line in enumerate(cell.split("\n")):
                write(canvas, x + 5, top + 16 + number * 16, line, size)
        top += 8 + lines * 16
        rule(canvas, xs[0], top, xs[-1], top)
    for x in xs if sides else xs[1:-1]:
        rule(canvas, x, start, x, top)
    return top


def raw_pdf(*objects: bytes) -> bytes:
    """A PDF of hand-written objects, numbered from 1; the first one is the catalogue."""
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return body + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        size, table, size, len(body),
    )  # fmt: skip


def glyphs_without_characters(readable: str, glyphs: int) -> bytes:
    """A page with a readable line, and one in a font that says of no glyph which character it is."""
    show = b"".join(b"%04x" % (0x1200 + number) for number in range(glyphs))
    text = readable.encode("utf-16-be").hex().encode()
    content = b"BT /F1 14 Tf 80 700 Td <%s> Tj ET BT /F2 14 Tf 80 600 Td <%s> Tj ET" % (text, show)
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 7 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000>>",
        b"<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Bare/Encoding/Identity-H/DescendantFonts[8 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Bare"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000>>",
    )
