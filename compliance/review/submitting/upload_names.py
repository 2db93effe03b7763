"""Names of uploaded files (文件名), made safe for every file system and told apart. Pure: nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from compliance.reading.archives.names import UNNAMED, safe_path

MOST_CHARACTERS = 255  # of the whole path, as the database keeps it
_MOST_BYTES = 200  # of one part; file systems end at 255, and a number may follow
_MOST_PARTS = 15  # folders deeper than this are not read
# What Windows refuses in a name, as the full-width sign that looks like it.
_REFUSED = str.maketrans('<>:"|?*', "＜＞：＂｜？＊")
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


def safe_name(given: str) -> str:
    """A relative path with / that any file system takes: no step up, no root, nothing unseen, of bounded length."""
    parts = [_safe_part(part) for part in safe_path(given).split("/")]
    kept = [part for part in parts if part][-_MOST_PARTS:] or [UNNAMED]
    while len(kept) > 1 and len("/".join(kept)) > MOST_CHARACTERS - 10:
        kept = kept[1:]  # the nearest folders say most
    return "/".join(kept)


def distinct_names(names: Iterable[str]) -> Iterator[str]:
    """The safe names, each its own also where upper and lower case are one: a second 表.docx becomes 表（2）.docx.

    No name is that of a folder of another.
    """
    wanted = list(names)
    taken = {str(folder).casefold() for name in wanted for folder in PurePosixPath(name).parents}
    for name in wanted:
        distinct, number = name, 1
        while distinct.casefold() in taken:
            number += 1
            path = PurePosixPath(name)
            distinct = str(path.with_name(f"{path.stem}（{number}）{path.suffix}"))
        taken.add(distinct.casefold())
        yield distinct


def _safe_part(part: str) -> str:
    """One part of a path: its beginning and its suffix are kept where it is too long."""
    name = part.translate(_REFUSED).strip().rstrip(". ")
    if name.split(".")[0].casefold() in _DEVICES:
        name = f"_{name}"
    if len(name.encode()) <= _MOST_BYTES:
        return name
    suffix = PurePosixPath(name).suffix
    suffix = suffix if len(suffix.encode()) <= 20 else ""
    room = _MOST_BYTES - len(suffix.encode()) - len("…".encode())
    return name.encode()[:room].decode("utf-8", "ignore") + "…" + suffix
