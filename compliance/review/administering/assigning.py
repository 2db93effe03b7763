"""Assignments (分配): which reviewer looks at which submission, and who settles where two differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from compliance.errors import ComplianceError
from compliance.review.administering.spreading import spread
from compliance.review.auditing import audit
from compliance.review.models import Assignment, Decision, Duty, Role, Round, Submission, User
from compliance.review.reviewing import deciding


@transaction.atomic
def assign(actor: audit.Actor, submission: Submission, reviewer: User, duty: Duty) -> Assignment:
    """Give a submission to a reviewer. Raises ComplianceError."""
    submission = deciding.locked(submission.pk)  # two who assign take turns, and so does who closes the round
    _must_be_open(submission.round)
    _must_review(reviewer)
    held = Assignment.objects.filter(submission=submission, reviewer=reviewer).first()
    if held is not None:
        raise ComplianceError(
            _("%(who)s已经分到%(district)s（%(duty)s）；评审过的人不能再裁定，请另选一人。")
            % {"who": reviewer, "district": submission.district, "duty": held.get_duty_display()}
        )
    made = Assignment.objects.create(submission=submission, reviewer=reviewer, duty=duty, assigned_by=actor.person)
    audit.record_on(actor, "assign", submission, reviewer=reviewer.username, duty=str(duty))
    return made


@transaction.atomic
def assign_all(actor: audit.Actor, submissions: Iterable[Submission], reviewer: User, duty: Duty) -> int:
    """Give several submissions to a reviewer, all or none; those that are theirs already stay. How many were added."""
    theirs = Assignment.objects.filter(reviewer=reviewer, duty=duty).values_list("submission_id", flat=True)
    held = set(theirs)
    new = [submission for submission in submissions if submission.pk not in held]
    deciding.hold(Submission.objects.filter(pk__in=[submission.pk for submission in new]))
    for submission in new:
        assign(actor, submission, reviewer, duty)
    return len(new)


@transaction.atomic
def assign_evenly(actor: audit.Actor, round_: Round, reviewers: Sequence[User], each: int = 1) -> int:
    """See that each submission of the round has `each` reviewers, as evenly as may be; how many were added.

    Assignments that are there already stay. Raises ComplianceError.
    """
    round_ = Round.objects.select_for_update().get(pk=round_.pk)
    _must_be_open(round_)
    if not reviewers:
        raise ComplianceError(_("请至少选一位评审员。"))
    if each > len(reviewers):
        raise ComplianceError(
            _("每份材料要 %(each)s 人评审，只选了 %(people)s 人；请多选几位，或减少每份的人数。")
            % {"each": each, "people": len(reviewers)}
        )
    for reviewer in reviewers:
        _must_review(reviewer)
    submissions = {submission.pk: submission for submission in round_.submissions.select_related("district")}
    taken: dict[int, set[int]] = defaultdict(set)
    reviewing: Counter[int] = Counter()
    for number, person, duty in Assignment.objects.filter(submission__round=round_).values_list(
        "submission", "reviewer", "duty"
    ):
        taken[number].add(person)
        reviewing[number] += duty == Duty.REVIEW
    people = {reviewer.pk: reviewer for reviewer in sorted(reviewers, key=lambda person: person.pk)}
    pairs = spread(list(submissions), list(people), taken, reviewing, each)
    Assignment.objects.bulk_create(
        Assignment(submission_id=number, reviewer_id=person, duty=Duty.REVIEW, assigned_by=actor.person)
        for number, person in pairs
    )
    given = [[submissions[number].district.name, people[person].username] for number, person in pairs]
    audit.record(actor, "assign_evenly", f"round:{round_.pk}", each=each, given=given)
    return len(pairs)


@transaction.atomic
def take_away(actor: audit.Actor, assignment: Assignment) -> None:
    """End an assignment, while its reviewer has decided nothing in it. Raises ComplianceError."""
    submission = deciding.locked(assignment.submission_id)  # no decision while it is taken away
    _must_be_open(submission.round)
    if Decision.objects.filter(submission=submission, reviewer=assignment.reviewer).exists():
        raise ComplianceError(
            _("%(who)s在%(district)s的材料上已有决定，不能收回；要换人评审，请另加一位评审员。")
            % {"who": assignment.reviewer, "district": submission.district}
        )
    audit.record_on(actor, "take_away", submission, reviewer=assignment.reviewer.username, duty=str(assignment.duty))
    assignment.delete()


def _must_be_open(round_: Round) -> None:
    if not round_.is_open:
        raise ComplianceError(_("“%(title)s”已经关闭，不能再改分配。") % {"title": round_.title})


def _must_review(person: User) -> None:
    if person.role != Role.REVIEWER or not person.is_active:
        raise ComplianceError(_("%(who)s不是在用的评审员，不能分配材料。") % {"who": person})
