"""Pages are turned and levelled by what stands on them, to a twentieth of a degree."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2")

from PIL import Image, ImageDraw

from compliance.reading.scans import skew as scan_skew
from compliance.reading.scans.pictures import Picture
from compliance.reading.scans.recognition import Quads
from compliance.reading.scans.skew import straighten, turned_like

SCALE = 150 / 72
NONE = np.empty((0, 4, 2), np.float32)


def text_page() -> Image.Image:
    """Dashes as long as characters are wide, in lines."""
    image = Image.new("RGB", (1240, 1754), "white")
    pen = ImageDraw.Draw(image)
    for line in range(25):
        for character in range(25 - line % 4 * 5):
            left = 180 + 34 * character
            pen.rectangle((left, 220 + 58 * line, left + 26, 220 + 58 * line + 26), fill="black")
    return image


def table_page() -> Image.Image:
    image = Image.new("RGB", (1240, 1754), "white")
    pen = ImageDraw.Draw(image)
    for row in range(20):
        pen.line((180, 300 + 50 * row, 1060, 300 + 50 * row), fill="black", width=2)
        for column in range(5):
            pen.line((180 + 220 * column, 300, 180 + 220 * column, 1250), fill="black", width=2)
            if row < 19:
                pen.rectangle((200 + 220 * column, 318 + 50 * row, 240 + 220 * column, 336 + 50 * row), fill="black")
    return image


def quads(sideways: bool = False) -> Quads:
    """Lines as a finder reports them."""
    box = [(180, 220), (1030, 220), (1030, 246), (180, 246)]
    turned = [(220, 180), (246, 180), (246, 1030), (220, 1030)]
    return np.array([turned if sideways else box] * 3, np.float32)


def picture(image: Image.Image) -> Picture:
    return Picture(np.asarray(image), image.width / SCALE, image.height / SCALE)


@pytest.fixture(autouse=True)
def upright(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_skew, "are_upside_down", lambda lines: False)


@pytest.mark.parametrize(
    ("page", "skew"),
    [(text_page, -6.0), (text_page, 0.5), (text_page, 2.2), (table_page, -1.0), (table_page, 0.3), (table_page, 11.0)],
)
def test_a_skew_is_measured_and_undone(page, skew: float) -> None:
    askew = page().rotate(-skew, Image.Resampling.BICUBIC, fillcolor="white")  # Pillow counts against the clock
    straight = straighten(picture(askew), quads(), NONE)
    assert straight.skew == pytest.approx(skew, abs=0.11) and straight.turned == 0
    middle = slice(400, 1300)
    difference = np.abs(straight.picture.pixels[middle, middle].astype(int) - np.asarray(page())[middle, middle])
    assert np.mean(difference > 128) < 0.06


def test_a_straight_page_stays_as_it_is() -> None:
    straight = straighten(picture(text_page()), quads(), NONE)
    assert straight.skew == 0 and (straight.picture.pixels == np.asarray(text_page())).all()


@pytest.mark.parametrize("on_its_head", [False, True])
def test_a_page_on_its_side_is_turned_with_all_that_was_found_on_it(
    monkeypatch: pytest.MonkeyPatch, on_its_head: bool
) -> None:
    monkeypatch.setattr(scan_skew, "are_upside_down", lambda lines: on_its_head)
    lying = text_page().transpose(Image.Transpose.ROTATE_90)  # against the clock, 1754 wide and 1240 high
    lines = np.array([[(220, 200), (246, 200), (246, 1050), (220, 1050)]] * 2, np.float32)
    seal = np.array([[(1000, 100), (1100, 100), (1100, 250), (1000, 250)]], np.float32)
    straight = straighten(picture(lying), lines, seal)
    assert straight.turned == (270 if on_its_head else 90) and straight.skew == 0
    assert (straight.picture.width, straight.picture.height) == pytest.approx((595, 842), abs=1)
    turn = Image.Transpose.ROTATE_90 if on_its_head else Image.Transpose.ROTATE_270
    assert (straight.picture.pixels == np.asarray(lying.transpose(turn))).all()
    # Turned with the clock, (x, y) comes to stand at (1240 - y, x).
    line, moved = ((190, 220, 1040, 246), (990, 1000, 1140, 1100))
    if on_its_head:
        line, moved = ((200, 1508, 1050, 1534), (100, 654, 250, 754))
    for (left, top, right, bottom), corners in ((line, straight.quads[0]), (moved, straight.others[0])):
        assert corners.tolist() == [[left, top], [right, top], [right, bottom], [left, bottom]]


@pytest.mark.parametrize("quarters", [0, 1])
@pytest.mark.parametrize("on_its_head", [False, True])
@pytest.mark.parametrize("skew", [0.0, 2.2])
def test_a_page_is_turned_again_as_it_was_turned_to_be_read(
    monkeypatch: pytest.MonkeyPatch, quarters: int, on_its_head: bool, skew: float
) -> None:
    monkeypatch.setattr(scan_skew, "are_upside_down", lambda lines: on_its_head)
    lying = text_page().rotate(-skew, Image.Resampling.BICUBIC, fillcolor="white").rotate(90 * quarters, expand=True)
    straight = straighten(picture(lying), quads(sideways=bool(quarters)), NONE)
    again = turned_like(picture(lying), straight.turned, straight.skew != 0)
    assert (again.width, again.height) == (straight.picture.width, straight.picture.height)
    assert (again.pixels == straight.picture.pixels).all()


def test_a_picture_without_lines_is_left_alone() -> None:
    straight = straighten(picture(table_page().rotate(3)), NONE, NONE)
    assert (straight.turned, straight.skew) == (0, 0.0)
