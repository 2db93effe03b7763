"""Findings and decisions through the API: its shapes, and what each role is refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone

from compliance.review.auditing.audit import Actor
from compliance.review.models import Action, AuditEntry, Decision, Duty, RemarkKind, Round, Standing
from compliance.review.reviewing.deciding import decide
from compliance.review.reviewing.remarks import remark
from compliance.terms import Status
from tests.review.conftest import assign, checked, client_of
from tests.review.drafts import newest, redrafted

COUNT = 37


@pytest.fixture
def page(assigned, reviewer):
    """The reviewer's browser."""
    return client_of(reviewer)


@pytest.fixture
def second_page(assigned, second_reviewer):
    assign(assigned, second_reviewer)
    return client_of(second_reviewer)


@pytest.fixture
def finding(assigned):
    return newest(assigned)


@pytest.fixture
def theirs(other_submission, sample_report):
    """A finding on the other district's submission."""
    checked(other_submission, sample_report)
    return newest(other_submission)


def post(client, address, **said):
    return client.post(f"/api/{address}", said, content_type="application/json")


def opened(client, finding):
    answer = client.get(f"/api/findings/{finding.pk}")
    assert answer.status_code == 200
    return answer.json()


# --- The list --------------------------------------------------------------------------------------


def test_the_list_says_how_many_there_are_of_each_status_and_state(page):
    listed = page.get("/api/findings?limit=5").json()
    assert listed["total"] == COUNT
    assert len(listed["findings"]) == 5
    assert sum(listed["counts"]["status"].values()) == COUNT
    assert listed["counts"]["state"] == {"open": COUNT}


def test_several_statuses_are_asked_for_by_naming_each(page):
    listed = page.get("/api/findings?status=met&status=planned&order=item").json()
    assert {row["status"] for row in listed["findings"]} == {"met", "planned"}


def test_a_look_at_the_list_is_logged_once_with_its_filter(page):
    before = AuditEntry.objects.count()
    page.get("/api/findings?status=met&limit=5")
    entry = AuditEntry.objects.last()
    assert AuditEntry.objects.count() == before + 1
    assert (entry.action, entry.detail["filter"]) == ("view", {"status": ["met"]})


@pytest.mark.parametrize(
    "wrong",
    ["status=excellent", "state=lost", "below=2", "below=nan", "limit=0", "limit=100000", "order=x", "round=x"]
    + [f"submission={2**63}", "offset=-1", "text=" + "长" * 201],
)
def test_a_filter_out_of_bounds_is_refused_in_words(page, wrong):
    answer = page.get(f"/api/findings?{wrong}")
    assert answer.status_code == 422
    assert answer.json()["message"] == "请求的格式不对。"


def test_a_character_that_no_database_holds_is_refused(page, finding):
    assert page.get("/api/findings?text=%00").status_code == 400
    answer = post(page, f"findings/{finding.pk}/decisions", action="change", status="missing", reason="\x00")
    assert answer.status_code == 400


# --- One finding -----------------------------------------------------------------------------------


def test_a_finding_comes_with_all_that_belongs_to_it(page, finding):
    found = opened(page, finding)
    assert found["row"]["item"] == finding.item
    assert found["detail"] == finding.detail
    assert [document["number"] for document in found["documents"]] == [0]
    assert (found["mine"], found["others"], found["outcome"], found["history"]) == (None, [], None, [])
    assert (found["may_decide"], found["may_settle"], found["newest"]) == (True, False, True)
    assert [each["draft"] for each in found["earlier"]] == [1]


def test_a_look_at_a_finding_is_logged_once_and_not_for_its_own_district(page, finding, district_user):
    before = AuditEntry.objects.filter(action="view").count()
    opened(page, finding)
    entry = AuditEntry.objects.filter(action="view").last()
    assert (entry.actor, entry.district, entry.detail["finding"]) == ("pingshen", "青禾县", finding.pk)
    opened(client_of(district_user), finding)
    assert AuditEntry.objects.filter(action="view").count() == before + 1


