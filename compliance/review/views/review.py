"""The review page: its frame, which asks the API for everything else, and the choice of one's own keys."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from compliance.reports import words
from compliance.review import access, report_words
from compliance.review.models import Role, User
from compliance.review.reviewing.review_keys import COMMAND_NAMES, USUAL_KEYS, fault_in, in_words, keys_of, own_keys


@require_GET
@access.for_roles(Role.ADMINISTRATOR, Role.REVIEWER)
def review(request: HttpRequest) -> HttpResponse:
    """The three panes. Filters stand in the address; the page's own modules read them and ask the API."""
    user = access.signed_in(request)
    submissions = access.submissions(user).order_by("-round__year", "round", "district__name")
    return render(
        request,
        "review/review.html",
        {
            "rounds": access.rounds(user),
            "districts": access.districts(user),
            "anything": submissions.exists(),
            "page": _page(user),
        },
    )


@require_http_methods(["GET", "POST"])
@access.for_roles(Role.ADMINISTRATOR, Role.REVIEWER)
def review_keys(request: HttpRequest) -> HttpResponse:
    """Choose one's own keys; what conflicts is refused and stays in the form."""
    user = access.signed_in(request)
    keys, fault = keys_of(user.keys), None
    if request.method == "POST":
        keys = _chosen(request)
        fault = fault_in(keys)
        if fault is None:
            user.keys = own_keys(keys)
            user.save(update_fields=["keys"])
            messages.success(request, _("快捷键已保存。"))
            return redirect("review_keys")
    rows = [
        {"command": command, "name": COMMAND_NAMES[command], "key": keys[command], "usual": usual}
        for command, usual in USUAL_KEYS.items()
    ]
    told = {"rows": rows, "fault": in_words(fault) if fault else "", "faulty": fault.command if fault else ""}
    return render(request, "review/review_keys.html", told, status=409 if fault else 200)


def _chosen(request: HttpRequest) -> dict[str, str]:
    if "usual" in request.POST:
        return dict(USUAL_KEYS)
    if "none" in request.POST:
        return dict.fromkeys(USUAL_KEYS, "")
    return {command: request.POST.get(command, "").strip().lower() for command in USUAL_KEYS}


def _page(user: User) -> dict[str, Any]:
    """What the page's modules need to know from the start."""
    return {
        "user": user.pk,
        "decides": user.role == Role.REVIEWER,
        "keys": keys_of(user.keys),
        "commands": {command: str(name) for command, name in COMMAND_NAMES.items()},
        "signIn": reverse("sign_in"),
        "timeZone": settings.TIME_ZONE,
        "closerLookBelow": words.CLOSER_LOOK_BELOW,
        "lowRecognitionBelow": words.LOW_RECOGNITION_BELOW,
        "statuses": [
            {
                "value": status.value,
                "name": str(report_words.STATUS_NAMES[status]),
                "mark": words.STATUS_MARKS[status],
                "meaning": str(report_words.STATUS_MEANINGS[status]),
                "gap": status.is_gap,
            }
            for status in words.STATUS_ORDER
        ],
        "polarities": {polarity.value: str(name) for polarity, name in report_words.POLARITY_NAMES.items()},
        "parts": {part: str(name) for part, name in report_words.PART_NAMES.items()},
    }
