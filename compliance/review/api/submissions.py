"""Handing in and checking."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Field, File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from compliance.review import access
from compliance.review.auditing import audit
from compliance.review.models import Check, CheckState, Draft, Role, Submission
from compliance.review.stored_words import said, step_said
from compliance.review.submitting import checking, downloads, handed_in, uploads

router = Router(tags=["submissions"])


class Mistake(Schema):
    """Why something was not done, in Chinese."""

    message: str


class HandingIn(Schema):
    """What comes with the files."""

    paths: list[str] = Field(default_factory=list)  # of each file within its folder, in the files' order
    note: str = ""


class CheckTold(Schema):
    """How far a check has come."""

    id: int
    draft: int
    state: str
    state_name: str
    is_over: bool
    step: str
    pages_read: int
    items_judged: int
    items_total: int
    waiting_before: int
    cancel_requested: bool
    message: str
    asked_at: datetime
    finished_at: datetime | None


class FileTold(Schema):
    """A file of a draft; `seen` says in which earlier draft it was handed in, "" for a new one."""

    name: str
    size: int
    sha256: str
    seen: str


class DraftTold(Schema):
    id: int
    number: int
    uploaded_by: str
    uploaded_at: datetime
    note: str
    files: list[FileTold]
    check: CheckTold | None


class SubmissionTold(Schema):
    id: int
    round: int
    round_title: str
    district: str
    is_open: bool
    drafts: int


class SubmissionInFull(SubmissionTold):
    every_draft: list[DraftTold]


@router.get("/submissions", response=list[SubmissionTold])
def every(request: HttpRequest) -> list[dict[str, Any]]:
    """The submissions that the user may see."""
    return [_told(one) for one in access.submissions(access.signed_in(request)).prefetch_related("drafts")]


@router.get("/submissions/{submission_id}", response={200: SubmissionInFull, 404: Mistake})
def one(request: HttpRequest, submission_id: int) -> dict[str, Any]:
    """A submission with its drafts, newest first."""
    found = _submission(request, submission_id)
    audit.saw(audit.Actor.of(request), found, "submission")
    return _told(found) | {"every_draft": [_draft_told(view) for view in handed_in.draft_views(found)]}


@router.post("/submissions/{submission_id}/drafts", response={201: DraftTold, 403: Mistake, 404: Mistake, 409: Mistake})
def hand_in(
    request: HttpRequest,
    submission_id: int,
    files: File[list[UploadedFile]],
    told: Form[HandingIn],
) -> Status[dict[str, Any]]:
    """Hand in a draft: `files`, and `paths` in their order where they come from a folder. It is checked at once."""
    access.require(access.signed_in(request), Role.DISTRICT)
    found = _submission(request, submission_id)
    received = uploads.receive(audit.Actor.of(request), found, uploads.arriving(files, told.paths), told.note)
    return Status(201, _draft_told(handed_in.draft_view(received.draft)))


@router.post("/drafts/{draft_id}/checks", response={201: CheckTold, 403: Mistake, 404: Mistake, 409: Mistake})
def ask(request: HttpRequest, draft_id: int) -> Status[dict[str, Any]]:
    """Have a draft checked once more."""
    user = access.signed_in(request)
    access.require(user, Role.DISTRICT)
    draft: Draft = get_object_or_404(access.drafts(user), pk=draft_id)
    return Status(201, _check_told(checking.ask(audit.Actor.of(request), draft)))


@router.get("/checks/{check_id}", response={200: CheckTold, 404: Mistake})
def check(request: HttpRequest, check_id: int) -> dict[str, Any]:
    """How far a check has come; pages ask each second."""
    return _check_told(get_object_or_404(access.checks(access.signed_in(request)).defer("report"), pk=check_id))


@router.get("/checks/{check_id}/report", response={200: dict[str, Any], 404: Mistake})
def report(request: HttpRequest, check_id: int) -> HttpResponse:
    """The whole report of a check that is done, as report.schema.json describes it."""
    found: Check = get_object_or_404(access.checks(access.signed_in(request)), pk=check_id)
    return downloads.report_json(audit.Actor.of(request), found)


@router.get("/checks/{check_id}/report.html")
def report_page(request: HttpRequest, check_id: int) -> HttpResponse:
    """The report as one HTML file, to keep or print: never opened in the workbench's own name."""
    found: Check = get_object_or_404(access.checks(access.signed_in(request)), pk=check_id)
    return downloads.report_page(audit.Actor.of(request), found)


@router.post("/checks/{check_id}/cancel", response={200: CheckTold, 403: Mistake, 404: Mistake, 409: Mistake})
def cancel(request: HttpRequest, check_id: int) -> dict[str, Any]:
    """End a check: at once where it waits, within seconds where it runs."""
    user = access.signed_in(request)
    access.require(user, Role.DISTRICT)
    found: Check = get_object_or_404(access.checks(user), pk=check_id)
    return _check_told(checking.cancel(audit.Actor.of(request), found))


def _submission(request: HttpRequest, submission_id: int) -> Submission:
    found: Submission = get_object_or_404(access.submissions(access.signed_in(request)), pk=submission_id)
    return found


def _told(submission: Submission) -> dict[str, Any]:
    return {
        "id": submission.pk,
        "round": submission.round_id,
        "round_title": submission.round.title,
        "district": submission.district.name,
        "is_open": submission.round.is_open,
        "drafts": len(submission.drafts.all()),
    }


def _draft_told(view: handed_in.DraftView) -> dict[str, Any]:
    draft = view.draft
    return {
        "id": draft.pk,
        "number": draft.number,
        "uploaded_by": str(draft.uploaded_by),
        "uploaded_at": draft.uploaded_at,
        "note": draft.note,
        "files": [
            {
                "name": shown.file.name,
                "size": shown.file.file.size,
                "sha256": shown.file.file_id,
                "seen": str(shown.seen or ""),
            }
            for shown in view.files
        ],
        "check": _check_told(view.check) if view.check else None,
    }


def _check_told(check: Check) -> dict[str, Any]:
    state = CheckState(check.state)
    return {
        "id": check.pk,
        "draft": check.draft_id,
        "state": state.value,
        "state_name": str(state.label),
        "is_over": state.is_over,
        "step": step_said(check.step),
        "pages_read": check.pages_read,
        "items_judged": check.items_judged,
        "items_total": check.items_total,
        "waiting_before": handed_in.waiting_before(check),
        "cancel_requested": check.cancel_requested,
        "message": said(check.message),
        "asked_at": check.asked_at,
        "finished_at": check.finished_at,
    }
