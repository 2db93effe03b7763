"""The printed form of a finished check (打印稿): the report as one HTML page, kept beside the database.

It is written before the result is, so that a check that is done has one; a check whose result was stored otherwise has
none, and the pages then offer JSON alone.
"""

from __future__ import annotations

from contextlib import suppress
from html import escape
from pathlib import Path

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from compliance.review.learning import sampling
from compliance.review.models import Check, CheckState
from compliance.review.submitting import files

# Stands on a kept page where the assurance belongs, which changes while a round is reviewed.
ASSURANCE = "[assurance]"
_KEPT = f'<p class="assurance">{ASSURANCE}</p>'


def keep(check: Check, html: str) -> None:
    """Keep the page; one that an earlier attempt has left is replaced."""
    files.write_whole(path_of(check), html.encode("utf-8"))


def copy(earlier: Check, check: Check) -> None:
    """The page of the check whose result was taken over, where it has one."""
    with suppress(FileNotFoundError):
        files.write_whole(path_of(check), path_of(earlier).read_bytes())


def page_of(check: Check, assurance: str) -> bytes:
    """The page with what is known now of the gaps that nobody has seen on its cover; "" says nothing of them.

    Raises FileNotFoundError where the check has no page.
    """
    said = f'<p class="assurance">{escape(assurance)}</p>' if assurance else ""
    return path_of(check).read_bytes().replace(_KEPT.encode(), said.encode())


def given_out(check: Check) -> bytes:
    """The page as somebody takes it now: in Chinese, whoever that is.

    Raises FileNotFoundError where the check is not done, or has no page.
    """
    if check.state != CheckState.DONE:  # one that was cancelled in its last moment has left a page
        raise FileNotFoundError
    with translation.override(settings.LANGUAGE_CODE):
        return page_of(check, sampling.assurance(check.draft.submission.round))


def file_name(check: Check, suffix: str) -> str:
    """What a report is called as a file."""
    draft = check.draft
    named = {"district": draft.submission.district.name, "number": draft.number}
    return _("%(district)s-第%(number)d稿-检查报告") % named + f".{suffix}"


def path_of(check: Check) -> Path:
    """Where the page is, or would be."""
    return Path(settings.DATA) / "reports" / f"{check.pk}.html"


def now_words() -> str:
    """Now, by the office's clock, as a report says when it was made."""
    return timezone.localtime().strftime("%Y-%m-%d %H:%M")
