"""Reading: bytes to Documents. `read` takes one file, `read_all` the files and folders of a submission."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from compliance.errors import UnreadableFile
from compliance.reading.blocks import Extract
from compliance.reading.detection import HTML, MARKDOWN, PDF, SUFFIXES, TEXT, WORD, detect
from compliance.reading.faults import unreadable, without_name
from compliance.reading.furniture import without_furniture
from compliance.reading.limits import DEFAULT_LIMITS, Limits
from compliance.terms import Certificate, Document, Problem

__all__ = ["DEFAULT_LIMITS", "Limits", "read", "read_all", "read_bytes"]

Reader = Callable[[bytes, str, Limits], Extract]

# Files that office programs and file managers leave in a folder, and that nobody means to hand in.
_LEFTOVERS = ("~$", ".~", ".")
_LEFTOVER_NAMES = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
# Office files and pictures that a submission may hold: detection says of each what to do.
_CONVERTIBLE = re.compile(
    r"|\.(?:doc|wps|dot|rtf|odt|ofd|xlsx?|et|csv|pptx?|dps|zip|rar|7z|mht|mhtml|jpe?g|png|bmp|gif|tiff?|webp)", re.I
)


def read(path: Path, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read one file as what it holds, whatever its name says; its kind stays OTHER.

    Page furniture is set aside. Raises UnreadableFile, in Chinese and with what to do, for anything that
    cannot be read, and never anything else.
    """
    return read_bytes(_bytes(path, limits), path.name, limits)


def read_bytes(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read a file that is already in memory; see read."""
    if not data:
        raise unreadable(name, "是空文件（0 字节），请确认保存成功后再提交")
    if len(data) > limits.file_bytes:
        raise unreadable(name, _too_large(limits))
    try:
        detected = detect(data, name)
        extract = without_furniture(_reader(detected.media_type)(data, name, limits))
    except UnreadableFile:
        raise
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


def read_all(
    paths: Sequence[Path], limits: Limits = DEFAULT_LIMITS
) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Read the files and folders of one submission, in the order given, a folder's files sorted by path.

    A file that cannot be read, or that is there twice, becomes a Problem; never raises for one of them. Documents
    from a folder carry their path within it as their name.
    """
    documents: list[Document] = []
    problems: list[Problem] = []
    first: dict[str, str] = {}  # sha256 → name of the file that was read
    for count, (path, name) in enumerate(_files(paths, limits, problems), 1):
        if count > limits.files:
            problems.append(Problem(name, f"文件超过 {limits.files} 个，从这一个起没有读取，请分批提交。"))
            break
        try:
            document = replace(read(path, limits), name=name)
        except UnreadableFile as fault:
            # The source is named beside the message.
            problems.append(Problem(name, without_name(fault, path.name)))
            continue
        if document.sha256 in first:
            problems.append(Problem(name, f"与“{first[document.sha256]}”内容完全相同，只读取一次。"))
            continue
        first[document.sha256] = name
        documents.append(document)
    return tuple(documents), tuple(problems)


def _reader(media_type: str) -> Reader:
    # Imported when needed: a submission of text files does not wait for the PDF library.
    if media_type == WORD:
        from compliance.reading.word import read_word

        return read_word
    if media_type == PDF:
        from compliance.reading.pdf import read_pdf

        return read_pdf
    if media_type == HTML:
        from compliance.reading.html import read_html

        return read_html
    from compliance.reading.plain import read_markdown, read_text

    return read_markdown if media_type == MARKDOWN else read_text


def _bytes(path: Path, limits: Limits) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise unreadable(path.name, "是文件夹，不是文件，请指定其中的文件，或把整个文件夹交给 check")
        if not stat.S_ISREG(mode):
            raise unreadable(path.name, "不是普通文件（如设备或管道），请指定 .docx、.pdf 等文件")
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise unreadable(path.name, f"文件不存在，请检查路径 {path}") from None
    except PermissionError:
        raise unreadable(path.name, "没有读取权限，请检查文件权限或先关闭占用它的程序") from None
    except (OSError, ValueError) as fault:
        raise unreadable(path.name, f"无法打开（{type(fault).__name__}），请检查路径和磁盘") from fault
    if len(data) > limits.file_bytes:
        raise unreadable(path.name, _too_large(limits))
    return data


def _too_large(limits: Limits) -> str:
    return f"文件超过 {limits.file_bytes / 1024 / 1024:.0f} MB，请压缩其中的图片或拆成几个文件后再提交"


def _with_note(certificates: tuple[Certificate, ...], note: str) -> tuple[Certificate, ...]:
    """The certificates with one more note on the first, which speaks for the file."""
    if not certificates:
        return (Certificate(None, 0, notes=(note,)),)
    return (replace(certificates[0], notes=(note, *certificates[0].notes)), *certificates[1:])


def _files(paths: Sequence[Path], limits: Limits, problems: list[Problem]) -> Iterator[tuple[Path, str]]:
    """Every file to read with the name that it is shown by; what is passed over for a reason goes to `problems`."""
    for path in paths:
        if not path.is_dir():
            yield path, path.name
            continue
        found = sorted(_walk(path, limits.folder_depth))
        for file in found:
            name = file.relative_to(path).as_posix()
            if file.suffix.lower() in SUFFIXES or _CONVERTIBLE.fullmatch(file.suffix):
                yield file, name
            else:
                problems.append(Problem(name, f"文件夹中的 {file.suffix} 文件不是报送材料的格式，没有读取。"))
        if not found:
            problems.append(
                Problem(
                    path.name or str(path), "文件夹中没有可以读取的文件，请放入 .docx、.pdf、.txt、.md 或 .html 文件。"
                )
            )


def _walk(folder: Path, depth: int) -> Iterator[Path]:
    for top, folders, names in os.walk(folder, onerror=None):
        here = Path(top)
        folders[:] = [] if len(here.relative_to(folder).parts) >= depth else [f for f in folders if not _is_leftover(f)]
        yield from (here / name for name in names if not _is_leftover(name))


def _is_leftover(name: str) -> bool:
    return name.startswith(_LEFTOVERS) or name.lower() in _LEFTOVER_NAMES
