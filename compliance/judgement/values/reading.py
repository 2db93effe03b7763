"""A clause's numbers against a facet's threshold (数值核对): the right group, the right year, the right unit.

Units are normalised first; only the facet's own group counts; a range is taken by its worse end, several values by
the one that fails. names.py tells measures apart, units.py converts, prose.py (with denials.py
and margins.py) and rows.py (with layouts.py, cells.py and counts.py) find the numbers;
where none is the value itself, sums.py and parts.py work it out and words.py reads it from words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from compliance.judgement.values.allotted import allotted, is_allotted
from compliance.judgement.values.cells import label_of
from compliance.judgement.values.counts import unit_of
from compliance.judgement.values.growth import cell_growth, spoken_growth
from compliance.judgement.values.items import by_items
from compliance.judgement.values.layouts import written_out
from compliance.judgement.values.names import groups, naming, unnamed, wanted_groups, wrong_group
from compliance.judgement.values.oversize import oversized
from compliance.judgement.values.parts import rate_of_total, ratio_by_one, ratio_of_two, share_of_parts, short_of_rooms
from compliance.judgement.values.prose import is_earlier, spoken
from compliance.judgement.values.rows import has_placeholder, row_growth, row_values
from compliance.judgement.values.shares import counted_share, each_has, is_of_another_part
from compliance.judgement.values.sums import added_up
from compliance.judgement.values.units import Stated, years_since
from compliance.judgement.values.words import Words, says_in_words
from compliance.terms import Clause, Comparison, Facet, Submission

_PLACEHOLDER = re.compile(
    r"[XＸ×x*_]{2}\s*(?:%|元|万元|人|名|所|间|平方米|次|年|个)|__|[XＸ×]{2}|(?<![A-Za-z])[XＸ×](?=%|万?元)"
)
_YEARS = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class ValueReading:
    """What a clause's number says of a facet's threshold: met True, failed False, no comparable value None."""

    meets: bool | None = None
    shown: str = ""  # the value in the facet's unit, or the words that stand for one
    placeholder: bool = False
    named: float = 0.0  # how much of the facet's measure is named by the number: 0 nothing, 1 all


def compare(low: Decimal, high: Decimal, comparator: str, threshold: Decimal) -> bool:
    """Whether a value (or the end of a range that is nearer to failing) reaches the threshold."""
    worst = low if comparator in (">=", ">") else high
    if comparator == ">=":
        return worst >= threshold
    if comparator == ">":
        return worst > threshold
    if comparator == "<=":
        return worst <= threshold
    if comparator == "<":
        return worst < threshold
    return low == threshold == high


def _reaches(value: Stated, facet: Facet) -> bool:
    assert facet.threshold is not None
    if value.settled is not None:
        return value.settled
    if facet.comparator in (">=", ">") and value.comparison is Comparison.LESS and value.low == facet.threshold:
        return False
    if facet.comparator in ("<=", "<") and value.comparison is Comparison.MORE and value.high == facet.threshold:
        return False
    beyond = {"<": Comparison.LESS, ">": Comparison.MORE}.get(facet.comparator)
    if value.comparison is beyond and value.low == value.high == facet.threshold:
        return True  # 都低于0.15, where it must be less than 0.15
    return compare(value.low, value.high, facet.comparator, facet.threshold)


def period_years(period: str) -> tuple[int | None, int | None]:
    """The first and the last year that a submission's period names."""
    years = [int(year) for year in _YEARS.findall(period)]
    return (years[0], years[-1]) if years else (None, None)


def context_of(clause: Clause, submission: Submission, before: str) -> list[tuple[str, float]]:
    """What was said above and before a clause, farthest first, with the weight that its words have for naming."""
    first = clause.sentence[0]
    earlier = submission.clauses[max(0, first - 4) : first]
    same = [c for c in earlier if (c.document, c.block) == (clause.document, clause.block) and not c.header]
    above = [(text, 0.4) for text in (*clause.section[-2:], clause.stem) if text]
    return [*above, *((c.text, 0.4) for c in same), (before, 0.7)]


