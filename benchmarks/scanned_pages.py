"""Pages as an office scanner makes them, whose text is known: gold documents, printed by LibreOffice and spoilt."""

from __future__ import annotations

import io
import math
import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from PIL import Image, ImageDraw, ImageFilter, ImageFont

CORPUS = Path(__file__).parent.parent / "corpora" / "gold" / "train"
FONT = "Noto Serif CJK SC"
FONT_FILE = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
# Document and size of its body in points: 三号 as in circulated documents, 四号, 小四.
TEXTS = (("beijing-2018-a", 16.0), ("school-readiness-a", 14.0), ("harbin-district-a", 12.0))
TABLES = ("beijing-2018-a", "harbin-district-a", "inspector-plan-a", "qianjiang-named-inspection-a")
SEAL = "栗岭区人民政府教育督导委员会"
SEAL_MILLIMETRES = 42


def can_make() -> bool:
    """Whether this machine has what printing takes."""
    return shutil.which("soffice") is not None and FONT_FILE.exists()


def print_text(name: str, size: float, folder: Path) -> bytes:
    """A gold document as a PDF, its tables left out."""
    document = _sheet()
    for line in (CORPUS / f"{name}.md").read_text("utf-8").splitlines():
        heading = re.match(r"(#+) (.*)", line)
        if heading:
            _paragraph(document, heading[2], 22 if len(heading[1]) == 1 else size, bold=len(heading[1]) <= 2)
        elif line.strip() and not line.startswith("|"):
            _paragraph(document, line.replace("**", ""), size)
    return _pdf(document, folder, name)


def print_tables(folder: Path) -> bytes:
    """The tables of several gold documents, one to a page, each below a line of text."""
    document = _sheet()
    for name in TABLES:
        rows = re.findall(r"^\|.*\|$", (CORPUS / f"{name}.md").read_text("utf-8"), re.M)
        cells = [
            [cell.strip() for cell in row.strip("|").split("|")] for row in rows if not re.fullmatch(r"[|\s:-]+", row)
        ]
        columns = len(cells[0])
        cells = [row for row in cells if len(row) == columns]
        _paragraph(document, "有关数据见下表：", 14)
        table = document.add_table(rows=0, cols=columns, style="Table Grid")
        for row in cells:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                _run(cell.paragraphs[0], text, 10.5)
        document.add_page_break()
    return _pdf(document, folder, "tables")


def _sheet() -> Document:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)  # GB/T 9704-2012, 5.2
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    return document


def _paragraph(document: Document, text: str, size: float, bold: bool = False) -> None:
    paragraph = document.add_paragraph()
    title = size >= 22
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if title else WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(1.75 * size)
    if not title:
        paragraph.paragraph_format.first_line_indent = Pt(2 * size)
    _run(paragraph, text, size).bold = bold


def _run(paragraph, text: str, size: float):
    run = paragraph.add_run(text)
    run.font.size, run.font.name = Pt(size), FONT
    run._element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    return run


def _pdf(document: Document, folder: Path, name: str) -> bytes:
    path = folder / f"{name}.docx"
    document.save(str(path))
    convert = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(convert, check=True, capture_output=True)
    return path.with_suffix(".pdf").read_bytes()


def first_pages(pdf: bytes, count: int | None) -> bytes:
    """At most so many pages of a PDF."""
    part = pdfium.PdfDocument.new()
    whole = pdfium.PdfDocument(pdf)
    part.import_pages(whole, list(range(len(whole)))[:count])
    buffer = io.BytesIO()
    part.save(buffer)
    return buffer.getvalue()


def draw(pdf: bytes, dpi: int) -> list[Image.Image]:
    """The pages in colour."""
    document = pdfium.PdfDocument(pdf)
    return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]


