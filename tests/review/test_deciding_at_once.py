"""Requests that come at the same moment, on a database that really commits."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from threading import Barrier, Event
from time import sleep

import pytest
from django.db import connection, transaction

from compliance.errors import ComplianceError
from compliance.review.administering.assigning import take_away
from compliance.review.auditing import audit
from compliance.review.auditing.audit import Actor
from compliance.review.models import Action, Assignment, Check, CheckState, Decision, Draft, Standing, StoredFinding
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
