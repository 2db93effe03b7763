"""One small, good file of every format that is read, made here: what the damaged ones are made from."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
from reportlab.pdfgen.canvas import Canvas

SENTENCES = (
    "青禾县2021年教育督导工作自评报告",
    "一、组织领导",
    "县政府成立了由分管副县长任组长的领导小组，全年召开会议4次。",
    "二、经费保障",
    "督导经费列入财政预算，2021年安排专项经费35.6万元，比上年增长12%。",
)
ROWS = (("学校", "学生数（人）", "专任教师（人）"), ("青禾一小", "1205", "68"), ("青禾二小", "986", "57"))


def word_file() -> bytes:
    document, packed = docx.Document(), io.BytesIO()
    document.add_heading(SENTENCES[0], 1)
    for sentence in SENTENCES[1:]:
        document.add_paragraph(sentence)
    table = document.add_table(rows=len(ROWS), cols=len(ROWS[0]))
    for cells, row in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    document.sections[0].footer.paragraphs[0].text = "第1页"
    document.save(packed)
    return packed.getvalue()


def pdf_file() -> bytes:
    packed = io.BytesIO()
    canvas = Canvas(packed, pageCompression=0)
    for page in range(2):
        canvas.drawString(72, 760, f"Qinghe County, report of 2021, page {page + 1}")
        for row in range(3):
            for column in range(3):
                canvas.rect(72 + 90 * column, 600 - 20 * row, 90, 20)
                canvas.drawString(76 + 90 * column, 605 - 20 * row, f"{row}{column}")
        canvas.showPage()
    canvas.save()
    return packed.getvalue()


def html_file() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    return f"<!doctype html><html><body>{paragraphs}<table>{rows}</table></body></html>".encode("gb18030")


def markdown_file() -> bytes:
    table = "\n".join(
        ("| " + " | ".join(ROWS[0]) + " |", "| --- | --- | --- |", *("| " + " | ".join(r) + " |" for r in ROWS[1:]))
    )
    return ("# " + "\n\n".join(SENTENCES) + "\n\n" + table + "\n").encode()


def text_file() -> bytes:
    return "\n".join(SENTENCES).encode("gb18030")


SAMPLES: dict[str, Callable[[], bytes]] = {
    "材料.docx": word_file,
    "材料.pdf": pdf_file,
    "材料.html": html_file,
    "材料.md": markdown_file,
    "材料.txt": text_file,
}
