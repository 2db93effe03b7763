"""A draft's check: what was found is stored whole, in one transaction, or not at all."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from compliance.reports.json_report import to_dict
from compliance.review import audit
from compliance.review.models import Check, CheckedDocument, CheckState, StoredFinding
from compliance.review.pages.stored import storable, to_plain
from compliance.review.queueing import need
from compliance.terms import Report


@transaction.atomic
def store(check: Check, report: Report, now: datetime | None = None) -> bool:
    """Store a report as the result of a check; false where the check is over already (cancelled, or done by another).

    The findings become the submission's newest, unless a later draft has been checked in the meantime.
    """
    running = Check.objects.select_for_update().filter(pk=check.pk, state=CheckState.RUNNING).first()
    if running is None:
        return False
    submission = running.draft.submission
    finished = now or timezone.now()
    told = storable(to_dict(report, finished.isoformat(timespec="seconds")))
    later = Check.objects.filter(
        draft__submission=submission, draft__number__gt=running.draft.number, state=CheckState.DONE
    )
    newest = not later.exists()
    if newest:
        StoredFinding.objects.filter(submission=submission, newest=True).update(newest=False)
    CheckedDocument.objects.bulk_create(
        CheckedDocument(
            check_run=running,
            number=number,
            name=document.name[:600],
            sha256=document.sha256,
            media_type=document.media_type,
            pages=document.pages,
            content=to_plain(document),
        )
        for number, document in enumerate(report.submission.documents)
    )
    StoredFinding.objects.bulk_create(
        StoredFinding(
            check_run=running,
            submission=submission,
            newest=newest,
            item=found["item"],
            number=number,
            title=found["title"],
            status=found["status"],
            confidence=found["confidence"],
            proposed_need=need(found),
            need=need(found),
            detail=found,
        )
        for number, found in enumerate(told["findings"])
    )
    running.state = CheckState.DONE
    running.finished_at = finished
    running.items_judged = running.items_total = len(report.findings)
    running.step = ""
    running.report = told
    running.save()
    audit.record_on(audit.PROGRAM, "check_done", submission, check=running.pk, draft=running.draft.number)
    return True
