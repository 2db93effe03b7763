"""Damaged numbers are found in bounded time, whatever runs on without an end."""

from __future__ import annotations

import time

import pytest

from compliance.language.damaged_numbers import damaged_numbers


@pytest.mark.parametrize("run", ["9", "1l", "l", "█", "□", "1,", "1,,", "1.", "#1", "12 "])
@pytest.mark.parametrize("end", ["", "人", "█"])
def test_a_run_takes_no_time(run: str, end: str) -> None:
    began = time.process_time()
    damaged_numbers("#" + run * (20_000 // len(run)) + end)
    assert time.process_time() - began < 3


def test_the_whole_number_before_the_damage_belongs_to_it() -> None:
    text = "共" + "1234567890," * 10 + "█人"
    assert damaged_numbers(text) == ((1, len(text)),)
