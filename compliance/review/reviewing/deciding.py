"""Deciding on findings (评审决定): a decision is a record of its own, never changed; undoing adds one more.

All that is decided in one submission takes its turn: the submission's row is locked, so that two requests at once end
with one standing decision, and none is made on a draft that is being replaced.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from compliance.errors import ComplianceError
from compliance.review import access
from compliance.review.auditing import audit
from compliance.review.auditing.audit import Actor
from compliance.review.learning import ordering
from compliance.review.models import Action, Anchor, Decision, Role, Standing, StoredFinding, Submission, User
from compliance.review.reviewing.anchoring import Passage
from compliance.review.reviewing.outcomes import Kind, Word, outcome
from compliance.review.reviewing.passages import confirmed, of_the_program
from compliance.terms import Status

# What is said of the whole submission rests on no passage of it.
_WITHOUT_PASSAGES = (Status.MISSING, Status.NOT_APPLICABLE)


@transaction.atomic
def decide(
    actor: Actor,
    finding: StoredFinding,
    action: Action,
    status: str = "",
    reason: str = "",
    passages: Sequence[Passage] | None = None,
) -> Decision:
    """Accept the program's proposal or change it; who settles the submission settles by this.

    `passages` None: those that the program's proposal rests on, and none where it is changed to a status that says
    something of the whole submission. Raises ComplianceError where the round is closed, the finding is not the newest,
    a reason is missing or a quote is not what stands there; PermissionDenied for whom it is not assigned to.
    """
    user, finding = _its_turn(actor, finding)
    settles = access.may_settle(user, finding.submission)
    if settles:
        _require_dispute(finding, user)
    status, reason = _status_said(finding, action, status, reason.strip())
    decision = Decision.objects.create(
        submission=finding.submission,
        item=finding.item,
        finding=finding,
        reviewer=user,
        action=action,
        status=status,
        reason=reason,
        passages=[passage.plain() for passage in _rests_on(finding, status, passages)],
        settles=settles,
    )
    Standing.objects.update_or_create(
        submission=finding.submission,
        item=finding.item,
        reviewer=user,
        defaults={
            "decision": decision,
            "finding": finding,
            "anchor": Anchor.SAME_PLACE,
            "passages": decision.passages,
            "why": "",
        },
    )
    audit.record_on(
        actor,
        "settle" if settles else "decide",
        finding.submission,
        item=finding.item,
        finding=finding.pk,
        decision=decision.pk,
        program=finding.status,
        said=status,
    )
    ordering.after_decisions(finding.submission.round_id)
    return decision


@transaction.atomic
def withdraw(actor: Actor, decision: Decision) -> Decision:
    """Undo one's own decision: a record that withdraws it is added, and from then on nothing of one's own stands.

    What one had decided before is not brought back: who had changed their mind decides anew. Raises ComplianceError
    where the decision no longer stands or the round is closed.
    """
    if actor.user is None or decision.reviewer_id != actor.user.pk:
        raise PermissionDenied
    user, finding = _its_turn(actor, _newest(decision))
    standing = Standing.objects.filter(decision=decision).first()
    if standing is None:
        raise ComplianceError(_("这个决定已经不再有效，不需要撤回。"))
    standing.delete()
    withdrawing = Decision.objects.create(
        submission=finding.submission,
        item=finding.item,
        finding=finding,
        reviewer=user,
        action=Action.WITHDRAW,
        withdraws=decision,
        settles=decision.settles,
    )
    audit.record_on(
        actor, "withdraw", finding.submission, item=finding.item, decision=withdrawing.pk, withdraws=decision.pk
    )
    ordering.after_decisions(finding.submission.round_id)
    return withdrawing


def words_on(finding: StoredFinding) -> list[Word]:
    """What stands on a finding, oldest first."""
    columns = ("reviewer_id", "decision__status", "decision__settles", "anchor")
    return [
        Word(reviewer, status, settles, anchor == Anchor.LOOK_AGAIN)
        for reviewer, status, settles, anchor in Standing.objects.filter(finding=finding)
        .order_by("decision_id")
        .values_list(*columns)
    ]


def locked(submission: int) -> Submission:
    """The submission, held by the transaction that is open until its end."""
    held = Submission.objects.select_for_update(no_key=True).get(pk=submission)
    return Submission.objects.select_related("round", "district").get(pk=held.pk)


def hold(submissions: QuerySet[Submission]) -> None:
    """Hold several until the transaction ends: in one order, so that none waits for another in a ring.

    To be called before the log is written, for whose end everybody else waits.
    """
    list(submissions.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))


def require_may_decide(user: User | None, submission: Submission) -> User:
    """The user, if it is for them to decide. Raises PermissionDenied, or ComplianceError where the round is closed."""
    if user is None or user.role != Role.REVIEWER:
        raise PermissionDenied
    if not submission.round.is_open:
        raise ComplianceError(_("本轮次已经结束，不能再作决定。如需更正，请联系管理员重新开放。"))
    if not access.may_decide(user, submission):
        raise PermissionDenied
    return user


def _its_turn(actor: Actor, finding: StoredFinding) -> tuple[User, StoredFinding]:
    """Wait for the submission's lock; then the user and the finding as they are now."""
    submission = locked(finding.submission_id)
    user = require_may_decide(actor.user, submission)
    current = StoredFinding.objects.get(pk=finding.pk)
    if not current.newest:
        raise ComplianceError(_("已有新稿的检查结果，请刷新页面，在新稿上作决定。"))
    current.submission = submission
    return user, current


def _newest(decision: Decision) -> StoredFinding:
    found = StoredFinding.objects.filter(submission=decision.submission_id, item=decision.item, newest=True).first()
    if found is None:
        raise ComplianceError(_("新稿的检查结果里没有这一条，不能撤回。"))
    return found


def _require_dispute(finding: StoredFinding, settler: User) -> None:
    """Raises ComplianceError unless two reviewers differ, what the settler said before left out."""
    others = [word for word in words_on(finding) if word.reviewer != settler.pk]
    if outcome(others).kind is not Kind.DISPUTED:
        raise ComplianceError(_("您负责裁定：只有两位评审员意见不一致时才需要您决定。"))


def _status_said(finding: StoredFinding, action: Action, status: str, reason: str) -> tuple[str, str]:
    """Status and reason of a decision. Raises ComplianceError where they do not fit its action."""
    if action == Action.ACCEPT:
        if status and status != finding.status:
            raise ComplianceError(_("同意时状态不变；要改为别的状态，请用改判。"))
        return finding.status, reason
    if action != Action.CHANGE or status not in set(Status):
        raise ComplianceError(_("请选择要改成的状态。"))
    if status == finding.status:
        raise ComplianceError(_("所选状态与程序的判断相同，请用同意。"))
    if not reason:
        raise ComplianceError(_("改判须写明理由。"))
    return status, reason


def _rests_on(finding: StoredFinding, status: str, passages: Sequence[Passage] | None) -> Sequence[Passage]:
    if passages is not None:
        return confirmed(finding, passages)
    if status != finding.status and status in _WITHOUT_PASSAGES:
        return []
    return of_the_program(finding)
