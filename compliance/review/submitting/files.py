"""Uploaded bytes on disk, once for each content: files/ab/abcdef… in the data folder, named by their SHA-256.

A file is written whole or not at all: it grows under another name in the same file system, is brought to the disk, and
gets its own name in one step. What a crash leaves half written is swept away later.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as translated

from compliance.errors import ComplianceError
from compliance.review.data_folder import make_private
from compliance.review.stored_words import GONE

_ABANDONED_AFTER = 3600.0  # seconds; no upload takes an hour between two writes


@dataclass(frozen=True, slots=True)
class Kept:
    """Bytes that are on the disk."""

    sha256: str
    size: int  # bytes


def keep(chunks: Iterable[bytes]) -> Kept:
    """Write and hash the bytes as they come; those that are there already are not kept twice."""
    handle, name = tempfile.mkstemp(prefix="kept-", dir=make_private(_incoming()))
    growing = Path(name)
    try:
        digest, size = hashlib.sha256(), 0
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                digest.update(chunk)
                size += file.write(chunk)
            _to_disk(file)
        kept = Kept(digest.hexdigest(), size)
        _put(growing, kept)
        return kept
    finally:
        growing.unlink(missing_ok=True)


def write_whole(path: Path, data: bytes) -> None:
    """Put a file of the data folder in place in one step, whatever was there."""
    handle, name = tempfile.mkstemp(prefix="kept-", dir=make_private(_incoming()))
    growing = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            _to_disk(file)
        make_private(path.parent)
        growing.replace(path)
    finally:
        growing.unlink(missing_ok=True)


def path_of(sha256: str) -> Path:
    """Where the bytes of that hash are, or would be."""
    return Path(settings.DATA) / "files" / sha256[:2] / sha256


def opened(sha256: str) -> BinaryIO:
    """The bytes for reading. Raises ComplianceError where they are gone."""
    try:
        return path_of(sha256).open("rb")
    except FileNotFoundError:
        raise ComplianceError(translated(GONE)) from None


def lay(sha256: str, place: Path) -> None:
    """Let the bytes appear under a name of their own; nobody may write to what appears there.

    Raises ComplianceError where they are gone.
    """
    make_private(place.parent)
    source = path_of(sha256)
    if not source.exists():
        raise ComplianceError(f"{place.name}：{translated(GONE)}")
    try:
        place.hardlink_to(source)
    except OSError:  # another file system, or one without links
        shutil.copyfile(source, place)


def sweep() -> int:
    """Remove what uploads that were cut off have left; how many files are gone."""
    gone, before = 0, time.time() - _ABANDONED_AFTER
    for path in _incoming().glob("*"):
        with suppress(OSError):
            if path.is_file() and path.stat().st_mtime < before:
                path.unlink()
                gone += 1
    return gone


def _incoming() -> Path:
    return Path(settings.FILE_UPLOAD_TEMP_DIR)


def _put(growing: Path, kept: Kept) -> None:
    place = path_of(kept.sha256)
    if place.exists() and place.stat().st_size == kept.size:
        return
    make_private(place.parent)
    growing.replace(place)
    if os.name == "posix":  # the name itself is to survive a power cut
        folder = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _to_disk(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
