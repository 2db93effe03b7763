"""What a district is asked of its submission, and what it answered (询问、答复)."""

from __future__ import annotations

from dataclasses import dataclass

from compliance.review import access
from compliance.review.auditing.audit import Actor
from compliance.review.models import Remark, RemarkKind, StoredFinding, Submission, User
from compliance.review.reviewing import remarks


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the answers to it."""

    question: Remark
    title: str  # of the item that it is about
    answers: tuple[Remark, ...]


def asked_of(user: User, submission: Submission) -> list[Asked]:
    """The questions on a submission that the user may see: those without an answer first, then the newest."""
    said = list(access.remarks(user).filter(submission=submission).exclude(kind=RemarkKind.COMMENT))
    answers: dict[int | None, list[Remark]] = {}
    for remark in said:
        answers.setdefault(remark.answers_id, []).append(remark)
    titles = dict(submission.findings.order_by("check_run").values_list("item", "title"))
    found = [
        Asked(remark, titles.get(remark.item, remark.item), tuple(answers.get(remark.pk, ())))
        for remark in said
        if remark.kind == RemarkKind.QUESTION
    ]
    return sorted(found, key=lambda one: (bool(one.answers), -one.question.pk))


def answer(actor: Actor, question: Remark, text: str) -> Remark:
    """Answer a question, at the newest finding on its item. Raises what remarks.remark raises."""
    found = StoredFinding.objects.filter(submission=question.submission_id, item=question.item)
    newest = found.select_related("submission__round", "submission__district").order_by("check_run_id").last()
    assert newest is not None  # it was asked on one, and findings stay
    return remarks.remark(actor, newest, RemarkKind.ANSWER, text, question)
