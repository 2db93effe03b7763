"""An OFD file (GB/T 33190-2016) as a package: parts by their locations, elements by their plain names."""

from __future__ import annotations

import math
import posixpath
import re
from urllib.parse import unquote

from compliance.reading.limits import Limits
from compliance.reading.pages.geometry import Box, Matrix
from compliance.reading.zip_package import Element, PackageKind, ZipPackage

ROOT = "OFD.xml"
# GM/T 0099-2020, annex C.2: the list of encrypted parts stands beside OFD.xml under this name.
_ENCRYPTED = "Encryptions.xml"
# No page is a kilometre wide; larger numbers only lead to overflow.
_LARGEST = 1_000_000.0
_OTHER_PACKAGES = (
    ("word/document.xml", "实际是 Word 文档，请把扩展名改为 .docx 后再提交"),
    ("xl/workbook.xml", "实际是 Excel 工作簿，请把扩展名改为 .xlsx 后再提交"),
    ("content.xml", "实际是 OpenDocument 文件，请把扩展名改为 .odt 后再提交"),
)
_ONE_ARRAY = re.compile(r"[\s,]+")


class _OfdKind(PackageKind):
    """No word processor opens these."""

    @property
    def repair(self) -> str:
        return "请用版式阅读器打开后重新导出 .ofd 或另存为 .pdf，或重新获取该文件后再提交"


class OfdPackage(ZipPackage):
    """The parts of one OFD file.

    Element names come without their namespace: producers use other prefixes, and the name of a draft of the standard.
    """

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        super().__init__(data, name, limits, _OfdKind(".ofd", "OFD"))
        # Names that are not flagged as UTF-8 are often GBK, which the archive's standard does not know.
        self._entries |= {found: info for info in self._zip.infolist() if (found := _as_gbk(info.filename))}
        self._folders = {folder for entry in self._entries for folder in _folders_above(entry)}
        if _ENCRYPTED in self:
            raise self.fault("文件已加密，请在版式阅读器中解密后另存为 .ofd 或 .pdf 再提交")
        if ROOT in self:
            return
        for entry, advice in _OTHER_PACKAGES:
            if entry in self:
                raise self.fault(f"不是 .ofd 文件，{advice}")
        raise self.fault(f"压缩包内没有 OFD 的主入口（{ROOT}），{self.kind.repair}")

    def content(self, part: str) -> bytes | None:
        """The bytes of a part; None where there is no such part. Raises PartError."""
        return b"".join(self._chunks(part)) if part in self else None

    def located(self, location: str | None, base: str) -> str:
        """The part or folder that a location (ST_Loc) names, seen from the folder of the part `base`; "" for none.

        A leading slash means the package's root (table 2). Some producers count relative paths from the root as well,
        some escape characters as in a URL, and some write backslashes. No path leads out of the package.
        """
        path = (location or "").strip().replace("\\", "/")
        if not path:
            return ""
        folder = posixpath.dirname(base)
        for tried in (path, unquote(path)):
            for start in ("/",) if tried.startswith("/") else (f"/{folder}", "/"):
                part = posixpath.normpath(posixpath.join(start, tried)).lstrip("/")
                if part in self or part.lower() in self._folders:
                    return part
        return posixpath.normpath(posixpath.join(f"/{folder}", path)).lstrip("/")

    def _parse(self, data: bytes) -> Element:
        root = super()._parse(data)
        for node in root.iter():
            node.tag = node.tag.rpartition("}")[2]
        return root


def _as_gbk(entry: str) -> str:
    """A name that was read as that of an American PC, read as Chinese; "" where it is not."""
    if entry.isascii():
        return ""
    try:
        return entry.encode("cp437").decode("gb18030").replace("\\", "/").lower()
    except UnicodeError:
        return ""


def _folders_above(entry: str) -> list[str]:
    folders = entry.split("/")[:-1]
    return ["/".join(folders[:depth]) for depth in range(1, len(folders) + 1)]


def measure(text: str | None, default: float) -> float:
    """A measure from an attribute; the default for anything that is none."""
    try:
        value = float(text) if text else default
    except ValueError:
        return default
    return value if math.isfinite(value) and abs(value) < _LARGEST else default


def numbers(text: str | None, count: int) -> tuple[float, ...] | None:
    """The numbers of an array (ST_Array, ST_Box, ST_Pos); None where they are not as many as that, or no numbers."""
    parts = _ONE_ARRAY.split(text.strip(), count) if text else []
    if len(parts) != count:
        return None
    values = tuple(measure(part, math.nan) for part in parts)
    return None if any(math.isnan(value) for value in values) else values


def box_of(text: str | None) -> Box | None:
    """An ST_Box (left, top, width, height) as left, top, right, bottom, in its own units."""
    found = numbers(text, 4)
    if found is None:
        return None
    left, top, wide, high = found
    return min(left, left + wide), min(top, top + high), max(left, left + wide), max(top, top + high)


def matrix_of(text: str | None) -> Matrix | None:
    """A CTM; None where there is none."""
    found = numbers(text, 6)
    return None if found is None else (found[0], found[1], found[2], found[3], found[4], found[5])


def is_true(text: str | None, default: bool) -> bool:
    """An xs:boolean attribute."""
    return default if text is None else text.strip().lower() in ("true", "1")
