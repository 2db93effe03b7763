"""The page of a round's control sample: what it says, and drawing one."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from compliance.errors import ComplianceError
from compliance.review import access
from compliance.review.auditing.audit import Actor
from compliance.review.learning import sampling
from compliance.review.models import Role


class DrawForm(forms.Form):
    """How many findings to draw."""

    size = forms.IntegerField(label=gettext_lazy("抽取条数"), min_value=1, max_value=100_000)


@access.for_roles(Role.ADMINISTRATOR, Role.REVIEWER)
@require_http_methods(["GET", "POST"])
def control_sample(request: HttpRequest, round_id: int) -> HttpResponse:
    """Who may see the round sees what its sample says; an administrator draws."""
    user = access.signed_in(request)
    found = get_object_or_404(access.rounds(user), pk=round_id)
    form = DrawForm(request.POST or None)
    if request.method == "POST":
        access.require(user, Role.ADMINISTRATOR)
        if form.is_valid():
            try:
                drawn = sampling.draw(Actor.of(request), found, form.cleaned_data["size"])
            except ComplianceError as fault:
                form.add_error(None, str(fault))
            else:
                messages.success(request, _("已抽取 %(size)d 条，请分给评审员评审。") % {"size": len(drawn.drawn)})
                return redirect("control_sample", found.pk)
    population, proposals = sampling.proposals(found)
    told = {
        "round": found,
        "form": form,
        "remaining": sampling.remaining(found),
        "population": population,
        "proposals": proposals,
    }
    return render(request, "review/rounds/control_sample.html", told, status=400 if form.errors else 200)
