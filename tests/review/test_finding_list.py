"""The list of findings: what the filters show, what the counts say, in what order, and with how few queries."""

from __future__ import annotations

import pytest

from compliance.review.auditing.audit import Actor
from compliance.review.learning.ordering import reorder
from compliance.review.models import Action, Duty, RemarkKind, StoredFinding
from compliance.review.reviewing.deciding import decide
from compliance.review.reviewing.finding_list import Filter, Order, listing, row
from compliance.review.reviewing.remarks import remark
from compliance.terms import Status
from tests.review.conftest import assign, checked
from tests.review.drafts import newest, redrafted

COUNT = 37


@pytest.fixture
def both(assigned, other_submission, reviewer, sample_report):
    """Both districts' submissions checked and given to the reviewer."""
    checked(other_submission, sample_report)
    assign(other_submission, reviewer)
    return assigned, other_submission


def items(found):
    return [(each["district"], each["item"]) for each in found.rows]


def shown(user, order=Order.NEED, limit=1000, **wanted):
    return listing(user, Filter(**wanted), order, limit)


# --- Who sees what ---------------------------------------------------------------------------------


def test_each_sees_their_own(both, administrator, reviewer, second_reviewer, district_user, other_district_user):
    assert shown(administrator).total == shown(reviewer).total == 2 * COUNT
    assert shown(second_reviewer).total == 0
    for user, name in ((district_user, "青禾县"), (other_district_user, "云岭县")):
        assert {district for district, _ in items(shown(user))} == {name}


def test_a_district_sees_no_decision(both, reviewer, district_user):
    decide(Actor(reviewer), newest(both[0]), Action.ACCEPT)
    found = shown(district_user)
    assert found.counts["state"] == {"open": COUNT}
    assert all(each["mine"] is None and each["outcome"] is None for each in found.rows)


def test_the_second_reviewer_decides_without_knowing_the_first_ones_decision(assigned, reviewer, second_reviewer):
    assign(assigned, second_reviewer)
    finding = newest(assigned)
    decide(Actor(reviewer), finding, Action.CHANGE, "missing", "没有写明")
    remark(Actor(reviewer), finding, RemarkKind.COMMENT, "没有写明")
    blind = row(second_reviewer, finding.pk)
    assert (blind["state"], blind["outcome"], blind["comments"]) == ("open", None, 0)
    decide(Actor(second_reviewer), finding, Action.ACCEPT)
    seeing = row(second_reviewer, finding.pk)
    assert (seeing["state"], seeing["outcome"]["kind"], seeing["comments"]) == ("disputed", "disputed", 1)


def test_only_findings_of_the_newest_draft_are_listed(assigned, reviewer, sample_report):
    checked(assigned, sample_report)
    assert shown(reviewer).total == COUNT
    assert StoredFinding.objects.count() == 2 * COUNT


# --- Filters and counts ----------------------------------------------------------------------------


def test_every_filter_narrows(both, reviewer, round_, qinghe):
    one = both[0]
    assert shown(reviewer, submission=one.pk).total == COUNT
    assert shown(reviewer, district=qinghe.pk).total == COUNT
    assert shown(reviewer, round=round_.pk).total == 2 * COUNT
    assert shown(reviewer, round=round_.pk + 1).total == 0
    assert shown(reviewer, item="nqb-03").total == 2
    assert {each["status"] for each in shown(reviewer, status=frozenset(["met", "planned"])).rows} == {"met", "planned"}
    assert all(each["confidence"] < 0.5 for each in shown(reviewer, below=0.5).rows)
    assert 0 < shown(reviewer, below=0.5).total < COUNT


def test_text_is_looked_for_in_item_title_and_requirement(assigned, reviewer):
    assert {each["item"] for each in shown(reviewer, text="NQB-07").rows} == {"nqb-07"}
    assert "nqb-01" in {each["item"] for each in shown(reviewer, text="高于规定学历").rows}
    assert "nqb-01" in {each["item"] for each in shown(reviewer, text="小学不少于4.2人").rows}
    assert shown(reviewer, text="100%_没有这样的字").total == 0


