"""One statement against one text: what the examples of an indicator are tried with."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.judgement.judge import judge
from compliance.language.quantities import find_quantities
from compliance.language.understanding import understand
from compliance.terms import (
    Block,
    BlockKind,
    Comparison,
    Document,
    DocumentKind,
    Facet,
    Item,
    Place,
    Scheme,
    Status,
    Submission,
)

if TYPE_CHECKING:
    from compliance.registry import Registry

_RISES = re.compile(r"(?:逐步|逐年|比上年|较上年)?(?:增长|提高|高于上年|增加)$")


@dataclass(frozen=True, slots=True)
class JudgedStatement:
    """The status that was proposed and the quotes that it rests on."""

    status: Status
    quotes: tuple[str, ...]
    trace: tuple[str, ...] = ()


def facet_of(statement: str, indicator: str) -> Facet:
    """A facet from its statement alone; its measure and threshold are read from it where it names them."""
    if indicator != "quantity":
        return Facet("statement", indicator, statement)
    found = [q for q in find_quantities(statement) if q.dimension != "date"]
    if not found:
        rises = _RISES.search(statement)
        comparator = "increase" if rises else ""
        return Facet("statement", indicator, statement, measure=_RISES.sub("", statement), comparator=comparator)
    value = found[-1]
    at_most = value.comparison in (Comparison.AT_MOST, Comparison.LESS)
    return Facet(
        "statement",
        indicator,
        statement,
        measure=value.measure or statement[: value.start],
        comparator="<=" if at_most else ">=",
        threshold=value.low,
        unit=value.unit,
    )


def scheme_of(facet: Facet) -> Scheme:
    """A scheme that asks for nothing but this facet."""
    item = Item("example", (), facet.statement, facet.statement, (facet,))
    return Scheme("example", facet.statement, "", (item,), "")


def submission_of(text: str, kind: DocumentKind) -> Submission:
    """A submission that says nothing but this text, of a submitter and a period that nobody told."""
    return understand([_document(text, kind)], subject="", period="", kind=kind)


def _document(text: str, kind: DocumentKind) -> Document:
    lines = [line for line in text.splitlines() if line.strip()]
    blocks = tuple(Block(i, BlockKind.PARAGRAPH, line, Place(line=i + 1)) for i, line in enumerate(lines))
    return Document("例句", hashlib.sha256(text.encode()).hexdigest(), "text/plain", blocks, kind=kind)


def judge_statement(
    statement: str, text: str, indicator: str, kind: DocumentKind, registry: Registry
) -> JudgedStatement:
    """What the named indicator makes of a text, as of a whole submission that says nothing else."""
    scheme = scheme_of(facet_of(statement, indicator))
    findings, _ = judge(scheme, submission_of(text, kind), registry.indicators)
    judged = findings[0].facets[0]
    return JudgedStatement(judged.status, tuple(findings[0].evidence[i].quote for i in judged.evidence), judged.trace)
