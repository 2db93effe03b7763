"""The rectification ledger (整改台账): a confirmed gap becomes a problem, is put right, and is closed by a person.

What may be done when, and by whom, the round's procedure says (procedure.py). The ledger goes on after its round is
closed: rectifying takes longer than reviewing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext as translated  # what a procedure's file says

from compliance.errors import ComplianceError
from compliance.review.auditing import audit
from compliance.review.models import (
    Assignment,
    Decision,
    Draft,
    Problem,
    ProblemEvent,
    Role,
    Round,
    Standing,
    Submission,
    User,
)
from compliance.review.pages.stored import storable
from compliance.review.rectifying import procedure
from compliance.review.rectifying.confirmed import confirmed_gap, confirmed_gaps, knows, reviewers_of, words_on
from compliance.review.rectifying.ledger_words import changes, day_words, joined, title_of
from compliance.review.rectifying.procedure import ASSIGNED, OPENED, Action, Asked, Procedure
from compliance.review.reviewing import deciding
from compliance.terms import Status

LONGEST_TEXT = 4000  # characters of what is written with an action


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody does with a problem; `seen` is the state that they saw, "" where they do not say."""

    action: str
    text: str = ""
    draft: Draft | None = None
    due: date | None = None
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Duties:
    """Who puts a problem right, by when, and how (责任单位、责任人、时限、措施)."""

    duty: str
    person: str
    due: date | None
    measures: str


def office_today(now: datetime | None = None) -> date:
    """The day that it is in the office's zone."""
    return timezone.localdate(now)


def rules_of(round_: Round) -> Procedure:
    """The round's procedure. Raises ComplianceError, with those that there are, where there is none of that id."""
    known = procedure.every_procedure()
    if round_.procedure not in known:
        listed = _("、").join(translated(rules.title) for rules in known.values())
        raise ComplianceError(_("轮次的清单办法不认识，请管理员重选；可以选的有：%(known)s。") % {"known": listed})
    return known[round_.procedure]


def procedure_of(problem: Problem) -> Procedure:
    """The round's procedure; where it was changed and does not know the problem's state, one that does."""
    known = procedure.every_procedure()
    first = known.get(problem.submission.round.procedure)
    candidates = [*([first] if first else []), *known.values()]
    return next((rules for rules in candidates if rules.has_state(problem.state)), candidates[0])


# --- Who may -----------------------------------------------------------------------------------------


def keeps(user: User | None, submission: Submission) -> bool:
    """Whether the user keeps the ledger of a submission: an administrator, or a reviewer assigned to it."""
    if user is None:
        return False
    if user.role == Role.ADMINISTRATOR:
        return True
    return user.role == Role.REVIEWER and Assignment.objects.filter(reviewer=user, submission=submission).exists()


def _require_part(actor: audit.Actor, submission: Submission) -> User:
    """The user, where they keep this ledger or answer for this district. Raises PermissionDenied."""
    user = actor.user
    if user is None or not (keeps(user, submission) or _answers(user, submission)):
        raise PermissionDenied
    return user


def _answers(user: User, submission: Submission) -> bool:
    return user.role == Role.DISTRICT and user.district_id == submission.district_id


def possible(user: User, problem: Problem) -> tuple[Action, ...]:
    """What the user may do with the problem as it stands."""
    if not (keeps(user, problem.submission) or _answers(user, problem.submission)):
        return ()
    return procedure.allowed(procedure_of(problem), problem.state, user.role)


# --- From a confirmed gap to a problem ---------------------------------------------------------------


@transaction.atomic
def open_problem(actor: audit.Actor, decision: Decision, due: date | None = None) -> Problem:
    """Enter a confirmed gap into the ledger. Raises ComplianceError where it is none, or is entered already."""
    submission = _taken(actor, decision.submission_id)
    if not knows(actor.person, decision):
        raise PermissionDenied
    standing = Standing.objects.filter(submission=submission, item=decision.item)
    words = words_on(standing).get((submission.pk, decision.item), {})
    if decision.pk not in words:
        raise ComplianceError(_("这条决定已经撤回，或已被新的决定代替，不能列入台账；请刷新后再看。"))
    if not Status(decision.status).is_gap:
        raise ComplianceError(_("这条决定没有认定缺口，不用列入台账。"))
    confirmed = confirmed_gap(words, reviewers_of([submission.pk])[submission.pk])
    if confirmed is None or words[confirmed].status != decision.status:
        raise ComplianceError(
            _("本条还有评审员没有评审，或看法不一致，或在新稿里还没有重新看过；请先评审、裁定或重看，再列入台账。")
        )
    if Problem.objects.filter(submission=submission, item=decision.item).exists():
        raise ComplianceError(_("本条已经在台账里；已销号或已撤销的，请在台账里“重新列入”。"))
    _check_due(due)
    return _open(actor, submission, decision, due)


