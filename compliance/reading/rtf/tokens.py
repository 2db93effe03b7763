"""Rich Text Format as a stream of tokens (RTF specification 1.9.1, Microsoft 2008)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple


class Kind(Enum):
    """What a token is."""

    OPEN = "{"
    CLOSE = "}"
    WORD = "word"  # \name or \nameN
    SYMBOL = "symbol"  # a backslash and one other character
    BYTE = "byte"  # \'xx
    TEXT = "text"  # plain bytes


class Token(NamedTuple):
    """One token. `value` is the word, the symbol's character, or bytes; `number` belongs to a word."""

    kind: Kind
    value: bytes
    number: int | None
    end: int  # where the token ends in the file


# Line ends mean nothing; the one space that ends a word belongs to it.
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n\x00]+)|[\r\n\x00]+|\\",
    re.S,
)


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of a file; the raw bytes behind \\bin are passed over."""
    at, end = 0, len(data)
    while at < end:
        found = _TOKEN.match(data, at)
        if found is None:  # cannot happen: the last alternatives take any byte
            return
        at = found.end()
        group = found.lastindex
        if group in (1, 2):
            number = int(found[2]) if found[2] else None
            if found[1] == b"bin":
                at += max(0, number or 0)
                continue
            yield Token(Kind.WORD, found[1], number, at)
        elif group == 6:
            yield Token(Kind.TEXT, found[6], None, at)
        elif group == 3:
            yield Token(Kind.BYTE, bytes((int(found[3], 16),)), None, at)
        elif group == 5:
            yield Token(Kind.OPEN if found[5] == b"{" else Kind.CLOSE, found[5], None, at)
        elif group == 4:
            yield Token(Kind.SYMBOL, found[4], None, at)
