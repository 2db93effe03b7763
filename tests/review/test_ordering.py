"""The list follows what was decided: after some decisions the needs of the open findings are written anew."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from compliance.review.auditing.audit import Actor
from compliance.review.learning import ordering
from compliance.review.models import Action, Round, StoredFinding, Submission
from compliance.review.reviewing.deciding import decide
from compliance.review.reviewing.deciding_together import decide_together
from compliance.review.reviewing.finding_list import Filter, listing
from compliance.terms import Status
from tests.review.conftest import assign, checked


@pytest.fixture
def both(assigned, other_submission, reviewer, sample_report):
    """The same report for two districts, so that both have equal needs."""
    checked(other_submission, sample_report)
    assign(other_submission, reviewer)
    return assigned, other_submission


def newest(submission):
    return StoredFinding.objects.filter(submission=submission, newest=True)


def call_gap(reviewer, finding):
    if Status(finding.status).is_gap:
        return decide(Actor(reviewer), finding, Action.ACCEPT)
    return decide(Actor(reviewer), finding, Action.CHANGE, "missing", "原文没有")


def test_a_new_finding_needs_what_the_program_says(check):
    assert all(finding.need == finding.proposed_need for finding in newest(check.draft.submission))


def test_the_item_that_one_district_failed_comes_first_for_the_next(both, reviewer, round_):
    first, second = both
    failed = newest(first).filter(status="met").order_by("proposed_need")[:3]
    for finding in failed:
        call_gap(reviewer, finding)
    before = {finding.item: finding.need for finding in newest(second)}
    assert ordering.reorder(round_) > 0
    after = {finding.item: finding.need for finding in newest(second)}
    likelier = {finding.item for finding in failed}
    assert all(after[item] > before[item] + 0.02 for item in likelier)
    listed = [row["item"] for row in listing(reviewer, Filter(submission=second.pk)).rows]
    assert listed == [f.item for f in sorted(newest(second), key=lambda f: (-f.need, f.pk))]


def test_what_is_decided_keeps_its_need(both, reviewer, round_):
    finding = newest(both[0]).first()
    call_gap(reviewer, finding)
    ordering.reorder(round_)
    assert newest(both[0]).get(pk=finding.pk).need == finding.need


def test_reordering_twice_changes_nothing_more(both, reviewer, round_):
    call_gap(reviewer, newest(both[0]).first())
    ordering.reorder(round_)
    assert ordering.reorder(round_) == 0


def test_without_decisions_nothing_changes(both, round_):
    assert ordering.reorder(round_) == 0


def test_another_round_is_left_alone(assigned, reviewer, round_, administrator, sample_report):
    other = Round.objects.create(
        title="另一轮", year=2025, scheme=round_.scheme, deadline=round_.deadline, created_by=administrator
    )
    elsewhere = Submission.objects.create(round=other, district=assigned.district)
    checked(elsewhere, sample_report)
    for finding in newest(assigned)[:5]:
        call_gap(reviewer, finding)
    ordering.reorder(round_)
    assert all(finding.need == finding.proposed_need for finding in newest(elsewhere))


def test_reordering_takes_a_few_queries(both, reviewer, round_):
    for finding in newest(both[0])[:5]:
        call_gap(reviewer, finding)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        ordering.reorder(round_)
    selects = [query["sql"] for query in queries if query["sql"].startswith("SELECT")]
    assert len(selects) <= 3


def test_after_twenty_decisions_the_order_is_worked_out(
    both, reviewer, monkeypatch, django_capture_on_commit_callbacks
):
    started: list[int] = []
    monkeypatch.setattr(ordering, "_start", started.append)
    ordering._since.clear()
    with django_capture_on_commit_callbacks(execute=True):
        for finding in newest(both[0])[: ordering.EVERY - 1]:
            call_gap(reviewer, finding)
    assert started == []
    with django_capture_on_commit_callbacks(execute=True):
        call_gap(reviewer, newest(both[1]).first())
    assert started == [both[0].round_id]


def test_a_bulk_decision_counts_with_all_that_it_decides(
    both, reviewer, monkeypatch, django_capture_on_commit_callbacks
):
    started: list[int] = []
    monkeypatch.setattr(ordering, "_start", started.append)
    ordering._since.clear()
    with django_capture_on_commit_callbacks(execute=True):
        decide_together(Actor(reviewer), Filter(submission=both[0].pk), newest(both[0]).count())
    assert started == [both[0].round_id]
