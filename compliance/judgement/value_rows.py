"""The number of a table row that is a facet's value (表格取数): the right column, group, year and unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from compliance.judgement.value_names import (
    ALONE,
    groups,
    naming,
    short_name,
    unnamed,
    wanted_groups,
    without_brackets,
    wrong_group,
)
from compliance.judgement.value_prose import asks_all, is_earlier, spoken
from compliance.judgement.value_units import Stated, bare_in_unit, unit_hint
from compliance.language.quantities import quantities_of
from compliance.terms import Clause, Comparison, Facet, Submission

_NORM_HEADER = re.compile(r"标准|要求|门槛|(?<!高于)规定(?!学历)|指标值|目标|底线|应达|基准")
_NUMBERING = re.compile(r"^(?:序号|代号|编号|代码|年份|电话|时间|日期)$|年份$|得分$|电话$")
_OLD_HEADER = re.compile(r"上年|去年|上学年|上一年|上期")
_NEW_HEADER = re.compile(r"本年|今年|本学年|本期|当年|现状|实际")
_YEAR = re.compile(r"(?:19|20)\d\d")
# A cell that is a number and hardly more: 4.43, 1.28间, 27/30/35, 1—6, 1:15.8, 约90%.
_NUMBER_CELL = re.compile(r"^[约近≥≤<>≈]?\s*\d[\d.,，:：/—~\-]*\s*(?:%|‰|[^\d\s，。；]{1,4})?$")
_NO_VALUE = re.compile(r"^(?:[—\-–/／\s]*|无|暂无|未统计|缺|未测|…*)$")
# A column of totals is no column of a measure for each.
_RATED, _SUM_HEADER = re.compile(r"生均|人均|每|平均"), re.compile(r"累计|总[值额数]|合计|全[县市区]|总计")
_SHARE = re.compile(r"率|比例|占|比重|%|度")
# A whole that takes in other schools: 含高中、职教中心.
_TAKES_IN = re.compile(r"(?<!不)(?:含|包括|连同)[^，。；]{0,12}(?:高中|幼儿园|职教|职高|中职)")
_TOTAL = re.compile(r"^(?:合计|总计|小计|全[县市区]|总数|共计)")
_PER = re.compile(r"^每(?:个|所|名|位|间)?(?:中小)?(督导责任区|责任区|学区|学校|校|县|督学|班)")
_PER_WORDS = {"督导责任区": "责任区", "校": "学校"}
# What shows that all reach a limit: the largest class, the school that has least.
_EXTREME = re.compile(r"最[大多高低小少]")
_MEAN = re.compile(r"平均")
_EACH = re.compile(r"每|均|平均")


# 公用经费基准定额, 超过标准班额的班级 name a norm in the measure's own name.
_ITS_OWN = 0.7


@dataclass(frozen=True, slots=True)
class _Column:
    """A cell that may hold the facet's value."""

    index: int
    header: str
    text: str
    preference: float


def _label_columns(clause: Clause) -> list[int]:
    """The columns before the row's first number: the first cell with words, and those after it without digits."""
    columns: list[int] = []
    for index, text in enumerate(clause.values):
        if _NUMBER_CELL.match(text) or _NO_VALUE.match(text):
            if columns:
                break
        elif not columns or not re.search(r"\d", text):
            columns.append(index)
        else:
            break
    return columns


def label_of(clause: Clause) -> str:
    """What a row is about: the cells before its first number."""
    return " ".join(clause.values[index] for index in _label_columns(clause))


def _above(clause: Clause) -> list[tuple[str, float]]:
    """The words that name a whole row, with their weights: the line above the table, the label and its headers."""
    headers = " ".join(clause.header[index] for index in _label_columns(clause))
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
    wanted, labels = wanted_groups(facet), _label_columns(clause)
    label = label_of(clause)
    for index, (header, text) in enumerate(zip(clause.header, clause.values, strict=False)):
        if _NO_VALUE.match(text) or not re.search(r"\d|[一二三四五六七八九十半I]", text) or index in labels[:1]:
            continue
        fits = _year_preference(header, year, oldest)
        if _is_whole_count(facet, label, header, text):
            continue
        if fits is None or _NORM_HEADER.search(header) or _NUMBERING.search(header):
            continue
        named = groups(header) | groups(text) or groups(label) or groups(clause.caption)
        if (groups(header) or groups(text)) and "差异系数" not in wanted:
            named |= groups(label) - _rivals(groups(header) | groups(text))
        if wanted and "差异系数" in wanted:
            named = groups(header) | groups(label) | (groups(clause.caption) & {"差异系数"})
        if wanted & groups(label) & _LEVELS and "差异系数" not in wanted:
            named = groups(label) | (groups(header) & ALONE)
        if _is_spread(clause) and "差异系数" not in wanted:
            continue
        if "差异系数" in groups(header) and "差异系数" not in wanted or unnamed(wanted, _all_groups(clause, header)):
            continue
        if (
            _NUMBER_CELL.match(without_brackets(text))
            and wrong_group(wanted, named)
            and not _parts(label + header, text)
        ):
            continue
        name = max(
            naming(facet, [*_above(clause), (without_brackets(header), 1.0), (text, 1.0)]), short_name(facet, header)
        )
        each = 0.2 if _EACH.search(facet.measure) and _EACH.search(header) else 0.0
        extreme = 0.5 if asks_all(facet) and _EXTREME.search(header) else 0.0
        yield _Column(index, header, text, name + fits + each + extreme)


