"""What can stand at a place in a row of bytes, in each of the encodings that Chinese text comes in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from compliance.reading.encoding.frequency import COST_LOST, cost
from compliance.reading.encoding.lost import LOST

_WHOLE, IS_LOST, IS_FOREIGN = 0, 1, 2
# Each byte beside one that fell out without a mark; with a mark the loss is certain.
UNMARKED = 7.0


@dataclass(frozen=True, slots=True)
class Bytes:
    """Bytes to be read, and for each whether it is one (0), a mark for lost ones (1), or for a character that has none
    in the encoding (2)."""

    data: bytes
    marks: bytes


# A character, how many bytes it takes, and its cost; U+FFFD for one that is incomplete.
Option = tuple[str, int, float]
Reader = Callable[[Bytes, int], tuple[Option, ...]]
_FARTHEST = 5  # bytes that are looked at beside a mark: the characters before and after it may both have lost some


def unmarked(data: bytes) -> Bytes:
    """Bytes as they come from a file."""
    return Bytes(data, bytes(len(data)))


def _utf8(code: bytes, marks: bytes) -> Iterator[Option]:
    lead = code[0]
    size = 1 if lead < 0x80 else 2 if 0xC2 <= lead < 0xE0 else 3 if 0xE0 <= lead < 0xF0 else 4 if lead < 0xF5 else 0
    char = _decoded(code[:size], "utf-8") if not any(marks[1:size]) else ""
    if char and marks[0] != IS_FOREIGN:
        yield char, size, cost(char)
    elif size > 1 and b" " in code[:size]:
        # A no-break space, which is a byte of many characters, easily becomes a space.
        char = _decoded(code[:size].replace(b" ", b"\xa0"), "utf-8")
        if char:
            yield char, size, cost(char) + UNMARKED
    marked = False
    for size in range(1, len(code) + 1):
        mark = marks[size - 1]
        # After the first only bytes that go on with a character.
        fits = mark == IS_LOST or 0x80 <= code[size - 1] < (0xC0 if size > 1 else 0x100)
        if mark == IS_FOREIGN or not fits or (size > 3 and not marked):
            return
        marked |= mark == IS_LOST
        yield LOST, size, COST_LOST + (0 if marked else UNMARKED * size)


def _double_byte(codec: str) -> Callable[[bytes, bytes], Iterator[Option]]:
    def read(code: bytes, marks: bytes) -> Iterator[Option]:
        lead, mark = code[0], marks[0]
        if mark == IS_FOREIGN:
            return
        if lead < 0x80:
            yield chr(lead), 1, cost(chr(lead))
        elif mark == _WHOLE:
            # GB 18030 has characters of four bytes as well.
            size = 4 if b"0" <= code[1:2] <= b"9" else 2
            char = _decoded(code[:size], codec) if not any(marks[:size]) else ""
            if len(char) == 1:
                yield char, size, cost(char)
        if lead < 0x80 and mark != IS_LOST:
            return
        yield LOST, 1, COST_LOST + (0 if mark == IS_LOST else UNMARKED)
        second = marks[1:2]
        halves = second == b"\x01" or (second == b"\x00" and code[1] >= 0x80)
        if halves and (mark == IS_LOST or second == b"\x01"):
            yield LOST, 2, COST_LOST

    return read


@lru_cache(maxsize=1 << 15)
def _decoded(code: bytes, codec: str) -> str:
    try:
        return code.decode(codec)
    except UnicodeError:
        return ""


def _reader(read: Callable[[bytes, bytes], Iterator[Option]], usual: int, longest: int) -> Reader:
    """What can stand at an offset; remembered by the next bytes, as few as suffice."""

    @lru_cache(maxsize=1 << 16)
    def options(code: bytes, marks: bytes) -> tuple[Option, ...]:
        return tuple(read(code, marks))

    def at_offset(source: Bytes, at: int) -> tuple[Option, ...]:
        data, marks = source.data, source.marks
        near = marks[at : at + _FARTHEST]
        if near.strip(b"\x00"):
            return options(data[at : at + _FARTHEST], near)
        lead, second = data[at], data[at + 1 : at + 2]
        size = 1 if lead < 0x80 else longest if lead >= 0xF0 or b"0" <= second <= b"9" else usual
        return options(data[at : at + size], marks[at : at + size])

    return at_offset


READERS: dict[str, Reader] = {
    "utf-8": _reader(_utf8, 3, 4),
    "gb18030": _reader(_double_byte("gb18030"), 2, 4),
    "cp950": _reader(_double_byte("cp950"), 2, 2),
    "big5hkscs": _reader(_double_byte("big5hkscs"), 2, 2),
}
