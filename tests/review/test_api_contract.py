"""The API keeps what its own description says, as every role, whatever is sent; it tells nothing of other districts."""

from __future__ import annotations

from collections.abc import Iterator

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from ninja import Schema
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from compliance.review import tokens
from compliance.review.api.application import api
from compliance.review.auditing import audit
from compliance.review.models import User
from compliance.review.wsgi import application
from tests.review.test_access import MARK, MARK_IN_JSON, World, world

EXAMPLES = 8  # of each operation and role; the same at every run
_CHECKS = [not_a_server_error, response_schema_conformance, content_type_conformance]
_ROLES = ["administrator", "reviewer", "district"]


@pytest.fixture(autouse=True)
def _one_connection():
    """The application as a server calls it would let go of the test's own connection at the end of a request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("world", _ROLES, indirect=True)
def test_the_api_answers_as_described_whatever_is_sent(world: World):
    usernames = {"administrator": "guanli", "reviewer": "pingshen", "district": "qinghe"}
    user = User.objects.get(username=usernames[world.role])
    headers = {"Authorization": f"Bearer {tokens.make(audit.Actor(user), user, '测试')[1]}"}
    schema = schemathesis.openapi.from_dict(api.get_openapi_schema(path_prefix="/api/"))
    schema.app = application
    for found in schema.get_all_operations():
        operation = found.ok()
        _try(operation, headers, world.role)


def _try(operation, headers, role) -> None:
    @hypothesis.settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(case=operation.as_strategy())
    def answers(case):
        with transaction.atomic():
            response = case.call(headers=headers)
            transaction.set_rollback(True)
        if role != "administrator":
            assert MARK.encode() not in response.content and MARK_IN_JSON not in response.content, operation.label
        case.validate_response(response, checks=_CHECKS, headers=headers)

    answers()


def test_no_two_schemas_of_the_api_share_a_name():
    """In the API's description the later one would take the place of the other."""
    names: dict[str, set[type]] = {}
    for schema in _subclasses(Schema):
        if schema.__module__.startswith("compliance.review.api"):
            names.setdefault(schema.__name__, set()).add(schema)
    assert [name for name, schemas in names.items() if len(schemas) > 1] == []


def _subclasses(of: type) -> Iterator[type]:
    for one in of.__subclasses__():
        yield one
        yield from _subclasses(one)
