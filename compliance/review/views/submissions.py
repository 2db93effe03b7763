"""What a district hands in, draft by draft, and what the program found in it; others see the same without buttons."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from compliance.errors import ComplianceError
from compliance.reading.limits import DEFAULT_LIMITS
from compliance.review import access, settings
from compliance.review.auditing import audit
from compliance.review.models import Check, CheckState, Draft, RemarkKind, Role
from compliance.review.reviewing import questions, remarks
from compliance.review.submitting import checking, downloads, handed_in, printed, uploads
from compliance.review.views.answers import attempt


@require_GET
def every(request: HttpRequest) -> HttpResponse:
    """The submissions that the user may see."""
    found = access.submissions(access.signed_in(request)).prefetch_related("drafts")
    return render(request, "review/submissions/every.html", {"submissions": found})


@require_GET
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """One submission: its drafts newest first, the newest one's result, and the form for the next."""
    user = access.signed_in(request)
    found = get_object_or_404(access.submissions(user), pk=pk)
    audit.saw(audit.Actor.of(request), found, "submission")
    drafts = handed_in.draft_views(found)
    shown = drafts[0].done if drafts else None
    context = {
        "submission": found,
        "drafts": drafts,
        "result": handed_in.result_of(shown) if shown else None,
        "printed": shown is not None and printed.path_of(shown).exists(),
        "questions": questions.asked_of(user, found),
        "most_answer": remarks.MOST_CHARACTERS,
        "may_hand_in": user.role == Role.DISTRICT and found.takes_drafts,
        "most_files": settings.MOST_UPLOADED_FILES,
        "most_bytes": settings.MOST_UPLOADED_BYTES,
        "most_file_bytes": DEFAULT_LIMITS.file_bytes,
        "most_note": uploads.MOST_NOTE,
    }
    return render(request, "review/submissions/submission.html", context)


@require_POST
@access.for_roles(Role.DISTRICT)
def hand_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Receive a draft from the plain form."""
    found = get_object_or_404(access.submissions(access.signed_in(request)), pk=pk)
    arrived = uploads.arriving(
        [*request.FILES.getlist("files"), *request.FILES.getlist("folder")], request.POST.getlist("paths")
    )
    try:
        received = uploads.receive(audit.Actor.of(request), found, arrived, request.POST.get("note", ""))
    except ComplianceError as fault:
        messages.error(request, str(fault))
        return redirect("submission", pk)
    count = {"number": received.draft.number, "count": received.draft.files.count()}
    messages.success(request, _("第 %(number)d 稿已收到，共 %(count)d 份文件，正在排队检查。") % count)
    return redirect("submission", pk)


@require_POST
@access.for_roles(Role.DISTRICT)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a reviewer's question."""
    asked = access.remarks(access.signed_in(request)).filter(kind=RemarkKind.QUESTION)
    question = get_object_or_404(asked, pk=pk)
    said = request.POST.get("text", "")
    attempt(request, lambda: questions.answer(audit.Actor.of(request), question, said), _("答复已发出。"))
    return redirect("submission", question.submission_id)


@require_GET
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """One check and, where it is done, its result."""
    found = _check(request, pk)
    audit.saw(audit.Actor.of(request), found.draft.submission, "check", check=pk)
    context = {
        "submission": found.draft.submission,
        "drafts": [handed_in.draft_view(found.draft)],
        "result": handed_in.result_of(found) if found.state == CheckState.DONE else None,
        "printed": printed.path_of(found).exists(),
        "check": found,
    }
    return render(request, "review/submissions/check.html", context)


@require_POST
@access.for_roles(Role.DISTRICT)
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a draft checked, once more."""
    draft: Draft = get_object_or_404(access.drafts(access.signed_in(request)), pk=pk)
    try:
        checking.ask(audit.Actor.of(request), draft)
    except ComplianceError as fault:
        messages.error(request, str(fault))
    return redirect("submission", draft.submission_id)


@require_POST
@access.for_roles(Role.DISTRICT)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """End a check that waits or runs."""
    found = _check(request, pk)
    try:
        checking.cancel(audit.Actor.of(request), found)
    except ComplianceError as fault:
        messages.error(request, str(fault))
    return redirect("submission", found.draft.submission_id)


@require_GET
def report_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as one HTML file, to keep or print."""
    return downloads.report_page(audit.Actor.of(request), _check(request, pk))


@require_GET
def report_json(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as JSON, as report.schema.json describes it."""
    found = _check(request, pk)
    return downloads.attached(downloads.report_json(audit.Actor.of(request), found), found, "json")


def _check(request: HttpRequest, pk: int) -> Check:
    found: Check = get_object_or_404(access.checks(access.signed_in(request)), pk=pk)
    return found
