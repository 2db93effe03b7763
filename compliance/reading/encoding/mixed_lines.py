"""Text whose lines are not all in one encoding: files put together from several, or with bytes lost on the way.

A line that is whole in the file's own encoding stays as it is. Another one is read along the likeliest path (Viterbi)
through its bytes, each character in whichever encoding makes the line the likelier Chinese; where that says no more
than the file's own encoding, the bytes that do not fit are U+FFFD.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compliance.reading.encoding.byte_readers import READERS, unmarked
from compliance.reading.encoding.frequency import CHINESE, cost, costs
from compliance.reading.encoding.lost import LOST
from compliance.reading.encoding.misreading import is_chinese, is_suspect

MIXABLE = ("utf-8", "gb18030", "cp950", "big5hkscs")
# Going over to another encoding in the middle of a line; how much likelier that must make it (see misreading.py).
_CHANGE, _SURE, _LIKELY = 10.0, 12.0, 3.0
_LONGEST_LINE = 4_000  # bytes read at once
_MOST = 1_000_000  # bytes of a file that are read so: some seconds
_INFINITE = float("inf")


@dataclass(frozen=True, slots=True)
class Repair:
    """A line (from 1) that was read, in part or whole, otherwise than the file's encoding would have it."""

    line: int
    encoding: str  # Python's name of the codec


@dataclass(frozen=True, slots=True)
class _Step:
    char: str
    size: int
    encoding: str


def read_lines(data: bytes, encoding: str) -> tuple[str, tuple[Repair, ...]]:
    """The text of a file in an encoding of MIXABLE, its line ends untouched, and which lines were read otherwise."""
    texts: list[str] = []
    repairs: list[Repair] = []
    budget = _MOST
    for number, line in enumerate(data.split(b"\n"), 1):
        text, other = line.decode(encoding, "replace"), ""
        if not line.isascii() and budget > 0 and _is_doubtful(line, text, encoding):
            budget -= len(line)
            text, other = _read(line, text, encoding)
        texts.append(text)
        if other:
            repairs.append(Repair(number, other))
    return "\n".join(texts), tuple(repairs)


def _is_doubtful(line: bytes, text: str, encoding: str) -> bool:
    return LOST in text or is_suspect(text) or (encoding != "utf-8" and _is_utf8(line))


def _is_utf8(line: bytes) -> bool:
    try:
        return len(CHINESE.findall(line.decode())) > 1
    except UnicodeError:
        return False


def _read(line: bytes, text: str, home: str) -> tuple[str, str]:
    """The likeliest reading of a line, and in which encoding the part is that was read otherwise; "" where none is."""
    steps = [step for start in range(0, len(line), _LONGEST_LINE) for step in _likeliest(line, start, home)]
    reading = "".join(step.char for step in steps)
    others = [step for step in steps if step.encoding != home and step.char >= "\x80"]
    # Without another encoding it is bytes that were lost, and what follows them that was read from its middle; where
    # bytes do not fit anyway that is no surprise.
    expected = not others and 0 < reading.count(LOST) <= text.count(LOST)
    if sum(costs(text)) - sum(map(cost, reading)) < (_LIKELY if expected else _SURE):
        return text, ""
    proof, encoding = ("".join(step.char for step in others), others[0].encoding) if others else (reading, home)
    return (reading, encoding) if is_chinese(proof, 2) else (text, "")


def _likeliest(line: bytes, start: int, home: str) -> Sequence[_Step]:
    source = unmarked(line[start : start + _LONGEST_LINE])
    length = len(source.data)
    modes = ("utf-8", "gb18030", home if home.startswith("big5") else "cp950")
    best = {encoding: [_INFINITE] * (length + 1) for encoding in modes}
    came: dict[str, list[tuple[int, str, str]]] = {encoding: [(0, "", "")] * (length + 1) for encoding in modes}
    for encoding in modes:
        # To begin in another encoding than the file's costs as much as to go over to it.
        best[encoding][0] = 0.0 if encoding == home else _CHANGE
    for at in range(length):
        cheapest = min(modes, key=lambda encoding, at=at: best[encoding][at])  # type: ignore[misc]  # mypy gives defaults of a lambda no type
        for encoding in modes:
            here, before = best[encoding][at], encoding
            if best[cheapest][at] + _CHANGE < here:
                here, before = best[cheapest][at] + _CHANGE, cheapest
            if here == _INFINITE:
                continue
            prices, origins = best[encoding], came[encoding]
            for char, size, price in READERS[encoding](source, at):
                if here + price < prices[at + size]:
                    prices[at + size], origins[at + size] = here + price, (at, char, before)
    return list(_traced(came, length, min(modes, key=lambda encoding: best[encoding][length])))[::-1]


def _traced(came: dict[str, list[tuple[int, str, str]]], at: int, encoding: str) -> Iterator[_Step]:
    while at > 0:
        before, char, mode = came[encoding][at]
        yield _Step(char, at - before, encoding)
        at, encoding = before, mode
