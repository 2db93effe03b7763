"""What a file is, by what it holds and not by what it is called."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

from compliance.reading.encoding.decoding import decode, is_binary
from compliance.reading.faults import unreadable
from compliance.reading.formats import (
    BITMAP,
    FLAT_OPEN_TEXT,
    GIF,
    HTML,
    JPEG,
    MAIL,
    MARKDOWN,
    OFD,
    OLD_WORD,
    OLD_WORKBOOK,
    OPEN_SHEET,
    OPEN_TEXT,
    PDF,
    PNG,
    RTF,
    SUFFIXES,
    TEXT,
    TIFF,
    TITLES,
    VALUES,
    WEBP,
    WORD,
    WORKBOOK,
)
from compliance.reading.mail.parts import is_mail

_SAVE_AS_WORD = "请用 Word 或 WPS 另存为 .docx 后再提交"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"GIF8", GIF),
)
_ZIPPED = (WORD, WORKBOOK, OFD, OPEN_TEXT, OPEN_SHEET)
# Names that only occur in zip containers of one kind.
_PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_CONTAINERS = (("word/", WORD), ("xl/", WORKBOOK), ("OFD.xml", OFD), ("ppt/", _PRESENTATION))
_OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": OPEN_TEXT,
    b"application/vnd.oasis.opendocument.spreadsheet": OPEN_SHEET,
}
_FLAT_OPEN_TEXT = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<office:document\b")
_HTML_START = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_HTML_TAG = re.compile(r"</?(?:p|div|table|tr|td|span|br|h[1-6]|ul|li|meta|title|script|style)\b[^<>]*>", re.I)
_WORD_XML = re.compile(r"<\?mso-application|<pkg:package|<w:wordDocument", re.I)
_MARKDOWN_TABLE = re.compile(r"^\|.*\|[ \t]*\n\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$", re.M)
_MARKDOWN_HEADING = re.compile(r"^#{1,4} \S", re.M)
_HEAD = 200_000  # bytes or characters that decide between text formats


@dataclass(frozen=True, slots=True)
class Detected:
    """A media type that can be read, and, in Chinese, what is odd about the file's name."""

    media_type: str
    note: str = ""


def detect(data: bytes, name: str) -> Detected:
    """Tell what a file is from its bytes; its name only decides between kinds of text.

    Raises UnreadableFile, saying what to do, for a kind of file that is not read.
    """
    media_type = _media_type(data, name, PurePath(name).suffix.lower())
    return Detected(media_type, mismatch(name, media_type))


def is_document(data: bytes, name: str) -> bool:
    """Whether a zip container is a document (.docx, .xlsx, .ofd, …), or is called one, rather than an archive."""
    suffix = PurePath(name).suffix.lower()
    return bool(_zip_kind(data, suffix)) or SUFFIXES.get(suffix) in _ZIPPED


def mismatch(name: str, media_type: str) -> str:
    """What is odd about the name of a file of that type, in Chinese; "" where they agree, or the name says nothing."""
    suffix = PurePath(name).suffix.lower()
    expected = SUFFIXES.get(suffix)
    if media_type == expected or not suffix or {media_type, expected} == {TEXT, MARKDOWN}:
        return ""
    title = TITLES[media_type]
    return f"文件名以 {suffix} 结尾，内容却是{title}，已按{title}读取"


def _media_type(data: bytes, name: str, suffix: str) -> str:
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _container(data, name, suffix)
    if data.startswith(_OLE):
        return _compound(data, name)
    if image := _image(data):
        return image
    if data.startswith(b"{\\rtf"):
        return RTF
    return _text(data, name, suffix)


def _image(data: bytes) -> str:
    for mark, kind in _IMAGES:
        if data.startswith(mark):
            return kind
    # "BM" alone also opens texts: a bitmap has four reserved zero bytes.
    if data.startswith(b"BM") and data[6:10] == bytes(4):
        return BITMAP
    return WEBP if data.startswith(b"RIFF") and data[8:12] == b"WEBP" else ""


def _container(data: bytes, name: str, suffix: str) -> str:
    kind, expected = _zip_kind(data, suffix), SUFFIXES.get(suffix, "")
    if kind == _PRESENTATION:
        raise unreadable(name, "是演示文稿，请另存为 PDF 后再提交")
    if not kind and expected:
        raise unreadable(name, f"不是{TITLES[expected]}，而是一般的压缩包，请交原来的 {suffix} 文件")
    if not kind:
        raise unreadable(name, "是压缩包，请解压后把其中的文件一并提交")
    return kind


def _zip_kind(data: bytes, suffix: str) -> str:
    """The media type of the document that a zip container is, by its name if it is cut off; "" for an archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if open_document := _open_document(archive):
                return open_document
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError):
        expected = SUFFIXES.get(suffix, "")
        return expected if expected in _ZIPPED else ""  # its reader says how
    return next((kind for start, kind in _CONTAINERS if any(entry.startswith(start) for entry in names)), "")


def _open_document(archive: zipfile.ZipFile) -> str:
    """The media type that an OpenDocument file names in its first entry; "" for any other archive."""
    try:
        info = archive.getinfo("mimetype")
        return _OPEN_DOCUMENTS.get(archive.read(info).strip(), "") if info.file_size < 100 else ""
    except Exception:  # whatever a damaged entry raises, the archive's names tell the rest
        return ""


def _compound(data: bytes, name: str) -> str:
    """What an OLE compound file is: the names of its streams stand in it in UTF-16."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        raise unreadable(name, "文件已加密，请在 Word 或 WPS 中打开，取消打开密码并另存为 .docx 后再提交")
    if has("WordDocument"):
        return OLD_WORD
    if has("Workbook") or has("Book"):
        return OLD_WORKBOOK
    if has("PowerPoint Document"):
        raise unreadable(name, "是旧版演示文稿（.ppt），请另存为 PDF 后再提交")
    if has("__substg1.0_"):
        raise unreadable(name, "是 Outlook 邮件（.msg），请把附件和正文另存为文件后再提交")
    raise unreadable(name, f"是旧版办公软件的文件，{_SAVE_AS_WORD}")


def _text(data: bytes, name: str, suffix: str) -> str:
    head = data[:_HEAD]
    # Cut behind a line: half a character would look like damage.
    text = decode(head[: head.rfind(b"\n") + 1] or head if len(data) > _HEAD else data).text
    if is_binary(text):
        raise unreadable(name, "不是可以读取的文件，请转换成 .docx、.pdf、.xlsx 等常见格式后再提交")
    if _WORD_XML.search(text[:4096]):
        raise unreadable(name, f"是 Word XML 文件，{_SAVE_AS_WORD}")
    if _FLAT_OPEN_TEXT.match(text):
        return FLAT_OPEN_TEXT
    if is_mail(data, name):
        return MAIL
    if _HTML_START.match(text[:8192]) or (SUFFIXES.get(suffix) != MARKDOWN and _is_mostly_tags(text)):
        return HTML
    if SUFFIXES.get(suffix) in (MARKDOWN, VALUES):
        return SUFFIXES[suffix]
    # A table's alignment row, or several # headings, make a text Markdown whatever it is called.
    if _MARKDOWN_TABLE.search(text) or len(_MARKDOWN_HEADING.findall(text)) >= 2:
        return MARKDOWN
    return TEXT


def _is_mostly_tags(text: str) -> bool:
    """Whether a page's body was saved without its frame: it opens with a tag and holds several more."""
    return bool(re.match(r"\s*<", text)) and len(_HTML_TAG.findall(text[:8192])) >= 3
