"""Pages of image files drawn for people."""

from __future__ import annotations

import numpy as np
from PIL import Image

from compliance.reading.faults import unreadable
from compliance.reading.limits import Limits
from compliance.reading.pages.pictures import Size, bounded
from compliance.reading.scans.pictures import Picture, PictureFault, Pictures, open_pictures


def sizes(data: bytes, name: str, limits: Limits) -> tuple[Size, ...]:
    """Of each page, upright as the camera says."""
    pictures = _opened(data, name, limits)
    return tuple(_size(pictures, index) for index in range(min(pictures.count, limits.pages)))


def picture(data: bytes, name: str, page: int, scale: float, limits: Limits) -> Picture:
    """The picture, made smaller where it has more pixels a point than asked for."""
    try:
        return scaled(_opened(data, name, limits).page(page - 1), scale)
    except PictureFault as fault:
        raise unreadable(name, str(fault)) from fault


def scaled(whole: Picture, scale: float) -> Picture:
    """No more than `scale` pixels a point."""
    scale = bounded(scale, whole.width, whole.height)
    if scale >= whole.scale:
        return whole
    size = max(1, round(whole.width * scale)), max(1, round(whole.height * scale))
    small = Image.fromarray(whole.pixels).resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    return Picture(np.asarray(small, dtype=np.uint8), whole.width, whole.height)


def _opened(data: bytes, name: str, limits: Limits) -> Pictures:
    try:
        return open_pictures(data, limits.pages)
    except PictureFault as fault:
        raise unreadable(name, str(fault)) from fault


def _size(pictures: Pictures, index: int) -> Size:
    try:
        return pictures.size(index)
    except PictureFault:
        return (0.0, 0.0)