def _growth(facet: Facet, clause: Clause, submission: Submission, context: Sequence[tuple[str, float]]) -> ValueReading:
    """Whether this year's value is above last year's."""
    _, year = period_years(submission.period)
    if not clause.header:
        grown = spoken_growth(facet, clause, submission, year)
        return ValueReading(grown.grew, grown.shown, named=naming(facet, [*context, (clause.text, 1.0)]))
    label = label_of(clause)
    if wrong_group(wanted_groups(facet), groups(label)):
        return ValueReading()
    row = row_growth(facet, clause)
    if row is not None:
        return ValueReading(row[1] > row[0], f"{_plain(row[0])} → {_plain(row[1])}", named=row[2])
    grown = cell_growth(facet, clause, year)
    return ValueReading(grown.grew, grown.shown, named=naming(facet, [(clause.caption, 0.6), (label, 1.0)]))


def _worked_out(facet: Facet, clause: Clause, submission: Submission, before: str, oldest: int | None) -> Stated | None:
    """A share, ratio or rate from its parts; None where the sentence goes on to state it itself (…105人，占12.2%),
    but for rates that have words of their own for whole and part."""
    short = short_of_rooms(facet, f"{before}，{clause.text}", clause.text)
    if short is not None:
        return short
    if clause.header:
        return _of_cells(facet, clause)
    added = submission.clauses[clause.index + 1 : clause.sentence[1]]
    said = f"{before}，{clause.text}" if before else clause.text
    if not clause.quantities or is_earlier(said, oldest, submission.looks_back):
        return None
    counted = counted_share(facet, said, clause.text, "，".join(one.text for one in added))
    if counted is None and (unit := unit_of(facet)):
        counted = each_has(facet, said, clause.text, unit, naming(facet, [(said, 1.0)]))
    if counted is not None or any(q.unit in ("%", "1:N") for one in added for q in one.quantities):
        return counted
    worked = share_of_parts(facet, said, clause.text)
    worked = None if is_of_another_part(facet, worked) else worked
    worked = worked or ratio_by_one(facet, clause.text) or ratio_of_two(facet, said)
    if worked is None and not any("每" in one.text or "均" in one.text for one in added):
        worked = rate_of_total(facet, said)
    return worked


def _of_cells(facet: Facet, clause: Clause) -> Stated | None:
    """A share or ratio from the cells of a row: 持证 | 279人中271人."""
    label, row = label_of(clause), "，".join(clause.values)
    if facet.unit == "%":
        told = share_of_parts(facet, row, row)
        for text in (*clause.values, row):
            told = (
                told or share_of_parts(facet, f"{label}：{text}", text) or counted_share(facet, f"{label}{text}", text)
            )
        return told or ratio_of_two(facet, row)
    if facet.unit == "1:N":
        return ratio_of_two(facet, "，".join(f"{h}{v}人" for h, v in zip(clause.header, clause.values, strict=False)))
    return None


def _of_none(facet: Facet, clause: Clause, before: str, submission: Submission, oldest: int | None) -> Words | None:
    """What a clause says in words of things of which there must be none, whatever its numbers count."""
    if facet.threshold != 0 or facet.comparator != "==":
        return None
    if not clause.header and is_earlier(f"{before}，{clause.text}", oldest, submission.looks_back):
        return None
    over = oversized(facet, clause, before)
    if over is not None or clause.header:
        return over
    none = says_in_words(facet, clause.text)
    return None if none is None or _has_exceptions(clause, submission) or _of_others(facet, clause) else none


