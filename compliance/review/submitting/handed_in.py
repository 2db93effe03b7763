"""What a submission's page says of its drafts: files, checks, results, and what changed."""

from __future__ import annotations

from dataclasses import dataclass

from compliance.review.models import Check, CheckState, Draft, DraftFile, Submission
from compliance.review.submitting.changes import Changes, Judged, changes
from compliance.review.submitting.results import (
    Count,
    FindingView,
    counts,
    finding_view,
    gaps_first,
    other_problems,
    unread_of,
)
from compliance.review.submitting.uploads import Seen, seen_before
from compliance.terms import Status


@dataclass(frozen=True, slots=True)
class FileView:
    """A file of a draft: whether it was handed in before, and what of it could not be read."""

    file: DraftFile
    seen: Seen | None
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What a check that is done has found."""

    check: Check
    counts: tuple[Count, ...]
    gaps: tuple[FindingView, ...]
    rest: tuple[FindingView, ...]
    notices: tuple[str, ...]
    changes: Changes | None  # None for the first draft that has a result
    compared_with: int  # the number of the draft that it is compared with; 0 for none


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft, its newest check, and the newest that is done, which may be an earlier one."""

    draft: Draft
    check: Check | None
    done: Check | None
    counts: tuple[Count, ...]
    files: tuple[FileView, ...]


def draft_views(submission: Submission) -> list[DraftView]:
    """The submission's drafts, newest first; what could not be read is said of the newest."""
    drafts = submission.drafts.select_related("submission", "uploaded_by")
    return [draft_view(draft, in_full=place == 0) for place, draft in enumerate(drafts)]


def draft_view(draft: Draft, in_full: bool = True) -> DraftView:
    """One draft; `in_full` with what could not be read of its files, for which the whole report is loaded."""
    runs = list(draft.checks.defer("report"))
    done = next((run for run in runs if run.state == CheckState.DONE), None)
    return DraftView(
        draft,
        runs[0] if runs else None,
        done,
        counts(list(done.findings.values_list("status", flat=True))) if done else (),
        _files(draft, done if in_full else None),
    )


def result_of(done: Check) -> Result:
    """The result of a check that is done, gaps first, compared with the draft before that has one."""
    found = [(finding.detail, finding.status) for finding in done.findings.all()]
    report = done.report or {}
    documents = [document["name"] for document in report["documents"]]
    gaps, rest = gaps_first([finding_view(detail, documents) for detail, _ in found])
    names = list(done.draft.files.values_list("name", flat=True))
    before = _result_before(done.draft)
    return Result(
        check=done,
        counts=counts([status for _, status in found]),
        gaps=gaps,
        rest=rest,
        notices=other_problems(report, names),
        changes=changes(_judged(before), _judged(done)) if before else None,
        compared_with=before.draft.number if before else 0,
    )


def waiting_before(check: Check) -> int:
    """How many checks will be taken from the queue before this one."""
    if check.state != CheckState.WAITING:
        return 0
    return Check.objects.filter(state=CheckState.WAITING, pk__lt=check.pk).count()


def _files(draft: Draft, done: Check | None) -> tuple[FileView, ...]:
    seen = {one.name: one for one in seen_before(draft)}
    report = done.report if done else None
    return tuple(
        FileView(file, seen.get(file.name), unread_of(report, file.name) if report else ())
        for file in draft.files.select_related("file")
    )


def _result_before(draft: Draft) -> Check | None:
    earlier = Check.objects.filter(
        draft__submission=draft.submission_id, draft__number__lt=draft.number, state=CheckState.DONE
    )
    return earlier.select_related("draft").defer("report").order_by("-draft__number", "-pk").first()


def _judged(check: Check) -> list[Judged]:
    rows = check.findings.order_by("number").values_list("item", "title", "status")
    return [Judged(item, title, Status(status)) for item, title, status in rows]