_LEVELS = frozenset({"小学", "初中", "一贯制", "幼儿园", "大班", "中班", "小班", "混合班"})
_PEOPLE = re.compile(r"^[^每均最]*(?:学生|幼儿|在校生|在园|人数|儿童)[^每均最规模额]*$")
_SIZE = re.compile(r"规模|班额|班级?学生数|每班")
_ONE = re.compile(r"最|每|均|规模|班额|一班")


def _is_whole_count(facet: Facet, label: str, header: str, text: str) -> bool:
    """Whether a cell counts all the children of a group where the facet asks for one class's or school's size."""
    if not _SIZE.search(facet.measure) or _ONE.search(f"{label}{header}{text}"):
        return False
    return bool(_PEOPLE.match(header)) and bool(groups(label) or _TOTAL.match(label))


def _is_spread(clause: Clause) -> bool:
    """Whether a table of 差异系数 says so above its columns only: 指标 | 小学 | 初中 under 校际差异系数表."""
    over = groups(clause.caption) or groups(" ".join(clause.section[-1:]))
    elsewhere = any("差异系数" in groups(other) for other in clause.header)
    numbers = [number for text in clause.values if (number := _number(text)) is not None]
    return "差异系数" in over and not elsewhere and all(number < 1 for number in numbers)


def _all_groups(clause: Clause, header: str) -> frozenset[str]:
    """The groups that a column, its row and what stands above the table name."""
    above = (groups(text) for text in (clause.caption, *clause.section[-2:], header, *clause.values))
    return frozenset[str]().union(*above)


def _rivals(named: frozenset[str]) -> frozenset[str]:
    """Groups of the label that a header's own group replaces."""
    return frozenset({"小学", "初中", "高中", "幼儿园", "一贯制"}) if named else frozenset()


def _parts(names: str, text: str) -> list[tuple[str, str]]:
    """The parts of a cell such as 27/30/35 with the names of its header or label (小班/中班/大班)."""
    values = re.split(r"[/／]", text)
    if len(values) < 2:
        return []
    for bracket in re.findall(r"[（(]([^（）()]*)[）)]", names) + re.split(r"\s", names):
        said = re.split(r"[/／、]", bracket)
        if len(said) == len(values):
            return list(zip(said, values, strict=True))
    return []


def _own_part(facet: Facet, names: str, text: str) -> str:
    wanted = groups(facet.measure)
    parts = _parts(names, text)
    named = [value for name, value in parts if groups(name) & wanted]
    return named[0] if named else "" if any(groups(name) for name, _ in parts) and wanted else text


def _unit(facet: Facet, clause: Clause, header: str, label: str) -> str:
    """The unit of a column's bare numbers: in its header, in the label, in a unit column or above the table."""
    if not facet.unit:
        return ""
    column = next((v for h, v in zip(clause.header, clause.values, strict=False) if "单位" in h and unit_hint(v)), "")
    return unit_hint(header) or unit_hint(column) or unit_hint(label) or unit_hint(clause.caption)


def _cell_values(facet: Facet, clause: Clause, column: _Column, oldest: int | None) -> list[Stated]:
    label = label_of(clause)
    text = _own_part(facet, f"{label} {column.header}", column.text)
    texts = [*_above(clause), (without_brackets(column.header), 1.0)]
    if not _NUMBER_CELL.match(text) and _NUMBER_CELL.match(bare := without_brackets(text)):
        text = bare  # 1960（荷塘小学）
    if not _NUMBER_CELL.match(text) and (wide := list(spoken(facet, text, texts, oldest))):
        return wide
    named = max(naming(facet, [*texts, (text, 1.0)]), *(short_name(facet, t) for t in (column.header, label)))
    every = "，".join((*(words for words, _ in texts), *clause.section[-2:], *clause.header, text))
    if _RATED.search(facet.measure) and _SUM_HEADER.search(column.header) and not _EACH.search(column.header):
        return []
    values: list[Stated] = []
    previous = 0
    for quantity in quantities_of(text):
        own, previous = text[previous : quantity.start], quantity.end
        if quantity.unit not in ("", "1:N") or wrong_group(wanted_groups(facet), groups(own)):
            continue
        if quantity.unit == "" and facet.unit == "%" and not _SHARE.search(every):
            continue
        unit = "" if quantity.unit else _unit(facet, clause, column.header, label)
        low, high = (bare_in_unit(end, unit, facet) for end in (quantity.low, quantity.high))
        if low is not None and high is not None:
            mean = asks_all(facet) and bool(_MEAN.search(f"{label} {column.header}"))
            values.append(Stated(low, high, quantity.comparison, named, mean))
    spread = "差异系数" in wanted_groups(facet) and "差异系数" not in groups(f"{label} {column.header}")
    if spread and (unit_hint(label) or unit_hint(column.header)):
        return []  # 生均教学仪器设备值（元） is no coefficient, whatever stands above the table
    if not values and _NUMBER_CELL.match(text):
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
    if unit := _unit_of(facet):
        divided = _per_unit(facet, clause, unit)
        if divided is not None:
            return divided
    if is_earlier(clause.caption, oldest) and not re.search(r"\d{4}", " ".join(clause.header)):
        return []
    for column in sorted(_columns(facet, clause, year, oldest), key=lambda c: (-c.preference, c.index)):
        values = _cell_values(facet, clause, column, oldest)
        if values:
            return values
    return []


