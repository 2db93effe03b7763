"""Pictures of pages on disk: written whole or not at all, the longest unused removed first."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_TRIM_EVERY = 50  # writes
_STALE = 3600  # seconds after which a file that was being written belongs to nobody


class Cache:
    """Files by name in one folder, together no larger than about `most_bytes`."""

    def __init__(self, folder: Path, most_bytes: int) -> None:
        self._folder, self._most = folder, most_bytes
        self._writes = 0

    def get(self, name: str, youngest: float = 0.0) -> bytes | None:
        """What was put under the name, unless it was before `youngest` (seconds since 1970)."""
        path = self._path(name)
        try:
            written = path.stat().st_mtime
            content = path.read_bytes() if written >= youngest else None
        except OSError:
            return None
        if content is not None and not youngest:
            with suppress(OSError):
                os.utime(path)  # used just now: removed last
        return content

    def put(self, name: str, content: bytes) -> None:
        """Keep it; where the disk is full it is not kept, and that is all."""
        path = self._path(name)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                Path(temporary).replace(path)
            except OSError:
                Path(temporary).unlink(missing_ok=True)
        self._writes += 1
        if self._writes % _TRIM_EVERY == 1:
            self.trim()

    def trim(self, now: Callable[[], float] = time.time) -> None:
        """Remove the longest unused until the rest fits, and what was never finished."""
        files: list[tuple[float, int, Path]] = []
        for path in self._folder.rglob("*"):
            with suppress(OSError):
                found = path.stat()
                if path.is_file():
                    files.append((found.st_mtime, found.st_size, path))
        total = sum(size for _, size, _ in files)
        for used, size, path in sorted(files):
            unfinished = path.suffix == ".part"
            if total > self._most and not unfinished or unfinished and now() - used > _STALE:
                with suppress(OSError):
                    path.unlink()
                    total -= size

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name
