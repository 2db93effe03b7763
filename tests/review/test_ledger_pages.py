"""The ledger's pages, sheet and API: what each role sees and may do, with the other district's problems too."""

from __future__ import annotations

import json
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from lxml import etree

from compliance.review.auditing.audit import Actor
from compliance.review.models import AuditEntry, Duty, Problem
from compliance.review.rectifying import ledger, ledger_list, ledger_sheet
from compliance.review.rectifying.ledger import Deed
from compliance.review.rectifying.ledger_list import Filter
from tests.review.conftest import assign, checked, client_of
from tests.review.ledger_samples import OTHER_GAP, confirm, met, opened

LATER = (ledger.office_today() + timedelta(days=30)).isoformat()


@pytest.fixture
def problem(assigned, reviewer) -> Problem:
    return opened(assigned, reviewer)


@pytest.fixture
def theirs(other_submission, second_reviewer, sample_report) -> Problem:
    """A problem of Yunling's, which only the second reviewer is assigned to."""
    checked(other_submission, sample_report)
    assign(other_submission, second_reviewer)
    return opened(other_submission, second_reviewer)


ROLES = ["administrator", "reviewer", "second_reviewer", "district_user", "other_district_user"]
# Who keeps or answers for Qinghe's problem.
SEE = {"administrator", "reviewer", "district_user"}


def viewer(request, name):
    return client_of(request.getfixturevalue(name))


# --- Who sees what ---------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize("address", ["/ledger/{}/", "/api/problems/{}"])
def test_a_problem_is_seen_by_those_it_concerns_and_not_found_by_others(problem, theirs, request, who, address):
    answer = viewer(request, who).get(address.format(problem.pk))
    assert answer.status_code == (200 if who in SEE else 404)


@pytest.mark.parametrize("who", ROLES)
def test_lists_show_one_s_own(problem, theirs, request, who):
    client = viewer(request, who)
    qinghe, yunling = who in SEE, who not in SEE or who == "administrator"
    for address in ("/ledger/", "/ledger/print/"):
        page = client.get(address).content.decode()
        table = page[page.index("<table") :]
        assert ("青禾县" in table, "云岭县" in table) == (qinghe, yunling)
    told = client.get("/api/problems").json()
    assert {row["district"] for row in told["problems"]} == {
        name for name, seen in (("青禾县", qinghe), ("云岭县", yunling)) if seen
    }
    assert told["total"] == told["counts"]["total"] == qinghe + yunling


@pytest.mark.parametrize("who", ROLES)
def test_only_those_whose_turn_it_is_act(problem, theirs, request, who):
    client = viewer(request, who)
    status = {"district_user": 302, "reviewer": 403, "administrator": 403}.get(who, 404)
    assert client.post(f"/ledger/{problem.pk}/act/", {"action": "begin", "text": "补建"}).status_code == status
    Problem.objects.filter(pk=problem.pk).update(state="to_rectify")
    said = json.dumps({"action": "begin", "text": "补建"})
    answer = client.post(f"/api/problems/{problem.pk}/actions", said, content_type="application/json")
    assert answer.status_code == {302: 200}.get(status, status)


@pytest.mark.parametrize("who", ROLES)
def test_only_those_it_concerns_assign(problem, theirs, request, who):
    client = viewer(request, who)
    answer = client.post(f"/ledger/{problem.pk}/assign/", {"duty": "教育局", "person": "程某", "measures": ""})
    assert answer.status_code == (302 if who in SEE else 404)
    said = json.dumps({"duty": "教育局", "person": "程某", "measures": "", "due": None})
    answer = client.put(f"/api/problems/{problem.pk}/duties", said, content_type="application/json")
    assert answer.status_code == (200 if who in SEE else 404)
    assert Problem.objects.get(pk=problem.pk).person == ("程某" if who in SEE else "")


@pytest.mark.parametrize("who", ROLES)
def test_only_the_office_enters_gaps(assigned, reviewer, theirs, request, who):
    decision = confirm(assigned, reviewer)
    client = viewer(request, who)
    # A district sees its own submission but enters nothing; what one may not see is not found.
    status = {"administrator": 302, "reviewer": 302, "district_user": 403}.get(who, 404)
    for body, address in (
        ({"decision": decision.pk}, "/api/problems"),
        ({"submission": assigned.pk, "expected": 5}, "/api/problems/together"),
    ):
        answer = client.post(address, json.dumps(body), content_type="application/json")
        refused = 403 if who.endswith("district_user") else 404
        assert answer.status_code == ({302: 201 if "decision" in body else 409}.get(status, refused))
    answer = client.post(f"/ledger/open/{assigned.pk}/", {"expected": "0"})
    assert answer.status_code == status
    assert Problem.objects.filter(submission=assigned).exists() == (status == 302)


