"""The report of a finished check as it is given out (导出): as one HTML page or as JSON, noted in the audit log."""

from __future__ import annotations

import json

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from compliance.reports.words import printable
from compliance.review.auditing import audit
from compliance.review.models import Check
from compliance.review.submitting import printed


def report_page(actor: audit.Actor, check: Check) -> HttpResponse:
    """The report as one HTML file, to keep or print. Raises Http404 where the check is not done, or has none."""
    try:
        page = printed.given_out(check)
    except FileNotFoundError:
        raise Http404 from None
    _record(actor, check, "html")
    return attached(HttpResponse(page, content_type="text/html; charset=utf-8"), check, "html")


def report_json(actor: audit.Actor, check: Check) -> HttpResponse:
    """The report as report.schema.json describes it. Raises Http404 where the check has none."""
    if check.report is None:
        raise Http404
    _record(actor, check, "json")
    text = printable(json.dumps(check.report, ensure_ascii=False, indent=1)) + "\n"
    return HttpResponse(text, content_type="application/json; charset=utf-8")


def attached(response: HttpResponse, check: Check, suffix: str) -> HttpResponse:
    """The answer as a file to keep: never opened in the workbench's own name, whatever it holds."""
    name = printed.file_name(check, suffix)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _record(actor: audit.Actor, check: Check, form: str) -> None:
    audit.record_on(actor, "export", check.draft.submission, what="report", form=form, check=check.pk)
