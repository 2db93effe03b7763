"""The ledger as a list (整改台账): what a user sees of it by a filter, with counts; pages, API and sheet share it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from compliance.review import access
from compliance.review.auditing import audit
from compliance.review.models import Action, Problem, ProblemEvent, Role, Submission, User
from compliance.review.pages.stored import storable
from compliance.review.rectifying import procedure
from compliance.review.rectifying.confirmed import confirmed_gaps
from compliance.review.rectifying.ledger import procedure_of
from compliance.review.rectifying.ledger_words import NOTHING_FOUND, basis, opposing
from compliance.review.rectifying.procedure import State


@dataclass(frozen=True, slots=True)
class Filter:
    """Which problems: ids of round and district, a state, overdue ones, a person, words, those that wait for me."""

    round: int | None = None
    district: int | None = None
    state: str = ""
    overdue: bool = False
    person: str = ""
    text: str = ""
    mine: bool = False

    @classmethod
    def of(cls, values: Mapping[str, str]) -> Filter:
        """From the words of an address; what makes no sense asks for nothing."""
        words = {name: str(storable(values.get(name, ""))).strip()[:200] for name in ("state", "person", "text")}
        return cls(
            round=_number(values.get("round", "")),
            district=_number(values.get("district", "")),
            overdue=values.get("overdue", "") == "1",
            mine=values.get("mine", "") == "1",
            **words,
        )

    def words(self) -> dict[str, str]:
        """For an address, without what is not asked for."""
        plain = {field.name: getattr(self, field.name) for field in fields(self)}
        return {
            name: "1" if value is True else str(value)
            for name, value in plain.items()
            if value not in (None, "", False)
        }


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


@dataclass(frozen=True, slots=True)
class Row:
    """A problem as a line of the ledger: 序号、问题、依据原文、整改措施、责任单位、责任人、时限、进度."""

    number: int
    problem: Problem
    state: State
    basis: str
    days: int | None  # until it is due, negative where it is overdue; None without a date, or where it is over
    changed_at: datetime
    mine: bool  # whether it waits for the user

    @property
    def overdue(self) -> bool:
        return self.days is not None and self.days < 0

    @property
    def due_words(self) -> str:
        return due_words(self.days)


def due_words(days: int | None) -> str:
    """还有 3 天, 今天到期, 逾期 2 天; "" where there is nothing to say."""
    if days is None:
        return ""
    if days == 0:
        return _("今天到期")
    if days < 0:
        return ngettext("逾期 %(days)d 天", "逾期 %(days)d 天", -days) % {"days": -days}
    return ngettext("还有 %(days)d 天", "还有 %(days)d 天", days) % {"days": days}


def days_left(problem: Problem, today: date) -> int | None:
    """Days until an open problem is due; negative where it is overdue."""
    return (problem.due - today).days if problem.due and problem.closed_at is None else None


def select(user: User, wanted: Filter, today: date) -> QuerySet[Problem]:
    """The problems that the user sees by this filter: those due first come first, those without a date last."""
    found = access.problems(user)
    if wanted.round is not None:
        found = found.filter(submission__round_id=wanted.round)
    if wanted.district is not None:
        found = found.filter(submission__district_id=wanted.district)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.overdue:
        found = found.filter(_overdue(today))
    if wanted.person:
        found = found.filter(person=wanted.person)
    if wanted.text:
        found = found.filter(Q(title__icontains=wanted.text) | Q(item=wanted.text) | Q(duty__icontains=wanted.text))
    if wanted.mine:
        found = found.filter(_waits_for(user))
    # What is over comes after what is not.
    return found.order_by(F("closed_at").asc(nulls_first=True), F("due").asc(nulls_last=True), "id")


def _overdue(today: date) -> Q:
    return Q(closed_at__isnull=True, due__lt=today)


def _waits_for(user: User) -> Q:
    waiting = Q(pk__in=[])
    for rules in procedure.every_procedure().values():
        states = [state.id for state in rules.states if user.role in state.turn]
        waiting |= Q(submission__round__procedure=rules.id, state__in=states)
    return waiting


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many problems are in a state."""

    state: State
    count: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are by everything but state, overdue and mine, so that each can be chosen by its count."""

    total: int
    open: int
    overdue: int
    mine: int
    states: tuple[StateCount, ...]


def count(user: User, wanted: Filter, today: date) -> Counts:
    every = select(user, replace(wanted, state="", overdue=False, mine=False), today).order_by()
    by_state = dict(every.values_list("state").annotate(Count("pk")))
    totals = every.aggregate(
        total=Count("pk"),
        open=Count("pk", filter=Q(closed_at__isnull=True)),
        overdue=Count("pk", filter=_overdue(today)),
        mine=Count("pk", filter=_waits_for(user)),
    )
    states = tuple(StateCount(state, by_state[state.id]) for state in _states(every) if by_state.get(state.id))
    return Counts(totals["total"], totals["open"], totals["overdue"], totals["mine"], states)


def _states(problems: QuerySet[Problem]) -> list[State]:
    """The states of the procedures of these problems' rounds, each once; then those of the other procedures."""
    used = set(problems.values_list("submission__round__procedure", flat=True).distinct())
    known = sorted(procedure.every_procedure().values(), key=lambda rules: rules.id not in used)
    found: dict[str, State] = {}
    for rules in known:
        for state in rules.states:
            found.setdefault(state.id, state)
    return list(found.values())


