"""A district answers what it is asked, on its submission's page."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from compliance.review.auditing.audit import Actor
from compliance.review.models import Remark, RemarkKind
from compliance.review.reviewing.remarks import remark
from tests.review.conftest import checked, client_of
from tests.review.drafts import newest, redrafted


@pytest.fixture
def question(assigned, reviewer):
    remark(Actor(reviewer), newest(assigned), RemarkKind.COMMENT, "内部意见")
    return remark(Actor(reviewer), newest(assigned), RemarkKind.QUESTION, "初中的数据<b>在哪一页？")


def page(user, submission) -> str:
    return client_of(user).get(f"/submissions/{submission.pk}/").content.decode()


def answer(user, question, text="见附表 2。"):
    return client_of(user).post(f"/questions/{question.pk}/answer/", {"text": text})


def test_a_district_sees_what_it_is_asked_but_neither_who_asks_nor_comments(question, district_user, assigned):
    shown = page(district_user, assigned)
    assert "初中的数据&lt;b&gt;在哪一页？" in shown and "等待答复" in shown and "发出答复" in shown
    assert "评审甲" not in shown and "内部意见" not in shown


def test_the_answer_stands_with_the_question_and_no_longer_waits(question, district_user, reviewer, assigned):
    assert answer(district_user, question).status_code == 302
    shown = page(district_user, assigned)
    assert "见附表 2。" in shown and "等待答复" not in shown and "发出答复" not in shown
    seen = client_of(reviewer).get(f"/api/findings/{newest(assigned).pk}").json()["remarks"]
    assert [(said["kind"], said["answers"]) for said in seen[1:]] == [("question", None), ("answer", question.pk)]
    assert "见附表 2。" in page(reviewer, assigned)


def test_a_question_on_an_earlier_draft_is_answered_on_the_newest(question, district_user, assigned, sample_report):
    checked(assigned, redrafted(sample_report))
    answer(district_user, question)
    assert Remark.objects.get(kind=RemarkKind.ANSWER).item == question.item


def test_what_waits_for_an_answer_comes_first(question, district_user, reviewer, assigned):
    answer(district_user, question)
    remark(Actor(reviewer), newest(assigned, 1), RemarkKind.QUESTION, "第二问")
    shown = page(district_user, assigned)
    assert shown.index("第二问") < shown.index("初中的数据")


def test_an_empty_answer_says_what_is_missing_and_is_not_kept(question, district_user, assigned):
    client = client_of(district_user)
    client.post(f"/questions/{question.pk}/answer/", {"text": "  "})
    assert "请先写内容。" in client.get(f"/submissions/{assigned.pk}/").content.decode()
    assert not Remark.objects.filter(kind=RemarkKind.ANSWER).exists()


def test_another_district_finds_no_question_and_reviewers_do_not_answer(
    question, other_district_user, reviewer, administrator
):
    assert answer(other_district_user, question).status_code == 404
    assert {answer(user, question).status_code for user in (reviewer, administrator)} == {403}
    assert not Remark.objects.filter(kind=RemarkKind.ANSWER).exists()


def test_a_comment_cannot_be_answered_as_if_it_were_a_question(question, district_user):
    comment = Remark.objects.get(kind=RemarkKind.COMMENT)
    assert answer(district_user, comment).status_code == 404


def test_in_a_closed_round_nothing_is_answered(question, district_user, assigned, round_):
    round_.closed_at = datetime(2026, 12, 1, tzinfo=UTC)
    round_.save()
    assert "发出答复" not in page(district_user, assigned)
    answer(district_user, question)
    assert not Remark.objects.filter(kind=RemarkKind.ANSWER).exists()
