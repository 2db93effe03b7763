"""Sessions: they begin anew at sign-in, end by themselves, and end at once when they should."""

from __future__ import annotations

import pytest
from django.conf import settings as now_set
from django.contrib.sessions.models import Session
from django.test import Client

from compliance.review import middleware
from tests.review.conftest import PASSWORD, client_of

HOUR = 3600


@pytest.fixture
def clock(monkeypatch):
    """A clock that the test sets: clock.now, in seconds."""

    class Clock:
        now = 1_800_000_000.0

        def time(self) -> float:
            return self.now

    clock = Clock()
    monkeypatch.setattr(middleware, "time", clock)
    return clock


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def key(client: Client) -> str:
    return client.cookies[now_set.SESSION_COOKIE_NAME].value


def test_signing_in_gives_a_new_key_and_the_old_one_is_worthless(reviewer):
    client = Client()
    session = client.session  # a session that somebody else may have put into the browser
    session["something"] = 1
    session.save()
    client.cookies[now_set.SESSION_COOKIE_NAME] = planted = session.session_key
    client.post("/sign-in/", {"username": "pingshen", "password": PASSWORD})
    assert key(client) != planted
    client.cookies[now_set.SESSION_COOKIE_NAME] = planted
    assert not is_in(client)


def test_a_key_that_the_server_did_not_make_is_not_taken_over(reviewer):
    client = Client()
    client.cookies[now_set.SESSION_COOKIE_NAME] = "a" * 32
    client.post("/sign-in/", {"username": "pingshen", "password": PASSWORD})
    assert key(client) != "a" * 32 and not Session.objects.filter(pk="a" * 32).exists()


def test_an_hour_without_a_request_ends_a_session(reviewer, clock):
    client = client_of(reviewer)
    assert is_in(client)
    clock.now += HOUR - 1
    assert is_in(client)
    clock.now += HOUR + 1
    assert not is_in(client)
    assert not is_in(client)


def test_twelve_hours_end_a_session_however_busy(reviewer, clock):
    client = client_of(reviewer)
    begin = clock.now
    while clock.now - begin <= 12 * HOUR:
        assert is_in(client)
        clock.now += HOUR / 2
    assert not is_in(client)


def test_a_session_that_has_ended_is_not_kept_and_its_key_opens_nothing(reviewer, clock):
    client = client_of(reviewer)
    assert is_in(client)
    old = key(client)
    clock.now += 2 * HOUR
    client.get("/")
    assert not Session.objects.filter(pk=old).exists()
    client.cookies[now_set.SESSION_COOKIE_NAME] = old
    assert not is_in(client)


def test_the_time_of_the_last_request_is_not_written_at_every_request(reviewer, clock, django_assert_num_queries):
    client = client_of(reviewer)
    is_in(client)
    clock.now += 10
    before = Session.objects.get(pk=key(client)).session_data
    is_in(client)
    assert Session.objects.get(pk=key(client)).session_data == before
    clock.now += 60
    is_in(client)
    assert Session.objects.get(pk=key(client)).session_data != before


def test_signing_out_is_a_button_and_never_a_link(reviewer):
    client = client_of(reviewer)
    assert client.get("/sign-out/").status_code == 405
    assert is_in(client)
    page = client.get("/").text
    assert '<form method="post" action="/sign-out/">' in page


def test_signing_out_ends_the_session_and_clears_what_the_browser_kept(reviewer):
    client = client_of(reviewer)
    is_in(client)
    old = key(client)
    response = client.post("/sign-out/")
    assert (response.status_code, response["Location"]) == (302, "/sign-in/")
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert not Session.objects.filter(pk=old).exists()
    client.cookies[now_set.SESSION_COOKIE_NAME] = old
    assert not is_in(client)


def test_deactivating_a_user_ends_every_session_at_once(reviewer):
    clients = [client_of(reviewer), client_of(reviewer)]
    reviewer.is_active = False
    reviewer.save()
    assert [is_in(client) for client in clients] == [False, False]


def test_a_password_set_by_an_administrator_ends_every_session_at_once(reviewer):
    client = client_of(reviewer)
    reviewer.set_password("另一个够长的密码 2026")
    reviewer.save()
    assert not is_in(client)


def test_a_changed_role_holds_from_the_next_request_on(reviewer, qinghe):
    client = client_of(reviewer)
    assert "评审员" in client.get("/").text
    reviewer.role, reviewer.district = "district", qinghe
    reviewer.save()
    assert "区县用户" in client.get("/").text


def test_the_session_s_key_is_hidden_from_scripts_and_from_other_sites(reviewer):
    client = Client()
    client.post("/sign-in/", {"username": "pingshen", "password": PASSWORD})
    session, csrf = client.cookies[now_set.SESSION_COOKIE_NAME], client.cookies[now_set.CSRF_COOKIE_NAME]
    assert session["httponly"] and session["samesite"] == "Lax" and session["path"] == "/" and not session["domain"]
    assert csrf["samesite"] == "Lax" and csrf["path"] == "/" and not csrf["domain"]
    # 32 characters out of 36: 165 bits of chance.
    assert len(session.value) == 32


def test_the_session_s_key_is_in_no_page_and_no_address(reviewer):
    client = client_of(reviewer)
    for path in ("/", "/password/"):
        page = client.get(path)
        assert key(client) not in page.text and key(client) not in str(page.headers)
