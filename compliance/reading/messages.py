"""What passes between the checking process and a reading process: MessagePack frames, checked against these types.

A reading process handles hostile bytes, so what it answers is untrusted too: no pickle, a bound on every frame, and a
field of a wrong type is an error, not an object.
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from typing import BinaryIO

import msgspec

from compliance.reading.limits import Limits
from compliance.terms import Document, Problem

_LENGTH = struct.Struct(">Q")


@dataclass(frozen=True, slots=True)
class Opened:
    """What was in one file: a document, or those of an archive with the problems of its other entries."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...] = ()


class ReadFile(msgspec.Struct, tag=True, frozen=True):
    """Read the file that holds `data`."""

    name: str
    data: bytes
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


Answer = PageRead | FileOpened | FileRefused


def send(stream: BinaryIO, message: ReadFile | Answer) -> None:
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


def decode_request(payload: bytes) -> ReadFile:
    """Raises msgspec.ValidationError for anything else."""
    return msgspec.msgpack.decode(payload, type=ReadFile)


def decode_answer(payload: bytes) -> Answer:
    """Raises ValueError for anything else."""
    try:
        answer: Answer = msgspec.msgpack.decode(payload, type=Answer)
    except RecursionError as fault:  # unknown fields are passed over, however deep they nest
        raise ValueError("an answer nested too deep") from fault
    return answer
