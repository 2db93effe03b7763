"""Every address and every operation of the API, as everybody, with one's own objects and with another district's."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from compliance.review.api.application import api
from compliance.review.models import Assignment, Decision, Problem, Remark, Round, Submission, Token, User
from tests.review.addresses import OPERATIONS, PAGES, Address
from tests.review.conftest import assign, checked, client_of

METHODS = ("GET", "POST", "DELETE")
MARK = "独一无二的云岭材料"  # stands in everything of the other district's, and in nothing else
MARK_IN_JSON = json.dumps(MARK)[1:-1].encode()
NOT_ALLOWED = {403, 404, 405}


@dataclass(frozen=True)
class World:
    """Objects by kind (of a bulk decision its UUID): the user's own or assigned ones, and the other district's."""

    own: Mapping[str, int | str]
    others: Mapping[str, int | str]
    client: Client
    role: str


def _objects(submission: Submission, reviewer: User, district_user: User, title: str) -> dict[str, int | str]:
    """One of each kind that belongs to this submission."""
    check = submission.drafts.get().checks.get()
    finding = check.findings.first()
    common = {"submission": submission, "item": finding.item}
    decision = Decision.objects.create(
        **common,
        finding=finding,
        reviewer=reviewer,
        action="accept",
        status=finding.status,
        reason=title,
        together=uuid4(),
    )
    remark = Remark.objects.create(**common, author=reviewer, kind="comment", text=title)
    problem = Problem.objects.create(**common, decision=decision, title=title, state="to_rectify")
    token = Token.objects.create(user=district_user, name=title, digest=title[:64], expires_at=timezone.now())
    return {
        "submission": submission.pk,
        "round": submission.round_id,
        "district": submission.district_id,
        "draft": check.draft_id,
        "check": check.pk,
        "document": check.documents.get().pk,
        "finding": finding.pk,
        "decision": decision.pk,
        "together": str(decision.together),
        "remark": remark.pk,
        "problem": problem.pk,
        "assignment": Assignment.objects.get(submission=submission).pk,
        "user": district_user.pk,
        "reviewer": reviewer.pk,
        "token": token.pk,
    }


def _marked(report):
    """The report with the mark in every document's name and text."""
    (document,) = report.submission.documents
    first, *rest = document.blocks
    marked = replace(document, name=f"{MARK}.docx", blocks=(replace(first, text=f"{MARK}{first.text}"), *rest))
    return replace(report, submission=replace(report.submission, documents=(marked,)))


@pytest.fixture(params=["anonymous", "administrator", "reviewer", "district"])
def world(
    request,
    submission,
    yunling,
    administrator,
    reviewer,
    second_reviewer,
    district_user,
    other_district_user,
    sample_report,
) -> World:
    """Yunling's things stand in a round of their own, in which nobody else has a part."""
    yunling.name = "云岭县" + MARK
    yunling.save()
    Submission.objects.filter(district=yunling).delete()
    theirs = Round.objects.create(
        title=f"{MARK}轮次",
        year=2026,
        scheme=submission.round.scheme,
        deadline=date(2027, 6, 30),
        created_by=administrator,
    )
    other = Submission.objects.create(round=theirs, district=yunling)
    assign(submission, reviewer)
    assign(other, second_reviewer)
    checked(submission, sample_report)
    checked(other, _marked(sample_report))
    own = _objects(submission, reviewer, district_user, "青禾县自己的材料")
    others = _objects(other, second_reviewer, other_district_user, MARK)
    people = {"administrator": administrator, "reviewer": reviewer, "district": district_user}
    client = client_of(people[request.param]) if request.param in people else Client()
    if request.param in people:
        Token.objects.filter(pk=own["token"]).update(user=people[request.param])
    client.raise_request_exception = False
    return World(own, others, client, request.param)


def pages() -> Iterator[tuple[str, URLPattern]]:
    """Every page by its name, and the API's description; the API's operations are told by its own description."""
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLPattern):
            yield str(pattern.name), pattern
    yield "api:openapi-json", None


def operations() -> Iterator[str]:
    for path, methods in api.get_openapi_schema(path_prefix="/api/")["paths"].items():
        for method in methods:
            yield f"{method.upper()} {path}"


def test_every_address_is_entered():
    missing = [name for name, _ in pages() if name not in PAGES] + [
        name for name in operations() if name not in OPERATIONS
    ]
    assert missing == [], "enter them in tests/review/addresses.py"


def test_every_address_has_a_name_of_its_own():
    names = [name for name, _ in pages()]
    assert len(names) == len(set(names)) and "None" not in names


