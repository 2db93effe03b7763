"""What a clause says of a statement that itself compares (比较): two sides, town and country, one year and the next.

sides.py compares two named sides, places.py what must be one for town and country, how_often.py a rhythm,
years.py what must get better or lighter. This module gives them the sentence or the rows that belong together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from compliance.judgement.comparisons import how_often, places, years
from compliance.judgement.comparisons.sides import (
    Compared,
    Sides,
    compares_sides,
    figures,
    in_words,
    of_sides,
    parts_of_text,
    relation_of,
    rows_of,
    shown,
)
from compliance.judgement.values.cells import label_of
from compliance.judgement.values.reading import period_years
from compliance.language.cells import quantity_in
from compliance.language.sentences import sentence_before, sentence_text
from compliance.terms import Clause, Facet, Submission

# A clause compares where it holds a number or a word of comparing.
_TELLS = re.compile(r"[\d一二两三四五六七八九十百千]|高|低|差|少|多|快|慢|超|不及|赢|平|赶|追|倒挂")
# A part that goes on comparing after both are named: 差一千, 前者低了1.2个百分点.
_MARGIN = re.compile(r"前者|后者|两者|二者|折合|[低少慢差高多快][了出于\d一二两三四五六七八九]")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_LONG_AGO = re.compile(r"前年|原先|原来|过去|以前|此前|曾经?(?=低|高|比|与|不)")
# Teachers whose pay is another matter than the one that is compared.
_OTHERS = re.compile(
    r"(?:幼儿园?|学前|高中|中职|编外|临聘|代课|聘用|非在编|民办|合同制|非编)[^，。；]{0,4}(?:教师|老师)"
)


_Figures = tuple[tuple[Decimal, ...], tuple[Decimal, ...]]


def compare_sides(sides: Sides, clause: Clause, submission: Submission) -> Compared | None:
    """What a clause says of the two sides, by its own sentence or row, or those beside it."""
    if not _TELLS.search(clause.text) or _OTHERS.search(
        clause.text if clause.header else sentence_text(clause, submission)
    ):
        return None
    return _row(sides, clause, submission) if clause.header else _in_sentence(sides, clause, submission)


def _in_sentence(sides: Sides, clause: Clause, submission: Submission) -> Compared | None:
    """What a part of a sentence says of the sides with the other parts, and where one figure is missing with the
    sentences beside it."""
    if not _takes_part(sides, clause):
        return None
    parts = parts_of_text(sentence_text(clause, submission))
    if any(_is_old(part, submission) for part in parts if _names(sides, part)):
        return None
    told = in_words(sides, parts, _around(clause, submission))
    first, second = _figures_of_both(sides, parts)
    if bool(first) != bool(second) and not told:
        first, second = _completed(sides, (first, second), clause, submission)
    words = "，".join(part for part in parts if _names(sides, part) or _MARGIN.search(part))
    return _decided(sides, told, first, second, words)


def _around(clause: Clause, submission: Submission) -> str:
    """What stands over a clause's sentence and before it."""
    before = "，".join(one.text for one in sentence_before(clause, submission))
    return "，".join((*clause.section[-1:], clause.stem, before))


def _figures_of_both(sides: Sides, parts: list[str]) -> _Figures:
    return figures(sides, sides.first, sides.second, parts), figures(sides, sides.second, sides.first, parts)


def _completed(sides: Sides, told: _Figures, clause: Clause, submission: Submission) -> _Figures:
    """Both sides' figures, what is missing of them from the sentences beside the clause's, the nearest first."""
    first, second = told
    for near in _neighbours(clause, submission):
        one, other = _figures_of_both(sides, parts_of_text(near))
        first, second = first or one, second or other
        if first and second:
            break
    return first, second


def _is_old(text: str, submission: Submission) -> bool:
    """Whether a comparison is of years before the last one; last year's is the newest that many have."""
    oldest, _ = period_years(submission.period)
    years = [int(year) for year in _YEAR.findall(text)]
    return bool(_LONG_AGO.search(text)) or bool(oldest and years and max(years) < oldest - 1)


def _decided(
    sides: Sides, told: set[str], first: tuple[Decimal, ...], second: tuple[Decimal, ...], text: str
) -> Compared | None:
    """What words and figures say together; None where they do not agree."""
    by_figures = relation_of(sides, first, second)
    verdicts = {sides.holds(relation) for relation in (*told, *((by_figures,) if by_figures else ()))} - {None}
    if len(verdicts) != 1:
        return None
    words = shown(sides, first, second) if by_figures else text
    return Compared(bool(verdicts.pop()), words)


def _names(sides: Sides, text: str) -> bool:
    return bool(sides.first.search(text) or sides.second.search(text))


def _takes_part(sides: Sides, clause: Clause) -> bool:
    """Whether the clause is one of the parts that compare: it names a side, or goes on after one (差一千)."""
    return _names(sides, clause.text) or bool(_MARGIN.search(clause.text))


def _neighbours(clause: Clause, submission: Submission) -> Iterator[str]:
    """The sentences right after and before a clause's, under the same heading."""
    first, last = clause.sentence
    for index in (last, first - 1):
        if 0 <= index < len(submission.clauses):
            other = submission.clauses[index]
            if not other.header and (other.document, other.section) == (clause.document, clause.section):
                yield sentence_text(other, submission)


# --- Rows ---