@pytest.mark.parametrize("address", ["/ledger/", "/ledger/1/", "/ledger/print/", "/ledger/sheet.xlsx"])
def test_nobody_sees_the_ledger_without_signing_in(client, db, address):
    assert client.get(address)["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("number", ["0", "99999999999999999999999999"])
def test_a_number_that_no_problem_has_is_not_found(administrator, number):
    assert client_of(administrator).get(f"/ledger/{number}/").status_code == 404


# --- What is looked at and taken is in the log -----------------------------------------------------


def test_looking_at_another_s_problem_is_logged_and_at_one_s_own_is_not(problem, reviewer, district_user):
    for address in ("/ledger/", f"/ledger/{problem.pk}/", "/ledger/print/", "/api/problems"):
        client_of(district_user).get(address)
    assert not AuditEntry.objects.filter(action="view").exists()
    for address in ("/ledger/", f"/ledger/{problem.pk}/", "/ledger/print/", "/api/problems"):
        client_of(reviewer).get(address)
    seen = AuditEntry.objects.filter(action="view", actor="pingshen", district="青禾县")
    assert [entry.detail["what"] for entry in seen] == ["ledger", "problem", "ledger_print", "ledger"]


def test_a_list_of_several_districts_is_one_entry_that_names_them(problem, theirs, administrator):
    client_of(administrator).get("/ledger/")
    entry = AuditEntry.objects.get(action="view")
    assert entry.detail["submissions"] == [problem.submission_id, theirs.submission_id]


@pytest.mark.parametrize("address", ["/ledger/sheet.xlsx", "/api/problems/sheet.xlsx"])
def test_an_export_is_logged_with_its_filter(problem, theirs, administrator, address):
    answer = client_of(administrator).get(address, {"state": "to_rectify"})
    assert answer["Content-Type"] == ledger_sheet.MEDIA_TYPE
    assert answer["Content-Disposition"].startswith('attachment; filename="ledger-')
    entry = AuditEntry.objects.get(action="export_ledger")
    assert (entry.detail["rows"], entry.detail["filter"]) == (2, {"state": "to_rectify"})


# --- The sheet -------------------------------------------------------------------------------------


def cells_of(content: bytes) -> tuple[list[str], str]:
    """The sheet's texts, and its XML."""
    with zipfile.ZipFile(BytesIO(content)) as book:
        strings = etree.fromstring(book.read("xl/sharedStrings.xml"))
        page = book.read("xl/worksheets/sheet1.xml").decode()
    return ["".join(node.itertext()) for node in strings], page


def test_the_sheet_holds_the_table_that_offices_use(problem, reviewer):
    rows = ledger_list.rows(reviewer, ledger_list.select(reviewer, Filter(), ledger.office_today()), problem.due)
    texts, _page = cells_of(ledger_sheet.sheet(rows, "青禾县 问题整改台账", ledger.office_today()))
    assert texts[0] == "青禾县 问题整改台账"
    assert [*ledger_sheet.headings()] == "序号 区县 问题 依据原文 整改措施 责任单位 责任人 时限 进度".split()
    assert set(ledger_sheet.headings()) < set(texts)
    assert {problem.title, "材料中未见依据", "未定", "待整改"} < set(texts)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "http://", "42"])
def test_a_cell_is_always_text(problem, reviewer, start):
    wicked = f'{start}HYPERLINK("x")' if start != "42" else "42"
    Problem.objects.filter(pk=problem.pk).update(measures=wicked, person=wicked)
    rows = ledger_list.rows(reviewer, Problem.objects.all(), ledger.office_today())
    texts, page = cells_of(ledger_sheet.sheet(rows, wicked, ledger.office_today()))
    assert wicked in texts
    assert "<f>" not in page
    assert "<hyperlink" not in page
    cells = [cell for cell in etree.fromstring(page.encode()).iter("{*}c") if len(cell)]
    assert {cell.get("t") for cell in cells} == {"s"}


def test_what_no_sheet_can_hold_does_not_break_it(problem, reviewer):
    Problem.objects.filter(pk=problem.pk).update(measures="\x01\x0b" + "长" * 40_000)
    rows = ledger_list.rows(reviewer, Problem.objects.all(), ledger.office_today())
    texts, _page = cells_of(ledger_sheet.sheet(rows, "台账", ledger.office_today()))
    assert max(len(text) for text in texts) <= 32_767 + 12  # control characters are written as _x0001_


