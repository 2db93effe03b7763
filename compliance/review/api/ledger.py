"""The ledger through the API: the list, one problem, entering gaps, and what is done with a problem."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema, Status
from pydantic import Field

from compliance.review import access
from compliance.review.api.findings import Id, Text
from compliance.review.auditing import audit
from compliance.review.models import Problem, Role, User
from compliance.review.rectifying import confirmed, ledger, ledger_list, ledger_sheet
from compliance.review.rectifying.ledger_list import Filter, Row
from compliance.review.rectifying.ledger_story import Story, story

router = Router(tags=["ledger"])

_Words = Annotated[Text, Field(max_length=ledger.LONGEST_TEXT)]


class LedgerFilterIn(Schema):
    """Which problems; what is left out does not narrow. `mine`: those that wait for me."""

    round: Id | None = None
    district: Id | None = None
    state: Annotated[Text, Field(max_length=40)] = ""
    overdue: bool = False
    person: Annotated[Text, Field(max_length=60)] = ""
    text: Annotated[Text, Field(max_length=200)] = ""
    mine: bool = False

    def filter(self) -> Filter:
        return Filter(self.round, self.district, self.state, self.overdue, self.person, self.text.strip(), self.mine)


class LedgerListIn(LedgerFilterIn):
    limit: Annotated[int, Field(ge=1, le=1000)] = 100
    offset: Annotated[int, Field(ge=0, le=10**9)] = 0


class ProblemRowOut(Schema):
    id: int
    submission: int
    district: str
    round: str
    item: str
    title: str
    basis: str
    measures: str
    duty: str
    person: str
    due: date | None
    days: int | None
    overdue: bool
    state: str
    state_title: str
    closed: bool
    mine: bool
    proposed_closing: str
    opened_at: datetime
    closed_at: datetime | None


class ProblemListOut(Schema):
    total: int
    counts: dict[str, int]
    states: dict[str, int]
    problems: list[ProblemRowOut]


class QuoteOut(Schema):
    text: str
    where: str


class JudgedOut(Schema):
    status: str
    title: str
    draft: int
    finding: int
    quotes: list[QuoteOut]
    reason: str
    at: datetime | None
    by: str


class EventOut(Schema):
    at: datetime
    who: str
    action: str
    title: str
    before: str
    after: str
    text: str
    draft: int | None
    by_program: bool


class AskOut(Schema):
    what: str
    label: str
    required: bool


class ActionOut(Schema):
    id: str
    title: str
    asks: list[AskOut]


class RecurringOut(Schema):
    step: str
    title: str
    first: date
    last: date
    deadline: date | None
    done: date | None


class ProblemOut(Schema):
    problem: ProblemRowOut
    procedure: str
    path: list[str]
    requirement: str
    confirmed: JudgedOut
    newest: JudgedOut | None
    doubt: str
    history: list[EventOut]
    recurring: list[RecurringOut]
    actions: list[ActionOut]


class OpenIn(Schema):
    """A confirmed gap, by the decision that confirmed it."""

    decision: Id
    due: date | None = None


class OpenAllIn(Schema):
    """All confirmed gaps of a submission; refused where there are not `expected` any more."""

    submission: Id
    expected: Annotated[int, Field(ge=0, le=10**6)]
    due: date | None = None


class OpenedOut(Schema):
    problems: list[ProblemRowOut]


class WaitingIn(Schema):
    round: Id | None = None
    district: Id | None = None


class WaitingOut(Schema):
    """A submission with so many confirmed gaps that are not in the ledger yet."""

    submission: int
    district: str
    round: str
    gaps: int


class ActIn(Schema):
    """`seen`: the state that was seen; refused where the problem has left it."""

    action: Annotated[Text, Field(min_length=1, max_length=40)]
    text: _Words = ""
    draft: Id | None = None
    due: date | None = None
    seen: Annotated[Text, Field(max_length=40)] = ""


class DutiesIn(Schema):
    duty: Annotated[Text, Field(max_length=120)]
    person: Annotated[Text, Field(max_length=60)]
    due: date | None
    measures: _Words


@router.get("/problems", response=ProblemListOut, summary="整改台账")
def problems(request: HttpRequest, shown: Query[LedgerListIn]) -> dict[str, Any]:
    user, today, wanted = access.signed_in(request), ledger.office_today(), shown.filter()
    found = ledger_list.select(user, wanted, today)
    rows = ledger_list.rows(user, found[shown.offset : shown.offset + shown.limit], today, shown.offset + 1)
    ledger_list.saw_list(audit.Actor.of(request), rows, "ledger")
    counted = ledger_list.count(user, wanted, today)
    return {
        "total": found.count(),
        "counts": {name: getattr(counted, name) for name in ("total", "open", "overdue", "mine")},
        "states": {each.state.id: each.count for each in counted.states},
        "problems": [_row(row) for row in rows],
    }


@router.get("/problems/sheet.xlsx", summary="整改台账表格（xlsx）")
def sheet(request: HttpRequest, shown: Query[LedgerFilterIn]) -> HttpResponse:
    user, today, wanted = access.signed_in(request), ledger.office_today(), shown.filter()
    rows = ledger_list.rows(user, ledger_list.select(user, wanted, today), today)
    return ledger_sheet.download(audit.Actor.of(request), user, rows, wanted, today)


@router.post("/problems", response={201: ProblemOut}, summary="把一个确认的缺口列入台账")
def open_problem(request: HttpRequest, said: OpenIn) -> Status[dict[str, Any]]:
    user = access.signed_in(request)
    access.require(user, Role.ADMINISTRATOR, Role.REVIEWER)
    decision = get_object_or_404(access.decisions(user), pk=said.decision)
    if not confirmed.knows(user, decision):  # nor does the answer tell that there is one
        raise Http404
    opened = ledger.open_problem(audit.Actor.of(request), decision, said.due)
    return Status(201, _story(user, opened))


@router.get("/problems/waiting", response=list[WaitingOut], summary="待列入台账的缺口")
def waiting(request: HttpRequest, asked: Query[WaitingIn]) -> list[dict[str, Any]]:
    """How many there are of each submission: what `POST /api/problems/together` expects."""
    user = access.signed_in(request)
    access.require(user, Role.ADMINISTRATOR, Role.REVIEWER)
    return [
        {"submission": one.pk, "district": one.district.name, "round": one.round.title, "gaps": gaps}
        for one, gaps in ledger_list.waiting(user, Filter(asked.round, asked.district))
    ]


@router.post("/problems/together", response={201: OpenedOut}, summary="把一份材料确认的缺口全部列入台账")
def open_problems(request: HttpRequest, said: OpenAllIn) -> Status[dict[str, Any]]:
    user = access.signed_in(request)
    access.require(user, Role.ADMINISTRATOR, Role.REVIEWER)
    submission = get_object_or_404(access.submissions(user), pk=said.submission)
    opened = ledger.open_problems(audit.Actor.of(request), submission, said.due, said.expected)
    found = Problem.objects.filter(pk__in=[problem.pk for problem in opened]).order_by("pk")
    return Status(201, {"problems": [_row(row) for row in ledger_list.rows(user, found, ledger.office_today())]})


@router.get("/problems/{int:problem_id}", response=ProblemOut, summary="一个问题的全部内容")
def problem(request: HttpRequest, problem_id: int) -> dict[str, Any]:
    user = access.signed_in(request)
    found = get_object_or_404(access.problems(user), pk=problem_id)
    audit.saw(audit.Actor.of(request), found.submission, "problem", problem=found.pk)
    return _story(user, found)


@router.post("/problems/{int:problem_id}/actions", response=ProblemOut, summary="办理一个问题")
def act(request: HttpRequest, problem_id: int, said: ActIn) -> dict[str, Any]:
    user = access.signed_in(request)
    found = get_object_or_404(access.problems(user), pk=problem_id)
    draft = None
    if said.draft is not None:
        draft = get_object_or_404(access.drafts(user).filter(submission=found.submission), pk=said.draft)
    deed = ledger.Deed(said.action, said.text, draft, said.due, said.seen)
    return _story(user, ledger.act(audit.Actor.of(request), found, deed))


@router.put("/problems/{int:problem_id}/duties", response=ProblemOut, summary="责任单位、责任人、时限、措施")
def assign(request: HttpRequest, problem_id: int, said: DutiesIn) -> dict[str, Any]:
    user = access.signed_in(request)
    found = get_object_or_404(access.problems(user), pk=problem_id)
    duties = ledger.Duties(said.duty, said.person, said.due, said.measures)
    return _story(user, ledger.assign(audit.Actor.of(request), found, duties))


def _row(row: Row) -> dict[str, Any]:
    kept = ("id", "item", "title", "measures", "duty", "person", "due", "proposed_closing", "opened_at", "closed_at")
    return {
        **{name: getattr(row.problem, name) for name in kept},
        "submission": row.problem.submission_id,
        "district": row.problem.submission.district.name,
        "round": row.problem.submission.round.title,
        "basis": row.basis,
        "days": row.days,
        "overdue": row.overdue,
        "state": row.state.id,
        "state_title": row.state.title,
        "closed": row.state.closed,
        "mine": row.mine,
    }


def _story(user: User, found: Problem) -> dict[str, Any]:
    told: Story = story(user, found, ledger.office_today())
    return {
        "problem": _row(told.row),
        "procedure": told.rules.id,
        "path": told.path,
        "requirement": told.requirement,
        "confirmed": asdict(told.confirmed),
        "newest": asdict(told.newest) if told.newest else None,
        "doubt": told.doubt,
        "history": [asdict(entry) for entry in told.history],
        "recurring": [
            {
                "step": each.step.id,
                "title": each.step.title,
                "first": each.first,
                "last": each.last,
                "deadline": each.deadline,
                "done": each.done,
            }
            for each in told.recurring
        ],
        "actions": [
            {"id": action.id, "title": action.title, "asks": [asdict(ask) for ask in action.asks]}
            for action in told.actions
        ],
    }
