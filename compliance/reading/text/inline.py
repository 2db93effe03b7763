"""Headings and items inside one overlong line: pages that lost their line ends hold whole plans in a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from compliance.reading.blocks import heading_level, numbering_level

_DIGITS = "一二三四五六七八九十"
_MARK = re.compile(
    rf"(?P<one>(?<![{_DIGITS}百千])[{_DIGITS}]{{1,3}}(?=、))、(?![{_DIGITS}])"
    rf"|[（(](?P<two>[{_DIGITS}]{{1,3}})[)）](?![项款条])"
    r"|(?<![\d.．])(?P<three>\d{1,2})[.．、](?![\d.．])"
    r"|[（(](?P<four>\d{1,2})[)）]"
)
_GROUPS = ("one", "two", "three", "four")
_BOUNDARY = "。！？；：!?;:”》）)…】"
_LONG = 300  # characters; below, a line is a paragraph that a person wrote as one
_VERY_LONG = 800  # where only 1. or (1) are numbered, as in long paragraphs that are nonetheless one
# Headings that plans and reports of offices use so often that they end where the words end, without any mark.
_USUAL = re.compile(
    r"(?:指导思想|总体(?:要求|目标|思路)|基本(?:原则|情况|概况)|工作(?:目标|任务|重点|要点|措施|要求|程序|步骤|安排|内容|原则|思路)"
    r"|主要(?:任务|目标|措施|做法|成效|工作|内容|职责)|目标任务|组织(?:领导|实施|机构|保障)|保障措施|实施(?:步骤|办法|内容|范围)"
    r"|评[价估](?:内容|原则|对象|程序|方法|标准|办法)|督导(?:内容|程序|原则|对象|方式)|结果(?:使用|运用)|存在(?:的)?(?:主要)?问题"
    r"|(?:几点)?说明|下一步(?:工作)?(?:打算|计划|安排)|整改(?:措施|情况)|有关要求|时间安排|附则)"
    r"(?:[及和与][^\s，。；：]{2,6}(?=\s))?(?![的地得之、，。；：及和与])"
)
# What a whole document's title ends in; a number or (试行) may follow.
TITLE_END = re.compile(
    r"(?:方案|计划|规划|总结|报告|汇报|要点|意见|办法|细则|制度|通知|安排|标准|规程|职责|情况|材料|清单|体系)\s*"
    r"(?:[(（][^()（）]{1,8}[)）])?\d{0,2}$"
)
PIECE_OPENING = re.compile(rf"(?:第[{_DIGITS}\d]{{1,3}}篇|篇[{_DIGITS}\d]{{1,3}})\s*[:：]?")
_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Part:
    """A slice of a line: `level` as in blocks.numbering_level for a heading, 0 for text; titles have `title` set."""

    start: int
    end: int
    level: int = 0
    title: bool = False


def cut_line(text: str) -> tuple[Part, ...]:
    """Cut an overlong line where a rising numbering shows that line ends were lost; else one part, the whole line.

    The parts follow each other and leave out nothing but white space.
    """
    if len(text) < _LONG:
        return (Part(0, len(text)),)
    marks = _rising(text)
    if not any(level <= 2 for _, level in marks) and (len(marks) < 3 or len(text) < _VERY_LONG):
        return (Part(0, len(text)),)
    borders = [0, *(start for start, _ in marks if start), len(text)]
    parts: list[Part] = []
    for start, end in zip(borders, borders[1:], strict=False):
        parts.extend(_headings(text, start, end))
    return tuple(parts)


def _rising(text: str) -> list[tuple[int, int]]:
    """Starts and levels of the numbers that count up from one, each where a number can stand."""
    found: list[tuple[int, int, int]] = []  # start, level, run
    last = dict.fromkeys(range(1, 5), 0)  # level → last accepted number
    run = 0
    runs: dict[int, int] = {}
    after = 0  # end of the last accepted mark
    for match in _MARK.finditer(text):
        level = next(i for i, group in enumerate(_GROUPS, 1) if match[group])
        value = _number(match[_GROUPS[level - 1]])
        # A 一、 level number that comes twice is a slip of the writer; it starts a section all the same.
        if value not in (1, last[level] + 1) and not (level == 1 and value == last[level] > 0):
            continue
        if not _can_stand(text, match.start(), level, value, after if found else 0):
            continue
        if value == 1:
            run += 1
            runs[level] = run
        last[level] = value
        found.append((match.start(), level, runs.get(level, 0)))
        after = match.end()
    members: dict[int, int] = {}
    for _, _, number in found:
        members[number] = members.get(number, 0) + 1
    return [(start, level) for start, level, number in found if members[number] > 1]


def _can_stand(text: str, start: int, level: int, value: int, after: int) -> bool:
    before = text[start - 1] if start else " "
    if before.isspace() or before in _BOUNDARY:
        return True
    if level == 1 or before == "第":
        return False
    # (二) after (一) needs no mark before it: a table that lost its cells puts a score there.
    if level == 2 and value > 1:
        return True
    # Right below a heading that has no mark of its own: 三、组织实施(一)加强….
    between = text[after:start]
    return after > 0 and 2 <= len(between) <= 20 and not re.search(r"[\s，。；：、,;:()（）]", between)


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    value = _DIGITS.find(ones) + 1 if ones else 0
    return value + (10 * (_DIGITS.find(tens) + 1 if tens else 1) if ten else 0)


def _headings(text: str, start: int, end: int) -> Iterator[Part]:
    """Part a slice into its heading, its text, and titles of further documents that stand inside it."""
    start, end = _trim(text, start, end)
    level = numbering_level(text[start:end])
    if 0 < level <= 2:
        length = _heading_length(text[start:end])
        if length:
            yield Part(start, start + length, level)
            start, end = _trim(text, start + length, end)
    yield from _titles(text, start, end)


def _heading_length(text: str) -> int:
    """How many characters of a numbered text are its heading; 0 where that cannot be told."""
    whole = re.split(r"\s", text, maxsplit=1)[0]
    # 四、 工作要点 keeps a space behind its number.
    if numbering_level(whole) and not heading_level(whole) and len(whole) <= 4:
        second = re.match(r"\S+\s+\S+", text)
        whole = second[0] if second else whole
    if heading_level(whole):
        return len(whole)
    opening = re.match(rf"[（(]?[{_DIGITS}]{{1,3}}[、)）]\s*", text)
    if opening and (usual := _USUAL.match(text, opening.end())):
        return usual.end()
    return 0


def _titles(text: str, start: int, end: int) -> Iterator[Part]:
    """Words between spaces that read like a title, behind a full stop or at the opening, start another document."""
    from_ = start
    for word in re.compile(r"\S+").finditer(text, start, end):
        behind = text[from_ : word.start()].rstrip()
        apart = not behind or behind[-1] in _BOUNDARY + ".．" or PIECE_OPENING.match(word[0])
        if not apart or not _is_title(word[0]):
            continue
        if behind:
            yield Part(*_trim(text, from_, word.start()))
        yield Part(word.start(), word.end(), 1, title=True)
        from_ = word.end()
    from_, end = _trim(text, from_, end)
    if from_ < end:
        yield Part(from_, end)


def _is_title(word: str) -> bool:
    opening = PIECE_OPENING.match(word)
    body = word[opening.end() :] if opening else word
    if len(word) > _LONGEST_TITLE or re.search(r"[，。；：,;:!！?？]", body):
        return False
    return bool(opening) or (len(body) >= 8 and numbering_level(body) == 0 and bool(TITLE_END.search(body)))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