def test_a_decision_shows_in_the_row_and_can_be_undone(page, finding):
    answer = post(page, f"findings/{finding.pk}/decisions", action="accept")
    assert answer.status_code == 200
    assert answer.json()["row"]["state"] == "decided"
    decision = answer.json()["decision"]["id"]
    assert opened(page, finding)["mine"]["id"] == decision
    undone = post(page, f"decisions/{decision}/withdraw")
    assert undone.status_code == 200
    assert undone.json()["row"]["state"] == "open"
    assert [made["action"] for made in opened(page, finding)["history"]] == ["withdraw", "accept"]


def test_marked_evidence_comes_back_as_it_was_marked(page, finding):
    document = opened(page, finding)["documents"][0]
    text = finding.check_run.documents.get().content["blocks"][2]["text"]
    passage = {
        "document": document["id"],
        "sha256": document["sha256"],
        "block": 2,
        "start": 3,
        "end": 20,
        "quote": text[3:20],
    }
    answer = post(page, f"findings/{finding.pk}/decisions", action="accept", passages=[passage])
    assert answer.json()["decision"]["passages"] == [passage]
    assert opened(page, finding)["mine"]["passages"] == [passage]
    assert post(
        page, f"findings/{finding.pk}/decisions", action="accept", passages=[{**passage, "quote": "别的"}]
    ).json() == {"message": "所标依据与“district-self-evaluation.docx”的原文不一致，请重新选择。"}


def test_what_a_new_draft_lost_is_shown_with_the_reason(page, finding, assigned, sample_report):
    post(page, f"findings/{finding.pk}/decisions", action="accept")
    place = Decision.objects.get().passages[0]["block"]
    checked(assigned, redrafted(sample_report, lambda blocks: (*blocks[:place], *blocks[place + 1 :])))
    mine = opened(page, newest(assigned))["mine"]
    assert mine["anchor"] == "look_again"
    assert (mine["passages"], mine["lost"]) == ([], Decision.objects.get().passages)
    assert "找不到" in mine["why"]
    outdated = opened(page, finding)
    assert (outdated["newest"], outdated["may_decide"]) == (False, False)
    assert [each["draft"] for each in outdated["earlier"]] == [2, 1]


def test_a_user_error_is_told_in_words(page, finding):
    answer = post(page, f"findings/{finding.pk}/decisions", action="change", status="missing")
    assert (answer.status_code, answer.json()) == (409, {"message": "改判须写明理由。"})


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"action": "withdraw"},
        {"action": "change", "status": "excellent"},
        {"action": "accept", "reason": "长" * 2001},
    ]
    + [{"action": "accept", "passages": [{"document": 1}]}],
)
def test_a_decision_out_of_bounds_is_refused(page, finding, said):
    assert post(page, f"findings/{finding.pk}/decisions", **said).status_code == 422
    assert not Decision.objects.exists()


def test_ones_own_history_is_newest_first_and_says_what_stands(page, finding, assigned):
    post(page, f"findings/{finding.pk}/decisions", action="accept")
    post(page, f"findings/{finding.pk}/decisions", action="change", status="missing", reason="没有写明")
    mine = page.get("/api/decisions/mine?limit=10").json()
    assert [(each["status"], each["stands"]) for each in mine] == [("missing", True), ("met", False)]
    assert mine[0]["district"] == "青禾县"


# --- Blind double review, and settling -------------------------------------------------------------


def test_the_second_reviewer_sees_nothing_of_the_first_before_deciding(page, second_page, finding):
    post(page, f"findings/{finding.pk}/decisions", action="change", status="missing", reason="没有写明")
    post(page, f"findings/{finding.pk}/remarks", kind="comment", text="我看是没有")
    before = opened(second_page, finding)
    assert (before["others"], before["outcome"], before["history"], before["remarks"]) == ([], None, [], [])
    assert before["row"]["state"] == "open"
    post(second_page, f"findings/{finding.pk}/decisions", action="accept")
    after = opened(second_page, finding)
    assert [other["status"] for other in after["others"]] == ["missing"]
    assert [len(after["history"]), len(after["remarks"]), after["outcome"]["kind"]] == [2, 1, "disputed"]


