"""XML parts in a zip archive (.docx, .odt, .ofd), unpacked within limits and parsed without entities."""

from __future__ import annotations

import contextlib
import io
import struct
import zipfile
import zlib

from compliance.errors import UnreadableFile
from compliance.reading.faults import unreadable
from compliance.reading.limits import Limits
from compliance.reading.xml_parsing import Element, PartError, RefusedError, parse_xml

_RATIO_FROM = 8 * 1024 * 1024  # below it even a bomb's ratio does no harm, and a long empty form may have one
# Whatever zipfile lets through from damaged bytes: wrong offsets reach it as ValueError or struct.error.
ZIP_FAULTS = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(EOFError, OSError, ValueError, RuntimeError, NotImplementedError),
)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # all that ISO 29500-2, ODF 1.3-2 and GB/T 33190 allow
_CHUNK = 256 * 1024
_UTF8_NAME = 0x800  # flag of an entry whose name is in UTF-8
_MEGABYTE = 1024 * 1024


class XmlPackage:
    """The parts of one file, by their paths in the archive, whatever the case of their letters.

    A subclass says in Chinese what kind of file it is and what to do about one that is damaged. Raises
    UnreadableFile for what is no sound archive, and where a limit is passed.
    """

    suffix = ""
    contents = ""
    repair = ""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self.name = name
        self._limits = limits
        self._left = limits.unpacked_bytes
        if len(data) > limits.file_bytes:
            raise self.fault(f"文件超过{limits.file_bytes // _MEGABYTE} MB 的上限，请拆分或压缩图片后再提交")
        self._refuse(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except ZIP_FAULTS as error:
            other = f"不是 {self.suffix} 文件（内容不是{self.contents}）"
            raise self.fault(f"{'文件不完整或已损坏' if data[:2] == b'PK' else other}，{self.repair}") from error
        self._entries = {key: info for info in self._zip.infolist() for key in _keys(info)}
        self._check_archive()

    def fault(self, sentence: str) -> UnreadableFile:
        """The error for this file: its name and one sentence that says what to do."""
        return unreadable(self.name, sentence)

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._entries

    def xml(self, part: str) -> Element | None:
        """The root element of a part; None where the package has no such part. Raises PartError."""
        content = self.content(part)
        try:
            return None if content is None else parse_xml(self._mended(content), self._limits.xml_depth)
        except RefusedError as error:
            raise self.fault(f"{error}，{self.repair}") from error

    def content(self, part: str) -> bytes | None:
        """The bytes of a part; None where the package has no such part. Raises PartError."""
        info = self._entries.get(part.lower())
        return None if info is None else self._unpack(info)

    def _refuse(self, data: bytes) -> None:
        """Raise for the bytes of another format that can be named."""

    def _mended(self, content: bytes) -> bytes:
        """The bytes of a part as they are parsed."""
        return content

    def _check_archive(self) -> None:
        infos, limits = self._zip.infolist(), self._limits
        if len(infos) > limits.archive_entries:
            raise self.fault(f"压缩包内有 {len(infos)} 个条目，超过 {limits.archive_entries} 个的上限，{self.repair}")
        if any(info.flag_bits & 1 for info in infos):
            raise self.fault(f"文件已加密，请去掉密码后另存为 {self.suffix} 后再提交")
        if sum(info.file_size for info in infos) > limits.unpacked_bytes:
            most = limits.unpacked_bytes // _MEGABYTE
            raise self.fault(f"解压后超过{most} MB 的上限，请确认文件来源，{self.repair}")

    def _unpack(self, info: zipfile.ZipInfo) -> bytes:
        if info.compress_type not in _METHODS:
            raise PartError(info.filename)
        limits = self._limits
        allowed = min(self._left, limits.entry_bytes)
        most = min(allowed, max(_RATIO_FROM, info.compress_size * limits.compression_ratio))
        bomb = self.fault(f"内容解压后异常庞大（疑似压缩炸弹），请确认文件来源，{self.repair}")
        if info.file_size > most:
            raise bomb
        # A directory may lie: what counts is what comes out, not only what was announced.
        chunks, size = [], 0
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if size > most:
                        raise bomb
                    chunks.append(chunk)
        except ZIP_FAULTS as error:
            raise PartError(info.filename) from error
        self._left -= size
        return b"".join(chunks)


def _keys(info: zipfile.ZipInfo) -> list[str]:
    """The paths that an entry is found by; names that are not flagged as UTF-8 are often GBK."""
    names = [info.filename]
    if not info.flag_bits & _UTF8_NAME and not info.filename.isascii():
        with contextlib.suppress(UnicodeError):
            names.append(info.filename.encode("cp437").decode("gb18030"))
    return [name.replace("\\", "/").lstrip("/").lower() for name in names]
