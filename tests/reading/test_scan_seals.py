"""Red seals leave the picture, the black print under them stays, and red writing is no seal."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2")

from PIL import Image, ImageDraw

from compliance.reading.scans import seals as scan_seals
from compliance.reading.scans.pictures import Picture
from compliance.reading.scans.recognition import Reading
from compliance.reading.scans.seals import part_seals

SCALE = 200 / 72
RED, PAPER = (205, 40, 50), (238, 236, 232)


@pytest.fixture(autouse=True)
def without_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_seals, "find_lines", lambda picture, scale: np.empty((0, 4, 2), np.float32))
    monkeypatch.setattr(scan_seals, "read_line", lambda line: Reading("清川区教育督导室", 0.9))


def sheet() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", (900, 700), PAPER)
    return image, ImageDraw.Draw(image)


def points(value: float) -> int:
    return round(value * SCALE)


def picture(image: Image.Image) -> Picture:
    return Picture(np.asarray(image), image.width / SCALE, image.height / SCALE)


def draw_round_seal(pen: ImageDraw.ImageDraw, left: int = 300, top: int = 200, size: float = 119.0) -> None:
    box = (left, top, left + points(size), top + points(size))
    pen.ellipse(box, outline=RED, width=points(3.5))
    middle = (left + points(size / 2), top + points(size / 2))
    pen.regular_polygon((*middle, points(15)), 5, fill=RED)


def redness(pixels: np.ndarray) -> int:
    colours = pixels.astype(int)
    return int((colours[:, :, 0] - colours[:, :, 1:].max(axis=2)).max())


@pytest.mark.parametrize("size", [45.0, 85.0, 119.0, 170.0])
def test_a_round_seal_is_found_with_its_box_and_its_words(size: float) -> None:
    image, pen = sheet()
    draw_round_seal(pen, size=size)
    _, (seal,) = part_seals(picture(image))
    assert seal.box == pytest.approx((300, 200, 300 + points(size), 200 + points(size)), abs=10)
    if size > 68:  # smaller ones have no room for a ring of words
        assert seal.text == "清川区教育督导室"


def test_its_ink_goes_and_the_print_under_it_stays() -> None:
    image, pen = sheet()
    pen.rectangle((250, 330, 700, 339), fill=(25, 25, 25))
    below = np.asarray(image).copy()
    seal = Image.new("RGB", image.size, "white")
    draw_round_seal(ImageDraw.Draw(seal))
    stamped = Image.fromarray((below.astype(np.uint16) * np.asarray(seal) // 255).astype(np.uint8))
    assert redness(np.asarray(stamped)) > 100
    pixels, seals = part_seals(picture(stamped))
    assert len(seals) == 1 and redness(pixels) <= 8
    assert pixels[332:338, 260:690].max() < 60, "the bar is as black as before"
    assert np.abs(pixels[:320].astype(int) - below[:320]).max() < 60, "where the ring was is paper"


def test_frames_and_ovals_are_seals_too() -> None:
    image, pen = sheet()
    pen.rectangle((60, 60, 60 + points(60), 60 + points(60)), outline=RED, width=8)
    pen.ellipse((400, 300, 400 + points(130), 300 + points(85)), outline=RED, width=8)
    _, seals = part_seals(picture(image))
    assert len(seals) == 2


def test_a_worn_outline_is_still_one() -> None:
    image, pen = sheet()
    for start in range(0, 360, 20):
        pen.arc((300, 200, 300 + points(119), 200 + points(119)), start, start + 18, fill=RED, width=points(3))
    assert len(part_seals(picture(image))[1]) == 1


def test_a_red_letterhead_its_rule_and_a_red_photograph_stay() -> None:
    image, pen = sheet()
    for number in range(8):  # characters of 58 points: strokes in a square, no outline around them
        left = 30 + number * 105
        pen.line((left, 60, left + 85, 60), fill=RED, width=12)
        pen.line((left + 42, 30, left + 42, 130), fill=RED, width=12)
        pen.line((left + 5, 130, left + 80, 95), fill=RED, width=10)
    pen.rectangle((30, 180, 870, 186), fill=RED)
    pen.rectangle((40, 300, 260, 560), fill=(180, 90, 80))
    pixels, seals = part_seals(picture(image))
    assert seals == () and (pixels == np.asarray(image)).all()


def test_the_part_of_a_seal_across_the_edges_of_pages_goes() -> None:
    image, pen = sheet()
    pen.ellipse((780, 200, 780 + points(119), 200 + points(119)), outline=RED, width=points(3.5))
    pixels, seals = part_seals(picture(image))
    assert seals == () and redness(pixels) <= 8


def test_what_cannot_be_read_of_a_seal_is_not_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_seals, "read_line", lambda line: Reading("口曰", 0.4))
    image, pen = sheet()
    draw_round_seal(pen)
    assert part_seals(picture(image))[1][0].text == ""
