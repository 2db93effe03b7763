"""A .docx as a package of parts that refer to each other; other formats are named."""

from __future__ import annotations

import posixpath
import re

from compliance.errors import UnreadableFile
from compliance.reading.faults import unreadable
from compliance.reading.limits import Limits
from compliance.reading.xml_package import XmlPackage
from compliance.reading.xml_parsing import PartError

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
# ISO 29500 Strict uses other namespace names for the same elements.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")


class Package(XmlPackage):
    """The parts of one .docx and how they refer to each other.

    Raises UnreadableFile for anything that is no readable .docx, and where a limit is passed.
    """

    suffix = ".docx"
    contents = " Word 文档"
    repair = "请用 Word 或 WPS 打开后另存为 .docx，或重新获取该文件后再提交"

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        super().__init__(data, name, limits)
        self._relations: dict[str, dict[str, tuple[str, str]]] = {}
        self.main = self._main_part()

    def related(self, part: str, kind: str) -> list[str]:
        """The names of the parts that `part` refers to as `kind` (header, styles, footnotes, …), in order."""
        return [target for relation, target in self._relations_of(part).values() if relation == kind]

    def target(self, part: str, identifier: str) -> str:
        """The part behind a relationship id; empty where there is none."""
        return self._relations_of(part).get(identifier, ("", ""))[1]

    def _main_part(self) -> str:
        """The body's part: the one that the package names, by convention word/document.xml."""
        try:
            named = self.related("", "officeDocument")
        except PartError:
            named = []
        for part in (*named, "word/document.xml"):
            if part in self and not part.lower().startswith(("xl/", "ppt/")):
                return part
        for entry, advice in _OTHER_PACKAGES:
            if entry in self:
                raise self.fault(f"不是 .docx 文件，{advice}")
        raise self.fault(f"压缩包内没有 Word 正文（word/document.xml），{self.repair}")

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

    def _refuse(self, data: bytes) -> None:
        _refuse_other_formats(data, self.name)

    def _mended(self, content: bytes) -> bytes:
        if b"purl.oclc.org/ooxml" not in content:
            return content
        return _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", content)


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
