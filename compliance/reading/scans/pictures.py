"""From an image file to pictures of its pages: upright as the camera says, in colour, no larger than is of use."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf, sqrt
from typing import Any

import numpy as np
from PIL import ExifTags, Image, ImageOps

Pixels = np.ndarray[Any, np.dtype[np.uint8]]

FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP", "GIF")
# A3 at 600 dpi has 70 million; the largest cameras of telephones make 108 million.
MOST_PIXELS = 120_000_000
# More than 200 dpi brings the recognition nothing: it works on lines 48 pixels high.
_PIXELS_A_POINT = 200 / 72
# A3 at 200 dpi has 8 million.
_MOST_WORKED_ON = 16_000_000
# A page is as wide as A4 where the file does not say its size, or one that is hardly true.
_A4_WIDTH = 595.0
_A4_HEIGHT = 870.0  # with some room
# Larger than that with fewer pixels a point than this: a program that knew no resolution put down 72 or 96 dpi.
_UNLIKELY = 115 / 72
_NARROWEST = 80.0
_SIDEWAYS = (5, 6, 7, 8)  # EXIF 2.32, tag 274 Orientation: values that swap width and height
_TOO_LARGE = f"图片超过 {MOST_PIXELS // 1_000_000} 百万像素，请按 300 dpi 重新扫描后再提交"
_SMALLEST = 16  # pixels on a side; anything less is a dot or a line that web pages are laid out with
# Times as long as wide: a telephone's whole scrolled page has 60; recognising a longer line takes gigabytes.
_SLIMMEST = 100


class PictureFault(Exception):
    """A picture that cannot be decoded; the message says in Chinese what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page's picture: height × width × (red, green, blue), and the size of the page in points."""

    pixels: Pixels
    width: float
    height: float

    @property
    def scale(self) -> float:
        """Pixels a point."""
        return float(self.pixels.shape[1] / self.width)


@dataclass(frozen=True, slots=True)
class Pictures:
    """An image file, opened but not decoded: so many pages, and whether more follow that damage cuts off."""

    media_type: str
    count: int
    cut_off: bool
    animated: bool
    _image: Image.Image

    def page(self, index: int) -> Picture:
        """Decode one page, from 0. Raises PictureFault."""
        try:
            with _quiet():
                self._image.seek(index)
                return _picture(self._image)
        except PictureFault:
            raise
        except Exception as fault:  # Pillow's decoders raise errors of many kinds for damaged data
            raise PictureFault("图片已损坏或不完整，无法读出，请重新扫描或重新导出后再提交") from fault

    def size(self, index: int) -> tuple[float, float]:
        """Width and height of a page in points, from 0, without decoding it. Raises PictureFault."""
        try:
            with _quiet():
                self._image.seek(index)
                width, height = _size_in_points(self._image)
                return (height, width) if _lies_sideways(self._image) else (width, height)
        except Exception as fault:  # as above
            raise PictureFault("图片已损坏或不完整，无法读出，请重新扫描或重新导出后再提交") from fault


def open_pictures(data: bytes, most_pages: int) -> Pictures:
    """Open an image file; a TIFF has pages, counted up to one more than `most_pages`; of an animation the first picture
    counts. Raises PictureFault for anything else, and for more pixels than MOST_PIXELS, before any is decoded."""
    try:
        with _quiet():
            image = Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError:
        raise PictureFault(_TOO_LARGE) from None
    except Exception as fault:
        raise PictureFault("不是可以读取的图片，或已损坏，请重新扫描或重新导出后再提交") from fault
    _check_size(image)
    with _quiet():
        count, cut_off = _count(image, most_pages) if image.format == "TIFF" else (1, False)
    animated = image.format in ("GIF", "WEBP", "PNG") and bool(getattr(image, "is_animated", False))
    return Pictures(Image.MIME.get(image.format or "", "image/*"), count, cut_off, animated, image)


