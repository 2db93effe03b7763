"""PDF files: pages to lines, tables and paragraphs, those without a text layer recognised; a certificate for each."""

from __future__ import annotations

import re

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from compliance.reading.blocks import Extract
from compliance.reading.faults import unreadable
from compliance.reading.limits import DEFAULT_LIMITS, Limits
from compliance.reading.pages.drawings import Drawings
from compliance.reading.pages.layout import Page, extract_of, lay_out, read_pages
from compliance.reading.pages.tables import find_tables
from compliance.reading.pdf.bare import holds_text_alone, may_hide_objects
from compliance.reading.pdf.characters import read_text
from compliance.reading.pdf.damage import certify_file
from compliance.reading.pdf.drawings import read_drawings
from compliance.reading.pdf.fonts import use_stand_in
from compliance.reading.pdf.frame import PageFrame
from compliance.reading.pdf.scans import needs_recognition, recognise_page
from compliance.reading.pdf.source import Source
from compliance.reading.scans.budget import Budget, settle

MEDIA_TYPE = "application/pdf"
# The header may follow a few bytes that a mail gateway or a web server put first (ISO 32000-2, annex I).
_HEADER_WITHIN = 1024
_NO_PAGES = re.compile(rb"/Count\s+0\b")
_WITHOUT_PAGES = "没有任何页面，请重新导出 PDF 后再提交"
_PAGE = re.compile(rb"/Type\s*/Page\b")


def read_pdf(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Extract:
    """Read a PDF. Raises UnreadableFile, with a Chinese sentence that says what to do, for a file that is no PDF, cut
    off, encrypted, without pages or over a limit; a page that cannot be read is named in its certificate."""
    check_bytes(data, name, limits)
    document = open_document(data, name)
    try:
        count = len(document)
        faults = (pdfium.PdfiumError, ValueError, ArithmeticError)
        hides = may_hide_objects(document, data)
        budget = Budget(limits.recognition_seconds)
        pages = list(
            read_pages(
                count,
                lambda number: _read_page(document, number, budget, hides),
                faults,
                name,
                limits,
                lambda: budget.waited,
            )
        )
    finally:
        document.close()
    return extract_of(MEDIA_TYPE, settle(pages), certify_file(data))


def check_bytes(data: bytes, name: str, limits: Limits) -> None:
    """Raises UnreadableFile for what is no whole PDF, or too large."""
    if len(data) > limits.file_bytes:
        limit = limits.file_bytes // (1024 * 1024)
        raise unreadable(name, f"超过 {limit} MB 的上限，请拆分或压缩图片后再提交")
    if b"%PDF-" not in data[:_HEADER_WITHIN]:
        raise unreadable(name, "不是 PDF 文件，内容与扩展名不符，请用原来的软件打开，另存为 PDF 后再提交")
    end = data.rfind(b"%%EOF")
    # What follows the last end mark may be padding, never objects: those of an update that was cut off.
    if end < 0 or b" obj" in data[end:] or b"startxref" not in data[max(0, end - 2048) : end]:
        raise unreadable(name, "文件不完整，在中途断开，请重新下载或重新导出后再提交")


def open_document(data: bytes, name: str) -> pdfium.PdfDocument:
    """Raises UnreadableFile for what pdfium does not open; the caller closes it."""
    use_stand_in()
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        # pdfium's error number can be that of an earlier file, so the file is asked too.
        locked = b"/Encrypt" in data
        if locked and error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
            raise unreadable(name, "已加密，需要密码才能打开，请去掉密码后再提交") from error
        if locked and error.err_code == pdfium_c.FPDF_ERR_SECURITY:
            raise unreadable(name, "用不支持的方式加密，请打印或另存为不加密的 PDF 后再提交") from error
        if _NO_PAGES.search(data) and not _PAGE.search(data):
            raise unreadable(name, _WITHOUT_PAGES) from error
        raise unreadable(name, "已损坏，无法打开，请重新下载或重新导出 PDF 后再提交") from error


def _read_page(document: pdfium.PdfDocument, number: int, budget: Budget, hides: bool) -> Page:
    """One page; `hides` says that each of its objects must be looked at."""
    page = document[number - 1]
    try:
        left, bottom, right, top = page.get_bbox()
        frame = PageFrame(left, bottom, right, top, page.get_rotation())
        textpage = page.get_textpage()
        try:
            source = Source(textpage.raw, frame)
            drawings = Drawings() if not hides and holds_text_alone(page, source) else read_drawings(page, frame)
            tables = find_tables(drawings, number)
            text = read_text(source, [cell.box for table in tables for cell in table.cells])
        finally:
            textpage.close()
        plain = lay_out(number, (frame.width, frame.height), text, tables, drawings)
        return recognise_page(page, frame, plain, budget) if needs_recognition(text, drawings, frame) else plain
    finally:
        page.close()
