"""The number of a table row that is a facet's value (表格取数): the right column, group, year and unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from compliance.judgement.values.asides import is_to_come
from compliance.judgement.values.cells import (
    EACH,
    EXTREME,
    LEVELS,
    NO_VALUE,
    TOTAL,
    label_columns,
    label_of,
    own_part,
    parts_of,
)
from compliance.judgement.values.counts import lacking, per_unit, tells_each, unit_of
from compliance.judgement.values.names import (
    ALONE,
    STAGES,
    groups,
    naming,
    short_name,
    unnamed,
    wanted_groups,
    without_brackets,
    wrong_group,
)
from compliance.judgement.values.prose import asks_all, is_earlier, spoken
from compliance.judgement.values.units import Stated, bare_in_unit, in_scale, unit_hint
from compliance.judgement.values.words import asks_of_all
from compliance.language.cells import NUMBER_CELL, number_in, plain_cell
from compliance.language.quantities import quantities_of
from compliance.terms import Clause, Facet

_NORM_HEADER = re.compile(r"(?<!超)标准|要求|门槛|(?<!高于)规定(?!学历)|指标值|目标|底线|应达|基准")
# 差异系数（标准0.45）: the norm is told in brackets, the column holds what was measured.
_NORM_BESIDE = re.compile(r"[（(][^（）()]*\d[^（）()]*[）)]")
_NUMBERING = re.compile(r"^(?:序号?|序次|名次|项次|排名|代号|编号|代码|年份|电话|时间|日期)$|年份$|得分$|电话$")
_SERIAL = re.compile(r"\s*\d{1,3}\s*$")  # 58 | 特教 | …: a number before the row's name counts the rows
_OLD_HEADER = re.compile(r"上年|去年|上学年|上一年|上期")
_NEW_HEADER = re.compile(r"本年|今年|本学年|本期|当年|现状|实际|实测|复核|核实|核定|核查")
_YEAR = re.compile(r"(?:19|20)\d\d")
# A column of totals is no column of a measure for each.
_RATED, _SUM_HEADER = re.compile(r"生均|人均|每|平均"), re.compile(r"累计|总[值额数]|合计|总计")
_PERCENT = re.compile(r"\d\s*%")
_RATIO = re.compile(r"比|每|平均")
_SHARE = re.compile(r"率|比例|占|比重|%|度")
# A whole that takes in other schools: 含高中、职教中心.
_TAKES_IN = re.compile(r"(?<!不)(?:含|包括|连同)[^，。；]{0,12}(?:高中|幼儿园|职教|职高|中职)")
_MEAN = re.compile(r"平均")


# 公用经费基准定额, 超过标准班额的班级 name a norm in the measure's own name.
_ITS_OWN = 0.7


@dataclass(frozen=True, slots=True)
class _Column:
    """A cell that may hold the facet's value."""

    index: int
    header: str
    text: str
    preference: float


def _above(clause: Clause) -> list[tuple[str, float]]:
    """The words that name a whole row, with their weights: the line above the table, the label and its headers."""
    headers = " ".join(clause.header[index] for index in label_columns(clause))
    return [(clause.caption, 0.5), (headers, 0.6), (label_of(clause), 1.0)]


def _year_preference(header: str, year: int | None, oldest: int | None) -> float | None:
    """How well a column's year fits; None where it is an earlier year's."""
    years = [int(found) for found in _YEAR.findall(header)]
    if years and oldest and years[-1] < oldest or _OLD_HEADER.search(header):
        return None
    if years and year:
        return 1.0 if years[-1] == year else 0.5
    return 1.0 if _NEW_HEADER.search(header) else 0.0


