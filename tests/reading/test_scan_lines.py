"""Found boxes become lines to read, one cell each, and recognised lines become comparable with each other."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.reading.pages.layout import Page, moved
from compliance.reading.pages.lines import Line
from compliance.reading.pages.tables import GridCell, PageTable
from compliance.reading.scans.lines import Strip, em_of, set_box, settle_sizes, side_by_side, strips_of
from compliance.terms import Certificate, Place, SetAside

SCALE = 2.0
CELLS = ((10.0, 100.0, 60.0, 120.0), (60.0, 100.0, 110.0, 120.0), (10.0, 120.0, 110.0, 140.0))


def quad(left: float, top: float, right: float, bottom: float) -> np.ndarray:
    return np.array([[(left, top), (right, top), (right, bottom), (left, bottom)]], np.float32)


def ink_at(*boxes: tuple[int, int, int, int]) -> np.ndarray:
    ink = np.zeros((400, 400), np.uint8)
    for left, top, right, bottom in boxes:
        ink[top:bottom, left:right] = 255
    return ink


def read(quads: list[np.ndarray], ink: np.ndarray, cells: tuple = CELLS) -> list[Strip]:
    return strips_of(np.concatenate(quads) if quads else np.empty((0, 4, 2), np.float32), ink, cells, SCALE)


# --- what is read as one ----------------------------------------------------------------------------


def test_a_line_is_known_by_its_ink() -> None:
    (strip,) = read([quad(16, 12, 220, 44)], ink_at((20, 16, 200, 40)))
    assert strip.ink == (20, 16, 200, 40) and strip.box == (16, 12, 220, 44) and strip.region == -1


def test_a_box_without_ink_is_dropped() -> None:
    assert read([quad(16, 12, 220, 44)], ink_at()) == []


def test_a_box_over_two_cells_is_cut_at_their_border() -> None:
    strips = read([quad(30, 204, 200, 236)], ink_at((34, 208, 100, 232), (130, 208, 196, 232)), CELLS[:2])
    assert [(strip.region, strip.ink) for strip in strips] == [(0, (34, 208, 100, 232)), (1, (130, 208, 196, 232))]


def test_a_box_that_only_touches_the_next_cell_stays_whole() -> None:
    strips = read([quad(30, 204, 124, 236)], ink_at((34, 208, 110, 232)), CELLS[:2])
    assert [strip.region for strip in strips] == [0]


def test_a_heading_that_reaches_into_the_height_of_a_table_beside_it_is_not_cut() -> None:
    (strip,) = read([quad(240, 204, 390, 236)], ink_at((250, 208, 380, 232)), CELLS[:2])
    assert strip.region == -1


def test_a_figure_that_the_finder_passed_over_is_read_all_the_same() -> None:
    strips = read([quad(30, 204, 110, 236)], ink_at((34, 208, 100, 232), (150, 210, 158, 230), (60, 250, 64, 252)))
    assert [strip.region for strip in strips] == [0, 1], "a speck is no figure"
    assert strips[1].ink == (150, 210, 158, 230)
    left, top, right, bottom = strips[1].box
    assert left < 150 and top < 210 and right > 158 and bottom > 230, "with the margin that reading needs"


def test_two_lines_in_one_cell_are_two() -> None:
    strips = read([], ink_at((30, 246, 60, 256), (30, 264, 90, 274)))
    assert [strip.ink for strip in strips] == [(30, 246, 60, 256), (30, 264, 90, 274)]


def test_parts_of_a_line_are_joined_over_a_small_gap_and_not_over_a_tab() -> None:
    ink = ink_at((20, 16, 100, 40), (112, 16, 200, 40), (260, 16, 380, 40))
    strips = read([quad(110, 12, 204, 44), quad(16, 12, 104, 44), quad(256, 12, 384, 44)], ink)
    assert [strip.ink[::2] for strip in strips] == [(20, 200), (260, 380)]


def test_a_column_of_characters_is_laid_out_as_a_line() -> None:
    ink = np.zeros((110, 24), np.uint8)
    for top, bottom in ((0, 22), (30, 34), (46, 50), (60, 82), (90, 110)):  # the second is 二
        ink[top:bottom, 1:23] = 255
    pixels = np.repeat((255 - ink)[:, :, None], 3, axis=2)
    line = side_by_side(pixels, ink)
    dark = np.flatnonzero((line[:, :, 0] < 128).any(axis=0))
    assert len(np.flatnonzero(np.diff(dark) > 1)) + 1 == 4, "four characters side by side"
    assert line.shape[0] <= 24 and np.count_nonzero(line == 0) == np.count_nonzero(pixels == 0)


# --- sizes --------------------------------------------------------------------------------------------


def test_signs_at_the_ends_take_their_whole_square() -> None:
    left, _, right, _ = set_box("（一）", (100, 0, 160, 32), SCALE)
    assert left < 44 and right > 86
    assert set_box("结果良好", (100, 0, 160, 32), SCALE) == (50, 0, 80, 16)


@pytest.mark.parametrize(
    ("text", "box", "size"),
    [("督导", (0, 0, 32, 16.5), 16), ("2021", (0, 0, 32, 12), 16), ("全区义务教育学校四十一所", (0, 0, 192, 16.5), 16)],
)
def test_the_size_of_type_is_seen_in_its_ink(text: str, box: tuple[float, float, float, float], size: float) -> None:
    assert em_of(text, box) == pytest.approx(size, rel=0.03)


def line(text: str, size: float, top: float = 0, confidence: float = 0.9) -> Line:
    return Line(1, text, (80.0, top, 500.0, top + size), size, confidence=confidence)


def test_sizes_that_differ_by_no_more_than_measuring_are_one() -> None:
    body = [line("区政府全年召开会议四次", size, top) for top, size in enumerate((15.1, 15.8, 16.2, 16.9, 17.3))]
    title = [line("关于督导情况的报告", 21.4, 90), line("的报告", 23.0, 91)]
    settled = settle_sizes([*title, *body])
    assert len({settled[found].size for found in body}) == 1
    assert len({settled[found].size for found in title}) == 1
    assert settled[title[0]].size > settled[body[0]].size + 4


def test_lines_of_a_text_layer_keep_their_size() -> None:
    assert settle_sizes([line("一", 15.3, confidence=1.0)]) == {}


@given(st.lists(st.floats(4, 60), max_size=30))
def test_every_recognised_line_gets_a_size_near_its_own(sizes: list[float]) -> None:
    lines = [line("督导", size, top) for top, size in enumerate(sizes)]
    settled = settle_sizes(lines)
    assert len(settled) == len(lines)
    assert all(abs(settled[found].size - found.size) <= 0.4 * found.size + 0.5 for found in lines)


# --- pages in other units ----------------------------------------------------------------------------


def test_a_page_can_be_scaled_and_shifted_with_all_that_is_on_it() -> None:
    cell = GridCell(0, 0, 1, 1, (10.0, 10.0, 20.0, 20.0), "一")
    table = PageTable(1, (10.0, 10.0, 20.0, 20.0), (10.0, 20.0), (cell,), 1, 20.0)
    aside = (SetAside("章", "seal", Place(1, (0.0, 0.0, 5.0, 5.0))), SetAside("注", "note", Place(1)))
    page = Page(1, 100.0, 200.0, (line("督导", 16.0), table), Certificate(1, 2), aside)
    whole = moved(page, 2.0, 5.0, 7.0)
    assert (whole.width, whole.height) == (205, 407)
    assert whole.lines[0].box == (165, 7, 1005, 39) and whole.lines[0].size == 32
    (moved_table,) = whole.tables
    assert moved_table.cells[0].box == moved_table.box == (25, 27, 45, 47)
    assert moved_table.columns == (25, 45) and moved_table.bottom == 47
    assert [found.place.box for found in whole.set_aside] == [(5, 7, 15, 17), None]
