"""One scanned page: seals parted, straightened, its tables and lines read, and a certificate of all that.

`read_picture` is what every reader of a format calls whose pages may be pictures.
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np

from compliance.reading.pages.geometry import Box, rounded
from compliance.reading.pages.joining import is_wide
from compliance.reading.pages.layout import Page
from compliance.reading.pages.lines import arrange
from compliance.reading.pages.tables import PageTable, distribute
from compliance.reading.pages.text import Piece
from compliance.reading.scans.ink import Mask, ink_of, is_blank
from compliance.reading.scans.lines import Strip, em_of, set_box, side_by_side, strips_of
from compliance.reading.scans.pictures import Picture, PictureFault, Pixels
from compliance.reading.scans.punctuation import wide_marks
from compliance.reading.scans.recognition import Reading, box_of, find_lines, read_line
from compliance.reading.scans.rules import find_grids, without_rules
from compliance.reading.scans.seals import Seal, part_seals
from compliance.reading.scans.skew import Straightened, straighten
from compliance.reading.scans.turns import turn_note
from compliance.terms import Certificate, Place, SetAside

# Below this the model guesses: what it offers is shown, but is no evidence.
LEGIBLE = 0.5
# Recognition is never certain; 1.0 is kept for text that was read from the file.
_MOST_CERTAIN = 0.99
_SPACE = re.compile(r"(?<=(.))\s+(?=(.))")
_TALL = 1.8  # times as high as wide: characters one below the other, as in narrow cells


@dataclass(frozen=True, slots=True)
class _Line:
    strip: Strip
    reading: Reading


def read_picture(picture: Picture, number: int, deadline: float = inf) -> Page:
    """Read a page's picture. Boxes are in points from the top left of the page as it is read, that is upright.

    Raises PictureFault where this thread's computing time passes `deadline` before all its lines are read.
    """
    pixels, seals = part_seals(picture)
    bare = Picture(pixels, picture.width, picture.height)
    quads = np.empty((0, 4, 2), np.float32) if is_blank(ink_of(pixels)) else find_lines(pixels, picture.scale)
    straight = straighten(bare, quads, np.array([_corners(seal.box) for seal in seals], np.float32).reshape(-1, 4, 2))
    tables, lines = _read(straight, number, deadline)
    return _page(number, tables, lines, seals, straight)


def _corners(box: Box) -> list[tuple[float, float]]:
    left, top, right, bottom = box
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _read(straight: Straightened, number: int, deadline: float) -> tuple[tuple[PageTable, ...], list[_Line]]:
    page = straight.picture
    ink = ink_of(page.pixels)
    tables = find_grids(ink, page.scale, number)
    pixels, ink = without_rules(page.pixels, ink, [table.box for table in tables], page.scale)
    cells = [cell.box for table in tables for cell in table.cells]
    strips = strips_of(straight.quads, ink, cells, page.scale)
    lines = []
    for strip in strips:
        if time.thread_time() > deadline:
            raise PictureFault("文字识别用时过长，请拆分成几个文件，或按 300 dpi 重新扫描后再提交")
        lines.append(_Line(strip, _read_strip(pixels, ink, strip)))
    return tables, [line for line in lines if _is_text(line)]


def _is_text(line: _Line) -> bool:
    """A lone sign says something in a cell (√, —); elsewhere it is a part of a drawing that looks like one."""
    text = line.reading.text.strip()
    return bool(text) and (line.strip.region >= 0 or any(map(str.isalnum, text)))


def _read_strip(pixels: Pixels, ink: Mask, strip: Strip) -> Reading:
    left, top, right, bottom = (int(value) for value in (*np.floor(strip.box[:2]), *np.ceil(strip.box[2:])))
    area = slice(max(0, top), bottom), slice(max(0, left), right)
    tall = strip.ink[3] - strip.ink[1] >= _TALL * (strip.ink[2] - strip.ink[0])
    return read_line(side_by_side(pixels[area], ink[area]) if tall else pixels[area])


def _page(
    number: int,
    tables: Sequence[PageTable],
    lines: Sequence[_Line],
    seals: Sequence[Seal],
    straight: Straightened,
) -> Page:
    picture, scale = straight.picture, straight.picture.scale
    legible = [line for line in lines if line.reading.confidence >= LEGIBLE]
    pieces = [_piece(line, scale) for line in legible]
    outside, filled = distribute(pieces, tables)
    order = arrange(outside, [table.box for table in filled], number, picture.width)
    items = tuple(filled[item] if isinstance(item, int) else item for item in order)
    places = [_in_points(box_of(quad), scale) for quad in straight.others]
    aside = [
        SetAside(seal.text, "seal", Place(number, box, "seal"))
        for seal, box in zip(seals, places, strict=True)
        if seal.text
    ]
    aside += [
        SetAside(line.reading.text, "illegible", Place(number, _in_points(line.strip.ink, scale)))
        for line in lines
        if line.reading.confidence < LEGIBLE
    ]
    certificate = _certify(number, pieces, len(lines) - len(legible), seals, straight)
    return Page(number, picture.width, picture.height, items, certificate, tuple(aside))


def _in_points(box: Box, scale: float) -> Box:
    left, top, right, bottom = (value / scale for value in box)
    return rounded((left, top, right, bottom))


def _piece(line: _Line, scale: float) -> Piece:
    text = _clean(line.reading.text)
    box = set_box(text, line.strip.ink, scale)
    confidence = round(min(_MOST_CERTAIN, line.reading.confidence), 2)
    return Piece(text, box, em_of(text, box), region=line.strip.region, confidence=confidence)


def _clean(text: str) -> str:
    """Without the spaces that only stand for the wider gap between 汉字 and figures, and with wide marks."""

    def kept(found: re.Match[str]) -> str:
        return "" if is_wide(found[1]) or is_wide(found[2]) else " "

    return wide_marks(_SPACE.sub(kept, text.strip()))


def _certify(
    page: int, pieces: Sequence[Piece], illegible: int, seals: Sequence[Seal], straight: Straightened
) -> Certificate:
    characters = sum(len(piece.text) - piece.text.count(" ") for piece in pieces)
    lowest = min((piece.confidence for piece in pieces), default=1.0)
    unread: list[str] = []
    notes: list[str] = []
    bare = 0
    if pieces:
        notes.append(f"第{page}页是图像，文字由识别得出，请对照原件核对")
    elif not illegible and is_blank(ink_of(straight.picture.pixels)):
        notes.append(f"第{page}页是空白页（图像）")
    else:
        bare = 1
        unread.append(f"第{page}页是图像，没有识别出文字，请人工查看")
    if illegible:
        unread.append(f"第{page}页有{illegible}处字迹辨认不清，没有作为正文，请对照原件")
    if pieces and (straight.turned or straight.skew):
        notes.append(turn_note(page, straight.turned, straight.skew))
    if seals:
        read = sum(bool(seal.text) for seal in seals)
        notes.append(f"第{page}页有{len(seals)}枚印章，已与正文分开，其中{read}枚的印文读出并另置")
    return Certificate(page, characters, 0, bare, tuple(unread), tuple(notes), lowest)
