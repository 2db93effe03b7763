"""What holds for every request."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

Respond = Callable[[HttpRequest], HttpResponse]

_LOOK_EVERY = 60  # seconds between two writes of the time that a session was last used
_SEEN, _BEGAN = "seen", "began"


def address_of(request: HttpRequest) -> str:
    """The address that the request came from, as the server saw it: headers that a client writes are not believed."""
    return str(request.META.get("REMOTE_ADDR", ""))


def closed_to_others(respond: Respond) -> Respond:
    """No page may use a device of the reader's, be used by another site, or stay in a cache.

    Where the workbench is served by HTTPS, a program that speaks in the clear is refused rather than sent on, so that
    this is noticed before more secrets travel (OWASP ASVS 5.0, 4.1.2).
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.HTTPS and not request.is_secure() and request.path.startswith("/api/"):
            response: HttpResponse = JsonResponse({"message": "HTTPS"}, status=403)
        else:
            response = respond(request)
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        # Submissions are nobody else's to keep: no copy in a shared browser's cache.
        response.setdefault("Cache-Control", "no-store, private")
        return response

    return middleware


def readable_address(respond: Respond) -> Respond:
    """An address with a null character is nobody's mistake in typing, and PostgreSQL cannot look for it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise SuspiciousOperation("null character in the address")
        return respond(request)

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
    allowed = ("/password/", "/sign-out/", "/language/", "/static/", "/api/account/password")

    def middleware(request: HttpRequest) -> HttpResponse:
        must = request.user.is_authenticated and request.user.must_change_password
        if must and not request.path.startswith(allowed):
            if request.path.startswith("/api/"):
                return JsonResponse({"message": _("请先更改密码。")}, status=403)
            return redirect("password")
        return respond(request)

    return middleware
