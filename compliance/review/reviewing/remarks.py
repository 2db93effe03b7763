"""Comments, questions to the district, and its answers (批注、询问、答复)."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from compliance.errors import ComplianceError
from compliance.review.auditing import audit
from compliance.review.auditing.audit import Actor
from compliance.review.models import Remark, RemarkKind, Role, StoredFinding
from compliance.review.reviewing import deciding

MOST_CHARACTERS = 4000
_MAY = {
    RemarkKind.COMMENT: (Role.REVIEWER, Role.ADMINISTRATOR),
    RemarkKind.QUESTION: (Role.REVIEWER,),
    RemarkKind.ANSWER: (Role.DISTRICT,),
}


@transaction.atomic
def remark(actor: Actor, finding: StoredFinding, kind: RemarkKind, text: str, answers: Remark | None = None) -> Remark:
    """Add a remark to a finding that the user may see; it stays with the item from draft to draft.

    `answers` is the question that an answer answers. Raises PermissionDenied where the role does not say such things,
    ComplianceError where the round is closed, the text is empty or too long, or it answers no question of this item.
    """
    submission = deciding.locked(finding.submission_id)  # who closes the round takes turns with who says something
    if actor.user is None or actor.user.role not in _MAY[kind]:
        raise PermissionDenied
    if not submission.round.is_open:
        raise ComplianceError(_("本轮次已经结束，不能再添加批注、询问或答复。"))
    said = text.strip()
    if not said:
        raise ComplianceError(_("请先写内容。"))
    if len(said) > MOST_CHARACTERS:
        raise ComplianceError(_("内容太长：最多 %d 字。") % MOST_CHARACTERS)
    if (kind == RemarkKind.ANSWER) != (answers is not None):
        raise ComplianceError(_("答复须对应一个询问。"))
    if answers is not None and not _is_question_on(answers, finding):
        raise ComplianceError(_("所答复的不是这一条的询问，请刷新页面。"))
    made = Remark.objects.create(
        submission=submission, item=finding.item, author=actor.user, kind=kind, text=said, answers=answers
    )
    audit.record_on(actor, kind.value, submission, item=finding.item, remark=made.pk)
    return made


def _is_question_on(question: Remark, finding: StoredFinding) -> bool:
    return (
        question.kind == RemarkKind.QUESTION
        and question.submission_id == finding.submission_id
        and question.item == finding.item
    )
