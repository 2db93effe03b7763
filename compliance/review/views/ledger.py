"""The ledger's pages: the list, its print and its sheet, and one problem."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from compliance.errors import ComplianceError
from compliance.review import access
from compliance.review.auditing import audit
from compliance.review.models import Draft, Problem, Role, User
from compliance.review.rectifying import ledger, ledger_list, ledger_sheet
from compliance.review.rectifying.ledger_list import Filter, Row
from compliance.review.rectifying.ledger_story import story

ROWS_A_PAGE = 50


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The ledger by a filter, page by page."""
    user, today = access.signed_in(request), ledger.office_today()
    wanted = Filter.of(request.GET.dict())
    found = ledger_list.select(user, wanted, today)
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = ledger_list.rows(
        user, found[page.start_index() - 1 : page.end_index()] if page else found, today, page.start_index() or 1
    )
    ledger_list.saw_list(audit.Actor.of(request), rows, "ledger")
    context = {
        "rows": rows,
        "page": page,
        "wanted": wanted,
        "counts": ledger_list.count(user, wanted, today),
        "rounds": access.rounds(user),
        "districts": access.districts(user),
        "people": ledger_list.people(user),
        "waiting": ledger_list.waiting(user, wanted),
        "query": urlencode(wanted.words()),
        "link": _links(wanted),
        "today": today,
    }
    return render(request, "review/ledger.html", context)


def _links(wanted: Filter) -> dict[str, str]:
    """The filter's words without state, overdue and mine, and without the page: what the counts' links add to."""
    kept = {name: value for name, value in wanted.words().items() if name not in ("state", "overdue", "mine")}
    return {"base": urlencode(kept), "and": "&" if kept else ""}


@require_GET
def printed(request: HttpRequest) -> HttpResponse:
    """The whole list by a filter as a table for paper."""
    rows, wanted, today = _whole(request)
    ledger_list.saw_list(audit.Actor.of(request), rows, "ledger_print")
    context = {
        "rows": rows,
        "title": ledger_sheet.title(access.signed_in(request), wanted),
        "today": today,
        "wanted": wanted,
        "query": urlencode(wanted.words()),
    }
    return render(request, "review/ledger_print.html", context)


@require_GET
def sheet(request: HttpRequest) -> HttpResponse:
    """The whole list by a filter as a spreadsheet; the log says who took it."""
    rows, wanted, today = _whole(request)
    return ledger_sheet.download(audit.Actor.of(request), access.signed_in(request), rows, wanted, today)


def _whole(request: HttpRequest) -> tuple[list[Row], Filter, date]:
    user, today = access.signed_in(request), ledger.office_today()
    wanted = Filter.of(request.GET.dict())
    return ledger_list.rows(user, ledger_list.select(user, wanted, today), today), wanted, today


@require_POST
def open_gaps(request: HttpRequest, submission_id: int) -> HttpResponse:
    """Enter all confirmed gaps of a submission."""
    user = access.signed_in(request)
    submission = get_object_or_404(access.submissions(user), pk=submission_id)
    access.require(user, Role.ADMINISTRATOR, Role.REVIEWER)
    try:
        expected = request.POST.get("expected", "")
        opened = ledger.open_problems(
            audit.Actor.of(request),
            submission,
            _date(request.POST.get("due", "")),
            int(expected[:18]) if expected.isascii() and expected.isdigit() else None,
        )
    except ComplianceError as fault:
        messages.error(request, str(fault))
    else:
        told = ngettext("已列入 %(count)d 个问题。", "已列入 %(count)d 个问题。", len(opened)) % {"count": len(opened)}
        messages.success(request, told)
    return redirect("ledger")


@require_GET
def problem(request: HttpRequest, problem_id: int) -> HttpResponse:
    """One problem with its history and what can be done."""
    user = access.signed_in(request)
    found = get_object_or_404(access.problems(user), pk=problem_id)
    audit.saw(audit.Actor.of(request), found.submission, "problem", problem=found.pk)
    return _page(request, user, found)


def _page(request: HttpRequest, user: User, found: Problem, fault: str = "", status: int = 200) -> HttpResponse:
    """The problem's page; after a mistake with what was typed, so that nothing has to be typed again."""
    told = story(user, found, ledger.office_today())
    context: dict[str, Any] = {
        "story": told,
        "problem": told.row.problem,
        "drafts": Draft.objects.filter(submission=found.submission).order_by("-number"),
        "may_assign": told.row.problem.closed_at is None and (user.is_district or ledger.keeps(user, found.submission)),
        "typed": request.POST.dict() if fault else {},
        "fault": fault,
        "today": ledger.office_today(),
    }
    return render(request, "review/ledger_problem.html", context, status=status)


@require_POST
def act(request: HttpRequest, problem_id: int) -> HttpResponse:
    """Do one of the actions that the page offered."""
    user = access.signed_in(request)
    found = get_object_or_404(access.problems(user), pk=problem_id)
    try:
        deed = ledger.Deed(
            action=request.POST.get("action", ""),
            text=request.POST.get("text", ""),
            draft=_draft(user, found, request.POST.get("draft", "")),
            due=_date(request.POST.get("due", "")),
            seen=request.POST.get("seen", ""),
        )
        ledger.act(audit.Actor.of(request), found, deed)
    except ComplianceError as fault:
        return _page(request, user, found, str(fault), 409)
    messages.success(request, _("已记入台账。"))
    return redirect("problem", found.pk)


@require_POST
def assign(request: HttpRequest, problem_id: int) -> HttpResponse:
    """Keep who puts the problem right, by when, and how."""
    user = access.signed_in(request)
    found = get_object_or_404(access.problems(user), pk=problem_id)
    try:
        # A district does not send the date: it stays as it is.
        due = found.due if user.is_district else _date(request.POST.get("due", ""))
        duties = ledger.Duties(
            duty=request.POST.get("duty", ""),
            person=request.POST.get("person", ""),
            due=due,
            measures=request.POST.get("measures", ""),
        )
        ledger.assign(audit.Actor.of(request), found, duties)
    except ComplianceError as fault:
        return _page(request, user, found, str(fault), 409)
    messages.success(request, _("责任和时限已记下。"))
    return redirect("problem", found.pk)


def _date(text: str) -> date | None:
    """Raises ComplianceError for what is no date."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ComplianceError(_("日期应写成 2026-12-31 这样。")) from None


def _draft(user: User, found: Problem, text: str) -> Draft | None:
    """A draft of the problem's submission. Raises ComplianceError where there is no such draft."""
    if not text:
        return None
    drafts = access.drafts(user).filter(submission=found.submission)
    chosen = drafts.filter(pk=text).first() if text.isascii() and text.isdigit() and len(text) < 19 else None
    if chosen is None:
        raise ComplianceError(_("没有这份稿，请重选。"))
    return chosen
