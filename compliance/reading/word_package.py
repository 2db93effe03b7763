"""A .docx as a package of parts, unpacked within limits and parsed without entities; other formats are named."""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from typing import Any, TypeAlias

from lxml import etree  # type: ignore[import-untyped]

from compliance.errors import UnreadableFile
from compliance.reading.faults import unreadable
from compliance.reading.limits import Limits

Element: TypeAlias = Any  # lxml ships no types

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# First bytes of other formats that are handed in under a .docx name, and what to tell their sender.
_DISGUISES = (
    (b"%PDF", "实际是 PDF 文件，请把扩展名改为 .pdf 后再提交"),
    (b"{\\rtf", "实际是 RTF 文件，请用 Word 或 WPS 打开后另存为 .docx 再提交"),
    (b"\x89PNG", "实际是图片，请提交文字版的 .docx 或 .pdf"),
    (b"\xff\xd8\xff", "实际是图片，请提交文字版的 .docx 或 .pdf"),
    (b"Rar!", "实际是 RAR 压缩包，请解压后提交其中的文件"),
    (b"7z\xbc\xaf", "实际是 7z 压缩包，请解压后提交其中的文件"),
)
# What a zip without a Word body is, told by an entry that only that format has.
_OTHER_PACKAGES = (
    ("xl/workbook.xml", "实际是 Excel 工作簿，请用 Excel 或 WPS 打开后另存为 .docx 或 .pdf 后再提交"),
    ("ppt/presentation.xml", "实际是演示文稿，请用 PowerPoint 或 WPS 打开后另存为 .pdf 再提交"),
    ("OFD.xml", "实际是 OFD 版式文件，请转换为 .pdf 或 .docx 后再提交"),
    ("content.xml", "实际是 OpenDocument 文件，请用 Word 或 WPS 打开后另存为 .docx 再提交"),
)
_REPAIR = "请用 Word 或 WPS 打开后另存为 .docx，或重新获取该文件后再提交"
_RATIO_FROM = 8 * 1024 * 1024  # below it even a bomb's ratio does no harm, and a long empty form may have one
# Whatever zipfile lets through from damaged bytes: wrong offsets reach it as ValueError or struct.error.
_ZIP_FAULTS = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(EOFError, OSError, ValueError, RuntimeError, NotImplementedError),
)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # all that ISO 29500-2 allows
_CHUNK = 256 * 1024
_PARSER = {
    "resolve_entities": False,
    "no_network": True,
    "huge_tree": False,
    "load_dtd": False,
    "remove_comments": True,
    "remove_pis": True,
}
_PARSER_DEPTH = 256  # where libxml2 itself gives up without huge_tree
# ISO 29500 Strict uses other namespace names for the same elements.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")


def whole_number(text: str | None, default: int) -> int:
    """A count from an attribute; the default for anything else, also for numbers that no Word file holds."""
    return int(text) if text and len(text) < 12 and text.isdecimal() else default


class PartError(Exception):
    """A part that cannot be unpacked or parsed; the reader decides whether the file can do without it."""