def test_who_undoes_their_decision_is_blind_again(page, second_page, finding):
    post(page, f"findings/{finding.pk}/decisions", action="accept")
    made = post(second_page, f"findings/{finding.pk}/decisions", action="accept").json()["decision"]["id"]
    post(second_page, f"decisions/{made}/withdraw")
    assert opened(second_page, finding)["others"] == []


def test_a_third_settles_what_two_see_differently(page, second_page, finding, assigned, settler, administrator):
    assign(assigned, settler, Duty.SETTLE)
    third = client_of(settler)
    assert opened(third, finding)["may_decide"] is False
    post(page, f"findings/{finding.pk}/decisions", action="accept")
    refused = post(third, f"findings/{finding.pk}/decisions", action="accept")
    assert (refused.status_code, opened(third, finding)["may_settle"]) == (409, False)
    post(second_page, f"findings/{finding.pk}/decisions", action="change", status="missing", reason="没有写明")
    seen = opened(third, finding)
    assert (seen["may_settle"], len(seen["others"])) == (True, 2)
    settled = post(third, f"findings/{finding.pk}/decisions", action="accept").json()
    assert (settled["row"]["state"], settled["decision"]["settles"]) == ("settled", True)
    assert len(opened(client_of(administrator), finding)["others"]) == 3


# --- Together --------------------------------------------------------------------------------------


def test_all_that_the_filter_shows_is_accepted_each_with_its_own_record(page):
    total = page.get("/api/findings?status=met").json()["total"]
    answer = post(page, "decisions/together", filter={"status": ["met"]}, expected=total).json()
    assert (answer["accepted"], answer["left"]) == (total, 0)
    made = Decision.objects.all()
    assert {str(each.together) for each in made} == {answer["together"]}
    assert all(each.passages for each in made)
    assert page.get("/api/findings").json()["counts"]["state"] == {"open": COUNT - total, "decided": total}
    entry = AuditEntry.objects.filter(action="decide_together").get()
    assert sorted(entry.detail["decisions"]) == sorted(each.pk for each in made)


def test_nothing_is_accepted_where_the_filter_shows_something_else_by_now(page):
    total = page.get("/api/findings?status=met").json()["total"]
    answer = post(page, "decisions/together", filter={"status": ["met"]}, expected=total + 1)
    assert answer.status_code == 409
    assert f"现在是 {total} 条" in answer.json()["message"]
    assert not Decision.objects.exists()


def test_what_one_had_decided_otherwise_is_left(page, finding):
    post(page, f"findings/{finding.pk}/decisions", action="change", status="missing", reason="没有写明")
    answer = post(page, "decisions/together", filter={}, expected=COUNT).json()
    assert (answer["accepted"], answer["left"]) == (COUNT - 1, 1)
    assert opened(page, finding)["mine"]["status"] == "missing"


def test_what_is_to_be_looked_at_again_is_accepted_anew(page, finding, assigned, sample_report):
    post(page, f"findings/{finding.pk}/decisions", action="accept")
    checked(assigned, redrafted(sample_report, statuses={finding.item: Status.CONTRADICTED}))
    answer = post(page, "decisions/together", filter={"state": ["look_again"]}, expected=1).json()
    assert answer["accepted"] == 1
    assert opened(page, newest(assigned))["mine"]["status"] == "contradicted"


def test_nothing_is_accepted_where_one_of_them_is_not_for_the_user_to_decide(page, theirs, reviewer):
    assign(theirs.submission, reviewer, Duty.SETTLE)
    answer = post(page, "decisions/together", filter={}, expected=2 * COUNT)
    assert answer.status_code == 409
    assert "逐条" in answer.json()["message"]
    assert not Decision.objects.exists()


