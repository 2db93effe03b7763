"""What a file is, by what it holds and not by what it is called."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

from compliance.reading.encoding import decode, is_binary
from compliance.reading.faults import unreadable
from compliance.reading.formats import HTML, MARKDOWN, PDF, SUFFIXES, TEXT, TITLES, WORD

_SAVE_AS_WORD = "请用 Word 或 WPS 另存为 .docx 后再提交"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_ARCHIVES = ((b"Rar!", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"\x1f\x8b", "gzip"))
# Names that only occur in zip containers of one kind, and what to tell who hands one in.
_CONTAINERS = (
    ("word/", WORD),
    ("xl/", "是 Excel 表格，请另存为 PDF，或把内容粘贴到 Word 中存为 .docx 后再提交"),
    ("ppt/", "是演示文稿，请另存为 PDF 后再提交"),
    ("OFD.xml", "是 OFD 版式文件，请用版式阅读器另存为 PDF 后再提交"),
    ("content.xml", f"是 OpenDocument 文件，{_SAVE_AS_WORD}"),
)
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
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise unreadable(name, _compound(data))
    if _is_image(data):
        raise unreadable(name, "是图片，其中的文字无法读取，请交可编辑的 .docx 或带文字层的 PDF")
    for mark, kind in _ARCHIVES:
        if data.startswith(mark):
            raise unreadable(name, f"是 {kind} 压缩包，请解压后把其中的文件一并提交")
    if data.startswith(b"{\\rtf"):
        raise unreadable(name, f"是 RTF 文件，{_SAVE_AS_WORD}")
    return _text(data, name, suffix)


def _is_image(data: bytes) -> bool:
    # "BM" alone also opens texts: a bitmap has four reserved zero bytes.
    bitmap = data.startswith(b"BM") and data[6:10] == bytes(4)
    return data.startswith(_IMAGES) or bitmap or (data.startswith(b"RIFF") and data[8:12] == b"WEBP")


def _container(data: bytes, name: str, suffix: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError):
        if SUFFIXES.get(suffix) == WORD:
            return WORD  # cut off: its reader says how
        raise unreadable(name, "压缩包已损坏或不完整，请重新获取原文件后再提交") from None
    for start, kind in _CONTAINERS:
        if any(entry.startswith(start) for entry in names):
            if kind == WORD:
                return WORD
            raise unreadable(name, kind)
    if SUFFIXES.get(suffix) == WORD:
        raise unreadable(name, "不是 Word 文档，而是一般的压缩包，请交原来的 .docx 文件")
    raise unreadable(name, "是压缩包，请解压后把其中的文件一并提交")


def _compound(data: bytes) -> str:
    """What an OLE compound file is: the names of its streams stand in it in UTF-16."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        return "文件已加密，请在 Word 或 WPS 中打开，取消打开密码并另存为 .docx 后再提交"
    if has("WordDocument"):
        return f"是旧版 Word 或 WPS 文档（.doc、.wps），{_SAVE_AS_WORD}"
    if has("Workbook") or has("Book"):
        return "是旧版 Excel 表格（.xls），请另存为 PDF，或把内容粘贴到 Word 中存为 .docx 后再提交"
    if has("PowerPoint Document"):
        return "是旧版演示文稿（.ppt），请另存为 PDF 后再提交"
    return f"是旧版办公软件的文件，{_SAVE_AS_WORD}"


def _text(data: bytes, name: str, suffix: str) -> str:
    head = data[:_HEAD]
    # Cut behind a line: half a character would look like damage.
    text = decode(head[: head.rfind(b"\n") + 1] or head if len(data) > _HEAD else data).text
    if is_binary(text):
        raise unreadable(name, "不是可以读取的文件，只能读取 .docx、.pdf、.txt、.md、.html，请转换格式后再提交")
    if _WORD_XML.search(text[:4096]):
        raise unreadable(name, f"是 Word XML 文件，{_SAVE_AS_WORD}")
    if re.match(r"\s*MIME-Version:", text, re.I):
        raise unreadable(name, f"是网页存档（.mht），{_SAVE_AS_WORD}")
    if _HTML_START.match(text[:8192]) or (SUFFIXES.get(suffix) != MARKDOWN and _is_mostly_tags(text)):
        return HTML
    if SUFFIXES.get(suffix) == MARKDOWN:
        return MARKDOWN
    # A table's alignment row, or several # headings, make a text Markdown whatever it is called.
    if _MARKDOWN_TABLE.search(text) or len(_MARKDOWN_HEADING.findall(text)) >= 2:
        return MARKDOWN
    return TEXT


def _is_mostly_tags(text: str) -> bool:
    """Whether a page's body was saved without its frame: it opens with a tag and holds several more."""
    return bool(re.match(r"\s*<", text)) and len(_HTML_TAG.findall(text[:8192])) >= 3
