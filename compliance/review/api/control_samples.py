"""The control sample of a round through the API: what it says of the gaps that nobody has seen, and drawing one."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import Field

from compliance.review import access
from compliance.review.auditing.audit import Actor
from compliance.review.learning import sampling
from compliance.review.models import Role, Round

router = Router(tags=["rounds"])


class ProposalOut(Schema):
    """So many to draw, so that at most `most` of the others remain as gaps, if none of the drawn is one."""

    size: int
    most: int


class RemainingOut(Schema):
    """`most` of the `rest` at most are gaps, with 95 % confidence. `most` and `gaps`: null where nobody can say.

    `population`: findings that nobody has looked at, from which the next sample would be drawn.
    """

    state: sampling.SampleState
    sentence: str
    drawn: int
    undecided: int
    gaps: int | None
    rest: int
    most: int | None
    later: int
    population: int
    proposals: list[ProposalOut]


class DrawIn(Schema):
    size: Annotated[int, Field(ge=1, le=100_000)]


def _round(request: HttpRequest, round_id: int, *roles: Role) -> Round:
    user = access.signed_in(request)
    found = get_object_or_404(access.rounds(user), pk=round_id)
    access.require(user, *roles)
    return found


@router.get("/rounds/{int:round_id}/control-sample", response=RemainingOut, summary="对照抽样的结果")
def remaining(request: HttpRequest, round_id: int) -> Any:
    return _told(_round(request, round_id, Role.ADMINISTRATOR, Role.REVIEWER))


@router.post("/rounds/{int:round_id}/control-sample", response={201: RemainingOut}, summary="抽取对照样本")
def draw(request: HttpRequest, round_id: int, wanted: DrawIn) -> Status[Any]:
    found = _round(request, round_id, Role.ADMINISTRATOR)
    sampling.draw(Actor.of(request), found, wanted.size)
    return Status(201, _told(found))


def _told(round_: Round) -> dict[str, Any]:
    known = sampling.remaining(round_)
    population, proposals = sampling.proposals(round_)
    kept = ("state", "sentence", "drawn", "undecided", "gaps", "rest", "most", "later")
    return {
        **{name: getattr(known, name) for name in kept},
        "population": population,
        "proposals": [{"size": one.size, "most": one.most} for one in proposals],
    }
