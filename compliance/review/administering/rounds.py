"""Rounds (轮次): opened, changed, closed. Each service is one transaction with its entry in the audit log."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compliance.errors import ComplianceError
from compliance.review.administering.saving import save_unless_taken
from compliance.review.auditing import audit
from compliance.review.models import District, Draft, Round, Submission
from compliance.review.rectifying.procedure import every_procedure
from compliance.review.reviewing import deciding
from compliance.review.submitting import checking
from compliance.review.submitting.schemes_known import known_schemes

FIRST_YEAR, LAST_YEAR = 2000, 2100
NAMES_IN_A_MESSAGE = 5


@dataclass(frozen=True, slots=True)
class RoundWanted:
    """A round as an administrator wants it."""

    title: str
    year: int
    scheme: str  # id
    procedure: str  # id
    deadline: date
    districts: frozenset[int]  # ids


@transaction.atomic
def open_round(actor: audit.Actor, wanted: RoundWanted) -> Round:
    """Open a round with its districts. Raises ComplianceError."""
    _examine(wanted)
    if wanted.deadline < timezone.localdate():
        raise ComplianceError(_("截止日期 %(day)s 已经过去，请改成今天或以后。") % {"day": wanted.deadline.isoformat()})
    _title_is_free(wanted.title, None)
    opened = Round(
        title=wanted.title.strip(),
        year=wanted.year,
        scheme=wanted.scheme,
        procedure=wanted.procedure,
        deadline=wanted.deadline,
        created_by=actor.person,
    )
    save_unless_taken(opened, _taken(opened.title))
    _add_districts(opened, wanted.districts)
    audit.record(actor, "open_round", target(opened), **_as_values(wanted))
    return opened


@transaction.atomic
def change_round(actor: audit.Actor, round_: Round, wanted: RoundWanted) -> None:
    """Change an open round: its scheme while no draft has come, its procedure while there is no problem.

    A district leaves only while it has handed in nothing. Raises ComplianceError.
    """
    held = _held(round_)
    _examine(wanted, held)
    _must_be_open(held)
    _title_is_free(wanted.title, held)
    if wanted.scheme != held.scheme and Draft.objects.filter(submission__round=held).exists():
        raise ComplianceError(_("这一轮已有区县报送材料，不能再换评估方案；需要换方案时请另开一轮。"))
    if wanted.procedure != held.procedure and held.submissions.filter(problems__isnull=False).exists():
        raise ComplianceError(_("这一轮的问题台账已有问题，不能再换清单办法。"))
    present = set(held.submissions.values_list("district_id", flat=True))
    _remove_districts(held, present - wanted.districts)
    _add_districts(held, wanted.districts - present)
    before = {name: getattr(held, name) for name in ("title", "year", "scheme", "procedure", "deadline")}
    for name in before:
        setattr(held, name, getattr(wanted, name))
    held.title = wanted.title.strip()
    save_unless_taken(held, _taken(held.title))
    changed = {name: str(getattr(held, name)) for name, value in before.items() if getattr(held, name) != value}
    audit.record(
        actor,
        "change_round",
        target(held),
        changed=changed,
        districts_added=_names(wanted.districts - present),
        districts_removed=_names(present - wanted.districts),
    )


@transaction.atomic
def close_round(actor: audit.Actor, round_: Round) -> None:
    """Close a round: nothing is handed in, checked or decided any more. Raises ComplianceError where it is closed."""
    held = _held(round_)
    _must_be_open(held)
    checking.under_way(held)  # checks are held before submissions, as a check that is being stored holds them
    # Whoever decides or hands in has done so before, or waits and then sees that the round is closed.
    deciding.hold(Submission.objects.filter(round=held))
    held.closed_at = timezone.now()
    held.save(update_fields=["closed_at"])
    # A check that ended later would change the findings on which nobody can decide any more.
    for check in checking.under_way(held):
        checking.cancel(actor, check)
    audit.record(actor, "close_round", target(held), title=held.title)


@transaction.atomic
def reopen_round(actor: audit.Actor, round_: Round) -> None:
    """Open a closed round again. Raises ComplianceError where it is open."""
    held = _held(round_)
    if held.is_open:
        raise ComplianceError(_("“%(title)s”本来就开着。") % {"title": held.title})
    held.closed_at = None
    held.save(update_fields=["closed_at"])
    audit.record(actor, "reopen_round", target(held), title=held.title)


def target(round_: Round) -> str:
    """How the audit log names a round."""
    return f"round:{round_.pk}"


def _held(round_: Round) -> Round:
    """The round as it is now, locked until the transaction ends."""
    return Round.objects.select_for_update().get(pk=round_.pk)


def _must_be_open(round_: Round) -> None:
    if not round_.is_open:
        raise ComplianceError(_("“%(title)s”已经关闭；要改动，请先重新开启。") % {"title": round_.title})


def _examine(wanted: RoundWanted, held: Round | None = None) -> None:
    """Raises ComplianceError for what no round may be; a scheme or procedure that it has may be installed no longer."""
    if not wanted.title.strip():
        raise ComplianceError(_("请填写轮次的名称。"))
    if not FIRST_YEAR <= wanted.year <= LAST_YEAR:
        raise ComplianceError(
            _("年度应在 %(first)s 到 %(last)s 之间，填的是 %(year)s。")
            % {"first": FIRST_YEAR, "last": LAST_YEAR, "year": wanted.year}
        )
    if wanted.scheme not in known_schemes() and (held is None or wanted.scheme != held.scheme):
        raise ComplianceError(_("没有编号为“%(scheme)s”的评估方案，请从列表里选一个。") % {"scheme": wanted.scheme})
    if wanted.procedure not in every_procedure() and (held is None or wanted.procedure != held.procedure):
        raise ComplianceError(_("没有编号为“%(name)s”的清单办法，请从列表里选一个。") % {"name": wanted.procedure})
    if not wanted.districts:
        raise ComplianceError(_("请至少选一个区县；还没有区县时，请先在“人员”里添加。"))
    if District.objects.filter(pk__in=wanted.districts).count() != len(wanted.districts):
        raise ComplianceError(_("选中的区县里有已经不存在的，请刷新页面后再选。"))


def _title_is_free(title: str, but: Round | None) -> None:
    others = Round.objects.filter(title=title.strip())
    if but is not None:
        others = others.exclude(pk=but.pk)
    if others.exists():
        raise _taken(title.strip())


def _taken(title: str) -> ComplianceError:
    return ComplianceError(_("已有名为“%(title)s”的轮次，请换一个名称。") % {"title": title})


def _add_districts(round_: Round, districts: Collection[int]) -> None:
    Submission.objects.bulk_create(Submission(round=round_, district_id=number) for number in sorted(districts))


def _remove_districts(round_: Round, districts: Collection[int]) -> None:
    leaving = round_.submissions.filter(district__in=districts)
    handed_in = list(leaving.filter(drafts__isnull=False).distinct().values_list("district__name", flat=True))
    if handed_in:
        shown = _("、").join(handed_in[:NAMES_IN_A_MESSAGE])
        raise ComplianceError(_("%(names)s已经报送材料，不能移出这一轮。") % {"names": shown})
    leaving.delete()


def _names(districts: Collection[int]) -> list[str]:
    return list(District.objects.filter(pk__in=districts).values_list("name", flat=True))


def _as_values(wanted: RoundWanted) -> dict[str, Any]:
    return {
        "title": wanted.title.strip(),
        "year": wanted.year,
        "scheme": wanted.scheme,
        "procedure": wanted.procedure,
        "deadline": wanted.deadline.isoformat(),
        "districts": _names(wanted.districts),
    }
