"""The first page, which differs by role, and the choice of language."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from django.views.i18n import JavaScriptCatalog

from compliance.review import access
from compliance.review.administering import waiting
from compliance.review.models import Role


def home(request: HttpRequest) -> HttpResponse:
    """What waits for this user, by role."""
    user = access.signed_in(request)
    today = timezone.localdate()
    if user.role == Role.DISTRICT:
        return render(request, "review/home_district.html", {"submissions": waiting.of_district(user, today)})
    if user.role == Role.REVIEWER:
        return render(request, "review/home_reviewer.html", {"submissions": waiting.of_reviewer(user, today)})
    overdue, problems = waiting.overdue_problems(user, today)
    shown = {
        "rounds": waiting.of_administrator(user, today),
        "failed": waiting.failed_checks(user),
        "overdue": overdue,
        "problems": problems,
        "people": waiting.numbers_of_people(),
    }
    return render(request, "review/home_administrator.html", shown)


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language in a cookie, and go back to the page."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)  # never taken for the name of a page
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=365 * 24 * 3600,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


# What scripts say, in the language of the page (static/review/words.js).
words = login_not_required(JavaScriptCatalog.as_view(packages=["compliance.review"]))