def read_value(facet: Facet, clause: Clause, submission: Submission, before: str = "") -> ValueReading:
    """The clause's value for a facet with a comparator; `before` is the earlier part of the clause's sentence."""
    context = context_of(clause, submission, before)
    if facet.comparator == "increase":
        return _growth(facet, clause, submission, context)
    if facet.threshold is None:
        return ValueReading()
    oldest, year = period_years(submission.period)
    none = _of_none(facet, clause, before, submission, oldest)
    if none is not None:
        above = [(text, 0.6) for text in (*clause.header, clause.caption)]
        named = naming(facet, [*context, *above, (clause.text, 1.0)])
        return ValueReading(none.meets, none.shown, named=named if none.meets else max(named, _BY_ITEMS))
    if is_allotted(facet):
        named = max(naming(facet, [*context, (clause.text, 1.0)]), _BY_ITEMS)
        if told := allotted(facet, clause.text, named):
            return _decide(facet, told)
        if not clause.header and not _ALLOTS.search(clause.text):
            return ValueReading(named=named)
    if clause.header:
        clause = written_out(clause, submission)
        values = row_values(facet, clause, year, oldest)
        named = naming(facet, [(clause.caption, 0.6), (" ".join((label_of(clause), *clause.header)), 1.0)])
    else:
        values = list(spoken(facet, clause.text, context, oldest, submission.looks_back))
        named = naming(facet, [*context, (clause.text, 1.0)])
        parts = added_up(facet, before, clause.text)
        values = values if parts is None else parts
        items = by_items(facet, clause.text, max(named, _BY_ITEMS))
        if items == [] and not (values and facet.unit == "%"):
            worked = _worked_out(facet, clause, submission, before, oldest)
            return ValueReading(named=named) if worked is None else _decide(facet, [worked])
        values = items or values
    if values:
        decided = _decide(facet, values)
        return decided if clause.header else _of_each(facet, f"{before}，{clause.text}", decided)
    worked = _worked_out(facet, clause, submission, before, oldest)
    if worked is not None:
        return _decide(facet, [worked])
    masked = _PLACEHOLDER.search(clause.text)
    if masked and (not clause.header or has_placeholder(facet, clause, _PLACEHOLDER)):
        return ValueReading(placeholder=True, named=named)
    since = years_since(facet, clause.text, year)
    if since is not None:
        return _decide(facet, [Stated(since, since, Comparison.EQUAL, named)])
    earlier = not clause.header and is_earlier(f"{before}，{clause.text}", oldest, submission.looks_back)
    if earlier or _of_others(facet, clause):
        return ValueReading(named=named)
    words = says_in_words(facet, clause.text)
    if words is None or words.meets and _has_exceptions(clause, submission):
        return ValueReading(named=named)
    return ValueReading(words.meets, words.shown, named=named)


# 两所村小只有216人、188人: how many there are, not for how many they get funds.
_ALLOTS = re.compile(r"核|按|算|拨|补|标准")
# 五项的2所, 最大的小学2105人 are of the measure, though they hardly name it.
_BY_ITEMS = 0.5
# 小学七项差异系数在0.21至0.44之间: of all measures of the kind.
_OF_ALL = re.compile(r"[二三四五六七八九十\d]项|各项|项项|每一?项|逐项")
# How surely a measure is meant where all of its kind are.
_EACH_OF_ALL = 0.7


def _of_each(facet: Facet, said: str, reading: ValueReading) -> ValueReading:
    """The reading of a coefficient where the value holds of all coefficients at once, and so of the facet's.

    What fails for all together may be reached by this one.
    """
    if reading.meets and "差异系数" in wanted_groups(facet) and _OF_ALL.search(said):
        return replace(reading, named=max(reading.named, _EACH_OF_ALL))
    return reading


def _of_others(facet: Facet, clause: Clause) -> bool:
    """Whether a clause's words are of another group than the facet's, or of another kind of number."""
    said = groups(clause.text)
    unsaid = clause.header and unnamed(wanted_groups(facet), said | groups(" ".join((clause.caption, *clause.header))))
    return wrong_group(wanted_groups(facet), said) or bool(unsaid)


# 均达到标准，只有东门小学4.1平方米: what follows takes some out of the whole.
_EXCEPTION = re.compile(r"(?:但|不过|然而|而|可是?)?(?:只有|仅有?|唯有?|唯独|唯一|除)")


def _has_exceptions(clause: Clause, submission: Submission) -> bool:
    following = submission.clauses[clause.index + 1 : clause.sentence[1]]
    return not clause.header and any(_EXCEPTION.match(one.text) for one in following)


def _plain(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.0001')).normalize():f}"


def _shown(value: Stated, unit: str) -> str:
    if value.words:
        return value.words
    number = _plain(value.low) if value.low == value.high else f"{_plain(value.low)}—{_plain(value.high)}"
    return f"1:{number}" if unit == "1:N" else f"{number}{unit}"


def _decide(facet: Facet, values: Sequence[Stated]) -> ValueReading:
    """The value that fails; where all reach it, the first; an average or most does not show that all do."""
    best = max(value.named for value in values)
    for value in values:
        if not _reaches(value, facet):
            return ValueReading(False, _shown(value, facet.unit), named=value.named)
    certain = [value for value in values if not value.typical]
    if not certain:
        return ValueReading(named=best)
    return ValueReading(True, _shown(certain[0], facet.unit), named=certain[0].named)
