"""Text whose bytes were read in the wrong encoding (乱码), and what it was: 鏁欒偛, æ•™è‚² and ½ÌÓý are all 教育.

A passage is put back into the bytes that it was read from, and these are read anew in the encoding that they were
written in; where the two border is found as the likeliest path through the line (Viterbi), by `frequency.cost`.
Nothing is guessed: every character given back is a strict decoding of the passage's own bytes, and one whose bytes are
lost is U+FFFD. A passage counts only where its reading is clearly likelier Chinese than what is printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from compliance.reading.frequency import CHINESE, COST_LOST, cost, costs, is_usual

LOST = "\ufffd"

# Going over to the other reading and back costs as much as some two rare characters.
_ENTER, _LEAVE = 10.0, 2.0
# Beside a mark that something was lost.
_ENTER_MARKED = 8.0
# Each byte beside one that fell out without a mark; with a mark the loss is certain.
_UNMARKED = 4.0
# Of two paths that say the same the one that reads less anew counts.
_ANEW = 0.05
# How much likelier a reading must be, in nats: e^12 is 160,000 to one.
_SURE = 12.0
# Of the reading's 汉字: text that is what it seems to be reads as rare ones.
_USUAL = 9.3
_MOST_LOST = 0.5
_INFINITE = float("inf")
_DEPTH = 3  # text that went wrong three times over is beyond reading
_NEAR = 8
_LONGEST = 2_000  # characters that are read at once: time grows with them, the reading does not change


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


@dataclass(frozen=True, slots=True)
class Bytes:
    """Bytes to be read: at the offsets in `lost` a mark stands for one or more bytes, at those in `foreign` a character
    that has none."""

    data: bytes
    lost: frozenset[int] = frozenset()
    foreign: frozenset[int] = frozenset()


# What can stand at an offset: the character, how many bytes it takes, and its cost.
Option = tuple[str, int, float]
Reader = Callable[[Bytes, int], Iterable[Option]]


def find_misreadings(text: str) -> tuple[Misreading, ...]:
    """The passages of a text as printed that were read in a wrong encoding and can be read, left to right."""
    found: list[Misreading] = []
    for start, line in _lines(text):
        if _is_suspect(line):
            found += (_moved(misreading, start) for misreading in _in_line(line))
    return tuple(found)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        for at in range(0, len(line), _LONGEST):
            yield start + at, line[at : at + _LONGEST]
        start += len(line) + 1


def _is_suspect(line: str) -> bool:
    """Whether two characters that Chinese text hardly has stand near each other."""
    if line.isascii():
        return False
    odd = [at for at, char in enumerate(line) if not is_usual(char)]
    return any(after - before <= _NEAR for before, after in zip(odd, odd[1:], strict=False))


@lru_cache(maxsize=512)
def _in_line(line: str, depth: int = _DEPTH) -> tuple[Misreading, ...]:
    candidates: list[tuple[float, Misreading]] = []
    for wrong, right in _LEAST:
        if _may_be(line, wrong):
            candidates += _passages(line, wrong, right, depth)
    kept: list[Misreading] = []
    for _, one in sorted(candidates, key=lambda candidate: -candidate[0]):
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))


def _passages(line: str, wrong: str, right: str, depth: int) -> Iterator[tuple[float, Misreading]]:
    """What one way of misreading explains of a line, each passage with how much likelier it makes it."""
    for passage in _alternative(line, wrong, right):
        if depth > 1 and wrong != right and _is_suspect(passage.reading):
            passage = _composed(passage, _in_line(passage.reading, depth - 1))
        gain = sum(costs(line)[passage.start : passage.end]) - sum(map(cost, passage.reading))
        if gain >= _SURE and _is_chinese(passage.reading, _LEAST[wrong, right]):
            yield gain, passage


def _is_chinese(reading: str, least: int) -> bool:
    chinese = [char for char in reading if CHINESE.match(char)]
    usual = sum(map(cost, chinese)) <= _USUAL * len(chinese)
    return len(set(chinese)) >= least and usual and reading.count(LOST) <= _MOST_LOST * len(reading)


def _composed(outer: Misreading, inner: Sequence[Misreading]) -> Misreading:
    """A passage whose reading was itself read wrongly."""
    reading, done = "", 0
    slices: list[tuple[int, int]] = []
    for one in inner:
        reading += outer.reading[done : one.start] + one.reading
        slices += outer.slices[done : one.start]
        slices += [(outer.slices[start][0], outer.slices[end - 1][1]) for start, end in one.slices]
        done = one.end
    return Misreading(outer.start, outer.end, reading + outer.reading[done:], (*slices, *outer.slices[done:]))


def _moved(one: Misreading, by: int) -> Misreading:
    slices = tuple((start + by, end + by) for start, end in one.slices)
    return Misreading(one.start + by, one.end + by, one.reading, slices)


# --- the likeliest path ----------------------------------------------------------------------------


def _alternative(line: str, wrong: str, right: str) -> Iterator[Misreading]:
    """The passages of a line that are likelier in the other encoding."""
    source, borders = _as_bytes(line, wrong)
    steps = _likeliest(line, source, borders, _READERS[right], shifts=wrong == right)
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
            yield Misreading(place[run[0].start], place[run[-1].end], reading, slices)
        at = max(end, at + 1)


def _as_bytes(line: str, wrong: str) -> tuple[Bytes, list[int]]:
    """The bytes that a line was read from, and the offset of each of its characters, and of its end."""
    data, borders = bytearray(), [0]
    lost: set[int] = set()
    foreign: set[int] = set()
    for char in line:
        code = b"" if char == LOST else _ENCODERS[wrong](char)
        if not code:
            (lost if char == LOST else foreign).add(len(data))
            code = b"\xff"  # no encoding has it
        elif char == "?":
            lost.add(len(data))  # what Windows writes for a byte that it cannot read
        data += code
        borders.append(len(data))
    return Bytes(bytes(data), frozenset(lost), frozenset(foreign)), borders


def _likeliest(line: str, source: Bytes, borders: Sequence[int], reader: Reader, shifts: bool) -> list[_Step]:
    """The cheapest way through the bytes, each character either kept as printed or read anew.

    With `shifts` the first byte of a printed character may be the rest of one that was lost, so that all that follows
    is read from its middle.
    """
    length, prices = len(source.data), costs(line)
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
            marked = any(earlier in source.lost for earlier in borders[max(0, index - 3) : index])
            price = kept[at] + COST_LOST + (_ENTER_MARKED if marked else _ENTER + _UNMARKED)
            if shifts and end - at == 2 and price < read[at + 1]:
                read[at + 1], to_read[at + 1] = price, (-1 - at, LOST)
        if read[at] < _INFINITE:
            for char, size, price in reader(source, at):
                price += read[at] + _ANEW
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


# --- encodings -------------------------------------------------------------------------------------


def _utf8(source: Bytes, at: int) -> Iterator[Option]:
    data, lead = source.data, source.data[at]
    size = 1 if lead < 0x80 else 2 if 0xC2 <= lead < 0xE0 else 3 if 0xE0 <= lead < 0xF0 else 4 if lead < 0xF5 else 0
    char = _decoded(data[at : at + size], "utf-8") if size else ""
    if char:
        yield char, size, cost(char)
    elif size > 1 and b" " in data[at : at + size]:
        # A no-break space, which is a byte of many characters, easily becomes a space.
        char = _decoded(data[at : at + size].replace(b" ", b"\xa0"), "utf-8")
        if char:
            yield char, size, cost(char) + _UNMARKED
    marked = False
    for size in range(1, min(3, len(data) - at) + 1):
        end = at + size - 1
        if end in source.foreign or (data[end] < 0x80 and end not in source.lost):
            return
        marked |= end in source.lost
        yield LOST, size, COST_LOST + (0 if marked else _UNMARKED * size)


def _double_byte(codec: str) -> Reader:
    def read(source: Bytes, at: int) -> Iterator[Option]:
        data, lead = source.data, source.data[at]
        if lead < 0x80:
            yield chr(lead), 1, cost(chr(lead))
        else:
            char = _decoded(data[at : at + 2], codec)
            if len(char) == 1:
                yield char, 2, cost(char)
        if at in source.foreign or (lead < 0x80 and at not in source.lost):
            return
        yield LOST, 1, COST_LOST + (0 if at in source.lost else _UNMARKED)
        halves = at + 1 < len(data) and at + 1 not in source.foreign and (data[at + 1] >= 0x80 or at + 1 in source.lost)
        if halves and (at in source.lost or at + 1 in source.lost):
            yield LOST, 2, COST_LOST

    return read


@lru_cache(maxsize=1 << 15)
def _decoded(code: bytes, codec: str) -> str:
    try:
        return code.decode(codec)
    except UnicodeError:
        return ""


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
_READERS: dict[str, Reader] = {"utf-8": _utf8, "gb18030": _double_byte("gb18030"), "cp950": _double_byte("cp950")}
_ENCODERS: dict[str, Callable[[str], bytes]] = {
    # Windows reads the byte 80 as €.
    "gb18030": lambda char: b"\x80" if char == "€" else _GBK(char),
    "cp950": _encoder("cp950", 2),
    # Browsers read the five bytes that Windows-1252 leaves open as control characters.
    "cp1252": lambda char: _LATIN(char) or (char.encode("latin-1") if "\x80" <= char <= "\x9f" else b""),
    "utf-8": _encoder("utf-8", 4),
}
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
# Characters that show that text may have been read as such, and how many there must be.
_TWO_BYTES = re.compile("[\u0080-\u07ff]")
_ONE_BYTE = re.compile("[\u0080-\u00ffŒœŠšŸŽžƒˆ˜‚„†‡‰‹›•€™]")


def _may_be(line: str, wrong: str) -> bool:
    if wrong in ("utf-8", "cp1252"):
        pattern = _TWO_BYTES if wrong == "utf-8" else _ONE_BYTE
        return sum(not is_usual(char) for char in pattern.findall(line)) >= 2
    return sum(not is_usual(char) and bool(_ENCODERS[wrong](char)) for char in line) >= 2
