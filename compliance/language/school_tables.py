"""Tables with one row a school (学校数据): which columns they have, which schools, at which stage of schooling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import groupby

from compliance.language.units import load_units
from compliance.terms import Clause, Submission

PRIMARY, JUNIOR, SENIOR, MIXED = "小学", "初中", "高中", "一贯制"

_FEWEST_SCHOOLS = 3  # of fewer rows nothing is told about a district
_NAME_HEADER = re.compile(r"^(?:学校|单位|校名|学校名称|单位名称|名称|学校（教学点）)$")
_SCHOOL = re.compile(
    r"(?:小学|初中|中学|学校|完小|附小|附中|教学点|校区|分校|[一二三四五六七八九十]小|[一二三四五六七八九十]中)$"
)
_TOTAL = re.compile(r"^(?:合计|总计|小计|平均|全[县市区]|均值|备注|注|说明|标准|达标值)")
_STAGE_HEADER = re.compile(r"学段|办学类型|学校类[型别]|^类[型别]$|办学层次")
_UNIT = re.compile(r"[（(](?:单位[：:])?([^（）()\d]{1,6})[）)]")
_NUMBER = re.compile(r"^(\d[\d,]*(?:\.\d+)?)\s*[^\d\s]{0,4}$")
# A table that shows some schools says so.
_EXCERPT = re.compile(r"部分学校|抽[查样]|样本|典型|代表|排在?前|前[列十五三\d]|举例|节选|重点|薄弱|试点|名单")
_SCHOOLS_OF = re.compile(
    r"(小学|初中|初级中学)(\d{1,4})所|(\d{1,4})所(?:完全|独立|普通|公办|乡镇|农村)?(小学|初中|初级中学)"
)
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")


@dataclass(frozen=True, slots=True)
class SchoolColumn:
    """A column of numbers: its header without the unit, and the unit that the header gives (平方米), or ""."""

    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class School:
    """A row: the school's name, its stage of schooling ("" where nothing tells), and a number a column or None."""

    name: str
    stage: str
    clause: Clause
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class SchoolTable:
    """The columns and schools of one table, in its order."""

    columns: tuple[SchoolColumn, ...]
    schools: tuple[School, ...]


@lru_cache(maxsize=1)
def school_tables(submission: Submission) -> tuple[SchoolTable, ...]:
    """Every table of the submission that has a row for each school, three or more of them, and numbers of each.

    One that shows some of the schools only, by its caption or by how many the text counts, is none.
    """
    rows = (clause for clause in submission.clauses if clause.header)
    tables = groupby(rows, key=lambda clause: (clause.document, clause.block, clause.header))
    found = [table for _, group in tables if (table := _table(list(group))) is not None]
    counted = schools_counted(clause.text for clause in submission.clauses if not clause.header) if found else {}
    return tuple(table for table in found if _is_whole(table, counted))


def schools_counted(texts: Iterable[str]) -> dict[str, int]:
    """How many schools of each stage the text counts at most: 小学29所 → {小学: 29}."""
    counts: dict[str, int] = {}
    for text in texts:
        for before, number_after, number_before, after in _SCHOOLS_OF.findall(text):
            stage = PRIMARY if "小学" in (before or after) else JUNIOR
            counts[stage] = max(counts.get(stage, 0), int(number_after or number_before))
    return counts


def _is_whole(table: SchoolTable, counted: dict[str, int]) -> bool:
    if _EXCERPT.search(table.schools[0].clause.caption):
        return False
    present = {stage: sum(school.stage in (stage, MIXED) for school in table.schools) for stage in (PRIMARY, JUNIOR)}
    return all(not 0 < present[stage] < count for stage, count in counted.items())


def _table(rows: Sequence[Clause]) -> SchoolTable | None:
    header = rows[0].header
    named = _name_column(rows)
    if named is None:
        return None
    schools = [row for row in rows if _is_school(row.values[named])]
    counted = [column for column in range(len(header)) if column != named and _is_counted(schools, column)]
    if len(schools) < _FEWEST_SCHOOLS or not counted:
        return None
    columns = tuple(_column(header[column]) for column in counted)
    staged = next((column for column, title in enumerate(header) if _STAGE_HEADER.search(title)), None)
    return SchoolTable(
        columns,
        tuple(
            School(
                row.values[named].strip(),
                _stage(row, named, staged),
                row,
                tuple(number(row.values[column]) for column in counted),
            )
            for row in schools
        ),
    )


def number(cell: str) -> Decimal | None:
    """The number of a cell (1,205, 68人); None for an empty cell, a dash, or words."""
    match = _NUMBER.match(cell.strip())
    return Decimal(match[1].replace(",", "")) if match else None


def _name_column(rows: Sequence[Clause]) -> int | None:
    """The column that holds the schools' names: by its header, or since most of its cells read like schools."""
    width = min(len(row.values) for row in rows)
    for column in range(min(width, len(rows[0].header))):
        cells = [row.values[column] for row in rows]
        schools = sum(_is_school(cell) for cell in cells)
        if schools * 2 > len(cells) or (_NAME_HEADER.match(rows[0].header[column]) and schools >= _FEWEST_SCHOOLS):
            return column
    return None


def _is_school(cell: str) -> bool:
    name = _BRACKETS.sub("", cell).strip()
    return bool(_SCHOOL.search(name)) and not _TOTAL.match(name)


def _is_counted(schools: Iterable[Clause], column: int) -> bool:
    cells = [cell for row in schools if column < len(row.values) and (cell := row.values[column].strip())]
    return sum(number(cell) is not None for cell in cells) * 2 > len(cells)


def _column(header: str) -> SchoolColumn:
    unit = _UNIT.search(header)
    written = unit[1].strip() if unit else ""
    known = load_units().written.get(written)
    return SchoolColumn(_BRACKETS.sub("", header).strip(), known.name if known and known.factor == 1 else written)


def _stage(row: Clause, named: int, staged: int | None) -> str:
    """By the row's own column, the school's name, the name of its group of rows, the caption, the headings above."""
    own = row.values[staged] if staged is not None and staged < len(row.values) else ""
    for text in (own, row.values[named], row.stem, row.caption, *reversed(row.section)):
        if stage := stage_of(text):
            return stage
    return ""


def stage_of(text: str) -> str:
    """The stage of schooling that a text names: 小学, 初中, 高中, or 一贯制 where one school has several; else ""."""
    if re.search(r"一贯制|九年制|完全中学|十二年制|完中", text):
        return MIXED
    stages = {
        stage
        for stage, pattern in (
            (PRIMARY, r"小学|完小|附小|教学点|中心校|[一二三四五六七八九十实]小(?:$|[（(])"),
            (JUNIOR, r"初级?中|初中|附中|(?<!高级)(?<!高)中学|[一二三四五六七八九十]中(?:$|[（(])"),
            (SENIOR, r"高中|高级中学"),
        )
        if re.search(pattern, text)
    }
    if len(stages) == 1:
        return stages.pop()
    return ""
