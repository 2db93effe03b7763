"""Scanned pages for the tests, cut from one small page that a script of benchmarks/ has made."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

SAMPLE = Path(__file__).parent / "scanned_page.webp"
DPI = 150
TITLE = "关于校园安全督导情况的报告"
FIRST = "区政府教育督导室于2021年3月对12所学校开展校园安全督导，现将有关情况报告如下。"
HEADING = "一、总体情况"
SECOND = "12所学校都成立了安全工作领导小组，配备专职保安46人，每学期应急演练不少于2次，各校情况见下表。"
ROWS = "学校 在校生（人） 保安（人） 演练（次）", "城关小学 1286 6 4", "河东中学 952 5 3"
SIGNATURE = "栗岭区人民政府教育督导室"
SEAL = "栗岭区人民政府教育督导委员会"


def page() -> Image.Image:
    """All of it: a title, two paragraphs around a heading, a table, a signature under a red seal."""
    return Image.open(SAMPLE).convert("RGB")


def few_lines() -> Image.Image:
    """Its first paragraph only, two lines, which are read in a fraction of the time."""
    return _upper(180, 330)


def one_line() -> Image.Image:
    """The second line of that paragraph."""
    return _upper(255, 330)


def _upper(top: int, bottom: int) -> Image.Image:
    sheet = Image.new("RGB", (1240, 500), (241, 241, 241))
    sheet.paste(page().crop((0, top, 1240, bottom)), (0, 100))
    return sheet


def as_file(*pages: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """An image file; several pages make a TIFF or a PDF without text."""
    buffer = io.BytesIO()
    more: dict[str, object] = {"save_all": True, "append_images": list(pages[1:])} if len(pages) > 1 else {}
    if kind == "PDF":
        options.setdefault("resolution", DPI)
    elif kind in ("PNG", "JPEG", "TIFF", "BMP"):
        options.setdefault("dpi", (DPI, DPI))
    pages[0].save(buffer, kind, **more, **options)
    return buffer.getvalue()
