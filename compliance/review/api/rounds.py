"""Rounds through the API: opened, changed, closed, exported, and their coverage."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as translated  # what a procedure's file says
from ninja import Path, Query, Router, Schema
from ninja import Status as Answer
from pydantic import Field

from compliance.review import access
from compliance.review.administering import coverage, export, overview
from compliance.review.administering import rounds as services
from compliance.review.administering.overview import Judged, Order, Row, Stage
from compliance.review.api.findings import Id, Text
from compliance.review.auditing.audit import Actor, record
from compliance.review.models import Role, Round
from compliance.review.rectifying.procedure import choices
from compliance.review.reviewing.outcomes import State
from compliance.review.submitting.schemes_known import known_schemes, scheme_title
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
    days_left: int  # negative once the deadline has passed
    districts: list[int]  # those that the user may see, and so are submissions and handed_in
    submissions: int
    handed_in: int


class RoundIn(Schema):
    """A round as it is to be, with all its districts."""

    title: Annotated[Text, Field(max_length=120)]
    year: int
    scheme: Annotated[Text, Field(max_length=120)]
    procedure: Annotated[Text, Field(max_length=40)] = "plain"
    deadline: date
    districts: Annotated[list[Id], Field(max_length=1000)]

    def wanted(self) -> services.RoundWanted:
        fields = (self.title, self.year, self.scheme, self.procedure, self.deadline)
        return services.RoundWanted(*fields, frozenset(self.districts))


class SchemeOut(Schema):
    id: str
    title: str
    issuer: str
    items: int


class ProcedureOut(Schema):
    id: str
    title: str


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
    """Those that the user may see. An administrator's look is logged: the others see what is theirs."""
    user = access.signed_in(request)
    if user.is_administrator:
        record(Actor.of(request), "view", "rounds", what="rounds")
    return [_round(request, round_) for round_ in access.rounds(user)]


@router.post("/rounds", response={201: RoundOut}, summary="开启轮次")
def open_round(request: HttpRequest, said: RoundIn) -> Answer[dict[str, Any]]:
    access.require(access.signed_in(request), Role.ADMINISTRATOR)
    return Answer(201, _round(request, services.open_round(Actor.of(request), said.wanted())))


@router.get("/schemes", response=list[SchemeOut], summary="开启轮次时可选的评估方案")
def schemes(request: HttpRequest) -> list[dict[str, Any]]:
    access.require(access.signed_in(request), Role.ADMINISTRATOR)
    return [
        {"id": scheme.id, "title": scheme.title, "issuer": scheme.issuer, "items": len(scheme.items)}
        for scheme in known_schemes().values()
    ]


@router.get("/procedures", response=list[ProcedureOut], summary="开启轮次时可选的清单办法")
def procedures(request: HttpRequest) -> list[dict[str, str]]:
    access.require(access.signed_in(request), Role.ADMINISTRATOR)
    return [{"id": name, "title": translated(title)} for name, title in choices()]


@router.get("/rounds/{number}", response=RoundOut, summary="一个轮次")
def one_round(request: HttpRequest, number: Path[Id]) -> Any:
    user = access.signed_in(request)
    found = get_object_or_404(access.rounds(user), pk=number)
    if user.is_administrator:
        record(Actor.of(request), "view", services.target(found), what="round")
    return _round(request, found)


@router.put("/rounds/{number}", response=RoundOut, summary="更改轮次")
def change_round(request: HttpRequest, number: Path[Id], said: RoundIn) -> Any:
    """A district that is not named leaves, while it has handed in nothing."""
    services.change_round(Actor.of(request), _administered(request, number), said.wanted())
    return _round(request, _administered(request, number))


@router.post("/rounds/{number}/close", response=RoundOut, summary="关闭轮次")
def close_round(request: HttpRequest, number: Path[Id]) -> Any:
    services.close_round(Actor.of(request), _administered(request, number))
    return _round(request, _administered(request, number))


@router.post("/rounds/{number}/reopen", response=RoundOut, summary="重新开启轮次")
def reopen_round(request: HttpRequest, number: Path[Id]) -> Any:
    services.reopen_round(Actor.of(request), _administered(request, number))
    return _round(request, _administered(request, number))


@router.get("/rounds/{number}/sheet.xlsx", summary="导出轮次（xlsx）")
def sheet(request: HttpRequest, number: Path[Id]) -> FileResponse:
    return export.download(Actor.of(request), _administered(request, number))


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


def _administered(request: HttpRequest, number: int) -> Round:
    user = access.signed_in(request)
    access.require(user, Role.ADMINISTRATOR)
    return get_object_or_404(access.rounds(user), pk=number)


def _round(request: HttpRequest, round_: Round) -> dict[str, Any]:
    seen = access.submissions(access.signed_in(request)).filter(round=round_)
    districts = list(seen.order_by("district_id").values_list("district_id", flat=True))
    fields = ("title", "year", "scheme", "procedure", "deadline", "opened_at", "closed_at")
    return {
        "id": round_.pk,
        **{name: getattr(round_, name) for name in fields},
        "scheme_title": scheme_title(round_.scheme),
        "days_left": (round_.deadline - timezone.localdate()).days,
        "districts": districts,
        "submissions": len(districts),
        "handed_in": seen.filter(drafts__isnull=False).distinct().count(),
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in ("submission", "district", "stage", "judged", "gaps", "decided")},
        "cells": [_cell(cell) if cell else None for cell in row.cells],
    }


def _cell(cell: Judged) -> dict[str, Any]:
    return {name: getattr(cell, name) for name in ("finding", "item", "proposed", "status", "state", "by_people")}
