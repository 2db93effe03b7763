"""Decisions through the API: one, many together, undoing either, one's own history."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from compliance.review import access
from compliance.review.api.findings import DecisionOut, FilterIn, Id, RowOut, Text
from compliance.review.auditing.audit import Actor
from compliance.review.models import Action, Role, Standing
from compliance.review.reviewing import deciding, finding_list
from compliance.review.reviewing.anchoring import Passage
from compliance.review.reviewing.deciding_together import TakenBack, decide_together, withdraw_together
from compliance.review.reviewing.finding_detail import decision_seen
from compliance.terms import Status

router = Router(tags=["decisions"])

Offset = Annotated[int, Field(ge=0, le=2**31 - 1)]


class PassageIn(Schema):
    """A marked passage: offsets in characters of the block's text, end exclusive."""

    document: Id
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    block: Offset
    start: Offset
    end: Offset
    quote: Annotated[Text, Field(min_length=1, max_length=20_000)]


class DecisionIn(Schema):
    action: Literal["accept", "change"]
    status: Status | Literal[""] = ""
    reason: Annotated[Text, Field(max_length=2000)] = ""
    passages: Annotated[list[PassageIn], Field(max_length=100)] | None = None


class DecidedOut(Schema):
    decision: DecisionOut
    row: RowOut


class TogetherIn(Schema):
    filter: FilterIn
    expected: Annotated[int, Field(ge=0, le=10**9)]


class TogetherOut(Schema):
    together: str
    accepted: int
    left: int


class TakenBackOut(Schema):
    withdrawn: int
    left: int


class MineIn(Schema):
    limit: Annotated[int, Field(ge=1, le=500)] = 50


class HistoryOut(DecisionOut):
    title: str
    district: str
    stands: bool


@router.post("/findings/{int:finding_id}/decisions", response=DecidedOut, summary="同意、改判或裁定")
def decide(request: HttpRequest, finding_id: int, said: DecisionIn) -> dict[str, Any]:
    user = access.signed_in(request)
    found = get_object_or_404(access.findings(user), pk=finding_id)
    passages = None if said.passages is None else [Passage(**passage.dict()) for passage in said.passages]
    made = deciding.decide(Actor.of(request), found, Action(said.action), said.status, said.reason, passages)
    standing = Standing.objects.filter(decision=made).first()
    return {"decision": decision_seen(made, standing), "row": finding_list.row(user, found.pk)}


@router.post("/decisions/{int:decision_id}/withdraw", response=DecidedOut, summary="撤回自己的决定")
def withdraw(request: HttpRequest, decision_id: int) -> dict[str, Any]:
    user = access.signed_in(request)
    # Another's decision is not found, so that nobody learns by trying whether there is one.
    found = get_object_or_404(access.decisions(user).filter(reviewer=user), pk=decision_id)
    made = deciding.withdraw(Actor.of(request), found)
    return {"decision": decision_seen(made), "row": finding_list.row(user, made.finding_id)}


@router.post("/decisions/together", response=TogetherOut, summary="同意筛选出的全部发现")
def together(request: HttpRequest, said: TogetherIn) -> dict[str, Any]:
    done = decide_together(Actor.of(request), said.filter.filter(), said.expected)
    return {"together": str(done.together), "accepted": done.accepted, "left": done.left}


@router.post("/decisions/together/{uuid:together}/withdraw", response=TakenBackOut, summary="撤回自己的一批决定")
def take_back(request: HttpRequest, together: UUID) -> TakenBack:
    user = access.signed_in(request)
    if not access.decisions(user).filter(reviewer=user, together=together).exists():
        raise Http404
    return withdraw_together(Actor.of(request), together)


@router.get("/decisions/mine", response=list[HistoryOut], summary="自己的决定，新的在前")
def mine(request: HttpRequest, asked: Query[MineIn]) -> list[dict[str, Any]]:
    user = access.signed_in(request)
    access.require(user, Role.REVIEWER)
    found = (
        access.decisions(user)
        .filter(reviewer=user)
        .select_related("reviewer", "finding", "submission__district", "standing")
        .defer("finding__detail")
        .order_by("-id")[: asked.limit]
    )
    return [
        {
            **decision_seen(made, getattr(made, "standing", None)),
            # Where it stands now, which is where one goes on with it.
            "finding": made.standing.finding_id if hasattr(made, "standing") else made.finding_id,
            "title": made.finding.title,
            "district": made.submission.district.name,
            "stands": hasattr(made, "standing"),
        }
        for made in found
    ]
