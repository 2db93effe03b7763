"""What a submission's folders hold: the files to read, in order, what is passed over and why, and a file's bytes."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from compliance.reading.archives.names import is_leftover
from compliance.reading.faults import too_large, unreadable
from compliance.reading.formats import SUFFIXES
from compliance.reading.limits import Limits
from compliance.terms import Problem

# What a submission may hold besides documents that are read: archives are opened, of the others it is said what to do.
_ARCHIVES = frozenset({".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar"})
_CONVERTIBLE = frozenset({"", ".ppt", ".pptx", ".dps", ".msg"})


def files_of(paths: Sequence[Path], limits: Limits, problems: list[Problem]) -> Iterator[tuple[Path, str]]:
    """Every file to read with the name that it is shown by; what is passed over for a reason goes to `problems`.

    A folder's files come sorted by path and are named by their path within it.
    """
    for count, (path, name) in enumerate(_all_files(paths, limits, problems), 1):
        if count > limits.files:
            problems.append(Problem(name, f"文件超过 {limits.files} 个，从这一个起没有读取，请分批提交。"))
            return
        yield path, name


def _all_files(paths: Sequence[Path], limits: Limits, problems: list[Problem]) -> Iterator[tuple[Path, str]]:
    for path in paths:
        if not path.is_dir():
            yield path, path.name
            continue
        found = sorted(_walk(path, limits.folder_depth))
        for file in found:
            name = file.relative_to(path).as_posix()
            if is_wanted(name):
                yield file, name
            else:
                problems.append(Problem(name, f"文件夹中的 {file.suffix} 文件不是报送材料的格式，没有读取。"))
        if not found:
            what = "文件夹中没有可以读取的文件，请放入 .docx、.pdf、.xlsx 等格式的材料。"
            problems.append(Problem(path.name or str(path), what))


def is_wanted(name: str) -> bool:
    """Whether a file of that name may be part of a submission; it is known by its content when it is opened."""
    suffix = PurePath(name).suffix.lower()
    return suffix in SUFFIXES or suffix in _ARCHIVES or suffix in _CONVERTIBLE


def _walk(folder: Path, depth: int) -> Iterator[Path]:
    for top, folders, names in os.walk(folder, onerror=None):
        here = Path(top)
        folders[:] = [] if len(here.relative_to(folder).parts) >= depth else [f for f in folders if not is_leftover(f)]
        yield from (here / name for name in names if not is_leftover(name))


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
