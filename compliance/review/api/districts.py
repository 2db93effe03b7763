"""Districts through the API, for administrators."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import Field

from compliance.review import access
from compliance.review.administering import people, people_list
from compliance.review.api.findings import Text
from compliance.review.auditing.audit import Actor
from compliance.review.models import District, Role

router = Router(tags=["districts"])


class DistrictOut(Schema):
    id: int
    name: str
    people: int  # in use
    rounds: int


class DistrictsIn(Schema):
    names: Annotated[list[Annotated[Text, Field(max_length=200)]], Field(max_length=1000)]


class DistrictIn(Schema):
    name: Annotated[Text, Field(max_length=200)]


@router.get("/districts", response=list[DistrictOut], summary="区县")
def districts(request: HttpRequest) -> list[dict[str, Any]]:
    access.require(access.signed_in(request), Role.ADMINISTRATOR)
    return [_told(one) for one in people.districts_counted()]


@router.post("/districts", response={201: list[DistrictOut]}, summary="添加区县")
def add(request: HttpRequest, said: DistrictsIn) -> Status[list[dict[str, Any]]]:
    """Those that were not there yet are added and answered; refused where all of them were."""
    access.require(access.signed_in(request), Role.ADMINISTRATOR)
    added = people.add_districts(Actor.of(request), people_list.districts_of("\n".join(said.names)))
    found = people.districts_counted().filter(pk__in=[one.pk for one in added])
    return Status(201, [_told(one) for one in found])


@router.put("/districts/{int:district_id}", response=DistrictOut, summary="区县改名")
def rename(request: HttpRequest, district_id: int, said: DistrictIn) -> dict[str, Any]:
    user = access.signed_in(request)
    access.require(user, Role.ADMINISTRATOR)
    found = get_object_or_404(access.districts(user), pk=district_id)
    people.rename_district(Actor.of(request), found, said.name)
    return _told(people.districts_counted().get(pk=found.pk))


def _told(district: District) -> dict[str, Any]:
    counted: Any = district  # as districts_counted() annotates it
    return {"id": district.pk, "name": district.name, "people": counted.people, "rounds": counted.rounds_in}
