"""The report as JSON (schema_version 1): what other programs read, and what two runs are compared by."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from compliance import __version__
from compliance.reports.summary import explanation_of, low_confidence_pages, notices, summarise, unread_parts
from compliance.reports.words import printable
from compliance.terms import Document, Evidence, FacetFinding, Finding, Place, Report, Span, Submission, Warning

SCHEMA_VERSION = "1"
TOOL = "compliance"

# More digits would differ between machines and say nothing to a person.
_DIGITS = 4

Json = dict[str, Any]


def to_json(report: Report, created: str) -> str:
    """The report as text, keys in a fixed order, ending in a newline.

    `created` (ISO 8601) is the only thing that differs between two runs over the same input.
    """
    return printable(json.dumps(to_dict(report, created), ensure_ascii=False, indent=1)) + "\n"


def to_dict(report: Report, created: str) -> Json:
    """The report as plain values, as report.schema.json describes them."""
    scheme, submission = report.scheme, report.submission
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": TOOL, "version": tool_version(report)},
        "created": created,
        "scheme": {"id": scheme.id, "title": scheme.title, "issuer": scheme.issuer, "sha256": scheme.sha256},
        "submission": {
            "subject": submission.subject,
            "period": submission.period,
            "kind": submission.kind.value,
        },
        "documents": [_document(index, document) for index, document in enumerate(submission.documents)],
        "findings": [_finding(finding, submission) for finding in report.findings],
        "warnings": list(notices(report)),
        "integrity": [_integrity(warning, submission) for warning in _in_order(report.warnings)],
        "problems": [{"source": p.source, "message": p.message} for p in report.problems],
        "summary": _summary(report),
        "versions": dict(sorted(report.versions)),
    }


def tool_version(report: Report) -> str:
    """The version that made the report; the installed one where the report does not say."""
    return dict(report.versions).get(TOOL) or __version__


@cache
def schema() -> Json:
    """The JSON Schema (draft 2020-12) of the report, as shipped in the package."""
    text = files("compliance.reports").joinpath("report.schema.json").read_text(encoding="utf-8")
    loaded: Json = json.loads(text)
    return loaded


def validate(report_json: str) -> None:
    """Raise jsonschema.ValidationError, naming the place, where the text is no report of this version."""
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    fault = best_match(Draft202012Validator(schema()).iter_errors(json.loads(report_json)))
    if fault is not None:
        raise fault


def _document(index: int, document: Document) -> Json:
    return {
        "id": index,
        "name": document.name,
        "sha256": document.sha256,
        "media_type": document.media_type,
        "title": document.title,
        "kind": document.kind.value,
        "pages": document.pages,
        "characters": document.characters,
        "certificate": {
            "unread": [{"page": page, "what": what} for page, what in unread_parts(document)],
            "low_confidence": [
                {"page": page, "confidence": _rounded(confidence)}
                for page, confidence in low_confidence_pages(document)
            ],
            "notes": [{"page": c.page, "what": note} for c in document.certificates for note in c.notes],
            "unmapped": sum(c.unmapped for c in document.certificates),
            "images_without_text": sum(c.images_without_text for c in document.certificates),
        },
        "set_aside": dict(sorted(Counter(aside.reason for aside in document.set_aside).items())),
    }


def _finding(finding: Finding, submission: Submission) -> Json:
    item = finding.item
    facets = {facet.id: facet for facet in item.facets}
    return {
        "item": item.id,
        "path": list(item.path),
        "title": item.title,
        "requirement": item.requirement,
        "scope": item.scope.value,
        "status": finding.status.value,
        "confidence": _rounded(finding.confidence),
        "points": {"max": _points(item.points), "indicative": _points(finding.indicative_points)},
        "facets": [
            {
                "id": judged.id,
                "statement": facets[judged.id].statement if judged.id in facets else "",
                "indicator": facets[judged.id].indicator if judged.id in facets else "",
                "required": facets[judged.id].required if judged.id in facets else True,
                **_facet(judged),
            }
            for judged in finding.facets
        ],
        "evidence": [_evidence(evidence, submission) for evidence in finding.evidence],
        "explanation": explanation_of(finding),
    }


def _facet(judged: FacetFinding) -> Json:
    return {
        "status": judged.status.value,
        "confidence": _rounded(judged.confidence),
        "evidence": list(judged.evidence),
        "closest": list(judged.closest),
        "absent_parts": list(judged.absent_parts),
        "explanation": judged.explanation,
    }


def _evidence(evidence: Evidence, submission: Submission) -> Json:
    recognised = submission.documents[evidence.span.document].blocks[evidence.span.block].confidence
    return {
        "document": evidence.span.document,
        "quote": evidence.quote,
        **({"recognition": _rounded(recognised)} if recognised < 1 else {}),
        "place": _place(evidence.place, evidence.span, evidence.section),
        "modality": evidence.modality.value,
        "polarity": evidence.polarity.value,
        "score": _rounded(evidence.score),
        "why": evidence.why,
    }


def _place(place: Place, span: Span | None, section: Iterable[str]) -> Json:
    """Page and section always, the slice of the block where there is one, the rest where the format knows it."""
    found: Json = {"page": place.page}
    if span is not None:
        found |= {"block": span.block, "start": span.start, "end": span.end}
    found["section"] = list(section)
    if place.part != "body":
        found["part"] = place.part
    for name in ("paragraph", "table", "row", "column", "line", "sheet"):
        value = getattr(place, name)
        if value is not None:
            found[name] = value
    if place.box is not None:
        found["box"] = [_rounded(edge) for edge in place.box]
    return found


def _integrity(warning: Warning, submission: Submission) -> Json:
    first = warning.spans[0] if warning.spans else None
    section = submission.documents[first.document].blocks[first.block].section if first else ()
    return {
        "check": warning.check,
        "quote": warning.quotes[0] if warning.quotes else "",
        "quotes": list(warning.quotes),
        "document": first.document if first else None,
        "place": _place(warning.place, first, section),
        "message": warning.message,
        "severity": warning.severity,
    }


def _in_order(warnings: Iterable[Warning]) -> list[Warning]:
    """By place in the submission: the order in which checks happen to run says nothing."""
    return sorted(
        warnings, key=lambda w: ([(s.document, s.block, s.start, s.end) for s in w.spans], w.check, w.quotes, w.message)
    )


def _summary(report: Report) -> Json:
    summary = summarise(report)
    return {
        "items": summary.items,
        "met": summary.met,
        "gaps": summary.gaps,
        "closer_look": summary.closer_look,
        "by_status": {status.value: count for status, count in summary.by_status},
        "indicative_points": _points(summary.indicative_points),
        "max_points": _points(summary.max_points),
    }


def _rounded(value: float) -> float:
    return round(float(value), _DIGITS)


def _points(value: Decimal | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else _rounded(float(value))
