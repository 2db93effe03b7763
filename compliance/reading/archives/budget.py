"""What may come out of one submitted archive or mail, with all that is nested in it: one budget over the whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from compliance.reading.limits import Limits

_RATIO_FROM = 8 * 1024 * 1024  # bytes; below it even a bomb's ratio does no harm, and a blank scan may have one
_CHUNK = 256 * 1024
_MEGABYTE = 1024 * 1024

BROKEN = "压缩包不完整或已损坏（分卷压缩的请先合并），请重新压缩后再提交"
DAMAGED = "在压缩包中已损坏，无法解压，请重新压缩后再提交"
LINK = "是链接，不是文件，没有读取"
BOMB = "解压后异常庞大（疑似压缩炸弹），没有读取，请确认文件来源"


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive or a mail: its path, outer.zip/folder/file.docx, and its bytes, or why there are none.

    `why_not` is Chinese, without the name and without a stop at its end.
    """

    name: str
    data: bytes | None
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file as its archive lists it, by the name written there, and the way to unpack it.

    `unpack` raises EntryError and SpentError; it may be called once, before the next entry is asked for.
    """

    name: str
    unpack: Callable[[], bytes]


class ArchiveError(Exception):
    """An archive that is refused as a whole; the message says why in Chinese."""


class SpentError(Exception):
    """The budget is used up, so nothing more is unpacked; the message says so in Chinese."""


class EntryError(Exception):
    """One entry that is not unpacked; the message says why in Chinese, the others go on."""


class Source(Protocol):
    """Something to read from in pieces."""

    def read(self, size: int = ..., /) -> bytes: ...


class Budget:
    """Bytes and entries that are left; whatever was unpacked counts, also what was thrown away after."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._bytes = limits.unpacked_bytes
        self._entries = limits.archive_entries

    def enter(self, entries: int = 1) -> None:
        """Take up entries. Raises SpentError."""
        self._entries -= entries
        if self._entries < 0:
            raise SpentError(f"压缩包内的文件超过 {self.limits.archive_entries} 个，其后的文件没有读取，请分批提交")

    def announce(self, size: int, packed: int) -> None:
        """Refuse by the size that an entry declares, before anything is unpacked. Raises EntryError, SpentError."""
        self.allow(size)
        if size > self.most_from(packed):
            raise EntryError(BOMB)
        if size > self._bytes:
            raise self._spent()

    def allow(self, size: int) -> None:
        """Refuse an entry that is larger than any file that is read. Raises EntryError."""
        if size > self.limits.file_bytes:
            most = self.limits.file_bytes // _MEGABYTE
            raise EntryError(f"解压后超过 {most} MB，没有读取，请压缩其中的图片或拆成几个文件后再提交")

    def is_bomb(self, size: int, packed: int) -> bool:
        """Whether a whole archive declares more than may come out, at a ratio that no honest one has."""
        return size > self._bytes and size > self.most_from(packed)

    def most_from(self, packed: int) -> int:
        """How many bytes may come out of so many packed ones before it counts as a bomb."""
        return max(_RATIO_FROM, packed * self.limits.compression_ratio)

    def read(self, source: Source, packed: int) -> bytes:
        """Unpack one entry in pieces, whatever size it declared. Raises EntryError, SpentError."""
        pieces, size = [], 0
        while piece := source.read(_CHUNK):
            size += len(piece)
            self.take(len(piece))
            self.allow(size)
            if size > self.most_from(packed):
                raise EntryError(BOMB)
            pieces.append(piece)
        return b"".join(pieces)

    def take(self, size: int) -> None:
        """Take up bytes that were unpacked. Raises SpentError."""
        self._bytes -= size
        if self._bytes < 0:
            raise self._spent()

    def _spent(self) -> SpentError:
        most = self.limits.unpacked_bytes // _MEGABYTE
        return SpentError(f"解压后总量超过 {most} MB，其后的文件没有读取，请分批提交")
