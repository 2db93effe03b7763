"""Texts and files that are measured on; one core, so that the figures of two machines can be compared."""

from __future__ import annotations

import os
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

CORPUS = Path(__file__).parent.parent / "corpora" / "gold" / "train"
CHARACTERS = 30_000
PDF_PAGES = 100
LINES_A_PAGE, CHARACTERS_A_LINE = 30, 32


def _running_text(characters: int) -> str:
    """So much text from different gold documents, those of the Beijing scheme first."""
    text = "\n\n".join(path.read_text("utf-8") for path in sorted(CORPUS.glob("*.md")))
    assert len(text) >= characters, "the corpus has become too small for this benchmark"
    return text[:characters]


@pytest.fixture(scope="session")
def submission_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A submission of 30,000 characters."""
    path = tmp_path_factory.mktemp("submission") / "自评报告.md"
    path.write_text(_running_text(CHARACTERS), "utf-8")
    return path


@pytest.fixture(scope="session")
def pdf_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """100 pages of running text without tables, with a title and page numbers, as an office prints them."""
    path = tmp_path_factory.mktemp("pdf") / "工作报告.pdf"
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    text = _running_text(CHARACTERS).replace("\n", "").replace("#", "")
    canvas = Canvas(str(path))
    for page in range(PDF_PAGES):
        canvas.setFont("STSong-Light", 12)
        for line in range(LINES_A_PAGE):
            start = (page * LINES_A_PAGE + line) * CHARACTERS_A_LINE % (len(text) - CHARACTERS_A_LINE)
            canvas.drawString(85, 760 - 22 * line, text[start : start + CHARACTERS_A_LINE])
        canvas.drawCentredString(297, 40, f"— {page + 1} —")
        canvas.showPage()
    canvas.save()
    return path