def test_what_was_accepted_together_is_undone_together_but_for_what_was_decided_anew_since(page, finding):
    number = post(page, "decisions/together", filter={}, expected=COUNT).json()["together"]
    post(page, f"findings/{finding.pk}/decisions", action="change", status="missing", reason="没有写明")
    answer = post(page, f"decisions/together/{number}/withdraw")
    assert answer.json() == {"withdrawn": COUNT - 1, "left": 0}
    assert page.get("/api/findings").json()["counts"]["state"] == {"open": COUNT - 1, "decided": 1}
    withdrawing = Decision.objects.filter(action="withdraw")
    assert withdrawing.count() == COUNT - 1
    assert all(each.withdraws.item == each.item for each in withdrawing)
    entry = AuditEntry.objects.get(action="withdraw_together")
    assert sorted(entry.detail["decisions"]) == sorted(each.pk for each in withdrawing)


def test_what_was_undone_together_cannot_be_undone_twice(page):
    number = post(page, "decisions/together", filter={}, expected=COUNT).json()["together"]
    post(page, f"decisions/together/{number}/withdraw")
    answer = post(page, f"decisions/together/{number}/withdraw")
    assert (answer.status_code, answer.json()["message"]) == (409, "这一批决定里没有还能撤回的。")


def test_of_a_round_that_is_closed_by_now_nothing_is_undone(page, assigned):
    number = post(page, "decisions/together", filter={}, expected=COUNT).json()["together"]
    Round.objects.filter(pk=assigned.round_id).update(closed_at=timezone.now())
    assert post(page, f"decisions/together/{number}/withdraw").status_code == 409
    assert Standing.objects.count() == COUNT


def test_what_another_accepted_together_is_not_found(page, assigned, second_reviewer):
    number = post(page, "decisions/together", filter={}, expected=COUNT).json()["together"]
    assign(assigned, second_reviewer)
    assert post(client_of(second_reviewer), f"decisions/together/{number}/withdraw").status_code == 404


def test_together_undone_one_by_one(page, finding):
    post(page, "decisions/together", filter={}, expected=COUNT)
    made = opened(page, finding)["mine"]["id"]
    assert post(page, f"decisions/{made}/withdraw").status_code == 200
    assert page.get("/api/findings").json()["counts"]["state"] == {"open": 1, "decided": COUNT - 1}


# --- Remarks ---------------------------------------------------------------------------------------


def test_a_question_is_answered_by_the_district(page, finding, district_user):
    asked = post(page, f"findings/{finding.pk}/remarks", kind="question", text="在哪一页？").json()
    district = client_of(district_user)
    answer = post(district, f"findings/{finding.pk}/remarks", kind="answer", text="第三页", answers=asked["id"])
    assert answer.status_code == 200
    assert [said["text"] for said in opened(page, finding)["remarks"]] == ["在哪一页？", "第三页"]


def test_a_district_sees_questions_but_neither_comments_nor_decisions(page, finding, district_user):
    post(page, f"findings/{finding.pk}/decisions", action="accept")
    post(page, f"findings/{finding.pk}/remarks", kind="comment", text="我看可以")
    post(page, f"findings/{finding.pk}/remarks", kind="question", text="在哪一页？")
    found = opened(client_of(district_user), finding)
    assert [said["kind"] for said in found["remarks"]] == ["question"]
    assert (found["mine"], found["others"], found["outcome"], found["history"]) == (None, [], None, [])
    assert (found["row"]["state"], found["row"]["comments"], found["row"]["questions"]) == ("open", 0, 1)


def test_a_comment_cannot_be_found_by_answering_it(finding, reviewer, district_user):
    comment = remark(Actor(reviewer), finding, RemarkKind.COMMENT, "我看可以")
    for number in (comment.pk, comment.pk + 1):
        answer = post(
            client_of(district_user), f"findings/{finding.pk}/remarks", kind="answer", text="见附件", answers=number
        )
        assert answer.status_code == 404


# --- What is refused -------------------------------------------------------------------------------


def asks(finding):
    """Every request on one finding."""
    return [
        ("get", f"findings/{finding.pk}", {}),
        ("post", f"findings/{finding.pk}/decisions", {"action": "accept"}),
        ("post", f"findings/{finding.pk}/remarks", {"kind": "comment", "text": "批注"}),
    ]


def ask(client, method, address, said):
    return client.get(f"/api/{address}") if method == "get" else post(client, address, **said)


