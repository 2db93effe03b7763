"""Where the characters of an OFD text object stand, after its place, its matrix and its steps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from compliance.reading.ofd.text import Run, deltas, runs_of
from compliance.reading.pages.geometry import IDENTITY, Matrix
from compliance.reading.pages.glyphs import Face


def runs(attributes: str, codes: str, matrix: Matrix = IDENTITY) -> list[Run]:
    return list(runs_of(etree.fromstring(f"<TextObject {attributes}>{codes}</TextObject>"), matrix, Face()))


def corners(run: Run) -> list[tuple[float, float]]:
    """Left edge and base line of each character, for upright text."""
    return [(round(g.box[0], 2), round(g.box[3] - 0.12 * g.size, 2)) for g in run.glyphs]


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("3 4 5", [3, 4, 5]),
        ("3", [3, 3, 3]),
        ("g 3 2.5", [2.5, 2.5, 2.5]),
        ("g 2 2.5 7", [2.5, 2.5, 7]),
        ("1 g 1000000000 2", [1, 2, 2]),
        ("1,2,3", [1, 2, 3]),
        ("3 4", [3, 4, 9]),
        ("3 x 5", [3, 9, 5]),
        ("3 4 5 6 7", [3, 4, 5]),
        ("g", [9, 9, 9]),
        ("g -5 2", [9, 9, 9]),
        ("3 4 inf", [3, 4, 9]),
    ],
)
def test_steps(text: str, steps: list[float]) -> None:
    assert deltas(text, [9.0] * 3) == steps


@given(st.text("g0123456789. -", max_size=40), st.integers(0, 20))
def test_there_are_always_as_many_steps_as_are_needed(text: str, needed: int) -> None:
    assert len(deltas(text, [1.0] * needed)) == needed


def test_characters_follow_each_other_by_the_steps() -> None:
    (run,) = runs('Size="4"', '<TextCode X="1" Y="5" DeltaX="4 6" DeltaY="0 1">督导室</TextCode>')
    assert corners(run) == [(1, 5), (5, 5), (11, 6)]


def test_one_glyph_that_stands_for_two_characters_is_shared_by_them() -> None:
    (run,) = runs('Size="4"', '<TextCode X="0" Y="5" DeltaX="4 0 8">年——梧</TextCode>')
    assert corners(run) == [(0, 5), (4, 5), (8, 5), (12, 5)]


def test_two_characters_of_one_glyph_that_end_a_run_stand_side_by_side() -> None:
    (run,) = runs('Size="4"', '<TextCode X="0" Y="5" DeltaX="4 0">年——</TextCode>')
    assert corners(run) == [(0, 5), (4, 5), (8, 5)]


@pytest.mark.parametrize("sign", "□■○●★①Ⅰ→")
def test_signs_of_chinese_fonts_are_as_wide_as_characters(sign: str) -> None:
    (run,) = runs('Size="4"', f'<TextCode X="0" Y="5">{sign}</TextCode>')
    assert run.box[2] - run.box[0] == pytest.approx(4)


def test_without_steps_the_usual_widths_count() -> None:
    (run,) = runs('Size="4" HScale="0.5"', '<TextCode X="0" Y="5">督导室</TextCode>')
    assert corners(run) == [(0, 5), (2, 5), (4, 5)]


def test_a_text_code_without_place_takes_the_one_before() -> None:
    _, second = runs('Size="4"', '<TextCode X="1" Y="5">督</TextCode><TextCode X="9">导</TextCode>')
    assert corners(second) == [(9, 5)]


def test_text_that_only_cuts_out_a_shape_is_none() -> None:
    clip = "<Clips><Clip><Area><Text><TextCode X='0' Y='5'>督</TextCode></Text></Area></Clip></Clips>"
    (run,) = runs('Size="4"', clip + '<TextCode X="0" Y="5">导</TextCode>')
    assert run.text == "导"


def test_the_matrix_moves_and_scales() -> None:
    (run,) = runs('Size="4"', '<TextCode X="1" Y="5">督</TextCode>', (2.0, 0.0, 0.0, 2.0, 10.0, 0.0))
    assert corners(run) == [(12, 10)] and run.glyphs[0].size == 8


@pytest.mark.parametrize(
    ("attributes", "matrix", "turn", "upright"),
    [
        ("", IDENTITY, 0, True),
        ("", (0.0, 1.0, -1.0, 0.0, 0.0, 0.0), 90, False),
        ("", (-1.0, 0.0, 0.0, -1.0, 0.0, 0.0), 180, False),
        ("", (0.99, 0.05, -0.05, 0.99, 0.0, 0.0), 0, True),
        ("", (0.7, 0.7, -0.7, 0.7, 0.0, 0.0), None, False),
        ('ReadDirection="90"', IDENTITY, 90, True),
        ('ReadDirection="90" CharDirection="90"', IDENTITY, 90, False),
    ],
)
def test_how_a_run_is_turned(attributes: str, matrix: Matrix, turn: int | None, upright: bool) -> None:
    (run,) = runs(f'Size="4" {attributes}', '<TextCode X="0" Y="5">督导室</TextCode>', matrix)
    assert (run.turn, run.upright) == (turn, upright)


def test_a_turned_character_takes_its_box_along() -> None:
    (run,) = runs('Size="10" CharDirection="90"', '<TextCode X="50" Y="50" DeltaY="10">督导</TextCode>')
    assert run.glyphs[0].box == pytest.approx((48.8, 50, 58.8, 60))


def test_white_space_is_remembered_and_only_that_at_the_end_is_a_glyph() -> None:
    first, second = runs('Size="4"', '<TextCode X="0" Y="5">a b </TextCode><TextCode X="9"> </TextCode>')
    assert [(g.character, g.spaced) for g in first.glyphs] == [("a", False), ("b", True), (" ", False)]
    assert first.text == "a b" and second.text == ""


@pytest.mark.parametrize("size", ["", "0", "-3", "nan"])
def test_text_without_a_sound_size_is_still_read(size: str) -> None:
    (run,) = runs(f'Size="{size}"', '<TextCode X="0" Y="5">督</TextCode>')
    assert run.text == "督"
