"""One problem as a user may see it: what is required, what was found, what happened since, what can be done now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext as translated  # what a procedure's file says

from compliance.reports.words import STATUS_MARKS, STATUS_NAMES
from compliance.review.models import (
    Check,
    Office,
    Problem,
    ProblemEvent,
    Standing,
    StoredFinding,
    User,
)
from compliance.review.rectifying.ledger import possible, procedure_of
from compliance.review.rectifying.ledger_list import Row, basis_quotes, rows
from compliance.review.rectifying.ledger_words import opposing, supporting, where
from compliance.review.rectifying.procedure import ASSIGNED, OPENED, Link, Procedure, Recurrence, recurring
from compliance.review.rectifying.procedure import Action as Deed
from compliance.terms import Status


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim passage with the words for its place."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A status of the item, by whom or what, and what it rests on."""

    status: str
    title: str
    mark: str
    draft: int
    finding: int
    quotes: tuple[Quote, ...]
    reason: str = ""
    at: datetime | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the history (台账记录)."""

    at: datetime
    who: str
    action: str
    title: str
    before: str
    after: str
    text: str
    draft: int | None
    by_program: bool

    @property
    def moved(self) -> bool:
        return bool(self.before) and self.before != self.after


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that a problem's page and the API show."""

    row: Row
    rules: Procedure
    path: tuple[str, ...]
    requirement: str
    confirmed: Judged
    newest: Judged | None  # of a later draft than the one that was decided on; None where there is none
    doubt: str  # where reviewers see it differently by now; "" where not, and for districts
    history: tuple[Entry, ...]
    recurring: tuple[Recurrence, ...]
    links: tuple[Link, ...]
    actions: tuple[Deed, ...]


def story(user: User, problem: Problem, today: date) -> Story:
    """The problem must be one that the user may see; names of the office's people are not shown to a district."""
    row = rows(user, Problem.objects.filter(pk=problem.pk), today)[0]
    whole = row.problem
    rules = procedure_of(whole)
    finding = whole.decision.finding
    events = list(whole.events.select_related("actor", "draft"))
    return Story(
        row=row,
        rules=rules,
        path=tuple(finding.detail["path"]),
        requirement=finding.detail["requirement"],
        confirmed=_confirmed(user, whole),
        newest=_newest(whole),
        doubt="" if user.is_district else _doubt(whole),
        history=tuple(_entry(user, rules, event) for event in reversed(events)),
        recurring=recurring(rules, whole.state, _last_days(events), today),
        links=rules.links,
        actions=possible(user, whole),
    )


def _confirmed(user: User, problem: Problem) -> Judged:
    decision, finding = problem.decision, problem.decision.finding
    check = finding.check_run
    documents = _names(check)
    known = {evidence["quote"]: where(evidence, documents) for evidence in finding.detail["evidence"]}
    places = {passage["quote"]: _place(check, passage) for passage in decision.passages if "quote" in passage}
    return Judged(
        status=decision.status,
        title=STATUS_NAMES[Status(decision.status)],
        mark=STATUS_MARKS[Status(decision.status)],
        draft=check.draft.number,
        finding=finding.pk,
        quotes=tuple(Quote(text, known.get(text) or places.get(text, "")) for text in basis_quotes(problem) if text),
        reason=decision.reason,
        at=decision.made_at,
        by=_name(user, decision.reviewer),
    )


def _place(check: Check, passage: dict[str, Any]) -> str:
    """Where a passage stands that a person marked: its block's place in the document as it was read."""
    document = check.documents.filter(sha256=passage.get("sha256", "")).first()
    blocks = document.content.get("blocks", []) if document else []
    number = passage.get("block")
    if document is None or not isinstance(number, int) or not 0 <= number < len(blocks):
        return ""
    return where({"document": 0, "place": blocks[number].get("place") or {}}, [document.name])


def _newest(problem: Problem) -> Judged | None:
    """What the newest check found, where it is of a later draft; with the evidence that was not there before."""
    decided_on = problem.decision.finding
    finding = (
        StoredFinding.objects.filter(submission=problem.submission, item=problem.item, newest=True)
        .select_related("check_run__draft")
        .first()
    )
    if finding is None or finding.check_run.draft.number <= decided_on.check_run.draft.number:
        return None
    before = {evidence["quote"] for evidence in supporting(decided_on.detail)}
    told = supporting(finding.detail) if finding.status == Status.MET else opposing(finding.detail)
    fresh = [evidence for evidence in told if evidence["quote"] not in before] or told
    documents = _names(finding.check_run)
    return Judged(
        status=finding.status,
        title=STATUS_NAMES[Status(finding.status)],
        mark=STATUS_MARKS[Status(finding.status)],
        draft=finding.check_run.draft.number,
        finding=finding.pk,
        quotes=tuple(Quote(evidence["quote"], where(evidence, documents)) for evidence in fresh),
        reason="" if finding.status == Status.MET else finding.detail["explanation"],  # the quotes say it
        at=finding.check_run.finished_at,
    )


def _names(check: Check) -> list[str]:
    return [document["name"] for document in (check.report or {}).get("documents", [])]


def _doubt(problem: Problem) -> str:
    """Whether what confirmed the gap still stands; that a new draft has to be looked at again is no doubt."""
    if problem.closed_at is not None:
        return ""
    standings = Standing.objects.filter(submission=problem.submission, item=problem.item).select_related("decision")
    statuses = {Status(standing.decision.status) for standing in standings}
    if not statuses:
        return _("认定这个问题的决定已经撤回；如果确实不是缺口，请撤销本问题。")
    if all(status.is_gap for status in statuses):
        return ""
    return _("现在有评审员认为本条没有缺口；如果确实不是缺口，请撤销本问题。")


def _entry(user: User, rules: Procedure, event: ProblemEvent) -> Entry:
    return Entry(
        at=event.at,
        who=_name(user, event.actor) if event.actor else _("程序"),
        action=event.action,
        title=_action_title(rules, event.action),
        before=_state_title(rules, event.before),
        after=_state_title(rules, event.after),
        text=event.text,
        draft=event.draft.number if event.draft else None,
        by_program=event.actor is None,
    )


def _name(viewer: User, person: User) -> str:
    """Districts deal with the office, not with one of its people."""
    if viewer.is_district and not person.is_district:
        return Office.here().name
    return str(person)


def _action_title(rules: Procedure, action: str) -> str:
    if action == OPENED:
        return _("列入台账")
    if action == ASSIGNED:
        return _("定责任和时限")
    try:
        return translated(rules.action(action).title)
    except KeyError:  # of the procedure that the round had before
        return action


def _state_title(rules: Procedure, state: str) -> str:
    return translated(rules.state(state).title) if rules.has_state(state) else state


def _last_days(events: Iterable[ProblemEvent]) -> dict[str, date]:
    """On which day, in the office's zone, each action was last taken."""
    return {event.action: timezone.localdate(event.at) for event in events}
