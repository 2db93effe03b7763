"""Assignments through the API, for administrators: who looks at which submission of a round."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import Field

from compliance.review import access
from compliance.review.administering import assigning, round_table
from compliance.review.administering.overview import Stage
from compliance.review.administering.rounds import target
from compliance.review.api.findings import Id
from compliance.review.auditing.audit import Actor, record
from compliance.review.models import Assignment, Duty, Role, Round, User

router = Router(tags=["assignments"])


class AssignmentOut(Schema):
    id: int
    reviewer_id: int
    reviewer: str
    duty: Duty
    assigned_at: datetime


class AssignedOut(Schema):
    """A submission of the round: how far it has come, and who looks at it."""

    submission: int
    district: str
    stage: Stage
    draft: int | None  # the newest one's number
    check_state: str  # of that draft; "" where there was none
    judged: int
    gaps: int
    decided: int
    assignments: list[AssignmentOut]


class AssignIn(Schema):
    submissions: Annotated[list[Id], Field(min_length=1, max_length=1000)]
    reviewer: Id
    duty: Duty = Duty.REVIEW


class SpreadIn(Schema):
    """`each`: how many reviewers each submission is to have."""

    reviewers: Annotated[list[Id], Field(min_length=1, max_length=1000)]
    each: Annotated[int, Field(ge=1, le=5)] = 1


class AddedOut(Schema):
    added: int


@router.get("/rounds/{int:round_id}/assignments", response=list[AssignedOut], summary="一个轮次的材料和分配")
def assignments(request: HttpRequest, round_id: int) -> list[dict[str, Any]]:
    round_ = _round(request, round_id)
    record(Actor.of(request), "view", target(round_), what="round")
    return [_line(line) for line in round_table.lines(access.signed_in(request), round_)]


@router.post("/rounds/{int:round_id}/assignments", response={201: AddedOut}, summary="把材料分给一位评审员")
def assign(request: HttpRequest, round_id: int, said: AssignIn) -> Status[dict[str, int]]:
    """All or none; those that are theirs already stay."""
    user, round_ = access.signed_in(request), _round(request, round_id)
    chosen = list(access.submissions(user).filter(round=round_, pk__in=said.submissions))
    if len(chosen) != len(set(said.submissions)):
        raise Http404
    reviewer = get_object_or_404(User, pk=said.reviewer)
    return Status(201, {"added": assigning.assign_all(Actor.of(request), chosen, reviewer, said.duty)})


@router.post("/rounds/{int:round_id}/assignments/evenly", response={201: AddedOut}, summary="平均分配")
def spread(request: HttpRequest, round_id: int, said: SpreadIn) -> Status[dict[str, int]]:
    """See that each submission has `each` reviewers; assignments that are there already stay."""
    round_ = _round(request, round_id)
    reviewers = list(User.objects.filter(pk__in=said.reviewers))
    if len(reviewers) != len(set(said.reviewers)):
        raise Http404
    return Status(201, {"added": assigning.assign_evenly(Actor.of(request), round_, reviewers, said.each)})


@router.post("/assignments/{int:assignment_id}/take-away", response={204: None}, summary="收回分配")
def take_away(request: HttpRequest, assignment_id: int) -> Status[None]:
    user = access.signed_in(request)
    access.require(user, Role.ADMINISTRATOR)
    found = Assignment.objects.filter(submission__in=access.submissions(user))
    assigning.take_away(Actor.of(request), get_object_or_404(found, pk=assignment_id))
    return Status(204, None)


def _round(request: HttpRequest, round_id: int) -> Round:
    user = access.signed_in(request)
    access.require(user, Role.ADMINISTRATOR)
    return get_object_or_404(access.rounds(user), pk=round_id)


def _line(line: round_table.Line) -> dict[str, Any]:
    kept = ("submission", "district", "stage", "judged", "gaps", "decided")
    return {
        **{name: getattr(line.row, name) for name in kept},
        "draft": line.draft,
        "check_state": line.check_state,
        "assignments": [
            {
                "id": one.pk,
                "reviewer_id": one.reviewer_id,
                "reviewer": str(one.reviewer),
                "duty": one.duty,
                "assigned_at": one.assigned_at,
            }
            for one in line.assignments
        ],
    }
