"""Deciding on findings: what is written, what is refused, and that nothing is ever changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied

from compliance.errors import ComplianceError
from compliance.review.auditing.audit import Actor
from compliance.review.models import Action, Anchor, AuditEntry, Decision, Duty, Standing
from compliance.review.reviewing.anchoring import Passage
from compliance.review.reviewing.deciding import decide, withdraw
from compliance.review.reviewing.passages import of_the_program
from tests.review.conftest import assign, checked
from tests.review.drafts import newest


@pytest.fixture
def finding(assigned):
    """The first item's finding: the program proposes that it is met."""
    found = newest(assigned)
    assert found.status == "met"
    return found


@pytest.fixture
def first(reviewer):
    return Actor(reviewer, "127.0.0.1")


@pytest.fixture
def second(assigned, second_reviewer):
    assign(assigned, second_reviewer)
    return Actor(second_reviewer)


@pytest.fixture
def third(assigned, settler):
    """Who settles."""
    assign(assigned, settler, Duty.SETTLE)
    return Actor(settler)


def standing(finding):
    return {each.reviewer.username: each.decision.status for each in Standing.objects.filter(finding=finding)}


def close(round_):
    round_.closed_at = datetime(2026, 12, 1, tzinfo=UTC)
    round_.save()


# --- Accepting and changing ------------------------------------------------------------------------


def test_accepting_takes_over_the_proposal_with_its_passages_each_once(first, finding):
    made = decide(first, finding, Action.ACCEPT)
    quotes = [evidence["quote"] for evidence in finding.detail["evidence"]]
    assert made.status == "met"
    assert [passage["quote"] for passage in made.passages] == list(dict.fromkeys(quotes))
    assert standing(finding) == {"pingshen": "met"}


def test_every_passage_taken_over_is_the_slice_that_it_names(first, finding):
    blocks = finding.check_run.documents.get().content["blocks"]
    for passage in decide(first, finding, Action.ACCEPT).passages:
        assert blocks[passage["block"]]["text"][passage["start"] : passage["end"]] == passage["quote"]


def test_overruling_the_program_needs_a_reason(first, finding):
    with pytest.raises(ComplianceError, match="理由"):
        decide(first, finding, Action.CHANGE, "missing", "  ")
    assert decide(first, finding, Action.CHANGE, "missing", "只是口号").reason == "只是口号"


@pytest.mark.parametrize("status", ["", "met", "excellent"])
def test_a_change_is_to_another_status(first, finding, status):
    with pytest.raises(ComplianceError):
        decide(first, finding, Action.CHANGE, status, "理由")


def test_accepting_with_another_status_is_refused(first, finding):
    with pytest.raises(ComplianceError, match="改判"):
        decide(first, finding, Action.ACCEPT, "missing")


def test_missing_rests_on_no_passage(first, finding):
    assert decide(first, finding, Action.CHANGE, "missing", "没有写明").passages == []
    assert decide(first, finding, Action.CHANGE, "partial", "只有小学").passages != []


def test_deciding_anew_adds_a_record_and_the_later_one_stands(first, finding):
    before = decide(first, finding, Action.ACCEPT)
    decide(first, finding, Action.CHANGE, "partial", "初中没有写")
    assert standing(finding) == {"pingshen": "partial"}
    before.refresh_from_db()
    assert (before.action, before.status) == ("accept", "met")
    assert Decision.objects.count() == 2


def test_the_log_says_who_decided_what_against_which_proposal(first, finding):
    made = decide(first, finding, Action.CHANGE, "missing", "没有写明")
    entry = AuditEntry.objects.last()
    assert (entry.actor, entry.address, entry.action, entry.district) == ("pingshen", "127.0.0.1", "decide", "青禾县")
    assert entry.detail == {
        "item": finding.item,
        "finding": finding.pk,
        "decision": made.pk,
        "program": "met",
        "said": "missing",
    }


# --- Passages of one's own -------------------------------------------------------------------------


@pytest.fixture
def marked(finding):
    """A passage that a reviewer marked: a piece of the third block."""
    document = finding.check_run.documents.get()
    text = document.content["blocks"][2]["text"]
    return Passage(document.pk, document.sha256, 2, 3, 20, text[3:20])


def test_marked_passages_take_the_place_of_the_programs(first, finding, marked):
    made = decide(first, finding, Action.ACCEPT, passages=[marked, marked])
    assert made.passages == [marked.plain()]


@pytest.mark.parametrize(
    "wrong",
    [
        {"quote": "别的文字"},
        {"start": 4},
        {"end": 10**6},
        {"block": 10**6},
        {"block": -1},
        {"start": -5},
        {"document": 10**6},
        {"sha256": "0" * 64},
        {"start": 3, "end": 3, "quote": ""},
    ],
)
def test_a_quote_that_is_not_exactly_what_stands_there_is_refused(first, finding, marked, wrong):
    with pytest.raises(ComplianceError, match="所标依据"):
        decide(first, finding, Action.ACCEPT, passages=[replace(marked, **wrong)])
    assert not Decision.objects.exists()


