"""One's own password (自己的密码), changed knowing the old one. Other sessions end by themselves, the tokens here."""

from __future__ import annotations

from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.db import transaction
from django.http import HttpRequest

from compliance.review import tokens
from compliance.review.auditing import audit

TRIES = 5  # at one's old password, before the session ends
_TRIED = "password_tries"


def change(request: HttpRequest, form: PasswordChangeForm) -> None:
    """Keep the new password of a form that is valid; the session that asked goes on."""
    _keep(audit.Actor.of(request), form)
    update_session_auth_hash(request, form.user)


def refused(request: HttpRequest, form: PasswordChangeForm) -> bool:
    """Note what is wrong with a form; whether the session has ended by it.

    Who found a computer signed in does not try passwords for long.
    """
    if not form.has_error("old_password", "password_incorrect"):
        return False
    audit.record(audit.Actor.of(request), "change_password_failed", f"user:{form.user.pk}")
    tries = request.session.get(_TRIED, 0) + 1
    request.session[_TRIED] = tries
    if tries < TRIES:
        return False
    logout(request)
    return True


@transaction.atomic
def _keep(actor: audit.Actor, form: PasswordChangeForm) -> None:
    form.user.must_change_password = False
    form.save()
    tokens.end_all(form.user)
    audit.record(actor, "change_password", f"user:{form.user.pk}")
