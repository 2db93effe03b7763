"""Uploaded bytes on disk, kept once by their hash."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings


def path_of(sha256: str) -> Path:
    """Where the bytes with this hash are, or would be."""
    return Path(settings.DATA) / "files" / sha256[:2] / sha256
