"""Damaged text (乱码): characters lost in conversion, text read in a wrong encoding, numbers with a digit too many.

What was lost, read wrongly or damaged is told by the layers that judge around it (`reading.encoding.lost`,
`reading.encoding.misreading`, `language.damaged_numbers`); here it is gathered, with look-alikes, and said to a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from compliance.integrity.lookalikes import find_lookalikes, is_damaged
from compliance.integrity.passages import around, blocks_of, normal, short, warning
from compliance.language.damaged_numbers import damaged_numbers
from compliance.language.sentences import clauses_by_block
from compliance.reading.encoding.lost import find_lost
from compliance.reading.encoding.misreading import find_misreadings
from compliance.terms import Span, Submission, Warning

CHECK = "garbled"

_HAN_RUN = re.compile(r"[\u3400-\u9fff\ue000-\uf8ff\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a€？?]{4,}")
# Boxes that stand for glyphs; one alone is a box to tick.
_BOXES = re.compile(r"□{2,}|■{2,}")
# Pieces too short for `find_misreadings`: the first character of a Chinese mark whose UTF-8 was read as GBK (锛 is an
# adze, the others are no words), and two bytes of GBK read as Latin letters beside 汉字 (街镇ºÍ区直).
_SHORT_MISREADINGS = re.compile(
    r"(?<![斧刨凿])[锛錛銆鈥](?![子凿刨头斧])[?？€\ue000-\uf8ff\ufffd]?"
    r"|(?:(?<=[\u4e00-\u9fff]|\s)|^)(?:(?![×÷·°±²³®©«»])[\xa1-\xff]){2,40}(?=[\u4e00-\u9fff])"
)
# 甲2 7月9日: the number of an entry stands before its date.
_ENTRY = re.compile(r"(?:^|\n)[甲乙丙丁戊己庚辛壬癸]$")
_RARE_RUN = 5
# In GB 2312 the characters from row 56 on are the rare ones, ordered by radical.
_RARE_FROM = 0xD8


@dataclass(frozen=True, slots=True)
class Damage:
    """A damaged slice of a text; `reading` is what it was where that is certain."""

    start: int
    end: int
    kind: str  # lost | mojibake | number | look-alike
    reading: str = ""


def find_damage(text: str) -> tuple[Damage, ...]:
    """Damaged slices of a text as printed, left to right."""
    wrong = [Damage(one.start, one.end, "mojibake", one.reading) for one in find_misreadings(text)]
    wrong += [run for match in _HAN_RUN.finditer(text) for run in _rare_runs(text, *match.span())]
    short_ones = [Damage(*match.span(), "mojibake") for match in _SHORT_MISREADINGS.finditer(text)]
    found = [Damage(*span, "lost") for span in (*find_lost(text), *(match.span() for match in _BOXES.finditer(text)))]
    copy = normal(text)
    found += [
        Damage(*copy.original(*span), "number")
        for span in damaged_numbers(copy.text)
        if not _ENTRY.search(copy.text, 0, span[0])
    ]
    # A private-use character within wrongly read text is part of it, and so is a number within.
    whole: list[Damage] = []
    for one in (*wrong, *short_ones, *found):
        if not any(one.start < other.end and other.start < one.end for other in whole):
            whole.append(one)
    return tuple(sorted(whole, key=lambda damage: damage.start))


@lru_cache(maxsize=8192)
def _is_common(char: str) -> bool:
    if char in "，。、；：（）“”《》":
        return True
    try:
        raw = char.encode("gb2312")
    except UnicodeError:
        return False
    return len(raw) == 2 and 0xB0 <= raw[0] < _RARE_FROM


def _rare_runs(text: str, start: int, end: int) -> Iterator[Damage]:
    """Runs of five and more rare characters: no name and no idiom has as many."""
    position = start
    for word in rjieba.cut(text[start:end], hmm=False):
        # A word that the dictionary knows (蹊跷, 魑魅魍魉) parts the run.
        rare = len(word) == 1 and not _is_common(_simple(word)) and word not in "€？?"
        if not rare:
            if position - start >= _RARE_RUN:
                yield Damage(start, position, "mojibake")
            start = position + len(word)
        position += len(word)
    if position - start >= _RARE_RUN:
        yield Damage(start, position, "mojibake")


def _simple(char: str) -> str:
    return normal(char).text or char


_ADVICE = {
    "lost": "含有转换时损坏的字符，原文读不出来，不能作证据。请从原始文件重新导出或补录。",
    "mojibake": "像是编码转换出错的乱码。请按原件改正后重新报送。",
    "look-alike": "里有形近的错字，疑为扫描识别或录入所误。请按原件改正。",
    "number": "里的数字、年份或日期在转录或识别时受损，无法确定原值，不作为数据采用。请核对原件。",
}


def garbled(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each passage with damaged text."""
    clauses = clauses_by_block(submission)
    damaged = [is_damaged(normal(b.text).text for b in d.blocks) for d in submission.documents]
    numbered = [any("戊" in b.text for b in d.blocks) for d in submission.documents]
    found: list[Warning] = []
    for document, block in blocks_of(submission):
        by_passage: dict[tuple[Span, str], list[Damage]] = {}
        for damage in (*find_damage(block.text), *_mistaken(block.text, damaged[document], numbered[document])):
            span = around(document, block, clauses.get((document, block.index), ()), damage.start, damage.end)
            by_passage.setdefault((span, damage.kind), []).append(damage)
        for (span, kind), damages in by_passage.items():
            message = f"“{short(submission.quote(span))}”{_ADVICE[kind]}{_readings(block.text, damages)}"
            found.append(warning(submission, CHECK, (span,), message))
    return tuple(found)


def _mistaken(text: str, damaged: bool, numbered: bool) -> Iterator[Damage]:
    """Look-alike characters, as slices of the text as printed; `numbered` where the document counts 甲乙丙丁戊己."""
    copy = normal(text)
    for hit in find_lookalikes(copy.text, damaged):
        if not (numbered and copy.text[hit.start : hit.end] == "己"):
            yield Damage(*copy.original(hit.start, hit.end), "look-alike", hit.reading)


def _readings(text: str, damages: list[Damage]) -> str:
    read = [f"“{text[d.start : d.end]}”可能是“{d.reading}”" for d in damages if d.reading]
    return "；".join(read) + "。" if read else ""
