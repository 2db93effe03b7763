"""People and districts, for administrators. A first password is shown on the answer to the request and nowhere else."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from compliance.errors import ComplianceError
from compliance.review import access
from compliance.review.administering import people, people_list
from compliance.review.administering.forms import DistrictForm, DistrictsForm, PeopleListForm, PersonForm
from compliance.review.auditing.audit import Actor, record
from compliance.review.models import District, Role, User
from compliance.review.views.answers import asked, attempt, attempt_form

NewPeople = list[tuple[User, str]]


@require_GET
@access.for_roles(Role.ADMINISTRATOR)
def people_page(request: HttpRequest) -> HttpResponse:
    """Everybody, by role, as a search narrows them."""
    text, role = asked(request, "text", 60), asked(request, "role")
    found = people.found(text, role)
    record(Actor.of(request), "view", "people", what="people", filter={"text": text, "role": role}, total=found.count())
    return render(request, "review/people.html", {"people": found, "text": text, "role": role, "roles": Role.choices})


@require_http_methods(["GET", "POST"])
@access.for_roles(Role.ADMINISTRATOR)
def person_new(request: HttpRequest) -> HttpResponse:
    """Add a user."""
    form = PersonForm(request.POST) if request.method == "POST" else PersonForm()
    if request.method == "POST" and form.is_valid():
        added: NewPeople = []
        if attempt_form(form, lambda: added.append(people.add_user(Actor.of(request), form.wanted()))):
            return _passwords(request, added)
    return render(request, "review/person_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
@access.for_roles(Role.ADMINISTRATOR)
def person_change(request: HttpRequest, number: int) -> HttpResponse:
    """Change a user."""
    person = get_object_or_404(User, pk=number)
    if request.method == "GET":
        record(Actor.of(request), "view", f"user:{person.pk}", what="person", username=person.username)
    form = PersonForm.on(person, request.POST) if request.method == "POST" else PersonForm.on(person)
    if request.method == "POST" and form.is_valid():

        def change() -> None:
            people.change_user(Actor.of(request), person, form.wanted())

        if attempt_form(form, change):
            messages.success(request, _("已保存。"))
            return redirect("people")
    return render(request, "review/person_form.html", {"form": form, "person": person})


@require_POST
@access.for_roles(Role.ADMINISTRATOR)
def person_deactivate(request: HttpRequest, number: int) -> HttpResponse:
    """Keep a user out."""
    person = get_object_or_404(User, pk=number)
    attempt(
        request,
        lambda: people.deactivate(Actor.of(request), person),
        _("已停用%(who)s，登录和令牌立即失效。") % {"who": person},
    )
    return redirect("person_change", person.pk)


@require_POST
@access.for_roles(Role.ADMINISTRATOR)
def person_reactivate(request: HttpRequest, number: int) -> HttpResponse:
    """Let a user in again."""
    person = get_object_or_404(User, pk=number)
    attempt(request, lambda: people.reactivate(Actor.of(request), person), _("%(who)s可以重新登录。") % {"who": person})
    return redirect("person_change", person.pk)


@require_POST
@access.for_roles(Role.ADMINISTRATOR)
def person_reset(request: HttpRequest, number: int) -> HttpResponse:
    """Give a user a new password, shown once."""
    person = get_object_or_404(User, pk=number)
    given: NewPeople = []
    try:
        given.append((person, people.reset_password(Actor.of(request), person)))
    except ComplianceError as fault:
        messages.error(request, str(fault))
        return redirect("person_change", person.pk)
    return _passwords(request, given)


@require_POST
@access.for_roles(Role.ADMINISTRATOR)
def person_unlock(request: HttpRequest, number: int) -> HttpResponse:
    """Forget a user's failed tries."""
    person = get_object_or_404(User, pk=number)
    attempt(request, lambda: people.unlock(Actor.of(request), person), _("已解除锁定，可以重新登录。"))
    return redirect("person_change", person.pk)


@require_http_methods(["GET", "POST"])
@access.for_roles(Role.ADMINISTRATOR)
def people_import(request: HttpRequest) -> HttpResponse:
    """Add everybody on a list."""
    form = PeopleListForm(request.POST, request.FILES) if request.method == "POST" else PeopleListForm()
    if request.method == "POST" and form.is_valid():
        added: NewPeople = []

        def take_in() -> None:
            file = form.cleaned_data["file"]
            listed = people_list.people_of(file.read(people_list.MOST_BYTES + 1))
            added.extend(people.add_listed(Actor.of(request), listed, form.cleaned_data["new_districts"]))

        if attempt_form(form, take_in):
            return _passwords(request, added)
    return render(request, "review/people_import.html", {"form": form})


@require_http_methods(["GET", "POST"])
@access.for_roles(Role.ADMINISTRATOR)
def districts(request: HttpRequest) -> HttpResponse:
    """All districts, and adding some."""
    form = DistrictsForm(request.POST) if request.method == "POST" else DistrictsForm()
    if request.method == "POST" and form.is_valid():
        added: list[District] = []

        def add() -> None:
            added.extend(people.add_districts(Actor.of(request), people_list.districts_of(form.cleaned_data["names"])))

        if attempt_form(form, add):
            messages.success(request, _("已添加 %(number)s 个区县。") % {"number": len(added)})
            return redirect("districts")
    return render(request, "review/districts.html", {"districts": people.districts_counted(), "form": form})


@require_http_methods(["GET", "POST"])
@access.for_roles(Role.ADMINISTRATOR)
def district_rename(request: HttpRequest, number: int) -> HttpResponse:
    """Give a district another name."""
    district = get_object_or_404(access.districts(access.signed_in(request)), pk=number)
    posted = request.method == "POST"
    form = DistrictForm(request.POST) if posted else DistrictForm(initial={"name": district.name})
    if posted and form.is_valid():

        def rename() -> None:
            people.rename_district(Actor.of(request), district, form.cleaned_data["name"])

        if attempt_form(form, rename):
            messages.success(request, _("已改名。"))
            return redirect("districts")
    return render(request, "review/district_form.html", {"form": form, "district": district})


def _passwords(request: HttpRequest, added: NewPeople) -> HttpResponse:
    return render(request, "review/passwords.html", {"added": added})
