"""The submissions of a round as its page shows them: how far each has come, and who looks at it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import OuterRef, Subquery

from compliance.review import access
from compliance.review.administering import coverage
from compliance.review.administering.overview import Row
from compliance.review.models import Assignment, Check, CheckState, Draft, Duty, Round, User


@dataclass(frozen=True, slots=True)
class Line:
    """A submission of the round."""

    row: Row
    draft: int | None  # the newest one's number
    check_state: str  # of that draft; "" where there was none
    assignments: list[Assignment] = field(default_factory=list)

    @property
    def check_name(self) -> str:
        return str(CheckState(self.check_state).label) if self.check_state else ""

    @property
    def is_assigned(self) -> bool:
        return any(assignment.duty == Duty.REVIEW for assignment in self.assignments)


def lines(user: User, round_: Round) -> list[Line]:
    """Every submission of the round that the user may see, by district."""
    given: dict[int, list[Assignment]] = defaultdict(list)
    for assignment in Assignment.objects.filter(submission__round=round_).select_related("reviewer").order_by("pk"):
        given[assignment.submission_id].append(assignment)
    newest = Draft.objects.filter(submission=OuterRef("pk")).order_by("-number")
    checks = Check.objects.filter(draft__submission=OuterRef("pk")).order_by("-draft__number", "-asked_at", "-id")
    states = {
        number: (draft, state or "")
        for number, draft, state in access.submissions(user)
        .filter(round=round_)
        .annotate(newest=Subquery(newest.values("number")[:1]), state=Subquery(checks.values("state")[:1]))
        .values_list("pk", "newest", "state")
    }
    rows = coverage.matrix_of(user, round_).rows
    return [Line(row, *states.get(row.submission, (None, "")), given[row.submission]) for row in rows]