class Package:
    """The parts of one .docx and how they refer to each other.

    Raises UnreadableFile for anything that is no readable .docx, and where a limit is passed.
    """

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self.name = name
        self._limits = limits
        self._left = limits.unpacked_bytes
        if len(data) > limits.file_bytes:
            raise self.fault(f"文件超过{limits.file_bytes // 1024 // 1024} MB 的上限，请拆分或压缩图片后再提交")
        _refuse_other_formats(data, name)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _ZIP_FAULTS as error:
            what = "文件不完整或已损坏" if data[:2] == b"PK" else "不是 .docx 文件（内容不是 Word 文档）"
            raise self.fault(f"{what}，{_REPAIR}") from error
        self._entries = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in self._zip.infolist()}
        self._relations: dict[str, dict[str, tuple[str, str]]] = {}
        self._check_archive()
        self.main = self._main_part()

    def fault(self, sentence: str) -> UnreadableFile:
        """The error for this file: its name and one sentence that says what to do."""
        return unreadable(self.name, sentence)

    def xml(self, part: str) -> Element | None:
        """The root element of a part; None where the package has no such part. Raises PartError."""
        info = self._entries.get(part.lower())
        return None if info is None else self._parse(self._unpack(info))

    def related(self, part: str, kind: str) -> list[str]:
        """The names of the parts that `part` refers to as `kind` (header, styles, footnotes, …), in order."""
        return [target for relation, target in self._relations_of(part).values() if relation == kind]

    def target(self, part: str, identifier: str) -> str:
        """The part behind a relationship id; empty where there is none."""
        return self._relations_of(part).get(identifier, ("", ""))[1]

    def _check_archive(self) -> None:
        infos, limits = self._zip.infolist(), self._limits
        if len(infos) > limits.archive_entries:
            raise self.fault(f"压缩包内有 {len(infos)} 个条目，超过 {limits.archive_entries} 个的上限，{_REPAIR}")
        if any(info.flag_bits & 1 for info in infos):
            raise self.fault("文件已加密，请去掉密码后另存为 .docx 后再提交")
        if sum(info.file_size for info in infos) > limits.unpacked_bytes:
            raise self.fault(f"解压后超过{limits.unpacked_bytes // 1024 // 1024} MB 的上限，请确认文件来源，{_REPAIR}")

    def _main_part(self) -> str:
        """The body's part: the one that the package names, by convention word/document.xml."""
        try:
            named = self.related("", "officeDocument")
        except PartError:
            named = []
        for part in (*named, "word/document.xml"):
            if part.lower() in self._entries and not part.lower().startswith(("xl/", "ppt/")):
                return part
        for entry, advice in _OTHER_PACKAGES:
            if entry.lower() in self._entries:
                raise self.fault(f"不是 .docx 文件，{advice}")
        raise self.fault(f"压缩包内没有 Word 正文（word/document.xml），{_REPAIR}")

    def _relations_of(self, part: str) -> dict[str, tuple[str, str]]:
        if part not in self._relations:
            folder, base = posixpath.split(part)
            root = self.xml(posixpath.join(folder, "_rels", base + ".rels"))
            found: dict[str, tuple[str, str]] = {}
            for node in () if root is None else root:
                if node.get("TargetMode") != "External" and node.get("Target"):
                    path = posixpath.normpath(posixpath.join("/", folder, node.get("Target"))).lstrip("/")
                    found[node.get("Id", "")] = (str(node.get("Type", "")).rsplit("/", 1)[-1], path)
            self._relations[part] = found
        return self._relations[part]

    def _unpack(self, info: zipfile.ZipInfo) -> bytes:
        if info.compress_type not in _METHODS:
            raise PartError(info.filename)
        limits = self._limits
        allowed = min(self._left, limits.entry_bytes)
        most = min(allowed, max(_RATIO_FROM, info.compress_size * limits.compression_ratio))
        bomb = self.fault(f"内容解压后异常庞大（疑似压缩炸弹），请确认文件来源，{_REPAIR}")
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
        except _ZIP_FAULTS as error:
            raise PartError(info.filename) from error
        self._left -= size
        return b"".join(chunks)

    def _parse(self, data: bytes) -> Element:
        if _declares_entities(data):
            raise self.fault(f"内含不允许的 DOCTYPE 声明，为安全起见没有读取，{_REPAIR}")
        if b"purl.oclc.org/ooxml" in data:
            data = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", data)
        try:
            root = etree.fromstring(data, etree.XMLParser(**_PARSER))
        except (etree.XMLSyntaxError, ValueError) as error:
            if "depth" in str(error):
                raise self.fault(f"内容嵌套过深（超过 {self._limits.xml_depth} 层），{_REPAIR}") from error
            raise PartError(str(error)) from error
        if root.getroottree().docinfo.doctype:  # in an encoding that the look at the bytes does not know
            raise self.fault(f"内含不允许的 DOCTYPE 声明，为安全起见没有读取，{_REPAIR}")
        if self._limits.xml_depth < _PARSER_DEPTH and _deeper_than(root, self._limits.xml_depth):
            raise self.fault(f"内容嵌套过深（超过 {self._limits.xml_depth} 层），{_REPAIR}")
        return root


def _refuse_other_formats(data: bytes, name: str) -> None:
    def fault(sentence: str) -> UnreadableFile:
        return unreadable(name, sentence)

    if not data:
        raise fault("文件是空的，请重新获取该文件后再提交")
    if data.startswith(_OLE):
        # An OLE directory names its streams in UTF-16.
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise fault("文件已加密，请用 Word 或 WPS 输入密码打开，去掉密码后另存为 .docx 后再提交")
        if "WordDocument".encode("utf-16-le") in data:
            raise fault("实际是旧版 Word 文件（.doc），请用 Word 或 WPS 打开后另存为 .docx 再提交")
        raise fault("不是 .docx 文件（是旧版 Office 格式），请用 Word 或 WPS 打开后另存为 .docx 再提交")
    for magic, advice in _DISGUISES:
        if data.startswith(magic):
            raise fault(f"不是 .docx 文件，{advice}")


def _declares_entities(data: bytes) -> bool:
    # UTF-16 puts a zero byte beside every ASCII character.
    plain = data.replace(b"\0", b"") if b"\0" in data[:4] or data[:2] in (b"\xff\xfe", b"\xfe\xff") else data
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


def _deeper_than(root: Element, depth: int) -> bool:
    """Whether any element has more than `depth` elements from the root to itself; done in C, level by level."""
    return bool(etree.XPath("boolean(" + "/*" * (depth + 1) + ")")(root))
