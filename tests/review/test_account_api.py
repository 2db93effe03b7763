"""One's own account through the API: what gives a key of it asks for a session."""

from __future__ import annotations

import pytest
from django.test import Client

from compliance.review import tokens
from compliance.review.auditing.audit import Actor
from compliance.review.models import AuditEntry, Token
from compliance.review.reviewing.review_keys import USUAL_KEYS
from tests.review.conftest import PASSWORD, client_of

NEW = "两棵枣树 mulberry 2026"
WRONG = "不是这个密码 2026"


def post(client: Client, path: str, body=None, **more):
    return client.post(f"/api/account/{path}", body or {}, content_type="application/json", **more)


def bearer(user) -> dict[str, str]:
    return {"authorization": f"Bearer {tokens.make(Actor(user), user, '脚本')[1]}"}


def change(client: Client, old: str, new: str, **more):
    return post(client, "password", {"old": old, "new": new}, **more)


def test_everybody_learns_who_they_are(client, district_user):
    told = client.get("/api/account", headers=bearer(district_user)).json()
    assert (told["username"], told["role"], told["district_name"]) == ("qinghe", "district", "青禾县")


# --- Tokens ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["administrator", "reviewer", "district_user"])
def test_a_token_is_made_in_a_session_told_once_and_revoked(who, request, client):
    user = request.getfixturevalue(who)
    browser = client_of(user)
    answer = post(browser, "tokens", {"name": "脚本", "days": 30})
    secret, number = answer.json()["secret"], answer.json()["token"]["id"]
    assert answer.status_code == 201 and tokens.user_of(secret) == user
    listed = browser.get("/api/account/tokens")
    assert [one["id"] for one in listed.json()] == [number]
    for kept in (listed.text, str(list(AuditEntry.objects.values()))):
        assert secret not in kept and Token.objects.get().digest not in kept
    assert post(browser, f"tokens/{number}/revoke").status_code == 204
    assert tokens.user_of(secret) is None


@pytest.mark.parametrize(
    ("path", "body"), [("tokens", {"name": "另一个"}), ("password", {"old": PASSWORD, "new": NEW})]
)
def test_a_token_gives_no_key_of_the_account_even_beside_a_session(path, body, client, reviewer):
    headers = bearer(reviewer)
    for browser in (client, client_of(reviewer)):
        answer = post(browser, path, body, headers=headers)
        assert (answer.status_code, answer.json()["message"]) == (403, "这件事要在登录的会话里做，不能用令牌。")
    reviewer.refresh_from_db()
    assert Token.objects.count() == 1 and reviewer.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("path", "body"), [("tokens", {"name": "另一个"}), ("password", {"old": PASSWORD, "new": NEW})]
)
def test_in_a_session_the_csrf_token_is_asked_for(path, body, reviewer):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(reviewer, backend="django.contrib.auth.backends.ModelBackend")
    assert post(browser, path, body).status_code == 403
    browser.get("/password/")
    answer = post(browser, path, body, headers={"X-CSRFToken": browser.cookies["compliance_csrf"].value})
    assert answer.status_code in (201, 204)


def test_a_token_ends_itself(client, reviewer):
    headers = bearer(reviewer)
    [told] = client.get("/api/account/tokens", headers=headers).json()
    assert post(client, f"tokens/{told['id']}/revoke", headers=headers).status_code == 204
    assert client.get("/api/account", headers=headers).status_code == 401


def test_another_s_token_is_not_found(reviewer, administrator):
    token, _secret = tokens.make(Actor(reviewer), reviewer, "脚本")
    assert post(client_of(administrator), f"tokens/{token.pk}/revoke").status_code == 404
    assert Token.objects.exists()


