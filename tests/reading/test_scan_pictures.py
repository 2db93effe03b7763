"""Every kind of image file becomes a picture in colour, upright, of a page's size; none too large is decoded."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from compliance.reading.scans.pictures import (
    MOST_PIXELS,
    Picture,
    PictureFault,
    likely_size,
    open_pictures,
    picture_of,
    working_scale,
)

BLACK_LEFT = np.zeros((120, 80), np.uint8) + 255
BLACK_LEFT[:, :40] = 0


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def first(data: bytes) -> Picture:
    return open_pictures(data, 10).page(0)


def assert_black_left(picture: Picture) -> None:
    high, wide, colours = picture.pixels.shape
    assert colours == 3 and picture.pixels.dtype == np.uint8
    assert picture.pixels[:, : wide // 2 - 4].max() < 40 and picture.pixels[:, wide // 2 + 4 :].min() > 215
    assert wide / high == pytest.approx(picture.width / picture.height, rel=0.05)


# --- kinds of pictures -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "WEBP", "GIF"])
def test_every_format_is_read(kind: str) -> None:
    data = saved(Image.fromarray(BLACK_LEFT).convert("RGB"), kind)
    assert_black_left(first(data))
    assert open_pictures(data, 10).media_type == f"image/{kind.lower()}"


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("1", "PNG"), ("1", "TIFF"), ("L", "PNG"), ("P", "GIF"), ("LA", "PNG"), ("RGBA", "PNG"), ("CMYK", "TIFF"),
     ("CMYK", "JPEG"), ("YCbCr", "JPEG"), ("LAB", "TIFF"), ("I;16", "PNG"), ("I;16", "TIFF"), ("I", "TIFF"),
     ("F", "TIFF")],
)  # fmt: skip
def test_every_mode_becomes_colour(mode: str, kind: str) -> None:
    if mode == "I;16":
        image = Image.fromarray(BLACK_LEFT.astype(np.uint16) * 257)
    elif mode in "IF":
        image = Image.fromarray(BLACK_LEFT.astype(np.int32 if mode == "I" else np.float32) * 300)
    elif mode == "LAB":
        image = Image.merge("LAB", [Image.fromarray(BLACK_LEFT), *[Image.new("L", (80, 120), 128)] * 2])
    else:
        image = Image.fromarray(BLACK_LEFT).convert("RGB").convert(mode)
    assert_black_left(first(saved(image, kind)))


def test_what_is_transparent_is_paper() -> None:
    image = Image.new("RGBA", (80, 120), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (0, 0, 40, 120))
    assert_black_left(first(saved(image, "PNG")))
    with_palette = image.quantize(4)
    with_palette.info["transparency"] = with_palette.getpixel((79, 0))
    assert_black_left(first(saved(with_palette, "PNG", transparency=with_palette.info["transparency"])))


@pytest.mark.parametrize(("orientation", "turn"), [(3, 180), (6, 90), (8, 270)])
@pytest.mark.parametrize("kind", ["JPEG", "TIFF", "PNG"])
def test_a_picture_is_turned_as_the_camera_says(orientation: int, turn: int, kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = Image.fromarray(BLACK_LEFT).rotate(turn, expand=True)  # what undoes the turn that the tag asks for
    picture = first(saved(stored, kind, exif=exif))
    assert_black_left(picture)
    assert picture.height > picture.width


def test_of_an_animation_the_first_picture_counts() -> None:
    other = Image.fromarray(255 - BLACK_LEFT)
    pictures = open_pictures(saved(Image.fromarray(BLACK_LEFT), "GIF", save_all=True, append_images=[other]), 10)
    assert pictures.count == 1 and pictures.animated
    assert_black_left(pictures.page(0))


def test_a_tiff_has_pages() -> None:
    data = saved(Image.fromarray(BLACK_LEFT), "TIFF", save_all=True, append_images=[Image.new("L", (60, 60), 9)] * 3)
    pictures = open_pictures(data, 10)
    assert (pictures.count, pictures.cut_off, pictures.animated) == (4, False, False)
    assert pictures.page(3).pixels.max() == 9
    assert_black_left(pictures.page(0))
    assert open_pictures(data, 2).count == 3, "counting stops behind the limit"


# --- sizes -------------------------------------------------------------------------------------------


def test_a_page_has_the_size_that_its_resolution_gives() -> None:
    a4 = first(saved(Image.new("L", (1240, 1754), 255), "PNG", dpi=(150, 150)))
    assert (a4.width, a4.height) == pytest.approx((595, 842), abs=1) and a4.scale == pytest.approx(150 / 72, rel=0.01)
    fax = first(saved(Image.new("L", (1728, 1145), 255), "TIFF", dpi=(204, 98)))
    assert (fax.width, fax.height) == pytest.approx((610, 841), abs=1)
    assert fax.pixels.shape[0] / fax.pixels.shape[1] == pytest.approx(841 / 610, rel=0.01), "pixels are square"


@pytest.mark.parametrize("dpi", [None, (72, 72), (96, 96), (0, 0)])
def test_a_resolution_that_hardly_can_be_true_gives_way_to_the_width_of_a4(dpi: tuple[int, int] | None) -> None:
    options = {} if dpi is None else {"dpi": dpi}
    picture = first(saved(Image.new("L", (900, 1273), 255), "PNG", **options))
    assert (picture.width, picture.height) == pytest.approx((595, 841), abs=1)


def test_a_large_sheet_that_was_scanned_finely_keeps_its_size() -> None:
    assert likely_size(1191, 1684, 200 / 72) == (1191, 1684)
    assert likely_size(1654, 2339, 1.0) == pytest.approx((595, 841), abs=1)


def test_a_picture_is_decoded_no_larger_than_it_is_worked_on() -> None:
    picture = first(saved(Image.new("L", (4960, 7016), 255), "JPEG", dpi=(600, 600)))
    assert picture.pixels.shape[:2] == pytest.approx((2339, 1654), abs=2)
    assert working_scale(20_000, 20_000) ** 2 * 20_000**2 <= 16_000_001


def test_a_picture_can_be_given_the_size_of_the_page_that_it_stands_on() -> None:
    picture = picture_of(saved(Image.fromarray(BLACK_LEFT), "PNG"), 300, 450)
    assert (picture.width, picture.height) == (300, 450)


# --- bad input ---------------------------------------------------------------------------------------


def png_of(width: int, height: int) -> bytes:
    """A PNG that promises so many pixels and holds none."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(60_000, 60_000), (12_000, 11_000), (2_000_000_000, 1)])
