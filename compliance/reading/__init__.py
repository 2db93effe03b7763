"""Reading: files to Documents, every file in a process of its own.

`read` takes one file, `read_all` the files and folders of a submission.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from compliance.errors import UnreadableFile
from compliance.reading.faults import unreadable, without_name
from compliance.reading.folders import files_of
from compliance.reading.isolation.parent import open_all, open_isolated
from compliance.reading.limits import DEFAULT_LIMITS, Limits
from compliance.terms import Document, Problem

__all__ = ["DEFAULT_LIMITS", "Limits", "read", "read_all"]


def read(path: Path, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read one file as what it holds, whatever its name says; its kind stays OTHER.

    Page furniture is set aside. Raises UnreadableFile, in Chinese and with what to do, for anything that cannot be
    read, and for an archive that does not hold exactly one document.
    """
    opened = open_isolated(path, path.name, limits)
    if len(opened.documents) != 1:
        raise unreadable(path.name, f"里面有 {len(opened.documents)} 份可以读取的材料，请解压后指定其中一份")
    return opened.documents[0]


def read_all(
    paths: Sequence[Path],
    limits: Limits = DEFAULT_LIMITS,
    progress: Callable[[str], None] = lambda step: None,
) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Read the files and folders of one submission, in the order given, a folder's files sorted by path.

    A file that cannot be read, or that is there twice, becomes a Problem; never raises for one of them. Documents
    from a folder carry their path within it as their name, those from an archive the archive's name before theirs.
    `progress` hears which file is being read, and which page of a long one.
    """
    documents: list[Document] = []
    problems: list[Problem] = []
    first: dict[str, str] = {}  # sha256 → name of the file that was read
    files = list(files_of(paths, limits, problems))
    for (_, name), opened in zip(files, open_all(files, limits, progress), strict=True):
        if isinstance(opened, UnreadableFile):
            # The source is named beside the message.
            problems.append(Problem(name, without_name(opened, name)))
            continue
        problems += opened.problems
        for document in opened.documents:
            if document.sha256 in first:
                problems.append(Problem(document.name, f"与“{first[document.sha256]}”内容完全相同，只读取一次。"))
                continue
            first[document.sha256] = document.name
            documents.append(document)
    return tuple(documents), tuple(problems)
