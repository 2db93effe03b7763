"""The formats that are read: of each its media type, its name for people, its suffixes and its reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from compliance.reading.blocks import Extract
from compliance.reading.limits import Limits

Reader = Callable[[bytes, str, Limits], Extract]

TEXT = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
VALUES = "text/csv"
RTF = "application/rtf"
PDF = "application/pdf"
OFD = "application/ofd"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OLD_WORD = "application/msword"
OPEN_TEXT = "application/vnd.oasis.opendocument.text"
FLAT_OPEN_TEXT = "application/vnd.oasis.opendocument.text-flat-xml"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OLD_WORKBOOK = "application/vnd.ms-excel"
OPEN_SHEET = "application/vnd.oasis.opendocument.spreadsheet"
PNG, JPEG, TIFF, BITMAP, WEBP, GIF = "image/png", "image/jpeg", "image/tiff", "image/bmp", "image/webp", "image/gif"
MAIL = "message/rfc822"


@dataclass(frozen=True, slots=True)
class Format:
    """One format; `reader` is "module:function" below compliance.reading, imported when the first such file comes."""

    media_type: str
    title: str  # in Chinese
    suffixes: tuple[str, ...]
    reader: str


FORMATS = (
    Format(TEXT, "纯文本", (".txt", ".text"), "text.plain:read_text"),
    Format(MARKDOWN, "Markdown 文本", (".md", ".markdown"), "text.plain:read_markdown"),
    Format(HTML, "网页", (".htm", ".html", ".xhtml"), "text.html:read_html"),
    Format(PDF, "PDF", (".pdf",), "pdf.reader:read_pdf"),
    Format(WORD, "Word 文档（.docx）", (".docx", ".docm", ".dotx"), "word.reader:read_word"),
    Format(RTF, "RTF 文档（.rtf）", (".rtf",), "rtf.reader:read_rtf"),
    Format(
        OLD_WORD, "旧版 Word 或 WPS 文档（.doc、.wps）", (".doc", ".dot", ".wps", ".wpt"), "office.reader:read_office"
    ),
    Format(OPEN_TEXT, "OpenDocument 文本（.odt）", (".odt", ".ott"), "odt.reader:read_odt"),
    Format(FLAT_OPEN_TEXT, "OpenDocument 文本（.fodt）", (".fodt",), "odt.reader:read_flat_odt"),
    Format(WORKBOOK, "Excel 表格（.xlsx）", (".xlsx", ".xlsm", ".xltx"), "sheets.xlsx:read_xlsx"),
    Format(OLD_WORKBOOK, "旧版 Excel 或 WPS 表格（.xls、.et）", (".xls", ".xlt", ".et", ".ett"), "sheets.xls:read_xls"),
    Format(OPEN_SHEET, "OpenDocument 表格（.ods）", (".ods",), "sheets.ods:read_ods"),
    Format(VALUES, "逗号分隔的表格（.csv）", (".csv", ".tsv"), "sheets.csv:read_csv"),
    Format(MAIL, "邮件或网页存档（.eml、.mht）", (".eml", ".mht", ".mhtml"), "mail.reader:read_mail"),
    Format(PNG, "图片（.png）", (".png",), "scans.reader:read_scan"),
    Format(JPEG, "图片（.jpg）", (".jpg", ".jpeg"), "scans.reader:read_scan"),
    Format(TIFF, "图片（.tif）", (".tif", ".tiff"), "scans.reader:read_scan"),
    Format(BITMAP, "图片（.bmp）", (".bmp",), "scans.reader:read_scan"),
    Format(WEBP, "图片（.webp）", (".webp",), "scans.reader:read_scan"),
    Format(GIF, "图片（.gif）", (".gif",), "scans.reader:read_scan"),
    Format(OFD, "版式文件（.ofd）", (".ofd",), "ofd.reader:read_ofd"),
)
TITLES = {one.media_type: one.title for one in FORMATS}
SUFFIXES = {suffix: one.media_type for one in FORMATS for suffix in one.suffixes}
_READERS = {one.media_type: one.reader for one in FORMATS}


def reader_of(media_type: str) -> Reader:
    """The function that reads files of that type; importing it may take a moment the first time."""
    module, function = _READERS[media_type].split(":")
    reader: Reader = getattr(import_module(f"compliance.reading.{module}"), function)
    return reader