def rows(user: User, problems: QuerySet[Problem], today: date, first: int = 1) -> list[Row]:
    """The problems as lines, numbered from `first`."""
    last = ProblemEvent.objects.filter(problem=OuterRef("pk")).order_by("-pk").values("at")[:1]
    with_decision = problems.select_related("submission__round", "submission__district", "decision__finding").annotate(
        changed_at=Subquery(last)
    )
    return [_row(user, number, problem, today) for number, problem in enumerate(with_decision, first)]


def _row(user: User, number: int, problem: Problem, today: date) -> Row:
    state = state_of(problem)
    return Row(
        number=number,
        problem=problem,
        state=state,
        basis=_basis(problem),
        days=days_left(problem, today),
        changed_at=getattr(problem, "changed_at", None) or problem.opened_at,
        mine=user.role in state.turn,
    )


def state_of(problem: Problem) -> State:
    """The problem's state; one that no procedure knows any more shows its id."""
    rules = procedure_of(problem)
    return rules.state(problem.state) if rules.has_state(problem.state) else State(problem.state, problem.state, "?")


def _basis(problem: Problem) -> str:
    words = basis(basis_quotes(problem))
    return _("材料中未见依据") if words == NOTHING_FOUND else words


def basis_quotes(problem: Problem) -> list[str]:
    """The passages of the decision where it chose its own, else what the finding has against the requirement."""
    decision = problem.decision
    if decision.action == Action.CHANGE and decision.passages:
        return [passage.get("quote", "") for passage in decision.passages]
    return [evidence["quote"] for evidence in opposing(decision.finding.detail)]


def people(user: User) -> list[str]:
    """The persons who are named in the problems that the user sees."""
    return list(access.problems(user).exclude(person="").order_by("person").values_list("person", flat=True).distinct())


def waiting(user: User, wanted: Filter) -> list[tuple[Submission, int]]:
    """The submissions with confirmed gaps that are not entered yet, for those who keep the ledger."""
    if user.role == Role.DISTRICT:
        return []
    submissions = access.submissions(user)
    if wanted.round is not None:
        submissions = submissions.filter(round_id=wanted.round)
    if wanted.district is not None:
        submissions = submissions.filter(district_id=wanted.district)
    every = list(submissions)
    gaps = confirmed_gaps(every, user)
    return [(submission, len(gaps[submission.pk])) for submission in every if submission.pk in gaps]


def saw_list(actor: audit.Actor, seen: Iterable[Row], what: str, **detail: Any) -> None:
    """One entry for a list: whose problems were shown, where they are not of the user's own district."""
    own = actor.user.district_id if actor.user else None
    shown: dict[int, Submission] = {row.problem.submission_id: row.problem.submission for row in seen}
    others = sorted(key for key, submission in shown.items() if submission.district_id != own)
    if len(others) == 1:
        audit.record_on(actor, "view", shown[others[0]], what=what, **detail)
    elif others:
        audit.record(actor, "view", "ledger", what=what, submissions=others, **detail)