def test_a_token_without_a_purpose_or_one_too_many_is_refused_in_the_page_s_words(reviewer):
    browser = client_of(reviewer)
    assert post(browser, "tokens", {"name": " "}).json()["message"] == "请写明令牌的用途。"
    assert post(browser, "tokens", {"name": "脚本", "days": 31}).status_code == 422
    for _number in range(tokens.MOST_TOKENS):
        post(browser, "tokens", {"name": "脚本"})
    answer = post(browser, "tokens", {"name": "脚本"})
    assert (answer.status_code, answer.json()["message"]) == (409, "令牌已有 20 个，请先作废不用的。")


# --- The password ----------------------------------------------------------------------------------


def test_a_password_is_changed_with_the_old_one_and_ends_other_sessions_and_tokens(client, reviewer):
    here, elsewhere, headers = client_of(reviewer), client_of(reviewer), bearer(reviewer)
    answer = change(here, PASSWORD, NEW)
    assert (answer.status_code, answer.content) == (204, b"")
    assert here.get("/api/account").status_code == 200
    assert elsewhere.get("/api/account").status_code == 401
    assert client.get("/api/account", headers=headers).status_code == 401
    reviewer.refresh_from_db()
    assert reviewer.check_password(NEW)
    logged = list(AuditEntry.objects.filter(action="change_password").values_list("target", "detail"))
    assert logged == [(f"user:{reviewer.pk}", {})]


def test_five_wrong_tries_end_the_session(reviewer):
    browser = client_of(reviewer)
    assert [change(browser, WRONG, NEW).status_code for _ in range(5)] == [409, 409, 409, 409, 401]
    assert browser.get("/api/account").status_code == 401
    reviewer.refresh_from_db()
    assert reviewer.check_password(PASSWORD)
    assert AuditEntry.objects.filter(action="change_password_failed").count() == 5


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ("短", "密码至少要有 10 个字符。"),
        ("pingshen-2026", "密码跟 用户名 太相似了；密码只是工作中的常用词加上数字，容易猜到。请换一个。"),
        ("gongzuotai2026", "密码只是工作中的常用词加上数字，容易猜到。请换一个。"),
        ("", "这个字段是必填项。"),
    ],
)
def test_a_password_that_is_easily_guessed_is_refused_in_the_page_s_words(reviewer, new, message):
    answer = change(client_of(reviewer), PASSWORD, new)
    assert (answer.status_code, answer.json()) == (409, {"message": message})
    reviewer.refresh_from_db()
    assert reviewer.check_password(PASSWORD)


def test_who_was_given_a_password_changes_it_here_too_and_does_nothing_before(reviewer):
    reviewer.must_change_password = True
    reviewer.save()
    browser = client_of(reviewer)
    assert browser.get("/api/account").json()["message"] == "请先更改密码。"
    assert change(browser, PASSWORD, NEW).status_code == 204
    assert browser.get("/api/account").status_code == 200


# --- The keys of the review page ------------------------------------------------------------------


def put(client: Client, keys):
    return client.put("/api/account/keys", {"keys": keys}, content_type="application/json")


def test_own_keys_are_kept_and_what_is_left_out_is_as_usual(reviewer):
    browser = client_of(reviewer)
    assert browser.get("/api/account/keys").json() == {"keys": USUAL_KEYS}
    wanted = USUAL_KEYS | {"accept": "x", "help": ""}
    assert put(browser, {"accept": " X ", "help": ""}).json() == {"keys": wanted}
    reviewer.refresh_from_db()
    assert reviewer.keys == {"accept": "x", "help": ""}
    assert browser.get("/api/account/keys").json() == {"keys": wanted}


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"accept": "c"}, "“同意”和“改判”用了同一个键“c”，请把其中一个换成别的键。"),
        ({"accept": "ab"}, "“同意”的键“ab”不能用：请只填一个字母、数字或符号，不用则留空。"),
        ({"fly": "f"}, "没有“fly”这个命令。"),
    ],
)
def test_keys_that_cannot_be_used_are_refused_in_the_page_s_words(reviewer, keys, message):
    answer = put(client_of(reviewer), keys)
    assert (answer.status_code, answer.json()) == (409, {"message": message})
    reviewer.refresh_from_db()
    assert reviewer.keys == {}
