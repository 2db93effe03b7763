"""What is inspected when, of whom, and who looks at it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.review.models.people import District, User


class Round(models.Model):
    """One inspection (轮次): a year, a scheme, the districts, a deadline. It is open until it is closed."""

    title = models.CharField(_("名称"), max_length=120, unique=True)
    year = models.PositiveSmallIntegerField(_("年度"))
    scheme = models.CharField(_("评估方案"), max_length=120)  # id of a scheme
    procedure = models.CharField(_("清单办法"), max_length=40, default="plain")  # id of a file of procedures/
    deadline = models.DateField(_("截止日期"))
    districts = models.ManyToManyField(District, through="Submission", related_name="rounds", verbose_name=_("区县"))
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-year", "-opened_at"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class Submission(models.Model):
    """What one district hands in to one round (报送材料), draft after draft."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="submissions")
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="submissions")
    reviewers = models.ManyToManyField(User, through="Assignment", through_fields=("submission", "reviewer"))

    class Meta:
        ordering: ClassVar = ["round", "district__name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "district"], name="one_submission_a_district")
        ]

    def __str__(self) -> str:
        return f"{self.district} · {self.round}"

    @property
    def takes_drafts(self) -> bool:
        """While its round is open, and after that as long as problems wait for evidence that they were put right."""
        return self.round.is_open or self.problems.filter(closed_at__isnull=True).exists()


class Duty(models.TextChoices):
    """What a reviewer is assigned to do (分工)."""

    REVIEW = "review", _("评审")
    SETTLE = "settle", _("裁定")  # where two reviewers disagree


class Assignment(models.Model):
    """A submission given to a reviewer (分配)."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="assignments")
    reviewer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments")
    duty = models.CharField(_("分工"), max_length=10, choices=Duty, default=Duty.REVIEW)
    assigned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["submission", "reviewer"]
        constraints: ClassVar = [
            # Who has reviewed a submission cannot settle it too.
            models.UniqueConstraint(fields=["submission", "reviewer"], name="one_duty_a_reviewer")
        ]

    def __str__(self) -> str:
        return f"{self.reviewer} · {self.get_duty_display()} · {self.submission}"
