"""What a district handed in, and what the program found in it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from compliance.review.models.people import User
from compliance.review.models.rounds import Submission


class StoredFile(models.Model):
    """Uploaded bytes (文件), kept once by their hash in the data folder (files.py)."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()  # bytes
    received_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.sha256[:12]


class Draft(models.Model):
    """One version of a submission (稿): the files that were handed in together."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="drafts")
    number = models.PositiveIntegerField()  # from 1
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["submission", "-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["submission", "number"], name="draft_number")]

    def __str__(self) -> str:
        return f"{self.submission} · {self.number}"


class DraftFile(models.Model):
    """A file of a draft under the name that it came with."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="uses")
    name = models.CharField(max_length=255)  # a relative path where a folder was handed in

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["draft", "name"], name="one_file_a_name")]

    def __str__(self) -> str:
        return self.name


class CheckState(models.TextChoices):
    """How far a check has come (检查状态)."""

    WAITING = "waiting", _("排队中")
    RUNNING = "running", _("检查中")
    DONE = "done", _("已完成")
    FAILED = "failed", _("未能完成")
    CANCELLED = "cancelled", _("已取消")

    @property
    def is_over(self) -> bool:
        return self in (CheckState.DONE, CheckState.FAILED, CheckState.CANCELLED)


class Check(models.Model):
    """A draft judged against the round's scheme (检查), or on its way to that."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="checks")
    state = models.CharField(max_length=10, choices=CheckState, default=CheckState.WAITING)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    heartbeat = models.DateTimeField(null=True)  # when its worker was last seen
    attempts = models.PositiveSmallIntegerField(default=0)
    cancel_requested = models.BooleanField(default=False)
    step = models.CharField(max_length=300, blank=True)  # in Chinese, what is being done
    pages_read = models.PositiveIntegerField(default=0)
    items_judged = models.PositiveIntegerField(default=0)
    items_total = models.PositiveIntegerField(default=0)
    message = models.TextField(blank=True)  # why it failed, and what to do
    report = models.JSONField(null=True)  # report.schema.json; null until done

    class Meta:
        ordering: ClassVar = ["-asked_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["draft"], condition=Q(state__in=["waiting", "running"]), name="one_check_at_a_time"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["state", "heartbeat"], name="check_lost")]

    def __str__(self) -> str:
        return f"{self.draft} · {self.get_state_display()}"


class CheckedDocument(models.Model):
    """A file as it was read (读到的文件): its blocks, so that quotes can be shown where they stand."""

    check_run = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="documents")
    number = models.PositiveIntegerField()  # its index in the report's documents
    name = models.CharField(max_length=600)
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=120)
    pages = models.PositiveIntegerField(null=True)
    content = models.JSONField()  # a terms.Document as plain values (pages/stored.py)

    class Meta:
        ordering: ClassVar = ["check_run", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["check_run", "number"], name="document_number")]

    def __str__(self) -> str:
        return self.name


class StoredFinding(models.Model):
    """An item judged by a check (发现); what it says besides stands in `detail`, as in the report."""

    check_run = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="findings")
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="findings")
    newest = models.BooleanField(default=True)  # of the submission's newest check that is done
    item = models.CharField(max_length=80)
    number = models.PositiveIntegerField()  # the item's place in the scheme, from 0
    title = models.TextField()
    status = models.CharField(max_length=20)
    confidence = models.FloatField()
    proposed_need = models.FloatField()  # probability that it is a gap, by the program alone
    need = models.FloatField()  # the same, by what was decided since as well: what is reviewed first (queueing.py)
    detail = models.JSONField()

    class Meta:
        ordering: ClassVar = ["check_run", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["check_run", "item"], name="one_finding_an_item")]
        indexes: ClassVar = [
            models.Index(fields=["submission", "newest", "number"], name="finding_of_submission"),
            models.Index(fields=["newest", "-need"], name="finding_by_need"),
        ]

    def __str__(self) -> str:
        return f"{self.item} · {self.status}"
