"""How far reviewers agree, through the API: for administrators."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from compliance.review import access
from compliance.review.auditing import audit
from compliance.review.auditing.audit import Actor
from compliance.review.models import Role
from compliance.review.reviewing.agreement import Agreement
from compliance.review.reviewing.agreement_of import agreement_of

router = Router(tags=["agreement"])


class StatusAgreementOut(Schema):
    status: str
    first: int
    second: int
    both: int
    share: float


class AgreementCellOut(Schema):
    first: str
    second: str
    number: int


class AgreementOut(Schema):
    """Intervals hold with 95 % confidence."""

    compared: int
    agreed: int
    observed: float | None
    observed_interval: tuple[float, float] | None
    kappa: float | None
    kappa_interval: tuple[float, float] | None
    by_status: list[StatusAgreementOut]
    table: list[AgreementCellOut]


class PairOut(AgreementOut):
    first: str
    second: str


class RoundAgreementOut(Schema):
    overall: AgreementOut
    pairs: list[PairOut]


@router.get("/rounds/{int:round_id}/agreement", response=RoundAgreementOut, summary="评审员之间的一致性")
def agreement(request: HttpRequest, round_id: int) -> dict[str, Any]:
    user = access.signed_in(request)
    access.require(user, Role.ADMINISTRATOR)
    round_ = get_object_or_404(access.rounds(user), pk=round_id)
    audit.record(Actor.of(request), "view", f"round:{round_.pk}", what="agreement")
    found = agreement_of(round_)
    pairs = [{"first": str(each.first), "second": str(each.second), **_told(each.agreement)} for each in found.pairs]
    return {"overall": _told(found.overall), "pairs": pairs}


def _told(found: Agreement) -> dict[str, Any]:
    return {
        **asdict(found),
        "by_status": [{**asdict(each), "share": each.share} for each in found.by_status],
        "table": [{"first": first, "second": second, "number": number} for first, second, number in found.table],
    }
