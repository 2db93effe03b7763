"""What passes between the checking process and a reading process: MessagePack frames, checked against these types.

A reading process handles hostile bytes, so what it answers is untrusted too: no pickle, a bound on every frame, and a
field of a wrong type is an error, not an object.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

import msgspec

from compliance.reading.limits import Limits
from compliance.reading.opened import Opened
from compliance.reading.pages.pictures import PagePicture
from compliance.reading.scans.turns import Turn

_LENGTH = struct.Struct(">Q")


class ReadFile(msgspec.Struct, tag=True, frozen=True):
    """Read the file that holds `data`."""

    name: str
    data: bytes
    limits: Limits


class MeasurePages(msgspec.Struct, tag=True, frozen=True):
    """Tell the sizes of all pages of the file that holds `data`."""

    name: str
    media_type: str
    data: bytes
    limits: Limits


class DrawPage(msgspec.Struct, tag=True, frozen=True):
    """Draw one page of the file that holds `data`, at `scale` pixels a point."""

    name: str
    media_type: str
    data: bytes
    page: int
    scale: float
    turn: Turn
    limits: Limits


class PageRead(msgspec.Struct, tag=True, frozen=True):
    """A sign of life: so many pages of so many are read."""

    done: int
    total: int


class FileOpened(msgspec.Struct, tag=True, frozen=True):
    """What was in the file."""

    opened: Opened


class FileRefused(msgspec.Struct, tag=True, frozen=True):
    """The whole message of an UnreadableFile."""

    message: str


class PagesMeasured(msgspec.Struct, tag=True, frozen=True):
    """The sizes of all pages in points; (0, 0) for one that cannot be drawn."""

    sizes: tuple[tuple[float, float], ...]


class PageDrawn(msgspec.Struct, tag=True, frozen=True):
    """A page's picture."""

    picture: PagePicture


Request = ReadFile | MeasurePages | DrawPage
Answer = PageRead | FileOpened | PagesMeasured | PageDrawn | FileRefused


def send(stream: BinaryIO, message: Request | Answer) -> None:
    """Write one frame: its length in eight bytes, then the message."""
    payload = msgspec.msgpack.encode(message)
    stream.write(_LENGTH.pack(len(payload)))
    stream.write(payload)
    stream.flush()


def receive(stream: BinaryIO, most_bytes: float = math.inf) -> bytes | None:
    """The next frame, undecoded; None where the stream has ended. Raises ValueError for one over `most_bytes`."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > most_bytes:
        raise ValueError(f"a frame of {length} bytes")
    payload = stream.read(length)
    return payload if len(payload) == length else None


def decode_request(payload: bytes) -> Request:
    """Raises msgspec.ValidationError for anything else."""
    request: Request = msgspec.msgpack.decode(payload, type=Request)
    return request


def decode_answer(payload: bytes) -> Answer:
    """Raises ValueError for anything else."""
    try:
        answer: Answer = msgspec.msgpack.decode(payload, type=Answer)
    except RecursionError as fault:  # unknown fields are passed over, however deep they nest
        raise ValueError("an answer nested too deep") from fault
    if not all(map(math.isfinite, _figures(answer))):
        raise ValueError("a figure that is no number")
    return answer


def _figures(answer: Answer) -> Iterator[float]:
    """Every float of an answer: neither JSON nor a database holds one that is no number, or infinite."""
    if isinstance(answer, PagesMeasured):
        yield from chain.from_iterable(answer.sizes)
    elif isinstance(answer, PageDrawn):
        yield from (answer.picture.width, answer.picture.height)
    elif isinstance(answer, FileOpened):
        for document in answer.opened.documents:
            yield from (block.confidence for block in document.blocks)
            yield from (certificate.confidence for certificate in document.certificates)
            places = [*(block.place for block in document.blocks), *(aside.place for aside in document.set_aside)]
            yield from chain.from_iterable(place.box or () for place in places)
