"""The certificate of a word processing document: what was read of it, and in words what was not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from compliance.reading.story.stories import Tally
from compliance.terms import Block, Certificate, SetAside

_UNMAPPED = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]|\\(cid:\\d+\\)")
# Fewer characters than this beside a picture, and the document is its pictures: a caption or a stamp's line.
_FEW_CHARACTERS = 100
_UNMAPPED_SHARE = 0.01  # above it the text has holes; below it there is a bullet or two
# Damage to these takes no evidence away: it is noted, and `missing` may still be said.
_NO_EVIDENCE = ("样式", "自动编号", "页眉", "页脚", "批注")


def certificate_of(
    blocks: Sequence[Block], aside: Sequence[SetAside], tally: Tally, damaged: Sequence[str]
) -> Certificate:
    """What a person is told of the whole file; `damaged` are its parts, in Chinese, that could not be parsed."""
    characters = sum(len(block.text) for block in blocks)
    unmapped = sum(len(_UNMAPPED.findall(block.text)) for block in blocks)
    return Certificate(
        None,
        characters,
        unmapped,
        tally.images,
        tuple(_unread(characters, unmapped, tally, damaged)),
        tuple(_notes(unmapped, aside, tally, damaged)),
    )


def _unread(characters: int, unmapped: int, tally: Tally, damaged: Sequence[str]) -> Iterator[str]:
    for part in dict.fromkeys(damaged):
        if part not in _NO_EVIDENCE:
            yield f"{part}部分已损坏，没有读取"
    if tally.images and characters < _FEW_CHARACTERS:
        yield f"文件以图片为主，共{tally.images}张图片，其中的文字没有读取"
    elif tally.scans:
        yield f"有{tally.scans}张整页图片（疑似扫描件），其中的文字没有读取"
    elif not characters:
        yield "文件中没有任何可读取的文字"
    if tally.objects:
        yield f"有{tally.objects}个嵌入的文件（如 Excel 表格），其内容没有读取"
    if tally.charts:
        yield f"有{tally.charts}个图表，其中的数据没有读取"
    if tally.imported:
        yield f"有{tally.imported}处插入的外部文档，其内容没有读取"
    if tally.too_deep:
        yield f"有{tally.too_deep}个表格嵌套过深，没有读取"
    if unmapped > _UNMAPPED_SHARE * characters:
        yield f"有{unmapped}个字符无法识别（缺少字体对应）"


def _notes(unmapped: int, aside: Sequence[SetAside], tally: Tally, damaged: Sequence[str]) -> Iterator[str]:
    for part in dict.fromkeys(damaged):
        if part in _NO_EVIDENCE:
            yield f"{part}部分已损坏，没有读取"
    if tally.images:
        yield f"有{tally.images}张图片，图中文字未读取"
    if tally.boxes:
        yield f"有{tally.boxes}个文本框，文字已读入正文"
    if tally.diagrams:
        yield f"有{tally.diagrams}个 SmartArt 图形，文字已读入正文"
    if tally.revisions:
        yield f"有{tally.revisions}处修订，插入的文字按正文读取，删除的文字已另置"
    if tally.hidden:
        yield f"有{tally.hidden}处隐藏文字，已另置，不作为依据"
    if comments := sum(1 for piece in aside if piece.reason == "comment"):
        yield f"有{comments}条批注，已另置，不作为依据"
    if tally.placeholders:
        yield f"有{tally.placeholders}处内容控件未填写，提示语已另置"
    if unmapped:
        yield f"有{unmapped}个字符无法识别"
