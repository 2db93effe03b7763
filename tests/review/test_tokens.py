"""Tokens: the API in a user's name, for as long as the user has that right."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import path
from django.utils import timezone
from ninja import Body, NinjaAPI

from compliance.errors import ComplianceError
from compliance.review import tokens
from compliance.review.administering import people
from compliance.review.api import application
from compliance.review.auditing import audit
from compliance.review.models import AuditEntry, Token
from tests.review.conftest import PASSWORD, client_of

_api = NinjaAPI(auth=application.api.auth, urls_namespace="tried", docs_url=None, parser=application.StorableJson())


@_api.get("/who")
def _who(request) -> dict[str, str]:
    return {"who": request.user.username}


@_api.post("/say")
def _say(request, body: Body[dict[str, object]]) -> dict[str, object]:
    return body


class Tried:
    """The workbench's addresses and two operations of the tests' own, with the API's own ways to sign in."""

    from compliance.review.urls import handler400, handler403, handler404, handler500, urlpatterns

    urlpatterns = [path("api/tried/", application.addresses(_api)), *urlpatterns]


@pytest.fixture(autouse=True)
def _tried(settings):
    settings.ROOT_URLCONF = Tried


@pytest.fixture
def secret(reviewer) -> str:
    return tokens.make(audit.Actor(reviewer), reviewer, "报表")[1]


def who(secret: str, client: Client | None = None) -> tuple[int, str]:
    response = (client or Client()).get("/api/tried/who", headers={"Authorization": f"Bearer {secret}"})
    return response.status_code, response.json().get("who", "")


def test_a_token_speaks_in_its_user_s_name(secret):
    assert who(secret) == (200, "pingshen")


def test_only_the_digest_of_a_token_is_kept(secret):
    token = Token.objects.get()
    assert secret.startswith("cpl_") and len(secret) >= 47  # 32 bytes of chance
    assert token.digest == hashlib.sha256(secret.encode()).hexdigest()
    assert secret not in str(Token.objects.values()) and secret not in str(AuditEntry.objects.values())


@pytest.mark.parametrize("wrong", ["", "cpl_", "cpl_" + "a" * 43, "\0", "令牌", "x" * 5000])
def test_a_token_that_was_never_made_is_refused(secret, wrong):
    response = Client().get("/api/tried/who", HTTP_AUTHORIZATION=f"Bearer {wrong}")
    assert response.status_code == 401


def test_without_token_or_session_the_api_answers_401_and_no_page(db):
    response = Client().get("/api/tried/who")
    assert response.status_code == 401 and response["Content-Type"].startswith("application/json")


def test_an_expired_token_is_refused(secret):
    Token.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert who(secret)[0] == 401


def test_a_revoked_token_is_refused_at_once(secret, reviewer):
    tokens.revoke(audit.Actor(reviewer), Token.objects.get())
    assert who(secret)[0] == 401
    assert list(AuditEntry.objects.values_list("action", flat=True)) == ["make_token", "revoke_token"]


@pytest.mark.parametrize("change", [{"is_active": False}, {"must_change_password": True}])
def test_a_token_stops_with_its_user(secret, reviewer, change):
    for name, value in change.items():
        setattr(reviewer, name, value)
    reviewer.save()
    assert who(secret)[0] == 401


def test_a_token_ends_when_its_user_changes_the_password(secret, reviewer):
    new = "两棵枣树 mulberry 2026"
    form = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert client_of(reviewer).post("/password/", {**form, "old_password": new}).status_code == 200
    assert who(secret)[0] == 200
    assert client_of(reviewer).post("/password/", form).status_code == 302
    assert who(secret)[0] == 401
    assert not Token.objects.exists()


def test_who_was_signed_in_with_the_old_password_gets_no_token_after_the_new_one(reviewer, administrator):
    people.reset_password(audit.Actor(administrator), reviewer)
    with pytest.raises(ComplianceError, match="密码刚刚改过，请重新登录后再建立令牌"):
        tokens.make(audit.Actor(reviewer), reviewer, "脚本")


