"""Finding entries of the audit log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from compliance.review.models import AuditEntry

PAGE = 100


@dataclass(frozen=True, slots=True)
class Search:
    """Which entries; what is empty does not narrow. Days are those of the office's zone, the last one included."""

    actor: str = ""
    action: str = ""
    district: str = ""
    target: str = ""
    first: date | None = None
    last: date | None = None


def entries(search: Search) -> QuerySet[AuditEntry]:
    """The entries that were asked for, newest first."""
    found = AuditEntry.objects.order_by("-number")
    wanted = {"actor": search.actor, "action": search.action, "district": search.district, "target": search.target}
    found = found.filter(**{name: value for name, value in wanted.items() if value})
    # Times are kept as text in UTC, so they compare as text.
    if search.first:
        found = found.filter(at__gte=_begins(search.first))
    if search.last and search.last < date.max:
        found = found.filter(at__lt=_begins(search.last + timedelta(days=1)))
    return found


def page(search: Search, before: int | None) -> tuple[list[Any], bool]:
    """A page of entries older than number `before`, and whether there are more.

    Each has its detail as text (`detail_text`), so that one that was tampered with can be looked at too.
    """
    found = entries(search).defer("detail").annotate(detail_text=Cast("detail", TextField()))
    if before is not None:
        found = found.filter(number__lt=before)
    shown: list[Any] = list(found[: PAGE + 1])
    return shown[:PAGE], len(shown) > PAGE


def head() -> str:
    """number:hash of the newest entry; "" for an empty log."""
    newest = AuditEntry.objects.order_by("-number").values_list("number", "sha256").first()
    return f"{newest[0]}:{newest[1]}" if newest else ""


def _begins(day: date) -> str:
    begins = datetime.combine(day, time.min, timezone.get_default_timezone())
    try:
        return begins.astimezone(UTC).isoformat(timespec="milliseconds")
    except OverflowError:  # the first day of the calendar
        return ""
