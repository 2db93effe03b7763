"""Reading against each library's own raw extraction of the same file, in the same run: what structure costs."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from pathlib import Path

import docx
import pypdfium2 as pdfium
import pytest

from compliance.reading.opening import read_bytes

MOST = 1.5  # times the raw extraction
ROUNDS = 7


def fastest(work: Callable[[], object]) -> float:
    """Processor seconds of the fastest of several rounds, after one that warms up."""
    times = []
    work()
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def word_file() -> bytes:
    """A report of 1,200 paragraphs and 30 tables, as python-docx writes it."""
    document, packed = docx.Document(), io.BytesIO()
    for number in range(1200):
        document.add_paragraph(f"{number}．全区各学校认真落实督导要求，2021年安排专项经费35.6万元，比上年增长12%。")
        if number % 40 == 0:
            table = document.add_table(rows=8, cols=5)
            for row in table.rows:
                for column, cell in enumerate(row.cells):
                    cell.text = f"第{column}列"
    document.save(packed)
    return packed.getvalue()


def raw_word(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(texts)


def raw_pdf(data: bytes) -> str:
    document = pdfium.PdfDocument(data)
    texts = []
    for page in document:
        text = page.get_textpage()
        texts.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return "\n".join(texts)


def ratio(name: str, ours: Callable[[], object], raw: Callable[[], object]) -> float:
    mine, its = fastest(ours), fastest(raw)
    print(f"\n{name}: {mine * 1000:.0f} ms, raw {its * 1000:.0f} ms, ratio {mine / its:.2f}")
    return mine / its


def test_word_against_python_docx() -> None:
    data = word_file()
    assert ratio("docx", lambda: read_bytes(data, "a.docx"), lambda: raw_word(data)) <= MOST


@pytest.mark.parametrize("file", ["pdf_file", "fontless_pdf_file"])
def test_pdf_against_pypdfium2(request: pytest.FixtureRequest, file: str) -> None:
    path: Path = request.getfixturevalue(file)
    data = path.read_bytes()
    assert ratio(file, lambda: read_bytes(data, "a.pdf"), lambda: raw_pdf(data)) <= MOST
