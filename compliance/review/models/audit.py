"""The audit log (审计日志)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class AuditEntry(models.Model):
    """One thing that somebody did or saw; each entry carries the hash of the one before (audit.py)."""

    number = models.PositiveBigIntegerField(primary_key=True)  # from 1, without gaps
    at = models.CharField(max_length=32)  # ISO 8601 in UTC, as it was hashed
    actor = models.CharField(max_length=150)  # a user's name as it was then; "" for the program
    address = models.CharField(max_length=45, blank=True)
    action = models.CharField(max_length=40)
    target = models.CharField(max_length=120, blank=True)  # submission:12, round:3, …
    district = models.CharField(max_length=60, blank=True)  # whose data it was
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)  # SHA-256 of the entry before; 64 zeros for the first
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.action}"
