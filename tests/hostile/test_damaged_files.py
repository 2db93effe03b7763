"""A damaged file of any format is read as far as it goes, or refused in one sentence that was foreseen."""

from __future__ import annotations

import zlib

import pytest
from mutations import mutated, truncated
from outcomes import outcome

from compliance.reading.isolation.parent import ReadingProcess
from samples import SAMPLES

MUTATED = 200  # a format; thousands by hand: fuzz/mutate.py
MUTATED_PICTURES = 25  # recognition takes its time
PICTURES = (".png", ".jpg", ".tif")


@pytest.mark.parametrize("name", SAMPLES)
def test_the_sample_itself_is_read(reading: ReadingProcess, name: str) -> None:
    assert outcome(reading, name, SAMPLES[name]()).documents


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_cut_off_anywhere(reading: ReadingProcess, name: str) -> None:
    for percent, data in truncated(SAMPLES[name]()).items():
        result = outcome(reading, name, data)
        assert not result.fault, f"{percent} %: {result.sentence}"


@pytest.mark.parametrize("name", SAMPLES)
def test_damage_of_every_kind(reading: ReadingProcess, name: str) -> None:
    data = SAMPLES[name]()
    start = zlib.crc32(name.encode())
    for seed in range(start, start + (MUTATED_PICTURES if name.endswith(PICTURES) else MUTATED)):
        result = outcome(reading, name, mutated(data, seed))
        assert not result.fault, f"seed {seed}: {result.sentence}"
