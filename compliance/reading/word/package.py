"""A .docx as a package of parts; other formats under its name are told apart."""

from __future__ import annotations

from compliance.errors import UnreadableFile
from compliance.reading.faults import unreadable
from compliance.reading.limits import Limits
from compliance.reading.zip_package import PackageKind, PartError, ZipPackage

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
    ("xl/workbook.xml", "实际是 Excel 工作簿，请把扩展名改为 .xlsx 后再提交"),
    ("ppt/presentation.xml", "实际是演示文稿，请用 PowerPoint 或 WPS 打开后另存为 .pdf 再提交"),
    ("OFD.xml", "实际是 OFD 版式文件，请转换为 .pdf 或 .docx 后再提交"),
    ("content.xml", "实际是 OpenDocument 文件，请用 Word 或 WPS 打开后另存为 .docx 再提交"),
)


class Package(ZipPackage):
    """The parts of one .docx; `main` is the name of its body's part.

    Raises UnreadableFile for anything that is no readable .docx, and where a limit is passed.
    """

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        _refuse_other_formats(data, name)
        super().__init__(data, name, limits, PackageKind(".docx", "Word"))
        self.main = self._main_part()

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
        raise self.fault(f"压缩包内没有 Word 正文（word/document.xml），{self.kind.repair}")


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