def _columns(facet: Facet, clause: Clause, year: int | None, oldest: int | None) -> Iterator[_Column]:
    wanted, labels = wanted_groups(facet), label_columns(clause)
    if "差异系数" not in wanted and _is_spread(clause):
        return
    label = label_of(clause)
    each = unit_of(facet) and any(tells_each(facet, header) for header in clause.header)
    schools = any(_SCHOOL_NAMES.search(clause.header[index]) for index in labels)
    for index, (header, text) in enumerate(zip(clause.header, clause.values, strict=False)):
        if NO_VALUE.match(text) or not re.search(r"\d|[一二三四五六七八九十半I]", text) or index in labels[:1]:
            continue
        if labels and index < labels[0] and _SERIAL.match(text):
            continue
        fits = _year_preference(header, year, oldest)
        if not schools and _is_whole_count(facet, label, header, text):
            continue
        norm = bool(_NORM_HEADER.search(_NORM_BESIDE.sub("", header)))
        if fits is None or norm and not _names_norm(facet, header) or _NUMBERING.search(header):
            continue
        if (
            _counts_others(facet, header)
            or _counts_all(facet, f"{label}{header}")
            or each
            and not tells_each(facet, header)
        ):
            continue
        named = _column_groups(wanted, label, clause.caption, header, text)
        if "差异系数" in groups(header) and "差异系数" not in wanted or unnamed(wanted, _all_groups(clause, header)):
            continue
        if (
            NUMBER_CELL.match(without_brackets(text))
            and wrong_group(wanted, named)
            and not parts_of(label + header, text)
        ):
            continue
        name = max(
            naming(facet, [*_above(clause), (without_brackets(header), 1.0), (text, 1.0)]), short_name(facet, header)
        )
        yield _Column(index, header, text, name + fits + _preference(facet, header) - norm * _LAST_CHOICE)


def _column_groups(wanted: frozenset[str], label: str, caption: str, header: str, text: str) -> frozenset[str]:
    """The groups that a cell's number is of: its own, its column's, else its row's or the table's."""
    if "差异系数" in wanted:
        return groups(header) | groups(label) | (groups(caption) & {"差异系数"})
    if wanted & groups(label) & LEVELS:
        return groups(label) | (groups(header) & ALONE)
    own = groups(header) | groups(text)
    return own | groups(label) - _rivals(own) if own else groups(label) or groups(caption)


def _preference(facet: Facet, header: str) -> float:
    """How well a column's kind of number fits: for each unit, the extreme where all must reach, the district's own."""
    rate = 0.2 if EACH.search(facet.measure) and EACH.search(header) else 0.0
    if asks_all(facet):
        return rate + (0.5 if EXTREME.search(header) else 0.0)
    return rate + (_WHOLE_DISTRICT if _DISTRICT.match(header) else 0.0)


# Beside its schools' columns the district's own; beside what was measured the norm, where the measure itself is one.
_DISTRICT, _WHOLE_DISTRICT, _LAST_CHOICE = re.compile(r"^(?:全[县市区旗州]|合计|总计|平均)"), 0.6, 0.5
# Classes are no pupils, and no class is a school: 班数, 最大一校 beside 最大一班; ≤40 and 41—45 head a distribution.
_CLASSES = re.compile(r"^(?:教学)?班(?:级?数|级?)?(?:（[^）]*）)?$")
_OF_CLASS = re.compile(r"班额|班级学生|班级人数")
_INTERVAL = re.compile(r"^(?!(?:19|20)\d\d)[≤≥<>＜＞]?\d+(?:[—\-~～至]\d+)?[人个]?(?:及?以[上下])?$")


def _names_norm(facet: Facet, header: str) -> bool:
    """Whether a column of norms holds the value: 标准 for 公用经费财政拨款标准."""
    return facet.measure.endswith("标准") and "标准" in header


def _counts_others(facet: Facet, header: str) -> bool:
    """Whether a column counts other things than the facet's measure."""
    if _INTERVAL.match(header) or facet.unit == "人" and _CLASSES.match(header):
        return True
    if facet.measure.endswith("学校规模") and "班" in header:
        return True
    return bool(_OF_CLASS.search(facet.measure)) and "校" in header and "班" not in header


_OVER = re.compile(r"超|大班额|以上")


def _counts_all(facet: Facet, names: str) -> bool:
    """Whether a column counts things of every size where those beyond a limit must be none."""
    return facet.threshold == 0 and bool(_OVER.search(facet.measure)) and not _OVER.search(names)


_SCHOOL_NAMES = re.compile(r"^(?:各|义务教育)?(?:学校|校名)(?:名称|全称)?$")
_PEOPLE = re.compile(r"^[^每均最]*(?:学生|幼儿|在校生|在园|人数|儿童)[^每均最规模额]*$")
_SIZE = re.compile(r"规模|班额|班级?学生数|每班")
_ONE = re.compile(r"最|每|均|规模|班额|一班")


