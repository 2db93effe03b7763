"""A document's text and pages as answers to whoever asks, kept for their session alone."""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse

from compliance.review.models import CheckedDocument
from compliance.review.pages import looks
from compliance.review.pages.pictures import SCALES, Undrawable, page_png
from compliance.review.pages.text import document_html

# In the browser, for this session's cookie alone: a reader goes back and forth between findings.
_KEPT = "private, max-age=300"


def text(checked: CheckedDocument) -> HttpResponse:
    """The document as a piece of HTML."""
    return _private(HttpResponse(document_html(looks.document_of(checked))))


def page(checked: CheckedDocument, number: int, scale: str) -> HttpResponse:
    """A page as a picture, at the `scale` that was asked for; 422 with a message where it cannot be drawn.

    Raises Http404 where there is no such page, or no scale.
    """
    source = looks.source_of(checked)
    if source is None or not 1 <= number <= (checked.pages or 0):
        raise Http404
    try:
        png = page_png(source, number, _scale(scale), looks.turn(checked, number))
    except Undrawable as fault:
        return _private(JsonResponse({"message": str(fault)}, status=422))
    return _private(HttpResponse(png, content_type="image/png"))


def _scale(asked: str) -> float:
    """The smallest of SCALES that is not less than what is asked for."""
    try:
        wanted = float(asked) if asked else 2.0
    except ValueError:
        raise Http404 from None
    return next((scale for scale in SCALES if scale >= wanted), SCALES[-1])


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = _KEPT if response.status_code == 200 else "no-store, private"
    return response