# --- The pages -------------------------------------------------------------------------------------


def test_a_district_answers_with_its_draft(problem, assigned, district_user, sample_report):
    draft = checked(assigned, sample_report).draft
    client = client_of(district_user)
    page = client.get(f"/ledger/{problem.pk}/").content.decode()
    assert "开始整改" in page and "撤销（认定有误）" not in page
    said = {"action": "report", "text": "已建成", "draft": draft.pk, "seen": "to_rectify"}
    assert client.post(f"/ledger/{problem.pk}/act/", said, follow=True).status_code == 200
    assert Problem.objects.get(pk=problem.pk).events.last().draft == draft


def test_after_a_mistake_nothing_has_to_be_typed_again(problem, reviewer, district_user):
    ledger.act(Actor(district_user), problem, Deed("report", "已整改"))
    answer = client_of(reviewer).post(
        f"/ledger/{problem.pk}/act/", {"action": "return", "text": "请补验收单", "due": "2020-01-01"}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "已经过去" in page and ">请补验收单</textarea>" in page


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"action": "begin", "text": "x", "draft": "77"}, "没有这份稿"),
        ({"action": "begin", "text": "x", "draft": "x"}, "没有这份稿"),
        ({"action": "begin", "text": "x", "due": "明天"}, "日期应写成"),
        ({"action": "begin", "text": ""}, "要填“整改措施”"),
        ({"action": "dance"}, "没有“dance”这项操作"),
        ({}, "没有“”这项操作"),
    ],
)
def test_a_mistake_is_told_on_the_page(problem, district_user, said, message):
    answer = client_of(district_user).post(f"/ledger/{problem.pk}/act/", said)
    assert (answer.status_code, message in answer.content.decode()) == (409, True)


def test_another_districts_draft_is_no_choice(problem, theirs, district_user):
    draft = theirs.submission.drafts.get()
    said = {"action": "report", "text": "已整改", "draft": draft.pk}
    assert "没有这份稿" in client_of(district_user).post(f"/ledger/{problem.pk}/act/", said).content.decode()
    answer = client_of(district_user).post(
        f"/api/problems/{problem.pk}/actions", json.dumps(said), content_type="application/json"
    )
    assert answer.status_code == 404


def test_what_people_wrote_is_never_markup(problem, reviewer, district_user):
    wicked = "<script>alert(1)</script>\n<b>x</b>"
    ledger.act(Actor(district_user), problem, Deed("begin", wicked))
    Problem.objects.filter(pk=problem.pk).update(title=wicked, person=wicked[:60], duty=wicked)
    for address in ("/ledger/", f"/ledger/{problem.pk}/", "/ledger/print/", "/ledger/?text=<script>alert"):
        page = client_of(reviewer).get(address).content.decode()
        assert "<script>alert" not in page and "<b>x</b>" not in page


def test_gaps_are_entered_from_the_list(assigned, reviewer):
    confirm(assigned, reviewer)
    confirm(assigned, reviewer, OTHER_GAP)
    client = client_of(reviewer)
    assert "2 个缺口" in client.get("/ledger/").content.decode()
    page = client.post(f"/ledger/open/{assigned.pk}/", {"expected": "2", "due": LATER}, follow=True).content.decode()
    assert "已列入 2 个问题" in page
    assert "没有列入台账" not in page


@pytest.mark.parametrize("query", ["round=x&district=-1&page=999", "round=99999999999999999999&page=x"])
def test_an_address_that_makes_no_sense_shows_a_list(problem, reviewer, query):
    assert client_of(reviewer).get(f"/ledger/?{query}").status_code == 200


def test_a_long_list_has_pages(problem, assigned, reviewer, monkeypatch):
    monkeypatch.setattr("compliance.review.views.ledger.ROWS_A_PAGE", 1)
    opened(assigned, reviewer, OTHER_GAP)
    first, second = (client_of(reviewer).get(f"/ledger/?page={number}").content.decode() for number in (1, 2))
    assert "第 1 页，共 2 页" in first and 'rel="next"' in first and 'rel="prev"' not in first
    assert '<td class="number">2</td>' in second and 'rel="next"' not in second


def test_the_proposal_and_its_evidence_stand_on_the_page(problem, assigned, reviewer, sample_report):
    checked(assigned, met(sample_report))
    page = client_of(reviewer).get(f"/ledger/{problem.pk}/").content.decode()
    assert "程序建议销号" in page and "最新稿的情况" in page and "同意销号" in page


