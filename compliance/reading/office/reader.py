"""Reads .doc, .wps and .dot, the Word files before .docx: converted by LibreOffice, then read as a .docx."""

from __future__ import annotations

from dataclasses import replace

from compliance.reading.blocks import Extract
from compliance.reading.faults import unreadable
from compliance.reading.limits import DEFAULT_LIMITS, Limits
from compliance.reading.office.conversion import ConversionFault, convert
from compliance.reading.office.fields import NoWordFile, with_fields_as_stored
from compliance.reading.word.reader import read_word

MEDIA_TYPE = "application/msword"

_CONVERTED = "旧版 Word 或 WPS 文档，已用 LibreOffice 转换为 .docx 读取"


def read_office(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Extract:
    """Read an OLE compound file with a WordDocument stream, which Word calls .doc or .dot and WPS .wps.

    Raises UnreadableFile where it is encrypted, damaged or over the limits, where LibreOffice is not on the machine,
    and where LibreOffice fails on it.
    """
    try:
        word = with_fields_as_stored(data)
    except NoWordFile as fault:
        raise unreadable(
            name, "文件不完整或已损坏，请重新获取原文件，或用 Word 或 WPS 打开后另存为 .docx 再提交"
        ) from fault
    if word.encrypted:
        raise unreadable(name, "文件已加密，请在 Word 或 WPS 中打开，取消打开密码并另存为 .docx 后再提交")
    try:
        converted = convert(word.data, ".doc", ".docx", limits)
    except ConversionFault as fault:
        raise unreadable(name, str(fault)) from fault
    extract = read_word(converted, name, limits)
    notes = (_CONVERTED, *((f"有{word.fields}处域（日期、页数等），按文件保存时的文字读取",) if word.fields else ()))
    first, *others = extract.certificates
    certificates = (replace(first, notes=(*notes, *first.notes)), *others)
    return replace(extract, media_type=MEDIA_TYPE, certificates=certificates)
