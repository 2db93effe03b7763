"""A draft's check as the queue sees it: asked for, cancelled, failed, lost and found again, stored.

What was found is stored whole, in one transaction, or not at all. The judging itself is in running.py, so that the
server never loads what it takes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from compliance.errors import ComplianceError
from compliance.reports.json_report import to_dict
from compliance.review.auditing import audit
from compliance.review.learning.queueing import need
from compliance.review.models import Check, CheckedDocument, CheckState, Draft, Round, StoredFinding, Submission
from compliance.review.pages.stored import storable, to_plain
from compliance.review.rectifying.ledger_closing import propose_closing
from compliance.review.reviewing import deciding
from compliance.review.reviewing.reanchoring import reanchor
from compliance.review.stored_words import KEEPS_STOPPING, TAKEN_OVER
from compliance.review.submitting import printed
from compliance.review.submitting.tasks import run_check
from compliance.terms import Report

LOST_AFTER = timedelta(seconds=30)  # without a heartbeat, which comes every two seconds
MOST_ATTEMPTS = 3
_ACTIVE = (CheckState.WAITING, CheckState.RUNNING)


@transaction.atomic
def ask(actor: audit.Actor, draft: Draft) -> Check:
    """Put a check of the draft in the queue. Raises ComplianceError where the round is closed or one is under way."""
    submission = deciding.locked(draft.submission_id)  # who closes the round takes turns with who asks
    if not submission.takes_drafts:
        raise ComplianceError(_("“%(round)s”已经结束，不能再检查。") % {"round": submission.round.title})
    # Two who ask at once take turns.
    Draft.objects.select_for_update(no_key=True).get(pk=draft.pk)
    if draft.checks.filter(state__in=_ACTIVE).exists():
        raise ComplianceError(_("这一稿正在检查，请等它结束，或先取消。"))
    check = Check.objects.create(draft=draft, asked_by=actor.person)
    audit.record_on(actor, "ask_check", submission, check=check.pk, draft=draft.number)
    run_check.enqueue(check.pk)
    return check


@transaction.atomic
def cancel(actor: audit.Actor, check: Check) -> Check:
    """End a check: at once where it waits, within seconds where it runs. Raises ComplianceError where it is over."""
    found = Check.objects.select_for_update(of=("self",)).get(pk=check.pk)
    if found.state not in _ACTIVE:
        raise ComplianceError(_("这次检查已经结束，不能取消。"))
    found.cancel_requested = True
    if found.state == CheckState.WAITING:
        found.state, found.finished_at = CheckState.CANCELLED, timezone.now()
    found.save(update_fields=["cancel_requested", "state", "finished_at"])
    audit.record_on(actor, "cancel_check", found.draft.submission, check=found.pk, draft=found.draft.number)
    return found


def under_way(round_: Round) -> list[Check]:
    """The round's checks that wait or run, all held by the transaction that is open, before the log is written."""
    active = Check.objects.select_for_update(of=("self",)).filter(draft__submission__round=round_, state__in=_ACTIVE)
    return list(active.order_by("pk"))


# --- For the worker ----------------------------------------------------------------------------------


def claim(check_id: int) -> Check | None:
    """Take a check that waits; None where there is none to take. One worker alone gets it."""
    now = timezone.now()
    taken = Check.objects.filter(pk=check_id, state=CheckState.WAITING).update(
        state=CheckState.RUNNING,
        started_at=now,
        heartbeat=now,
        attempts=F("attempts") + 1,
        step="",
        pages_read=0,
        items_judged=0,
        items_total=0,
    )
    return Check.objects.select_related("draft__submission__round").get(pk=check_id) if taken else None


@transaction.atomic
def give_back(check: Check) -> bool:
    """Put a check in the queue again whose worker is asked to end: no attempt is lost. False where it is over."""
    mine = Check.objects.filter(pk=check.pk, state=CheckState.RUNNING, attempts=check.attempts)
    if not mine.update(state=CheckState.WAITING, attempts=F("attempts") - 1, step=""):
        return False
    run_check.enqueue(check.pk)
    return True


def cancelled(check: Check) -> None:
    """The worker has stopped, as it was asked to."""
    Check.objects.filter(pk=check.pk, state=CheckState.RUNNING, attempts=check.attempts).update(
        state=CheckState.CANCELLED, finished_at=timezone.now(), step=""
    )


@transaction.atomic
def fail(check: Check, message: str) -> None:
    """The check cannot be done; `message` says in Chinese why, and what to do."""
    failed = Check.objects.filter(pk=check.pk, state=CheckState.RUNNING, attempts=check.attempts).update(
        state=CheckState.FAILED, finished_at=timezone.now(), step="", message=storable(message)
    )
    if failed:
        audit.record_on(audit.PROGRAM, "check_failed", check.draft.submission, check=check.pk, draft=check.draft.number)


@transaction.atomic
def store(check: Check, report: Report, now: datetime | None = None) -> bool:
    """Store a report as the result of a check; false where the check is over already (cancelled, or done by another).

    The findings become the submission's newest, unless a later draft has been checked in the meantime.
    """
    running = _still_running(check)
    if running is None:
        return False
    finished = now or timezone.now()
    told = storable(to_dict(report, finished.isoformat(timespec="seconds")))
    documents = [
        CheckedDocument(
            check_run=running,
            number=number,
            name=str(storable(document.name))[:600],
            sha256=document.sha256,
            media_type=document.media_type,
            pages=document.pages,
            content=to_plain(document),
        )
        for number, document in enumerate(report.submission.documents)
    ]
    _finish(running, told, documents, finished)
    audit.record_on(audit.PROGRAM, "check_done", running.draft.submission, check=running.pk, draft=running.draft.number)
    return True