def test_a_count_leaves_its_own_filter_out(assigned, reviewer):
    decide(Actor(reviewer), newest(assigned), Action.ACCEPT)
    everything = shown(reviewer)
    assert everything.counts["state"] == {"open": COUNT - 1, "decided": 1}
    decided = shown(reviewer, state=frozenset(["decided"]))
    assert decided.total == 1
    assert decided.counts["state"] == everything.counts["state"]
    assert decided.counts["status"] == {"met": 1}


def test_a_page_of_the_list_counts_all_of_it(assigned, reviewer):
    page = listing(reviewer, Filter(), Order.ITEM, limit=5, offset=35)
    assert (page.total, [each["number"] for each in page.rows]) == (COUNT, [35, 36])


# --- Order -----------------------------------------------------------------------------------------


def test_the_likeliest_gap_stands_first(assigned, reviewer):
    needs = [each["need"] for each in shown(reviewer).rows]
    assert needs == sorted(needs, reverse=True)


def test_other_orders(both, reviewer):
    by_item = items(shown(reviewer, Order.ITEM))
    assert by_item[:4] == [("云岭县", "nqb-01"), ("青禾县", "nqb-01"), ("云岭县", "nqb-02"), ("青禾县", "nqb-02")]
    assert [district for district, _ in items(shown(reviewer, Order.DISTRICT))] == ["云岭县"] * COUNT + [
        "青禾县"
    ] * COUNT
    confidences = [each["confidence"] for each in shown(reviewer, Order.CONFIDENCE).rows]
    assert confidences == sorted(confidences)


def test_what_waits_for_the_reviewer_stands_first(assigned, reviewer, sample_report):
    top = shown(reviewer).rows[0]
    decide(Actor(reviewer), StoredFinding.objects.get(pk=top["id"]), Action.ACCEPT)
    assert shown(reviewer, Order.WAITING).rows[-1]["id"] == top["id"]
    other = {top["item"]: Status.MET if top["status"] != "met" else Status.MISSING}
    checked(assigned, redrafted(sample_report, statuses=other))
    again = next(each for each in shown(reviewer, Order.WAITING).rows if each["item"] == top["item"])
    assert (again["state"], again["anchor"]) == ("look_again", "look_again")
    assert shown(reviewer).counts["state"] == {"open": COUNT - 1, "look_again": 1}


def test_disputes_stand_first_for_who_settles(assigned, reviewer, second_reviewer, settler):
    assign(assigned, second_reviewer)
    assign(assigned, settler, Duty.SETTLE)
    last = StoredFinding.objects.get(pk=shown(reviewer).rows[-1]["id"])
    decide(Actor(reviewer), last, Action.ACCEPT)
    decide(Actor(second_reviewer), last, Action.CHANGE, "partial", "只有小学")
    assert shown(settler, Order.WAITING).rows[0]["id"] == last.pk
    decide(Actor(settler), last, Action.ACCEPT)
    for user in (reviewer, second_reviewer, settler):
        assert row(user, last.pk)["state"] == "settled"
        assert row(user, last.pk)["outcome"] == {"kind": "settled", "status": last.status, "look_again": False}


# --- Cost ------------------------------------------------------------------------------------------


def test_the_number_of_queries_does_not_grow_with_the_findings(
    both, reviewer, second_reviewer, django_assert_max_num_queries
):
    for submission in both:
        assign(submission, second_reviewer)
        for finding in StoredFinding.objects.filter(submission=submission, number__lt=10):
            decide(Actor(reviewer), finding, Action.ACCEPT)
            decide(Actor(second_reviewer), finding, Action.ACCEPT)
            remark(Actor(reviewer), finding, RemarkKind.QUESTION, "在哪一页？")
    with django_assert_max_num_queries(5):
        found = shown(reviewer)
    assert (found.total, sum(each["questions"] for each in found.rows)) == (2 * COUNT, 20)


def test_what_was_decided_elsewhere_does_not_move_what_a_district_sees(both, reviewer, district_user):
    assigned, other = both
    before = shown(district_user).rows
    for number in range(12):
        finding = newest(other, number)
        decide(Actor(reviewer), finding, Action.CHANGE, "missing" if finding.status != "missing" else "met", "附表不符")
    assert reorder(assigned.round) > 0
    assert shown(district_user).rows == before
