"""Pages are drawn as they were read: the boxes of blocks lie on the ink of their text."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from compliance.errors import UnreadableFile
from compliance.reading.isolation.messages import DrawPage, FileOpened, MeasurePages, PageDrawn, PagesMeasured
from compliance.reading.isolation.parent import ask_isolated
from compliance.reading.limits import DEFAULT_LIMITS
from compliance.reading.opening import open_bytes
from compliance.reading.pages.pictures import MOST_PIXELS, bounded
from compliance.reading.rendering import draw_page, measure_pages
from compliance.reading.scans.libraries import missing
from compliance.reading.scans.turns import Turn, turn_of
from compliance.terms import Document
from tests.reading.ofd_files import image, layer, media, ofd, paragraphs
from tests.reading.scanned_sheets import as_file, few_lines

PLAN = (Path(__file__).parent.parent.parent / "samples" / "inspection-plan.pdf").read_bytes()
SCAN = {"resources": media("scan.png"), "parts": {"Doc_0/Res/scan.png": as_file(few_lines())}}


def pixels(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)).convert("L"))


def share_of_ink_in_boxes(document: Document, data: bytes, scale: float = 2.0) -> float:
    """Of the dark pixels of the first page, how many lie in the boxes of its blocks, with two points around them."""
    turn = turn_of(note for one in document.certificates if one.page == 1 for note in one.notes)
    drawn = draw_page(data, document.name, document.media_type, 1, scale, turn, DEFAULT_LIMITS)
    dark = pixels(drawn.png) < 128
    inside = np.zeros_like(dark)
    for block in document.blocks:
        if block.place.page == 1 and block.place.box:
            left, top, right, bottom = (value * scale for value in block.place.box)
            inside[max(0, int(top) - 4) : int(bottom) + 4, max(0, int(left) - 4) : int(right) + 4] = True
    return float((dark & inside).sum() / dark.sum())


def test_the_boxes_of_a_pdf_lie_on_its_text() -> None:
    (document,) = open_bytes(PLAN, "方案.pdf").documents
    assert share_of_ink_in_boxes(document, PLAN) > 0.95  # the rest is the page number


@pytest.mark.skipif(bool(missing()), reason="without recognition")
@pytest.mark.parametrize("degrees, skew", [(0, 0.0), (90, 0.0), (180, 1.3)])
def test_the_boxes_of_a_scan_lie_on_its_text_however_it_was_put_on_the_glass(degrees: int, skew: float) -> None:
    askew = few_lines().convert("L").rotate(skew, Image.Resampling.BICUBIC, fillcolor=255).rotate(degrees, expand=True)
    data = as_file(askew, dpi=(150, 150))
    (document,) = open_bytes(data, "扫描件.png").documents
    assert document.blocks
    assert share_of_ink_in_boxes(document, data) > 0.95


def test_an_ofd_page_that_is_a_picture_is_drawn_and_one_of_characters_is_not() -> None:
    data = ofd(layer(*paragraphs(["全县共有学校四十三所。"])), layer(image(20, 30, 100, 50)), **SCAN)
    (text, picture) = measure_pages(data, "公文.ofd", "application/ofd", DEFAULT_LIMITS)
    assert text == (0.0, 0.0) and min(picture) > 0
    shown = pixels(draw_page(data, "公文.ofd", "application/ofd", 2, 1.0, Turn(), DEFAULT_LIMITS).png)
    assert shown.shape == (round(picture[1]), round(picture[0]))
    down, across = np.nonzero(shown < 128)
    millimetre = 72 / 25.4
    assert 20 * millimetre <= across.min() and across.max() <= 120 * millimetre
    assert 30 * millimetre <= down.min() and down.max() <= 80 * millimetre
    with pytest.raises(UnreadableFile, match="第1页不是图像"):
        draw_page(data, "公文.ofd", "application/ofd", 1, 1.0, Turn(), DEFAULT_LIMITS)


def test_a_file_of_several_pictures_has_as_many_pages() -> None:
    data = as_file(few_lines(), few_lines().rotate(90, expand=True), kind="TIFF", dpi=(200, 200))
    first, second = measure_pages(data, "扫描件.tif", "image/tiff", DEFAULT_LIMITS)
    assert first == second[::-1]
    drawn = draw_page(data, "扫描件.tif", "image/tiff", 2, 1.0, Turn(), DEFAULT_LIMITS)
    assert (drawn.width, drawn.height) == second


def test_a_scale_is_bounded_by_the_pixels_that_it_would_make() -> None:
    assert bounded(2.0, 595, 842) == 2.0
    assert bounded(3.0, 10_000, 10_000) ** 2 * 10_000**2 == pytest.approx(MOST_PIXELS)


def test_a_reading_process_draws_and_measures() -> None:
    measured = ask_isolated(MeasurePages("方案.pdf", "application/pdf", PLAN, DEFAULT_LIMITS), PagesMeasured)
    assert measured.sizes[0] == (612.0, 792.0)
    request = DrawPage("方案.pdf", "application/pdf", PLAN, 1, 1.0, Turn(), DEFAULT_LIMITS)
    assert pixels(ask_isolated(request, PageDrawn).picture.png).shape == (792, 612)


def test_an_answer_to_another_question_is_not_taken() -> None:
    request = MeasurePages("方案.pdf", "application/pdf", PLAN, DEFAULT_LIMITS)
    with pytest.raises(UnreadableFile, match="读取程序的回答有误"):
        ask_isolated(request, FileOpened)
    assert ask_isolated(request, PagesMeasured).sizes


def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_drawn() -> None:
    hasty = replace(DEFAULT_LIMITS, silent_seconds=0.5)
    with pytest.raises(UnreadableFile, match=r"0\.5 秒没有进展"):
        ask_isolated(DrawPage("慢.pdf", "application/pdf", endless_pdf(), 1, 3.0, Turn(), hasty), PageDrawn)
    request = DrawPage("方案.pdf", "application/pdf", PLAN, 1, 1.0, Turn(), DEFAULT_LIMITS)
    assert ask_isolated(request, PageDrawn).picture.width == 612.0


def endless_pdf() -> bytes:
    """A page that fills itself again and again: forms that draw each other ten times, nine deep."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 800 800]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
        stream(b"/X Do " * 10),
    ]
    for depth in range(8):
        form = b"/Type/XObject/Subtype/Form/BBox[0 0 800 800]"
        inner = b"/Resources<</XObject<</X %d 0 R>>>>" % (6 + depth) if depth < 7 else b""
        objects.append(stream(b"/X Do " * 10 if depth < 7 else b"0 0 800 800 re f " * 10, form + inner))
    written = io.BytesIO(b"%PDF-1.7\n")
    written.seek(0, io.SEEK_END)
    places = []
    for number, content in enumerate(objects, 1):
        places.append(written.tell())
        written.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = written.tell()
    written.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    written.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    written.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return written.getvalue()


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(content), content)
