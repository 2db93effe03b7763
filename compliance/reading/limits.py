"""How much of a file is read before it counts as a fault: generous for real submissions, tight for bombs."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from compliance.errors import ComplianceError


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one read; going over one is an UnreadableFile, or, where pages were read before, said in `unread`."""

    file_bytes: int = 100 * 1024 * 1024  # scanned submissions reach 60 MB
    unpacked_bytes: int = 400 * 1024 * 1024  # of all entries of a .docx together
    entry_bytes: int = 200 * 1024 * 1024  # of one entry of a .docx that is read (pictures are not)
    archive_entries: int = 10_000
    archive_depth: int = 3  # archives within archives; real submissions nest two: a district's zip of its schools' zips
    compression_ratio: int = 200  # of one XML entry; Word's own reach about 30, zip bombs start at 1,000
    xml_depth: int = 256  # nested elements; libxml2's own limit without huge_tree
    table_depth: int = 12  # tables within tables
    pages: int = 2_000
    table_cells: int = 200_000  # of one file
    blocks: int = 200_000  # of one file
    characters: int = 20_000_000  # of one file's text
    seconds: float = 120.0  # wall time for one file, checked between pages or parts, without the next two
    recognition_seconds: float = 1_800.0  # computing time for the scanned pages of one file, three to six a page
    conversion_seconds: float = 60.0  # wall time for LibreOffice to convert one file
    files: int = 2_000  # of one submission
    folder_depth: int = 16
    # Of the process that reads, as the operating system counts them; over one it is killed.
    silent_seconds: float = 150.0  # wall time without a page read
    cpu_seconds: float = 3_600.0  # for one file
    memory_bytes: int = 2 * 1024 * 1024 * 1024  # resident, with its own children


DEFAULT_LIMITS = Limits()


def load_limits(path: Path) -> Limits:
    """The limits of a TOML file, one `name = number` a line; a name that is not there keeps its default.

    Raises ComplianceError that names the file and the key.
    """
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as fault:
        raise ComplianceError(f"读不了限额文件 {path}：{fault}。请写成 TOML，如 pages = 500。") from None
    known = {field.name: type(getattr(DEFAULT_LIMITS, field.name)) for field in fields(Limits)}
    for key, value in given.items():
        if key not in known:
            raise ComplianceError(f"{path}：没有名为“{key}”的限额，只有 {'、'.join(known)}。")
        if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
            raise ComplianceError(f"{path}：{key} 应当是大于 0 的数，现在是 {value!r}。")
    return Limits(**{key: known[key](value) for key, value in given.items()})
