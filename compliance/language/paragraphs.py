"""Paragraphs to clauses (小句): sentences, their comma parts, and enumerations with their lead-in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_SENTENCE = re.compile(r"[^。！？!?；;\n]*(?:[。！？!?；;\n]+[”’」』）)]*|$)")
_SEMICOLON = re.compile(r"[；;][”’」』）)]*$")
_OPENING, _CLOSING = "《〈「『（(【[", "》〉」』）)】]"
_BRACKET = re.compile(r"[《〈「『（(【\[》〉」』）)】\]，,]")
# A comma part shorter than this says nothing alone (为此, 一是, 全年); it joins the part after it.
_SHORTEST_PART = 7
_THOUSANDS = re.compile(r"\d[,，]$")
# White space, characters without width (the normalised copy drops both), and marks.
_EDGE = " \t\u3000\n\r\u200b\u200c\u200d\u2060\ufeff，,。；;！!？?、"

# The items of an enumeration inside a paragraph, one kind a pattern; only at its beginning or after punctuation.
_AFTER_MARK = r"(?:^|(?<=[，,。；;：:！!？?\n、 ]))"
_ENUMERATIONS = tuple(
    re.compile(_AFTER_MARK + item)
    for item in (
        r"[一二三四五六七八九十]{1,2}[是要则](?!否|求)",
        r"第[一二三四五六七八九十]{1,2}(?=[，,、是要])|首先|其次|再次|最后(?=[，,是要])",
        r"[（(][一二三四五六七八九十\d]{1,2}[）)]",
        r"\d{1,2}[.．、](?!\d)",
    )
)
_BRACKETED_ITEM = re.compile(r"[（(]([一二三四五六七八九十\d]{1,2})[）)]")
_QUESTION = re.compile(r"\s*问[：:]")
# The last comma parts of a lead-in say what the list is about; more of it speaks of other things.
_LEAD_PARTS, _LONGEST_LEAD = 2, 60
# A sentence as short as this that opens an item names its theme: 二是督导。
_LONGEST_LABEL = 15


@dataclass(frozen=True, slots=True)
class Piece:
    """A slice of a block's text that can stand as evidence, and the sentence (or semicolon part, or table row) that it
    belongs to; `whole` numbers the full sentences. `stem` is the lead-in that the block itself gives it."""

    start: int
    end: int
    sentence: int
    whole: int = 0
    stem: str = ""
    header: tuple[str, ...] = ()
    values: tuple[str, ...] = ()


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Slices of the sentences and semicolon parts of a paragraph, without surrounding white space."""
    start = 0
    for match in _SENTENCE.finditer(text):
        if match.end() == match.start():
            continue
        end = match.end()
        if text[start:end].strip():
            yield start, end
            start = end


def part_spans(text: str, start: int, end: int, items: Sequence[int] = ()) -> Iterator[tuple[int, int]]:
    """Slices of a sentence's comma parts; commas in brackets, titles and numbers do not part.

    `items` are offsets at which an item of an enumeration begins: they part as well.
    """
    begin = start
    for cursor in _borders(text, start, end, items):
        if cursor - begin >= _SHORTEST_PART and not _is_thousands(text, cursor, end):
            yield begin, cursor
            begin = cursor
    if begin < end:
        yield begin, end


def _borders(text: str, start: int, end: int, items: Sequence[int]) -> list[int]:
    """Offsets behind the commas that stand in no bracket, and those of the items."""
    depth, found = 0, list(items[bisect_right(items, start) : bisect_left(items, end)])
    for match in _BRACKET.finditer(text, start, end):
        mark = match[0]
        if mark in _OPENING:
            depth += 1
        elif mark in _CLOSING:
            depth -= 1
        elif depth <= 0:
            # A closing bracket too many, as a comma part cut out of a quotation has, encloses nothing.
            depth = 0
            found.append(match.end())
    return sorted(found)


