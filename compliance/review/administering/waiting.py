"""What waits for a user: the numbers on the home pages. One query a kind of thing, however many submissions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, Subquery

from compliance.review import access
from compliance.review.administering import coverage, overview
from compliance.review.administering.overview import Progress
from compliance.review.models import (
    Assignment,
    Check,
    CheckState,
    Draft,
    Duty,
    Problem,
    RemarkKind,
    Round,
    Submission,
    User,
)
from compliance.review.reviewing.finding_list import Filter, shown_to
from compliance.review.reviewing.outcomes import State, waits_for
from compliance.terms import Status

GAPS = [status.value for status in Status if status.is_gap]
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class OwnSubmission:
    """A district's submission on its home page."""

    submission: Submission
    days_left: int  # until the deadline; negative once it has passed
    draft: Draft | None  # the newest
    check: Check | None  # the newest one of that draft
    judged: int
    gaps: int
    questions: int  # not answered yet
    problems: int  # open ones
    overdue: int


@dataclass(frozen=True, slots=True)
class ToReview:
    """A submission on its reviewer's home page."""

    submission: Submission
    duty: str
    days_left: int
    judged: int
    states: Counter[State]
    waiting: int  # for this reviewer

    @property
    def done(self) -> int:
        return self.judged - self.waiting


@dataclass(frozen=True, slots=True)
class OpenRound:
    """An open round on the administrators' home page."""

    round: Round
    days_left: int
    progress: Progress
    unassigned: int  # submissions that nobody reviews


def of_district(user: User, today: date) -> list[OwnSubmission]:
    """The district's submissions, those of open rounds first."""
    submissions = list(access.submissions(user).order_by("round__closed_at", "round__deadline"))
    judged: Counter[int] = Counter()
    gaps: Counter[int] = Counter()
    findings = access.findings(user).filter(newest=True).order_by()
    for number, status in findings.values_list("submission_id", "status"):
        judged[number] += 1
        gaps[number] += status in GAPS
    asked = access.remarks(user).filter(kind=RemarkKind.QUESTION, answered_by=None).order_by()
    questions = Counter(asked.values_list("submission_id", flat=True))
    problems = access.problems(user).filter(closed_at=None).order_by()
    opened = Counter(problems.values_list("submission_id", flat=True))
    overdue = Counter(problems.filter(due__lt=today).values_list("submission_id", flat=True))
    drafts, checks = _newest(submissions)
    return [
        OwnSubmission(
            submission,
            (submission.round.deadline - today).days,
            drafts.get(submission.pk),
            checks.get(submission.pk),
            judged[submission.pk],
            gaps[submission.pk],
            questions[submission.pk],
            opened[submission.pk],
            overdue[submission.pk],
        )
        for submission in submissions
    ]


def of_reviewer(user: User, today: date) -> list[ToReview]:
    """What is assigned to the reviewer in open rounds, what waits for them first."""
    assigned = Assignment.objects.filter(reviewer=user, submission__round__closed_at=None)
    states: dict[int, Counter[State]] = defaultdict(Counter)
    for seen in shown_to(user, Filter()):
        states[seen.fields["submission_id"]][seen.state] += 1
    found = []
    for assignment in assigned.select_related("submission__round", "submission__district"):
        counted = states[assignment.submission_id]
        waiting = sum(n for state, n in counted.items() if waits_for(state, assignment.duty == Duty.SETTLE))
        found.append(
            ToReview(
                assignment.submission,
                assignment.get_duty_display(),
                (assignment.submission.round.deadline - today).days,
                sum(counted.values()),
                counted,
                waiting,
            )
        )
    found.sort(key=lambda one: (not one.waiting, one.days_left, one.submission.district.name))
    return found


def of_administrator(user: User, today: date) -> list[OpenRound]:
    """The open rounds with their progress."""
    return [
        OpenRound(
            round_,
            (round_.deadline - today).days,
            overview.progress(coverage.matrix_of(user, round_), coverage.problems_in(user, round_, today)),
            round_.submissions.exclude(assignments__duty=Duty.REVIEW).count(),
        )
        for round_ in access.rounds(user).filter(closed_at=None)
    ]


def failed_checks(user: User) -> list[Check]:
    """The newest checks of newest drafts that failed, in open rounds."""
    newest_draft = Draft.objects.filter(submission=OuterRef("draft__submission")).order_by("-number")
    newest_check = Check.objects.filter(draft=OuterRef("draft")).order_by("-asked_at", "-id")
    found = access.checks(user).filter(
        state=CheckState.FAILED,
        draft__submission__round__closed_at=None,
        draft=Subquery(newest_draft.values("pk")[:1]),
        pk=Subquery(newest_check.values("pk")[:1]),
    )
    return list(found[:MOST_SHOWN])


def overdue_problems(user: User, today: date) -> tuple[int, list[Problem]]:
    """How many open problems are overdue, and those that are so the longest."""
    found = access.problems(user).filter(closed_at=None, due__lt=today).order_by("due", "pk")
    return found.count(), list(found[:MOST_SHOWN])


def numbers_of_people() -> dict[str, int]:
    """Users in use by role."""
    counted = User.objects.order_by().values_list("role").annotate(n=Count("pk", filter=Q(is_active=True)))
    return dict(counted)


def _newest(submissions: Iterable[Submission]) -> tuple[dict[int, Draft], dict[int, Check]]:
    """The newest draft of each submission, and the newest check of that draft."""
    drafts: dict[int, Draft] = {}
    for draft in Draft.objects.filter(submission__in=submissions).order_by("submission_id", "number"):
        drafts[draft.submission_id] = draft
    checks: dict[int, Check] = {}
    found = Check.objects.filter(draft__in=drafts.values()).select_related("draft").order_by("asked_at", "id")
    for check in found.defer("report"):
        checks[check.draft.submission_id] = check
    return drafts, checks
