"""A new draft's check proposes to close problems, and takes that back; it never closes one by itself."""

from __future__ import annotations

from compliance.review.auditing import audit
from compliance.review.models import Check, Problem, ProblemEvent, StoredFinding
from compliance.review.rectifying.ledger import locked, move, procedure_of, record
from compliance.review.rectifying.ledger_words import closing_words, supporting, withdrawing_words
from compliance.review.rectifying.procedure import Procedure, Program, apply
from compliance.terms import Status


def propose_closing(check: Check) -> None:
    """Look at the open problems of the check's submission; to be called in the transaction that stores its findings.

    Closing is proposed where a later draft than the one that was decided on is met with its evidence.
    """
    findings = {finding.item: finding for finding in check.findings.all()}
    # All are locked before the first entry of the log is written: an action locks its problem first, then the log.
    for problem in list(locked(Problem.objects.filter(submission=check.draft.submission, closed_at__isnull=True))):
        rules = procedure_of(problem)
        proposing, withdrawing = rules.program_action(Program.PROPOSE), rules.program_action(Program.WITHDRAW)
        finding = findings.get(problem.item)
        if proposing is None:
            continue
        if problem.state == proposing.target:
            if finding is not None and _is_met(finding):
                _keep(problem, rules, check, finding)
            elif withdrawing is not None:
                words = withdrawing_words(finding.status if finding else None, check.draft.number)
                after = apply(rules, problem.state, withdrawing, _earlier(problem, proposing.id))
                move(problem, rules, after)
                record(audit.PROGRAM, problem, withdrawing, after, words, check.draft)
        elif finding is not None and problem.state in proposing.sources and _is_new(problem, rules, check, finding):
            _propose(problem, rules, check, finding)


def _propose(problem: Problem, rules: Procedure, check: Check, finding: StoredFinding) -> None:
    proposing = rules.program_action(Program.PROPOSE)
    assert proposing is not None
    words = closing_words(finding.detail, check.draft.number, _documents(check))
    move(problem, rules, proposing.target)
    problem.proposed_closing = words
    record(audit.PROGRAM, problem, proposing, proposing.target, words, check.draft)


def _keep(problem: Problem, rules: Procedure, check: Check, finding: StoredFinding) -> None:
    """The proposal stands; where it rests on another quote or draft now, it is made anew."""
    if closing_words(finding.detail, check.draft.number, _documents(check)) != problem.proposed_closing:
        _propose(problem, rules, check, finding)


def _is_met(finding: StoredFinding) -> bool:
    return finding.status == Status.MET and bool(supporting(finding.detail))


def _is_new(problem: Problem, rules: Procedure, check: Check, finding: StoredFinding) -> bool:
    """Whether a later draft shows something that no person has turned down yet."""
    decided_on = problem.decision.finding
    if not _is_met(finding) or check.draft.number <= decided_on.check_run.draft.number:
        return False
    turned_down = _quotes(decided_on) if decided_on.status == Status.MET else set()
    for draft in _returned_drafts(problem, rules):
        seen = StoredFinding.objects.filter(check_run__draft=draft, item=problem.item).order_by("-pk").first()
        turned_down |= _quotes(seen) if seen else set()
    return not _quotes(finding) <= turned_down


def _returned_drafts(problem: Problem, rules: Procedure) -> set[int]:
    """The drafts whose proposals a person sent back."""
    proposing = rules.program_action(Program.PROPOSE)
    proposed: int | None = None
    returned: set[int] = set()
    for event in problem.events.order_by("pk"):
        if proposing is not None and event.action == proposing.id:
            proposed = event.draft_id
        elif event.actor_id and proposing is not None and event.before == proposing.target != event.after:
            returned |= {proposed} if proposed else set()
    return returned


def _quotes(finding: StoredFinding) -> set[str]:
    return {evidence["quote"] for evidence in supporting(finding.detail)}


def _earlier(problem: Problem, proposing: str) -> str:
    """The state in which the standing proposal found the problem."""
    proposals = ProblemEvent.objects.filter(problem=problem, action=proposing).order_by("-pk")
    return next((event.before for event in proposals if event.before != event.after), "")


def _documents(check: Check) -> list[str]:
    return [document["name"] for document in (check.report or {}).get("documents", [])]
