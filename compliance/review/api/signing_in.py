"""Who asks the API: a token, or the session of a page with its CSRF token."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja.security import HttpBearer, SessionAuth

from compliance.review import tokens
from compliance.review.models import User


class NeedsSession(PermissionDenied):
    """A token came where only a session may."""


class Bearer(HttpBearer):
    """Authorization: Bearer cpl_…"""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        user = tokens.user_of(token)
        if user is not None:
            request.user = user
        return user


class Session(SessionAuth):
    """The session of a page, with its CSRF token."""

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:
        return request.user if isinstance(request.user, User) else None


class SessionAlone(Session):
    """For what gives a key of one's own account: who found a token must not get one that outlives it."""

    def __call__(self, request: HttpRequest) -> Any:
        if "Authorization" in request.headers:
            raise NeedsSession
        return super().__call__(request)
