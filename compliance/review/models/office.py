"""The office's own settings, and the control samples that it drew."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.review.models.people import User
from compliance.review.models.rounds import Round


class Office(models.Model):
    """The one inspection office (督导室) of this installation; there is one row, number 1."""

    name = models.CharField(_("单位名称"), max_length=120, default="教育督导室")
    learns_from_decisions = models.BooleanField(_("同意用评审决定改进本机模型"), default=False)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def here(cls) -> Office:
        """The row, made with the usual settings where there is none yet."""
        office, _made = cls.objects.get_or_create(pk=1)
        return office


class ControlSample(models.Model):
    """Findings of a round drawn by chance beside the queue (对照抽样), whatever the program thinks of them."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="control_samples")
    drawn_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(auto_now_add=True)
    seed = models.PositiveBigIntegerField()  # so that the draw can be repeated
    population = models.JSONField()  # [[submission, item], …]: what was not yet looked at, in order
    drawn = models.JSONField()  # [[submission, item], …]

    class Meta:
        ordering: ClassVar = ["-drawn_at"]

    def __str__(self) -> str:
        return f"{self.round} · {len(self.drawn)}/{len(self.population)}"
