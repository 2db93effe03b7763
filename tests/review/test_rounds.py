"""Rounds and assignments: what an administrator may change, and when it is too late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from compliance.errors import ComplianceError
from compliance.review.administering import assigning, rounds
from compliance.review.administering.spreading import spread
from compliance.review.auditing.audit import Actor
from compliance.review.models import (
    Action,
    Assignment,
    AuditEntry,
    Check,
    CheckState,
    Decision,
    District,
    Draft,
    Duty,
    Problem,
    Round,
    StoredFinding,
)
from compliance.review.reviewing.deciding import decide, withdraw
from compliance.review.submitting import checking
from tests.review.conftest import assign, client_of
from tests.review.drafts import newest


@pytest.fixture
def actor(administrator):
    return Actor(administrator)


@pytest.fixture
def wanted(qinghe, yunling):
    return rounds.RoundWanted(
        title="2027 年学前教育普及普惠督导评估",
        year=2027,
        scheme="national-preschool-2020",
        procedure="plain",
        deadline=timezone.localdate() + timedelta(days=30),
        districts=frozenset({qinghe.pk, yunling.pk}),
    )


def as_it_is(round_: Round, **changes) -> rounds.RoundWanted:
    return replace(
        rounds.RoundWanted(
            round_.title,
            round_.year,
            round_.scheme,
            round_.procedure,
            round_.deadline,
            frozenset(round_.submissions.values_list("district_id", flat=True)),
        ),
        **changes,
    )


# --- Opening and changing --------------------------------------------------------------------------


def test_a_round_opens_with_a_submission_for_each_district_and_an_entry_in_the_log(actor, wanted):
    opened = rounds.open_round(actor, wanted)
    assert {s.district.name for s in opened.submissions.all()} == {"青禾县", "云岭县"}
    entry = AuditEntry.objects.last()
    assert (entry.action, entry.target, entry.actor) == ("open_round", f"round:{opened.pk}", "guanli")
    assert entry.detail["scheme"] == "national-preschool-2020"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"title": "  "}, "请填写轮次的名称"),
        ({"year": 1999}, "年度应在 2000 到 2100 之间，填的是 1999"),
        ({"scheme": "no-such"}, "没有编号为“no-such”的评估方案"),
        ({"procedure": "no-such"}, "没有编号为“no-such”的清单办法"),
        ({"districts": frozenset()}, "请至少选一个区县"),
        ({"districts": frozenset({987654})}, "已经不存在"),
        ({"deadline": date(2020, 1, 31)}, "截止日期 2020-01-31 已经过去"),
    ],
)
def test_what_no_round_may_be_is_refused_with_what_to_do(actor, wanted, change, message):
    with pytest.raises(ComplianceError, match=message):
        rounds.open_round(actor, replace(wanted, **change))
    assert not Round.objects.exists()
    assert not AuditEntry.objects.exists()


def test_two_rounds_do_not_share_a_title(actor, wanted):
    rounds.open_round(actor, wanted)
    with pytest.raises(ComplianceError, match="已有名为"):
        rounds.open_round(actor, replace(wanted, title=wanted.title + " "))


def test_the_scheme_changes_while_no_draft_has_come(actor, round_):
    rounds.change_round(actor, round_, as_it_is(round_, scheme="beijing-2018"))
    round_.refresh_from_db()
    assert round_.scheme == "beijing-2018"
    assert AuditEntry.objects.last().detail["changed"] == {"scheme": "beijing-2018"}


def test_the_scheme_stays_once_a_draft_has_come_but_deadline_and_title_change(actor, round_, check):
    with pytest.raises(ComplianceError, match="不能再换评估方案"):
        rounds.change_round(actor, round_, as_it_is(round_, scheme="beijing-2018"))
    rounds.change_round(actor, round_, as_it_is(round_, title="改名", deadline=date(2027, 9, 1)))
    round_.refresh_from_db()
    assert (round_.title, round_.deadline) == ("改名", date(2027, 9, 1))


def test_a_district_joins_at_any_time_and_leaves_while_it_has_handed_in_nothing(actor, round_, check, qinghe, yunling):
    new = District.objects.create(name="白石区")
    rounds.change_round(actor, round_, as_it_is(round_, districts=frozenset({qinghe.pk, new.pk})))
    assert set(round_.submissions.values_list("district__name", flat=True)) == {"青禾县", "白石区"}
    with pytest.raises(ComplianceError, match="青禾县已经报送材料，不能移出"):
        rounds.change_round(actor, round_, as_it_is(round_, districts=frozenset({new.pk})))


def test_the_list_method_stays_once_the_ledger_has_a_problem(actor, round_, assigned, reviewer):
    finding = StoredFinding.objects.filter(submission=assigned).first()
    decision = Decision.objects.create(
        submission=assigned, item=finding.item, finding=finding, reviewer=reviewer, action="accept", status="missing"
    )
    Problem.objects.create(submission=assigned, item=finding.item, decision=decision, title="问题", state="open")
    with pytest.raises(ComplianceError, match="不能再换清单办法"):
        rounds.change_round(actor, round_, as_it_is(round_, procedure="three-links-nine-steps"))


def test_a_closed_round_is_changed_only_after_it_is_opened_again(actor, round_):
    rounds.close_round(actor, round_)
    with pytest.raises(ComplianceError, match="已经关闭"):
        rounds.change_round(actor, round_, as_it_is(round_, title="改名"))
    with pytest.raises(ComplianceError, match="已经关闭"):
        rounds.close_round(actor, round_)
    rounds.reopen_round(actor, round_)
    with pytest.raises(ComplianceError, match="本来就开着"):
        rounds.reopen_round(actor, round_)
    rounds.change_round(actor, round_, as_it_is(round_, title="改名"))
    assert list(AuditEntry.objects.values_list("action", flat=True)) == ["close_round", "reopen_round", "change_round"]


# --- Assigning -------------------------------------------------------------------------------------


def test_a_submission_has_several_reviewers_and_one_who_settles(actor, submission, reviewer, second_reviewer, settler):
    assigning.assign(actor, submission, reviewer, Duty.REVIEW)
    assigning.assign(actor, submission, second_reviewer, Duty.REVIEW)
    assigning.assign(actor, submission, settler, Duty.SETTLE)
    assert submission.assignments.count() == 3
    with pytest.raises(ComplianceError, match="评审过的人不能再裁定"):
        assigning.assign(actor, submission, reviewer, Duty.SETTLE)


def test_only_reviewers_in_use_are_assigned(actor, submission, reviewer, district_user):
    reviewer.is_active = False
    reviewer.save()
    for person in (reviewer, district_user, actor.user):
        with pytest.raises(ComplianceError, match="不是在用的评审员"):
            assigning.assign(actor, submission, person, Duty.REVIEW)


def test_an_assignment_is_taken_away_while_nothing_was_decided(actor, assigned, reviewer):
    finding = StoredFinding.objects.filter(submission=assigned).first()
    assignment = Assignment.objects.get()
    Decision.objects.create(
        submission=assigned, item=finding.item, finding=finding, reviewer=reviewer, action="accept", status="met"
    )
    with pytest.raises(ComplianceError, match="已有决定，不能收回"):
        assigning.take_away(actor, assignment)
    assert Assignment.objects.exists()


def test_taking_away_ends_the_assignment_and_is_logged(actor, assigned):
    assigning.take_away(actor, Assignment.objects.get())
    assert not Assignment.objects.exists()
    assert AuditEntry.objects.last().detail == {"reviewer": "pingshen", "duty": "review"}


def test_nobody_is_assigned_in_a_closed_round(actor, round_, submission, reviewer):
    assign(submission, reviewer)
    rounds.close_round(actor, round_)
    submission.refresh_from_db()
    with pytest.raises(ComplianceError, match="不能再改分配"):
        assigning.take_away(actor, Assignment.objects.get())
    with pytest.raises(ComplianceError, match="不能再改分配"):
        assigning.assign_evenly(actor, round_, [reviewer])


def test_assigning_evenly_keeps_what_is_there_and_adds_only_what_is_missing(
    actor, round_, submission, other_submission, reviewer, second_reviewer
):
    assign(submission, reviewer)
    assert assigning.assign_evenly(actor, round_, [reviewer, second_reviewer]) == 1
    assert other_submission.assignments.get().reviewer == second_reviewer
    assert assigning.assign_evenly(actor, round_, [reviewer, second_reviewer]) == 0
    assert assigning.assign_evenly(actor, round_, [reviewer, second_reviewer], each=2) == 2
    with pytest.raises(ComplianceError, match="每份材料要 2 人评审，只选了 1 人"):
        assigning.assign_evenly(actor, round_, [reviewer], each=2)


# --- Spreading (pure) ------------------------------------------------------------------------------


def test_the_same_people_and_submissions_are_always_spread_the_same_way():
    assert spread([1, 2, 3, 4, 5], [7, 8], {}, {}) == [(1, 7), (2, 8), (3, 7), (4, 8), (5, 7)]


def test_who_has_more_already_gets_less():
    taken, reviewing = {1: {7}, 2: {7}}, {1: 1, 2: 1}
    assert spread([1, 2, 3, 4, 5], [7, 8], taken, reviewing) == [(3, 8), (4, 8), (5, 7)]


def test_who_settles_a_submission_does_not_review_it_too():
    assert spread([1], [7, 8], {1: {7}}, {1: 0}) == [(1, 8)]
    assert spread([1], [7], {1: {7}}, {1: 0}) == []


def test_a_round_whose_scheme_and_method_are_no_longer_installed_is_changed_all_the_same(administrator, round_):
    Round.objects.update(scheme="gone-2020", procedure="gone")
    page = client_of(administrator).get(f"/rounds/{round_.pk}/change/")
    filled = {**page.context["form"].initial, "deadline": "2027-07-31"}
    assert client_of(administrator).post(f"/rounds/{round_.pk}/change/", filled).status_code == 302
    round_.refresh_from_db()
    assert (round_.deadline, round_.scheme, round_.procedure) == (date(2027, 7, 31), "gone-2020", "gone")


def test_closing_ends_the_checks_under_way_so_that_no_finding_changes_any_more(
    actor, round_, assigned, other_submission, reviewer, district_user, sample_report
):
    decide(actor_of := Actor(reviewer), finding := newest(assigned), Action.ACCEPT)
    running, waiting = (
        Check.objects.create(
            draft=Draft.objects.create(submission=submission, number=2, uploaded_by=district_user),
            asked_by=district_user,
            state=state,
        )
        for submission, state in ((assigned, CheckState.RUNNING), (other_submission, CheckState.WAITING))
    )
    rounds.close_round(actor, round_)
    assert not checking.store(running, sample_report)
    for check in (running, waiting):
        check.refresh_from_db()
        assert check.state == CheckState.CANCELLED
    assert newest(assigned) == finding
    assert AuditEntry.objects.filter(action="cancel_check").count() == 2
    rounds.reopen_round(actor, round_)
    withdraw(actor_of, Decision.objects.get())  # what was decided goes on where it was


def test_a_check_that_is_done_stays_so_when_its_round_is_closed(actor, round_, check):
    rounds.close_round(actor, round_)
    check.refresh_from_db()
    assert check.state == CheckState.DONE
