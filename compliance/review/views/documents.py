"""A document as it looks: its text as HTML, its pages as pictures."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from compliance.review import access
from compliance.review.models import CheckedDocument
from compliance.review.pages import looks
from compliance.review.pages.pictures import SCALES, Undrawable, page_png
from compliance.review.pages.seen import note_seen
from compliance.review.pages.text import document_html

# In the browser, for this session's cookie alone: a reader goes back and forth between findings.
_KEPT = "private, max-age=300"


@require_GET
def text(request: HttpRequest, document_id: int) -> HttpResponse:
    """The document as a piece of HTML."""
    checked = _found(request, document_id)
    return _private(HttpResponse(document_html(looks.document_of(checked))))


@require_GET
def page(request: HttpRequest, document_id: int, number: int) -> HttpResponse:
    """A page as a picture; 422 with a message where it cannot be drawn, and its text is to be shown."""
    checked = _found(request, document_id)
    source = looks.source_of(checked)
    if source is None or not 1 <= number <= (checked.pages or 0):
        raise Http404
    scale = _scale(request.GET.get("scale", ""))
    try:
        png = page_png(source, number, scale, looks.turn(checked, number))
    except Undrawable as fault:
        return _private(JsonResponse({"message": str(fault)}, status=422))
    return _private(HttpResponse(png, content_type="image/png"))


def _found(request: HttpRequest, document_id: int) -> CheckedDocument:
    checked = get_object_or_404(access.documents(access.signed_in(request)), pk=document_id)
    note_seen(request, checked)
    return checked


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
