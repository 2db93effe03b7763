"""What browser tests put into a workbench (browser.Workbench.seed); Django is touched only when they are called."""

from __future__ import annotations

from datetime import date
from typing import Any

from compliance.terms import Report
from tests.review.browser import PASSWORD


def review_round(report: Report) -> dict[str, Any]:
    """An open round with two districts, Qinghe's draft checked with this report; a reviewer has it to review.

    Usernames: guanli, pingshen, pingshen2, caiding (settles), qinghe, yunling, all with PASSWORD.
    """
    from compliance.review.models import Assignment, District, Duty, Role, Round, Submission, User

    def person(username: str, role: Role, **more: Any) -> User:
        return User.objects.create_user(username, password=PASSWORD, role=role, **more)

    qinghe, yunling = District.objects.create(name="青禾县"), District.objects.create(name="云岭县")
    guanli = person("guanli", Role.ADMINISTRATOR, full_name="管理员甲")
    reviewers = [
        (person("pingshen", Role.REVIEWER, full_name="评审甲"), Duty.REVIEW),
        (person("pingshen2", Role.REVIEWER, full_name="评审乙"), Duty.REVIEW),
        (person("caiding", Role.REVIEWER, full_name="评审丙"), Duty.SETTLE),
    ]
    person("qinghe", Role.DISTRICT, district=qinghe)
    person("yunling", Role.DISTRICT, district=yunling)
    opened = Round.objects.create(
        title="2026 年优质均衡督导评估",
        year=2026,
        scheme="national-quality-balance-2017",
        deadline=date(2027, 6, 30),
        created_by=guanli,
    )
    submissions = [Submission.objects.create(round=opened, district=district) for district in (qinghe, yunling)]
    for reviewer, duty in reviewers:
        Assignment.objects.create(submission=submissions[0], reviewer=reviewer, duty=duty, assigned_by=guanli)
    new_draft(submissions[0].pk, report)
    return {"round": opened.pk, "submission": submissions[0].pk, "other": submissions[1].pk}


def new_draft(submission: int, report: Report) -> int:
    """A further draft of the submission, checked with this report."""
    from compliance.review.models import Check, CheckState, Draft, Submission
    from compliance.review.submitting import checking

    handed_in = Submission.objects.select_related("round").get(pk=submission)
    by = handed_in.round.created_by
    draft = Draft.objects.create(submission=handed_in, number=handed_in.drafts.count() + 1, uploaded_by=by)
    check = Check.objects.create(draft=draft, asked_by=by, state=CheckState.RUNNING)
    assert checking.store(check, report)
    return int(check.pk)


def undo_everything() -> None:
    """No decision stands any more; those that were made stay in the records."""
    from compliance.review.auditing.audit import Actor
    from compliance.review.models import Standing
    from compliance.review.reviewing import deciding

    for standing in Standing.objects.select_related("decision__reviewer", "reviewer"):
        deciding.withdraw(Actor(standing.reviewer), standing.decision)


def choose_keys(username: str, keys: dict[str, str]) -> None:
    """A user's own keys."""
    from compliance.review.models import User

    User.objects.filter(username=username).update(keys=keys)


def disagree(submission: int) -> int:
    """Two reviewers decide differently on the submission's first finding; its id."""
    from compliance.review.auditing.audit import Actor
    from compliance.review.models import Action, StoredFinding, User
    from compliance.review.reviewing import deciding

    finding = StoredFinding.objects.filter(submission=submission, newest=True).order_by("number")[0]
    other = "met" if finding.status != "met" else "partial"
    deciding.decide(Actor(User.objects.get(username="pingshen")), finding, Action.ACCEPT)
    deciding.decide(Actor(User.objects.get(username="pingshen2")), finding, Action.CHANGE, other, "附表写明已经做到。")
    return int(finding.pk)


def lose_the_passage(submission: int) -> int:
    """A decision of pingshen's on the submission's first finding of which the passages are gone; the finding's id."""
    from compliance.review.auditing.audit import Actor
    from compliance.review.models import Action, Anchor, Standing, StoredFinding, User
    from compliance.review.reviewing import deciding

    finding = StoredFinding.objects.filter(submission=submission, newest=True).order_by("number")[0]
    made = deciding.decide(Actor(User.objects.get(username="pingshen")), finding, Action.ACCEPT)
    Standing.objects.filter(decision=made).update(anchor=Anchor.LOOK_AGAIN, why="所依据的原文在新稿里找不到了。")
    return int(finding.pk)


PRINTED = "只用一次的那个 8421"


def someone_with_a_printed_password(username: str) -> None:
    """An administrator who has not signed in yet."""
    from compliance.review.models import Role, User

    User.objects.create_user(username, password=PRINTED, role=Role.ADMINISTRATOR, must_change_password=True)


def like_the_first(title: str, reviewers: tuple[str, str]) -> None:
    """Other districts of the round hand in and are checked too: results like that of the one that was, each its own.

    Two of them have handed in nothing yet; the reviewers decided on some findings of the others, not always alike.
    """
    import random

    from compliance.review.auditing.audit import Actor
    from compliance.review.models import Action, Check, CheckedDocument, Draft, StoredFinding, Submission, User
    from compliance.review.reviewing import deciding
    from compliance.terms import Status

    chance = random.Random(2017)
    kinds = [Status.MET, Status.PARTIAL, Status.PLANNED, Status.CONTRADICTED, Status.MISSING, Status.UNREADABLE]
    findings = list(StoredFinding.objects.filter(submission__round__title=title, newest=True))
    documents = list(CheckedDocument.objects.filter(check_run=findings[0].check_run))
    one, other = (Actor(User.objects.get(username=name)) for name in reviewers)
    waiting = Submission.objects.filter(round__title=title, drafts=None).order_by("district__name")
    for submission in waiting[2:]:
        by = submission.round.created_by
        draft = Draft.objects.create(submission=submission, number=1, uploaded_by=by)
        check = Check.objects.create(draft=draft, asked_by=by, state="done")
        weakness, seen = chance.uniform(0.15, 0.5), chance.uniform(0, 0.8)
        CheckedDocument.objects.bulk_create(_copy(document, check_run=check) for document in documents)
        for finding in findings:
            status = finding.status
            if chance.random() < weakness:
                status = chance.choices([kind.value for kind in kinds], (6, 5, 2, 3, 4, 1))[0]
            copied = _copy(finding, check_run=check, submission=submission, status=status)
            copied.save()
            if chance.random() < seen:
                deciding.decide(one, copied, Action.ACCEPT)
                if chance.random() < 0.06 and status != "partial":
                    deciding.decide(other, copied, Action.CHANGE, "partial", "附表只有部分学校的数据。")


def _copy(stored: Any, **changes: Any) -> Any:
    """A row like one that is stored, not stored yet."""
    names = [field.attname for field in stored._meta.concrete_fields if not field.primary_key]
    made = type(stored)(**{name: getattr(stored, name) for name in names})
    for name, value in changes.items():
        setattr(made, name, value)
    return made