@pytest.mark.parametrize("who", ["reviewer", "district_user", "second_reviewer"])
def test_another_districts_finding_is_not_found(request, assigned, theirs, who):
    client = client_of(request.getfixturevalue(who))
    for each in asks(theirs):
        assert ask(client, *each).status_code == 404, each


def test_nobody_who_is_not_signed_in_gets_anything(client, finding):
    for each in (*asks(finding), ("get", "findings", {}), ("get", "decisions/mine", {})):
        assert ask(client, *each).status_code == 401, each


@pytest.mark.parametrize("who", ["administrator", "district_user"])
def test_deciding_is_for_reviewers(request, finding, who):
    client = client_of(request.getfixturevalue(who))
    assert post(client, f"findings/{finding.pk}/decisions", action="accept").status_code == 403
    assert post(client, "decisions/together", filter={}, expected=COUNT).status_code == 403
    assert client.get("/api/decisions/mine").status_code == 403
    assert not Decision.objects.exists()


def test_another_ones_decision_is_not_found_by_trying(page, second_page, finding, administrator, district_user):
    made = post(page, f"findings/{finding.pk}/decisions", action="accept").json()["decision"]["id"]
    for client in (second_page, client_of(administrator), client_of(district_user)):
        assert post(client, f"decisions/{made}/withdraw").status_code == 404


def test_a_closed_round_is_read_and_not_written(page, finding, round_):
    made = post(page, f"findings/{finding.pk}/decisions", action="accept").json()["decision"]["id"]
    round_.closed_at = datetime(2026, 12, 1, tzinfo=UTC)
    round_.save()
    assert opened(page, finding)["may_decide"] is False
    for address, said in (
        (f"findings/{finding.pk}/decisions", {"action": "accept"}),
        (f"decisions/{made}/withdraw", {}),
        (f"findings/{finding.pk}/remarks", {"kind": "comment", "text": "批注"}),
        ("decisions/together", {"filter": {"state": ["open"]}, "expected": COUNT - 1}),
    ):
        assert post(page, address, **said).status_code == 409, address
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("number", [0, 2**31, 2**63, 10**30])
def test_a_number_that_no_record_has_is_not_found(page, number):
    assert page.get(f"/api/findings/{number}").status_code == 404
    assert post(page, f"decisions/{number}/withdraw").status_code == 404


# --- Agreement -------------------------------------------------------------------------------------


def test_an_administrator_sees_how_far_two_reviewers_agree(assigned, round_, reviewer, second_reviewer, administrator):
    assign(assigned, second_reviewer)
    for number in range(4):
        found = newest(assigned, number)
        decide(Actor(reviewer), found, Action.ACCEPT)
        if number == 3:
            decide(Actor(second_reviewer), found, Action.CHANGE, "missing", "没有写明")
        else:
            decide(Actor(second_reviewer), found, Action.ACCEPT)
    told = client_of(administrator).get(f"/api/rounds/{round_.pk}/agreement").json()
    assert (told["overall"]["compared"], told["overall"]["agreed"], told["overall"]["observed"]) == (4, 3, 0.75)
    assert [(pair["first"], pair["second"]) for pair in told["pairs"]] == [("评审甲", "评审乙")]
    assert told["pairs"][0]["kappa"] == told["overall"]["kappa"] == pytest.approx(0.6)
    for user in (reviewer, second_reviewer):
        assert client_of(user).get(f"/api/rounds/{round_.pk}/agreement").status_code == 403


# --- What the API itself refuses ---------------------------------------------------------------------


def test_a_change_without_the_session_s_csrf_token_is_refused_in_words(assigned, reviewer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(reviewer, backend="django.contrib.auth.backends.ModelBackend")
    answer = post(client, "decisions/together", filter={}, expected=COUNT)
    assert (answer.status_code, answer.json()) == (403, {"message": "这个页面已过期。"})


def test_a_body_that_is_no_json_is_refused_in_words(page):
    answer = page.post("/api/decisions/together", "{", content_type="application/json")
    assert (answer.status_code, answer.json()) == (400, {"message": "请求的格式不对。"})
