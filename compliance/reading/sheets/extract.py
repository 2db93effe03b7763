"""Sheets to one extract: their blocks in order, what is hidden set aside, the certificate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from compliance.reading.blocks import Draft, Extract, build_blocks
from compliance.reading.faults import unreadable
from compliance.reading.limits import Limits
from compliance.reading.sheets.regions import Item
from compliance.reading.sheets.sheet import Account, Sheet
from compliance.reading.sheets.tables import sheet_drafts
from compliance.reading.sheets.visible import visible_items
from compliance.terms import Block, BlockKind, Certificate, Place, SetAside

_FEW_CHARACTERS = 30  # beside pictures: the workbook is its pictures, the cells are captions
_UNMAPPED = re.compile("[\\ufffd\\ue000-\\uf8ff]")
_UNMAPPED_SHARE = 0.02  # above it what is missing may have stood in the characters that are lost


def build_extract(media_type: str, sheets: Sequence[Sheet], account: Account, name: str, limits: Limits) -> Extract:
    """The extract of a file with these sheets; of several that show anything each is a heading of level 1.

    Raises UnreadableFile for more characters or blocks than `limits` has.
    """
    aside: list[SetAside] = []
    shown: list[tuple[Sheet, list[Item]]] = []
    for sheet in sheets:
        aside.extend(sheet.aside)
        items = visible_items(sheet, limits.table_cells, aside, account)
        if items or sheet.boxes and not sheet.hidden:
            shown.append((sheet, items))
    drafts: list[Draft] = []
    characters = sum(len(piece.text) for piece in aside)
    for sheet, items in shown:
        for draft in _drafts(sheet, items, len(shown) > 1):
            drafts.append(draft)
            characters += len(draft.text)
            if len(drafts) > limits.blocks:
                raise unreadable(name, f"段落和表格超过 {limits.blocks} 个的上限，请拆成几个文件后再提交")
            if characters > limits.characters:
                raise unreadable(name, f"文字超过 {limits.characters} 字的上限，请拆成几个文件后再提交")
    blocks = build_blocks(drafts)
    titles = (d.text for d in drafts if d.kind is BlockKind.HEADING and (d.place.row or d.place.line))
    return Extract(media_type, blocks, next(titles, ""), None, tuple(aside), (_certificate(blocks, account),))


def _drafts(sheet: Sheet, items: Sequence[Item], named: bool) -> Iterator[Draft]:
    place = Place(sheet=sheet.name or None)
    if named:
        yield Draft(BlockKind.HEADING, sheet.name, place, 1)
    for draft in sheet_drafts(items, place, int(named)):
        yield draft if not sheet.lines else replace(draft, place=_on_line(draft.place, sheet))
    for number, text in enumerate(sheet.boxes, 1):
        yield Draft(BlockKind.PARAGRAPH, text, replace(place, part="text box", paragraph=number))


def _on_line(place: Place, sheet: Sheet) -> Place:
    """A place in a text file: a record may stand on several lines."""
    return replace(place, line=sheet.lines.get((place.row or 1) - 1))


def _certificate(blocks: Sequence[Block], account: Account) -> Certificate:
    characters = sum(len(block.text) for block in blocks)
    unmapped = sum(len(_UNMAPPED.findall(block.text)) for block in blocks)
    unread, notes = list(account.unread), list(account.notes)
    if account.images and characters < _FEW_CHARACTERS:
        unread.append(f"文件以图片为主，共{account.images}张图片，其中的文字没有读取")
    elif account.images:
        notes.append(f"有{account.images}张图片，图中文字未读取")
    if unmapped > _UNMAPPED_SHARE * characters:
        unread.append(f"有{unmapped}个字符无法识别，请核对原件或重新导出")
    if not characters and not unread:
        unread.append("文件中没有任何可读取的文字")
    return Certificate(
        None, characters, unmapped, account.images, tuple(dict.fromkeys(unread)), tuple(dict.fromkeys(notes))
    )
