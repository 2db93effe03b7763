"""The audit log, for administrators: search, verify, export."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from compliance.review import access
from compliance.review.auditing import audit, audit_search, audit_words
from compliance.review.models import AuditEntry, District, Role, User
from compliance.review.views.answers import asked

_LONGEST = 200  # characters of a line that was noted down


@require_GET
@access.for_roles(Role.ADMINISTRATOR)
def audit_page(request: HttpRequest) -> HttpResponse:
    """A page of the log; that somebody looked stands in it."""
    narrowed = {name: value for name in _FILTERS if (value := asked(request, name))}
    audit.record(audit.Actor.of(request), "view", "audit", what="audit", filter=narrowed)
    return _page(request, None)


@require_POST
@access.for_roles(Role.ADMINISTRATOR)
def audit_verify(request: HttpRequest) -> HttpResponse:
    """Verify the whole log, against a head that was noted down where one is given."""
    kept = request.POST.get("kept", "").replace("\0", "").strip()[:_LONGEST]
    return _page(request, audit.verified(audit.Actor.of(request), kept), kept)


@require_POST
@access.for_roles(Role.ADMINISTRATOR)
def audit_export(request: HttpRequest) -> StreamingHttpResponse:
    """The whole log as JSON lines, with the entry that says that it was exported."""
    last = audit.record(audit.Actor.of(request), "export_log")
    entries = AuditEntry.objects.filter(number__lte=last.number).order_by("number")
    response = StreamingHttpResponse(
        audit.export_lines(entries.iterator(chunk_size=2000)), content_type="application/x-ndjson; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="audit-{timezone.localdate():%Y%m%d}.jsonl"'
    return response


def _page(request: HttpRequest, verdict: audit.Verdict | None, kept: str = "") -> HttpResponse:
    wanted = {name: asked(request, name) for name in _FILTERS}
    search = audit_search.Search(
        wanted["actor"],
        wanted["action"],
        wanted["district"],
        wanted["target"],
        _day(wanted["first"]),
        _day(wanted["last"]),
    )
    before = request.GET.get("before", "")
    shown, more = audit_search.page(search, int(before) if before.isdecimal() and len(before) < 19 else None)
    narrowed = {name: value for name, value in wanted.items() if value}
    return render(
        request,
        "review/audit.html",
        {
            "entries": [_shown(entry) for entry in shown],
            "asked": wanted,
            "narrowed": bool(narrowed),
            "newest": f"?{urlencode(narrowed)}" if before else "",
            "older": f"?{urlencode({**narrowed, 'before': shown[-1].number})}" if more else "",
            "head": audit_search.head(),
            "verdict": verdict,
            "kept": kept,
            "actions": [(action, str(name)) for action, name in audit_words.ACTION_NAMES.items()],
            "actors": User.objects.values_list("username", flat=True),
            "districts": District.objects.values_list("name", flat=True),
        },
        status=200 if verdict is None or not verdict.fault else 409,
    )


_FILTERS = ("actor", "action", "district", "target", "first", "last")


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:  # 2026-02-31
        return None


def _shown(entry: Any) -> dict[str, Any]:
    return {
        "entry": entry,
        "at": _time(entry.at),
        "action": audit_words.name_of(entry.action),
        "detail": _detail(entry.detail_text),
    }


def _detail(text: str) -> str:
    """name: value, …; as it stands where it is not what the program wrote."""
    try:
        fields = json.loads(text)
    except ValueError:
        return text
    if not isinstance(fields, dict):
        return text
    return _("；").join(
        _("%(name)s：%(value)s") % {"name": audit_words.field_name(name), "value": _value(value)}
        for name, value in fields.items()
        if value not in ("", [], {})
    )


def _value(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _time(text: str) -> datetime | None:
    """None where the entry was tampered with."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
