"""What every report says first: the counts, the indicative points, what was read and what a person should know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from compliance.reading.detection import mismatch
from compliance.reports.words import (
    CLOSER_LOOK_BELOW,
    KIND_NAMES,
    LOW_RECOGNITION_BELOW,
    STATUS_MEANINGS,
    STATUS_ORDER,
)
from compliance.terms import Document, DocumentKind, Finding, Report, Status, Warning

# A text that went through a synonym spinner is warned of in each of its paragraphs.
_FOLDED = frozenset({"swapped_words"})
_FOLD_FROM = 3


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over the items of one report. Points are None where the scheme gives none."""

    items: int
    met: int
    gaps: int
    closer_look: int
    by_status: tuple[tuple[Status, int], ...]  # every status, in the order of work
    indicative_points: Decimal | None
    max_points: Decimal | None


def summarise(report: Report) -> Summary:
    """Count the findings; items that do not apply add nothing to the points that can be had."""
    findings = report.findings
    by_status = tuple((status, sum(f.status is status for f in findings)) for status in STATUS_ORDER)
    counted = [f for f in findings if f.item.points is not None and f.status is not Status.NOT_APPLICABLE]
    most = sum((f.item.points for f in counted if f.item.points is not None), Decimal(0))
    earned = sum((f.indicative_points for f in counted if f.indicative_points is not None), Decimal(0))
    return Summary(
        items=len(findings),
        met=sum(f.status is Status.MET for f in findings),
        gaps=sum(f.status.is_gap for f in findings),
        closer_look=sum(needs_closer_look(f) for f in findings),
        by_status=by_status,
        indicative_points=earned if counted else None,
        max_points=most if counted else None,
    )


def needs_closer_look(finding: Finding) -> bool:
    """Whether the program is too unsure of its proposal to leave it at a glance."""
    return finding.confidence < CLOSER_LOOK_BELOW


def explanation_of(finding: Finding) -> str:
    """Why a finding has its status; an item that does not apply has neither evidence nor gaps to tell of."""
    if finding.status is Status.NOT_APPLICABLE:
        return f"{STATUS_MEANINGS[Status.NOT_APPLICABLE]}。"
    return finding.explanation


def gaps_then_rest(findings: Sequence[Finding]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The gaps and the rest, each in the scheme's order: a person works along the scheme, not along the statuses."""
    return tuple(f for f in findings if f.status.is_gap), tuple(f for f in findings if not f.status.is_gap)


def unread_parts(document: Document) -> tuple[tuple[int | None, str], ...]:
    """(page, what) for everything of the document that could not be read; page None for the whole file."""
    return tuple((c.page, what) for c in document.certificates for what in c.unread)


def low_confidence_pages(document: Document) -> tuple[tuple[int | None, float], ...]:
    """(page, confidence) of the pages that were recognised with difficulty."""
    return tuple((c.page, c.confidence) for c in document.certificates if c.confidence < LOW_RECOGNITION_BELOW)


@dataclass(frozen=True, slots=True)
class Fold:
    """Warnings that are shown as one entry; a single one stands for itself. `document` is "" without a passage."""

    warnings: tuple[Warning, ...]
    document: str


def fold_warnings(report: Report) -> tuple[Fold, ...]:
    """The warnings in their order, those of a check that warns of every paragraph as one entry for each document."""
    groups: dict[tuple[str, int], list[Warning]] = {}
    for index, warning in enumerate(report.warnings):
        together = warning.check in _FOLDED and warning.spans
        key = (warning.check, warning.spans[0].document) if together else ("", index)
        groups.setdefault(key, []).append(warning)
    folds: list[Fold] = []
    for found in groups.values():
        parts = [found] if len(found) >= _FOLD_FROM else [[warning] for warning in found]
        folds += (Fold(tuple(part), _document_of(part[0], report)) for part in parts)
    return tuple(folds)


def _document_of(warning: Warning, report: Report) -> str:
    return report.submission.documents[warning.spans[0].document].name if warning.spans else ""


def notices(report: Report) -> tuple[str, ...]:
    """Sentences about the run as a whole that a person has to know before trusting the findings."""
    submission, wanted = report.submission, report.scheme.document_kinds
    said = []
    if not submission.subject:
        said.append("没有认出材料属于哪个地区或学校，主体不符的内容可能没有排除；可用 --subject 指明。")
    if not submission.period:
        said.append("没有认出材料的评估时段，往年的内容可能没有排除；可用 --period 指明。")
    if submission.kind is DocumentKind.OTHER:
        said.append("没有认出文书种类，打算和事实可能分不准；可用 --kind 指明。")
    elif wanted and submission.kind not in wanted:
        names = "、".join(KIND_NAMES[kind] for kind in wanted)
        said.append(f"本方案用于{names}，这份材料被认作{KIND_NAMES[submission.kind]}；如认错，可用 --kind 更正。")
    for document in submission.documents:
        if odd := mismatch(document.name, document.media_type):
            said.append(f"{document.name}：{odd}；请核对是否交错了文件，并改正扩展名。")
    unread = [document.name for document in submission.documents if unread_parts(document)]
    if unread:
        said.append(f"{'、'.join(unread)} 有内容未能读取，相关条目不能断定没有依据。")
    return tuple(said)