@transaction.atomic
def take_over(check: Check, scheme_sha256: str, versions: dict[str, str]) -> Check | None:
    """Store an earlier draft's result as this check's where files, scheme and versions are the same.

    The check whose result it was; None where there is none, where the draft itself was checked before (somebody who
    asks again wants it read again), or where this check is over.
    """
    running = _still_running(check)
    earlier = _same_before(check, scheme_sha256, versions)
    if running is None or earlier is None:
        return None
    documents = [
        CheckedDocument(
            check_run=running,
            number=document.number,
            name=document.name,
            sha256=document.sha256,
            media_type=document.media_type,
            pages=document.pages,
            content=document.content,
        )
        for document in earlier.documents.all()
    ]
    running.message = TAKEN_OVER % {"number": earlier.draft.number}
    _finish(running, earlier.report, documents, timezone.now())
    printed.copy(earlier, running)
    audit.record_on(
        audit.PROGRAM,
        "check_taken_over",
        running.draft.submission,
        check=running.pk,
        draft=running.draft.number,
        from_draft=earlier.draft.number,
    )
    return earlier


def _same_before(check: Check, scheme_sha256: str, versions: dict[str, str]) -> Check | None:
    draft = check.draft
    if draft.checks.filter(state=CheckState.DONE).exists():
        return None
    handed_in = _contents(draft)
    done = Check.objects.filter(
        draft__submission=draft.submission_id, draft__number__lt=draft.number, state=CheckState.DONE
    )
    for earlier in done.select_related("draft").order_by("-draft__number", "-pk"):
        told = earlier.report or {}
        same = told.get("scheme", {}).get("sha256") == scheme_sha256 and told.get("versions") == versions
        if same and _contents(earlier.draft) == handed_in:
            return earlier
    return None


def _contents(draft: Draft) -> set[tuple[str, str]]:
    return set(draft.files.values_list("name", "file_id"))


def _still_running(check: Check) -> Check | None:
    """The check's row, locked; None where it is over. Who asked to cancel it gets no result."""
    running = Check.objects.select_for_update(of=("self",)).filter(pk=check.pk, state=CheckState.RUNNING).first()
    if running is not None and running.cancel_requested:
        running.state, running.finished_at, running.step = CheckState.CANCELLED, timezone.now(), ""
        running.save(update_fields=["state", "finished_at", "step"])
        return None
    return running


def _finish(running: Check, told: Any, documents: Iterable[CheckedDocument], finished: datetime) -> None:
    """Write what every result has, whether it was found now or taken over."""
    submission = running.draft.submission
    Submission.objects.select_for_update(no_key=True).get(pk=submission.pk)  # no decision while findings change
    later = Check.objects.filter(
        draft__submission=submission, draft__number__gt=running.draft.number, state=CheckState.DONE
    )
    newest = not later.exists()
    if newest:
        StoredFinding.objects.filter(submission=submission, newest=True).update(newest=False)
    CheckedDocument.objects.bulk_create(documents)
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
            proposed_need=needed,
            need=needed,
            detail=found,
        )
        for number, (found, needed) in enumerate((found, need(found)) for found in told["findings"])
    )
    if newest:
        reanchor(running)
    running.state = CheckState.DONE
    running.finished_at = finished
    running.items_judged = running.items_total = len(told["findings"])
    running.step = ""
    running.report = told
    running.save()
    if newest:
        propose_closing(running)  # before the log is written: who writes it keeps others waiting


# --- For whoever looks after the workers ---------------------------------------------------------------


def requeue_lost(now: datetime | None = None) -> int:
    """Put checks in the queue again that lost their worker, or their place in the queue; how many were touched.

    One that has lost its worker three times has failed.
    """
    before = (now or timezone.now()) - LOST_AFTER
    lost = Check.objects.filter(state=CheckState.RUNNING, heartbeat__lt=before).values_list("pk", flat=True)
    forgotten = Check.objects.filter(state=CheckState.WAITING, asked_at__lt=before).exclude(pk__in=_queued())
    waiting = forgotten.values_list("pk", flat=True)
    return sum(_find_again(pk, before) for pk in lost) + sum(_queue_again(pk) for pk in waiting)


@transaction.atomic
def _find_again(check_id: int, before: datetime) -> bool:
    lost = Check.objects.select_for_update(of=("self",)).filter(
        pk=check_id, state=CheckState.RUNNING, heartbeat__lt=before
    )
    check = lost.first()
    if check is None:
        return False
    if check.cancel_requested:
        cancelled(check)
        return True
    if check.attempts >= MOST_ATTEMPTS:
        fail(check, KEEPS_STOPPING % {"attempts": check.attempts})
        return True
    Check.objects.filter(pk=check.pk).update(state=CheckState.WAITING, step="")
    run_check.enqueue(check.pk)
    return True


@transaction.atomic
def _queue_again(check_id: int) -> bool:
    """A worker that was killed between taking a task and taking its check leaves a check that nobody will take."""
    waiting = Check.objects.select_for_update(of=("self",)).filter(pk=check_id, state=CheckState.WAITING)
    if waiting.first() is None or check_id in _queued():
        return False
    run_check.enqueue(check_id)
    return True


def _queued() -> set[int]:
    """The checks that wait for a worker in the task queue."""
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=run_check.module_path)
    return {int(task["args"][0]) for task in ready.values_list("args_kwargs", flat=True)}
