"""The report as one self-contained HTML file that a person reads, filters and prints; it never asks the network."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from compliance.reports import words
from compliance.reports.context import Passage, TableView, passage, table_view
from compliance.reports.json_report import tool_version
from compliance.reports.summary import (
    Fold,
    explanation_of,
    fold_warnings,
    gaps_then_rest,
    low_confidence_pages,
    needs_closer_look,
    notices,
    summarise,
    unread_parts,
)
from compliance.terms import (
    Block,
    Document,
    Evidence,
    Facet,
    FacetFinding,
    Finding,
    Place,
    Polarity,
    Report,
    Span,
    Status,
    Submission,
    Warning,
)

if TYPE_CHECKING:
    from jinja2 import Template


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage as it is shown: in its surroundings, or as rows of its table (then `passage` is not shown)."""

    label: str
    tone: str  # a polarity, or "warning"
    modality: str
    place: str
    why: str
    passage: Passage
    table: TableView | None


@dataclass(frozen=True, slots=True)
class FacetView:
    """A judged facet beside what it asks for; `closest` are shown as no evidence."""

    facet: Facet | None  # None where the scheme no longer has it
    judged: FacetFinding
    quotes: tuple[Quote, ...]
    closest: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with its facets; `others` are quotes that no facet names."""

    finding: Finding
    level: str  # outermost level of the scheme
    closer_look: bool
    explanation: str
    facets: tuple[FacetView, ...]
    others: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A file, what could not be read of it and what was put aside."""

    document: Document
    unread: tuple[str, ...]
    doubtful: tuple[str, ...]
    notes: tuple[str, ...]
    set_aside: tuple[tuple[str, str, str], ...]  # reason, place, text


@dataclass(frozen=True, slots=True)
class WarningView:
    """An integrity warning and every passage that it concerns."""

    warning: Warning
    name: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class FoldView:
    """One entry of the integrity warnings: a single one, or many of one check in one document."""

    name: str
    document: str
    warnings: tuple[WarningView, ...]


def to_html(report: Report, created: str, assurance: str = "") -> str:
    """The whole page. `created` is ISO 8601 and shown as it is; `assurance` says what a review left unseen."""
    gaps, rest = gaps_then_rest(report.findings)
    submission = report.submission
    css, script = _asset("report.css"), _asset("report.js")
    page = _template().render(
        report=report,
        created=created,
        assurance=assurance,
        version=tool_version(report),
        summary=summarise(report),
        notices=notices(report),
        gaps=[_finding(finding, submission) for finding in gaps],
        rest=[_finding(finding, submission) for finding in rest],
        levels=_levels(report.findings),
        documents=[_document(document) for document in submission.documents],
        warnings=[_fold(fold, submission) for fold in fold_warnings(report)],
        css=css,
        script=script,
        policy=f"default-src 'none'; style-src '{_hash(css)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'",
        words=words,
        Status=Status,
    )
    return words.printable(page)


@cache
def _template() -> Template:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(_asset), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"percent": words.percent, "number": words.number}
    return environment.get_template("report.html.j2")


@cache
def _asset(name: str) -> str:
    return files("compliance.reports").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(source: str) -> str:
    """The Content-Security-Policy source that lets exactly this style or script run, and nothing slipped in."""
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


def _levels(findings: tuple[Finding, ...]) -> tuple[tuple[str, int], ...]:
    """The scheme's outermost levels in its order, with the number of items of each."""
    counts: dict[str, int] = {}
    for finding in findings:
        level = _level(finding)
        counts[level] = counts.get(level, 0) + 1
    return tuple(counts.items())


def _level(finding: Finding) -> str:
    return finding.item.path[0] if finding.item.path else "未分级"


def _finding(finding: Finding, submission: Submission) -> FindingView:
    facets = {facet.id: facet for facet in finding.item.facets}
    quotes = [_quote(evidence, submission) for evidence in finding.evidence]
    named = {index for judged in finding.facets for index in (*judged.evidence, *judged.closest)}
    return FindingView(
        finding=finding,
        level=_level(finding),
        closer_look=needs_closer_look(finding),
        explanation=explanation_of(finding),
        facets=tuple(
            FacetView(
                facets.get(judged.id),
                judged,
                tuple(quotes[index] for index in judged.evidence),
                tuple(_as_near(quotes[index]) for index in judged.closest),
            )
            for judged in finding.facets
        ),
        others=tuple(quote for index, quote in enumerate(quotes) if index not in named),
    )


def _quote(evidence: Evidence, submission: Submission) -> Quote:
    return Quote(
        label=words.NOT_EVIDENCE if evidence.polarity is Polarity.NEAR else words.POLARITY_NAMES[evidence.polarity],
        tone=evidence.polarity.value,
        modality=words.MODALITY_NAMES[evidence.modality],
        place=_whereabouts(evidence.span, evidence.place, evidence.section, submission),
        why=evidence.why,
        passage=_passage(evidence.span, submission),
        table=table_view(_block(evidence.span, submission), evidence.span),
    )


def _as_near(quote: Quote) -> Quote:
    """The same passage where it is only the closest one: what supports one facet may be no evidence for another."""
    return replace(quote, label=words.NOT_EVIDENCE, tone=Polarity.NEAR.value)


def _block(span: Span, submission: Submission) -> Block:
    return submission.documents[span.document].blocks[span.block]


def _passage(span: Span, submission: Submission) -> Passage:
    return passage(_block(span, submission), span.start, span.end)


def _whereabouts(span: Span, place: Place, section: tuple[str, ...], submission: Submission) -> str:
    """自评报告.docx 第3页 二、…›(一)…"""
    doubt = words.recognition_words(_block(span, submission).confidence)
    parts = (submission.documents[span.document].name, words.place_words(place), words.section_words(section), doubt)
    return "  ".join(part for part in parts if part)


def _fold(fold: Fold, submission: Submission) -> FoldView:
    views = tuple(_warning(warning, submission) for warning in fold.warnings)
    return FoldView(views[0].name, fold.document, views)


def _warning(warning: Warning, submission: Submission) -> WarningView:
    return WarningView(
        warning,
        words.CHECK_NAMES.get(warning.check, warning.check),
        tuple(_warning_quotes(warning, submission)),
    )


def _warning_quotes(warning: Warning, submission: Submission) -> Iterator[Quote]:
    for span in warning.spans:
        block = _block(span, submission)
        yield Quote(
            label="",
            tone="warning",
            modality="",
            place=_whereabouts(span, block.place_at(span.start), block.section, submission),
            why="",
            passage=_passage(span, submission),
            table=table_view(block, span),
        )


def _document(document: Document) -> DocumentView:
    return DocumentView(
        document=document,
        unread=tuple(_on_page(page, what) for page, what in unread_parts(document)),
        doubtful=tuple(
            _on_page(page, f"识别把握 {words.percent(confidence)}")
            for page, confidence in low_confidence_pages(document)
        ),
        notes=tuple(_on_page(c.page, note) for c in document.certificates for note in c.notes),
        set_aside=tuple(
            (words.SET_ASIDE_NAMES.get(aside.reason, aside.reason), words.place_words(aside.place), aside.text)
            for aside in document.set_aside
        ),
    )


def _on_page(page: int | None, what: str) -> str:
    return what if page is None else f"第{page}页：{what}"
