"""Text whose bytes were read in the wrong encoding (乱码), and what it was: 鏁欒偛, æ•™è‚² and ½ÌÓý are all 教育.

A passage is put back into the bytes that it was read from, and these are read anew in the encoding that they were
written in; where the two border is found as the likeliest path through the line (Viterbi), by `frequency.cost`.
Nothing is guessed: every character given back is a strict decoding of the passage's own bytes, and one whose bytes are
lost is U+FFFD. A passage counts only where its reading is clearly likelier Chinese than what is printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from compliance.reading.encoding.byte_readers import IS_FOREIGN, IS_LOST, READERS, UNMARKED, Bytes, Reader
from compliance.reading.encoding.frequency import CHINESE, COST_LOST, cost, costs, is_usual
from compliance.reading.encoding.lost import LOST

# Going over to the other reading and back costs as much as some two rare characters.
_ENTER, _LEAVE = 10.0, 2.0
# Beside a mark that something was lost.
_ENTER_MARKED = 8.0
# Of two paths that say the same the one that reads less anew counts.
_ANEW = 0.05
# How much likelier a reading must be, in nats: e^12 is 160,000 to one.
_SURE = 12.0
# Of the reading's 汉字: text that is what it seems to be reads as rare ones.
_USUAL = 9.3
_MOST_LOST = 0.5
# What a lost character would have cost, besides its mark: a reading that explains more of the bytes is the better one.
_PRICE_OF_LOSS = 10.0
_INFINITE = float("inf")
_DEPTH = 3  # text that went wrong three times over is beyond reading
_NEAR = 8
_LONGEST = 2_000  # characters that are read at once: time grows with them, the reading does not change

# (read as, written in), and how many different 汉字 a reading must have at least. Where any two bytes make a character
# in both encodings, chance can make a few; the bytes of UTF-8 fit together or not. The last is text with a byte lost,
# read from the middle of its characters.
_LEAST = {
    ("gb18030", "utf-8"): 2,
    ("cp1252", "utf-8"): 2,
    ("cp1252", "gb18030"): 2,
    ("cp1252", "cp950"): 2,
    ("cp950", "utf-8"): 2,
    ("cp950", "gb18030"): 6,
    ("gb18030", "cp950"): 6,
    ("utf-8", "gb18030"): 4,
    ("utf-8", "cp950"): 4,
    ("gb18030", "gb18030"): 5,
}


@dataclass(frozen=True, slots=True)
class Misreading:
    """A passage start:end of a text that was read wrongly, and what it was.

    `slices` holds, for each character of the reading, the slice of the text that its bytes lie in; two neighbours may
    share a character. U+FFFD in the reading stands for one whose bytes are lost.
    """

    start: int
    end: int
    reading: str
    slices: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """Bytes start:end taken for one character; `read` where they were read anew."""

    start: int
    end: int
    char: str
    read: bool


def find_misreadings(text: str) -> tuple[Misreading, ...]:
    """The passages of a text as printed that were read in a wrong encoding and can be read, left to right."""
    found: list[Misreading] = []
    for start, line in _lines(text):
        if is_suspect(line):
            found += (_moved(misreading, start) for misreading in _in_line(line))
    return tuple(found)


def is_suspect(line: str) -> bool:
    """Whether two characters that Chinese text hardly has stand near each other."""
    return not line.isascii() and _has_neighbours([at for at, char in enumerate(line) if not is_usual(char)])


def _has_neighbours(places: Sequence[int]) -> bool:
    return any(after - before <= _NEAR for before, after in zip(places, places[1:], strict=False))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        for at in range(0, len(line), _LONGEST):
            yield start + at, line[at : at + _LONGEST]
        start += len(line) + 1


@lru_cache(maxsize=1024)
def _in_line(line: str, depth: int = _DEPTH) -> tuple[Misreading, ...]:
    candidates: list[tuple[float, Misreading]] = []
    odd = [at for at, char in enumerate(line) if not is_usual(char)]
    for wrong, right in _LEAST:
        if _may_be(line, wrong):
            found = list(_passages(line, wrong, right, depth))
            candidates += found
            odd = [at for at in odd if not any(one.start <= at < one.end for _, one in found)]
            if right == "utf-8" and not _has_neighbours(odd):
                break  # all that is odd is explained, and nothing but UTF-8 fits together as UTF-8 does
    kept: list[Misreading] = []
    for _, one in sorted(candidates, key=lambda candidate: -candidate[0]):
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))


def _passages(line: str, wrong: str, right: str, depth: int) -> Iterator[tuple[float, Misreading]]:
    """What one way of misreading explains of a line, each passage with how well it does so."""
    printed = costs(line)
    for passage in _alternative(line, wrong, right):
        twice = depth > 1 and wrong != right and is_suspect(passage.reading)
        if twice and not is_chinese(passage.reading, _LEAST[wrong, right]):
            passage = _composed(passage, _in_line(passage.reading, depth - 1))
        gain = sum(printed[passage.start : passage.end]) - sum(map(cost, passage.reading))
        if gain >= _SURE and is_chinese(passage.reading, _LEAST[wrong, right]):
            yield gain - _PRICE_OF_LOSS * passage.reading.count(LOST), passage


def is_chinese(reading: str, least: int) -> bool:
    """Whether a reading is made of usual 汉字, so many different ones at least, and not mostly lost."""
    chinese = [char for char in reading if CHINESE.match(char)]
    usual = sum(map(cost, chinese)) <= _USUAL * len(chinese)
    return len(set(chinese)) >= least and usual and reading.count(LOST) <= _MOST_LOST * len(reading)


def _composed(outer: Misreading, inner: Sequence[Misreading]) -> Misreading:
    """A passage whose reading was itself read wrongly."""
    if not inner:
        return outer
    reading, done = "", 0
    slices: list[tuple[int, int]] = []
    for one in inner:
        reading += _half_read(outer.reading[done : one.start]) + one.reading
        slices += outer.slices[done : one.start]
        slices += [(outer.slices[start][0], outer.slices[end - 1][1]) for start, end in one.slices]
        done = one.end
    reading += _half_read(outer.reading[done:])
    return Misreading(outer.start, outer.end, reading, (*slices, *outer.slices[done:]))


def _half_read(gap: str) -> str:
    """What stands between passages that were wrong twice: beside what is lost it is no more than half read."""
    return "".join(char if char.isascii() else LOST for char in gap) if LOST in gap else gap


def _moved(one: Misreading, by: int) -> Misreading:
    slices = tuple((start + by, end + by) for start, end in one.slices)
    return Misreading(one.start + by, one.end + by, one.reading, slices)


# --- the likeliest path ----------------------------------------------------------------------------


def _alternative(line: str, wrong: str, right: str) -> Iterator[Misreading]:
    """The passages of a line that are likelier in the other encoding."""
    source, borders = _as_bytes(line, wrong)
    if right == "utf-8" and len(_UTF8_CHARS.findall(source.data)) < 2:
        return
    steps = _likeliest(line, source, borders, READERS[right], shifts=wrong == right)
    place = {offset: index for index, offset in enumerate(borders)}
    holder = [index for index, (a, b) in enumerate(zip(borders, borders[1:], strict=False)) for _ in range(a, b)]
    at = 0
    while at < len(steps):
        end = at
        while end < len(steps) and steps[end].read:
            end += 1
        if end > at:
            run = steps[at:end]
            slices = tuple((holder[step.start], holder[step.end - 1] + 1) for step in run)
            reading = "".join(step.char for step in run)
            # How many bytes U+FFFD stands for in text read as UTF-8 nobody knows, nor where the next character begins.
            if wrong != "utf-8" or line[slices[0][0] - 1 : slices[0][0]] != LOST:
                yield Misreading(slices[0][0], place[run[-1].end], reading, slices)
        at = max(end, at + 1)


# Two whole characters at least; below, nothing is worth a search.
_UTF8_CHARS = re.compile(rb"[\xe2-\xef][\x80-\xbf]{2}|[\xc2-\xdf][\x80-\xbf]")


def _as_bytes(line: str, wrong: str) -> tuple[Bytes, list[int]]:
    """The bytes that a line was read from, and the offset of each of its characters, and of its end."""
    data, marks, borders = bytearray(), bytearray(), [0]
    encode = _ENCODERS[wrong]
    for char in line:
        code = b"" if char == LOST else encode(char)
        # Windows writes a question mark for a byte that it cannot read.
        mark = IS_LOST if char in (LOST, "?") and wrong != "utf-8" else 0 if code else IS_FOREIGN
        code = code or b"\xff"
        data += code
        marks += bytes((mark,)) * len(code)
        borders.append(len(data))
    return Bytes(bytes(data), bytes(marks)), borders


def _likeliest(line: str, source: Bytes, borders: Sequence[int], reader: Reader, shifts: bool) -> list[_Step]:
    """The cheapest way through the bytes, each character either kept as printed or read anew.

    With `shifts` the first byte of a printed character may be the rest of one that was lost, so that all that follows
    is read from its middle.
    """
    marks, length, prices = source.marks, len(source.data), costs(line)
    kept, read = [_INFINITE] * (length + 1), [_INFINITE] * (length + 1)
    # Where the cheapest path to an offset came from: the offset and the character; the same offset is a change of mode.
    to_kept: list[tuple[int, str]] = [(0, "")] * (length + 1)
    to_read: list[tuple[int, str]] = [(0, "")] * (length + 1)
    kept[0] = 0.0
    index = 0
    for at in range(length + 1):
        if at == borders[index]:
            if read[at] + _LEAVE < kept[at]:
                kept[at], to_kept[at] = read[at] + _LEAVE, (at, "")
            elif kept[at] + _ENTER < read[at]:
                read[at], to_read[at] = kept[at] + _ENTER, (at, "")
            if at == length:
                break
            char, end, price = line[index], borders[index + 1], kept[at] + prices[index]
            index += 1
            if price < kept[end]:
                kept[end], to_kept[end] = price, (at, char)
            if shifts and end - at == 2:
                price = kept[at] + COST_LOST + (_ENTER_MARKED if 1 in marks[max(0, at - 2) : at] else _ENTER + UNMARKED)
                if price < read[at + 1]:
                    read[at + 1], to_read[at + 1] = price, (-1 - at, LOST)
        here = read[at]
        if here < _INFINITE:
            for char, size, price in reader(source, at):
                price += here + _ANEW
                if price < read[at + size]:
                    read[at + size], to_read[at + size] = price, (at, char)
    return _traced(to_kept, to_read)


def _traced(to_kept: Sequence[tuple[int, str]], to_read: Sequence[tuple[int, str]]) -> list[_Step]:
    """The path's steps in order; a negative offset is that of a printed character (-1 - at) in which a shift begins."""
    steps: list[_Step] = []
    at, reading = len(to_kept) - 1, False
    while at > 0:
        before, char = (to_read if reading else to_kept)[at]
        if before == at:
            reading = not reading
            continue
        begins = before < 0
        before = -1 - before if begins else before
        steps.append(_Step(before, at, char, reading))
        reading = reading and not begins
        at = before
    return steps[::-1]


