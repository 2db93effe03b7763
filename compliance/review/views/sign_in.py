"""Signing in and out, and one's own password."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views as auth
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models import Sum
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from compliance.review.administering import own_password
from compliance.review.auditing import audit
from compliance.review.middleware import address_of
from compliance.review.models import User


class SignInForm(AuthenticationForm):
    """Names longer than any user's are not tried: nothing could keep what was tried."""

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        if len(username) > 150:
            raise self.get_invalid_login_error()
        return username


class SignIn(auth.LoginView):
    """The sign-in page; who is signed in already goes on to the first page."""

    template_name = "review/sign_in.html"
    redirect_authenticated_user = True
    authentication_form = SignInForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refused where many names were tried from one address: each name alone would not be locked."""
        since = timezone.now() - timedelta(hours=settings.AXES_COOLOFF_TIME)
        failures = AccessAttempt.objects.filter(ip_address=address_of(request), attempt_time__gt=since).aggregate(
            total=Sum("failures_since_start", default=0)
        )
        if failures["total"] >= settings.MOST_FAILURES_AT_ONE_ADDRESS:
            return locked_out(request)
        return super().post(request, *args, **kwargs)


class SignOut(auth.LogoutView):
    """Signing out, by POST alone; what the browser kept of the pages goes too."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response


class Password(auth.PasswordChangeView):
    """Choosing a new password, knowing the old one; all other sessions of the user end, and the tokens."""

    template_name = "review/password.html"
    form_class = PasswordChangeForm

    def get_form(self, *arguments: Any, **named: Any) -> Any:
        """Django's form in the words and manner of the other forms."""
        form = super().get_form(*arguments, **named)
        form.label_suffix = ""
        form.fields["new_password1"].help_text = _(
            "至少 10 个字符；不要用常见密码、姓名或用户名，也不要只是工作中的常用词加数字。"
        )
        form.fields["new_password2"].label = _("再输一次")
        form.fields["new_password2"].help_text = ""
        return form

    def form_valid(self, form: Any) -> HttpResponse:
        own_password.change(self.request, form)
        messages.success(self.request, _("密码已更改。"))
        return redirect("home")

    def form_invalid(self, form: Any) -> HttpResponse:
        return redirect("sign_in") if own_password.refused(self.request, form) else super().form_invalid(form)


def locked_out(request: HttpRequest, *_arguments: Any, **_named: Any) -> HttpResponse:
    """What is shown after too many failed tries."""
    return render(request, "review/locked_out.html", status=429)


@receiver(user_logged_in)
def _signed_in(sender: Any, request: HttpRequest, user: User, **_named: Any) -> None:
    audit.record(audit.Actor(user, address_of(request)), "sign_in")


@receiver(user_logged_out)
def _signed_out(sender: Any, request: HttpRequest, user: User | None, **_named: Any) -> None:
    if user is not None:
        audit.record(audit.Actor(user, address_of(request)), "sign_out")


@receiver(user_login_failed)
def _failed(sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **_named: Any) -> None:
    """The name that was tried is kept only where it is a user's: people type passwords into the wrong field."""
    tried = str(credentials.get("username", ""))
    known = User.objects.filter(username=tried).exists()
    address = address_of(request) if request is not None else ""
    audit.record(audit.Actor(None, address), "sign_in_failed", tried=tried if known else "")
