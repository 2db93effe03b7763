"""The overview of a round: the coverage matrix as a picture or a table, progress, gaps by item and indicator."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from compliance.reports.words import STATUS_MARKS, STATUS_ORDER
from compliance.review import access
from compliance.review.administering import coverage, matrix_picture, overview
from compliance.review.administering.overview import Judged, Matrix, Order
from compliance.review.auditing.audit import Actor, record
from compliance.review.models import Role, Round
from compliance.review.report_words import STATUS_NAMES
from compliance.review.reviewing.outcomes import State
from compliance.review.submitting.schemes_known import scheme_title
from compliance.terms import Status

LOOKS = ("whole", "rows", "table")


@require_GET
@access.for_roles(Role.ADMINISTRATOR, Role.REVIEWER)
def round_overview(request: HttpRequest, number: int) -> HttpResponse:
    """Districts × items of one round; a reviewer's own submissions only."""
    user = access.signed_in(request)
    round_ = get_object_or_404(access.rounds(user), pk=number)
    order = Order(request.GET["order"]) if request.GET.get("order") in set(Order) else Order.NAME
    shown = coverage.matrix_of(user, round_, order)
    usual = "rows" if len(shown.rows) <= matrix_picture.MOST_ROWS_IN_ONE else "whole"
    look = request.GET["look"] if request.GET.get("look") in LOOKS else usual
    record(Actor.of(request), "view", f"round:{round_.pk}", what="overview")
    return render(
        request,
        "review/overview.html",
        {
            "round": round_,
            "scheme": scheme_title(round_.scheme),
            "matrix": shown,
            "look": look,
            "order": order.value,
            "progress": overview.progress(shown, coverage.problems_in(user, round_)),
            "statuses": _statuses(shown),
            "legend": _legend(),
            "items": _items(shown),
            "indicators": _indicators(shown),
            **(_table(shown) if look == "table" else _picture(shown, look, round_)),
        },
    )


def says(cell: Judged) -> str:
    """What a cell says of itself."""
    if cell.state is State.DISPUTED:
        return _("意见不一（程序：%(status)s）") % {"status": str(STATUS_NAMES[cell.proposed])}
    name = str(STATUS_NAMES[cell.status])
    if cell.state is State.LOOK_AGAIN:
        return _("%(status)s，新稿请再看") % {"status": name}
    if not cell.by_people:
        return _("%(status)s（程序提出）") % {"status": name}
    if cell.status is not cell.proposed:
        return _("%(status)s（已认定，程序提出%(proposed)s）") % {
            "status": name,
            "proposed": str(STATUS_NAMES[cell.proposed]),
        }
    return _("%(status)s（已认定）") % {"status": name}


def _picture(shown: Matrix, look: str, round_: Round) -> dict[str, Any]:
    rows = look == "rows"
    measures = matrix_picture.roomy(len(shown.rows)) if rows else matrix_picture.whole(len(shown.rows))
    label = _("%(title)s：区县 × 条目") % {"title": round_.title}
    return {
        "heads": matrix_picture.heads(shown, measures) if rows else "",
        "picture": matrix_picture.picture(shown, measures, says, label, headed=not rows),
    }


def _table(shown: Matrix) -> dict[str, Any]:
    """Rows of what a table shows: mark, words and address of each cell."""
    return {
        "rows": [
            {
                "row": row,
                "cells": [
                    cell
                    and {
                        "mark": "!" if cell.state is State.DISPUTED else STATUS_MARKS[cell.status],
                        "status": cell.status.value,
                        "says": says(cell),
                        "item": cell.item,
                        "by_people": cell.by_people,
                    }
                    for cell in row.cells
                ],
            }
            for row in shown.rows
        ]
    }


def _statuses(shown: Matrix) -> list[dict[str, Any]]:
    """Each status with its number and share of the findings, gaps first."""
    counted = shown.by_status
    total = sum(counted.values())
    return [
        {
            "value": status.value,
            "name": str(STATUS_NAMES[status]),
            "count": counted.get(status, 0),
            "share": round(100 * counted.get(status, 0) / total) if total else 0,
            "swatch": matrix_picture.swatch(str(STATUS_NAMES[status]), f"s-{status.value}", status, "decided"),
        }
        for status in STATUS_ORDER
    ]


def _legend() -> list[dict[str, Any]]:
    """What the cells' grounds mean."""
    met = Status.MISSING
    drawn = (
        (_("实底：已认定"), met, "decided"),
        (_("浅底：程序提出"), met, "proposed"),
        (_("加框：新稿再看"), met, "again"),
        (_("对半：意见不一"), None, "proposed"),
    )
    return [
        {
            "name": name,
            "swatch": matrix_picture.swatch(name, f"s-{status.value}" if status else "disputed", status, how),
        }
        for name, status, how in drawn
    ]


def _items(shown: Matrix) -> list[dict[str, Any]]:
    """Each item with its gaps, in the scheme's order, numbered as in the picture."""
    most = max((gaps for gaps, _judged in shown.column_gaps), default=0) or 1
    return [
        {"place": place, "column": column, "gaps": gaps, "judged": judged, "width": round(100 * gaps / most)}
        for place, (column, (gaps, judged)) in enumerate(zip(shown.columns, shown.column_gaps, strict=True), 1)
    ]


def _indicators(shown: Matrix) -> list[dict[str, Any]]:
    found = coverage.indicator_gaps(shown)
    most = max((one.gaps for one in found), default=0) or 1
    return [{"title": one.title, "gaps": one.gaps, "width": round(100 * one.gaps / most)} for one in found]
