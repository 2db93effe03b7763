"""What people made of the findings. Decisions and remarks are only ever added to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.review.models.drafts import StoredFinding
from compliance.review.models.people import User
from compliance.review.models.rounds import Submission


class Action(models.TextChoices):
    """What a decision does (决定)."""

    ACCEPT = "accept", _("同意")
    CHANGE = "change", _("改判")  # a reason is asked for
    WITHDRAW = "withdraw", _("撤回")  # of an earlier decision, which then no longer stands


class Decision(models.Model):
    """One reviewer's decision on one finding (决定), never changed and never removed."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="decisions")
    item = models.CharField(max_length=80)
    finding = models.ForeignKey(
        StoredFinding, on_delete=models.PROTECT, related_name="decisions"
    )  # what was before them
    reviewer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="decisions")
    made_at = models.DateTimeField(auto_now_add=True)
    action = models.CharField(max_length=10, choices=Action)
    status = models.CharField(max_length=20, blank=True)  # a terms.Status; "" where it withdraws
    reason = models.TextField(blank=True)
    # What it rests on: [{document, sha256, block, start, end, quote}], the program's passages or the reviewer's own.
    passages = models.JSONField(default=list)
    settles = models.BooleanField(default=False)  # a third reviewer's word on two that differ
    withdraws = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="withdrawn_by")
    together = models.UUIDField(null=True)  # one bulk decision has one number

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["submission", "item"], name="decision_of_item"),
            models.Index(fields=["reviewer", "-id"], name="decision_history"),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer} · {self.item} · {self.get_action_display()}"


class Anchor(models.TextChoices):
    """Where a decision's passages stand in the newest draft (定位)."""

    SAME_PLACE = "same_place", _("原处")
    BY_QUOTE = "by_quote", _("按原文重新定位")
    LOOK_AGAIN = "look_again", _("请再看")


class Standing(models.Model):
    """What of a reviewer's decisions stands now, and where: the index of Decision, which can be made anew from it."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="standings")
    item = models.CharField(max_length=80)
    reviewer = models.ForeignKey(User, on_delete=models.CASCADE, related_name="standings")
    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="standing")
    finding = models.ForeignKey(
        StoredFinding, on_delete=models.CASCADE, related_name="standings"
    )  # of the newest check
    anchor = models.CharField(max_length=12, choices=Anchor, default=Anchor.SAME_PLACE)
    passages = models.JSONField(default=list)  # as they stand in the newest draft
    why = models.CharField(max_length=200, blank=True)  # in Chinese, where it has to be looked at again

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "item", "reviewer"], name="one_standing_a_reviewer")
        ]

    def __str__(self) -> str:
        return f"{self.item} · {self.get_anchor_display()}"


class RemarkKind(models.TextChoices):
    """To whom a remark speaks."""

    COMMENT = "comment", _("批注")  # among reviewers
    QUESTION = "question", _("询问")  # to the district
    ANSWER = "answer", _("答复")


class Remark(models.Model):
    """A comment, a question to the district, or its answer; never changed and never removed."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="remarks")
    item = models.CharField(max_length=80)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="remarks")
    kind = models.CharField(max_length=10, choices=RemarkKind)
    text = models.TextField()
    answers = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="answered_by")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["submission", "item"], name="remark_of_item")]

    def __str__(self) -> str:
        return f"{self.author} · {self.item} · {self.get_kind_display()}"
