"""What is ink on a picture and what is paper, whatever the paper's shade."""

from __future__ import annotations

from typing import Any

import numpy as np

from compliance.reading.scans.libraries import opencv
from compliance.reading.scans.pictures import Pixels

Mask = np.ndarray[Any, np.dtype[np.uint8]]  # height × width, 255 where it holds
# Ink is darker than this share of the paper around it: grey print and the second sheet's shine-through differ there.
_INK = 0.72
_SPECK = 4  # pixels; a full stop at 150 dpi has more
_BLANK = 0.0005  # share of a page; one line of text covers ten times as much


def paper_of(grey: Pixels) -> Pixels:
    """The shade of the paper at every pixel: the lightest shade around it."""
    cv2 = opencv()
    high, wide = grey.shape
    small = cv2.resize(grey, (max(1, wide // 8), max(1, high // 8)), interpolation=cv2.INTER_AREA)
    light = cv2.dilate(small, np.ones((9, 9), np.uint8))
    paper: Pixels = cv2.resize(cv2.blur(light, (9, 9)), (wide, high), interpolation=cv2.INTER_LINEAR)
    return paper


def ink_of(pixels: Pixels) -> Mask:
    """Where there is ink on a picture in colour, without specks."""
    cv2 = opencv()
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    dark = (grey < _INK * paper_of(grey).astype(np.float32)).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark)
    shades = np.where(stats[:, cv2.CC_STAT_AREA] >= _SPECK, 255, 0).astype(np.uint8)
    shades[0] = 0  # the paper
    ink: Mask = shades[labels]
    return ink


def is_blank(ink: Mask) -> bool:
    """Whether a page is empty but for specks of dust and the shadow of its edges."""
    cv2 = opencv()
    high, wide = ink.shape
    inner = ink[round(0.03 * high) : round(0.97 * high), round(0.03 * wide) : round(0.97 * wide)]
    solid = cv2.morphologyEx(inner, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    return bool(np.count_nonzero(solid) < _BLANK * max(1, inner.size))
