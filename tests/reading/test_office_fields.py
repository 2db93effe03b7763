"""Computed fields of a .doc stand as they were saved; the rest of the file stays as it is, byte for byte."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ole_files import compound, word_file

from compliance.reading.office.fields import NoWordFile, with_fields_as_stored

DATE, TIME, PAGES, FILE_NAME, REFERENCE, INCLUDED_PICTURE, DDE = 0x1F, 0x20, 0x1A, 0x1D, 0x03, 0x43, 0x2D
CONTENTS, PAGE, HYPERLINK, FORM_TEXT = 0x0D, 0x21, 0x58, 0x46


def changed(data: bytes) -> dict[int, tuple[int, int]]:
    """Where the returned file differs: offset → the bytes before and after."""
    after = with_fields_as_stored(data).data
    assert len(after) == len(data)
    return {at: pair for at, pair in enumerate(zip(data, after, strict=True)) if pair[0] != pair[1]}


def test_computed_and_linked_fields_become_their_saved_text() -> None:
    kinds = (DATE, TIME, PAGES, FILE_NAME, REFERENCE, INCLUDED_PICTURE, DDE)
    data = word_file("二〇二一年三月", fields=kinds)
    assert with_fields_as_stored(data).fields == len(kinds)
    assert list(changed(data).values()) == [(kind, 0x02) for kind in kinds]


def test_fields_that_a_reader_needs_stay_fields() -> None:
    data = word_file(fields=(CONTENTS, PAGE, HYPERLINK, FORM_TEXT))
    assert with_fields_as_stored(data).fields == 0
    assert changed(data) == {}


def test_a_file_without_fields_is_unchanged() -> None:
    assert changed(word_file("全区召开会议4次。")) == {}


@pytest.mark.parametrize("version", [101, 104])
def test_files_of_word_6_and_95_are_unchanged(version: int) -> None:
    assert changed(word_file(fields=(DATE,), version=version)) == {}


def test_an_encrypted_file_is_told_and_unchanged() -> None:
    data = word_file(fields=(DATE,), encrypted=True)
    assert with_fields_as_stored(data).encrypted
    assert changed(data) == {}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        word_file()[:1000],
        compound({"Workbook": b"1"}),
        compound({"WordDocument": word_file()[1536:3584]}),  # without a table stream
    ],
)
def test_what_is_no_whole_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(NoWordFile):
        with_fields_as_stored(data)


@pytest.mark.parametrize("where", [(0, 0), (0, 99_999), (0xFFFFFFFF, 16), (16, 16)])
def test_a_file_whose_text_cannot_be_found_is_refused(where: tuple[int, int]) -> None:
    data = word_file("全区召开会议4次。")
    at = data.index(b"\xec\xa5") + 0x01A2
    with pytest.raises(NoWordFile):
        with_fields_as_stored(data[:at] + struct.pack("<II", *where) + data[at + 8 :])


def test_a_stream_that_declares_more_than_its_file_is_refused_before_it_is_read() -> None:
    """Its sectors ran in circles: two and a half kilobytes took seven gigabytes."""
    data = word_file("全区召开会议4次。")
    size = data.index("1Table".encode("utf-16-le")) + 120
    with pytest.raises(NoWordFile):
        with_fields_as_stored(data[:size] + struct.pack("<I", 0x7FFFFFFF) + data[size + 4 :])


@given(st.lists(st.tuples(st.integers(0, 6000), st.integers(0, 255)), max_size=12))
@settings(max_examples=200)
def test_damage_never_breaks_it(flips: list[tuple[int, int]]) -> None:
    data = bytearray(word_file(fields=(DATE, HYPERLINK)))
    for at, value in flips:
        data[at] = value
    try:
        word = with_fields_as_stored(bytes(data))
    except NoWordFile:
        return
    assert len(word.data) == len(data)
