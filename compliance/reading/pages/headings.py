"""Which paragraphs are headings, and of which level: by number, by size and weight, by standing in the middle."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from compliance.reading.blocks import Draft, heading_level, numbering_level
from compliance.reading.pages.geometry import rounded
from compliance.reading.pages.paragraphs import Paragraph, Setting, may_open
from compliance.terms import BlockKind, Place

_LETTER = re.compile(r"[A-Za-z\u3400-\u9fff]")
# Titles of circulated documents reach 60 characters (关于…的报告); longer bold text is an emphasised paragraph.
_LONGEST = 64
# Sizes this close do not show a rank: 小三 and 四号 headings mix in one document.
_SAME_SIZE = 1.6
_SENTENCE = re.compile(r"[。；;！!？?].|[。；;，,、]$")
_BULLET = re.compile(r"[•●○■□◆◇▪➢✓☑※]|[①-⑳]|[-–—]\s")
# A salutation or a signature stands apart in the same way as a heading does.
_NO_HEADING = re.compile(
    r".*[:：]$|[\d\s.,，/年月日\-—一二三四五六七八九十〇○]+$|[（(].*[)）]$|(?:注|备注|说明)\s*\d*[:：]"
)

_TITLE_WORDS = re.compile(
    r"(?:报告|汇报|总结|方案|计划|规划|要点|办法|细则|规程|制度|意见|意见书|通知|通知书|通报|公告|说明|材料|清单|台账|纪要|情况|函|表)"
    r"(?:[（(][^（）()]{1,20}[)）])?$"
)


def drafts_of(paragraphs: Sequence[Paragraph], setting: Setting) -> list[Draft]:
    """Blocks of running text, in order; headings with the level that follows from all headings of the document."""
    found = ((index, _heading_key(paragraph, setting)) for index, paragraph in enumerate(paragraphs))
    keys = {index: key for index, key in found if key is not None}
    if 0 not in keys and paragraphs and is_title(paragraphs[0].text):
        keys[0] = _TITLE
    levels = _levels(list(keys.values()))
    return [_draft(p, levels[keys[index]] if index in keys else 0) for index, p in enumerate(paragraphs)]


def is_title(text: str) -> bool:
    """Whether the first line of a document is its title, by its words alone: it ends in what kind of document it is."""
    text = text.strip()
    return len(text) <= _LONGEST and _TITLE_WORDS.search(text) is not None and not _SENTENCE.search(text)


def _draft(paragraph: Paragraph, level: int) -> Draft:
    place = Place(page=paragraph.page, box=rounded(paragraph.box))
    confidence = min([line.confidence for line in paragraph.lines])
    if level:
        return Draft(BlockKind.HEADING, paragraph.text, place, level, confidence=confidence)
    text = paragraph.text
    listed = may_open(text) and (numbering_level(text) >= 3 or _BULLET.match(text) is not None)
    kind = BlockKind.LIST_ITEM if listed else BlockKind.PARAGRAPH
    return Draft(kind, paragraph.text, place, confidence=confidence)


@dataclass(frozen=True, slots=True)
class _Key:
    """What tells one kind of heading from another."""

    number: int  # level of its number, 0 without one
    style: tuple[float, bool, int] | None  # size, bold, colour; None: set like the body


# A scan shows no bold, and a title in it often no other size than its text.
_TITLE = _Key(0, (math.inf, True, 0))


def _heading_key(paragraph: Paragraph, setting: Setting) -> _Key | None:
    text = paragraph.text.strip()
    if len(text) > _LONGEST or not _LETTER.search(text):
        return None
    number = numbering_level(text) if may_open(text) else 0
    if _is_styled(paragraph, setting) and not _SENTENCE.search(text) and (number or not _NO_HEADING.match(text)):
        return _Key(number, (round(paragraph.size, 1), paragraph.bold, paragraph.color))
    return _Key(number, None) if number and heading_level(text) else None


def _is_styled(paragraph: Paragraph, setting: Setting) -> bool:
    """Larger than the body, or bold in a body that is not; a few lines at most."""
    if len(paragraph.lines) > 3:
        return False
    larger = paragraph.size > setting.size + 0.9
    bolder = paragraph.bold and not setting.bold
    return larger or bolder


def _levels(keys: Sequence[_Key]) -> dict[_Key, int]:
    """Levels from 1, of all headings in the order of the document.

    Styles come one below the other: a clearly larger one first, those of about one size in the order in which they
    appear, since a heading stands above what it heads. Inside one style, 一、 is above (一). The same kind of number
    has one level, however it is set; a heading without a number ranks with the highest of its style.
    """
    levels: dict[_Key, int] = {}
    of_number: dict[int, int] = {}
    level = 0
    for style in _ranked_styles(keys):
        for number in sorted({key.number for key in keys if key.style == style and key.number}):
            if number not in of_number:
                level += 1
                of_number[number] = level
            levels[_Key(number, style)] = of_number[number]
        if _Key(0, style) in keys:
            numbered = [found for key, found in levels.items() if key.style == style]
            if not numbered:
                level += 1
            levels[_Key(0, style)] = min(numbered, default=level)
    return levels


def _ranked_styles(keys: Sequence[_Key]) -> list[tuple[float, bool, int] | None]:
    """Styles from the highest to the lowest; body style last."""
    styles = list(dict.fromkeys(key.style for key in keys if key.style is not None))
    tiers: dict[float, int] = {}
    tier, before = 0, None
    for size in sorted({size for size, _, _ in styles}, reverse=True):
        if before is not None and before - size > _SAME_SIZE:
            tier += 1
        tiers[size], before = tier, size
    return [*sorted(styles, key=lambda style: tiers[style[0]]), None]
