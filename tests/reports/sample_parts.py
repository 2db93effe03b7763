"""Short ways to write a judged facet and a finding by hand."""

from __future__ import annotations

from decimal import Decimal

from compliance.terms import (
    Evidence,
    Facet,
    FacetFinding,
    Finding,
    Item,
    Scope,
    Status,
)


def facet(
    name: str,
    status: Status,
    used: tuple[int, ...] = (),
    near: tuple[int, ...] = (),
    absent: tuple[str, ...] = (),
    explanation: str = "",
    confidence: float = 0.9,
) -> FacetFinding:
    """A facet judged, with a trace of two lines."""
    trace = (f"候选小句12条，最相关的得分0.93（{name}）", f"规则：状态定为 {status.value}")
    return FacetFinding(name, status, confidence, used, near, absent, explanation, trace)


def finding(
    number: int,
    path: tuple[str, ...],
    title: str,
    requirement: str,
    points: str | None,
    facets: tuple[tuple[Facet, FacetFinding], ...],
    status: Status,
    explanation: str,
    used: tuple[Evidence, ...] = (),
    indicative: str | None = None,
    confidence: float = 0.9,
    scope: Scope = Scope.DISTRICT,
) -> Finding:
    """A finding of item qh-NN."""
    item = Item(
        f"qh-{number:02}",
        path,
        title,
        requirement,
        tuple(f for f, _ in facets),
        scope,
        None if points is None else Decimal(points),
    )
    return Finding(
        item,
        status,
        confidence,
        tuple(j for _, j in facets),
        used,
        explanation,
        None if indicative is None else Decimal(indicative),
    )
