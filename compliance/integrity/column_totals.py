"""What the year brought in all, told otherwise than the table adds it up: 全年提出问题318条 over 合计 | … | 328.

A column's name says its matter in a word or two (问题（条）), so it is the unit, a number near the total and words in
common that make both of one matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from compliance.integrity.lists import is_exact
from compliance.integrity.passages import (
    is_own_and_current,
    names_other_years,
    normal,
    numbers,
    pairs,
    plain_number,
    short,
    warning,
)
from compliance.integrity.scopes import lead_of
from compliance.terms import Clause, Modality, Quantity, Submission, Warning

CHECK = "inconsistent"

_TOTAL = re.compile(r"(?:合|总|共)计|全[县区市旗州校年]|总[数和]")
_UNIT = re.compile(r"[（(]([^（）()]*)[）)]")
_CELL = re.compile(r"(\d[\d,]*(?:\.\d+)?)([\u4e00-\u9fff]{0,2})")
# Of schools and people some only may be meant (74所学校开展了督导): `wholes` knows which numbers are of all.
_NOUNS = re.compile(
    r"(?:中小学|学)校|中小学|小学|初中|高中|中学|学区|责任区|乡镇|街道|学生|教师|幼儿园|单位|总|其中|情况|数$"
)
_MONEY = re.compile("(?:预算|安排|投入|决算)?(?:金额|数额|资金|经费|款额)(?:合计)?")
_TABLE = re.compile(
    r"^附?[表件]?[一二三四五六七八九十\d]*[：、.]?|(?:预算|分解|安排|使用|支出|明细|测算|分配|情况|一览)*表?$"
)
_TELLS = re.compile(
    r"(?:全年|全学年|一年|今年|年内|本年|共计|一共|合计|累计|总共|已|共|列|为|是|年初|\d{4}年度?|[区县市]本?级|财政|预算)*"
)
# Who could be in, and who went somewhere, are not who are there.
_OF_SOME = re.compile("适龄|应[入届参]|常住|户籍|学位|组织|选派|派出|推荐|参加|、[^，、]*[合共]计?$")
_LOWEST, _HIGHEST = Decimal("0.87"), Decimal("1.15")  # of the total; beyond these the number is of a part
_LEAST = 5
_SHARED = 0.3  # of the name's pairs of characters: 反馈812条 is of 反馈问题（条）
_BEFORE, _BEHIND, _LEAD = 14, 8, 24  # characters
_DIMENSIONS = ("count", "money", "number")


@dataclass(frozen=True, slots=True)
class _Total:
    row: Clause
    header: str
    words: frozenset[str]
    quantity: Quantity


def column_totals(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each number of the text that a total row has otherwise; it quotes both."""
    totals = list(_totals(submission))
    in_tables = {total.quantity.low for total in totals}
    paragraphs = _Paragraphs(submission, totals)
    found: list[Warning] = []
    for clause in submission.clauses if totals else ():
        if clause.header or clause.modality is not Modality.FACT or not is_own_and_current(clause):
            continue
        if names_other_years(submission, clause):
            continue
        told = next(_other_totals(submission, clause, paragraphs.untold(clause), in_tables), None)
        if told:
            said, total = told
            message = (
                f"“{short(submission.quote(clause.span))}”写的是{plain_number(said.low)}，"
                f"表中“{total.header}”一列的合计是{plain_number(total.quantity.low)}。请核对以哪个为准，并改为一致。"
            )
            found.append(warning(submission, CHECK, (clause.span, total.row.span), message))
    return tuple(found)


class _Paragraphs:
    """What the paragraphs of a submission tell, each read once."""

    def __init__(self, submission: Submission, totals: Sequence[_Total]) -> None:
        self._submission, self._totals = submission, totals
        self._untold: dict[tuple[int, int], Sequence[_Total]] = {}

    def untold(self, clause: Clause) -> Sequence[_Total]:
        """The totals that the clause's paragraph does not tell: 报出674条，补充93条、剔除41条，形成726条."""
        at = clause.document, clause.block
        if at not in self._untold:
            block = self._submission.documents[clause.document].blocks[clause.block]
            told = {(quantity.unit, quantity.low) for quantity in numbers(normal(block.text).text)}
            self._untold[at] = [total for total in self._totals if not _is_told(total, told)]
        return self._untold[at]


def _is_told(total: _Total, told: set[tuple[str, Decimal]]) -> bool:
    unit = total.quantity.unit
    return any(low == total.quantity.low and (other == unit if unit else other in total.header) for other, low in told)


def _totals(submission: Submission) -> Iterator[_Total]:
    for row in submission.clauses:
        if not any(_TOTAL.match(value.strip()) and len(value.strip()) <= 6 for value in row.values[:2]):
            continue
        for header, value in list(zip(row.header, row.values, strict=True))[1:]:
            cell, unit = _CELL.fullmatch(value.strip()), _UNIT.search(header)
            unit = unit or (_UNIT.search(row.caption) if _MONEY.fullmatch(header.strip()) else None)
            found = numbers(cell[1] + (cell[2] or (unit[1] if unit else ""))) if cell else ()
            if found and found[0].low >= _LEAST:
                yield from (_Total(row, header, words, found[0]) for words in _names(row, header))


def _names(row: Clause, header: str) -> Iterator[frozenset[str]]:
    """What a column counts, by its own name; a column of money also by what the table is called."""
    name = _UNIT.sub("", header).strip()
    yield pairs(_NOUNS.sub("，", name))
    if _MONEY.fullmatch(name):
        yield pairs(_TABLE.sub("，", _UNIT.sub("", row.caption)))


def _other_totals(
    submission: Submission, clause: Clause, totals: Sequence[_Total], in_tables: set[Decimal]
) -> Iterator[tuple[Quantity, _Total]]:
    last = 0
    for quantity in clause.quantities:
        front = clause.text[max(last, quantity.start - _BEFORE) : quantity.start]
        behind = re.split("[，。；、：]", clause.text[quantity.end : quantity.end + _BEHIND])[0]
        last = quantity.end
        # What any total row tells is of another column or table.
        if not is_exact(quantity) or quantity.low in in_tables or quantity.dimension not in _DIMENSIONS:
            continue
        if _OF_SOME.search(front):
            continue
        # 举报一件一登记，全年109件: what is counted may stand in the parts before.
        lead = lead_of(submission, clause, 0)[-_LEAD:] if _TELLS.fullmatch(front) else ""
        words = pairs(f"{lead}，{front}，{behind}")
        for total in totals:
            if total.row.document == clause.document and _is_of(quantity, words, total):
                yield quantity, total


def _is_of(quantity: Quantity, words: frozenset[str], total: _Total) -> bool:
    unit = total.quantity.unit
    # 住校 | 217: a column without a unit must be named in full.
    named = not _UNIT.search(total.header) and quantity.dimension == "count" and total.words <= words
    same = quantity.unit == unit if unit else bool(quantity.unit) and (quantity.unit in total.header or named)
    if not same or not _LOWEST <= quantity.low / total.quantity.low <= _HIGHEST:
        return False
    name = total.words - pairs(quantity.unit)
    return bool(name) and len(name & words) >= _SHARED * len(name)
