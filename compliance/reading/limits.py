"""How much of a file is read before it counts as a fault: generous for real submissions, tight for bombs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one read; going over one is an UnreadableFile, or, where pages were read before, said in `unread`."""

    file_bytes: int = 100 * 1024 * 1024  # scanned submissions reach 60 MB
    unpacked_bytes: int = 400 * 1024 * 1024  # of all entries of a .docx together
    entry_bytes: int = 200 * 1024 * 1024  # of one entry of a .docx that is read (pictures are not)
    archive_entries: int = 10_000
    compression_ratio: int = 200  # of one XML entry; Word's own reach about 30, zip bombs start at 1,000
    xml_depth: int = 256  # nested elements; libxml2's own limit without huge_tree
    table_depth: int = 12  # tables within tables
    pages: int = 2_000
    table_cells: int = 200_000  # of one file
    blocks: int = 200_000  # of one file
    characters: int = 20_000_000  # of one file's text
    seconds: float = 120.0  # wall time for one file, checked between pages or parts
    files: int = 2_000  # of one submission
    folder_depth: int = 16


DEFAULT_LIMITS = Limits()