@transaction.atomic
def open_problems(
    actor: audit.Actor, submission: Submission, due: date | None = None, expected: int | None = None
) -> list[Problem]:
    """Enter every confirmed gap of a submission that is not in the ledger yet.

    `expected` is how many the person saw; where there are others by now, nothing is entered (ComplianceError).
    """
    taken = _taken(actor, submission.pk)
    decisions = confirmed_gaps([taken], actor.person).get(taken.pk, [])
    if expected is not None and expected != len(decisions):
        raise ComplianceError(
            _("待列入的缺口原有 %(before)d 条，现在是 %(now)d 条，请核对后再列入。")
            % {"before": expected, "now": len(decisions)}
        )
    _check_due(due)
    known = Decision.objects.select_related("finding").in_bulk(decisions)
    return [_open(actor, taken, known[decision], due) for decision in decisions]


def _taken(actor: audit.Actor, submission_id: int) -> Submission:
    """The submission, held so that two people do not enter the same gap. Raises PermissionDenied."""
    submission = deciding.locked(submission_id)
    if not keeps(actor.user, submission):
        raise PermissionDenied
    return submission


def _open(actor: audit.Actor, submission: Submission, decision: Decision, due: date | None) -> Problem:
    chosen = rules_of(submission.round)
    problem = Problem.objects.create(
        submission=submission,
        item=decision.item,
        decision=decision,
        title=title_of(decision.finding.detail, decision.status, decision.reason),
        duty=submission.district.name,
        due=due,
        state=chosen.first,
    )
    text = changes([("due", None, due)])
    ProblemEvent.objects.create(problem=problem, actor=actor.user, action=OPENED, after=chosen.first, text=text)
    audit.record_on(actor, "open_problem", submission, problem=problem.pk, item=problem.item, decision=decision.pk)
    return problem


# --- What is done with a problem ---------------------------------------------------------------------


@transaction.atomic
def assign(actor: audit.Actor, problem: Problem, duties: Duties) -> Problem:
    """Say who puts the problem right, by when, and how. A district names people and measures; the office the date."""
    user = _require_part(actor, problem.submission)
    held = locked(Problem.objects.filter(pk=problem.pk)).get()
    if held.closed_at is not None:
        raise ComplianceError(_("问题已经了结，不能再改责任和时限；需要继续整改的，请先“重新列入”。"))
    cleaned = Duties(
        _clean(duties.duty, _("责任单位"), 120),
        _clean(duties.person, _("责任人"), 60),
        duties.due,
        _clean(duties.measures, _("整改措施")),
    )
    if cleaned.due != held.due:
        if user.role == Role.DISTRICT:
            raise ComplianceError(_("整改时限由督导室确定；需要延期的，请在“报整改情况”里说明理由。"))
        _check_due(cleaned.due)
    names = ("duty", "person", "due", "measures")
    text = changes((name, getattr(held, name), getattr(cleaned, name)) for name in names)
    if not text:
        return held
    for name in names:
        setattr(held, name, getattr(cleaned, name))
    held.save(update_fields=names)
    ProblemEvent.objects.create(
        problem=held, actor=user, action=ASSIGNED, before=held.state, after=held.state, text=text
    )
    audit.record_on(actor, "assign_problem", held.submission, problem=held.pk, item=held.item)
    return held


@transaction.atomic
def act(actor: audit.Actor, problem: Problem, deed: Deed) -> Problem:
    """Do what the procedure allows this user in the problem's state.

    Raises PermissionDenied for an action that is not their role's, ComplianceError for one whose turn it is not.
    """
    user = _require_part(actor, problem.submission)
    held = locked(Problem.objects.filter(pk=problem.pk)).get()
    rules = procedure_of(held)
    action = _action(rules, deed.action)
    if user.role not in action.roles:
        raise PermissionDenied
    if deed.seen and deed.seen != held.state:
        raise ComplianceError(
            _("问题的进度已经变成“%(state)s”，请看过记录再决定。") % {"state": _title(rules, held.state)}
        )
    _require_turn(rules, action, held.state)
    after = procedure.apply(rules, held.state, action)
    text = _answered(action, deed, held)
    if deed.due is not None and action.ask(Asked.DATE):
        if deed.due != held.due:
            _check_due(deed.due)
            text = joined(text, changes([("due", held.due, deed.due)]))
        held.due = deed.due
    wording = action.ask(Asked.TEXT)
    if wording is not None and wording.keeps == "measures":
        held.measures = text
    draft = deed.draft if action.ask(Asked.DRAFT) else None
    move(held, rules, after)
    return record(actor, held, action, after, text, draft)