def _number(text: str) -> Decimal | None:
    found = quantities_of(text) if _NUMBER_CELL.match(text) else ()
    return found[0].low if len(found) == 1 else None


def _unit_of(facet: Facet) -> str:
    """The unit that a measure is for each of (每所学校…): 学校; "" where it is for none."""
    match = _PER.match(facet.measure)
    return _PER_WORDS.get(match[1], match[1]) if match else ""


def _counts_units(header: str, unit: str) -> bool:
    names = "学校|中小学|完小|校" if unit == "学校" else unit
    return bool(re.search(rf"^(?!.*每)[^（]*(?:{names})(?:总?数|（|$)", header))


def _per_unit(facet: Facet, clause: Clause, unit: str) -> list[Stated] | None:
    """Of a measure for each unit: the row's number of people over its number of such units.

    None where the row is itself such a unit or gives the number for each; [] where it tells nothing of one unit.
    """
    texts = [h for h, v in zip(clause.header, clause.values, strict=False) if _number(v) is None]
    if any(_EACH.search(h) and naming(facet, [(without_brackets(h), 1.0)]) >= 0.3 for h in clause.header):
        return None
    if any(unit in header for header in texts):
        return [] if _TOTAL.match(clause.values[0]) else None
    counts = [
        (number, header)
        for header, text in zip(clause.header, clause.values, strict=False)
        if (number := _number(text)) is not None
    ]
    units = [number for number, header in counts if _counts_units(header, unit)]
    things = [
        (naming(facet, [(without_brackets(header), 1.0)]), number)
        for number, header in counts
        if not _counts_units(header, unit) and not wrong_group(wanted_groups(facet), groups(header))
    ]
    if len(units) != 1 or not things or not units[0]:
        return None if not units and not counts else []
    named, number = max(things)
    share = (number / units[0]).quantize(Decimal("0.01"))
    return [Stated(share, share, Comparison.EQUAL, named)] if named >= 0.4 else []


def row_growth(facet: Facet, clause: Clause) -> tuple[Decimal, Decimal, float] | None:
    """Last year's and this year's value of a row, and how much of the measure the row names; None without two years."""
    label = label_of(clause)
    dated: list[tuple[int, Decimal, str]] = []
    for header, text in zip(clause.header, clause.values, strict=False):
        number = _number(text)
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


_CODE = re.compile(r"(?<![A-Za-z])[A-Z]\d{1,2}(?!\d)")
# The seven resource measures by the numbers that reports under the national measures of 2017 (县域义务教育优质均衡发展
# 督导评估办法) give them; a document's own list of codes goes before.
_KNOWN_CODES = {
    "L1": "每百名学生拥有高于规定学历教师数",
    "L2": "每百名学生拥有县级以上骨干教师数",
    "L3": "每百名学生拥有体育、艺术专任教师数",
    "L4": "生均教学及辅助用房面积",
    "L5": "生均体育运动场馆面积",
    "L6": "生均教学仪器设备值",
    "L7": "每百名学生拥有网络多媒体教室数",
}
_NAME_BEFORE = r"([\u4e00-\u9fff、]{{4,30}})[（(]{0}[）)]"
_CODED_NAME = r"[为是指即:：（|\s—-]{{0,3}}([\u4e00-\u9fff（][\u4e00-\u9fff、（）]{{3,30}})"


def decoded(clause: Clause, submission: Submission) -> Clause:
    """A row whose headers or label are codes (L1), with the names that the documents give the codes beside them."""
    codes = set(_CODE.findall(" ".join((*clause.header, label_of(clause)))))
    names = {code: name for code in codes if (name := _name_of(code, submission))}
    if not names:
        return clause

    def spelt(text: str) -> str:
        return _CODE.sub(lambda match: f"{match.group()} {names.get(match.group(), '')}".strip(), text)

    labels = _label_columns(clause)
    values = tuple(spelt(v) if index in labels else v for index, v in enumerate(clause.values))
    return replace(clause, header=tuple(map(spelt, clause.header)), values=values)


def _name_of(code: str, submission: Submission) -> str:
    pattern = re.compile(_NAME_BEFORE.format(code) + "|" + re.escape(code) + _CODED_NAME.format())
    for clause in submission.clauses:
        if code in clause.text and (match := pattern.search(clause.text)):
            return match[1] or match[2]
    return _KNOWN_CODES.get(code, "")
