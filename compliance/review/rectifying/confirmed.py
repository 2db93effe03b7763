"""Which gaps are confirmed (已认定的缺口): what the reviewers' words amount to, and who may know of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from django.db.models import Exists, OuterRef, QuerySet

from compliance.review.models import Anchor, Assignment, Decision, Duty, Problem, Role, Standing, Submission, User
from compliance.review.reviewing.finding_list import settled_by
from compliance.review.reviewing.outcomes import Kind, Viewer, Word, outcome, sees_others
from compliance.terms import Status


def confirmed_gap(words: Mapping[int, Word], reviewers: Set[int]) -> int | None:
    """Of the words that stand on an item, by their decisions: the newest decision with the status agreed on or settled.

    None where reviewers differ, where one of those who are to review has not done so yet, where it has to be looked at
    again, or where it is no gap.
    """
    result = outcome(words[decision] for decision in sorted(words))
    if result.kind is Kind.AGREED and not reviewers <= {word.reviewer for word in words.values()}:
        return None
    if result.kind not in (Kind.AGREED, Kind.SETTLED) or result.look_again or not Status(result.status).is_gap:
        return None
    return max(decision for decision, word in words.items() if word.status == result.status)


def knows(user: User, decision: Decision) -> bool:
    """Whether the user may know of a decision: one's own; others' once one decided on the newest draft, or settles."""
    standing = Standing.objects.filter(submission=decision.submission_id, item=decision.item)
    words = words_on(standing).get((decision.submission_id, decision.item), {})
    sees_all = user.role == Role.ADMINISTRATOR or decision.submission_id in settled_by(user)
    return decision.reviewer_id == user.pk or sees_others(words.values(), Viewer(user.pk, sees_all))


def confirmed_gaps(submissions: Sequence[Submission], user: User) -> dict[int, list[int]]:
    """The decisions whose gaps are confirmed and not in the ledger yet, by submission, in the scheme's order.

    Those alone that the user may know of.
    """
    listed = Problem.objects.filter(submission=OuterRef("submission"), item=OuterRef("item"))
    waiting = Standing.objects.filter(~Exists(listed), submission__in=[submission.pk for submission in submissions])
    settles, reviewers = settled_by(user), reviewers_of(submission.pk for submission in submissions)
    found: dict[int, list[int]] = {}
    for (submission, _item), words in words_on(waiting).items():
        viewer = Viewer(user.pk, user.role == Role.ADMINISTRATOR or submission in settles)
        decision = confirmed_gap(words, reviewers[submission]) if sees_others(words.values(), viewer) else None
        if decision is not None:
            found.setdefault(submission, []).append(decision)
    return found


def reviewers_of(submissions: Iterable[int]) -> dict[int, set[int]]:
    """Who is to review each submission."""
    found: dict[int, set[int]] = defaultdict(set)
    given = Assignment.objects.filter(submission__in=list(submissions), duty=Duty.REVIEW)
    for submission, reviewer in given.values_list("submission", "reviewer"):
        found[submission].add(reviewer)
    return found


def words_on(standings: QuerySet[Standing]) -> dict[tuple[int, str], dict[int, Word]]:
    """What stands on each item, by submission and item, then by decision."""
    columns = ("submission_id", "item", "decision_id", "reviewer_id")
    said = ("decision__status", "decision__settles", "anchor")
    found: dict[tuple[int, str], dict[int, Word]] = {}
    for submission, item, decision, reviewer, status, settles, anchor in standings.order_by(
        "finding__number", "pk"
    ).values_list(*columns, *said):
        word = Word(reviewer, status, settles, anchor == Anchor.LOOK_AGAIN)
        found.setdefault((submission, item), {})[decision] = word
    return found
