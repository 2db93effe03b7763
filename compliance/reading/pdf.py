"""PDF files with a text layer: pages to lines, tables and paragraphs, and a certificate for every page."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]

from compliance.reading.blocks import Extract
from compliance.reading.faults import unreadable
from compliance.reading.limits import DEFAULT_LIMITS, Limits
from compliance.reading.page_flow import Page, extract_of
from compliance.reading.pdf_certificates import certify
from compliance.reading.pdf_characters import PageText, read_text
from compliance.reading.pdf_damage import certify_file
from compliance.reading.pdf_drawings import Drawings, read_drawings
from compliance.reading.pdf_fonts import use_stand_in
from compliance.reading.pdf_geometry import PageFrame
from compliance.reading.pdf_lines import arrange
from compliance.reading.pdf_scans import needs_recognition, recognise_page
from compliance.reading.pdf_tables import PageTable, distribute, find_tables
from compliance.reading.scan_budget import Budget, settle
from compliance.terms import Certificate

MEDIA_TYPE = "application/pdf"
# The header may follow a few bytes that a mail gateway or a web server put first (ISO 32000-2, annex I).
_HEADER_WITHIN = 1024
_NO_PAGES = re.compile(rb"/Count\s+0\b")
_WITHOUT_PAGES = "没有任何页面，请重新导出 PDF 后再提交"
_PAGE = re.compile(rb"/Type\s*/Page\b")


def read_pdf(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Extract:
    """Read a PDF. Raises UnreadableFile, with a Chinese sentence that says what to do, for a file that is no PDF, cut
    off, encrypted, without pages or over a limit; a page that cannot be read is named in its certificate."""
    _check_bytes(data, name, limits)
    document = _open(data, name)
    try:
        count = len(document)
        if count == 0:
            raise unreadable(name, _WITHOUT_PAGES)
        if count > limits.pages:
            raise unreadable(name, f"有 {count} 页，超过 {limits.pages} 页的上限，请拆分成几个文件后再提交")
        pages = list(_pages(document, name, limits))
    finally:
        document.close()
    return extract_of(MEDIA_TYPE, settle(pages), count, certify_file(data))


def _check_bytes(data: bytes, name: str, limits: Limits) -> None:
    if len(data) > limits.file_bytes:
        limit = limits.file_bytes // (1024 * 1024)
        raise unreadable(name, f"超过 {limit} MB 的上限，请拆分或压缩图片后再提交")
    if b"%PDF-" not in data[:_HEADER_WITHIN]:
        raise unreadable(name, "不是 PDF 文件，内容与扩展名不符，请用原来的软件打开，另存为 PDF 后再提交")
    end = data.rfind(b"%%EOF")
    # What follows the last end mark may be padding, never objects: those of an update that was cut off.
    if end < 0 or b" obj" in data[end:] or b"startxref" not in data[max(0, end - 2048) : end]:
        raise unreadable(name, "文件不完整，在中途断开，请重新下载或重新导出后再提交")


def _open(data: bytes, name: str) -> pdfium.PdfDocument:
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


def _pages(document: pdfium.PdfDocument, name: str, limits: Limits) -> Iterator[Page]:
    """The pages one by one, so that only one is in memory; past a limit the rest is named as unread."""
    start, characters, cells, budget = time.monotonic(), 0, 0, Budget()
    for index in range(len(document)):
        over = _over(limits, time.monotonic() - start - budget.waited, characters, cells)
        if over:
            if index == 0:
                raise unreadable(name, f"{over}，请拆分后再提交")
            for rest in range(index, len(document)):
                yield _unread_page(rest + 1, f"第{rest + 1}页没有读：文件{over}，请拆分后再提交")
            return
        try:
            page = _read_page(document, index, budget)
        except (pdfium.PdfiumError, ValueError, ArithmeticError):
            page = _unread_page(index + 1, f"第{index + 1}页已损坏，无法读出")
        characters += page.certificate.characters
        cells += sum(len(table.cells) for table in page.tables)
        yield page


def _over(limits: Limits, seconds: float, characters: int, cells: int) -> str:
    if seconds > limits.seconds:
        return f"读取超过 {limits.seconds:g} 秒"
    if characters > limits.characters:
        return f"文字超过 {limits.characters} 个字符"
    return f"表格超过 {limits.table_cells} 个单元格" if cells > limits.table_cells else ""


def _unread_page(number: int, message: str) -> Page:
    return Page(number, 0.0, 0.0, (), Certificate(number, 0, unread=(message,)))


def _read_page(document: pdfium.PdfDocument, index: int, budget: Budget) -> Page:
    number = index + 1
    page = document[index]
    try:
        left, bottom, right, top = page.get_bbox()
        frame = PageFrame(left, bottom, right, top, page.get_rotation())
        drawings = read_drawings(page, frame)
        tables = find_tables(drawings, number)
        text = read_text(page, frame, [cell.box for table in tables for cell in table.cells])
        read = _page(number, frame, text, drawings, tables)
        return recognise_page(page, frame, read, budget) if needs_recognition(text, drawings, frame) else read
    finally:
        page.close()


def _page(number: int, frame: PageFrame, text: PageText, drawings: Drawings, tables: Sequence[PageTable]) -> Page:
    outside, filled = distribute(text.pieces, tables)
    order = arrange(outside, [table.box for table in filled], number, frame.width)
    items = tuple(filled[item] if isinstance(item, int) else item for item in order)
    return Page(number, frame.width, frame.height, items, certify(number, text, drawings, frame))
