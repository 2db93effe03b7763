"""The review page's frame and one's own keys: who sees them, and what they hold."""

from __future__ import annotations

import json
import re

import pytest

from compliance.reports import words
from compliance.review import report_words
from compliance.review.models import District
from compliance.review.reviewing.review_keys import USUAL_KEYS, KeyFault, fault_in, keys_of, own_keys
from tests.review.conftest import assign, client_of


def told(response):
    """What the page tells its modules."""
    found = re.search(r'<script id="page" type="application/json">(.*?)</script>', response.content.decode(), re.S)
    return json.loads(found[1])


# --- Who sees it ---


@pytest.mark.parametrize("address", ["/review/", "/review/keys/"])
def test_reviewers_and_administrators_see_it_and_districts_do_not(
    address, reviewer, administrator, district_user, client
):
    assert client_of(reviewer).get(address).status_code == 200
    assert client_of(administrator).get(address).status_code == 200
    assert client_of(district_user).get(address).status_code == 403
    assert client.get(address).headers["Location"].startswith("/sign-in/")


def test_a_reviewer_decides_and_an_administrator_only_looks(assigned, reviewer, administrator):
    page = client_of(reviewer).get("/review/")
    assert told(page)["decides"] is True
    assert 'id="bar"' in page.content.decode()
    page = client_of(administrator).get("/review/")
    assert told(page)["decides"] is False
    assert 'id="bar"' not in page.content.decode()
    assert "决定由评审员作出" in page.content.decode()


def test_a_reviewer_is_offered_only_what_is_assigned_to_them(assigned, other_submission, reviewer, second_reviewer):
    assign(other_submission, second_reviewer)
    page = client_of(reviewer).get("/review/").content.decode()
    assert "青禾县" in page
    assert "云岭县" not in page


def test_a_reviewer_without_submissions_is_told_whom_to_ask(reviewer):
    assert "请联系管理员分配" in client_of(reviewer).get("/review/").content.decode()


def test_the_menu_leads_reviewers_and_administrators_to_it(reviewer, administrator, district_user):
    for user, leads in ((reviewer, True), (administrator, True), (district_user, False)):
        assert ('href="/review/"' in client_of(user).get("/").content.decode()) is leads


def test_a_name_is_never_markup(administrator, assigned):
    District.objects.filter(name="青禾县").update(name="<script>alert(1)</script>")
    page = client_of(administrator).get("/review/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_nothing_on_the_page_needs_what_the_security_policy_forbids(assigned, reviewer):
    page = client_of(reviewer).get("/review/").content.decode()
    assert not re.search(r"<script(?![^>]*(src=|application/json))", page)
    assert "style=" not in page
    assert not re.search(r"\son\w+=", page)


# --- Keys ---


def keys(**changed):
    return {**USUAL_KEYS, **changed}


def test_own_keys_are_kept_and_told_to_the_page(assigned, reviewer):
    page = client_of(reviewer)
    assert page.post("/review/keys/", keys(accept="Y", help="")).status_code == 302
    reviewer.refresh_from_db()
    assert reviewer.keys == {"accept": "y", "help": ""}
    shown = told(page.get("/review/"))["keys"]
    assert (shown["accept"], shown["help"], shown["change"]) == ("y", "", "c")


def test_two_commands_with_one_key_are_refused_in_words_and_what_was_chosen_stays(reviewer):
    reviewer.keys = {"accept": "y"}
    reviewer.save()
    answer = client_of(reviewer).post("/review/keys/", keys(accept="x", change="x"))
    assert answer.status_code == 409
    assert "“同意”和“改判”用了同一个键“x”" in answer.content.decode()
    assert answer.content.decode().count('value="x"') == 2
    reviewer.refresh_from_db()
    assert reviewer.keys == {"accept": "y"}


@pytest.mark.parametrize("key", ["ab", "甲", "\x00", "<b>", "é"])
def test_what_is_no_single_key_is_refused(reviewer, key):
    answer = client_of(reviewer).post("/review/keys/", keys(ask=key))
    assert answer.status_code == 409
    assert "“询问区县”的键" in answer.content.decode()
    assert "<b>" not in answer.content.decode()


def test_all_keys_can_be_switched_off_and_brought_back(reviewer):
    page = client_of(reviewer)
    page.post("/review/keys/", {"none": "1"})
    reviewer.refresh_from_db()
    assert set(keys_of(reviewer.keys).values()) == {""}
    page.post("/review/keys/", {"usual": "1"})
    reviewer.refresh_from_db()
    assert reviewer.keys == {}


def test_the_usual_keys_do_not_conflict():
    assert fault_in(USUAL_KEYS) is None
    assert own_keys(USUAL_KEYS) == {}


def test_a_conflict_names_both_commands():
    assert fault_in(keys(undo="j")) == KeyFault("next", "j", "undo")


@pytest.mark.parametrize("stored", [None, [], {"accept": 5, "fly": "f"}, {"accept": "too long"}])
def test_stored_keys_that_mean_nothing_are_left_out(stored):
    assert keys_of(stored) == USUAL_KEYS


# --- Words ---


@pytest.mark.parametrize("names", ["STATUS_NAMES", "STATUS_MEANINGS", "POLARITY_NAMES", "PART_NAMES"])
def test_the_workbench_says_what_reports_say(names):
    assert {key: str(name) for key, name in getattr(report_words, names).items()} == getattr(words, names)
