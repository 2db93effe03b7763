"""Office files as zip packages of parts, unpacked within limits and parsed without entities."""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from lxml import etree

from compliance.errors import UnreadableFile
from compliance.reading.faults import unreadable
from compliance.reading.limits import Limits

Element: TypeAlias = Any  # lxml ships no types

_RATIO_FROM = 8 * 1024 * 1024  # below it even a bomb's ratio does no harm, and a long empty form may have one
# Whatever zipfile lets through from damaged bytes: wrong offsets reach it as ValueError or struct.error.
_ZIP_FAULTS = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(EOFError, OSError, ValueError, RuntimeError, NotImplementedError),
)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # all that ISO 29500-2 allows
_CHUNK = 256 * 1024
SMALL_PART = 8 * 1024 * 1024  # bytes of a part that only lists things: relations, comments, drawings
# How untrusted XML is parsed, as a tree or as a stream.
PARSER = {
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


_DOCTYPE = "内含不允许的 DOCTYPE 声明，为安全起见没有读取"


def parse_xml(data: bytes, deepest: int, fault: Callable[[str], UnreadableFile]) -> Element:
    """The root element of a document. Raises PartError where it is broken, and what `fault` makes of a sentence,
    without what to do, where it declares a document type or has elements inside more than `deepest` others."""
    if _declares_entities(data):
        raise fault(_DOCTYPE)
    deep = f"内容嵌套过深（超过 {deepest} 层）"
    try:
        root = etree.fromstring(data, etree.XMLParser(**PARSER))
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error):
            raise fault(deep) from error
        raise PartError(str(error)) from error
    if root.getroottree().docinfo.doctype:  # in an encoding that the look at the bytes does not know
        raise fault(_DOCTYPE)
    if deepest < _PARSER_DEPTH and _deeper_than(root, deepest):
        raise fault(deep)
    return root


def whole_number(text: str | None, default: int) -> int:
    """A count from an attribute; the default for anything else, also for numbers that no office file holds."""
    return int(text) if text and len(text) < 12 and text.isdecimal() else default


class PartError(Exception):
    """A part that cannot be unpacked or parsed; the reader decides whether the file can do without it."""


@dataclass(frozen=True, slots=True)
class PackageKind:
    """How a kind of package is named in messages: a .docx of Word, a .xlsx of Excel."""

    suffix: str
    program: str

    @property
    def repair(self) -> str:
        """What to do about a damaged file."""
        return f"请用 {self.program} 或 WPS 打开后另存为 {self.suffix}，或重新获取该文件后再提交"