def _is_whole_count(facet: Facet, label: str, header: str, text: str) -> bool:
    """Whether a cell counts all the children of a group where the facet asks for one class's or school's size."""
    if not _SIZE.search(facet.measure) or _ONE.search(f"{label}{header}{text}"):
        return False
    return bool(_PEOPLE.match(header)) and bool(groups(label) or TOTAL.match(label))


def _is_spread(clause: Clause) -> bool:
    """Whether a table of 差异系数 says so above its columns only: 指标 | 小学 | 初中 under 校际差异系数表."""
    over = groups(clause.caption) or groups(" ".join(clause.section[-1:]))
    elsewhere = any("差异系数" in groups(other) for other in clause.header)
    numbers = [number for text in clause.values if (number := number_in(text)) is not None]
    return "差异系数" in over and not elsewhere and all(number < 1 for number in numbers)


def _all_groups(clause: Clause, header: str) -> frozenset[str]:
    """The groups that a column, its row and what stands above the table name."""
    above = (groups(text) for text in (clause.caption, *clause.section[-2:], header, *clause.values))
    return frozenset[str]().union(*above)


def _rivals(named: frozenset[str]) -> frozenset[str]:
    """Groups of the label that a header's own group replaces."""
    return STAGES if named else frozenset()


def _unit(facet: Facet, clause: Clause, header: str, label: str) -> str:
    """The unit of a column's bare numbers: in its header, in the label, in a unit column or above the table."""
    if not facet.unit:
        return ""
    column = next((v for h, v in zip(clause.header, clause.values, strict=False) if "单位" in h and unit_hint(v)), "")
    return unit_hint(header) or unit_hint(column) or unit_hint(label) or unit_hint(clause.caption)


def _cell_values(facet: Facet, clause: Clause, column: _Column, oldest: int | None) -> list[Stated]:
    label = label_of(clause)
    text = plain_cell(own_part(facet, f"{label} {column.header}", column.text))
    texts = [*_above(clause), (without_brackets(column.header), 1.0)]
    if not NUMBER_CELL.match(text) and NUMBER_CELL.match(bare := without_brackets(text)):
        text = bare  # 1960（荷塘小学）
    if not NUMBER_CELL.match(text) and (wide := list(spoken(facet, text, texts, oldest))):
        return wide
    if facet.unit == "1:N" and text.strip().isdecimal() and not _RATIO.search(f"{label}{column.header}"):
        return []  # 合计 | 71 | 15780: so many kindergartens
    named = max(naming(facet, [*texts, (text, 1.0)]), *(short_name(facet, t) for t in (column.header, label)))
    every = "，".join((*(words for words, _ in texts), *clause.section[-2:], *clause.header, text))
    percent = any(map(_PERCENT.search, clause.values))  # 85 | 占8.7%: the bare number beside it is no share
    if _RATED.search(facet.measure) and _SUM_HEADER.search(column.header) and not EACH.search(column.header):
        return []
    values: list[Stated] = []
    previous = 0
    for quantity in quantities_of(text):
        own, previous = text[previous : quantity.start], quantity.end
        if quantity.unit not in ("", "1:N") or wrong_group(wanted_groups(facet), groups(own)) or is_to_come(own):
            continue
        if quantity.unit == "" and facet.unit == "%" and (percent or not _SHARE.search(every)):
            continue
        unit = "" if quantity.unit else _unit(facet, clause, column.header, label)
        low, high = (bare_in_unit(end, unit, facet) for end in (quantity.low, quantity.high))
        if low is not None and high is not None and in_scale(facet, high):
            mean = asks_all(facet) and bool(_MEAN.search(f"{label} {column.header}"))
            values.append(Stated(low, high, quantity.comparison, named, mean))
    spread = "差异系数" in wanted_groups(facet) and "差异系数" not in groups(f"{label} {column.header}")
    if spread and (unit_hint(label) or unit_hint(column.header)):
        return []  # 生均教学仪器设备值（元） is no coefficient, whatever stands above the table
    if not values and NUMBER_CELL.match(text):
        values = list(spoken(facet, text, texts, oldest))
    return values


