"""Saving what has a name that nobody else may have."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model

from compliance.errors import ComplianceError


def save_unless_taken(row: Model, taken: ComplianceError, **named: Any) -> None:
    """Save a row; raises `taken` where another has taken its name since it was looked for."""
    try:
        with transaction.atomic():
            row.save(**named)
    except IntegrityError as fault:
        raise taken from fault
