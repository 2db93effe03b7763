"""That somebody looked at a document is noted once, however many of its pages and texts are asked for."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest

from compliance.review.auditing import audit
from compliance.review.models import CheckedDocument

_ONE_LOOK = 600  # seconds; after that it is another look


def note_seen(request: HttpRequest, checked: CheckedDocument) -> None:
    """Write the entry of the audit log, unless this user looked at this document a short while ago."""
    actor = audit.Actor.of(request)
    key = f"saw-{actor.user.pk if actor.user else 0}-{actor.address}-{checked.pk}"
    if not cache.get(key):
        audit.saw(actor, checked.check_run.draft.submission, "document", document=checked.pk, name=checked.name)
        cache.set(key, True, _ONE_LOOK)
