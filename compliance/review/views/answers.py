"""What pages that change something have in common."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest

from compliance.errors import ComplianceError


def asked(request: HttpRequest, name: str, most: int = 200) -> str:
    """What the address asks for under this name, as far as a database can look for it."""
    return request.GET.get(name, "").replace("\0", "").strip()[:most]


def attempt(request: HttpRequest, act: Callable[[], object], done: str) -> bool:
    """Do it and say so on the next page; a user's mistake is said there instead. Whether it was done."""
    try:
        act()
    except ComplianceError as fault:
        messages.error(request, str(fault))
        return False
    messages.success(request, done)
    return True


def attempt_form(form: BaseForm, act: Callable[[], object]) -> bool:
    """Do it; a user's mistake is shown in the form. Whether it was done."""
    try:
        act()
    except ComplianceError as fault:
        form.add_error(None, str(fault))
        return False
    return True
