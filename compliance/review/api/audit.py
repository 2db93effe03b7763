"""The audit log through the API, for administrators: another program can keep a copy, and the newest hash."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from compliance.review import access
from compliance.review.api.findings import Text
from compliance.review.auditing import audit_search
from compliance.review.auditing.audit import Actor, record, verified
from compliance.review.auditing.audit_search import Search
from compliance.review.models import AuditEntry, Role

router = Router(tags=["audit"])


class EntryOut(Schema):
    number: int
    at: str
    actor: str
    address: str
    action: str
    target: str
    district: str
    detail: Any
    previous: str
    sha256: str


class VerifyIn(Schema):
    """`kept`: number:hash as it was noted down elsewhere, or ""."""

    kept: Annotated[Text, Field(max_length=200)] = ""


class VerdictOut(Schema):
    """How many entries hold, number:hash of the newest of them, and the first fault in words, or ""."""

    entries: int
    head: str
    fault: str


class HeadOut(Schema):
    number: int  # 0 where the log is empty
    sha256: str


class AfterIn(Schema):
    """What is left out does not narrow; `first` and `last` are days in the office's zone, both included."""

    actor: Annotated[Text, Field(max_length=150)] = ""
    action: Annotated[Text, Field(max_length=40)] = ""
    district: Annotated[Text, Field(max_length=60)] = ""
    target: Annotated[Text, Field(max_length=120)] = ""
    first: date | None = None
    last: date | None = None
    after: Annotated[int, Field(ge=0, le=2**63 - 1)] = 0
    limit: Annotated[int, Field(ge=1, le=1000)] = 200


@router.get("/audit", response=list[EntryOut], summary="审计日志，从旧到新")
def entries(request: HttpRequest, asked: Query[AfterIn]) -> Any:
    """Entries with a number above `after`, oldest first. Asking from the start is logged as a view."""
    access.require(access.signed_in(request), Role.ADMINISTRATOR)
    if not asked.after:
        narrowed = asked.dict(exclude_defaults=True, exclude={"limit"})
        told = {name: str(value) for name, value in narrowed.items()}
        record(Actor.of(request), "view", "audit", what="audit", filter=told)
    search = Search(asked.actor, asked.action, asked.district, asked.target, asked.first, asked.last)
    return list(audit_search.entries(search).filter(number__gt=asked.after).order_by("number")[: asked.limit])


@router.get("/audit/head", response=HeadOut, summary="最新一条的编号和哈希值")
def head(request: HttpRequest) -> Any:
    access.require(access.signed_in(request), Role.ADMINISTRATOR)
    newest = AuditEntry.objects.order_by("-number").first()
    return {"number": newest.number, "sha256": newest.sha256} if newest else {"number": 0, "sha256": ""}


@router.post("/audit/verify", response=VerdictOut, summary="核验审计日志")
def verify(request: HttpRequest, said: VerifyIn) -> Any:
    """A fault is an answer, not an error: 200 either way."""
    access.require(access.signed_in(request), Role.ADMINISTRATOR)
    return verified(Actor.of(request), said.kept.strip())