# --- The API ---------------------------------------------------------------------------------------


def test_the_api_tells_a_problem_s_story(problem, assigned, reviewer, sample_report):
    checked(assigned, met(sample_report))
    told = client_of(reviewer).get(f"/api/problems/{problem.pk}").json()
    assert told["problem"]["state"] == "proposed"
    assert told["problem"]["mine"] is True
    assert [action["id"] for action in told["actions"]] == ["close", "return", "void"]
    assert told["actions"][1]["asks"][0] == {"what": "text", "label": "退回理由", "required": True}
    assert told["newest"]["status"] == "met"
    assert [event["by_program"] for event in told["history"]] == [True, False]


def test_the_api_enters_one_gap_and_all(assigned, reviewer):
    decision = confirm(assigned, reviewer)
    confirm(assigned, reviewer, OTHER_GAP)
    client = client_of(reviewer)
    told = client.post("/api/problems", json.dumps({"decision": decision.pk}), content_type="application/json")
    assert (told.status_code, told.json()["problem"]["state"]) == (201, "to_rectify")
    again = client.post("/api/problems", json.dumps({"decision": decision.pk}), content_type="application/json")
    assert (again.status_code, "已经在台账里" in again.json()["message"]) == (409, True)
    body = json.dumps({"submission": assigned.pk, "expected": 1, "due": LATER})
    told = client.post("/api/problems/together", body, content_type="application/json")
    assert [row["item"] for row in told.json()["problems"]] == [OTHER_GAP]


def test_the_api_narrows(problem, assigned, reviewer):
    opened(assigned, reviewer, OTHER_GAP)
    client = client_of(reviewer)
    assert client.get("/api/problems", {"text": "多媒体"}).json()["total"] == 1
    paged = client.get("/api/problems", {"limit": 1, "offset": 1}).json()
    assert (paged["total"], len(paged["problems"])) == (2, 1)
    assert client.get("/api/problems", {"round": 2**70}).status_code == 422


@pytest.mark.parametrize("number", ["9" * 18, "9" * 5000])
def test_a_number_that_no_computer_reads_is_a_mistake_like_another(problem, reviewer, number):
    browser = client_of(reviewer)
    assert browser.post(f"/ledger/{problem.pk}/act/", {"action": "return", "draft": number}).status_code == 409
    confirm(problem.submission, reviewer, OTHER_GAP)
    browser.post(f"/ledger/open/{problem.submission_id}/", {"expected": number})
    assert Problem.objects.count() == 1  # others than were seen


# --- Who has not decided yet does not learn what another decided --------------------------------------


@pytest.fixture
def blind(assigned, reviewer, second_reviewer):
    """The second reviewer, who has not decided on what the first confirmed as a gap; and that decision."""
    assign(assigned, second_reviewer)
    return client_of(second_reviewer), confirm(assigned, reviewer)


def test_the_list_does_not_tell_a_blind_reviewer_of_confirmed_gaps(blind, assigned):
    browser, _decision = blind
    assert browser.get("/ledger/").context["waiting"] == browser.get("/api/problems/waiting").json() == []
    answer = browser.post(
        "/api/problems/together", {"submission": assigned.pk, "expected": 3}, content_type="application/json"
    )
    assert "现在是 0 条" in answer.json()["message"]


def test_a_blind_reviewer_finds_no_decision_to_enter(blind):
    browser, decision = blind
    answers = [
        browser.post("/api/problems", {"decision": number}, content_type="application/json")
        for number in (decision.pk, decision.pk + 1000)
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    assert not Problem.objects.exists()


def test_who_decided_alike_or_settles_enters_the_gap(blind, assigned, second_reviewer, settler):
    browser, decision = blind
    assign(assigned, settler, Duty.SETTLE)
    assert client_of(settler).get("/ledger/").context["waiting"] == []  # the second reviewer's word is wanted too
    confirm(assigned, second_reviewer)
    assert len(client_of(settler).get("/ledger/").context["waiting"]) == 1
    assert len(browser.get("/ledger/").context["waiting"]) == 1
    [told] = browser.get("/api/problems/waiting").json()
    assert (told["submission"], told["gaps"]) == (assigned.pk, 1)
    assert browser.get("/api/problems/waiting?round=987654").json() == []
    answer = browser.post("/api/problems", {"decision": decision.pk}, content_type="application/json")
    assert answer.status_code == 201
