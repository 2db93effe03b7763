"""That somebody looked at a document is noted once, however many of its pages and texts are asked for."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from compliance.review import access
from compliance.review.auditing import audit
from compliance.review.models import CheckedDocument

_ONE_LOOK = 600  # seconds; after that it is another look


def look_at(request: HttpRequest, document_id: int) -> CheckedDocument:
    """The document, if the user may see it, with the entry of the audit log. Raises Http404 if not."""
    checked = get_object_or_404(access.documents(access.signed_in(request)), pk=document_id)
    _note(request, checked)
    return checked


def _note(request: HttpRequest, checked: CheckedDocument) -> None:
    """Write the entry, unless this user looked at this document a short while ago."""
    actor = audit.Actor.of(request)
    key = f"saw-{actor.user.pk if actor.user else 0}-{actor.address}-{checked.pk}"
    if not cache.get(key):
        audit.saw(actor, checked.check_run.draft.submission, "document", document=checked.pk, name=checked.name)
        cache.set(key, True, _ONE_LOOK)