class ZipPackage:
    """The parts of one office file and how they refer to each other.

    Raises UnreadableFile for anything that is no zip archive, for encrypted ones, and where a limit is passed.
    """

    def __init__(self, data: bytes, name: str, limits: Limits, kind: PackageKind) -> None:
        self.name = name
        self.kind = kind
        self._limits = limits
        self._left = limits.unpacked_bytes
        if len(data) > limits.file_bytes:
            raise self.fault(f"文件超过{limits.file_bytes // 1024 // 1024} MB 的上限，请拆分或压缩图片后再提交")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _ZIP_FAULTS as error:
            what = (
                "文件不完整或已损坏"
                if data[:2] == b"PK"
                else f"不是 {kind.suffix} 文件（内容不是 {kind.program} 文档）"
            )
            raise self.fault(f"{what}，{kind.repair}") from error
        self._entries = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in self._zip.infolist()}
        self._relations: dict[str, dict[str, tuple[str, str]]] = {}
        self._check_archive()

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._entries

    def fault(self, sentence: str) -> UnreadableFile:
        """The error for this file: its name and one sentence that says what to do."""
        return unreadable(self.name, sentence)

    def xml(self, part: str, most: int | None = None) -> Element | None:
        """The root element of a part; None where the package has no such part.

        Raises PartError, also for more than `most` bytes: a tree in memory is far larger than its text.
        """
        if part not in self:
            return None
        if most is not None and self._entries[part.lower()].file_size > most:
            raise PartError(part)
        return self._parse(b"".join(self._chunks(part)))

    def feed(self, part: str, target: object) -> None:
        """Send a part's elements to a parser target (start, end, data), without a tree of them in memory.

        What the target raises comes through; a part that is damaged halfway raises PartError where the damage is.
        """
        parser = etree.XMLParser(target=_Guarded(target, self), **PARSER)
        try:
            for chunk in self._chunks(part):
                parser.feed(chunk)
            parser.close()
        except etree.XMLSyntaxError as error:
            raise PartError(str(error)) from error

    def related(self, part: str, kind: str) -> list[str]:
        """The names of the parts that `part` refers to as `kind` (header, styles, footnotes, …), in order."""
        return [target for relation, target in self.relations(part).values() if relation == kind]

    def target(self, part: str, identifier: str) -> str:
        """The part behind a relationship id; empty where there is none."""
        return self.relations(part).get(identifier, ("", ""))[1]

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """What `part` refers to within the package, by relationship id: the kind and the part's name."""
        if part not in self._relations:
            folder, base = posixpath.split(part)
            root = self.xml(posixpath.join(folder, "_rels", base + ".rels"), SMALL_PART)
            found: dict[str, tuple[str, str]] = {}
            for node in () if root is None else root:
                if node.get("TargetMode") != "External" and node.get("Target"):
                    path = posixpath.normpath(posixpath.join("/", folder, node.get("Target"))).lstrip("/")
                    found[node.get("Id", "")] = (str(node.get("Type", "")).rsplit("/", 1)[-1], path)
            self._relations[part] = found
        return self._relations[part]

    def doctype_fault(self) -> UnreadableFile:
        """The error for a part that declares a document type, which no office program writes."""
        return self.fault(f"{_DOCTYPE}，{self.kind.repair}")

    def _check_archive(self) -> None:
        infos, limits, repair = self._zip.infolist(), self._limits, self.kind.repair
        if len(infos) > limits.archive_entries:
            raise self.fault(f"压缩包内有 {len(infos)} 个条目，超过 {limits.archive_entries} 个的上限，{repair}")
        if any(info.flag_bits & 1 for info in infos):
            raise self.fault(f"文件已加密，请去掉密码后另存为 {self.kind.suffix} 后再提交")
        if sum(info.file_size for info in infos) > limits.unpacked_bytes:
            raise self.fault(f"解压后超过{limits.unpacked_bytes // 1024 // 1024} MB 的上限，请确认文件来源，{repair}")

    def _chunks(self, part: str) -> Iterator[bytes]:
        """The bytes of a part as they are unpacked."""
        info = self._entries[part.lower()]
        if info.compress_type not in _METHODS:
            raise PartError(info.filename)
        limits = self._limits
        allowed = min(self._left, limits.entry_bytes)
        most = min(allowed, max(_RATIO_FROM, info.compress_size * limits.compression_ratio))
        bomb = self.fault(f"内容解压后异常庞大（疑似压缩炸弹），请确认文件来源，{self.kind.repair}")
        if info.file_size > most:
            raise bomb
        # A directory may lie: what counts is what comes out, not only what was announced.
        size = 0
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    self._left -= len(chunk)
                    if size > most:
                        raise bomb
                    yield chunk
        except _ZIP_FAULTS as error:
            raise PartError(info.filename) from error

    def _parse(self, data: bytes) -> Element:
        if b"purl.oclc.org/ooxml" in data:
            data = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", data)
        return parse_xml(data, self._limits.xml_depth, lambda what: self.fault(f"{what}，{self.kind.repair}"))


class _Guarded:
    """A parser target that refuses document types, in any encoding, before anything of them is expanded."""

    def __init__(self, target: Any, package: ZipPackage) -> None:
        self.start, self.end, self.data = target.start, target.end, target.data
        self._package = package

    def doctype(self, *_: object) -> None:
        raise self._package.doctype_fault()

    def close(self) -> None:
        """What lxml calls at the end; the target keeps its own results."""


def _declares_entities(data: bytes) -> bool:
    # UTF-16 puts a zero byte beside every ASCII character.
    plain = data.replace(b"\0", b"") if b"\0" in data[:4] or data[:2] in (b"\xff\xfe", b"\xfe\xff") else data
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


def _deeper_than(root: Element, depth: int) -> bool:
    """Whether any element has more than `depth` elements from the root to itself; done in C, level by level."""
    return bool(etree.XPath("boolean(" + "/*" * (depth + 1) + ")")(root))
