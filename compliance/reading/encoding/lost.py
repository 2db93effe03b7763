"""What stands in place of characters that were lost in conversion, and cannot be given back."""

from __future__ import annotations

import re

LOST = "\ufffd"

_MARKS = re.compile(
    # U+FFFD itself; its UTF-8 read as GBK (锟斤拷), also with a character or two between that were not lost.
    "\ufffd+|[锟錕][\u4e00-\u9fff]{2}拷(?:[\u4e00-\u9fff]{0,3}拷)*|(?:[锟錕]斤拷)+|[锟錕][斤拷?？\ufffd]*|(?:斤拷)+"
    # Memory that was never written to, read as GBK: CC CC, CD CD.
    "|[烫燙]{2,}|屯屯屯+"
    # The byte order mark of UTF-8 read as GBK, alone: its text is whole.
    "|锘(?:匡豢)?"
    # Question marks of a code page that lacks the characters; not after a word that asks.
    r"|(?<=[\u4e00-\u9fff，、：])(?<![吗呢么吧啊何谁哪])\?{3,}(?=[\u4e00-\u9fff%])|(?<=[\u4e00-\u9fff])[?？]{4,}(?=[\u4e00-\u9fff])"
    # Glyphs without a character: of a PDF font; private use, but for the bullets and ticks of symbol fonts.
    r"|(?:\(cid:\d+\))+|[\ue000-\uefff\uf100-\uf8ff\U000f0000-\U0010fffd]+"
    r"|(?<=[^\s|])(?![\uf052\uf06f\uf0a3\uf0a8\uf0fb-\uf0fe])[\uf000-\uf0ff]+"
)
_ONE = re.compile(r"[锟錕]斤拷|\(cid:\d+\)|.", re.S)
# One of these stands in every mark.
_FIRST = frozenset("\ufffd锟錕斤烫燙屯锘")
_PRIVATE = re.compile("\\(cid:|[?？]{3}|[\ue000-\uf8ff\U000f0000-\U0010fffd]")


def find_lost(text: str) -> tuple[tuple[int, int], ...]:
    """Slices of a text as printed that stand for characters that were lost, left to right."""
    if _FIRST.isdisjoint(text) and not _PRIVATE.search(text):
        return ()
    return tuple(match.span() for match in _MARKS.finditer(text))


def lost_characters(text: str) -> int:
    """How many marks of lost characters a text holds; 锟斤拷 counts as one."""
    return sum(len(_ONE.findall(text[start:end])) for start, end in find_lost(text))