def test_too_many_pixels_are_refused_before_any_is_decoded(size: tuple[int, int]) -> None:
    assert size[0] * size[1] > MOST_PIXELS
    with pytest.raises(PictureFault, match="百万像素，请按 300 dpi 重新扫描"):
        open_pictures(png_of(*size), 10)


def test_a_bomb_behind_a_harmless_first_page_is_refused() -> None:
    harmless = saved(Image.new("L", (60, 60)), "TIFF", save_all=True, append_images=[Image.new("L", (60, 61))])
    # Tag 257, ImageLength: a short of the value 61 becomes a long of 200 million.
    bomb = harmless.replace(struct.pack("<HHII", 257, 4, 1, 61), struct.pack("<HHII", 257, 4, 1, 200_000_000))
    assert bomb != harmless
    pictures = open_pictures(bomb, 10)
    pictures.page(0)
    with pytest.raises(PictureFault, match="百万像素"):
        pictures.page(1)


def test_a_spacer_of_a_web_page_is_no_page() -> None:
    with pytest.raises(PictureFault, match="只有 1×1 像素"):
        open_pictures(saved(Image.new("L", (1, 1)), "GIF"), 10)


def test_a_strip_as_long_as_no_page_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(PictureFault, match="过于狭长（58984×120 像素）"):
        open_pictures(png_of(58984, 120), 10)
    assert open_pictures(saved(Image.new("L", (60, 3600)), "PNG"), 10).count == 1  # a telephone's scrolled page


def test_a_tiff_whose_pages_lead_back_to_the_first_ends() -> None:
    data = saved(Image.new("L", (60, 60)), "TIFF")
    at = data.rfind(bytes(4))
    looped = data[:at] + data[4:8] + data[at + 4 :]
    assert open_pictures(looped, 10).count <= 2


SAMPLES = [
    saved(Image.fromarray(BLACK_LEFT), "PNG"),
    saved(Image.fromarray(BLACK_LEFT).convert("RGB"), "JPEG"),
    saved(Image.fromarray(BLACK_LEFT), "TIFF", save_all=True, append_images=[Image.fromarray(BLACK_LEFT)]),
    saved(Image.fromarray(BLACK_LEFT).convert("1"), "TIFF", compression="group4"),
    saved(Image.fromarray(BLACK_LEFT).convert("RGB"), "WEBP"),
    saved(Image.fromarray(BLACK_LEFT), "BMP"),
    saved(Image.fromarray(BLACK_LEFT), "GIF"),
]


@settings(max_examples=150)
@given(
    st.sampled_from(SAMPLES),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=6),
    st.floats(0, 1),
)
def test_damage_is_a_fault_or_a_picture_and_nothing_else(
    data: bytes, flips: list[tuple[float, int]], length: float
) -> None:
    damaged = bytearray(data)
    for position, value in flips:
        damaged[int(position * (len(data) - 1))] = value
    try:
        pictures = open_pictures(bytes(damaged[: int(length * len(data)) + 1]), 10)
        for index in range(pictures.count):
            pictures.page(index)
    except PictureFault as fault:
        assert "请" in str(fault)
