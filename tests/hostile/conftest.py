"""Hostile files are read as any other: each in a reading process, which must be there still when the tests end."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "reading"))  # whose files are made from the same parts
sys.path.insert(0, str(Path(__file__).parent))

from compliance.reading.isolation.parent import ReadingProcess


@pytest.fixture(scope="session")
def reading() -> Iterator[ReadingProcess]:
    with ThreadPoolExecutor(max_workers=1) as starter:
        process = ReadingProcess(starter)
        yield process
        process.close()
