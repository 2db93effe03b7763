"""Figures of a district from those of its schools (校际数据): rates, the coefficient of variation, measures reached.

Formulas and weights: 《县域义务教育均衡发展督导评估暂行办法》（教督〔2012〕3号） and the notes on its calculation; that
for 优质均衡 （教督〔2017〕6号） takes them over.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from compliance.judgement.values.names import naming, wanted_groups
from compliance.judgement.values.reading import compare
from compliance.judgement.values.units import bare_in_unit
from compliance.language.school_tables import JUNIOR, MIXED, PRIMARY, SENIOR, School, SchoolColumn, SchoolTable
from compliance.terms import Facet

# One pupil of each stage where a school's floors and equipment serve several: 小学 1, 初中 1.1, 高中 1.1 × 1.2.
STAGE_WEIGHTS = {PRIMARY: Decimal(1), JUNIOR: Decimal("1.1"), SENIOR: Decimal("1.32")}
# 教督〔2017〕6号: six of the seven items, and what is left not below 85 % of its standard.
MAY_MISS, LEAST_OF_MISSED = 1, Decimal("0.85")

_LEAST_NAMED = 0.6  # of a measure's name, by the pairs of characters that a column's header says
_PUPILS = re.compile(r"^(?:(小学|初中|高中)(?:部|阶段)?)?(?:在校|在籍)?(?:学生|生)(?:总?数|人数)?$")
_RATE = re.compile(r"生均|人均|每百名(?:在校)?学生|每百生|百名学生")
_OF_HUNDRED = re.compile(r"百")
_SPREAD = re.compile(r"差异系数")
_PEOPLE = re.compile(r"教师|人员|教职工")
# How columns are headed, beside the names that schemes give: header → the name in the measures.
_HEADERS = (
    (re.compile(r"教辅用房|教学及教学辅助用房|教学用房|校舍用房"), "教学及辅助用房"),
    (re.compile(r"运动场[地所]?|体育场[地馆]|体育活动场[地所]"), "体育运动场馆"),
    (re.compile(r"(?:教学)?仪器设备(?:总?值|资产)?|教学设备(?:总?值)?"), "教学仪器设备值"),
    (re.compile(r"(?:网络)?多媒体教室|班班通(?:教室)?"), "网络多媒体教室"),
    (re.compile(r"(?:音体美|体音美|体艺|艺体|体育艺术)(?:专任)?教师"), "体育、艺术专任教师"),
    (re.compile(r"高一级学历教师|高学历教师|学历高于规定教师"), "高于规定学历教师"),
    (re.compile(r"(?:[县区市]级)?(?:及?以上)?骨干教师"), "县级以上骨干教师"),
)


@dataclass(frozen=True, slots=True)
class SchoolRate:
    """What one school has for each pupil, or for each hundred: the number and the pupils that it counts with."""

    school: School
    rate: Decimal
    pupils: Decimal


@dataclass(frozen=True, slots=True)
class Rates:
    """The schools of one stage by one measure; `without` are those that lack a number for it."""

    schools: tuple[SchoolRate, ...]
    without: tuple[School, ...]

    @property
    def mean(self) -> Decimal:
        """All that the schools have over all their pupils: Σ(Pᵢ·Xᵢ) / Σ Pᵢ."""
        return sum((one.rate * one.pupils for one in self.schools), Decimal(0)) / self.pupils

    @property
    def pupils(self) -> Decimal:
        return sum((one.pupils for one in self.schools), Decimal(0))

    @property
    def lowest(self) -> SchoolRate:
        return min(self.schools, key=lambda one: one.rate)

    @property
    def variation(self) -> Decimal:
        """The coefficient of variation (差异系数), weighted by pupils: S / X̄, S = √(Σ (Pᵢ/P)·(Xᵢ − X̄)²)."""
        mean = self.mean
        spread = math.fsum(float(one.pupils / self.pupils * (one.rate - mean) ** 2) for one in self.schools)
        return Decimal(repr(math.sqrt(spread))) / mean


@dataclass(frozen=True, slots=True)
class Reached:
    """How many of the measures one school reaches, and how near it comes where it falls short, least first."""

    school: School
    count: int
    of: int
    shares: tuple[Decimal, ...]  # of the standard, of the measures that it misses

    @property
    def passes(self) -> bool:
        """Whether it misses one measure at most, and that not by more than the rule lets it."""
        missed = self.of - self.count
        return missed == 0 or missed <= MAY_MISS and self.shares[0] >= LEAST_OF_MISSED


def is_rate(facet: Facet) -> bool:
    """Whether the facet's measure is so much for each pupil, or for each hundred, of one stage."""
    return bool(_RATE.search(facet.measure)) and not is_variation(facet) and bool(_stage(facet))


