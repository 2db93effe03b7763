"""The entries of a .zip, one after another, each checked before it is unpacked."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from compliance.reading.archives.budget import BOMB, BROKEN, DAMAGED, LINK, ArchiveError, Budget, Entry, EntryError
from compliance.reading.archives.names import decode_name

ENCRYPTED = "已加密，没有读取，请去掉密码后重新压缩再提交"
_METHOD = "压缩方式不常见，无法解压，请用常见的 zip 方式重新压缩后再提交"
_OVERLAP = "压缩包内的文件互相重叠（疑似压缩炸弹），没有读取，请确认文件来源"
# Whatever zipfile lets through from damaged bytes: wrong offsets reach it as ValueError or struct.error.
_FAULTS = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError),
    *(RuntimeError, NotImplementedError, OverflowError, IndexError),
)
_CHUNK = 64 * 1024
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DIRECTORY_BYTES = 1024  # of the directory for each entry allowed; names of 汉字 take about 100
# PKWARE's APPNOTE.TXT, 4.3.7 local header, 4.3.12 central header, 4.3.16 end record; 4.4.4 flags, bits 0 and 11.
_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_LOCAL_SIZE, _CENTRAL_SIZE = 30, 46
_ENCRYPTED_FLAG, _UTF_8_FLAG = 1, 0x800
_UNICODE_PATH = 0x7075  # 4.6.9: a name in UTF-8, valid while the checksum of the plain one holds


def zip_entries(data: bytes, budget: Budget) -> Iterator[Entry]:
    """The files of a .zip with their names as written there; folders are left out.

    Raises ArchiveError before the first where the archive is damaged or a bomb, SpentError from `budget`.
    """
    infos = _directory(data, budget)
    budget.enter(len(infos))
    if budget.is_bomb(sum(info.file_size for info in infos), len(data)):
        raise ArchiveError(BOMB)
    if _overlap(data, infos):
        raise ArchiveError(_OVERLAP)
    for info in infos:
        name = _name(info)
        if not name.endswith(("/", "\\")):
            yield Entry(name, partial(_unpacked, data, info, budget))


def _directory(data: bytes, budget: Budget) -> list[zipfile.ZipInfo]:
    most = budget.limits.archive_entries * _DIRECTORY_BYTES
    try:
        try:
            return zipfile.ZipFile(_Bounded(data, most)).infolist()
        except UnicodeDecodeError:
            return zipfile.ZipFile(_Bounded(_without_utf_8_flags(data), most)).infolist()
    except _FAULTS as fault:
        raise ArchiveError(BROKEN) from fault


class _Bounded(io.BytesIO):
    """Hands out no directory of more bytes than an honest archive has: each entry costs ten times its size."""

    def __init__(self, data: bytes, most: int) -> None:
        super().__init__(data)
        self._most = most

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > self._most:
            raise ArchiveError(BROKEN)
        return super().read(size)


def _without_utf_8_flags(data: bytes) -> bytes:
    """The archive with no name declared as UTF-8, for where one that is declared so is none."""
    changed = bytearray(data)
    end = data.rfind(_END)
    (size,) = struct.unpack_from("<I", data, end + 12)
    at = end - size
    while at >= 0 and data[at : at + 4] == _CENTRAL:
        (flags,) = struct.unpack_from("<H", data, at + 8)
        struct.pack_into("<H", changed, at + 8, flags & ~_UTF_8_FLAG)
        at += _CENTRAL_SIZE + sum(struct.unpack_from("<3H", data, at + 28))
    return bytes(changed)


def _name(info: zipfile.ZipInfo) -> str:
    # zipfile itself cuts names at a NUL and turns separators; the original has neither done.
    if info.flag_bits & _UTF_8_FLAG:
        return info.orig_filename
    raw = info.orig_filename.encode("cp437")
    return _unicode_path(info.extra, raw) or decode_name(raw)


def _unicode_path(extra: bytes, raw: bytes) -> str:
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        field = extra[at + 4 : at + 4 + length]
        if kind == _UNICODE_PATH and len(field) > 5 and int.from_bytes(field[1:5], "little") == zlib.crc32(raw):
            return field[5:].decode("utf-8", "replace")
        at += 4 + length
    return ""


def _overlap(data: bytes, infos: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether the bytes of one entry reach into the next, so that they would be unpacked again and again."""
    starts = [(info.header_offset, _start(data, info) + info.compress_size) for info in infos]
    return any(end > start for (_, end), (start, _) in pairwise(sorted(starts)))


def _start(data: bytes, info: zipfile.ZipInfo) -> int:
    """Where an entry's bytes begin; 0 where its local header is damaged."""
    at = info.header_offset
    if at < 0 or at + _LOCAL_SIZE > len(data) or data[at : at + 4] != _LOCAL:
        return 0
    name, extra = struct.unpack_from("<HH", data, at + 26)
    return at + _LOCAL_SIZE + int(name) + int(extra)


def _unpacked(data: bytes, info: zipfile.ZipInfo, budget: Budget) -> bytes:
    if info.flag_bits & _ENCRYPTED_FLAG:
        raise EntryError(ENCRYPTED)
    if stat.S_ISLNK(info.external_attr >> 16):
        raise EntryError(LINK)
    if info.compress_type not in _METHODS:
        raise EntryError(_METHOD)
    budget.announce(info.file_size, info.compress_size)
    start = _start(data, info)
    packed = data[start : start + info.compress_size]
    try:
        unpacked = budget.read(_Inflated(packed) if info.compress_type else io.BytesIO(packed), info.compress_size)
    except (zlib.error, EOFError) as fault:
        raise EntryError(DAMAGED) from fault
    if not start or len(unpacked) != info.file_size or zlib.crc32(unpacked) != info.CRC:
        raise EntryError(DAMAGED)
    return unpacked


class _Inflated:
    """An entry's bytes as they are unpacked. Not zipfile's: that refuses entries whose name is written in two ways."""

    def __init__(self, packed: bytes) -> None:
        self._packed = io.BytesIO(packed)
        self._stream = zlib.decompressobj(-zlib.MAX_WBITS)

    def read(self, size: int = -1, /) -> bytes:
        while not self._stream.eof:
            more = self._stream.unconsumed_tail or self._packed.read(_CHUNK)
            if piece := self._stream.decompress(more, size):
                return piece
            if not more:
                raise EOFError
        return b""
