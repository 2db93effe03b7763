"""A new draft: each standing decision moves to it, or asks to be looked at again; no decision is changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compliance.review.auditing.audit import Actor
from compliance.review.models import Action, Anchor, Check, CheckState, Decision, Standing
from compliance.review.reviewing.deciding import decide
from compliance.review.submitting import checking
from compliance.terms import Status
from tests.review.conftest import checked, client_of
from tests.review.drafts import newest, paragraph, redrafted


@pytest.fixture
def decision(assigned, reviewer):
    """The reviewer accepted that the first item is met."""
    return decide(Actor(reviewer), newest(assigned), Action.ACCEPT)


def now():
    return Standing.objects.get()


def test_the_same_file_again_keeps_every_decision_at_its_place(decision, assigned, sample_report):
    check = checked(assigned, sample_report)
    assert now().finding == newest(assigned)
    assert now().anchor == Anchor.SAME_PLACE
    assert [passage["document"] for passage in now().passages] == [check.documents.get().pk] * len(decision.passages)
    assert now().decision == decision


def test_a_passage_that_moved_is_found_by_its_quote(decision, assigned, sample_report):
    check = checked(assigned, redrafted(sample_report, lambda blocks: (*blocks[:3], paragraph("新增"), *blocks[3:])))
    blocks = check.documents.get().content["blocks"]
    assert now().anchor == Anchor.BY_QUOTE
    for before, after in zip(decision.passages, now().passages, strict=True):
        assert after["block"] == before["block"] + 1
        assert blocks[after["block"]]["text"][after["start"] : after["end"]] == before["quote"]


def test_a_passage_that_is_gone_asks_to_look_again_and_names_it(decision, assigned, sample_report):
    place = decision.passages[0]["block"]
    checked(assigned, redrafted(sample_report, lambda blocks: (*blocks[:place], *blocks[place + 1 :])))
    assert now().anchor == Anchor.LOOK_AGAIN
    assert now().passages == []
    assert decision.passages[0]["quote"][:20] in now().why


def test_another_proposal_of_the_program_asks_to_look_again(decision, assigned, sample_report):
    checked(assigned, redrafted(sample_report, statuses={decision.item: Status.CONTRADICTED}))
    assert now().anchor == Anchor.LOOK_AGAIN
    assert "“已有依据”变为“自述不符”" in now().why


def test_a_decision_on_the_whole_submission_is_looked_at_again_when_its_files_change(assigned, reviewer, sample_report):
    decide(Actor(reviewer), newest(assigned), Action.CHANGE, "missing", "没有写明")
    checked(assigned, sample_report)
    assert now().anchor == Anchor.SAME_PLACE
    checked(assigned, redrafted(sample_report, lambda blocks: (*blocks, paragraph("新增"))))
    assert now().anchor == Anchor.LOOK_AGAIN
    assert "整份材料" in now().why


def test_what_a_draft_in_between_lost_is_found_again_in_the_next(decision, assigned, sample_report):
    place = decision.passages[0]["block"]
    checked(assigned, redrafted(sample_report, lambda blocks: (*blocks[:place], *blocks[place + 1 :])))
    checked(assigned, redrafted(sample_report, lambda blocks: (*blocks, paragraph("新增"))))
    assert (now().anchor, now().why) == (Anchor.SAME_PLACE, "")


def test_looking_again_and_deciding_settles_it(decision, assigned, reviewer, sample_report):
    checked(assigned, redrafted(sample_report, statuses={decision.item: Status.CONTRADICTED}))
    decide(Actor(reviewer), newest(assigned), Action.ACCEPT)
    assert (now().anchor, now().why) == (Anchor.SAME_PLACE, "")
    assert now().decision.status == "contradicted"


def test_no_decision_is_changed(decision, assigned, sample_report):
    before, place = Decision.objects.values().get(), decision.passages[0]["block"]
    without = redrafted(
        sample_report, lambda blocks: (*blocks[:place], *blocks[place + 1 :]), {decision.item: Status.MISSING}
    )
    checked(assigned, without)
    assert now().anchor == Anchor.LOOK_AGAIN
    assert Decision.objects.values().get() == before


def test_a_check_of_an_older_draft_that_ends_late_moves_nothing(decision, assigned, sample_report):
    older = assigned.drafts.get()
    checked(assigned, sample_report)
    moved_to = now().finding
    late = Check.objects.create(draft=older, asked_by=older.uploaded_by, state=CheckState.RUNNING)
    assert checking.store(late, sample_report)
    assert now().finding == moved_to


def test_an_item_that_the_new_check_does_not_have_keeps_its_decision_on_the_old_finding(
    decision, assigned, sample_report
):
    checked(assigned, replace(sample_report, findings=sample_report.findings[1:]))
    assert now().finding == decision.finding


def test_ones_own_history_leads_to_where_a_decision_stands_now(assigned, reviewer, sample_report):
    before = newest(assigned)
    decide(Actor(reviewer), before, Action.ACCEPT)
    checked(assigned, redrafted(sample_report))
    [mine] = client_of(reviewer).get("/api/decisions/mine").json()
    assert mine["finding"] == newest(assigned).pk != before.pk