@contextmanager
def _quiet() -> Iterator[None]:
    """Without Pillow's warnings of slight damage and of many pixels: MOST_PIXELS is what holds."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _count(image: Image.Image, most: int) -> tuple[int, bool]:
    for index in range(1, most + 1):
        try:
            image.seek(index)
        except EOFError:
            return index, False
        except Exception:  # as above
            return index, True
    return most + 1, False


def picture_of(data: bytes, width: float, height: float) -> Picture:
    """The first picture of a file, as it stands on a page: `width` and `height` in points. Raises PictureFault."""
    return Picture(open_pictures(data, 1).page(0).pixels, width, height)


def working_scale(width: float, height: float, most: float = _PIXELS_A_POINT) -> float:
    """Pixels a point in which a page of that size is worked on, at most `most` that its source has."""
    return min(most, _PIXELS_A_POINT, sqrt(_MOST_WORKED_ON / max(1.0, width * height)))


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise PictureFault(_TOO_LARGE)
    if min(image.size) < _SMALLEST:
        raise PictureFault(f"图片只有 {image.width}×{image.height} 像素，看不出文字，请核对文件")
    if max(image.size) > _SLIMMEST * min(image.size):
        raise PictureFault(f"图片过于狭长（{image.width}×{image.height} 像素），不像一页材料，请核对文件")


def _picture(image: Image.Image) -> Picture:
    """The current page, decoded no larger than it is worked on."""
    _check_size(image)
    width, height = _size_in_points(image)
    scale = working_scale(width, height, max(image.width / width, image.height / height))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    image.draft("RGB", size)  # JPEG only: decoded at a half, a quarter or an eighth
    image.load()
    small = _as_shades(image).resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    if _lies_sideways(image):
        width, height = height, width
    if image.format != "TIFF":
        small = ImageOps.exif_transpose(small)
    return Picture(np.asarray(_on_white(small), dtype=np.uint8), width, height)


def _lies_sideways(image: Image.Image) -> bool:
    """Whether width and height change places; Pillow turns TIFF by itself, and tells its size as it is when turned."""
    return image.format != "TIFF" and image.getexif().get(ExifTags.Base.Orientation, 1) in _SIDEWAYS


def _size_in_points(image: Image.Image) -> tuple[float, float]:
    """From the resolution that the file states."""
    try:
        across, down = (float(value) for value in image.info.get("dpi", (0, 0)))
        width, height = 72 * image.width / across, 72 * image.height / down
    except (TypeError, ValueError, ArithmeticError):
        width = height = 0.0
    if not _NARROWEST <= min(width, height) < inf:
        width, height = float(image.width), float(image.height)
    return likely_size(width, height, min(image.width / width, image.height / height))


def likely_size(width: float, height: float, density: float) -> tuple[float, float]:
    """The size in points that a page probably has, of the one that is stated and its pixels a point."""
    if max(width, height) <= _A4_HEIGHT or density >= _UNLIKELY:
        return width, height
    factor = _A4_WIDTH / min(width, height)
    return width * factor, height * factor


def _as_shades(image: Image.Image) -> Image.Image:
    """In a mode whose values can be averaged: 1-bit and palette pictures cannot, 16-bit ones come as 8 bits."""
    if image.mode in ("L", "LA", "RGB", "RGBA", "CMYK"):
        return image
    if image.mode == "P":
        return image.convert("RGBA" if "transparency" in image.info else "RGB")
    if image.mode.startswith("I;16"):
        values = np.asarray(image)
        return Image.fromarray((values >> 8).astype(np.uint8))
    if image.mode in ("I", "F"):
        values = np.nan_to_num(np.asarray(image, dtype=np.float64))
        low, high = float(values.min()), float(values.max())
        return Image.fromarray(((values - low) * (255 / max(high - low, 1e-9))).astype(np.uint8))
    return image.convert("RGBA" if "A" in image.getbands() or "a" in image.getbands() else "RGB")


def _on_white(image: Image.Image) -> Image.Image:
    """What is transparent is paper."""
    if image.mode in ("RGBA", "LA"):
        colour = image.convert("RGBA")
        paper = Image.new("RGBA", colour.size, "white")
        return Image.alpha_composite(paper, colour).convert("RGB")
    return image if image.mode == "RGB" else image.convert("RGB")
