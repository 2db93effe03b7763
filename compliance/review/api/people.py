"""People through the API, for administrators. A first password stands in the answer to the request and nowhere else."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import File, Form, Query, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import Field

from compliance.review import access
from compliance.review.administering import people, people_list
from compliance.review.api.findings import Id, Text
from compliance.review.auditing.audit import Actor, record
from compliance.review.models import Role, User

router = Router(tags=["people"])


class AccountOut(Schema):
    """What everybody may know of their own account."""

    id: int
    username: str
    full_name: str
    role: Role
    district: int | None
    district_name: str


class PersonOut(AccountOut):
    is_active: bool
    must_change_password: bool
    last_login: datetime | None


class NewPasswordOut(Schema):
    """A person with the password that is told this once and has to be changed."""

    person: PersonOut
    password: str


class PersonIn(Schema):
    """`district` is a district user's, and nobody else's."""

    username: Annotated[Text, Field(max_length=150)]
    full_name: Annotated[Text, Field(max_length=60)] = ""
    role: Role
    district: Id | None = None


class PeopleIn(Schema):
    """`text` in the names or the district's name."""

    text: Annotated[Text, Field(max_length=60)] = ""
    role: Role | None = None


class PeopleListIn(Schema):
    """Whether districts that the list alone knows are added too."""

    new_districts: bool = False


@router.get("/people", response=list[PersonOut], summary="人员")
def everybody(request: HttpRequest, asked: Query[PeopleIn]) -> list[dict[str, Any]]:
    """Everybody, those in use first."""
    access.require(access.signed_in(request), Role.ADMINISTRATOR)
    narrowed = {"text": asked.text.strip(), "role": asked.role.value if asked.role else ""}
    found = [told(person) for person in people.found(**narrowed)]
    record(Actor.of(request), "view", "people", what="people", filter=narrowed, total=len(found))
    return found


@router.post("/people", response={201: NewPasswordOut}, summary="添加人员")
def add(request: HttpRequest, said: PersonIn) -> Status[dict[str, Any]]:
    access.require(access.signed_in(request), Role.ADMINISTRATOR)
    return Status(201, _with_password(*people.add_user(Actor.of(request), _wanted(request, said))))


@router.post("/people/import", response={201: list[NewPasswordOut]}, summary="导入名单（CSV）")
def add_listed(request: HttpRequest, file: File[UploadedFile], listing: Form[PeopleListIn]) -> Status[Any]:
    """Everybody on a list with the header 用户名,姓名,角色,区县 (UTF-8 or GB18030), or nobody."""
    access.require(access.signed_in(request), Role.ADMINISTRATOR)
    listed = people_list.people_of(file.read(people_list.MOST_BYTES + 1))
    added = people.add_listed(Actor.of(request), listed, listing.new_districts)
    return Status(201, [_with_password(*one) for one in added])


@router.get("/people/{int:person_id}", response=PersonOut, summary="一位人员")
def person(request: HttpRequest, person_id: int) -> dict[str, Any]:
    found = _person(request, person_id)
    record(Actor.of(request), "view", f"user:{found.pk}", what="person", username=found.username)
    return told(found)


@router.put("/people/{int:person_id}", response=PersonOut, summary="更改人员")
def change(request: HttpRequest, person_id: int, said: PersonIn) -> dict[str, Any]:
    """Name, role and district as they are to be."""
    found = _person(request, person_id)
    people.change_user(Actor.of(request), found, _wanted(request, said))
    return told(_person(request, person_id))


@router.post("/people/{int:person_id}/deactivate", response=PersonOut, summary="停用人员")
def deactivate(request: HttpRequest, person_id: int) -> dict[str, Any]:
    """Sessions and tokens end at once."""
    people.deactivate(Actor.of(request), _person(request, person_id))
    return told(_person(request, person_id))


@router.post("/people/{int:person_id}/reactivate", response=PersonOut, summary="恢复人员")
def reactivate(request: HttpRequest, person_id: int) -> dict[str, Any]:
    people.reactivate(Actor.of(request), _person(request, person_id))
    return told(_person(request, person_id))


@router.post("/people/{int:person_id}/unlock", response=PersonOut, summary="解除锁定")
def unlock(request: HttpRequest, person_id: int) -> dict[str, Any]:
    """Whoever typed a wrong password too often may try again at once."""
    found = _person(request, person_id)
    people.unlock(Actor.of(request), found)
    return told(found)


@router.post("/people/{int:person_id}/reset-password", response=NewPasswordOut, summary="重设密码")
def reset_password(request: HttpRequest, person_id: int) -> dict[str, Any]:
    """Another's; sessions and tokens of the old one end."""
    found = _person(request, person_id)
    password = people.reset_password(Actor.of(request), found)
    return _with_password(_person(request, person_id), password)


def _person(request: HttpRequest, person_id: int) -> User:
    access.require(access.signed_in(request), Role.ADMINISTRATOR)
    return get_object_or_404(User.objects.select_related("district"), pk=person_id)


def _wanted(request: HttpRequest, said: PersonIn) -> people.PersonWanted:
    if said.district is not None:
        get_object_or_404(access.districts(access.signed_in(request)), pk=said.district)
    return people.PersonWanted(said.username, said.full_name, said.role.value, said.district)


def _with_password(person: User, password: str) -> dict[str, Any]:
    return {"person": told(person), "password": password}


def told(person: User) -> dict[str, Any]:
    """A user as AccountOut and PersonOut have them."""
    kept = ("id", "username", "full_name", "role", "is_active", "must_change_password", "last_login")
    return {
        **{name: getattr(person, name) for name in kept},
        "district": person.district_id,
        "district_name": person.district.name if person.district else "",
    }
