"""Requests that come at the same moment, on a database that really commits."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from importlib import import_module
from threading import Barrier, Event
from time import sleep

import pytest
from django.db import connection, transaction

from compliance.errors import ComplianceError
from compliance.review.administering import assigning, people, rounds
from compliance.review.administering.assigning import take_away
from compliance.review.auditing import audit
from compliance.review.auditing.audit import Actor
from compliance.review.models import (
    Action,
    Assignment,
    Check,
    CheckState,
    Decision,
    District,
    Draft,
    Duty,
    Role,
    Round,
    Standing,
    StoredFinding,
    User,
)
from compliance.review.reviewing.deciding import decide, locked, withdraw
from compliance.review.reviewing.deciding_together import decide_together
from compliance.review.reviewing.finding_list import Filter
from compliance.review.submitting import checking
from tests.review.conftest import assign
from tests.review.drafts import newest

pytestmark = pytest.mark.usefixtures("really_committed")
_append_only = import_module("compliance.review.migrations.0002_append_only")


@pytest.fixture
def guarded_afterwards(django_db_setup, django_db_blocker):
    """The guard on what is only ever added to, put back once the tables are empty."""
    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        _append_only.guard(None, editor)


@pytest.fixture
def really_committed(guarded_afterwards, transactional_db):
    """Lifts that guard at the end, so that the tables can be emptied."""
    yield
    with connection.schema_editor() as editor:
        _append_only.release(None, editor)


def at_once(*steps):
    """Do all steps at the same moment, each on a connection of its own; what each gave or raised."""
    together = Barrier(len(steps))

    def run(step):
        together.wait(timeout=20)
        try:
            return step()
        except ComplianceError as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(run, steps))


def deciding(user, finding, status):
    return lambda: decide(Actor(user), finding, Action.CHANGE, status, "理由")


def test_two_decisions_of_one_reviewer_at_once_end_with_one_that_stands(assigned, reviewer):
    finding = newest(assigned)
    made = at_once(*(deciding(reviewer, finding, status) for status in ("missing", "partial", "planned", "missing")))
    assert Decision.objects.count() == len(made) == 4
    standing = Standing.objects.get()
    assert standing.decision == max(made, key=lambda each: each.pk)
    assert audit.verify_all().fault == ""


def test_decisions_of_two_reviewers_at_once_both_stand(assigned, reviewer, second_reviewer):
    assign(assigned, second_reviewer)
    finding = newest(assigned)
    at_once(deciding(reviewer, finding, "missing"), deciding(second_reviewer, finding, "partial"))
    assert Standing.objects.count() == Decision.objects.count() == 2


def test_one_decision_is_undone_once(assigned, reviewer):
    made = decide(Actor(reviewer), newest(assigned), Action.ACCEPT)
    answers = at_once(*[lambda: withdraw(Actor(reviewer), made)] * 3)
    assert sum(isinstance(answer, ComplianceError) for answer in answers) == 2
    assert Decision.objects.filter(action=Action.WITHDRAW).count() == 1


def test_accepting_together_twice_at_once_accepts_each_once(assigned, reviewer):
    total = StoredFinding.objects.count()
    answers = at_once(*[lambda: decide_together(Actor(reviewer), Filter(), total)] * 2)
    assert sorted(answer.accepted for answer in answers) == [0, total]
    assert Decision.objects.count() == Standing.objects.count() == total


def test_a_decision_while_a_new_draft_is_stored_stands_on_the_new_draft_or_is_refused(
    assigned, reviewer, sample_report
):
    finding = newest(assigned)
    draft = Draft.objects.create(submission=assigned, number=2, uploaded_by=reviewer)
    check = Check.objects.create(draft=draft, asked_by=reviewer, state=CheckState.RUNNING)
    made, stored = at_once(
        lambda: decide(Actor(reviewer), finding, Action.ACCEPT), lambda: checking.store(check, sample_report)
    )
    assert stored is True
    if isinstance(made, ComplianceError):
        assert not Standing.objects.exists()
    else:
        assert Standing.objects.get().finding == newest(assigned)


def test_no_assignment_is_taken_away_from_under_a_decision(assigned, reviewer):
    begun = Event()

    def decides():
        with transaction.atomic():
            locked(assigned.pk)
            begun.set()
            sleep(0.5)  # for the other to come in between
            return decide(Actor(reviewer), newest(assigned), Action.ACCEPT)

    def takes_away():
        begun.wait(timeout=20)
        return take_away(Actor(assigned.round.created_by), Assignment.objects.get(reviewer=reviewer))

    decided, refused = at_once(decides, takes_away)
    assert isinstance(decided, Decision)
    assert "已有决定" in str(refused)
    assert Assignment.objects.filter(reviewer=reviewer).exists()


def one_after_the_other(first, second):
    """The second begins when the first has done its part and not yet committed; what each gave or raised."""
    done = Event()

    def begins():
        with transaction.atomic():
            given = first()
            done.set()
            sleep(0.5)  # for the other to come in between
            return given

    def follows():
        done.wait(timeout=20)
        return second()

    return at_once(begins, follows)


def test_who_closes_a_round_waits_for_a_decision_that_is_being_made(assigned, reviewer, administrator):
    finding, round_ = newest(assigned), assigned.round
    made, closed = one_after_the_other(
        lambda: decide(Actor(reviewer), finding, Action.ACCEPT),
        lambda: rounds.close_round(Actor(administrator), round_),
    )
    round_.refresh_from_db()
    assert closed is None and made.made_at < round_.closed_at


def test_who_decides_while_the_round_is_being_closed_is_refused(assigned, reviewer, administrator):
    finding, round_ = newest(assigned), assigned.round
    _closed, refused = one_after_the_other(
        lambda: rounds.close_round(Actor(administrator), round_),
        lambda: decide(Actor(reviewer), finding, Action.ACCEPT),
    )
    assert "本轮次已经结束" in str(refused)
    assert not Decision.objects.exists()


def test_who_asks_for_a_check_while_the_round_is_being_closed_is_refused(check, administrator, district_user):
    _closed, refused = one_after_the_other(
        lambda: rounds.close_round(Actor(administrator), check.draft.submission.round),
        lambda: checking.ask(Actor(district_user), check.draft),
    )
    assert "已经结束，不能再检查" in str(refused)
    assert Check.objects.get() == check


def test_of_two_rounds_of_one_title_opened_at_once_one_is_refused_in_the_form_s_words(administrator, qinghe):
    wanted = rounds.RoundWanted(
        "新一轮", 2099, "national-preschool-2020", "plain", date(2099, 6, 30), frozenset({qinghe.pk})
    )
    _opened, refused = one_after_the_other(*[lambda: rounds.open_round(Actor(administrator), wanted)] * 2)
    assert "已有名为“新一轮”的轮次，请换一个名称" in str(refused)
    assert Round.objects.filter(title="新一轮").count() == 1
    assert audit.verify_all().fault == ""


def test_of_two_users_of_one_name_added_at_once_one_is_refused_in_the_form_s_words(administrator):
    wanted = people.PersonWanted("xin", "新人", Role.REVIEWER)
    _added, refused = one_after_the_other(*[lambda: people.add_user(Actor(administrator), wanted)] * 2)
    assert "用户名“xin”已有人使用，请换一个" in str(refused)
    assert User.objects.filter(username="xin").count() == 1


def test_of_two_who_add_a_district_at_once_one_is_told_that_it_is_there(administrator):
    _added, refused = one_after_the_other(*[lambda: people.add_districts(Actor(administrator), ["白石区"])] * 2)
    assert "这些区县都已经有了" in str(refused)
    assert District.objects.count() == 1


def test_who_assigns_several_and_who_decides_on_one_of_them_do_not_wait_for_each_other(
    assigned, other_submission, reviewer, second_reviewer, administrator
):
    begun, both = Event(), sorted((assigned, other_submission), key=lambda each: each.pk != other_submission.pk)

    def decides():
        with transaction.atomic():
            locked(assigned.pk)
            begun.set()
            sleep(0.5)  # for the other to have the first, and to want this one
            return decide(Actor(reviewer), newest(assigned), Action.ACCEPT)

    def assigns():
        begun.wait(timeout=20)
        return assigning.assign_all(Actor(administrator), both, second_reviewer, Duty.REVIEW)

    decided, added = at_once(decides, assigns)
    assert isinstance(decided, Decision) and added == 2
    assert audit.verify_all().fault == ""
