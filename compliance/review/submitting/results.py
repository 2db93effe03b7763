"""A finding as a page shows it (发现), from what the report said of it. Pure: no database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.utils.translation import gettext as _

from compliance.reports import words
from compliance.terms import Place, Polarity, Status

_PLACE = {field.name for field in fields(Place)} - {"box"}


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage of the documents, verbatim, with its place in words."""

    text: str
    label: str
    tone: str  # a terms.Polarity
    place: str
    why: str


@dataclass(frozen=True, slots=True)
class FacetView:
    """One thing that has to be shown, what was found for it and what is missing."""

    statement: str
    status: Status
    status_name: str
    mark: str
    explanation: str
    absent: tuple[str, ...]
    quotes: tuple[Quote, ...]
    closest: tuple[Quote, ...]  # never evidence


@dataclass(frozen=True, slots=True)
class FindingView:
    """One item."""

    item: str
    path: str
    title: str
    requirement: str
    status: Status
    status_name: str
    mark: str
    confidence: float
    closer_look: bool
    explanation: str
    facets: tuple[FacetView, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many items have a status."""

    status: Status
    name: str
    mark: str
    number: int


def finding_view(told: Mapping[str, Any], documents: Sequence[str]) -> FindingView:
    """`told` is a finding of the report as JSON, `documents` the names of its documents."""
    status = Status(told["status"])
    quotes = [_quote(evidence, documents) for evidence in told["evidence"]]
    return FindingView(
        item=told["item"],
        path=words.section_words(told["path"]),
        title=told["title"],
        requirement=told["requirement"],
        status=status,
        status_name=words.STATUS_NAMES[status],
        mark=words.STATUS_MARKS[status],
        confidence=told["confidence"],
        closer_look=told["confidence"] < words.CLOSER_LOOK_BELOW,
        explanation=told["explanation"],
        facets=tuple(_facet(facet, quotes) for facet in told["facets"]),
    )


def gaps_first(findings: Sequence[FindingView]) -> tuple[tuple[FindingView, ...], tuple[FindingView, ...]]:
    """The gaps and the rest, each in the scheme's order."""
    return tuple(f for f in findings if f.status.is_gap), tuple(f for f in findings if not f.status.is_gap)


def counts(statuses: Sequence[str]) -> tuple[Count, ...]:
    """The statuses that occur, in the order of work."""
    return tuple(
        Count(status, words.STATUS_NAMES[status], words.STATUS_MARKS[status], number)
        for status in words.STATUS_ORDER
        if (number := sum(one == status.value for one in statuses))
    )


def unread_of(report: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """What could not be read of the file of that name, or of the documents within it; () where all was read."""
    parts = [
        _on_page(part["page"], part["what"])
        for document in report["documents"]
        if _belongs(document["name"], name)
        for part in document["certificate"]["unread"]
    ]
    return (*parts, *(p["message"] for p in report["problems"] if _belongs(p["source"], name)))


def other_problems(report: Mapping[str, Any], names: Sequence[str]) -> tuple[str, ...]:
    """What went wrong beside the files, and what is to be known of the run as a whole."""
    others = (p for p in report["problems"] if not any(_belongs(p["source"], name) for name in names))
    return (
        *report["warnings"],
        *(_("%(name)s：%(value)s") % {"name": p["source"], "value": p["message"]} for p in others),
    )


def _belongs(source: str, name: str) -> bool:
    return source == name or source.startswith(f"{name}/")


def _on_page(page: int | None, what: str) -> str:
    return what if page is None else _("第%(page)s页：%(what)s") % {"page": page, "what": what}


def _facet(told: Mapping[str, Any], quotes: Sequence[Quote]) -> FacetView:
    status = Status(told["status"])
    return FacetView(
        statement=told["statement"],
        status=status,
        status_name=words.STATUS_NAMES[status],
        mark=words.STATUS_MARKS[status],
        explanation=told["explanation"],
        absent=tuple(told["absent_parts"]),
        quotes=tuple(quotes[index] for index in told["evidence"]),
        closest=tuple(quotes[index] for index in told["closest"]),
    )


def _quote(told: Mapping[str, Any], documents: Sequence[str]) -> Quote:
    polarity = Polarity(told["polarity"])
    where = told["place"]
    place = Place(**{name: value for name, value in where.items() if name in _PLACE})
    document = documents[told["document"]] if told["document"] < len(documents) else ""
    parts = (document, words.place_words(place), words.section_words(where["section"]))
    return Quote(
        text=told["quote"],
        label=words.POLARITY_NAMES[polarity],
        tone=polarity.value,
        place="　".join(part for part in parts if part),
        why=told["why"],
    )
