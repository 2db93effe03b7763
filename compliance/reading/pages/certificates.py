"""The certificate of each page: what was read of it, and in words what was not."""

from __future__ import annotations

from compliance.reading.pages.drawings import Drawings
from compliance.reading.pages.geometry import Box, area, contains
from compliance.reading.pages.text import PageText
from compliance.terms import Certificate

# A picture of half a page may hold half a page of text; a photo, a chart or a seal is smaller.
SCAN_SHARE = 0.5
# Smaller pictures are logos, seals and signatures.
_PICTURE_SHARE = 0.04
# Text drawn as outlines takes at least one path a character; a page with rules and a logo has fewer.
OUTLINE_PATHS = 40


def certify(page: int, text: PageText, drawings: Drawings, size: tuple[float, float]) -> Certificate:
    """What a person is told of one page of that width and height, in points."""
    sheet = max(1.0, size[0] * size[1])
    bare = [image for image in drawings.images if not _holds_text(image, text)]
    covered = sum(area(image) for image in bare) / sheet
    pictures = sum(area(image) / sheet >= _PICTURE_SHARE for image in bare)
    unread: list[str] = []
    notes: list[str] = []
    if text.unmapped:
        unread.append(f"第{page}页有{text.unmapped}个字符没有文字编码（字体缺少Unicode映射），无法读出")
        if text.unmapped < 0.2 * text.characters:
            notes.append(f"第{page}页其余{text.characters - text.unmapped}个字符已读出，读不出的字符以“\ufffd”代替")
    if not text.characters:
        unread += _without_text(page, drawings, covered)
        if not unread:
            notes.append(f"第{page}页是空白页")
    elif covered >= SCAN_SHARE:
        unread.append(f"第{page}页有{pictures}幅大图，图中没有文字层，图中的文字没有读出")
    elif pictures:
        notes.append(f"第{page}页有{pictures}幅图片，图中的文字没有读出")
    images = max(pictures, 1 if bare and not text.characters else 0)
    return Certificate(page, text.characters, text.unmapped, images, tuple(unread), tuple(notes))


def _without_text(page: int, drawings: Drawings, covered: float) -> list[str]:
    # Scanners cut a page into strips: together they count, and a lone picture on an empty page is not passed over.
    if drawings.images and covered > 0:
        return [f"第{page}页是图像，没有文字层"]
    if drawings.paths >= OUTLINE_PATHS:
        return [f"第{page}页没有文字层，文字可能已转成图形，无法读出"]
    return []


def _holds_text(image: Box, text: PageText) -> bool:
    """Whether text stands on the picture: a page background, or a scan that has its text layer."""
    on_it = (p for p in text.pieces if contains(image, (p.box[0] + p.box[2]) / 2, (p.box[1] + p.box[3]) / 2))
    return sum(len(piece.text) for piece in on_it) >= 20
