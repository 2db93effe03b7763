"""The entries of a .tar, packed or not, and the one file of a .gz, .bz2 or .xz, unpacked as they are read."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, cast

from compliance.reading.archives.budget import (
    BOMB,
    BROKEN,
    DAMAGED,
    LINK,
    ArchiveError,
    Budget,
    Entry,
    EntryError,
    Source,
)
from compliance.reading.archives.names import decode_name

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_SPECIAL = "不是普通文件，没有读取"
_HEADER_BYTES = 1024 * 1024  # between two entries; long names and attributes take a few thousand
_PAST_END = 100  # readings at the end of the data; tarfile steps over an entry of any size that it declares
_XZ_MEMORY = 128 * 1024 * 1024  # bytes; xz -9 needs 65 MB
_CHUNK = 64 * 1024
_MAGIC_AT = 257  # POSIX.1-1988 ustar
_FAULTS = (
    *(tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, struct.error),
    *(ValueError, OverflowError, IndexError, KeyError, TypeError, AttributeError, RecursionError),
)


def is_tar(data: bytes) -> bool:
    """Whether the bytes open with the header of a tar archive."""
    return data[_MAGIC_AT : _MAGIC_AT + 5] == b"ustar"


def tar_entries(data: bytes, budget: Budget) -> Iterator[Entry]:
    """The files of a .tar with their names as written there. Raises ArchiveError, SpentError."""
    return _entries(io.BytesIO(data), budget)


def packed_entries(data: bytes, name: str, budget: Budget) -> Iterator[Entry]:
    """The files of a .tar.gz, .tar.bz2 or .tar.xz, or the one file that was packed. Raises ArchiveError, SpentError."""
    stream = io.BufferedReader(_Counted(_opened(data), len(data), budget))
    try:
        head = stream.peek(_MAGIC_AT + 5)
    except _FAULTS as fault:
        raise ArchiveError(BROKEN) from fault
    if is_tar(head):
        yield from _entries(stream, budget)
    else:
        budget.enter()
        yield Entry(PurePosixPath(name).stem, partial(_whole, stream, budget))


# --- Packed streams --------------------------------------------------------------------------------


def _opened(data: bytes) -> Source:
    if data.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=io.BytesIO(data))
    return bz2.BZ2File(io.BytesIO(data)) if data.startswith(b"BZh") else _Xz(data)


class _Xz:
    """The streams of an .xz file with a bound on memory, which a file can otherwise make 4 GB."""

    def __init__(self, data: bytes) -> None:
        self._input = io.BytesIO(data)
        self._stream = lzma.LZMADecompressor(lzma.FORMAT_XZ, _XZ_MEMORY)

    def read(self, size: int = -1, /) -> bytes:
        while True:
            if self._stream.eof:
                rest = (self._stream.unused_data + self._input.read()).lstrip(b"\0")
                if not rest:
                    return b""
                self._input = io.BytesIO(rest)
                self._stream = lzma.LZMADecompressor(lzma.FORMAT_XZ, _XZ_MEMORY)
            more = self._input.read(_CHUNK) if self._stream.needs_input else b""
            if self._stream.needs_input and not more:
                raise EOFError
            if piece := self._stream.decompress(more, size):
                return piece


class _Counted(io.RawIOBase):
    """Takes from the budget what is unpacked, as it is unpacked."""

    def __init__(self, source: Source, packed: int, budget: Budget) -> None:
        super().__init__()
        self._source = source
        self._most = budget.most_from(packed)
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        target = memoryview(buffer).cast("B")
        piece = self._source.read(len(target))
        self._budget.take(len(piece))
        self._most -= len(piece)
        if self._most < 0:
            raise ArchiveError(BOMB)
        target[: len(piece)] = piece
        return len(piece)


def _whole(stream: Source, budget: Budget) -> bytes:
    pieces, size = [], 0
    try:
        while piece := stream.read(_CHUNK):
            size += len(piece)
            budget.allow(size)
            pieces.append(piece)
    except _FAULTS as fault:
        raise EntryError(DAMAGED) from fault
    return b"".join(pieces)


# --- Tar -------------------------------------------------------------------------------------------


class _Header(tarfile.TarInfo):
    """A header that is damaged ends the archive with an error, where tarfile would end it as if all had been read."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _Header:
        try:
            return super().frombuf(buf, encoding, errors)
        except tarfile.HeaderError as fault:
            if len(buf) == tarfile.BLOCKSIZE and not any(buf):
                raise  # the empty block at the end
            raise ArchiveError(BROKEN) from fault


class _Bounded:
    """Hands out only as much as the headers before an entry, and its data, may take."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._left = _HEADER_BYTES
        self._past_end = 0

    def allow(self, size: int) -> None:
        self._left = size + _HEADER_BYTES

    def read(self, size: int = -1, /) -> bytes:
        piece = self._source.read(size)
        self._left -= len(piece)
        self._past_end += not piece
        if self._left < 0 or self._past_end > _PAST_END:
            raise ArchiveError(BROKEN)
        return piece


def _entries(source: Source, budget: Budget) -> Iterator[Entry]:
    bounded = _Bounded(source)
    file = cast("IO[bytes]", bounded)
    try:
        # As a stream: never backwards, whatever offsets the headers give.
        with tarfile.open(fileobj=file, mode="r|", tarinfo=_Header, encoding="utf-8", errors="surrogateescape") as tar:
            while (info := tar.next()) is not None:
                budget.enter()
                bounded.allow(min(info.size, budget.limits.unpacked_bytes))
                if not info.isdir():
                    yield Entry(_name(info), partial(_unpacked, tar, info, budget))
    except _FAULTS as fault:
        raise ArchiveError(BROKEN) from fault


def _name(info: tarfile.TarInfo) -> str:
    if "path" in info.pax_headers:
        return info.name  # POSIX.1-2001: in UTF-8
    return decode_name(info.name.encode("utf-8", "surrogateescape"))


def _unpacked(tar: tarfile.TarFile, info: tarfile.TarInfo, budget: Budget) -> bytes:
    if info.issym() or info.islnk():
        raise EntryError(LINK)
    if not info.isreg() or info.issparse():
        raise EntryError(_SPECIAL)
    budget.allow(info.size)
    try:
        file = tar.extractfile(info)
        data = file.read() if file is not None else b""
    except _FAULTS as fault:
        raise EntryError(DAMAGED) from fault
    if len(data) < info.size:
        raise EntryError(DAMAGED)
    return data
