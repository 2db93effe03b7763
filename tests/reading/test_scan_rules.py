"""Ruled lines in a picture become the grid of a table, and go before its cells are read."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2")

from PIL import Image, ImageDraw

from compliance.reading.scans.ink import ink_of, is_blank, paper_of
from compliance.reading.scans.rules import find_grids, without_rules

SCALE = 200 / 72
LEFTS, TOPS = (80, 200, 320, 500), (100, 125, 150, 200)


def points(value: float) -> int:
    return round(value * SCALE)


def grid(width: int = 2, skip: tuple[int, int] | None = None) -> Image.Image:
    """Three columns and three rows; `skip` leaves a gap of so many points in every level rule."""
    image = Image.new("RGB", (1654, 900), (236, 236, 230))
    pen = ImageDraw.Draw(image)
    for top in TOPS:
        pen.line((points(80), points(top), points(500), points(top)), fill=(30, 30, 30), width=width)
        if skip:
            pen.rectangle((points(skip[0]), points(top) - 5, points(skip[1]), points(top) + 5), fill=(236, 236, 230))
    for left in LEFTS:
        pen.line((points(left), points(100), points(left), points(200)), fill=(30, 30, 30), width=width)
    return image


def tables_of(image: Image.Image):
    return find_grids(ink_of(np.asarray(image)), SCALE, 1)


@pytest.mark.parametrize("width", [1, 2, 5, 8])
def test_a_grid_is_found_whatever_its_line_width(width: int) -> None:
    (table,) = tables_of(grid(width))
    assert [(cell.row, cell.column) for cell in table.cells] == [divmod(index, 3) for index in range(9)]
    assert table.box == pytest.approx((80, 100, 500, 200), abs=1.5)


def test_a_worn_rule_goes_on_over_its_gap() -> None:
    (table,) = tables_of(grid(skip=(250, 254)))
    assert len(table.cells) == 9


def test_a_rule_that_is_gone_over_a_cell_leaves_the_cell_in_its_place() -> None:
    image = grid()
    ImageDraw.Draw(image).rectangle((points(220), points(198), points(300), points(202)), fill=(236, 236, 230))
    (table,) = tables_of(image)
    assert {(cell.row, cell.column) for cell in table.cells} == {divmod(index, 3) for index in range(9)}
    (open_cell,) = (cell for cell in table.cells if (cell.row, cell.column) == (2, 1))
    assert open_cell.box == pytest.approx((200, 150, 320, 200), abs=1.5)


def test_a_grid_that_is_a_tenth_of_a_degree_askew_is_found() -> None:
    (table,) = tables_of(grid().rotate(0.1, Image.Resampling.BICUBIC, fillcolor=(236, 236, 230)))
    assert len(table.cells) == 9


def test_strokes_of_characters_and_an_underline_are_no_table() -> None:
    image = Image.new("RGB", (1654, 900), "white")
    pen = ImageDraw.Draw(image)
    for number in range(20):  # 中 in 22 points: a frame and a stroke through it
        left = points(60 + 24 * number)
        pen.rectangle((left, points(110), left + points(18), points(120)), outline="black", width=4)
        pen.line((left + points(9), points(103), left + points(9), points(124)), fill="black", width=4)
    pen.line((points(60), points(130), points(540), points(130)), fill="black", width=3)
    assert tables_of(image) == ()


def test_a_mesh_of_hundreds_of_rules_is_no_table_and_costs_no_time() -> None:
    image = Image.new("RGB", (1654, 1654), "white")
    pen = ImageDraw.Draw(image)
    for at in range(50, 1600, 8):
        pen.line((at, 50, at, 1600), fill="black", width=2)
        pen.line((50, at, 1600, at), fill="black", width=2)
    assert tables_of(image) == ()


def test_rules_of_tables_are_painted_over_and_print_stays() -> None:
    image = grid()
    ImageDraw.Draw(image).rectangle((points(90), points(108), points(100), points(118)), fill=(20, 20, 20))
    pixels = np.asarray(image)
    cleared, ink = without_rules(pixels, ink_of(pixels), [(80.0, 100.0, 500.0, 200.0)], SCALE)
    assert (
        np.count_nonzero(ink[: points(104)]) == 0 and np.count_nonzero(ink[:, points(320) - 4 : points(320) + 4]) == 0
    )
    assert cleared[points(110) : points(116), points(92) : points(98)].max() < 40
    assert cleared[points(100)].min() > 200 and pixels[points(100)].min() < 40, (
        "the picture that was given is unchanged"
    )


def test_ink_is_told_from_paper_of_any_shade_and_specks_are_none() -> None:
    shade = np.linspace(250, 120, 1200)[None, :].repeat(400, axis=0).astype(np.uint8)
    pixels = np.repeat(shade[:, :, None], 3, axis=2).copy()
    pixels[100:130, 100:1100] = pixels[100:130, 100:1100] // 3
    pixels[300, 600] = 0
    ink = ink_of(pixels)
    assert ink[105:125, 110:1090].min() == 255 and ink[200:].max() == 0
    assert np.abs(paper_of(shade).astype(int) - shade).max() < 25


def test_a_page_of_dust_and_dark_edges_is_blank_and_one_line_is_not() -> None:
    random = np.random.default_rng(2)
    ink = np.where(random.random((800, 600)) < 0.001, 255, 0).astype(np.uint8)
    ink[:, :12] = 255
    assert is_blank(ink)
    ink[300:310, 100:220] = 255
    assert not is_blank(ink)
