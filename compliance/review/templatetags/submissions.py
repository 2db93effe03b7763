"""Words and marks of statuses in templates."""

from __future__ import annotations

from django import template

from compliance.reports import words
from compliance.review.report_words import STATUS_NAMES
from compliance.review.stored_words import said
from compliance.terms import Status

register = template.Library()
register.filter("said", said)


@register.filter
def status_name(status: str) -> str:
    """已有依据 for met."""
    return str(STATUS_NAMES[Status(status)])


@register.filter
def mark(status: str) -> str:
    """✓ for met."""
    return words.STATUS_MARKS[Status(status)]
