"""Compound files: streams by name, and sizes that would make a small file a large one."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheet_files import compound

from compliance.reading.compound_file import CompoundError, CompoundFile

GOOD = compound(b"abc" * 2000)


def changed(at: int, form: str, value: int) -> bytes:
    data = bytearray(GOOD)
    struct.pack_into(form, data, at, value)
    return bytes(data)


def test_a_stream_is_found_by_its_name() -> None:
    file = CompoundFile(GOOD)
    assert "Workbook" in file
    assert "Book" not in file
    assert file.read("Workbook").startswith(b"abc" * 2000)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        GOOD[:100],
        b"PK" + GOOD[2:],
        changed(30, "<H", 0),
        changed(30, "<H", 20),
        changed(32, "<H", 0),
        *(changed(at, "<I", 0x00FFFFFF) for at in (44, 64, 72)),
    ],
)
def test_a_header_that_no_such_file_has_is_refused(data: bytes) -> None:
    with pytest.raises(CompoundError):
        CompoundFile(data)


def test_a_stream_longer_than_its_file_is_refused() -> None:
    at = GOOD.index("Workbook".encode("utf-16-le")) + 120
    with pytest.raises(CompoundError):
        CompoundFile(changed(at, "<I", 0x7FFFFFFF)).read("Workbook")


def test_a_chain_of_sectors_that_runs_in_circles_ends() -> None:
    first = 512  # the sector table: every sector of the stream is followed by itself
    data = bytearray(GOOD)
    for sector in range(2, 14):
        struct.pack_into("<I", data, first + 4 * sector, sector)
    assert len(CompoundFile(bytes(data)).read("Workbook")) <= len(GOOD)


@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=8))
def test_damage_anywhere_gives_a_stream_or_an_error(at: int, noise: bytes) -> None:
    try:
        file = CompoundFile(GOOD[:at] + noise + GOOD[at + len(noise) :])
        assert "Workbook" not in file or len(file.read("Workbook")) <= len(GOOD) + 8
    except CompoundError:
        pass
