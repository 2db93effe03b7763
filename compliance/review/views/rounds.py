"""Rounds: the list, one with its submissions and reviewers, and what an administrator does with them."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext as translated  # what a procedure's file says
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from compliance.review import access
from compliance.review.administering import assigning, coverage, export, overview, round_table, rounds
from compliance.review.administering.forms import AssignForm, RoundForm, SpreadForm
from compliance.review.auditing.audit import Actor, record
from compliance.review.learning import sampling
from compliance.review.models import Assignment, Duty, Role, Round
from compliance.review.rectifying.procedure import every_procedure
from compliance.review.submitting.schemes_known import scheme_title
from compliance.review.views.answers import attempt, attempt_form


@require_GET
@access.for_roles(Role.ADMINISTRATOR)
def round_list(request: HttpRequest) -> HttpResponse:
    """Every round, open ones first."""
    record(Actor.of(request), "view", "rounds", what="rounds")
    found = access.rounds(access.signed_in(request)).order_by("closed_at", "-year", "-opened_at")
    today = timezone.localdate()
    listed = [
        {
            "round": round_,
            "scheme": scheme_title(round_.scheme),
            "submissions": round_.submissions.count(),
            "handed_in": round_.submissions.filter(drafts__isnull=False).distinct().count(),
            "days_left": (round_.deadline - today).days,
        }
        for round_ in found
    ]
    return render(request, "review/rounds.html", {"listed": listed})


@require_GET
@access.for_roles(Role.ADMINISTRATOR)
def round_page(request: HttpRequest, number: int) -> HttpResponse:
    """One round: progress, submissions, who reviews them."""
    round_ = _round(request, number)
    user = access.signed_in(request)
    record(Actor.of(request), "view", rounds.target(round_), what="round")
    lines = round_table.lines(user, round_)
    shown = overview.Matrix((), tuple(line.row for line in lines))
    procedure = every_procedure().get(round_.procedure)
    return render(
        request,
        "review/round.html",
        {
            "round": round_,
            "scheme": scheme_title(round_.scheme),
            "procedure": translated(procedure.title) if procedure else round_.procedure,
            "days_left": (round_.deadline - timezone.localdate()).days,
            "lines": lines,
            "unassigned": sum(not line.is_assigned for line in lines),
            "progress": overview.progress(shown, coverage.problems_in(user, round_)),
            "remaining": sampling.remaining(round_),
            "assign": AssignForm(),
            "spread": SpreadForm(),
        },
    )


@require_http_methods(["GET", "POST"])
@access.for_roles(Role.ADMINISTRATOR)
def round_new(request: HttpRequest) -> HttpResponse:
    """Open a round."""
    form = RoundForm(request.POST) if request.method == "POST" else RoundForm.fresh()
    if request.method == "POST" and form.is_valid():
        opened: list[Round] = []
        if attempt_form(form, lambda: opened.append(rounds.open_round(Actor.of(request), form.wanted()))):
            messages.success(request, _("“%(title)s”已经开启。") % {"title": opened[0].title})
            return redirect("round", opened[0].pk)
    return render(request, "review/round_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
@access.for_roles(Role.ADMINISTRATOR)
def round_change(request: HttpRequest, number: int) -> HttpResponse:
    """Change a round."""
    round_ = _round(request, number)
    form = RoundForm.on(round_, request.POST) if request.method == "POST" else RoundForm.on(round_)
    if request.method == "POST" and form.is_valid():

        def change() -> None:
            rounds.change_round(Actor.of(request), round_, form.wanted())

        if attempt_form(form, change):
            messages.success(request, _("已保存。"))
            return redirect("round", round_.pk)
    return render(request, "review/round_form.html", {"form": form, "round": round_})


@require_POST
@access.for_roles(Role.ADMINISTRATOR)
def round_close(request: HttpRequest, number: int) -> HttpResponse:
    """Close a round."""
    round_ = _round(request, number)
    attempt(
        request,
        lambda: rounds.close_round(Actor.of(request), round_),
        _("“%(title)s”已经关闭，不再收材料，不再评审。") % {"title": round_.title},
    )
    return redirect("round", round_.pk)


@require_POST
@access.for_roles(Role.ADMINISTRATOR)
def round_reopen(request: HttpRequest, number: int) -> HttpResponse:
    """Open a closed round again."""
    round_ = _round(request, number)
    attempt(
        request,
        lambda: rounds.reopen_round(Actor.of(request), round_),
        _("“%(title)s”已经重新开启。") % {"title": round_.title},
    )
    return redirect("round", round_.pk)


@require_POST
@access.for_roles(Role.ADMINISTRATOR)
def round_assign(request: HttpRequest, number: int) -> HttpResponse:
    """Give the ticked submissions to a reviewer."""
    round_ = _round(request, number)
    form = AssignForm(request.POST)
    ticked = [int(value) for value in request.POST.getlist("submission") if value.isdecimal() and len(value) < 19]
    chosen = access.submissions(access.signed_in(request)).filter(round=round_, pk__in=ticked)
    if not form.is_valid() or not chosen:
        messages.error(request, _("请先在表里勾选区县，再选一位评审员。"))
        return redirect("round", round_.pk)
    reviewer, duty = form.cleaned_data["reviewer"], Duty(form.cleaned_data["duty"])
    attempt(
        request,
        lambda: assigning.assign_all(Actor.of(request), chosen, reviewer, duty),
        _("已分给%(who)s。") % {"who": reviewer},
    )
    return redirect("round", round_.pk)


@require_POST
@access.for_roles(Role.ADMINISTRATOR)
def round_spread(request: HttpRequest, number: int) -> HttpResponse:
    """Spread the submissions evenly over the chosen reviewers."""
    round_ = _round(request, number)
    form = SpreadForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请至少选一位评审员，并写明每份材料几人评审（1 到 5 人）。"))
        return redirect("round", round_.pk)
    added: list[int] = []
    chosen, each = list(form.cleaned_data["reviewers"]), form.cleaned_data["each"]

    def spread() -> None:
        added.append(assigning.assign_evenly(Actor.of(request), round_, chosen, each))

    attempt(request, spread, _("平均分配完毕，原有的分配不变。"))
    if added:
        messages.info(request, _("新增 %(number)s 项分配。") % {"number": added[0]})
    return redirect("round", round_.pk)


@require_POST
@access.for_roles(Role.ADMINISTRATOR)
def assignment_take_away(request: HttpRequest, number: int) -> HttpResponse:
    """End an assignment."""
    found = Assignment.objects.filter(submission__in=access.submissions(access.signed_in(request)))
    assignment = get_object_or_404(found.select_related("submission__round", "submission__district"), pk=number)
    attempt(request, lambda: assigning.take_away(Actor.of(request), assignment), _("已收回。"))
    return redirect("round", assignment.submission.round_id)


@require_POST
@access.for_roles(Role.ADMINISTRATOR)
def round_export(request: HttpRequest, number: int) -> FileResponse:
    """The round as a spreadsheet."""
    return export.download(Actor.of(request), _round(request, number))


def _round(request: HttpRequest, number: int) -> Round:
    return get_object_or_404(access.rounds(access.signed_in(request)), pk=number)
