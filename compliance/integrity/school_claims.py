"""Claims about the district that its schools' numbers do not bear out: 生均5.6平方米 over a table that gives 4.5."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from compliance.integrity.passages import distinct, last_place, short, warning
from compliance.judgement.school_figures import Rates, is_pupils, rates_of
from compliance.judgement.values.prose import spoken
from compliance.judgement.values.reading import context_of
from compliance.judgement.values.units import Stated
from compliance.language.school_tables import JUNIOR, PRIMARY, SchoolColumn, SchoolTable, school_tables
from compliance.language.sentences import said_before
from compliance.terms import Clause, Comparison, Facet, Modality, Submission, Warning

CHECK = "inconsistent"

_LEAST_NAMED = 0.75  # of the measure's name in the claim: a claim about something near it is none about it
_HUNDREDS = frozenset({"人", "名", "间", "台", "个", "套"})  # counted for a hundred pupils, everything else for one
_IN_BASE = {"万元": "元", "亿元": "元"}
_EARLIER = re.compile(r"20\d\d年|上年|去年|以前|此前|原来|规划|目标")
_COUNT_WORD = re.compile(r"(?:总)?数$")


def school_claims(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each claim about a measure of which the school table gives another figure."""
    tables = school_tables(submission)
    if not tables:
        return ()
    claims = [clause for clause in submission.clauses if not clause.header and _may_claim(clause)]
    return tuple(
        found
        for table in tables
        for measure in _measures(table)
        if (rates := rates_of(measure, [table])) is not None and not rates.without
        for found in _misfits(submission, claims, measure, rates)
    )


def _may_claim(clause: Clause) -> bool:
    return clause.modality is Modality.FACT and bool(clause.quantities) and not _EARLIER.search(clause.text)


def _measures(table: SchoolTable) -> Iterator[Facet]:
    """What may be claimed of each column: the rate and the coefficient of variation, at each stage of schooling."""
    for column in table.columns:
        if is_pupils(column):
            continue
        rate, unit = _rate(column)
        for stage in (PRIMARY, JUNIOR):
            name = f"{stage}{rate}"
            yield Facet("rate", "quantity", name, measure=name, comparator=">=", threshold=Decimal(1), unit=unit)
            spread = f"{name}差异系数"
            yield Facet("variation", "quantity", spread, measure=spread, comparator="<=", threshold=Decimal(1))


def _rate(column: SchoolColumn) -> tuple[str, str]:
    if re.match(r"生均|每百", column.name):
        return column.name, _IN_BASE.get(column.unit, column.unit)
    if column.unit in _HUNDREDS:
        return f"每百名学生拥有{_COUNT_WORD.sub('', column.name)}数", column.unit
    return f"生均{column.name}", _IN_BASE.get(column.unit, column.unit)


def _misfits(submission: Submission, claims: Sequence[Clause], measure: Facet, rates: Rates) -> Iterator[Warning]:
    worked_out = rates.variation if measure.id == "variation" else rates.mean
    for clause in claims:
        before = said_before(clause, submission)
        for stated in spoken(measure, clause.text, context_of(clause, submission, before), None):
            if stated.named >= _LEAST_NAMED and not _agrees(stated, worked_out):
                spans = distinct((clause.span, *(one.school.clause.span for one in rates.schools)))
                shown = worked_out.quantize(last_place(stated.low) / 10)
                message = (
                    f"“{short(clause.text)}”与学校数据不符：按表中{len(rates.schools)}所学校计算，{measure.measure}为"
                    f"{shown}{measure.unit}。请核对正文和学校数据（包括学校是否列全）。"
                )
                yield warning(submission, CHECK, spans, message)
                break


def _agrees(stated: Stated, worked_out: Decimal) -> bool:
    """Whether the claim is the figure, rounded up or down to its last place, or a bound that the figure keeps."""
    place = last_place(stated.low)
    if stated.comparison in (Comparison.AT_LEAST, Comparison.MORE):
        return worked_out >= stated.low - place
    if stated.comparison in (Comparison.AT_MOST, Comparison.LESS):
        return worked_out <= stated.high + place
    if stated.comparison is Comparison.ABOUT:
        place *= 10
    return stated.low - place < worked_out < stated.high + place
