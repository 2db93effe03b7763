"""A document as it looks: its text as HTML, its pages as pictures."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from compliance.review.pages import served
from compliance.review.pages.seen import look_at


@require_GET
def text(request: HttpRequest, document_id: int) -> HttpResponse:
    """The document as a piece of HTML."""
    return served.text(look_at(request, document_id))


@require_GET
def page(request: HttpRequest, document_id: int, number: int) -> HttpResponse:
    """A page as a picture; 422 with a message where it cannot be drawn, and its text is to be shown."""
    return served.page(look_at(request, document_id), number, request.GET.get("scale", ""))
