"""Rounds through the API, and their coverage."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router, Schema

from compliance.review import access
from compliance.review.administering import coverage, overview
from compliance.review.administering.overview import Judged, Order, Row, Stage
from compliance.review.api.findings import Id
from compliance.review.auditing.audit import Actor, record
from compliance.review.models import Role, Round
from compliance.review.reviewing.outcomes import State
from compliance.review.submitting.schemes_known import scheme_title
from compliance.terms import Status

router = Router(tags=["rounds"])


class RoundOut(Schema):
    id: int
    title: str
    year: int
    scheme: str
    scheme_title: str
    procedure: str
    deadline: date
    opened_at: datetime
    closed_at: datetime | None
    submissions: int  # that the user may see


class OverviewCellOut(Schema):
    finding: int
    item: str
    proposed: Status
    status: Status
    state: State
    by_people: bool


class OverviewRowOut(Schema):
    submission: int
    district: str
    stage: Stage
    judged: int
    gaps: int
    decided: int
    cells: list[OverviewCellOut | None]


class ColumnOut(Schema):
    item: str
    number: int
    title: str
    gaps: int
    judged: int


class ProblemsOut(Schema):
    open: int
    closed: int
    overdue: int


class ProgressOut(Schema):
    submissions: int
    handed_in: int
    checked: int
    reviewed: int
    findings: int
    decided: int
    settled: int
    disputed: int
    look_again: int
    open: int
    problems: ProblemsOut


class IndicatorOut(Schema):
    indicator: str
    title: str
    gaps: int
    facets: int


class OverviewOut(Schema):
    round: RoundOut
    columns: list[ColumnOut]
    rows: list[OverviewRowOut]
    by_status: dict[str, int]
    progress: ProgressOut
    indicators: list[IndicatorOut]


class OverviewIn(Schema):
    order: Order = Order.NAME


@router.get("/rounds", response=list[RoundOut], summary="轮次")
def rounds(request: HttpRequest) -> Any:
    user = access.signed_in(request)
    return [_round(request, round_) for round_ in access.rounds(user)]


@router.get("/rounds/{number}", response=RoundOut, summary="一个轮次")
def one_round(request: HttpRequest, number: Path[Id]) -> Any:
    return _round(request, get_object_or_404(access.rounds(access.signed_in(request)), pk=number))


@router.get("/rounds/{number}/overview", response=OverviewOut, summary="一个轮次的总览：区县 × 条目")
def round_overview(request: HttpRequest, number: Path[Id], asked: Query[OverviewIn]) -> Any:
    """For administrators and reviewers; a reviewer's own submissions only, and others' decisions once they decided."""
    user = access.signed_in(request)
    access.require(user, Role.ADMINISTRATOR, Role.REVIEWER)
    round_ = get_object_or_404(access.rounds(user), pk=number)
    shown = coverage.matrix_of(user, round_, asked.order)
    record(Actor.of(request), "view", f"round:{round_.pk}", what="overview")
    return {
        "round": _round(request, round_),
        "columns": [
            {"item": column.item, "number": column.number, "title": column.title, "gaps": gaps, "judged": judged}
            for column, (gaps, judged) in zip(shown.columns, shown.column_gaps, strict=True)
        ],
        "rows": [_row(row) for row in shown.rows],
        "by_status": {status.value: count for status, count in shown.by_status.items()},
        "progress": overview.progress(shown, coverage.problems_in(user, round_)),
        "indicators": coverage.indicator_gaps(shown),
    }


def _round(request: HttpRequest, round_: Round) -> dict[str, Any]:
    fields = ("title", "year", "scheme", "procedure", "deadline", "opened_at", "closed_at")
    return {
        "id": round_.pk,
        **{name: getattr(round_, name) for name in fields},
        "scheme_title": scheme_title(round_.scheme),
        "submissions": access.submissions(access.signed_in(request)).filter(round=round_).count(),
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in ("submission", "district", "stage", "judged", "gaps", "decided")},
        "cells": [_cell(cell) if cell else None for cell in row.cells],
    }


def _cell(cell: Judged) -> dict[str, Any]:
    return {name: getattr(cell, name) for name in ("finding", "item", "proposed", "status", "state", "by_people")}