def _is_thousands(text: str, cursor: int, end: int) -> bool:
    return cursor < end and bool(_THOUSANDS.search(text[max(0, cursor - 2) : cursor])) and text[cursor].isdigit()


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def enumeration(text: str) -> tuple[int, ...]:
    """Offsets of the items of the paragraph's enumeration (一是…二是…, 第一，…, （1）…); () where there are not two."""
    for pattern in _ENUMERATIONS:
        found = tuple(match.start() for match in pattern.finditer(text))
        if len(found) > 1:
            return found
    # （1）…（2）… without a mark between them, as they come from tables and forms.
    numbered = list(_BRACKETED_ITEM.finditer(text))
    if len(numbered) > 1 and numbered[0][1] in ("1", "一") and numbered[1][1] in ("2", "二"):
        return tuple(match.start() for match in numbered)
    return ()


def lead_in(text: str) -> str:
    """The last comma parts of a text that leads in a list, without its colon."""
    sentence = re.split(r"[。！？!?；;\n]", text.rstrip(_EDGE + "：:"))[-1]
    parts = [part for part in re.split(r"[，,]", sentence) if part]
    return "，".join(parts[-_LEAD_PARTS:])[-_LONGEST_LEAD:]


def paragraph_pieces(text: str, stem: str = "", sentence: int = 0) -> Iterator[Piece]:
    """The comma parts of a paragraph, sentence by sentence; a short tail joins the part before it.

    `stem` is the lead-in from outside, `sentence` the number of the first sentence.
    """
    items = enumeration(text)
    spans = list(sentence_spans(text))
    stems = _stems(text, spans, items)
    whole = 0
    for number, (start, end) in enumerate(spans):
        parts = list(part_spans(text, start, end, items))
        if len(parts) > 1 and parts[-1][1] - parts[-1][0] < _SHORTEST_PART:
            parts[-2:] = [(parts[-2][0], parts[-1][1])]
        for span in parts:
            first, last = _trimmed(text, *span)
            if first < last:
                own = stems[number] if not items or first >= items[0] else ""
                yield Piece(first, last, sentence + number, whole, own or stem)
        whole += not _SEMICOLON.search(text[start:end])


def _stems(text: str, spans: Sequence[tuple[int, int]], items: Sequence[int]) -> list[str]:
    """Per sentence or semicolon part, the lead-in that stands in the same paragraph."""
    leads = _enumeration_leads(text, spans, items) if items else _colon_leads(text, spans)
    question = label = ""
    stems, continued = [], False
    for (start, end), lead in zip(spans, leads, strict=True):
        said = text[start:end].strip(_EDGE)
        if asked := _QUESTION.match(text, start, end):
            question, label = text[asked.end() : end].strip(_EDGE)[-_LONGEST_LEAD:], ""
        opens, before = _opens_item(text, start, items), continued
        continued = bool(_SEMICOLON.search(text[start:end]))
        if opens:
            label = said if len(said) <= _LONGEST_LABEL and not continued and not before else ""
        stems.append("：".join(filter(None, (lead or question, "" if opens else label))))
    return stems


def _opens_item(text: str, start: int, items: Sequence[int]) -> bool:
    if items:
        at = bisect_left(items, start)
        return at < len(items) and not text[start : items[at]].strip()
    return start == 0 and any(pattern.match(text) for pattern in _ENUMERATIONS)


def _enumeration_leads(text: str, spans: Sequence[tuple[int, int]], items: Sequence[int]) -> list[str]:
    """The text before the first item leads in everything up to the end of the last item's full sentence."""
    lead = lead_in(text[: items[0]])
    last = bisect_right([start for start, _ in spans], items[-1]) - 1
    while last + 1 < len(spans) and _SEMICOLON.search(text[slice(*spans[last])]):
        last += 1
    return [lead if items[0] < end and number <= last else "" for number, (_, end) in enumerate(spans)]


def _colon_leads(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """成立…：…；…；…: the semicolon parts after the one with the colon hear what stands before it."""
    leads, lead = [], ""
    for start, end in spans:
        leads.append(lead)
        part = text[start:end]
        if not _SEMICOLON.search(part):
            lead = ""
        elif (colon := max(part.find("："), part.find(":"))) >= _SHORTEST_PART:
            lead = lead_in(part[:colon])
    return leads
