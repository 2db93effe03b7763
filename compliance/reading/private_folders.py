"""Temporary folders that nobody else can read, and that vanish with their process."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def private_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="compliance-") as name:
        yield Path(name)


def sweep_abandoned() -> None:
    pass
