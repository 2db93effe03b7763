"""What reviewers decided, as gold: only the facets of which a decision leaves no doubt.

A decision is on an item; an item hangs on its required facets (judgement/findings.py). What follows from that:

- accepted as met or missing: every required facet is that, with the program's evidence. Accepted as partial, planned or
  contradicted, of several facets: one that is wrong may hide behind another, so only those count of which the program
  was sure. Where the reviewer marked other passages, those are the evidence of the only required facet; of several,
  only facets whose evidence the reviewer left standing are sure.
- changed to met: every required facet is met. Those that the program had as met keep their evidence; a single other
  one has the passages that the reviewer marked.
- changed to missing: no required facet has evidence.
- changed to partial, planned or contradicted: sure of an item with one required facet and passages; of several facets
  nobody knows which.
- not applicable, unreadable: says nothing of the text.

Facets that are not required decide nothing, so a decision says nothing of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compliance.learning.gold import GoldDocument, is_hit
from compliance.terms import DocumentKind, Item, Scheme, Status

Answers = dict[tuple[str, str], tuple[Status, tuple[str, ...]]]  # (item, facet) to status and quotes, best first
_SILENT = (Status.NOT_APPLICABLE, Status.UNREADABLE)
# Of 382 facets of partial items whose status was right (corpora/gold/dev), 240 of 259 above this were right, and 79 of
# 123 below it.
_SURE = 0.8


@dataclass(frozen=True, slots=True)
class DecidedItem:
    """One finding and what a person made of it."""

    found: Mapping[str, Any]  # the finding as the report tells it (report.schema.json)
    accepted: bool
    status: Status  # that the decision gives the item
    quotes: tuple[str, ...] = ()  # of the passages that the reviewer marked; () where the program's were left


@dataclass(frozen=True, slots=True)
class _Proposed:
    """A required facet as the program had it."""

    id: str
    status: Status
    confidence: float
    quotes: tuple[str, ...]


def gold_of(
    name: str, scheme: Scheme, kind: DocumentKind, subject: str, period: str, items: Iterable[DecidedItem]
) -> GoldDocument:
    """The decisions on one submission as a gold document that judges some of the scheme's facets."""
    known = {item.id: item for item in scheme.items}
    facets: Answers = {}
    for decided in items:
        if decided.found["item"] in known:
            facets |= answers_of(decided, known[decided.found["item"]])
    return GoldDocument(name, Path(name), scheme.id, kind.value, subject, period, facets, partial=True)


def answers_of(decided: DecidedItem, item: Item) -> Answers:
    """The facets that the decision leaves no doubt of; none where the scheme has changed since."""
    proposed = _required(decided.found, item)
    if not proposed or decided.status in _SILENT:
        return {}
    answers = _accepted(decided, proposed) if decided.accepted else _changed(decided, proposed)
    return {(item.id, facet): (status, quotes) for facet, (status, quotes) in answers.items() if _sure(status, quotes)}


def _sure(status: Status, quotes: Sequence[str]) -> bool:
    """A status that says something of the text, with evidence where it needs some."""
    return status not in _SILENT and bool(quotes) == (status is not Status.MISSING)


def _required(found: Mapping[str, Any], item: Item) -> list[_Proposed]:
    """The facets that the item's status hangs on; none where a statement is no longer the scheme's."""
    told = {facet["id"]: facet for facet in found["facets"]}
    if any(facet.id not in told or told[facet.id]["statement"] != facet.statement for facet in item.facets):
        return []
    counted = [facet for facet in item.facets if facet.required] or list(item.facets)
    return [
        _Proposed(
            facet.id,
            Status(told[facet.id]["status"]),
            told[facet.id]["confidence"],
            tuple(found["evidence"][index]["quote"] for index in told[facet.id]["evidence"]),
        )
        for facet in counted
        if told[facet.id]["status"] != Status.NOT_APPLICABLE
    ]


def _accepted(decided: DecidedItem, proposed: Sequence[_Proposed]) -> dict[str, tuple[Status, tuple[str, ...]]]:
    own = decided.quotes
    if len(proposed) == 1:
        return {proposed[0].id: (proposed[0].status, own or proposed[0].quotes)}
    if decided.status not in (Status.MET, Status.MISSING):
        proposed = [facet for facet in proposed if facet.confidence >= _SURE]
    if not own:
        return {facet.id: (facet.status, facet.quotes) for facet in proposed}
    return {
        facet.id: (facet.status, facet.quotes)
        for facet in proposed
        if all(is_hit(quote, own) for quote in facet.quotes)
    }


def _changed(decided: DecidedItem, proposed: Sequence[_Proposed]) -> dict[str, tuple[Status, tuple[str, ...]]]:
    own = decided.quotes
    if decided.status is Status.MISSING:
        return {facet.id: (Status.MISSING, ()) for facet in proposed}
    if len(proposed) == 1:
        return {proposed[0].id: (decided.status, own)}
    if decided.status is not Status.MET:
        return {}
    answers = {facet.id: (Status.MET, facet.quotes) for facet in proposed if facet.status is Status.MET}
    others = [facet for facet in proposed if facet.status is not Status.MET]
    if len(others) == 1:
        taken = tuple(quote for _, quotes in answers.values() for quote in quotes)
        answers[others[0].id] = (Status.MET, tuple(quote for quote in own if not is_hit(quote, taken)))
    return answers
