"""The office's settings, and everybody's own tokens."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from compliance.review import access, tokens
from compliance.review.administering.forms import OfficeForm, TokenForm
from compliance.review.administering.office import change_office
from compliance.review.auditing.audit import Actor
from compliance.review.models import Office, Role
from compliance.review.views.answers import attempt_form


@require_http_methods(["GET", "POST"])
@access.for_roles(Role.ADMINISTRATOR)
def office_page(request: HttpRequest) -> HttpResponse:
    """The office's name, and whether its decisions may improve the models."""
    form = (
        OfficeForm(request.POST, instance=Office.here(), label_suffix="")
        if request.method == "POST"
        else OfficeForm(instance=Office.here(), label_suffix="")
    )
    if request.method == "POST" and form.is_valid():
        filled = form.cleaned_data

        def change() -> None:
            change_office(Actor.of(request), filled["name"], filled["learns_from_decisions"])

        if attempt_form(form, change):
            messages.success(request, _("已保存。"))
            return redirect("office")
    return render(request, "review/office.html", {"form": form})


@require_http_methods(["GET", "POST"])
def tokens_page(request: HttpRequest) -> HttpResponse:
    """One's own tokens; the secret of a new one is shown on this answer and nowhere else."""
    user = access.signed_in(request)
    form = TokenForm(request.POST) if request.method == "POST" else TokenForm()
    secret = ""
    if request.method == "POST" and form.is_valid():
        made: list[str] = []
        filled = form.cleaned_data

        def make() -> None:
            made.append(tokens.make(Actor.of(request), user, filled["name"], filled["days"])[1])

        if attempt_form(form, make):
            secret, form = made[0], TokenForm()
    listed = user.tokens.all()
    return render(
        request, "review/tokens.html", {"form": form, "tokens": listed, "secret": secret, "now": timezone.now()}
    )


@require_POST
def token_revoke(request: HttpRequest, number: int) -> HttpResponse:
    """End one's own token at once."""
    token = get_object_or_404(access.signed_in(request).tokens.all(), pk=number)
    tokens.revoke(Actor.of(request), token)
    messages.success(request, _("令牌已作废。"))
    return redirect("tokens")
