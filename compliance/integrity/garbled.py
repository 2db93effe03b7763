"""Damaged text (乱码): characters lost in conversion, UTF-8 read as GBK, numbers with a digit too many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from compliance.integrity.lookalikes import find_lookalikes, is_damaged
from compliance.integrity.passages import around, blocks_of, clauses_by_block, normal, short, warning
from compliance.terms import Span, Submission, Warning

CHECK = "garbled"

# U+FFFD, its double conversion (锟斤拷), uninitialised memory (烫烫, 屯屯), glyphs without a character, boxes.
_LOST = re.compile(
    r"[\ufffd\ue000-\uf8ff]+|锟斤拷|锟(?=[?？\ufffd斤])[斤拷?？]*|斤拷|烫烫+|屯屯屯+|□{2,}|(?<=[\u4e00-\u9fff])[?？]{4,}(?=[\u4e00-\u9fff])|(?:\(cid:\d+\))+|锘(?:匡豢)?|■{2,}"
)
# 20223年; 发20222353号 has lost the brackets of 〔2022〕 and gained digits; 10分 became 2010分.
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{3,4}年(?!级)|(?<=[发字办函])20\d{3,7}号|(?<!\d)20(?!00)[012]\d分(?![之钟])")
_DATE = re.compile(
    r"(?:(?<=年)|(?<=[，。；（至从到于自]))(?P<month>1[3-9]|[2-9]\d)月(?!龄)(?=份|底|初|末|中旬|上旬|下旬|\d{1,2}日)"
    r"|(?<!\d)\d{1,2}月(?P<day>3[2-9]|[4-9]\d|\d{3})日"
)
# Digits broken by recognition: 3 1480人, 0.9 7亿元 (12 345人 may be grouped by thousands), 2O19, 7O3张, 8?6人.
_DIGITS = re.compile(
    r"(?<=[\u4e00-\u9fff（(，：])(?<![表图第件])(?!\d{1,3} \d{3}(?!\d))\d+(?:\.\d+)? \d+(?:\.\d+)?"
    r"(?=[人名所个位张份件册台套元万亿亩处项次间日号年月家户天])"
    r"|(?<![A-Za-z\d.])\d[\dOlI]*[OlI][\dOlI]*[?？]?(?=[年月日张份册人名所个位件台套页%元万])"
    r"|(?<![A-Za-z\d])[OlI]\d+(?=[年月日张份册人名所个位件台套页%])"
    r"|\d[?？!！#]{1,2}\d|[#]\d+[!！?？]?\d*(?=[人名所个次])|年月\d{1,2}[-—]?\d?日|\d[?？](?=[份人名所个张件])"
)
_HAN_RUN = re.compile(r"[\u3400-\u9fff\ue000-\uf8ff\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a€？?]{4,}")
_LATIN_RUN = re.compile(r"[\u00a1-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0152-\u017e\u2018-\u203a€™]{4,}")
_RARE_RUN = 5
_SURE = 0.8
_LONGEST_OPENING = 12
_FEW_RARE = 3  # whole text has fewer rare characters between two marks, and needs no closer look
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
    wrong = list(_mojibake(text))
    found = [Damage(*m.span(), "lost") for m in _LOST.finditer(text)]
    # A private-use character within wrongly read text is part of it.
    found = [d for d in found if not any(w.start <= d.start < w.end for w in wrong)]
    found += [Damage(*m.span(), "number") for pattern in (_YEAR, _DATE, _DIGITS) for m in pattern.finditer(text)]
    return tuple(sorted((*found, *wrong), key=lambda damage: damage.start))


def _mojibake(text: str) -> Iterator[Damage]:
    for match in _HAN_RUN.finditer(text):
        if sum(not _is_common(char) for char in match[0]) < _FEW_RARE:
            continue
        start, reading = _misread(match, (("gb18030", "utf-8"),))
        if reading:
            yield Damage(start, match.end(), "mojibake", reading)
        else:
            yield from _rare_runs(text, *match.span())
    for match in _LATIN_RUN.finditer(text):
        start, reading = _misread(match, (("cp1252", "utf-8"), ("latin-1", "gb18030")))
        if reading:
            yield Damage(start, match.end(), "mojibake", reading)


def _misread(run: re.Match[str], ways: tuple[tuple[str, str], ...]) -> tuple[int, str]:
    """Where in a run wrongly read text begins, and what it says: the run may open with text that is whole."""
    best, where, reading = 0.0, run.start(), ""
    for wrote, reads in ways:
        for skipped in range(min(_LONGEST_OPENING, len(run[0]) - 3)):
            read, share = _reread(run[0][skipped:], wrote, reads)
            if share > best:
                best, where, reading = share, run.start() + skipped, read
    return (where, reading) if best >= _SURE else (run.start(), "")


def _reread(run: str, wrote: str, reads: str) -> tuple[str, float]:
    """The run's bytes in the other encoding, and which share of the bytes makes common 汉字 there."""
    try:
        raw = run.encode(wrote, errors="ignore")
    except (LookupError, UnicodeError):
        return "", 0.0
    read = raw.decode(reads, errors="ignore")
    common = [char for char in read if _is_common(char)]
    # Repeated marks (×××) read as one rare character again and again.
    if len(set(common)) < 2 or len(common) < len(read) * _SURE:
        return "", 0.0
    # Text that is what it seems to be never decodes so far.
    return read, sum(len(char.encode(reads)) for char in common) / len(raw)


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
    "number": "里的年份、日期或编号多了或少了数字，无法确定原值。请核对原件。",
}


def garbled(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each passage with damaged text."""
    clauses = clauses_by_block(submission)
    damaged = [is_damaged(normal(b.text).text for b in d.blocks) for d in submission.documents]
    found: list[Warning] = []
    for document, block in blocks_of(submission):
        by_passage: dict[tuple[Span, str], list[Damage]] = {}
        for damage in (*find_damage(block.text), *_mistaken(block.text, damaged[document])):
            span = around(document, block, clauses.get((document, block.index), ()), damage.start, damage.end)
            by_passage.setdefault((span, damage.kind), []).append(damage)
        for (span, kind), damages in by_passage.items():
            message = f"“{short(submission.quote(span))}”{_ADVICE[kind]}{_readings(block.text, damages)}"
            found.append(warning(submission, CHECK, (span,), message))
    return tuple(found)


def _mistaken(text: str, damaged: bool) -> Iterator[Damage]:
    """Look-alike characters, as slices of the text as printed."""
    copy = normal(text)
    for hit in find_lookalikes(copy.text, damaged):
        yield Damage(*copy.original(hit.start, hit.end), "look-alike", hit.reading)


def _readings(text: str, damages: list[Damage]) -> str:
    read = [f"“{text[d.start : d.end]}”可能是“{d.reading}”" for d in damages if d.reading]
    return "；".join(read) + "。" if read else ""