@dataclass(frozen=True)
class Asked:
    """A request and its answer."""

    name: str
    method: str
    status: int
    location: str
    body: bytes

    def __str__(self) -> str:
        return f"{self.method} {self.name}: {self.status}"


def _filled(value: Any, objects: Mapping[str, int]) -> Any:
    if isinstance(value, list):
        return [_filled(inner, objects) for inner in value]
    if isinstance(value, Mapping):
        return objects[value["of"]] if "of" in value else {key: _filled(inner, objects) for key, inner in value.items()}
    return value


def _ask(client: Client, name: str, method: str, path: str, **more: Any) -> Asked:
    """The answer to a request; whatever it changed is taken back, in the browser too."""
    before = copy.deepcopy(client.cookies)
    with transaction.atomic():
        answer = client.generic(method, path, **more)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        transaction.set_rollback(True)
    client.cookies = before
    return Asked(name, method, answer.status_code, answer.get("Location", ""), body)


def ask_page(client: Client, name: str, objects: Mapping[str, int], methods: Sequence[str]) -> Iterator[Asked]:
    address = PAGES[name]
    arguments = {key: objects[kind] if isinstance(kind, str) else kind for key, kind in address.arguments.items()}
    path = reverse(name, kwargs=arguments)
    for method in methods:
        more = (
            {}
            if method in ("GET", "HEAD", "OPTIONS")
            else {"data": "a=1", "content_type": "application/x-www-form-urlencoded"}
        )
        yield _ask(client, name, method, path, **more)


def ask_operation(client: Client, name: str, objects: Mapping[str, int]) -> Asked:
    address = OPERATIONS[name]
    method, path = name.split(" ")
    path += address.query
    for key, kind in address.arguments.items():
        path = path.replace("{" + key + "}", str(objects[kind] if isinstance(kind, str) else kind))
    if "file" in address.sends:
        with transaction.atomic():
            answer = client.post(path, {address.sends["file"]: SimpleUploadedFile("a.txt", "一份材料".encode())})
            transaction.set_rollback(True)
        return Asked(name, method, answer.status_code, "", answer.content)
    if method == "GET":
        return _ask(client, name, method, path)
    body = json.dumps(_filled(address.sends, objects))
    return _ask(client, name, method, path, data=body, content_type="application/json")


def _all(world: World, objects: Mapping[str, int], methods: Sequence[str] = METHODS) -> Iterator[tuple[Address, Asked]]:
    for name, _ in pages():
        for asked in ask_page(world.client, name, objects, methods):
            yield PAGES[name], asked
    for name in operations():
        yield OPERATIONS[name], ask_operation(world.client, name, objects)


def _refused(world: World, asked: Asked) -> bool:
    if world.role == "anonymous" and asked.status == 302:
        return asked.location.startswith("/sign-in/")
    return asked.status in NOT_ALLOWED | ({401} if world.role == "anonymous" else set())


def _faults(world: World, asked: Asked) -> Iterator[str]:
    """What no answer may be, whoever asked for whatever."""
    if asked.status >= 500:
        yield f"{asked} broke"
    if world.role != "administrator" and (MARK.encode() in asked.body or MARK_IN_JSON in asked.body):
        yield f"{asked} tells of another district"


def test_nobody_reaches_another_district_s_objects(world):
    """Not found or refused, whatever the method; an administrator reaches all but what is personal."""
    faults = []
    for address, asked in _all(world, world.others):
        faults += _faults(world, asked)
        takes_object = bool(address.arguments) or "'of'" in str(address.sends)
        reachable = not takes_object or (world.role == "administrator" and not address.personal)
        if not (world.role in address.roles and reachable) and not _refused(world, asked):
            faults.append(f"{asked} was not refused")
    assert faults == []


def test_a_role_reaches_its_own_objects_and_does_only_what_is_its_own(world):
    """What the table allows is really there: without this, wrong arguments would pass for refusal."""
    faults, reached = [], {}
    for address, asked in _all(world, world.own):
        faults += _faults(world, asked)
        if world.role not in address.roles:
            faults += [] if _refused(world, asked) else [f"{asked} was not refused"]
        elif not address.absent:
            reached[asked.name] = reached.get(asked.name, False) or asked.status not in NOT_ALLOWED
    assert faults == []
    assert [name for name, was in reached.items() if not was] == []


@pytest.mark.parametrize("number", [0, 2**63])
def test_a_number_that_no_object_has_breaks_nothing(world, number):
    if world.role == "anonymous":
        return
    objects = dict.fromkeys(world.own, number)
    broken = [
        str(asked)
        for address, asked in _all(world, objects, METHODS[:2])
        if (address.arguments or address.sends) and asked.status >= 500
    ]
    assert broken == []