def _answered(action: Action, deed: Deed, problem: Problem) -> str:
    """The text that was written, cleaned. Raises ComplianceError where something asked for is not there."""
    text = _clean(deed.text, _("填写的内容"))
    given = {Asked.TEXT: bool(text), Asked.DRAFT: deed.draft is not None, Asked.DATE: deed.due is not None}
    for ask in action.asks:
        if ask.required and not given[ask.what]:
            raise ComplianceError(
                _("“%(action)s”要填“%(label)s”。")
                % {"action": translated(action.title), "label": translated(ask.label)}
            )
    if deed.draft is not None and deed.draft.submission_id != problem.submission_id:
        raise ComplianceError(_("所选的稿不是这份报送材料的，请重选。"))
    return text if action.ask(Asked.TEXT) else ""


def locked(problems: QuerySet[Problem]) -> QuerySet[Problem]:
    """These problems as they stand now, held until the transaction ends."""
    held = problems.select_for_update(of=("self",), no_key=True).order_by("pk")
    return held.select_related("submission__round", "submission__district", "decision__finding__check_run__draft")


def move(problem: Problem, rules: Procedure, after: str) -> None:
    """Put the problem into its new state; not saved. A proposal to close ends where its state is left."""
    if after != problem.state:
        problem.proposed_closing = ""
    if not rules.state(after).closed:
        problem.closed_at = None
    elif problem.closed_at is None:
        problem.closed_at = timezone.now()


def record(
    actor: audit.Actor, problem: Problem, action: Action, after: str, text: str, draft: Draft | None = None
) -> Problem:
    """Save the problem in its new state, with the event and the log's entry."""
    before, problem.state = problem.state, after
    problem.save()
    ProblemEvent.objects.create(
        problem=problem, actor=actor.user, action=action.id, before=before, after=after, text=text, draft=draft
    )
    audit.record_on(
        actor,
        "act_on_problem",
        problem.submission,
        problem=problem.pk,
        item=problem.item,
        what=action.id,
        before=before,
        after=after,
    )
    return problem


# --- Words and checks --------------------------------------------------------------------------------


def _action(rules: Procedure, action_id: str) -> Action:
    for action in rules.actions:
        if action.id == action_id:
            return action
    listed = _("、").join(f"{action.id}（{translated(action.title)}）" for action in rules.actions if action.roles)
    raise ComplianceError(
        _("没有“%(action)s”这项操作；可以做的有：%(known)s。")
        % {"action": str(storable(action_id))[:40], "known": listed}
    )


def _require_turn(rules: Procedure, action: Action, state: str) -> None:
    """Raises ComplianceError, with the states in which it could be done, for an action out of turn."""
    if state not in action.sources:
        needed = _("、").join(_title(rules, source) for source in action.sources)
        raise ComplianceError(
            _("现在不能“%(action)s”：问题的进度是“%(now)s”，这项操作要在“%(needed)s”时做。请刷新后再看。")
            % {"action": translated(action.title), "now": _title(rules, state), "needed": needed}
        )


def _title(rules: Procedure, state: str) -> str:
    return translated(rules.state(state).title) if rules.has_state(state) else state


def _clean(text: str, label: str, most: int = LONGEST_TEXT) -> str:
    """Without what the database cannot hold. Raises ComplianceError where it is too long."""
    cleaned = str(storable(text)).strip()
    if len(cleaned) > most:
        raise ComplianceError(
            _("%(label)s最多 %(most)d 字，现有 %(now)d 字，请缩短。")
            % {"label": label, "most": most, "now": len(cleaned)}
        )
    return cleaned


def _check_due(due: date | None) -> None:
    if due is not None and due < office_today():
        raise ComplianceError(_("整改时限（%(day)s）已经过去，请定在今天或以后。") % {"day": day_words(due)})
