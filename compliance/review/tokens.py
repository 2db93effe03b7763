"""Tokens (令牌): with one, a program uses the API in a user's name; the secret is shown once and never kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compliance.errors import ComplianceError
from compliance.review.auditing import audit
from compliance.review.models import Token, User

MOST_TOKENS = 20  # of one user
_PREFIX = "cpl_"  # so that a leaked one is recognised


@transaction.atomic
def make(actor: audit.Actor, user: User, name: str, days: int = 365) -> tuple[Token, str]:
    """A new token and its secret, which cannot be read again. Raises ComplianceError."""
    held = User.objects.select_for_update(of=("self",)).get(pk=user.pk)  # two made at once are not one too many
    if held.password != user.password:  # who was signed in with the old one gets no token that outlives it
        raise ComplianceError(_("密码刚刚改过，请重新登录后再建立令牌。"))
    if not name.strip():
        raise ComplianceError(_("请写明令牌的用途。"))
    if user.tokens.count() >= MOST_TOKENS:
        raise ComplianceError(_("令牌已有 %(number)s 个，请先作废不用的。") % {"number": MOST_TOKENS})
    secret = _PREFIX + secrets.token_urlsafe(32)
    expires = timezone.now() + timedelta(days=days)
    token = Token.objects.create(user=user, name=name.strip(), digest=_digest(secret), expires_at=expires)
    audit.record(actor, "make_token", f"user:{user.pk}", name=token.name)
    return token, secret


@transaction.atomic
def revoke(actor: audit.Actor, token: Token) -> None:
    """End a token at once."""
    audit.record(actor, "revoke_token", f"user:{token.user_id}", name=token.name)
    token.delete()


def end_all(user: User) -> None:
    """End all tokens of a user; the entry of what ends them is the log's word for it."""
    user.tokens.all().delete()


def user_of(secret: str) -> User | None:
    """The active user whose token this is; None for one that is unknown or has expired."""
    now = timezone.now()
    token = Token.objects.select_related("user").filter(digest=_digest(secret), expires_at__gt=now).first()
    if token is None or not token.user.is_active or token.user.must_change_password:
        return None
    if token.last_used_at is None or now - token.last_used_at > timedelta(minutes=5):
        Token.objects.filter(pk=token.pk).update(last_used_at=now)
    return token.user


def _digest(secret: str) -> str:
    # The secret has 256 bits of chance, so a fast hash without salt gives nothing away.
    return hashlib.sha256(secret.encode("utf-8")).hexdigest()
