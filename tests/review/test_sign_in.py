"""Signing in: what is asked, what is told, what is refused."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import F
from django.test import Client
from django.urls import reverse

from compliance.review.models import AuditEntry
from tests.review.conftest import PASSWORD, client_of

SIGN_IN = "/sign-in/"
WRONG = "不是这个密码 2026"


def sign_in(client: Client, username: str, password: str, **more):
    return client.post(SIGN_IN, {"username": username, "password": password}, **more)


def fail(client: Client, username: str, times: int = 5, **more):
    return [sign_in(client, username, WRONG, **more) for _ in range(times)]


def time_passes(**span) -> None:
    """As if the failed tries lay so much further back."""
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(**span))


def log() -> list[tuple[str, str, dict]]:
    return list(AuditEntry.objects.values_list("action", "actor", "detail"))


def test_name_and_password_open_the_first_page(client, reviewer):
    response = sign_in(client, "pingshen", PASSWORD)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.get("/").status_code == 200
    assert log() == [("sign_in", "pingshen", {})]


def test_every_page_asks_for_sign_in_and_comes_back_to_itself(client, db):
    response = client.get("/password/?a=1")
    assert (response.status_code, response["Location"]) == (302, "/sign-in/?next=/password/%3Fa%3D1")


def test_who_is_signed_in_is_not_asked_again(reviewer):
    assert client_of(reviewer).get(SIGN_IN)["Location"] == "/"


@pytest.mark.parametrize("username", ["pingshen", "nobody"])
def test_a_failed_try_does_not_tell_whether_the_name_exists(client, reviewer, username):
    page = sign_in(client, username, WRONG)
    assert page.status_code == 200
    assert page.text.count("用户名或密码不对。") == 1
    assert username not in page.text


def test_an_unknown_a_deactivated_and_a_known_name_get_the_same_page(reviewer, second_reviewer):
    second_reviewer.is_active = False
    second_reviewer.save()
    texts = set()
    for username, password in [("pingshen", WRONG), ("nobody", WRONG), ("pingshen2", WRONG), ("pingshen2", PASSWORD)]:
        page = sign_in(Client(), username, password)
        texts.add((page.status_code, re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.text)))
    assert len(texts) == 1


def test_an_unknown_name_costs_the_same_work(client, reviewer, monkeypatch):
    worked = []
    encode = Argon2PasswordHasher.encode
    verify = Argon2PasswordHasher.verify
    monkeypatch.setattr(Argon2PasswordHasher, "encode", lambda *a: worked.append("hash") or encode(*a))
    monkeypatch.setattr(Argon2PasswordHasher, "verify", lambda *a: worked.append("hash") or verify(*a))
    sign_in(client, "pingshen", WRONG)
    known = len(worked)
    sign_in(client, "nobody", WRONG)
    assert (known, len(worked) - known) == (1, 1)


@pytest.mark.parametrize("username", ["pingshen", "nobody"])
def test_five_failed_tries_lock_a_name_existing_or_not(client, reviewer, username):
    codes = [page.status_code for page in fail(client, username)]
    assert codes == [200, 200, 200, 200, 429]
    right = sign_in(client, username, PASSWORD)
    assert right.status_code == 429 and "锁定一刻钟" in right.text
    assert client.get("/").status_code == 302


def test_the_lock_ends_after_a_quarter_of_an_hour(client, reviewer):
    fail(client, "pingshen")
    time_passes(minutes=14)
    assert sign_in(client, "pingshen", PASSWORD).status_code == 429
    time_passes(minutes=2)
    assert sign_in(client, "pingshen", PASSWORD).status_code == 302


def test_the_lock_holds_for_the_address_alone_so_that_nobody_is_locked_out_from_afar(client, reviewer):
    fail(client, "pingshen", REMOTE_ADDR="192.0.2.1")
    assert sign_in(client, "pingshen", PASSWORD, REMOTE_ADDR="192.0.2.2").status_code == 302


def test_the_lock_holds_for_the_name_alone(client, reviewer, second_reviewer):
    fail(client, "pingshen")
    assert sign_in(client, "pingshen2", PASSWORD).status_code == 302


def test_another_browser_is_the_same_address(client, reviewer):
    for number in range(5):
        page = fail(client, "pingshen", 1, headers={"User-Agent": f"browser {number}"})[0]
    assert page.status_code == 429


def test_what_is_kept_of_failed_tries_holds_no_password(client, reviewer):
    fail(client, "pingshen", 2)
    kept = AccessAttempt.objects.get()
    assert WRONG not in f"{kept.post_data}{kept.get_data}{kept.path_info}" and kept.failures_since_start == 2


def test_a_success_forgets_the_failed_tries(client, reviewer):
    fail(client, "pingshen", 4)
    sign_in(client, "pingshen", PASSWORD)
    client.logout()
    assert [page.status_code for page in fail(client, "pingshen", 4)] == [200] * 4


@pytest.mark.parametrize("written", ["ｐｉｎｇｓｈｅｎ", " pingshen ", "pingshen"])
def test_a_name_written_differently_is_the_same_name(client, reviewer, written):
    fail(client, "pingshen", 4)
    assert fail(client, written, 1)[0].status_code == 429


def test_a_header_of_the_client_s_does_not_change_the_address(client, reviewer):
    for number in range(5):
        page = fail(client, "pingshen", 1, headers={"X-Forwarded-For": f"192.0.2.{number}"})[0]
    assert page.status_code == 429
    assert set(AuditEntry.objects.values_list("address", flat=True)) == {"127.0.0.1"}


def test_many_names_tried_from_one_address_lock_the_address(client, reviewer, settings):
    settings.MOST_FAILURES_AT_ONE_ADDRESS = 6
    for number in range(6):
        fail(client, f"name{number}", 1)
    assert sign_in(client, "pingshen", PASSWORD).status_code == 429
    assert sign_in(client, "pingshen", PASSWORD, REMOTE_ADDR="192.0.2.2").status_code == 302
    time_passes(minutes=16)
    assert sign_in(Client(), "pingshen", PASSWORD).status_code == 302


def test_failed_tries_are_logged_a_name_only_where_it_is_a_user_s(client, reviewer):
    sign_in(client, "pingshen", WRONG)
    sign_in(client, "my-own-password", WRONG)
    assert log() == [("sign_in_failed", "", {"tried": "pingshen"}), ("sign_in_failed", "", {"tried": ""})]


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.com/",
        "//example.com/",
        "/\\example.com",
        "javascript:alert(1)",
        "http:///example.com",
        "\n//a.b",
    ],
)
def test_signing_in_and_choosing_a_language_lead_nowhere_else(client, reviewer, elsewhere):
    response = client.post(SIGN_IN, {"username": "pingshen", "password": PASSWORD, "next": elsewhere})
    assert (response.status_code, response["Location"]) == (302, "/")
    response = client.post(reverse("language"), {"language": "en", "next": elsewhere})
    assert (response.status_code, response["Location"]) == (302, "/")


def test_signing_in_leads_back_to_the_page_that_was_asked_for(client, reviewer):
    response = client.post(SIGN_IN, {"username": "pingshen", "password": PASSWORD, "next": "/password/"})
    assert response["Location"] == "/password/"


@pytest.mark.django_db
def test_what_was_asked_for_is_escaped_on_the_page(client):
    page = client.get(SIGN_IN, {"next": '"><script>alert(1)</script>'})
    assert "<script>alert" not in page.text and "&quot;&gt;&lt;script&gt;" in page.text


@pytest.mark.parametrize("path", [SIGN_IN, "/language/", "/sign-out/", "/password/"])
def test_a_form_of_another_site_is_refused(reviewer, path):
    client = Client(enforce_csrf_checks=True)
    if path in ("/sign-out/", "/password/"):
        client.force_login(reviewer, backend="django.contrib.auth.backends.ModelBackend")
    page = client.post(path, {"username": "pingshen", "password": PASSWORD})
    assert page.status_code == 403 and "这个页面已过期。" in page.text


def test_passwords_are_kept_as_argon2id(reviewer):
    _, variant, version, parameters, *_ = reviewer.password.split("$")
    costs = dict(pair.split("=") for pair in parameters.split(","))
    assert (variant, version) == ("argon2id", "v=19")
    # OWASP's cheat sheet asks for 19 MiB and two passes at least.
    assert int(costs["m"]) >= 19456 and int(costs["t"]) >= 2


@pytest.mark.parametrize(
    "password, code",
    [
        ("九个字的短密码啊一", "password_too_short"),
        ("password123456"[:12], "password_too_common"),
        ("pingshen-2026", "password_too_similar"),
        ("compliance2026!", "everyday_words"),
        ("教育督导室202612345", "everyday_words"),
        ("Guanliyuan_123456", "everyday_words"),
    ],
)
def test_a_password_that_is_easily_guessed_is_refused(reviewer, password, code):
    with pytest.raises(ValidationError) as fault:
        validate_password(password, reviewer)
    assert code in [error.code for error in fault.value.error_list]


@pytest.mark.parametrize(
    "password",
    [
        "mulberry lantern quiet",
        "我家门前有两棵枣树",
        "一" * 200,
        "1029384756 桑树",
        "督导室门前有两棵枣树和杨树",
        " 前后有空格的密码 ",
    ],
)
def test_any_long_password_is_taken_whatever_its_characters(reviewer, password):
    if len(password) >= 10:
        validate_password(password, reviewer)
    else:
        with pytest.raises(ValidationError):
            validate_password(password, reviewer)


def change(client: Client, old: str, new: str):
    return client.post("/password/", {"old_password": old, "new_password1": new, "new_password2": new})


NEW = "两棵枣树 mulberry 2026"


def test_a_password_is_changed_with_the_old_one_and_ends_the_other_sessions(reviewer):
    here, elsewhere = client_of(reviewer), client_of(reviewer)
    assert change(here, PASSWORD, NEW).status_code == 302
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302
    assert sign_in(Client(), "pingshen", PASSWORD).status_code == 200
    assert sign_in(Client(), "pingshen", NEW).status_code == 302
    assert ("change_password", "pingshen", {}) in log()


def test_a_password_is_not_changed_without_the_old_one_and_five_tries_end_the_session(reviewer):
    client = client_of(reviewer)
    assert [change(client, WRONG, NEW).status_code for _ in range(5)] == [200, 200, 200, 200, 302]
    assert client.get("/").status_code == 302
    reviewer.refresh_from_db()
    assert reviewer.check_password(PASSWORD)
    assert [action for action, *_ in log()].count("change_password_failed") == 5


def test_a_password_is_taken_exactly_as_it_was_typed(reviewer):
    spaced = "  两棵枣树 mulberry  "
    change(client_of(reviewer), PASSWORD, spaced)
    assert sign_in(Client(), "pingshen", spaced.strip()).status_code == 200
    assert sign_in(Client(), "pingshen", spaced).status_code == 302


@pytest.fixture
def newcomer(reviewer):
    reviewer.must_change_password = True
    reviewer.save()
    return client_of(reviewer)


@pytest.mark.parametrize("path", ["/", "/no-such-page/", "/api/openapi.json"])
def test_who_was_given_a_password_does_nothing_before_choosing_one(newcomer, path):
    response = newcomer.get(path)
    if path.startswith("/api/"):
        assert response.status_code == 403 and response.json()["message"] == "请先更改密码。"
    else:
        assert (response.status_code, response["Location"]) == (302, "/password/")


def test_who_was_given_a_password_chooses_one_and_goes_on(newcomer):
    assert "这个密码是别人给您设的" in newcomer.get("/password/").text
    assert change(newcomer, PASSWORD, NEW).status_code == 302
    assert newcomer.get("/").status_code == 200


def test_who_was_given_a_password_may_sign_out(newcomer):
    assert newcomer.post("/sign-out/").status_code == 302
    assert newcomer.get("/")["Location"].startswith(SIGN_IN)


def test_a_short_password_is_refused_in_the_reader_s_language(reviewer):
    assert "密码至少要有 10 个字符。" in change(client_of(reviewer), PASSWORD, "短").text


def test_the_given_password_itself_cannot_be_chosen_again(newcomer, reviewer):
    page = change(newcomer, PASSWORD, PASSWORD)
    assert page.status_code == 200
    reviewer.refresh_from_db()
    assert reviewer.must_change_password


def test_the_first_administrator_has_a_password_by_chance_to_change_at_once(db):
    from compliance.review.serving.serve import first_administrator

    name, password = first_administrator()
    assert len(password) >= 12
    client = Client()
    assert sign_in(client, name, password).status_code == 302
    assert client.get("/")["Location"] == "/password/"
    assert first_administrator() is None


def test_password_fields_hide_what_is_typed_and_let_managers_fill_them(client, reviewer):
    assert 'type="password" autocomplete="current-password"' in client.get(SIGN_IN).text
    page = client_of(reviewer).get("/password/").text
    assert page.count('type="password"') == 3 and page.count('autocomplete="new-password"') == 2


@pytest.mark.parametrize("name", ["\0", "pingshen\0", "x" * 5000, "' OR 1=1 --", "\ud7ff\uffff", "%s%n", "{{7*7}}"])
def test_strange_names_fail_like_any_other(client, reviewer, name):
    assert sign_in(client, name, WRONG).status_code == 200
