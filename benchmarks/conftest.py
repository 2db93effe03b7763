"""Texts and files that are measured on; one core, so that the figures of two machines can be compared."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

CORPUS = Path(__file__).parent.parent / "corpora" / "gold" / "train"
CHARACTERS = 30_000
PDF_PAGES = 100


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
    """100 pages of running text without tables, their fonts embedded, as an office's word processor prints them."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice, which makes the PDF file, is not installed")
    folder = tmp_path_factory.mktemp("pdf")
    source = folder / "工作报告.txt"
    source.write_text("\f".join(_pages()), "utf-8")
    convert = ["--convert-to", "pdf:writer_pdf_Export", "--infilter=Text (encoded):UTF8", "--outdir", str(folder)]
    subprocess.run([office, "--headless", *convert, str(source)], check=True, capture_output=True)
    return source.with_suffix(".pdf")


@pytest.fixture(scope="session")
def fontless_pdf_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same pages with a font that the file only names, so that a reader has to bring a substitute."""
    path = tmp_path_factory.mktemp("pdf") / "工作报告.pdf"
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path))
    for page in _pages():
        canvas.setFont("STSong-Light", 12)
        for line, text in enumerate(page.splitlines()):
            canvas.drawString(85, 780 - 22 * line, text)
        canvas.showPage()
    canvas.save()
    return path


def _pages() -> list[str]:
    """Lines of 32 characters, 30 to a page and the page's number below them; the text goes round."""
    text = "".join(line for line in _running_text(CHARACTERS).splitlines() if not line.startswith(("#", "|")))
    lines = [(text * 5)[start : start + 32] for start in range(0, PDF_PAGES * 30 * 32, 32)]
    return ["\n".join([*lines[30 * page : 30 * page + 30], f"— {page + 1} —"]) for page in range(PDF_PAGES)]
