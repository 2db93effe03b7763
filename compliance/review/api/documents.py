"""Documents of a check, as they were read."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from compliance.review.pages import looks, served
from compliance.review.pages.seen import look_at

router = Router(tags=["documents"])


class CellShown(Schema):
    """A cell's slice of its table's text, and the positions that it covers, from 0."""

    row: int
    column: int
    start: int
    end: int
    row_span: int
    column_span: int
    header: bool


class BlockShown(Schema):
    """A block; `box` is left, top, right, bottom in points from the page's top left."""

    index: int
    kind: str
    level: int
    text: str
    page: int | None
    box: tuple[float, float, float, float] | None
    part: str
    cells: list[CellShown]
    confidence: float


class DocumentShown(Schema):
    """A document; `number` is what passages call it, `sizes` the pages' widths and heights in points."""

    id: int
    number: int
    name: str
    sha256: str
    media_type: str
    pages: int | None
    look: Literal["pages", "text"]
    sizes: list[tuple[float, float]]
    blocks: list[BlockShown]


@router.get("/{int:document_id}", response=DocumentShown)
def document(request: HttpRequest, document_id: int) -> dict[str, Any]:
    """One document with all its blocks."""
    return looks.told(look_at(request, document_id))


@router.get("/{int:document_id}/pages/{int:number}.png", summary="一页的图像")
def page(request: HttpRequest, document_id: int, number: int) -> HttpResponse:
    """As the review page shows it, with the same `scale`; 422 with a message where it cannot be drawn."""
    return served.page(look_at(request, document_id), number, request.GET.get("scale", ""))
