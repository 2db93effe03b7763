"""The rectification ledger (整改台账): from a confirmed gap to its closing (销号)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.review.models.decisions import Decision
from compliance.review.models.drafts import Draft
from compliance.review.models.people import User
from compliance.review.models.rounds import Submission


class Problem(models.Model):
    """A confirmed gap that has to be put right (问题). Its state is one of the round's procedure."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="problems")
    item = models.CharField(max_length=80)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="problems")  # that confirmed the gap
    title = models.TextField(_("问题"))
    duty = models.CharField(_("责任单位"), max_length=120, blank=True)
    person = models.CharField(_("责任人"), max_length=60, blank=True)
    due = models.DateField(_("整改时限"), null=True, blank=True)
    measures = models.TextField(_("整改措施"), blank=True)
    state = models.CharField(max_length=40)
    proposed_closing = models.TextField(blank=True)  # in Chinese, why the newest check proposes to close it; "" if not
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["due", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["submission", "item"], name="one_problem_an_item")]
        indexes: ClassVar = [models.Index(fields=["state", "due"], name="problem_overdue")]

    def __str__(self) -> str:
        return f"{self.submission} · {self.item}"


class ProblemEvent(models.Model):
    """Something that happened to a problem (台账记录); never changed and never removed."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")  # null: the program
    action = models.CharField(max_length=40)  # of the procedure
    before = models.CharField(max_length=40, blank=True)
    after = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, null=True, related_name="+")  # the new evidence

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.problem} · {self.action}"
