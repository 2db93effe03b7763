"""One small, good file of every format that is read, made here: what the damaged ones are made from."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import mail_files
import odt_files
import ofd_files
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

READING = Path(__file__).parents[1] / "reading"
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


def rtf_file() -> bytes:
    def shown(text: str) -> str:
        return "".join(character if character.isascii() else f"\\u{ord(character)}?" for character in text)

    head = "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 SimSun;}}\n"
    paragraphs = "".join(f"\\pard {shown(sentence)}\\par\n" for sentence in SENTENCES)
    rows = ("".join(f"{shown(cell)}\\cell " for cell in row) for row in ROWS)
    table = "".join(f"\\trowd\\cellx3000\\cellx6000\\cellx9000 {row}\\row\n" for row in rows)
    return (head + paragraphs + table + "}").encode("ascii")


def open_document_file() -> bytes:
    rows = [odt_files.tr(*(odt_files.tc(odt_files.p(cell)) for cell in row)) for row in ROWS]
    body = odt_files.h(SENTENCES[0]) + "".join(map(odt_files.p, SENTENCES[1:])) + odt_files.table(*rows)
    return odt_files.odt(body)


def ofd_file() -> bytes:
    table = ofd_files.table(ROWS, 150.0, (60.0, 40.0, 40.0))
    return ofd_files.ofd(ofd_files.layer(*ofd_files.paragraphs(SENTENCES), *table))


def values_file() -> bytes:
    return "\n".join(",".join(row) for row in ROWS).encode("gb18030")


def mail_file() -> bytes:
    text = mail_files.part("\n".join(SENTENCES))
    return mail_files.mail_of(text, mail_files.attached(text_file(), "附件.txt"))


def zip_file() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("材料/总结.txt", text_file())
        archive.writestr("材料/总结.docx", word_file())
    return packed.getvalue()


def tar_file() -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        entry = tarfile.TarInfo("材料/总结.txt")
        entry.size = len(text_file())
        archive.addfile(entry, io.BytesIO(text_file()))
    return packed.getvalue()


def stored(name: str) -> Callable[[], bytes]:
    return (READING / "samples" / name).read_bytes


def picture_file(form: str) -> Callable[[], bytes]:
    def drawn() -> bytes:
        picture, packed = Image.new("RGB", (360, 120), "white"), io.BytesIO()
        ImageDraw.Draw(picture).text((20, 40), "QINGHE COUNTY 2021", fill="black", font_size=28)
        picture.save(packed, form)
        return packed.getvalue()

    return drawn


SAMPLES: dict[str, Callable[[], bytes]] = {
    "材料.docx": word_file,
    "材料.pdf": pdf_file,
    "材料.html": html_file,
    "材料.md": markdown_file,
    "材料.txt": text_file,
    "材料.rtf": rtf_file,
    "材料.odt": open_document_file,
    "材料.ofd": ofd_file,
    "材料.csv": values_file,
    "材料.xlsx": stored("school-conditions.xlsx"),
    "材料.xls": stored("school-conditions.xls"),
    "材料.ods": stored("school-conditions.ods"),
    "材料.eml": mail_file,
    "材料.zip": zip_file,
    "材料.tgz": tar_file,
    "材料.png": picture_file("PNG"),
    "材料.jpg": picture_file("JPEG"),
    "材料.tif": picture_file("TIFF"),
}
