"""Who works here."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a user is here to do (角色)."""

    ADMINISTRATOR = "administrator", _("管理员")
    REVIEWER = "reviewer", _("评审员")
    DISTRICT = "district", _("区县用户")


class District(models.Model):
    """A district (区县) or school that hands in submissions."""

    name = models.CharField(_("名称"), max_length=60, unique=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """A person with one role; a district's user belongs to one district."""

    role = models.CharField(_("角色"), max_length=20, choices=Role, default=Role.DISTRICT)
    district = models.ForeignKey(
        District, verbose_name=_("区县"), on_delete=models.PROTECT, null=True, blank=True, related_name="users"
    )
    full_name = models.CharField(_("姓名"), max_length=60, blank=True)
    keys = models.JSONField(_("快捷键"), default=dict, blank=True)  # action → key, where it differs from the usual one
    must_change_password = models.BooleanField(default=False)  # it was set by somebody else

    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering: ClassVar = ["username"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(role="district", district__isnull=False) | (~Q(role="district") & Q(district__isnull=True)),
                name="user_district_by_role",
                violation_error_message=_("区县用户要有区县，其他角色没有区县。"),
            )
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    @property
    def is_administrator(self) -> bool:
        return self.role == Role.ADMINISTRATOR

    @property
    def is_reviewer(self) -> bool:
        return self.role == Role.REVIEWER

    @property
    def is_district(self) -> bool:
        return self.role == Role.DISTRICT


class Token(models.Model):
    """A key with which a program uses the API in a user's name (令牌); only its digest is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("用途"), max_length=60)
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the secret, which has 256 bits of chance
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return self.name
