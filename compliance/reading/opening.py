"""One file, opened in this process: from its bytes to the Documents in it. Reading processes run this; so do tests."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass, replace
from pathlib import Path

from compliance.errors import UnreadableFile
from compliance.reading.detection import detect
from compliance.reading.faults import over_memory, too_large, unreadable
from compliance.reading.formats import HTML, MARKDOWN, TEXT, reader_of
from compliance.reading.furniture import without_furniture
from compliance.reading.limits import DEFAULT_LIMITS, Limits
from compliance.terms import Certificate, Document, Problem


@dataclass(frozen=True, slots=True)
class Opened:
    """What was in one file: a document, or those of an archive with the problems of its other entries."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...] = ()


def open_file(path: Path, name: str, limits: Limits = DEFAULT_LIMITS) -> Opened:
    """Open the file at `path`, called `name`. Raises UnreadableFile and nothing else."""
    return open_bytes(file_bytes(path, name, limits), name, limits)


def open_bytes(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Opened:
    """Open a file that is in memory, as what it holds, whatever its name says. Raises only UnreadableFile."""
    return Opened((read_bytes(data, name, limits),))


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


def file_bytes(path: Path, name: str, limits: Limits) -> bytes:
    """The content of a regular file, up to the limit. Raises UnreadableFile."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise unreadable(name, "是文件夹，不是文件，请指定其中的文件，或把整个文件夹交给 check")
        if not stat.S_ISREG(mode):
            raise unreadable(name, "不是普通文件（如设备或管道），请指定 .docx、.pdf 等文件")
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise unreadable(name, f"文件不存在，请检查路径 {path}") from None
    except PermissionError:
        raise unreadable(name, "没有读取权限，请检查文件权限或先关闭占用它的程序") from None
    except (OSError, ValueError) as fault:
        raise unreadable(name, f"无法打开（{type(fault).__name__}），请检查路径和磁盘") from fault
    if len(data) > limits.file_bytes:
        raise unreadable(name, too_large(limits.file_bytes))
    return data


def _with_note(certificates: tuple[Certificate, ...], note: str) -> tuple[Certificate, ...]:
    """The certificates with one more note on the first, which speaks for the file."""
    if not certificates:
        return (Certificate(None, 0, notes=(note,)),)
    return (replace(certificates[0], notes=(note, *certificates[0].notes)), *certificates[1:])
