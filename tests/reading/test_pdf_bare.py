"""Pages of text alone are told without a look at each object, and never one that holds anything else."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_sheets import LEFT, SIZE, make_pdf, set_paragraphs, write
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from compliance.reading.pages.drawings import Drawings
from compliance.reading.pdf.bare import holds_forms, holds_text_alone, may_hide_objects
from compliance.reading.pdf.drawings import read_drawings
from compliance.reading.pdf.frame import PageFrame
from compliance.reading.pdf.reader import open_document
from compliance.reading.pdf.source import Source

TEXT = "区政府把督导工作列入年度重点任务，由分管副区长任组长。"


def told(data: bytes) -> list[tuple[bool, Drawings]]:
    """Of each page whether it is told to hold text alone, and what it holds in truth."""
    document = open_document(data, "表.pdf")
    try:
        return [_told(page, may_hide_objects(document, data)) for page in document]
    finally:
        document.close()


def _told(page: pdfium.PdfPage, hides: bool) -> tuple[bool, Drawings]:
    left, bottom, right, top = page.get_bbox()
    frame = PageFrame(left, bottom, right, top, page.get_rotation())
    textpage = page.get_textpage()
    try:
        return not hides and holds_text_alone(page, Source(textpage.raw, frame)), read_drawings(page, frame)
    finally:
        textpage.close()


def picture() -> ImageReader:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(buffer, "PNG")
    return ImageReader(io.BytesIO(buffer.getvalue()))


def test_running_text() -> None:
    def draw(canvas: Canvas) -> None:
        set_paragraphs(canvas, [TEXT * 5])

    assert told(make_pdf(draw)) == [(True, Drawings())]


def test_a_rule_below_the_text() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, LEFT, 120, TEXT)
        canvas.line(LEFT, 500, 400, 500)

    ((alone, drawings),) = told(make_pdf(draw))
    assert not alone
    assert drawings.paths == 1


def test_a_picture_without_any_text() -> None:
    ((alone, drawings),) = told(make_pdf(lambda canvas: canvas.drawImage(picture(), 50, 50, 400, 400)))
    assert not alone
    assert drawings.images


def test_a_rule_and_two_texts_in_a_form() -> None:
    """As many texts as there are objects: the form, and the rule beside it."""

    def draw(canvas: Canvas) -> None:
        canvas.beginForm("抬头")
        write(canvas, LEFT, 120, TEXT)
        write(canvas, LEFT, 160, TEXT)
        canvas.endForm()
        canvas.doForm("抬头")
        canvas.line(LEFT, 500, 400, 500)

    ((alone, drawings),) = told(make_pdf(draw))
    assert not alone
    assert drawings.paths == 1


def test_a_picture_beside_brackets_that_a_file_from_right_to_left_turns_round() -> None:
    """pdfium parts what two texts draw into three rectangles then, as many as there are objects."""

    def draw(canvas: Canvas) -> None:
        canvas.setViewerPreference("Direction", "R2L")
        write(canvas, 20, 100, "（")
        write(canvas, 20 + SIZE, 100, "）区政府")
        canvas.drawImage(picture(), 50, 50, 400, 400)

    ((alone, drawings),) = told(make_pdf(draw))
    assert not alone
    assert drawings.images


OBJECTS = st.tuples(
    st.sampled_from(("text", "text", "text", "text", "same", "rule", "box", "picture", "blank")),
    st.integers(50, 400),
    st.integers(60, 700),
    st.sampled_from((TEXT, "2021", "“督导”", "a")),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(OBJECTS, min_size=1, max_size=12))
def test_what_is_told_is_true(objects: list[tuple[str, int, int, str]]) -> None:
    def draw(canvas: Canvas) -> None:
        for kind, x, y, text in objects:
            if kind == "rule":
                canvas.line(x, y, x + 100, y)
            elif kind == "box":
                canvas.rect(x, y, 60, 40)
            elif kind == "picture":
                canvas.drawImage(picture(), x, y, 30, 30)
            elif kind == "same":
                write(canvas, LEFT, 120, TEXT, SIZE)
            else:
                write(canvas, x, y, " " if kind == "blank" else text, SIZE)

    for alone, drawings in told(make_pdf(draw)):
        assert not alone or drawings == Drawings()


@pytest.mark.parametrize(
    "said",
    [
        b"/Subtype/Form", b"/Subtype /Form", b"/Subtype\0\r\n/F#6frm", b"/#53ubtype/Form",
        b"/Subtype 12 0 R", b"/Subtype(Form)", b"/Subtype%\n/Form",
    ],
)  # fmt: skip
def test_forms_however_they_are_written(said: bytes) -> None:
    assert holds_forms(b"1 0 obj<</Type/XObject" + said + b"/BBox[0 0 1 1]>>stream")


def test_other_objects_are_no_forms() -> None:
    assert not holds_forms(
        b"<</Type/Font/Subtype/Type0>> <</Subtype /Image/Width 3>> <</Subtype/Link>> /Form /FormType 1"
    )
