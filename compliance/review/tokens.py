"""Tokens (令牌): with one, a program uses the API in a user's name; the secret is shown once and never kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from compliance.review.auditing import audit
from compliance.review.models import Token, User

_PREFIX = "cpl_"  # so that a leaked one is recognised


@transaction.atomic
def make(actor: audit.Actor, user: User, name: str, days: int = 365) -> tuple[Token, str]:
    """A new token and its secret, which cannot be read again."""
    secret = _PREFIX + secrets.token_urlsafe(32)
    expires = timezone.now() + timedelta(days=days)
    token = Token.objects.create(user=user, name=name, digest=_digest(secret), expires_at=expires)
    audit.record(actor, "make_token", f"user:{user.pk}", name=name)
    return token, secret


@transaction.atomic
def revoke(actor: audit.Actor, token: Token) -> None:
    """End a token at once."""
    audit.record(actor, "revoke_token", f"user:{token.user_id}", name=token.name)
    token.delete()


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
