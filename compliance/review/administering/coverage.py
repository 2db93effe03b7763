"""From the database to a round's overview, as far as the user may see it: a few queries, however many districts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from compliance.review import access
from compliance.review.administering import overview
from compliance.review.administering.overview import Column, HandedIn, IndicatorGaps, Judged, Matrix, Order, Problems
from compliance.review.models import Round, StoredFinding, User
from compliance.review.reviewing.finding_list import Filter, Seen, outcome_seen, shown_to
from compliance.review.submitting.schemes_known import indicator_titles, known_schemes
from compliance.terms import Status


def matrix_of(user: User, round_: Round, order: Order = Order.NAME) -> Matrix:
    """Districts × items of the round's submissions that the user may see."""
    return overview.matrix(columns_of(round_), _submissions(user, round_), judged_in(user, round_), order)


def columns_of(round_: Round) -> tuple[Column, ...]:
    """The items of the round's scheme; none where it is no longer installed."""
    scheme = known_schemes().get(round_.scheme)
    if scheme is None:
        return ()
    return tuple(Column(item.id, number, item.title) for number, item in enumerate(scheme.items))


def judged_in(user: User, round_: Round) -> Iterator[Judged]:
    """Every newest finding of the round with what people made of it, as far as the user may know that."""
    for seen in shown_to(user, Filter(round=round_.pk)):
        yield _judged(seen)


def problems_in(user: User, round_: Round, today: date | None = None) -> Problems:
    """The ledger of the round in numbers."""
    today = today or timezone.localdate()
    found = access.problems(user).filter(submission__round=round_).order_by()
    counted = found.aggregate(
        open=Count("pk", filter=Q(closed_at=None)),
        closed=Count("pk", filter=Q(closed_at__isnull=False)),
        overdue=Count("pk", filter=Q(closed_at=None, due__lt=today)),
    )
    return Problems(**counted)


def indicator_gaps(shown: Matrix) -> tuple[IndicatorGaps, ...]:
    """Gaps by indicator, in the items of the matrix whose status is a gap."""
    gaps = [cell.finding for row in shown.rows for cell in row.cells if cell is not None and cell.status.is_gap]
    return overview.gaps_by_indicator(_facets(gaps), indicator_titles())


def _submissions(user: User, round_: Round) -> Iterator[HandedIn]:
    found = access.submissions(user).filter(round=round_).annotate(number_of_drafts=Count("drafts", distinct=True))
    for number, district, drafts in found.order_by("district__name").values_list(
        "pk", "district__name", "number_of_drafts"
    ):
        yield HandedIn(number, district, drafts)


def _judged(seen: Seen) -> Judged:
    fields: dict[str, Any] = seen.fields
    result = outcome_seen(seen)
    return Judged(
        finding=fields["id"],
        submission=fields["submission_id"],
        item=fields["item"],
        number=fields["number"],
        title=fields["title"],
        proposed=Status(fields["status"]),
        state=seen.state,
        decided=Status(result["status"]) if result and result["status"] else None,
    )


def _facets(findings: list[int]) -> Iterator[tuple[str, Status]]:
    """Indicator and status of each facet of these findings; the database hands out the facets alone."""
    for first in range(0, len(findings), 500):
        found = StoredFinding.objects.filter(pk__in=findings[first : first + 500]).order_by()
        for facets in found.values_list("detail__facets", flat=True):
            for facet in facets or ():
                yield facet["indicator"], Status(facet["status"])
