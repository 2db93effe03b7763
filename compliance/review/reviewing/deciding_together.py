"""Accepting all that a filter shows (批量同意), all or nothing, each with its own record; and taking it back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from compliance.errors import ComplianceError
from compliance.review import access
from compliance.review.auditing import audit
from compliance.review.auditing.audit import Actor
from compliance.review.learning import ordering
from compliance.review.models import Action, Anchor, Decision, Standing, StoredFinding, Submission, User
from compliance.review.reviewing.deciding import hold, require_may_decide
from compliance.review.reviewing.finding_list import Filter, Seen, shown_to
from compliance.review.reviewing.passages import of_the_program


@dataclass(frozen=True, slots=True)
class Together:
    """What a bulk decision did: its number, how many it accepted, how many it left as one had decided them before."""

    together: UUID
    accepted: int
    left: int


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What undoing a bulk decision did: how many it withdrew, how many it left as the reviewer may not any more."""

    withdrawn: int
    left: int


@transaction.atomic
def decide_together(actor: Actor, shown: Filter, expected: int) -> Together:
    """Accept the program's proposal on every finding that the filter shows; one's own standing decisions are left.

    Raises ComplianceError where the filter does not show exactly `expected` findings any more, or one of them is not
    to be decided by the user; then nothing is decided.
    """
    user = actor.user
    if user is None or not user.is_reviewer:
        raise PermissionDenied
    submissions = _locked(user, shown)
    found = shown_to(user, shown)
    if len(found) != expected:
        raise ComplianceError(
            _("筛选结果已有变化：原来是 %(expected)d 条，现在是 %(now)d 条。请刷新后再确认。")
            % {"expected": expected, "now": len(found)}
        )
    waiting = [seen for seen in found if seen.mine is None or seen.mine.word.look_again]
    for submission in {seen.fields["submission_id"] for seen in waiting}:
        require_may_decide(user, submissions[submission])
        if access.may_settle(user, submissions[submission]):
            raise ComplianceError(_("筛选结果里有由您裁定的材料，裁定只能逐条进行。"))
    together = uuid4()
    _accept(actor, user, waiting, submissions, together)
    return Together(together, len(waiting), len(found) - len(waiting))


@transaction.atomic
def withdraw_together(actor: Actor, together: UUID) -> TakenBack:
    """Undo what still stands of one's own bulk decision, each with its own record; what one decided since is left.

    Raises ComplianceError where nothing of it can be withdrawn: none stands, or their rounds are closed.
    """
    user = actor.user
    if user is None or not user.is_reviewer:
        raise PermissionDenied
    mine = Standing.objects.filter(decision__together=together, reviewer=user)
    submissions = _held(user, mine.order_by().values_list("submission", flat=True).distinct())
    standing = list(mine.select_related("decision").order_by("decision"))
    waiting = [one for one in standing if _may_decide(user, submissions.get(one.submission_id))]
    if not waiting:
        raise ComplianceError(_("这一批决定里没有还能撤回的。"))
    Standing.objects.filter(pk__in=[one.pk for one in waiting]).delete()
    withdrawing = Decision.objects.bulk_create(
        Decision(
            submission_id=one.submission_id,
            item=one.item,
            finding_id=one.finding_id,
            reviewer=user,
            action=Action.WITHDRAW,
            withdraws=one.decision,
            together=together,
        )
        for one in waiting
    )
    _record_each(actor, "withdraw_together", withdrawing, submissions, together)
    return TakenBack(len(waiting), len(standing) - len(waiting))


def _may_decide(user: User, submission: Submission | None) -> bool:
    return submission is not None and access.may_decide(user, submission)


def _locked(user: User, shown: Filter) -> dict[int, Submission]:
    """The submissions that the filter can show, held until the transaction ends."""
    wanted = {"pk": shown.submission, "round": shown.round, "district": shown.district}
    mine = access.submissions(user).filter(**{name: value for name, value in wanted.items() if value is not None})
    return _held(user, mine.order_by().values_list("pk", flat=True))


def _held(user: User, numbers: Iterable[int]) -> dict[int, Submission]:
    """These submissions as far as the user may see them, held until the transaction ends."""
    wanted = list(numbers)
    hold(Submission.objects.filter(pk__in=wanted))
    return access.submissions(user).select_related("round").in_bulk(wanted)


def _accept(actor: Actor, user: User, waiting: list[Seen], submissions: dict[int, Submission], together: UUID) -> None:
    findings = StoredFinding.objects.in_bulk([seen.fields["id"] for seen in waiting])
    decisions = Decision.objects.bulk_create(
        Decision(
            submission_id=finding.submission_id,
            item=finding.item,
            finding=finding,
            reviewer=user,
            action=Action.ACCEPT,
            status=finding.status,
            passages=[passage.plain() for passage in of_the_program(finding)],
            together=together,
        )
        for finding in findings.values()
    )
    Standing.objects.bulk_create(
        (
            Standing(
                submission_id=decision.submission_id,
                item=decision.item,
                reviewer=user,
                decision=decision,
                finding_id=decision.finding_id,
                anchor=Anchor.SAME_PLACE,
                passages=decision.passages,
            )
            for decision in decisions
        ),
        update_conflicts=True,
        unique_fields=["submission", "item", "reviewer"],
        update_fields=["decision", "finding", "anchor", "passages", "why"],
    )
    _record_each(actor, "decide_together", decisions, submissions, together)


def _record_each(
    actor: Actor, action: str, decisions: list[Decision], submissions: dict[int, Submission], together: UUID
) -> None:
    by_submission: dict[int, list[Decision]] = defaultdict(list)
    for decision in decisions:
        by_submission[decision.submission_id].append(decision)
    for number, made in sorted(by_submission.items()):
        audit.record_on(
            actor,
            action,
            submissions[number],
            together=str(together),
            decisions=[decision.pk for decision in made],
            items=[decision.item for decision in made],
        )
        ordering.after_decisions(submissions[number].round_id, len(made))
