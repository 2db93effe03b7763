"""The ledger's rules (清单办法): what may be done with a problem, by whom, and where it leads. Pure: no database.

A procedure is read from a file of procedures/ (procedure_files.py); a round names one by its id.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files

ROLES = ("administrator", "reviewer", "district")
# What the ledger itself writes into a problem's history, beside a procedure's actions.
OPENED, ASSIGNED = "open", "assign"


class Every(StrEnum):
    """How often a step comes again."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Asked(StrEnum):
    """What an action asks for."""

    TEXT = "text"
    DRAFT = "draft"  # one of the submission's drafts
    DATE = "date"  # the problem's new due date


class Program(StrEnum):
    """What the program does by itself; everything else is done by people."""

    PROPOSE = "propose_closing"
    WITHDRAW = "withdraw_proposal"  # back to the state in which the proposal found the problem


@dataclass(frozen=True, slots=True)
class Step:
    """A step (步骤) of a link; one that recurs says how often, and whether it is due on the period's last day."""

    id: str
    title: str
    every: Every | None = None
    due_on_last_day: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link (环节) of the method: some steps one after the other."""

    id: str
    title: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class State:
    """Where a problem is (进度): whose turn it is, or that it is over."""

    id: str
    title: str
    mark: str  # one character, so that nothing hangs on colour
    turn: tuple[str, ...] = ()  # roles that have to act next
    closed: bool = False
    step: str = ""  # the step that it waits in


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that an action asks for; `keeps` is "measures" where the text becomes the problem's measures."""

    what: Asked
    label: str
    required: bool = False
    keeps: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """What can be done (操作) in some states by some roles; `target` is "" where the problem stays where it is.

    The program's withdrawal has no target either: it goes back to where the proposal found the problem.
    """

    id: str
    title: str
    sources: tuple[str, ...]
    target: str
    roles: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    program: Program | None = None
    step: str = ""

    def ask(self, what: Asked) -> Ask | None:
        """What it asks of this kind; None where it asks for none."""
        return next((ask for ask in self.asks if ask.what == what), None)


@dataclass(frozen=True, slots=True)
class Procedure:
    """A method of keeping the ledger (清单办法)."""

    id: str
    title: str
    summary: str
    first: str  # the state in which a problem is opened
    links: tuple[Link, ...]
    states: tuple[State, ...]
    actions: tuple[Action, ...]

    def state(self, state_id: str) -> State:
        """Raises KeyError for a state that the procedure does not have."""
        return {state.id: state for state in self.states}[state_id]

    def has_state(self, state_id: str) -> bool:
        return any(state.id == state_id for state in self.states)

    def action(self, action_id: str) -> Action:
        """Raises KeyError for an action that the procedure does not have."""
        return {action.id: action for action in self.actions}[action_id]

    def program_action(self, does: Program) -> Action | None:
        """The action by which the program proposes closing, or takes that back; None where the method has none."""
        return next((action for action in self.actions if action.program == does), None)


def allowed(procedure: Procedure, state: str, role: str) -> tuple[Action, ...]:
    """What a user of this role may do with a problem in this state, in the file's order."""
    return tuple(action for action in procedure.actions if state in action.sources and role in action.roles)


def apply(procedure: Procedure, state: str, action: Action, earlier: str = "") -> str:
    """The state after an action; `earlier` is where the program's proposal found the problem.

    Raises ValueError where the action cannot be taken in this state.
    """
    if state not in action.sources:
        raise ValueError(f"{action.id} cannot be taken in {state}, only in {', '.join(action.sources)}")
    if action.program != Program.WITHDRAW:
        return action.target or state
    proposing = procedure.program_action(Program.PROPOSE)
    sources = proposing.sources if proposing else (procedure.first,)
    return earlier if earlier in sources else sources[0]


# --- Steps that recur --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A recurring step in the period that is on: its first and last day, and when it was done, or None."""

    step: Step
    first: date
    last: date
    done: date | None

    @property
    def deadline(self) -> date | None:
        """The last day on which it may be done, where the method names one."""
        return self.last if self.step.due_on_last_day else None


def recurring(procedure: Procedure, state: str, done: Mapping[str, date], today: date) -> tuple[Recurrence, ...]:
    """The recurring steps that can be done in this state; `done` is the day on which each action was last taken."""
    found = []
    for step in (step for link in procedure.links for step in link.steps):
        actions = [action for action in procedure.actions if action.step == step.id and action.program is None]
        if step.every is None or not any(state in action.sources for action in actions):
            continue
        first, last = period(step.every, today)
        days = [done[action.id] for action in actions if action.id in done and first <= done[action.id] <= last]
        found.append(Recurrence(step, first, last, max(days, default=None)))
    return tuple(found)


def period(every: Every, day: date) -> tuple[date, date]:
    """First and last day of the week (from Monday), month, quarter or year that the day is in."""
    if every == Every.WEEK:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    first_month, last_month = {
        Every.MONTH: (day.month, day.month),
        Every.QUARTER: ((day.month - 1) // 3 * 3 + 1, (day.month - 1) // 3 * 3 + 3),
        Every.YEAR: (1, 12),
    }[every]
    return date(day.year, first_month, 1), date(day.year, last_month, monthrange(day.year, last_month)[1])


# --- The procedures that there are -------------------------------------------------------------------


@cache
def every_procedure() -> Mapping[str, Procedure]:
    """The packaged procedures by id, the plain one first. Raises ComplianceError where a file has a fault."""
    from compliance.review.rectifying.procedure_files import parse

    found = [
        parse(file.read_text("utf-8"), file.name)
        for file in files("compliance.review.rectifying.procedures").iterdir()
        if file.name.endswith(".toml")
    ]
    return {procedure.id: procedure for procedure in sorted(found, key=lambda found: (found.id != "plain", found.id))}


def load(procedure_id: str) -> Procedure:
    """Raises KeyError for an unknown id."""
    return every_procedure()[procedure_id]


def choices() -> list[tuple[str, str]]:
    """Id and title of each procedure, for a form in which one is chosen."""
    return [(procedure.id, procedure.title) for procedure in every_procedure().values()]
