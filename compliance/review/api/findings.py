"""Findings through the API: the list, one with all that belongs to it, and remarks on it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from compliance.review import access
from compliance.review.auditing import audit
from compliance.review.auditing.audit import Actor
from compliance.review.models import RemarkKind
from compliance.review.reviewing import finding_detail, finding_list
from compliance.review.reviewing.outcomes import Kind, State
from compliance.review.reviewing.remarks import MOST_CHARACTERS, remark
from compliance.terms import Status

router = Router(tags=["findings"])

_MOST_ID = 2**63 - 1  # what the database's numbers hold
Id = Annotated[int, Field(ge=1, le=_MOST_ID)]
Text = Annotated[str, Field(pattern="^[^\x00]*$")]  # PostgreSQL holds no U+0000


class FilterIn(Schema):
    """Which findings; what is left out does not narrow."""

    submission: Id | None = None
    round: Id | None = None
    district: Id | None = None
    item: Annotated[Text, Field(max_length=80)] = ""
    status: Annotated[list[Status], Field(max_length=20)] = []
    state: Annotated[list[State], Field(max_length=20)] = []
    below: Annotated[float, Field(ge=0, le=1)] | None = None
    text: Annotated[Text, Field(max_length=200)] = ""
    sample: bool = False  # only what the round's control sample drew

    def filter(self) -> finding_list.Filter:
        return finding_list.Filter(
            submission=self.submission,
            round=self.round,
            district=self.district,
            item=self.item,
            status=frozenset(self.status),
            state=frozenset(self.state),
            below=self.below,
            text=self.text.strip(),
            sample=self.sample,
        )


class ListIn(FilterIn):
    order: finding_list.Order = finding_list.Order.NEED
    limit: Annotated[int, Field(ge=1, le=500)] = 100
    offset: Annotated[int, Field(ge=0, le=10**9)] = 0


class OutcomeOut(Schema):
    kind: Kind
    status: str
    look_again: bool


class MineOut(Schema):
    id: int
    action: str
    status: str


class RowOut(Schema):
    id: int
    submission: int
    district: str
    district_id: int
    round: str
    round_id: int
    item: str
    number: int
    title: str
    status: str
    confidence: float
    need: float
    state: State
    anchor: str | None
    outcome: OutcomeOut | None
    mine: MineOut | None
    questions: int
    comments: int
    sampled: bool


class ListOut(Schema):
    total: int
    counts: dict[str, dict[str, int]]
    findings: list[RowOut]


class PassageOut(Schema):
    document: int
    sha256: str
    block: int
    start: int
    end: int
    quote: str


class DecisionOut(Schema):
    id: int
    finding: int
    submission: int
    item: str
    reviewer_id: int
    reviewer: str
    made_at: datetime
    action: str
    status: str
    reason: str
    settles: bool
    together: str | None
    withdraws: int | None
    passages: list[PassageOut]
    anchor: str | None
    why: str
    lost: list[PassageOut]

    @staticmethod
    def resolve_together(made: dict[str, Any]) -> str | None:
        return str(made["together"]) if made["together"] else None


class PastDecisionOut(DecisionOut):
    draft: int


class RemarkOut(Schema):
    id: int
    kind: RemarkKind
    author_id: int
    author: str
    made_at: datetime
    text: str
    answers: int | None


class DocumentOut(Schema):
    id: int
    number: int
    name: str
    sha256: str
    media_type: str
    pages: int | None


class EarlierOut(Schema):
    id: int
    draft: int
    status: str
    confidence: float
    newest: bool


class FindingOut(Schema):
    row: RowOut
    newest: bool
    detail: dict[str, Any]
    documents: list[DocumentOut]
    mine: DecisionOut | None
    others: list[DecisionOut]
    outcome: OutcomeOut | None
    remarks: list[RemarkOut]
    history: list[PastDecisionOut]
    earlier: list[EarlierOut]
    may_decide: bool
    may_settle: bool


class RemarkIn(Schema):
    kind: RemarkKind
    text: Annotated[Text, Field(max_length=MOST_CHARACTERS)]
    answers: Id | None = None


@router.get("/findings", response=ListOut, summary="发现列表")
def findings(request: HttpRequest, shown: Query[ListIn]) -> dict[str, Any]:
    user = access.signed_in(request)
    listed = finding_list.listing(user, shown.filter(), shown.order, shown.limit, shown.offset)
    if not user.is_district:
        narrowed = shown.dict(exclude_defaults=True, exclude={"order", "limit"})
        audit.record(Actor.of(request), "view", "findings", what="findings", filter=narrowed, total=listed.total)
    return {"total": listed.total, "counts": listed.counts, "findings": listed.rows}


@router.get("/findings/{int:finding_id}", response=FindingOut, summary="一条发现的全部内容")
def finding(request: HttpRequest, finding_id: int) -> dict[str, Any]:
    user = access.signed_in(request)
    found = get_object_or_404(access.findings(user), pk=finding_id)
    audit.saw(Actor.of(request), found.submission, "finding", finding=found.pk, item=found.item)
    return finding_detail.detail(user, found)


@router.post("/findings/{int:finding_id}/remarks", response=RemarkOut, summary="批注、询问、答复")
def add_remark(request: HttpRequest, finding_id: int, said: RemarkIn) -> dict[str, Any]:
    user = access.signed_in(request)
    found = get_object_or_404(access.findings(user), pk=finding_id)
    answers = get_object_or_404(access.remarks(user), pk=said.answers) if said.answers else None
    return finding_detail.remark_seen(remark(Actor.of(request), found, said.kind, said.text, answers))