def test_a_token_has_a_purpose_and_nobody_has_more_than_twenty(reviewer):
    with pytest.raises(ComplianceError, match="请写明令牌的用途"):
        tokens.make(audit.Actor(reviewer), reviewer, " ")
    for number in range(tokens.MOST_TOKENS):
        tokens.make(audit.Actor(reviewer), reviewer, f"脚本 {number}")
    with pytest.raises(ComplianceError, match="令牌已有 20 个，请先作废不用的"):
        tokens.make(audit.Actor(reviewer), reviewer, "多一个")


def test_a_token_opens_no_page(secret):
    response = Client().get("/", headers={"Authorization": f"Bearer {secret}"})
    assert (response.status_code, response["Location"]) == (302, "/sign-in/?next=/")


def test_a_token_makes_no_session(secret):
    client = Client()
    assert who(secret, client)[0] == 200
    assert not client.cookies
    assert client.get("/api/tried/who").status_code == 401


def test_a_token_comes_before_the_session(secret, administrator):
    assert who(secret, client_of(administrator)) == (200, "pingshen")


def test_its_use_is_noted_now_and_then(secret):
    assert Token.objects.get().last_used_at is None
    who(secret)
    first = Token.objects.get().last_used_at
    who(secret)
    assert first is not None and Token.objects.get().last_used_at == first


def post(client: Client, **headers):
    return client.post("/api/tried/say", {"a": 1}, content_type="application/json", headers=headers)


def test_in_a_session_the_api_asks_for_the_csrf_token(reviewer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(reviewer, backend="django.contrib.auth.backends.ModelBackend")
    assert post(client).status_code == 403
    client.get("/")
    csrf = client.cookies["compliance_csrf"].value
    assert post(client, **{"X-CSRFToken": csrf}).status_code == 200
    assert post(client, **{"X-CSRFToken": csrf, "Origin": "https://example.com"}).status_code == 403
    assert post(client, **{"X-CSRFToken": csrf, "Authorization": "Bearer wrong"}).status_code == 200
    assert post(client, Authorization="Bearer wrong").status_code == 403


def test_with_a_token_the_api_asks_for_no_csrf_token(secret):
    assert post(Client(enforce_csrf_checks=True), Authorization=f"Bearer {secret}").status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        '{"a": "\\u0000"}',
        '{"\\u0000": 1}',
        '{"a": ["\\ud800"]}',
        '{"a": NaN}',
        '{"a": Infinity}',
        "{",
        "",
        "\xff",
        '{"a": ' + "[" * 100_000 + "}",
        '{"a": "' + "x" * (2 * 2**20 + 1) + '"}',
    ],
    ids=["null", "null in a key", "surrogate", "NaN", "Infinity", "cut off", "empty", "bytes", "deep", "too long"],
)
def test_a_body_that_cannot_be_kept_is_refused(secret, body):
    response = Client().post(
        "/api/tried/say",
        body.encode("latin-1"),
        content_type="application/json",
        headers={"Authorization": f"Bearer {secret}"},
    )
    assert response.status_code in (400, 413, 422)
    assert "Traceback" not in response.text


@pytest.mark.parametrize("text", ["反斜杠 \\u0000 是字", "😀", "=1+1", "<script>"])
def test_a_body_that_can_be_kept_arrives_as_it_was_sent(secret, text):
    response = Client().post(
        "/api/tried/say",
        {"a": text},
        content_type="application/json",
        headers={"Authorization": f"Bearer {secret}"},
    )
    assert response.json() == {"a": text}


def test_the_description_of_the_api_is_for_those_who_are_signed_in(reviewer):
    assert Client().get("/api/openapi.json").status_code == 302
    assert client_of(reviewer).get("/api/openapi.json").json()["info"]["title"] == "compliance"
