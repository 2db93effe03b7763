"""An OpenDocument text as a package (.odt) or as one XML file (.fodt); other formats are named."""

from __future__ import annotations

import re
from collections.abc import Callable

from compliance.errors import UnreadableFile
from compliance.reading.faults import unreadable
from compliance.reading.limits import Limits
from compliance.reading.odt.styles import OFFICE
from compliance.reading.zip_package import Element, PackageKind, PartError, ZipPackage, parse_xml

KIND = PackageKind(".odt", "LibreOffice")
FLAT_KIND = PackageKind(".fodt", "LibreOffice")
_MANIFEST = "META-INF/manifest.xml"
_MANIFEST_NAME = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_ENCRYPTED = "文件已加密，请用 LibreOffice 或 WPS 打开，去掉密码后另存为 .odt 再提交"
# What an OpenDocument file is that is no text.
_OTHER_BODIES = {
    "spreadsheet": "实际是电子表格，请把扩展名改为 .ods 后再提交",
    "presentation": "实际是演示文稿，请另存为 PDF 后再提交",
    "drawing": "实际是绘图文件，请另存为 PDF 后再提交",
    "chart": "实际是图表，请另存为 PDF 后再提交",
}
_OTHER_PACKAGES = (
    ("word/document.xml", "实际是 Word 文档，请把扩展名改为 .docx 后再提交"),
    ("OFD.xml", "实际是 OFD 版式文件，请把扩展名改为 .ofd 后再提交"),
)
# Pictures inside a flat file: no text, but longer than the parser takes in one piece.
_PICTURE = re.compile(rb"(<(?:\w+:)?binary-data>)[^<]*")


class OdtPackage(ZipPackage):
    """The parts of one .odt.

    Raises UnreadableFile for anything that is no readable .odt, and where a limit is passed.
    """

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        super().__init__(data, name, limits, KIND)
        if "encrypted-package" in self:  # ODF 1.4: the whole package encrypted as one entry
            raise self.fault(_ENCRYPTED)
        self._read_manifest()
        if "content.xml" in self:
            return
        for entry, advice in _OTHER_PACKAGES:
            if entry in self:
                raise self.fault(f"不是 .odt 文件，{advice}")
        raise self.fault(f"压缩包内没有 OpenDocument 正文（content.xml），{KIND.repair}")

    def object_root(self, location: str) -> Element | None:
        """The root of an embedded object's content; None for one that is no OpenDocument, or is damaged."""
        part = location.removeprefix("./").strip("/")
        try:
            return self.xml(f"{part}/content.xml") if part else None
        except PartError:
            return None

    def _read_manifest(self) -> None:
        try:
            root = self.xml(_MANIFEST)
        except PartError:
            return
        if root is not None and next(root.iter(_MANIFEST_NAME + "encryption-data"), None) is not None:
            raise self.fault(_ENCRYPTED)


def parse_flat(data: bytes, name: str, limits: Limits) -> Element:
    """The root of a .fodt. Raises UnreadableFile for what is none, and where a limit is passed."""
    if len(data) > limits.file_bytes:
        raise unreadable(name, f"文件超过{limits.file_bytes // 1024 // 1024} MB 的上限，请拆分或压缩图片后再提交")
    data = _PICTURE.sub(rb"\1", data)
    if len(data) > limits.entry_bytes:
        raise unreadable(name, f"内容异常庞大，请确认文件来源，{FLAT_KIND.repair}")
    try:
        root = parse_xml(data, limits.xml_depth, lambda what: unreadable(name, f"{what}，{FLAT_KIND.repair}"))
    except PartError as error:
        raise unreadable(name, f"文件不完整或已损坏，{FLAT_KIND.repair}") from error
    if root.tag != OFFICE + "document":
        raise unreadable(name, f"不是 .fodt 文件（内容不是 OpenDocument 文本），{FLAT_KIND.repair}")
    return root


def text_body(root: Element, fault: Callable[[str], UnreadableFile]) -> Element:
    """The body of a text. Raises the error that `fault` makes for another kind of OpenDocument file."""
    body = root.find(OFFICE + "body")
    text = None if body is None else body.find(OFFICE + "text")
    if text is not None:
        return text
    for node in () if body is None else body:
        advice = _OTHER_BODIES.get(node.tag.rpartition("}")[2])
        if advice:
            raise fault(f"不是 OpenDocument 文本，{advice}")
    raise fault(f"没有正文，{KIND.repair}")
