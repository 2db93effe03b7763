"""Confirmed gaps and better drafts, for tests of the ledger."""

from __future__ import annotations

from dataclasses import replace

from compliance.review.auditing.audit import Actor
from compliance.review.models import Action, Decision, Problem, StoredFinding, Submission, User
from compliance.review.rectifying.ledger import open_problem
from compliance.review.reviewing.deciding import decide
from compliance.terms import Evidence, FacetFinding, Finding, Modality, Place, Polarity, Report, Span, Status

GAP = "nqb-07"  # met in part: two facets are missing
OTHER_GAP = "nqb-28"  # contradicted
MET = "nqb-04"


def finding_of(submission: Submission, item: str) -> StoredFinding:
    """The submission's newest finding for an item."""
    return StoredFinding.objects.get(submission=submission, item=item, newest=True)


def confirm(submission: Submission, reviewer: User, item: str = GAP) -> Decision:
    """The reviewer agrees with what the program found."""
    return decide(Actor(reviewer), finding_of(submission, item), Action.ACCEPT)


def overrule(submission: Submission, reviewer: User, item: str, status: str, reason: str) -> Decision:
    """The reviewer sees it differently from the program."""
    return decide(Actor(reviewer), finding_of(submission, item), Action.CHANGE, status, reason)


def opened(submission: Submission, reviewer: User, item: str = GAP) -> Problem:
    """A problem in the ledger, from a gap that the reviewer confirmed."""
    return open_problem(Actor(reviewer), confirm(submission, reviewer, item))


def met(report: Report, item: str = GAP, quote: str = "") -> Report:
    """The report, with the item met by a passage of its own document (its first words, unless a quote is given)."""
    block = report.submission.documents[0].blocks[5]
    text = quote or block.text[:12]
    start = block.text.index(text) if text in block.text else 0
    evidence = Evidence(
        span=Span(0, block.index, start, start + len(text)),
        quote=text,
        place=Place(page=3, paragraph=6),
        section=(),
        modality=Modality.FACT,
        polarity=Polarity.SUPPORTS,
        score=0.97,
        why="按事实陈述",
    )
    return _with(report, item, lambda finding: _all(finding, Status.MET, (evidence,)))


def met_without_evidence(report: Report, item: str) -> Report:
    """The report, with the item said to be met by nothing."""
    return _with(report, item, lambda finding: _all(finding, Status.MET, ()))


def lacking(report: Report, item: str) -> Report:
    """The report, with nothing found for the item."""
    return _with(report, item, lambda finding: _all(finding, Status.MISSING, ()))


def _all(finding: Finding, status: Status, evidence: tuple[Evidence, ...]) -> Finding:
    facets = tuple(
        FacetFinding(facet.id, status, 0.97, evidence=tuple(range(len(evidence)))) for facet in finding.item.facets
    )
    return replace(finding, status=status, confidence=0.97, facets=facets, evidence=evidence)


def _with(report: Report, item: str, change) -> Report:
    findings = tuple(change(finding) if finding.item.id == item else finding for finding in report.findings)
    return replace(report, findings=findings)
