"""The API keeps what its own description says, as every role, whatever is sent; it tells nothing of other districts."""

from __future__ import annotations

import hypothesis
import pytest
import schemathesis
from django.db import connection, transaction
from schemathesis import checks as known
from schemathesis.config import SchemathesisConfig

from compliance.review.api.application import api
from compliance.review.wsgi import application
from tests.review.test_access import MARK, MARK_IN_JSON, World, world  # noqa: F401

EXAMPLES = 12  # of each operation and role
_CHECKS = [known.not_a_server_error, known.response_schema_conformance, known.content_type_conformance]


def _operations():
    schema = schemathesis.openapi.from_wsgi
    return schema


@pytest.fixture
def described(world: World):  # noqa: F811
    """The API's description, and the headers of a browser in which the role is signed in."""
    description = api.get_openapi_schema(path_prefix="/api/")
    headers = {"Cookie": "; ".join(f"{name}={cookie.value}" for name, cookie in world.client.cookies.items())}
    return world, description, headers