def _is_old_row(clause: Clause, oldest: int | None) -> bool:
    """Whether a row is an earlier year's: 2019年 | 4.31 under columns of measures."""
    label = label_of(clause)
    years = [int(year) for year in _YEAR.findall(label)]
    return bool(_OLD_HEADER.search(label) or years and oldest and years[-1] < oldest)


def has_placeholder(facet: Facet, clause: Clause, pattern: re.Pattern[str]) -> bool:
    """Whether the cell that should hold the facet's value holds a placeholder."""
    label, wanted = label_of(clause), wanted_groups(facet)
    cells = [
        (naming(facet, [*_above(clause), (without_brackets(header), 1.0)]), bool(pattern.search(text)))
        for header, text in zip(clause.header, clause.values, strict=False)
        if not wrong_group(wanted, groups(header) or groups(label)) and not _NORM_HEADER.search(header)
    ]
    best = max((named for named, _ in cells), default=0.0)
    return best > 0 and any(named == best and masked for named, masked in cells)


def row_values(facet: Facet, clause: Clause, year: int | None, oldest: int | None) -> list[Stated]:
    """The values of the best column that holds any; [] where the row has none for the facet."""
    if wanted_groups(facet) & {"小学", "初中"} and _TAKES_IN.search(clause.text):
        return []
    label = label_of(clause).split(" ")[-1]
    if _NORM_HEADER.search(label) and naming(facet, [(label, 1.0)]) < _ITS_OWN or _is_old_row(clause, oldest):
        return []
    if asks_of_all(facet) and (lacks := list(lacking(facet, clause))):
        return lacks
    if unit := unit_of(facet):
        if told := _told_of_each(facet, clause, oldest):
            return told
        divided = per_unit(facet, clause, unit)
        if divided is not None:
            return divided
    if is_earlier(clause.caption, oldest) and not re.search(r"\d{4}", " ".join(clause.header)):
        return []
    columns = sorted(_columns(facet, clause, year, oldest), key=lambda c: (-c.preference, c.index))
    for place, column in enumerate(columns):
        if values := _cell_values(facet, clause, column, oldest):
            beside = [other for other in columns[place + 1 :] if _holds_too(facet, column, other)]
            return [*values, *(value for other in beside for value in _cell_values(facet, clause, other, oldest))]
    return []


# 每校均有责任督学，最少1人; 第6、第7责任区各只有1名督学.
_OF_EACH = re.compile(r"每|各|最少|均有")


def _told_of_each(facet: Facet, clause: Clause, oldest: int | None) -> list[Stated]:
    """What a cell of words says of each unit, which goes before any number of them all."""
    cells = [text for text in clause.values if not NUMBER_CELL.match(text) and _OF_EACH.search(text)]
    context = _above(clause)
    return [value for text in cells for value in spoken(facet, text, context, oldest) if value.named >= _TOLD_NAMED]


_TOLD_NAMED = 0.3  # 督学 of 责任督学


def _holds_too(facet: Facet, column: _Column, other: _Column) -> bool:
    """Whether a measure must reach its limit in the other column as well.

    It does in the columns of both levels where it names none, and of all measures where it is of them all.
    """
    wanted = wanted_groups(facet)
    if "差异系数" in groups(facet.measure) and naming(facet, ()):
        return True
    levels = groups(column.header) & LEVELS, groups(other.header) & LEVELS
    rated = facet.unit == "%" or bool(_RATED.search(facet.measure))
    return rated and not wanted & LEVELS and all(levels) and column.preference == other.preference


def row_growth(facet: Facet, clause: Clause) -> tuple[Decimal, Decimal, float] | None:
    """Last year's and this year's value of a row, and how much of the measure the row names; None without two years."""
    label = label_of(clause)
    dated: list[tuple[int, Decimal, str]] = []
    for header, text in zip(clause.header, clause.values, strict=False):
        number = number_in(text)
        years = _YEAR.findall(header)
        when = (
            int(years[-1]) if years else 0 if _OLD_HEADER.search(header) else 9999 if _NEW_HEADER.search(header) else -1
        )
        if number is not None and when >= 0 and not _NORM_HEADER.search(header):
            dated.append((when, number, header))
    if len(dated) < 2:
        return None
    dated.sort(key=lambda found: found[0])
    named = naming(facet, [(clause.caption, 0.6), (label, 1.0), (dated[-1][2], 1.0)])
    return dated[-2][1], dated[-1][1], named
