"""The office's settings through the API, for administrators."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from compliance.review import access
from compliance.review.administering.office import change_office
from compliance.review.api.findings import Text
from compliance.review.auditing.audit import Actor
from compliance.review.models import Office, Role

router = Router(tags=["office"])


class OfficeOut(Schema):
    name: str
    learns_from_decisions: bool


class OfficeIn(Schema):
    """`learns_from_decisions`: whether the office agrees that its decisions improve the models of this machine."""

    name: Annotated[Text, Field(max_length=200)]
    learns_from_decisions: bool


@router.get("/office", response=OfficeOut, summary="单位设置")
def office(request: HttpRequest) -> Any:
    access.require(access.signed_in(request), Role.ADMINISTRATOR)
    return Office.here()


@router.put("/office", response=OfficeOut, summary="更改单位设置")
def change(request: HttpRequest, said: OfficeIn) -> Any:
    access.require(access.signed_in(request), Role.ADMINISTRATOR)
    return change_office(Actor.of(request), said.name, said.learns_from_decisions)