def is_variation(facet: Facet) -> bool:
    """Whether the facet's measure is the coefficient of variation between schools of one stage."""
    return bool(_SPREAD.search(facet.measure)) and bool(_stage(facet))


def rates_of(facet: Facet, tables: Iterable[SchoolTable]) -> Rates | None:
    """The schools of the facet's stage by its measure; None where no table has both the measure and the pupils."""
    found = (_rates(facet, table) for table in tables)
    return next((rates for rates in found if rates is not None and len(rates.schools) > 1 and rates.mean), None)


def reached_by(facets: Sequence[Facet], tables: Sequence[SchoolTable]) -> tuple[Reached, ...]:
    """What every school reaches of those rate facets; () where a table lacks one of them, for either stage."""
    met: dict[str, list[tuple[School, bool, Decimal]]] = {}
    for facet in facets:
        rates = rates_of(facet, tables)
        if rates is None or facet.threshold is None or not facet.threshold:
            return ()
        for one in rates.schools:
            reaches = compare(one.rate, one.rate, facet.comparator, facet.threshold)
            met.setdefault(f"{_stage(facet)} {one.school.name}", []).append(
                (one.school, reaches, one.rate / facet.threshold)
            )
    return tuple(
        Reached(
            known[0][0],
            sum(reaches for _, reaches, _ in known),
            len(known),
            tuple(sorted(share for _, reaches, share in known if not reaches)),
        )
        for known in met.values()
    )


def is_pupils(column: SchoolColumn) -> bool:
    """Whether a column counts pupils."""
    return bool(_PUPILS.match(column.name))


def _stage(facet: Facet) -> str:
    stages = wanted_groups(facet) & {PRIMARY, JUNIOR}
    return next(iter(stages)) if len(stages) == 1 else ""


def _rates(facet: Facet, table: SchoolTable) -> Rates | None:
    stage = _stage(facet)
    column = _column_for(facet, table.columns)
    if column is None or not any(map(is_pupils, table.columns)):
        return None
    schools = [school for school in table.schools if school.stage in (stage, MIXED)]
    known, without = [], []
    for school in schools:
        pupils = _pupils(school, stage, table)
        if pupils and stage not in pupils:
            continue  # a school of several stages without this one
        rate = _rate(facet, school, table, column, pupils)
        if rate is None or not pupils.get(stage):
            without.append(school)
        else:
            known.append(SchoolRate(school, rate, pupils[stage]))
    return Rates(tuple(known), tuple(without))


def _column_for(facet: Facet, columns: Sequence[SchoolColumn]) -> int | None:
    """The column that names the facet's measure best, and well enough."""
    if naming(facet, ()):
        return None  # a measure of all measures (小学校际差异系数) is no column's
    named = [(_named(facet, column.name), -index) for index, column in enumerate(columns)]
    best, index = max(named, default=(0.0, 0))
    return -index if best >= _LEAST_NAMED else None


def _named(facet: Facet, header: str) -> float:
    if _SPREAD.search(header) or _PUPILS.match(header):
        return 0.0
    for pattern, name in _HEADERS:
        header = pattern.sub(name, header, count=1)
    return naming(facet, [(header, 1.0)])


def _pupils(school: School, stage: str, table: SchoolTable) -> dict[str, Decimal]:
    """The school's pupils by stage; of a school of one stage the whole number is that stage's."""
    found: dict[str, Decimal] = {}
    for column, value in zip(table.columns, school.values, strict=True):
        match = _PUPILS.match(column.name)
        if match and value:
            of_stage = match[1] or (stage if school.stage == stage else "")
            if of_stage:
                found.setdefault(of_stage, value)
    return found


def _rate(facet: Facet, school: School, table: SchoolTable, column: int, pupils: dict[str, Decimal]) -> Decimal | None:
    """What one school has for each pupil (or each hundred) of the facet's stage; None where a number lacks."""
    value, header, stage = school.values[column], table.columns[column], _stage(facet)
    if value is None or not pupils.get(stage):
        return None
    if not is_variation(facet):
        converted = bare_in_unit(value, header.unit, facet)
        if converted is None:
            return None
        value = converted
    if _RATE.search(header.name):
        return value
    if school.stage == MIXED and stage not in header.name:
        if _PEOPLE.search(header.name):
            return None  # teachers are counted where they teach, not shared out
        weights = {one: count * STAGE_WEIGHTS[one] for one, count in pupils.items()}
        value = value * weights[stage] / sum(weights.values())
    return value / pupils[stage] * (100 if _OF_HUNDRED.search(facet.measure) else 1)