def stamped(page: Image.Image, dpi: int, seed: int) -> Image.Image:
    """With a red seal of uneven ink somewhere over the text."""
    random = np.random.default_rng(seed)
    size = round(SEAL_MILLIMETRES / 25.4 * dpi)
    seal = _seal(size).rotate(float(random.uniform(-12, 12)), Image.Resampling.BICUBIC)
    texture = Image.fromarray((random.random((size // 6 + 1, size // 6 + 1)) * 255).astype(np.uint8)).resize(
        (size, size)
    )
    strength = np.asarray(seal) / 255 * np.minimum(1, 0.6 + np.asarray(texture) / 510)
    left = round(random.uniform(0.15, 0.55) * page.width)
    top = round(random.uniform(0.2, 0.6) * page.height)
    pixels = np.asarray(page).astype(np.float32)
    window = pixels[top : top + size, left : left + size]
    ink = np.array([205, 30, 40], np.float32) / 255
    window *= 1 - strength[:, :, None] * (1 - ink)  # as transparent ink: what is black stays black
    return Image.fromarray(pixels.astype(np.uint8))


def _seal(size: int) -> Image.Image:
    large = 3 * size
    image = Image.new("L", (large, large), 0)
    pen = ImageDraw.Draw(image)
    line = round(0.03 * large)
    pen.ellipse((line, line, large - line, large - line), outline=255, width=line)
    middle = large / 2
    star = [
        (middle + large * reach * math.sin(point * math.pi / 5), middle - large * reach * math.cos(point * math.pi / 5))
        for point in range(10)
        for reach in ((0.14, 0.055)[point % 2],)
    ]
    pen.polygon(star, fill=255)
    height = round(0.115 * large)
    font = ImageFont.truetype(str(FONT_FILE), height, index=2)
    span, radius = math.radians(min(270, 21 * len(SEAL))), 0.395 * large
    for index, character in enumerate(SEAL):
        angle = span * (index / (len(SEAL) - 1) - 0.5)
        tile = Image.new("L", (2 * height, 2 * height), 0)
        ImageDraw.Draw(tile).text((height, height), character, font=font, fill=255, anchor="mm")
        tile = tile.rotate(-math.degrees(angle), Image.Resampling.BICUBIC)
        at = middle + radius * math.sin(angle) - height, middle - radius * math.cos(angle) - height
        image.paste(255, (round(at[0]), round(at[1])), tile)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def scanned(page: Image.Image, dpi: int, seed: int, skew: float = 0.0, worn: bool = False) -> bytes:
    """As a JPEG from an office scanner: a little soft, grey paper, noise; `worn`: a bad copy, faint and compressed."""
    if skew:
        page = page.rotate(skew, Image.Resampling.BICUBIC, fillcolor="white")
    page = page.filter(ImageFilter.GaussianBlur((0.5 if worn else 0.35) * dpi / 100))
    random = np.random.default_rng(seed)
    pixels = np.asarray(page).astype(np.float32)
    pixels = pixels * (0.55 if worn else 0.85) + (85 if worn else 18)
    pixels += random.normal(0, 12 if worn else 7, pixels.shape[:2])[:, :, None]
    buffer = io.BytesIO()
    picture = Image.fromarray(pixels.clip(0, 255).astype(np.uint8))
    picture.save(buffer, "JPEG", quality=30 if worn else 60, dpi=(dpi, dpi))
    return buffer.getvalue()


def black_and_white(scan: bytes) -> bytes:
    """As a scanner set to black and white makes of the same page."""
    picture = Image.open(io.BytesIO(scan)).convert("L")
    buffer = io.BytesIO()
    picture.point(lambda shade: 255 * (shade > 150)).convert("1").save(buffer, "PNG", dpi=picture.info["dpi"])
    return buffer.getvalue()


def bound(scans: list[bytes], dpi: int) -> bytes:
    """The scans as one PDF without a text layer."""
    pages = [Image.open(io.BytesIO(scan)) for scan in scans]
    buffer = io.BytesIO()
    pages[0].save(buffer, "PDF", save_all=True, append_images=pages[1:], resolution=dpi)
    return buffer.getvalue()


def sample() -> bytes:
    """The small page that the tests read: a title, a paragraph, a heading, a table, and a seal over the signature."""
    dpi, width, height = 150, 595, 500
    page = Image.new("RGB", (round(width * dpi / 72), round(height * dpi / 72)), "white")
    pen = ImageDraw.Draw(page)

    def at(points: float) -> int:
        return round(points * dpi / 72)

    def write(x: float, top: float, text: str, size: float) -> None:
        font = ImageFont.truetype(str(FONT_FILE), at(size), index=2)
        pen.text((at(x), at(top)), text, font=font, fill="black", anchor="ls")

    write(297 - 13 * 11, 70, "关于校园安全督导情况的报告", 22)
    write(80 + 32, 115, "区政府教育督导室于2021年3月对12所学校开展校园安全", 16)
    write(80, 143, "督导，现将有关情况报告如下。", 16)
    write(80 + 32, 171, "一、总体情况", 16)
    write(80 + 32, 199, "12所学校都成立了安全工作领导小组，配备专职保安46", 16)
    write(80, 227, "人，每学期应急演练不少于2次，各校情况见下表。", 16)
    rows = (
        ("学校", "在校生（人）", "保安（人）", "演练（次）"),
        ("城关小学", "1286", "6", "4"),
        ("河东中学", "952", "5", "3"),
    )
    lefts, tops = (80, 210, 310, 410, 510), (250, 276, 302, 328)
    for top in tops:
        pen.line((at(80), at(top), at(510), at(top)), fill="black", width=2)
    for left in lefts:
        pen.line((at(left), at(250), at(left), at(328)), fill="black", width=2)
    for top, row in zip(tops, rows, strict=False):
        for left, text in zip(lefts, row.split(), strict=False):
            write(left + 8, top + 18, text, 12)
    write(325, 400, "栗岭区人民政府教育督导室", 14)
    write(355, 428, "2021年4月9日", 14)
    pixels = np.asarray(page).astype(np.float32)
    size = round(SEAL_MILLIMETRES / 25.4 * dpi)
    strength = np.asarray(_seal(size).rotate(-6, Image.Resampling.BICUBIC)).astype(np.float32) / 255 * 0.9
    left, top = at(340), at(350)
    pixels[top : top + size, left : left + size] *= 1 - strength[:, :, None] * (1 - np.array([205, 30, 40]) / 255)
    soft = Image.fromarray(pixels.astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.5))
    noisy = np.asarray(soft).astype(np.float32) * 0.85 + 25
    noisy += np.random.default_rng(1).normal(0, 3, noisy.shape[:2])[:, :, None]
    buffer = io.BytesIO()
    Image.fromarray(noisy.clip(0, 255).astype(np.uint8)).save(buffer, "WEBP", quality=50, method=6)
    return buffer.getvalue()