# --- what text was read as -------------------------------------------------------------------------


def _encoder(codec: str, most: int) -> Callable[[str], bytes]:
    @lru_cache(maxsize=1 << 14)
    def encode(char: str) -> bytes:
        try:
            code = char.encode(codec)
        except UnicodeError:
            code = b""
        return code if len(code) <= most else b""

    return encode


_GBK, _LATIN = _encoder("gb18030", 2), _encoder("cp1252", 1)
_ENCODERS: dict[str, Callable[[str], bytes]] = {
    # Windows reads the byte 80 as €.
    "gb18030": lambda char: b"\x80" if char == "€" else _GBK(char),
    "cp950": _encoder("cp950", 2),
    # Browsers read the five bytes that Windows-1252 leaves open as control characters.
    "cp1252": lambda char: _LATIN(char) or (char.encode("latin-1") if "\x80" <= char <= "\x9f" else b""),
    "utf-8": _encoder("utf-8", 4),
}
# Characters that show that text may have been read as such; there must be two.
_TWO_BYTES = re.compile("[\u0080-\u07ff]")
_ONE_BYTE = re.compile("[\u0080-\u00ffŒœŠšŸŽžƒˆ˜‚„†‡‰‹›•€™]")


def _may_be(line: str, wrong: str) -> bool:
    if wrong in ("utf-8", "cp1252"):
        pattern = _TWO_BYTES if wrong == "utf-8" else _ONE_BYTE
        return sum(not is_usual(char) for char in pattern.findall(line)) >= 2
    # Latin letters are in GBK and Big5, for pinyin, but no text of theirs begins with them.
    return sum(char > "\u02ff" and not is_usual(char) and bool(_ENCODERS[wrong](char)) for char in line) >= 2
