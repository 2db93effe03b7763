"""The first page shows what waits for this user, by role, and nothing of what others may not show them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from compliance.review.administering import waiting
from compliance.review.models import (
    Check,
    CheckState,
    Decision,
    Draft,
    Duty,
    Problem,
    Remark,
    Standing,
    StoredFinding,
)
from tests.review.conftest import assign, checked, client_of

TODAY = date(2026, 11, 29)


@pytest.fixture
def confirmed(assigned, reviewer) -> Decision:
    """The reviewer's decision on a finding of Qinghe's, and the overdue problem that came of it."""
    finding = StoredFinding.objects.filter(submission=assigned).order_by("number").first()
    decision = Decision.objects.create(
        submission=assigned, item=finding.item, finding=finding, reviewer=reviewer, action="accept", status="missing"
    )
    Standing.objects.create(
        submission=assigned, item=finding.item, reviewer=reviewer, decision=decision, finding=finding
    )
    Problem.objects.create(
        submission=assigned,
        item=finding.item,
        decision=decision,
        title="校舍面积不足",
        state="to_rectify",
        due=TODAY - timedelta(days=1),
    )
    return decision


def test_a_district_sees_its_draft_its_gaps_its_questions_and_its_problems(confirmed, reviewer, district_user):
    asked = Remark.objects.create(
        submission=confirmed.submission, item=confirmed.item, author=reviewer, kind="question", text="请补充。"
    )
    [one] = waiting.of_district(district_user, TODAY)
    assert (one.draft.number, one.check.state, one.questions, one.problems, one.overdue) == (1, "done", 1, 1, 1)
    gaps = StoredFinding.objects.filter(submission=confirmed.submission, status__in=waiting.GAPS)
    assert one.gaps == gaps.count()
    Remark.objects.create(
        submission=confirmed.submission,
        item=confirmed.item,
        author=district_user,
        kind="answer",
        text="已补充。",
        answers=asked,
    )
    assert waiting.of_district(district_user, TODAY)[0].questions == 0


def test_a_district_sees_nothing_of_another(confirmed, other_district_user):
    [one] = waiting.of_district(other_district_user, TODAY)
    assert one.submission.district.name == "云岭县"
    assert (one.draft, one.judged, one.gaps, one.questions, one.problems) == (None, 0, 0, 0, 0)
    assert "青禾县" not in client_of(other_district_user).get("/").content.decode()


def test_a_districts_gap_count_knows_nothing_of_decisions(confirmed, district_user):
    page = client_of(district_user).get("/").content.decode()
    assert "评审甲" not in page
    assert "已认定" not in page


def test_a_reviewer_is_led_to_what_waits_longest(
    confirmed, reviewer, other_submission, sample_report, administrator, round_
):
    assign(other_submission, reviewer)
    qinghe, empty = waiting.of_reviewer(reviewer, TODAY)
    assert (qinghe.submission, empty.submission) == (confirmed.submission, other_submission)
    assert qinghe.waiting == qinghe.judged - 1
    assert empty.judged == 0
    page = client_of(reviewer).get("/").content.decode()
    assert f'href="/review/?submission={confirmed.submission_id}">继续评审' in page


def test_who_settles_waits_for_disputes_alone(confirmed, settler, second_reviewer):
    assign(confirmed.submission, settler, Duty.SETTLE)
    [one] = waiting.of_reviewer(settler, TODAY)
    assert one.waiting == 0
    other = Decision.objects.create(
        submission=confirmed.submission,
        item=confirmed.item,
        finding=confirmed.finding,
        reviewer=second_reviewer,
        action="change",
        status="met",
        reason="见附件",
    )
    Standing.objects.create(
        submission=other.submission, item=other.item, reviewer=second_reviewer, decision=other, finding=other.finding
    )
    assert waiting.of_reviewer(settler, TODAY)[0].waiting == 1


def test_a_closed_round_waits_for_no_reviewer(assigned, reviewer, round_):
    round_.closed_at = timezone.now()
    round_.save()
    assert waiting.of_reviewer(reviewer, TODAY) == []
    assert "没有分给您的材料" in client_of(reviewer).get("/").content.decode()


def test_the_administrator_sees_rounds_failed_checks_and_overdue_problems(
    confirmed, administrator, round_, other_submission
):
    draft = Draft.objects.create(submission=other_submission, number=1, uploaded_by=administrator)
    Check.objects.create(draft=draft, asked_by=administrator, state=CheckState.FAILED, message="文件打不开")
    [one] = waiting.of_administrator(administrator, TODAY)
    assert (one.progress.submissions, one.progress.handed_in, one.progress.checked) == (2, 2, 1)
    assert one.unassigned == 1
    assert [check.message for check in waiting.failed_checks(administrator)] == ["文件打不开"]
    assert waiting.overdue_problems(administrator, TODAY)[0] == 1
    page = client_of(administrator).get("/").content.decode()
    assert "文件打不开" in page
    assert "校舍面积不足" in page


def test_a_failed_check_that_was_done_again_is_no_longer_shown(administrator, submission, sample_report):
    draft = Draft.objects.create(submission=submission, number=1, uploaded_by=administrator)
    Check.objects.create(draft=draft, asked_by=administrator, state=CheckState.FAILED)
    assert len(waiting.failed_checks(administrator)) == 1
    checked(submission, sample_report)
    assert waiting.failed_checks(administrator) == []


# --- The choice of language ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "back, goes_to",
    [
        ("/ledger/?round=1", "/ledger/?round=1"),
        ("", "/"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("problem", "problem"),  # the name of a page that wants a number
        ("no-such-page", "no-such-page"),
        ("/\r\nSet-Cookie: a=b", "/%0D%0ASet-Cookie:%20a=b"),
    ],
)
def test_who_chooses_a_language_goes_back_to_the_page_and_never_elsewhere(client, back, goes_to):
    answer = client.post("/language/", {"language": "en", "next": back})
    assert answer.status_code == 302
    assert answer["Location"] == goes_to


def test_a_districts_problems_lead_to_those_of_the_round(confirmed, district_user, round_):
    assert f'href="/ledger/?round={round_.pk}"' in client_of(district_user).get("/").content.decode()
