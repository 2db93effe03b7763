"""What can stand at a place in a row of bytes, in each of the encodings that Chinese text comes in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from compliance.reading.frequency import COST_LOST, cost
from compliance.reading.lost import LOST

_WHOLE, IS_LOST, IS_FOREIGN = 0, 1, 2
# Each byte beside one that fell out without a mark; with a mark the loss is certain.
UNMARKED = 4.0


@dataclass(frozen=True, slots=True)
class Bytes:
    """Bytes to be read, and for each whether it is one (0), a mark for lost ones (1), or for a character that has none
    in the encoding (2)."""

    data: bytes
    marks: bytes


# A character, how many bytes it takes, and its cost; U+FFFD for one that is incomplete.
Option = tuple[str, int, float]
Reader = Callable[[bytes, bytes], tuple[Option, ...]]
LONGEST = 4  # bytes of a character


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
    for size in range(1, min(3, len(code)) + 1):
        mark = marks[size - 1]
        if mark == IS_FOREIGN or (code[size - 1] < 0x80 and mark != IS_LOST):
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


def _remembered(read: Callable[[bytes, bytes], Iterator[Option]]) -> Reader:
    @lru_cache(maxsize=1 << 16)
    def options(code: bytes, marks: bytes) -> tuple[Option, ...]:
        return tuple(read(code, marks))

    return options


# Each is given the next bytes, LONGEST at most, and their marks.
READERS: dict[str, Reader] = {
    "utf-8": _remembered(_utf8),
    "gb18030": _remembered(_double_byte("gb18030")),
    "cp950": _remembered(_double_byte("cp950")),
    "big5hkscs": _remembered(_double_byte("big5hkscs")),
}
