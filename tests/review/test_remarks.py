"""Comments among reviewers, questions to the district, and its answers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied

from compliance.errors import ComplianceError
from compliance.review.auditing.audit import Actor
from compliance.review.models import AuditEntry, Remark, RemarkKind
from compliance.review.reviewing.remarks import MOST_CHARACTERS, remark
from tests.review.conftest import checked
from tests.review.drafts import newest


@pytest.fixture
def finding(assigned):
    return newest(assigned)


@pytest.fixture
def question(finding, reviewer):
    return remark(Actor(reviewer), finding, RemarkKind.QUESTION, "初中的数据在哪一页？")


MAY = {
    RemarkKind.COMMENT: {"reviewer", "administrator"},
    RemarkKind.QUESTION: {"reviewer"},
    RemarkKind.ANSWER: {"district_user"},
}


@pytest.mark.parametrize("kind", RemarkKind)
@pytest.mark.parametrize("who", ["administrator", "reviewer", "district_user"])
def test_each_role_says_what_is_its_to_say(request, finding, question, kind, who):
    actor = Actor(request.getfixturevalue(who))
    answers = question if kind == RemarkKind.ANSWER else None
    if who in MAY[kind]:
        made = remark(actor, finding, kind, " 见第 12 页 ", answers)
        assert (made.text, made.item, made.kind) == ("见第 12 页", finding.item, kind)
        assert (AuditEntry.objects.last().action, AuditEntry.objects.last().district) == (kind, "青禾县")
    else:
        with pytest.raises(PermissionDenied):
            remark(actor, finding, kind, "见第 12 页", answers)


def test_an_answer_needs_a_question_and_only_an_answer_has_one(finding, question, district_user, reviewer):
    with pytest.raises(ComplianceError, match="对应一个询问"):
        remark(Actor(district_user), finding, RemarkKind.ANSWER, "见附件")
    with pytest.raises(ComplianceError, match="对应一个询问"):
        remark(Actor(reviewer), finding, RemarkKind.COMMENT, "见附件", question)


def test_only_a_question_on_the_same_item_is_answered(assigned, finding, question, district_user, reviewer):
    comment = remark(Actor(reviewer), finding, RemarkKind.COMMENT, "注意年份")
    for answers, found in ((comment, finding), (question, newest(assigned, 1))):
        with pytest.raises(ComplianceError, match="不是这一条"):
            remark(Actor(district_user), found, RemarkKind.ANSWER, "见附件", answers)


def test_a_question_of_another_district_is_not_answered(
    finding, question, other_submission, other_district_user, sample_report
):
    checked(other_submission, sample_report)
    with pytest.raises(ComplianceError, match="不是这一条"):
        remark(Actor(other_district_user), newest(other_submission), RemarkKind.ANSWER, "见附件", question)


@pytest.mark.parametrize("text", ["", " \n\t", "长" * (MOST_CHARACTERS + 1)])
def test_a_remark_says_something_and_not_too_much(finding, reviewer, text):
    with pytest.raises(ComplianceError):
        remark(Actor(reviewer), finding, RemarkKind.COMMENT, text)


def test_nothing_is_said_in_a_closed_round(finding, question, district_user, round_):
    round_.closed_at = datetime(2026, 12, 1, tzinfo=UTC)
    round_.save()
    finding.refresh_from_db()
    with pytest.raises(ComplianceError, match="已经结束"):
        remark(Actor(district_user), finding, RemarkKind.ANSWER, "见附件", question)
    assert Remark.objects.count() == 1