_CELL = re.compile(r"^(?P<words>[^\d\-—−]{0,8})(?P<minus>[\-−]?)(?P<number>\d.*)$")
_FALLS = re.compile(r"下降|减少|降|减")
_YEAR_HEADER = re.compile(r"((?:19|20)\d\d)|(本年|今年|本期|现值|实际|本学年)|(上年|去年|上期|基期|上学年)")
_GROWTH_LABEL = re.compile(r"增[长幅速加]|增长率")


def _row(sides: Sides, clause: Clause, submission: Submission) -> Compared | None:
    """What a row says: in one of its cells, between its cells, under two headers, or with a row beside it."""
    cells = [text for text in clause.values if text]
    parts = [part for cell in cells for part in parts_of_text(cell)]
    joined = parts_of_text(clause.text.replace(" | ", "")) if len(cells) == 2 else parts
    told = in_words(sides, parts, clause.text) | in_words(sides, joined, clause.text)
    found = _between_cells(sides, clause, parts) or _with_rows(sides, clause, submission)
    if not told and not found:
        return None
    first, second = found or ((), ())
    return _decided(sides, told, first, second, clause.text)


def _between_cells(sides: Sides, clause: Clause, parts: list[str]) -> _Figures | None:
    """教师年均工资 | 10.02万元 | 公务员10.08万元; 指标 | 教师 | 公务员 over 9.34 | 9.31."""
    both = _figures_of_both(sides, parts)
    if all(both):
        return both
    label = label_of(clause)
    if not of_sides(sides, label):
        return None
    by_side: dict[bool, list[Decimal]] = {True: [], False: []}
    for header, cell in zip(clause.header, clause.values, strict=False):
        number = _number(sides, label + header, cell)
        own, other = sides.first.search(f"{header} {cell}"), sides.second.search(f"{header} {cell}")
        if number is not None and bool(own) != bool(other):
            by_side[bool(own)].append(number)
        elif number is not None and not own and sides.first.search(label) and not sides.second.search(label):
            by_side[True].append(number)
    first, second = (
        told or (tuple(by_side[side]) if len(by_side[side]) == 1 else ())
        for told, side in zip(both, (True, False), strict=True)
    )
    return (first, second) if first and second else None


def _number(sides: Sides, label: str, cell: str) -> Decimal | None:
    """A cell's figure in the unit of the sides; None where it is no figure of that unit."""
    match = _CELL.match(cell)
    said = quantity_in(match["number"]) if match else None
    if match is None or said is None or said.low != said.high or said.dimension == "difference":
        return None
    unit = said.unit or ("元" if "万" in match["number"] else _unit_of(label))
    if unit.removeprefix("万") != sides.unit:
        return None
    if sides.unit == "%" and not _GROWTH_LABEL.search(label + match["words"]):
        return None
    number = said.low * 10000 if unit == "万元" else said.low
    return -number if match["minus"] or _FALLS.search(match["words"]) else number


def _unit_of(label: str) -> str:
    """The unit that a label gives to bare numbers."""
    return next((unit for unit in ("%", "万元", "元") if unit in label), "")


def _with_rows(sides: Sides, clause: Clause, submission: Submission) -> _Figures | None:
    """拨款增幅 | 5.8% | 3.1% beside 经常性收入增幅 | 4.2% | 3.6%: the newest column that holds both."""
    label = label_of(clause)
    own, other = bool(sides.first.search(label)), bool(sides.second.search(label))
    if own == other or not of_sides(sides, label):
        return None
    wanted, unwanted = (sides.second, sides.first) if own else (sides.first, sides.second)
    rows = [
        row
        for row in rows_of(clause, submission)
        if wanted.search(label_of(row)) and not unwanted.search(label_of(row)) and not _OTHERS.search(label_of(row))
    ]
    if len(rows) != 1:
        return None
    ours, theirs = (clause, rows[0]) if own else (rows[0], clause)
    column = _newest(sides, ours, theirs)
    return None if column is None else ((column[0],), (column[1],))


def _newest(sides: Sides, ours: Clause, theirs: Clause) -> tuple[Decimal, Decimal] | None:
    """Both figures of the newest column that holds two; None where columns without years compete."""
    found: list[tuple[int, Decimal, Decimal]] = []
    for header, one, other in zip(ours.header, ours.values, theirs.values, strict=False):
        first, second = (_number(sides, label_of(row) + header, cell) for row, cell in ((ours, one), (theirs, other)))
        when = _YEAR_HEADER.search(header)
        if first is not None and second is not None:
            year = 0 if when is None else int(when[1]) if when[1] else 9999 if when[2] else 1
            found.append((year, first, second))
    if not found or (len(found) > 1 and any(year == 0 for year, _, _ in found)):
        return None
    _, first, second = max(found, key=lambda one: one[0])
    return first, second


# --- The clause for its facet ---


def compared(facet: Facet, clause: Clause, submission: Submission) -> Compared | None:
    """What a clause says of a facet whose statement compares without a threshold; None of any other."""
    if facet.comparator or clause.subject.kind in ("neighbour", "superior"):
        return None
    sides = compares_sides(facet)
    if sides is not None:
        return compare_sides(sides, clause, submission)
    if places.asks_one(facet):
        return places.compare_places(facet, clause, submission)
    if how_often.asked_rate(facet.statement) is not None:
        return how_often.compare_frequency(facet, clause, submission)
    return years.compare_years(facet, clause, submission)
