"""What holds for every request."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

Respond = Callable[[HttpRequest], HttpResponse]

_LOOK_EVERY = 60  # seconds between two writes of the time that a session was last used
_SEEN, _BEGAN = "seen", "began"


def address_of(request: HttpRequest) -> str:
    """The address that the request came from, as the server saw it: headers that a client writes are not believed."""
    return str(request.META.get("REMOTE_ADDR", ""))


def permissions_policy(respond: Respond) -> Respond:
    """No page may use a device of the reader's."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        # Submissions are nobody else's to keep: no copy in a shared browser's cache.
        response.setdefault("Cache-Control", "no-store, private")
        return response

    return middleware


def chosen_language(respond: Respond) -> Respond:
    """Chinese, unless the reader chose another language; what the browser prefers does not matter."""
    known = dict(settings.LANGUAGES)

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in known else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = respond(request)
            response.setdefault("Content-Language", language)
            return response

    return middleware


def session_ends(respond: Respond) -> Respond:
    """Sign out who has not been here for an hour, and everybody after twelve (OWASP ASVS 5.0, 7.3.1 and 7.3.2)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = time.time()
            seen, began = request.session.get(_SEEN, now), request.session.setdefault(_BEGAN, now)
            if now - seen > settings.SESSION_IDLE_SECONDS or now - began > settings.SESSION_COOKIE_AGE:
                logout(request)
            elif _SEEN not in request.session or now - seen > _LOOK_EVERY:
                request.session[_SEEN] = now
        return respond(request)

    return middleware


def own_password_first(respond: Respond) -> Respond:
    """Who was given a password by somebody else chooses one of their own before anything else."""
    allowed = ("/password/", "/sign-out/", "/language/", "/static/")

    def middleware(request: HttpRequest) -> HttpResponse:
        must = request.user.is_authenticated and request.user.must_change_password
        if must and not request.path.startswith(allowed):
            return redirect("password")
        return respond(request)

    return middleware
