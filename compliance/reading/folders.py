"""What a submission's folders hold: the files to read, in order, and what is passed over and why."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from compliance.reading.formats import SUFFIXES
from compliance.reading.limits import Limits
from compliance.terms import Problem

# Files that office programs and file managers leave in a folder, and that nobody means to hand in.
_LEFTOVERS = ("~$", ".~", ".")
_LEFTOVER_NAMES = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
# Office files and pictures that a submission may hold: detection says of each what to do.
_CONVERTIBLE = re.compile(
    r"|\.(?:doc|wps|dot|rtf|odt|ofd|xlsx?|et|csv|pptx?|dps|zip|rar|7z|mht|mhtml|jpe?g|png|bmp|gif|tiff?|webp)", re.I
)


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
            if file.suffix.lower() in SUFFIXES or _CONVERTIBLE.fullmatch(file.suffix):
                yield file, name
            else:
                problems.append(Problem(name, f"文件夹中的 {file.suffix} 文件不是报送材料的格式，没有读取。"))
        if not found:
            what = "文件夹中没有可以读取的文件，请放入 .docx、.pdf、.txt、.md 或 .html 文件。"
            problems.append(Problem(path.name or str(path), what))


def _walk(folder: Path, depth: int) -> Iterator[Path]:
    for top, folders, names in os.walk(folder, onerror=None):
        here = Path(top)
        folders[:] = [] if len(here.relative_to(folder).parts) >= depth else [f for f in folders if not is_leftover(f)]
        yield from (here / name for name in names if not is_leftover(name))


def is_leftover(name: str) -> bool:
    """Whether a file or folder of that name was left behind by a program rather than handed in."""
    return name.startswith(_LEFTOVERS) or name.lower() in _LEFTOVER_NAMES