def test_a_passage_of_another_check_is_refused(first, finding, marked, other_submission, sample_report):
    theirs = checked(other_submission, sample_report).documents.get()
    with pytest.raises(ComplianceError, match="不在这次检查"):
        decide(first, finding, Action.ACCEPT, passages=[replace(marked, document=theirs.pk)])


# --- Who, when, and on what ------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["administrator", "district_user", "other_district_user", "second_reviewer"])
def test_only_an_assigned_reviewer_decides(request, finding, who):
    with pytest.raises(PermissionDenied):
        decide(Actor(request.getfixturevalue(who)), finding, Action.ACCEPT)
    assert not Decision.objects.exists()


def test_nothing_is_decided_or_undone_in_a_closed_round(first, finding, round_):
    made = decide(first, finding, Action.ACCEPT)
    close(round_)
    with pytest.raises(ComplianceError, match="已经结束"):
        decide(first, finding, Action.CHANGE, "missing", "没有写明")
    with pytest.raises(ComplianceError, match="已经结束"):
        withdraw(first, made)
    assert standing(finding) == {"pingshen": "met"}


def test_nothing_is_decided_on_a_draft_that_was_replaced(first, finding, assigned, sample_report):
    checked(assigned, sample_report)
    with pytest.raises(ComplianceError, match="新稿"):
        decide(first, finding, Action.ACCEPT)


# --- Undoing ---------------------------------------------------------------------------------------


def test_undoing_adds_a_record_and_then_nothing_stands_not_even_what_stood_before(first, finding):
    decide(first, finding, Action.ACCEPT)
    later = decide(first, finding, Action.CHANGE, "partial", "初中没有写")
    undone = withdraw(first, later)
    assert (undone.action, undone.withdraws) == (Action.WITHDRAW, later)
    assert standing(finding) == {}
    assert Decision.objects.count() == 3
    assert AuditEntry.objects.last().action == "withdraw"


def test_what_no_longer_stands_cannot_be_undone(first, finding):
    before = decide(first, finding, Action.ACCEPT)
    later = decide(first, finding, Action.CHANGE, "partial", "初中没有写")
    with pytest.raises(ComplianceError, match="不再有效"):
        withdraw(first, before)
    undone = withdraw(first, later)
    for gone in (later, undone):
        with pytest.raises(ComplianceError, match="不再有效"):
            withdraw(first, gone)


def test_another_reviewers_decision_cannot_be_undone(first, second, finding):
    made = decide(first, finding, Action.ACCEPT)
    with pytest.raises(PermissionDenied):
        withdraw(second, made)


def test_a_decision_on_an_older_draft_can_be_undone_on_the_new_one(first, finding, assigned, sample_report):
    made = decide(first, finding, Action.ACCEPT)
    checked(assigned, sample_report)
    assert withdraw(first, made).finding == newest(assigned)
    assert not Standing.objects.exists()


# --- Two reviewers and a third ---------------------------------------------------------------------


def test_two_reviewers_decisions_stand_side_by_side(first, second, finding):
    decide(first, finding, Action.ACCEPT)
    decide(second, finding, Action.CHANGE, "missing", "没有写明")
    assert standing(finding) == {"pingshen": "met", "pingshen2": "missing"}


def test_a_third_settles_only_where_two_differ(first, second, third, finding):
    for decided in ([], [(first, Action.ACCEPT, "")], [(second, Action.ACCEPT, "")]):
        for who, action, status in decided:
            decide(who, finding, action, status)
        with pytest.raises(ComplianceError, match="裁定"):
            decide(third, finding, Action.ACCEPT)
    decide(second, finding, Action.CHANGE, "missing", "没有写明")
    settled = decide(third, finding, Action.CHANGE, "partial", "两人各对一半")
    assert settled.settles
    assert AuditEntry.objects.last().action == "settle"


def test_a_settlement_can_be_changed_and_undone_while_the_two_still_differ(first, second, third, finding):
    decide(first, finding, Action.ACCEPT)
    decide(second, finding, Action.CHANGE, "missing", "没有写明")
    decide(third, finding, Action.ACCEPT)
    again = decide(third, finding, Action.CHANGE, "partial", "两人各对一半")
    assert standing(finding)["caiding"] == "partial"
    withdraw(third, again)
    assert "caiding" not in standing(finding)


def test_passages_of_the_program_leave_out_what_is_only_closest(check):
    found = newest(check.draft.submission, 1)
    near = {evidence["quote"] for evidence in found.detail["evidence"] if evidence["polarity"] == "near"}
    real = {evidence["quote"] for evidence in found.detail["evidence"] if evidence["polarity"] != "near"}
    assert near - real
    assert {passage.quote for passage in of_the_program(found)} == real


def test_a_fresh_decision_stands_at_its_place(first, finding):
    decide(first, finding, Action.ACCEPT)
    assert Standing.objects.get().anchor == Anchor.SAME_PLACE
