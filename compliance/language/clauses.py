"""Blocks to clauses (小句), and what stands above a block: the lead-in of its list, the line that names its table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compliance.language.paragraphs import Piece, lead_in, paragraph_pieces
from compliance.language.tables import table_pieces
from compliance.reading.blocks import numbering_level
from compliance.terms import Block, BlockKind

_LEAD_IN = re.compile(r"[:：]\s*$")
_ITEM = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,2}[是要则]|第[一二三四五六七八九十]{1,2}[，,、]|[-—·•●◆■▪*]|首先|其次|再次)"
)
# 市人民政府教育督导室： addresses the letter, it leads in no list.
_SALUTATION = re.compile(
    r"\s*[^，,。]{2,40}(?:局|室|厅|委|府|办|会|组|团|处|领导|同志|专家|代表|家长|朋友|老师)们?[：:]\s*"
)
_ASKED, _ANSWER = re.compile(r"\s*问[：:]\s*"), re.compile(r"\s*答[：:]")
_CAPTION = re.compile(r"^(?:附表|附件|表)\s*[一二三四五六七八九十\d]|[:：]\s*$|表$")
_NOTE = re.compile(r"\s*(?:注|备注|说明|附注)(?:\d|[①②③一二三])?[:：]")
# Who filled a table in, and when, and what it is counted in, between its name and its first row.
_LABEL = re.compile(
    r"\s*[（(]?(?:(?:填[报表写]|制表|报送|统计|上报)[^：:。]{0,6}|单位|计量单位|金额单位|日期|时间)[：:]"
)
_COUNTED_IN = re.compile(r"\s*[（(]?(?:计量|金额)?单位[：:]")
# Longer lines above a table are text that happens to stand there, not its caption.
_LONGEST_CAPTION, _SURE_CAPTION = 60, 30


def pieces(block: Block, stem: str = "") -> tuple[Piece, ...]:
    """The pieces of any block; `stem` is the lead-in from the blocks above. A heading is cut like a paragraph."""
    if block.kind is BlockKind.TABLE:
        return tuple(table_pieces(block))
    return tuple(paragraph_pieces(block.text, stem))


def stems(blocks: Sequence[Block]) -> list[str]:
    """Per block, its lead-in: the last line of its section that ends with a colon, as long as only items follow it;
    for an answer (答：…) the question above it."""
    found: list[str] = []
    lead = ""
    section: tuple[str, ...] = ()
    for number, block in enumerate(blocks):
        if block.section != section or block.kind is BlockKind.TABLE:
            lead, section = "", block.section
        asked = _ASKED.match(blocks[number - 1].text) if number and _ANSWER.match(block.text) else None
        found.append(blocks[number - 1].text[asked.end() :].strip()[-_LONGEST_CAPTION:] if asked else lead)
        if _LEAD_IN.search(block.text) and block.kind is not BlockKind.TABLE and not _SALUTATION.fullmatch(block.text):
            lead = lead_in(block.text) if len(block.text) > _LONGEST_CAPTION else block.text.strip()
        elif not _is_item(block):
            lead = ""
    return found


def _is_item(block: Block) -> bool:
    return block.kind is BlockKind.LIST_ITEM or bool(numbering_level(block.text) or _ITEM.match(block.text))


def captions(blocks: Sequence[Block]) -> list[str]:
    """Per block, the line above a table that says what it shows; the notes under a table have the table's."""
    found: list[str] = []
    for number, block in enumerate(blocks):
        above = blocks[number - 1].text.strip() if number else ""
        if block.kind is BlockKind.TABLE:
            fits = len(above) <= _LONGEST_CAPTION and (_CAPTION.search(above) or len(above) < _SURE_CAPTION)
            fits = fits and blocks[number - 1].kind is not BlockKind.TABLE
            found.append(_named_over_labels(blocks, number) or above if fits else "")
        elif number and _NOTE.match(block.text) and _belongs_to_table(blocks[number - 1]):
            found.append(found[-1])
        else:
            found.append("")
    return found


def _named_over_labels(blocks: Sequence[Block], number: int) -> str:
    """The heading over the labels right above a table, with what they say it is counted in; "" without such labels."""
    at = number - 1
    while at >= 0 and blocks[at].kind is BlockKind.PARAGRAPH and _LABEL.match(blocks[at].text):
        at -= 1
    if not 0 <= at < number - 1 or blocks[at].kind is not BlockKind.HEADING:
        return ""
    name = blocks[at].text.strip()
    units = [block.text.strip() for block in blocks[at + 1 : number] if _COUNTED_IN.match(block.text)]
    return "，".join((name, *units)) if len(name) <= _LONGEST_CAPTION else ""


def _belongs_to_table(block: Block) -> bool:
    return block.kind is BlockKind.TABLE or bool(_NOTE.match(block.text))
