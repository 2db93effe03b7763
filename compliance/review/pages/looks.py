"""A checked document as the review page shows it: its blocks and, where its pages can be drawn, their sizes."""

from __future__ import annotations

from typing import Any

from compliance.reading.scans.turns import Turn, turn_of
from compliance.review.models import CheckedDocument
from compliance.review.pages.pictures import PageSource, Undrawable, is_drawable, sizes
from compliance.review.pages.stored import from_plain
from compliance.review.submitting import files
from compliance.terms import Document


def document_of(checked: CheckedDocument) -> Document:
    """What was read of it."""
    return from_plain(checked.content)


def source_of(checked: CheckedDocument) -> PageSource | None:
    """The uploaded file that it is; None for a document inside an archive or a mail, and for what is never drawn."""
    if not is_drawable(checked.media_type):
        return None
    # The hash was told by a process that had read hostile bytes: only a file of the same draft is opened by it.
    if not checked.check_run.draft.files.filter(file_id=checked.sha256).exists():
        return None
    path = files.path_of(checked.sha256)
    return PageSource(path, checked.sha256, checked.name, checked.media_type) if path.is_file() else None


def page_sizes(checked: CheckedDocument) -> tuple[tuple[float, float], ...]:
    """Of every page in points, turned as it was read; nothing where no page can be drawn."""
    source = source_of(checked)
    if source is None:
        return ()
    try:
        found = sizes(source)
    except Undrawable:
        return ()
    if not any(width and height for width, height in found):
        return ()
    turns = _turns(checked)
    return tuple(
        (height, width) if turns.get(page, Turn()).degrees in (90, 270) else (width, height)
        for page, (width, height) in enumerate(found, 1)
    )


def turn(checked: CheckedDocument, page: int) -> Turn:
    """How the page was turned to be read."""
    return _turns(checked).get(page, Turn())


def _turns(checked: CheckedDocument) -> dict[int, Turn]:
    certificates = checked.content.get("certificates", ())
    return {one["page"]: turn_of(one.get("notes", ())) for one in certificates if one.get("page")}


def told(checked: CheckedDocument) -> dict[str, Any]:
    """The document as the API tells it."""
    found = page_sizes(checked)
    return {
        "id": checked.pk,
        "number": checked.number,
        "name": checked.name,
        "sha256": checked.sha256,
        "media_type": checked.media_type,
        "pages": checked.pages,
        "look": "pages" if found else "text",
        "sizes": found,
        "blocks": [_block(block) for block in checked.content["blocks"]],
    }


def _block(block: dict[str, Any]) -> dict[str, Any]:
    place = block["place"]
    return {
        "index": block["index"],
        "kind": block["kind"],
        "level": block["level"],
        "text": block["text"],
        "page": place["page"],
        "box": place["box"],
        "part": place["part"],
        "cells": block["cells"],
        "confidence": block["confidence"],
    }
