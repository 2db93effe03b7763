"""Who may see and do what: one queryset a model and role, one decorator for roles.

A user's own objects are found through these functions and nowhere else, so that what may not be seen is not found.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from compliance.review.models import (
    Assignment,
    Check,
    CheckedDocument,
    CheckState,
    Decision,
    District,
    Draft,
    Duty,
    Problem,
    Remark,
    RemarkKind,
    Role,
    Round,
    StoredFinding,
    Submission,
    User,
)

View = Callable[..., HttpResponseBase]


def signed_in(request: HttpRequest) -> User:
    """The user of a request that has passed sign-in. Raises PermissionDenied for anybody else."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def for_roles(*roles: Role) -> Callable[[View], View]:
    """A view that only these roles may use; others get 403."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            require(signed_in(request), *roles)
            return view(request, *args, **kwargs)

        return cast(View, guarded)

    return decorate


def require(user: User, *roles: Role) -> None:
    """Raises PermissionDenied unless the user has one of the roles."""
    if user.role not in roles:
        raise PermissionDenied


def submissions(user: User) -> QuerySet[Submission]:
    """Administrator: all. Reviewer: those assigned. District: its own."""
    every = Submission.objects.select_related("round", "district")
    return every.filter(_may_see(user, ""))


def _may_see(user: User, prefix: str) -> Q:
    """The condition on a model from which `prefix` leads to its submission ("", "submission__", …)."""
    if user.role == Role.ADMINISTRATOR:
        return Q()
    if user.role == Role.DISTRICT:
        return Q(**{f"{prefix}district_id": user.district_id})
    # One row a submission and reviewer, so that joining doubles nothing.
    return Q(**{f"{prefix}assignments__reviewer": user})


def rounds(user: User) -> QuerySet[Round]:
    """Rounds in which the user may see at least one submission; an administrator sees every round."""
    if user.role == Role.ADMINISTRATOR:
        return Round.objects.all()
    return Round.objects.filter(pk__in=submissions(user).values("round"))


def drafts(user: User) -> QuerySet[Draft]:
    return Draft.objects.filter(_may_see(user, "submission__")).select_related(
        "submission__round", "submission__district"
    )


def checks(user: User) -> QuerySet[Check]:
    return Check.objects.filter(_may_see(user, "draft__submission__")).select_related(
        "draft__submission__round", "draft__submission__district"
    )


def documents(user: User) -> QuerySet[CheckedDocument]:
    return CheckedDocument.objects.filter(
        _may_see(user, "check_run__draft__submission__"), check_run__state=CheckState.DONE
    ).select_related("check_run__draft__submission__district")


def findings(user: User) -> QuerySet[StoredFinding]:
    return StoredFinding.objects.filter(_may_see(user, "submission__")).select_related(
        "submission__round", "submission__district"
    )


def decisions(user: User) -> QuerySet[Decision]:
    """None for a district: a decision reaches it as a problem of the ledger."""
    if user.role == Role.DISTRICT:
        return Decision.objects.none()
    return Decision.objects.filter(_may_see(user, "submission__")).select_related("reviewer")


def remarks(user: User) -> QuerySet[Remark]:
    """A district sees what it is asked and what it answered, not the comments among reviewers."""
    seen = Remark.objects.filter(_may_see(user, "submission__")).select_related("author")
    return seen.exclude(kind=RemarkKind.COMMENT) if user.role == Role.DISTRICT else seen


def problems(user: User) -> QuerySet[Problem]:
    return Problem.objects.filter(_may_see(user, "submission__")).select_related(
        "submission__round", "submission__district"
    )


def districts(user: User) -> QuerySet[District]:
    if user.role == Role.ADMINISTRATOR:
        return District.objects.all()
    return District.objects.filter(pk__in=submissions(user).values("district")) | District.objects.filter(
        pk=user.district_id or 0
    )


def may_decide(user: User, submission: Submission) -> bool:
    """Whether the user decides on the findings: a reviewer to whom they are assigned, while the round is open."""
    return submission.round.is_open and _duty(user, submission) is not None


def may_settle(user: User, submission: Submission) -> bool:
    """Whether the user settles what two reviewers see differently."""
    return submission.round.is_open and _duty(user, submission) == Duty.SETTLE


def _duty(user: User, submission: Submission) -> str | None:
    if user.role != Role.REVIEWER:
        return None
    found = Assignment.objects.filter(reviewer=user, submission=submission).values_list("duty", flat=True).first()
    return str(found) if found else None
