"""Quantity facets worked out from tables with one row a school (学校数据): rates, variation, measures reached.

What the schools' own numbers give goes before what the text claims. A school that lacks a number is named, and the
figure of the others then counts for a part only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from compliance.judgement.judging import Judgement, JudgingContext, Reading
from compliance.judgement.school_figures import (
    LEAST_OF_MISSED,
    Rates,
    Reached,
    is_rate,
    is_variation,
    rates_of,
    reached_by,
)
from compliance.judgement.values.reading import ValueReading, compare
from compliance.language.school_tables import School, school_tables
from compliance.terms import Facet, Polarity, Status

_SURE = 0.97  # of figures from all the schools
_UNSURE = 0.6  # worked out from some of the schools
_MOST_NAMED = 3
_MOST_EVIDENCE = 3
_COUNT = re.compile(r"(?:达标|达到)[^，。]{0,6}项数|达标指标数")
_SHARE = re.compile(r"达标[^，。]{0,4}(?:学校)?(?:比例|率)|学校占比")
_REST = re.compile(r"余项|未达标的一项")
_ALL_MEASURES = re.compile(r"[七7]项")


def judge_by_schools(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement | None:
    """The judgement by the schools' own numbers; None where the submission has no table that gives the measure."""
    if facet.threshold is None:
        return None
    tables = school_tables(context.submission)
    if not tables:
        return None
    if is_rate(facet) or is_variation(facet):
        rates = rates_of(facet, tables)
        return _by_rates(facet, judgement, rates) if rates else None
    if _ALL_MEASURES.search(facet.measure + context.item.title) and _asks_of_each(facet):
        reached = reached_by(_measures(context), tables)
        return _by_reached(facet, judgement, reached) if reached else None
    return None


def _asks_of_each(facet: Facet) -> bool:
    return any(pattern.search(facet.measure) for pattern in (_COUNT, _SHARE, _REST))


def _measures(context: JudgingContext) -> list[Facet]:
    """The rate facets of the scheme that stand in the same part of it as the item."""
    part = context.item.path[0]
    return [facet for item in context.scheme.items if item.path[0] == part for facet in item.facets if is_rate(facet)]


def _by_rates(facet: Facet, judgement: Judgement, rates: Rates) -> Judgement:
    value = rates.variation if is_variation(facet) else rates.mean
    ordered = sorted(rates.schools, key=lambda one: one.rate)
    worst = [ordered[-1].school, ordered[0].school] if is_variation(facet) else [one.school for one in ordered]
    low = rates.lowest
    remark = (
        f"按{len(rates.schools)}所学校的数据计算：在校生{rates.pupils:,.0f}人，{facet.measure}{_plain(value)}{facet.unit}"
        f"，最低的是{low.school.name}（{_plain(low.rate)}）"
    )
    return _judged(facet, judgement, value, worst, [remark], rates.without)


def _by_reached(facet: Facet, judgement: Judgement, reached: Sequence[Reached]) -> Judgement:
    below = sorted((one for one in reached if not one.passes), key=lambda one: (one.count, one.shares))
    fewest = sorted(reached, key=lambda one: (one.count, one.shares))
    if _REST.search(facet.measure):
        shares = [one.shares[0] for one in reached if one.shares]
        value = min(shares, default=Decimal(1)) * 100
    elif _COUNT.search(facet.measure):
        value = Decimal(fewest[0].count)
    else:
        value = Decimal(100 * (len(reached) - len(below))) / len(reached)
    remark = (
        f"按学校数据逐校核对{len(reached)}所学校、每校{reached[0].of}项指标：{len(reached) - len(below)}所综合达标"
        f"（最多一项不达标，且不低于标准的{LEAST_OF_MISSED:.0%}）"
    )
    remarks = [remark]
    if below:
        names = [f"{one.school.name}（{one.count}项）" for one in below[:_MOST_NAMED]]
        remarks.append(f"没有综合达标的{len(below)}所：{_listed(names, len(below))}")
    return _judged(facet, judgement, value, [one.school for one in fewest], remarks, ())


def _judged(
    facet: Facet,
    judgement: Judgement,
    value: Decimal,
    schools: Sequence[School],
    remarks: list[str],
    without: Sequence[School],
) -> Judgement:
    assert facet.threshold is not None
    meets = compare(value, value, facet.comparator, facet.threshold)
    status = Status.MET if meets else Status.CONTRADICTED
    if without:
        named = _listed([school.name for school in without[:_MOST_NAMED]], len(without))
        remarks.append(f"{len(without)}所学校缺少这项数据，没有计入：{named}")
        status = Status.PARTIAL if meets else status
    shown = f"{_plain(value)}{facet.unit}"
    reading = ValueReading(meets, shown, named=1.0)
    polarity = Polarity.SUPPORTS if meets else Polarity.CONTRADICTS
    evidence = [Reading(school.clause, 1.0, polarity, reading, 1.0, (), remarks[0]) for school in schools]
    evidence = evidence[:_MOST_EVIDENCE]
    rows = {one.clause.index for one in evidence}
    rest = [one for one in judgement.readings if one.clause.index not in rows]
    return replace(
        judgement,
        status=status,
        confidence=_UNSURE if without else _SURE,
        worked_out=True,
        readings=(*evidence, *rest),
        counted=len(evidence),
        absent_parts=(),
        remarks=(*judgement.remarks, *remarks),
    )


def _listed(names: Iterable[str], count: int) -> str:
    named = list(names)
    return "、".join(named) + (f"等{count}所" if count > len(named) else "")


def _plain(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.001')).normalize():f}"
