"""One finding with all that belongs to it, as far as its viewer may know."""

from __future__ import annotations

from typing import Any

from compliance.review import access
from compliance.review.models import (
    CheckedDocument,
    Decision,
    Remark,
    RemarkKind,
    Role,
    Standing,
    StoredFinding,
    User,
)
from compliance.review.reviewing.finding_list import Seen, outcome_seen, row_of, seen_finding
from compliance.review.reviewing.outcomes import State, sees_others
from compliance.review.stored_words import said

Json = dict[str, Any]


def detail(user: User, finding: StoredFinding) -> Json:
    """Everything that the review page shows of a finding; `finding` was found through access.findings."""
    seen = seen_finding(user, finding.pk)
    theirs = sees_others(seen.words, seen.viewer)
    standing = _standing(user, finding, theirs)
    return {
        "row": row_of(user, seen),
        "newest": finding.newest,
        "detail": finding.detail,
        "documents": _documents(finding),
        "mine": next((said for said in standing if said["reviewer_id"] == user.pk), None),
        "others": [said for said in standing if said["reviewer_id"] != user.pk],
        "outcome": outcome_seen(seen),
        "remarks": [remark_seen(remark) for remark in _remarks(user, finding, theirs)],
        "history": _history(user, finding, theirs),
        "earlier": _earlier(user, finding),
        **_may(user, finding, seen),
    }


def decision_seen(decision: Decision, standing: Standing | None = None) -> Json:
    """A decision; with its standing, the passages are where they stand in the newest draft."""
    return {
        "id": decision.pk,
        "finding": decision.finding_id,
        "submission": decision.submission_id,
        "item": decision.item,
        "reviewer_id": decision.reviewer_id,
        "reviewer": str(decision.reviewer),
        "made_at": decision.made_at,
        "action": decision.action,
        "status": decision.status,
        "reason": decision.reason,
        "settles": decision.settles,
        "together": decision.together,
        "withdraws": decision.withdraws_id,
        "passages": standing.passages if standing else decision.passages,
        "anchor": standing.anchor if standing else None,
        "why": said(standing.why) if standing else "",
        "lost": _lost(decision, standing) if standing else [],
    }


def _lost(decision: Decision, standing: Standing) -> list[Json]:
    """Passages that the decision rests on and that are not found in the newest draft."""
    found = {passage["quote"] for passage in standing.passages}
    return [passage for passage in decision.passages if passage["quote"] not in found]


def remark_seen(remark: Remark) -> Json:
    return {
        "id": remark.pk,
        "kind": remark.kind,
        "author_id": remark.author_id,
        "author": str(remark.author),
        "made_at": remark.made_at,
        "text": remark.text,
        "answers": remark.answers_id,
    }


def _standing(user: User, finding: StoredFinding, theirs: bool) -> list[Json]:
    if user.role == Role.DISTRICT:
        return []
    found = Standing.objects.filter(finding=finding).select_related("decision__reviewer").order_by("decision_id")
    if not theirs:
        found = found.filter(reviewer=user)
    return [decision_seen(standing.decision, standing) for standing in found]


def _documents(finding: StoredFinding) -> list[Json]:
    columns = ("id", "number", "name", "sha256", "media_type", "pages")
    return list(CheckedDocument.objects.filter(check_run=finding.check_run_id).order_by("number").values(*columns))


def _remarks(user: User, finding: StoredFinding, theirs: bool) -> list[Remark]:
    """Comments of others tell what they think: who has not decided yet does not see them."""
    found = access.remarks(user).filter(submission=finding.submission_id, item=finding.item)
    return [remark for remark in found if theirs or remark.kind != RemarkKind.COMMENT or remark.author_id == user.pk]


def _history(user: User, finding: StoredFinding, theirs: bool) -> list[Json]:
    """All decisions on the item from draft to draft, newest first, withdrawals included."""
    found = access.decisions(user).filter(submission=finding.submission_id, item=finding.item).order_by("-id")
    if not theirs:
        found = found.filter(reviewer=user)
    drafts = found.values_list("finding__check_run__draft__number", flat=True)
    return [{**decision_seen(made), "draft": draft} for made, draft in zip(found, drafts, strict=True)]


def _earlier(user: User, finding: StoredFinding) -> list[Json]:
    """What the program proposed for the item in each check, newest first."""
    found = access.findings(user).filter(submission=finding.submission_id, item=finding.item)
    columns = ("id", "status", "confidence", "newest", "check_run__draft__number")
    return [
        {"id": pk, "status": status, "confidence": confidence, "newest": newest, "draft": draft}
        for pk, status, confidence, newest, draft in found.order_by("-check_run_id").values_list(*columns)
    ]


def _may(user: User, finding: StoredFinding, seen: Seen) -> dict[str, bool]:
    settles = access.may_settle(user, finding.submission)
    disputed = seen.state is State.DISPUTED or (seen.state is State.SETTLED and seen.mine is not None)
    return {
        "may_decide": finding.newest and not settles and access.may_decide(user, finding.submission),
        "may_settle": finding.newest and settles and disputed,
    }
