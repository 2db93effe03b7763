"""OFD pages that are pictures: their largest image goes to recognition, and what it shows is placed on the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from compliance.reading.ofd.content import PlacedImage
from compliance.reading.pages.certificates import SCAN_SHARE
from compliance.reading.pages.geometry import area
from compliance.reading.pages.layout import Page, moved
from compliance.reading.scans.budget import Budget, recognised, saying

if TYPE_CHECKING:
    from compliance.reading.scans.pictures import Picture


def with_recognised(
    plain: Page, images: Sequence[PlacedImage], content_of: Callable[[str], bytes | None], budget: Budget
) -> Page:
    """The page with the text of an image that covers half of it or more; `plain` where there is none, or it fails."""
    largest = max(images, key=lambda image: area(image.box))
    if area(largest.box) < SCAN_SHARE * plain.width * plain.height:
        return plain

    def picture() -> Picture:
        from compliance.reading.scans.pictures import open_pictures

        return open_pictures(content_of(largest.part) or b"", 1).page(0)

    found = recognised(picture, plain.number, budget)
    if isinstance(found, str):
        return replace(plain, certificate=saying(plain.certificate, found))
    left, top, right, _ = largest.box
    return replace(moved(found, (right - left) / found.width, left, top), width=plain.width, height=plain.height)
