"""One file, opened in this process: from its bytes to the Documents in it. Reading processes run this; so do tests."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from compliance.errors import UnreadableFile
from compliance.reading.blocks import Extract
from compliance.reading.containers import container, members
from compliance.reading.detection import detect, is_document
from compliance.reading.faults import over_memory, too_large, unreadable, without_name
from compliance.reading.folders import file_bytes, is_wanted
from compliance.reading.formats import HTML, MARKDOWN, TEXT, reader_of
from compliance.reading.furniture import without_furniture
from compliance.reading.limits import DEFAULT_LIMITS, Limits
from compliance.reading.opened import Opened
from compliance.terms import Certificate, Document, Problem

_POSITIONS = 5  # of a table's grid for each cell that may be read: one cell of a web page may cover a million


def open_file(path: Path, name: str, limits: Limits = DEFAULT_LIMITS) -> Opened:
    """Open the file at `path`, called `name`. Raises UnreadableFile and nothing else."""
    return open_bytes(file_bytes(path, name, limits), name, limits)


def open_bytes(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Opened:
    """Open a file that is in memory, as what it holds, whatever its name says. Raises only UnreadableFile.

    Documents of an archive or a mail carry its name before theirs: 材料.zip/附件/总结.docx.
    """
    kind = container(data, name, is_document) if 0 < len(data) <= limits.file_bytes else None
    if kind is None:
        return Opened((read_bytes(data, name, limits),))
    documents: list[Document] = []
    problems: list[Problem] = []
    for member in members(data, name, is_document, limits, is_wanted):
        try:
            if member.data is None:
                raise unreadable(member.name, member.why_not)
            documents.append(read_bytes(member.data, member.name, limits))
        except UnreadableFile as fault:
            problems.append(Problem(member.name, without_name(fault, member.name)))
    if not documents and len(problems) == 1 and problems[0].source == name:
        raise unreadable(name, problems[0].message)  # the archive itself is at fault
    return Opened(tuple(documents), tuple(problems))


def read_bytes(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The one document that a file is; page furniture is set aside, the kind stays OTHER.

    Raises UnreadableFile, in Chinese and with what to do, for anything that cannot be read, and nothing else.
    """
    if not data:
        raise unreadable(name, "是空文件（0 字节），请确认保存成功后再提交")
    if len(data) > limits.file_bytes:
        raise unreadable(name, too_large(limits.file_bytes))
    try:
        detected = detect(data, name)
        extract = without_furniture(reader_of(detected.media_type)(data, name, limits))
        if _positions(extract) > _POSITIONS * limits.table_cells:
            raise unreadable(name, "表格的行列或合并的单元格过多，超出可读取的范围，请拆分表格后再提交")
    except UnreadableFile:
        raise
    except MemoryError:
        raise unreadable(name, over_memory(limits.memory_bytes)) from None
    except Exception as fault:
        # A reader's own mistake spoils one file, not the submission; the cause stays chained for those who mend it.
        what = f"读取时出错（{type(fault).__name__}），文件可能已损坏"
        raise unreadable(name, f"{what}，请用原软件打开后另存一份再提交") from fault
    if detected.note:
        extract = replace(extract, certificates=_with_note(extract.certificates, detected.note))
    silent = not extract.blocks and not extract.set_aside and all(c.complete for c in extract.certificates)
    if silent and extract.media_type in (TEXT, MARKDOWN, HTML):
        raise unreadable(name, "文件中没有任何文字，请核对内容后再提交")
    return Document(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=extract.media_type,
        blocks=extract.blocks,
        title=extract.title,
        pages=extract.pages,
        set_aside=extract.set_aside,
        certificates=extract.certificates,
    )


def _positions(extract: Extract) -> int:
    """How many positions the grids of all tables have: what is done with a table takes that much time and memory."""
    total = 0
    for cells in (block.cells for block in extract.blocks if block.cells):
        grid = max(cell.row + cell.row_span for cell in cells) * max(cell.column + cell.column_span for cell in cells)
        total += max(grid, sum(cell.row_span * cell.column_span for cell in cells))
    return total


def _with_note(certificates: tuple[Certificate, ...], note: str) -> tuple[Certificate, ...]:
    """The certificates with one more note on the first, which speaks for the file."""
    if not certificates:
        return (Certificate(None, 0, notes=(note,)),)
    return (replace(certificates[0], notes=(note, *certificates[0].notes)), *certificates[1:])
