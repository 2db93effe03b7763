"""The administrators' pages: who may open them, and what each does when it is used."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from compliance.review import tokens
from compliance.review.auditing import audit
from compliance.review.models import Assignment, AuditEntry, District, Office, Role, Round, Token, User
from tests.review.conftest import assign, client_of, person

READ = ["rounds", "round_new", "round", "round_change", "people", "person_new", "people_import", "person_change"]
READ += ["districts", "district_rename", "office", "audit"]
WRITTEN = ["round_close", "round_reopen", "round_assign", "round_spread", "round_export", "person_deactivate"]
WRITTEN += [
    "person_reactivate",
    "person_reset",
    "person_unlock",
    "assignment_take_away",
    "audit_verify",
    "audit_export",
]


@pytest.fixture
def address(round_, submission, reviewer, qinghe):
    """Where a page is, for objects that there are."""
    assignment = assign(submission, reviewer)
    numbers = {"person": reviewer.pk, "district": qinghe.pk, "round": round_.pk, "assignment": assignment.pk}

    def of(name: str) -> str:
        number = numbers.get(name.split("_")[0])
        plain = name in ("rounds", "round_new", "people", "person_new", "people_import", "districts", "office")
        return reverse(name) if plain or number is None else reverse(name, args=[number])

    return of


@pytest.mark.parametrize("name", READ)
def test_a_page_opens_for_the_administrator_and_for_nobody_else(name, address, administrator, reviewer, district_user):
    assert client_of(administrator).get(address(name)).status_code == 200
    assert client_of(reviewer).get(address(name)).status_code == 403
    assert client_of(district_user).get(address(name)).status_code == 403


@pytest.mark.parametrize("name", WRITTEN)
def test_an_action_is_the_administrators_alone_and_needs_a_post(name, address, administrator, reviewer, district_user):
    before = AuditEntry.objects.exclude(action="sign_in").count()
    assert client_of(reviewer).post(address(name)).status_code == 403
    assert client_of(district_user).post(address(name)).status_code == 403
    assert client_of(administrator).get(address(name)).status_code == 405
    assert AuditEntry.objects.exclude(action="sign_in").count() == before


@pytest.mark.parametrize("name", [name for name in WRITTEN if not name.startswith("audit")])
def test_an_action_on_what_is_not_there_is_not_found(name, administrator):
    assert client_of(administrator).post(reverse(name, args=[987654])).status_code == 404


def test_the_log_is_the_administrators_through_the_api_too(administrator, reviewer, district_user):
    for path in ("/api/audit", "/api/audit/head"):
        assert client_of(reviewer).get(path).status_code == 403
        assert client_of(district_user).get(path).status_code == 403
    client = client_of(administrator)
    told = client.get("/api/audit?after=1&limit=2").json()
    assert [entry["number"] for entry in told] == [2, 3]
    head = client.get("/api/audit/head").json()
    newest = AuditEntry.objects.order_by("-number").first()
    assert head == {"number": newest.number, "sha256": newest.sha256}


# --- Rounds ----------------------------------------------------------------------------------------


def filled(qinghe, **changes):
    form = {
        "title": "新一轮",
        "year": "2027",
        "scheme": "national-preschool-2020",
        "procedure": "plain",
        "deadline": "2099-06-30",
        "districts": [str(qinghe.pk)],
    }
    return {**form, **changes}


def test_a_round_is_opened_and_a_mistake_stays_in_the_form(administrator, qinghe):
    client = client_of(administrator)
    refused = client.post("/rounds/new/", filled(qinghe, deadline="2020-01-01"))
    assert "截止日期 2020-01-01 已经过去" in refused.content.decode()
    assert 'value="新一轮"' in refused.content.decode()
    opened = client.post("/rounds/new/", filled(qinghe))
    assert opened.headers["Location"] == f"/rounds/{Round.objects.get().pk}/"


def test_ticked_submissions_are_given_to_a_reviewer(administrator, round_, submission, other_submission, reviewer):
    client = client_of(administrator)
    form = {"submission": [submission.pk, other_submission.pk], "reviewer": reviewer.pk, "duty": "review"}
    client.post(f"/rounds/{round_.pk}/assign/", form)
    assert Assignment.objects.filter(reviewer=reviewer).count() == 2
    nothing = client.post(f"/rounds/{round_.pk}/assign/", {"reviewer": reviewer.pk, "duty": "review"}, follow=True)
    assert "请先在表里勾选区县" in nothing.content.decode()


def test_submissions_of_another_round_are_not_given_away(administrator, round_, submission, reviewer, qinghe):
    client = client_of(administrator)
    client.post("/rounds/new/", filled(qinghe))
    other = Round.objects.get(title="新一轮").submissions.get()
    client.post(f"/rounds/{round_.pk}/assign/", {"submission": [other.pk], "reviewer": reviewer.pk, "duty": "review"})
    assert not Assignment.objects.exists()


def test_submissions_are_spread_by_button(administrator, round_, reviewer, second_reviewer):
    form = {"reviewers": [reviewer.pk, second_reviewer.pk], "each": 1}
    page = client_of(administrator).post(f"/rounds/{round_.pk}/spread/", form, follow=True)
    assert "新增 2 项分配" in page.content.decode()
    assert sorted(Assignment.objects.values_list("reviewer__username", flat=True)) == ["pingshen", "pingshen2"]


# --- People ----------------------------------------------------------------------------------------


def test_a_first_password_is_shown_once_and_works(administrator, client):
    page = client_of(administrator).post("/people/new/", {"username": "xin", "full_name": "新人", "role": "reviewer"})
    [(_user, password)] = page.context["added"]
    assert password in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store, private"
    assert client.post("/sign-in/", {"username": "xin", "password": password}).status_code == 302


def test_one_s_own_password_is_not_reset_past_the_old_one(administrator):
    browser = client_of(administrator)
    page = browser.post(f"/people/{administrator.pk}/reset-password/", follow=True)
    assert "自己的密码请在“更改密码”里改" in page.text
    assert not AuditEntry.objects.filter(action="reset_password").exists()


def test_a_list_is_taken_in_or_refused_with_its_line(administrator, qinghe):
    client = client_of(administrator)
    good = SimpleUploadedFile("名单.csv", "用户名,姓名,角色,区县\nli,李某,区县用户,青禾县\n".encode("gb18030"))
    assert len(client.post("/people/import/", {"file": good}).context["added"]) == 1
    bad = SimpleUploadedFile("名单.csv", "用户名,姓名,角色,区县\nwang,王某,督学,\n".encode())
    assert "第 2 行的角色“督学”" in client.post("/people/import/", {"file": bad}).content.decode()
    assert not User.objects.filter(username="wang").exists()


def test_names_are_shown_as_they_are_and_never_as_markup(administrator):
    person("evil", Role.REVIEWER, full_name="<script>alert(1)</script>")
    District.objects.create(name="<b>县</b>")
    client = client_of(administrator)
    for path in ("/people/", "/people/?text=evil", "/districts/", "/rounds/new/", "/people/new/"):
        page = client.get(path).content.decode()
        assert "<script>alert" not in page
        assert "<b>县" not in page


# --- Settings and tokens ---------------------------------------------------------------------------


def test_the_office_consents_and_takes_it_back(administrator):
    client = client_of(administrator)
    client.post("/office/", {"name": "青禾市教育督导室", "learns_from_decisions": "on"})
    assert (Office.here().name, Office.here().learns_from_decisions) == ("青禾市教育督导室", True)
    client.post("/office/", {"name": "青禾市教育督导室"})
    assert not Office.here().learns_from_decisions
    consents = [e.detail["learns_from_decisions"] for e in AuditEntry.objects.filter(action="change_office")]
    assert consents == [True, False]


@pytest.mark.parametrize("who", ["administrator", "reviewer", "district_user"])
def test_everybody_makes_and_revokes_tokens_of_their_own(who, request, client):
    user = request.getfixturevalue(who)
    browser = client_of(user)
    secret = browser.post("/tokens/", {"name": "脚本", "days": "30"}).context["secret"]
    assert client.get("/api/rounds", headers={"authorization": f"Bearer {secret}"}).status_code == 200
    assert secret not in browser.get("/tokens/").content.decode()
    browser.post(f"/tokens/{Token.objects.get().pk}/revoke/")
    assert client.get("/api/rounds", headers={"authorization": f"Bearer {secret}"}).status_code == 401


@pytest.mark.parametrize("who", ["administrator", "reviewer", "district_user"])
def test_the_way_to_ones_tokens_is_found_from_every_page(who, request):
    browser = client_of(request.getfixturevalue(who))
    assert 'href="/password/"' in browser.get("/").content.decode()
    assert 'href="/tokens/"' in browser.get("/password/").content.decode()


def test_nobody_revokes_anothers_token(reviewer, administrator):
    token, _secret = tokens.make(audit.Actor(reviewer), reviewer, "脚本")
    assert client_of(administrator).post(f"/tokens/{token.pk}/revoke/").status_code == 404
    assert Token.objects.exists()


# --- Looking is logged -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "target", "detail"),
    [
        ("/rounds/", "rounds", {"what": "rounds"}),
        ("/rounds/{round}/", "round:{round}", {"what": "round"}),
        (
            "/people/?text=ping",
            "people",
            {"what": "people", "filter": {"text": "ping", "role": ""}, "total": 1},
        ),
        ("/people/{person}/", "user:{person}", {"what": "person", "username": "pingshen"}),
        ("/audit/?action=view", "audit", {"what": "audit", "filter": {"action": "view"}}),
    ],
)
def test_who_looks_at_people_rounds_or_the_log_stands_in_the_log(path, target, detail, administrator, round_, reviewer):
    numbers = {"round": round_.pk, "person": reviewer.pk}
    assert client_of(administrator).get(path.format(**numbers)).status_code == 200
    entry = AuditEntry.objects.last()
    assert (entry.action, entry.actor, entry.target) == ("view", "guanli", target.format(**numbers))
    assert entry.detail == detail


# --- The log ---------------------------------------------------------------------------------------


@pytest.fixture
def logged(administrator):
    """A client, and a log of more than a page."""
    for number in range(120):
        audit.record(audit.Actor(administrator, "127.0.0.1"), "assign" if number % 2 else "view", district="青禾县")
    return client_of(administrator)


def numbers(page) -> list[int]:
    return [one["entry"].number for one in page.context["entries"]]


def test_the_log_is_paged_by_number_newest_first(logged):
    first = logged.get("/audit/")
    assert numbers(first) == list(range(122, 22, -1))  # the first is this look itself
    assert numbers(logged.get("/audit/" + first.context["older"])) == list(range(22, 0, -1))


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("action=assign", 60),
        ("actor=nobody", 0),
        ("district=青禾县&action=view", 60),
        ("first=2999-01-01", 0),
        ("last=2001-01-01", 0),
        ("first=2001-01-01&last=2999-01-01&action=assign", 60),
        ("first=2026-02-31&action=assign", 60),
        ("last=9999-12-31&first=0001-01-01&action=assign", 60),
        ("before=abc&action=assign", 60),
    ],
)
def test_the_log_is_narrowed_by_person_action_district_and_days(logged, asked, count):
    assert len(numbers(logged.get(f"/audit/?{asked}"))) == count


def test_the_log_is_verified_by_button_and_that_is_logged(logged):
    newest = AuditEntry.objects.order_by("-number").first()
    kept = f"{newest.number}:{newest.sha256}"
    page = logged.post("/audit/verify/", {"kept": kept})
    assert "日志完好，共 121 条" in page.content.decode()
    assert AuditEntry.objects.order_by("-number").first().action == "verify_log"
    refused = logged.post("/audit/verify/", {"kept": "9:" + "0" * 64})
    assert refused.status_code == 409
    assert "末尾被截断" in refused.content.decode()


def test_the_log_is_exported_whole_with_the_export_in_it(logged):
    answer = logged.post("/audit/export/")
    lines = [json.loads(line) for line in b"".join(answer.streaming_content).decode().splitlines()]
    assert [line["number"] for line in lines] == list(range(1, 123))
    assert (lines[-1]["action"], lines[-1]["actor"]) == ("export_log", "guanli")
