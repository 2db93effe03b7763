"""The audit log through the API, for administrators: another program can keep a copy, and the newest hash."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from compliance.review import access
from compliance.review.auditing.audit import Actor, record
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


class HeadOut(Schema):
    number: int  # 0 where the log is empty
    sha256: str


class AfterIn(Schema):
    after: Annotated[int, Field(ge=0, le=2**63 - 1)] = 0
    limit: Annotated[int, Field(ge=1, le=1000)] = 200


@router.get("/audit", response=list[EntryOut], summary="审计日志，从旧到新")
def entries(request: HttpRequest, asked: Query[AfterIn]) -> Any:
    """Entries with a number above `after`, oldest first. Asking from the start is logged as a view."""
    access.require(access.signed_in(request), Role.ADMINISTRATOR)
    if not asked.after:
        record(Actor.of(request), "view", "audit", what="audit")
    return list(AuditEntry.objects.filter(number__gt=asked.after).order_by("number")[: asked.limit])


@router.get("/audit/head", response=HeadOut, summary="最新一条的编号和哈希值")
def head(request: HttpRequest) -> Any:
    access.require(access.signed_in(request), Role.ADMINISTRATOR)
    newest = AuditEntry.objects.order_by("-number").first()
    return {"number": newest.number, "sha256": newest.sha256} if newest else {"number": 0, "sha256": ""}
