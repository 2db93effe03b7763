"""What every template knows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from compliance import __version__
from compliance.review.models import Office, User


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """The office's name and the program's version, for those who are signed in."""
    known = isinstance(getattr(request, "user", None), User)
    return {"office": Office.here() if known else None, "version": __version__}
