"""Words and marks of statuses in templates."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext

from compliance.reports import words
from compliance.terms import Status

register = template.Library()


@register.filter
def status_name(status: str) -> str:
    """已有依据 for met."""
    return gettext(words.STATUS_NAMES[Status(status)])


@register.filter
def mark(status: str) -> str:
    """✓ for met."""
    return words.STATUS_MARKS[Status(status)]
