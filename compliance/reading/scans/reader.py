"""Image files (.png .jpg .tif .bmp .webp .gif): every picture a page, its text recognised."""

from __future__ import annotations

from functools import partial

from compliance.reading.blocks import Extract
from compliance.reading.faults import unreadable
from compliance.reading.limits import DEFAULT_LIMITS, Limits
from compliance.reading.pages.layout import Page, extract_of
from compliance.reading.scans.budget import Budget, recognised, settle
from compliance.reading.scans.libraries import missing
from compliance.reading.scans.pictures import PictureFault, Pictures, open_pictures
from compliance.terms import Certificate


def read_scan(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Extract:
    """Read an image file. Raises UnreadableFile, with a Chinese sentence that says what to do, where recognition is not
    installed, the file is damaged or too large, or not one page of it can be read."""
    if reason := missing():
        raise unreadable(name, f"是图片，其中的文字无法读取：{reason}；也可改交可编辑的 .docx 或带文字层的 PDF")
    try:
        pictures = open_pictures(data, limits.pages)
    except PictureFault as fault:
        raise unreadable(name, str(fault)) from fault
    if pictures.count > limits.pages:
        raise unreadable(name, f"超过 {limits.pages} 页的上限，请拆分成几个文件后再提交")
    budget = Budget(limits.recognition_seconds)
    found = [recognised(partial(pictures.page, index), index + 1, budget) for index in range(pictures.count)]
    if all(isinstance(page, str) for page in found):
        raise unreadable(name, str(found[0]))
    pages = [_unread(number, page) if isinstance(page, str) else page for number, page in enumerate(found, 1)]
    return extract_of(pictures.media_type, settle(pages), _of_file(pictures))


def _unread(number: int, reason: str) -> Page:
    said = f"第{number}页没有读出：{reason}"
    return Page(number, 0.0, 0.0, (), Certificate(number, 0, images_without_text=1, unread=(said,)))


def _of_file(pictures: Pictures) -> tuple[Certificate, ...]:
    """A certificate of the whole file, where there is something to say of it."""
    unread = ("文件后部已损坏，其余各页没有读出，请重新扫描或重新导出后再提交",) if pictures.cut_off else ()
    notes = ("是动图，只读了第一幅",) if pictures.animated else ()
    return (Certificate(None, 0, unread=unread, notes=notes),) if unread or notes else ()
