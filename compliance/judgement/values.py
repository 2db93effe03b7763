"""A clause's numbers against a facet's threshold (数值核对): the right group, the right year, the right unit.

Rules 9, 11 and 12 of the judging guide: units are normalised first, the facet's own group counts, of a range the
end that is nearer to failing, of several values the one that fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from compliance.language.quantities import find_quantities
from compliance.terms import Clause, Comparison, Facet, Quantity, Submission

# Words that name a group, by family: two of one family exclude each other.
GROUPS: tuple[tuple[str, ...], ...] = (
    ("小学", "初中", "高中", "幼儿园", "一贯制"),
    ("小班", "中班", "大班", "混合班", "混龄班"),
    ("公办", "民办"),
    ("城区", "农村", "乡镇"),
    ("音乐", "美术"),
    ("骨干",),
    ("差异系数",),
    ("特殊教育", "特教"),
)
_SYNONYMS = {"混龄班": "混合班", "特教": "特殊教育", "中学": "初中", "校际差异": "差异系数", "村小": "农村"}
_GROUP = re.compile("|".join([*(name for family in GROUPS for name in family), "校际差异"]))
_NORM_AFTER = re.compile(r"^[^，,。；;]{0,4}(?:的)?(?:要求|标准|规定|指标|底线|门槛|目标)")
_NORM_HEADER = re.compile(r"标准|要求|门槛|规定|指标值|目标值")
_OLD_HEADER = re.compile(r"上年|去年|上学年|上一年")
_PLACEHOLDER = re.compile(r"[XＸ×x*_]{2,}\s*(?:%|元|万元|人|名|所|间|平方米|次|年|个)|_{2,}|[XＸ×]{2,}")
_RISE = re.compile(r"增长|提高|增加|上升|高于上|多于上|比上年多|较上年多|递增|逐年增")
_FALL = re.compile(r"下降|减少|压减|降低|回落|低于上|少于上|缩减|负增长|零增长|持平|没有增长|未增长")
_FROM_TO = re.compile(r"由|从")
_PER_YEAR = Decimal(12)


@dataclass(frozen=True, slots=True)
class ValueReading:
    """What a clause's number says of a facet's threshold: met True, failed False, no comparable value None."""

    meets: bool | None = None
    shown: str = ""
    placeholder: bool = False


def _groups(text: str) -> set[str]:
    return {_SYNONYMS.get(name, name) for name in _GROUP.findall(text)}


def _excluded(wanted: set[str], named: set[str]) -> bool:
    """Whether the named groups speak of another member of a family that the facet has chosen from."""
    for family in GROUPS:
        members = {_SYNONYMS.get(name, name) for name in family}
        if members & wanted and members & named and not members & wanted & named:
            return True
    return "差异系数" in wanted and "差异系数" not in named or "差异系数" in named and "差异系数" not in wanted


def _comparable(quantity: Quantity, unit: str) -> Decimal | None:
    """The quantity's scale onto the facet's unit, as a factor; None where they cannot be compared."""
    if unit == quantity.unit or (unit == "" and quantity.unit == ""):
        return Decimal(1)
    pairs = {
        ("万元", "元"): Decimal("0.0001"),
        ("次", "次/月"): _PER_YEAR,
        ("轮", "次"): Decimal(1),
        ("次", "轮"): Decimal(1),
        ("次/学期", "次/月"): Decimal(6),
        ("次/月", "次/学期"): Decimal(1) / Decimal(6),
        ("人", "名"): Decimal(1),
        ("人", "位"): Decimal(1),
        ("1:N", ""): Decimal(1),
        ("小时", "分钟"): Decimal(1) / Decimal(60),
        ("小时", "天"): Decimal(24),
        ("年", "月"): Decimal(1) / Decimal(12),
        ("年", "个月"): Decimal(1) / Decimal(12),
        ("个工作日", "天"): Decimal(1),
        ("个工作日", "日"): Decimal(1),
        ("个", "所"): Decimal(1),
        ("所", "个"): Decimal(1),
        ("个", "班"): Decimal(1),
        ("项", "个"): Decimal(1),
        ("", "%"): Decimal("0.01"),
    }
    return pairs.get((unit, quantity.unit))


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


def _reaches(quantity: Quantity, scale: Decimal, facet: Facet) -> bool:
    assert facet.threshold is not None
    low, high = quantity.low * scale, quantity.high * scale
    if facet.comparator in (">=", ">") and quantity.comparison in (Comparison.LESS, Comparison.AT_MOST):
        return compare(low, high, facet.comparator, facet.threshold) and low != facet.threshold
    if facet.comparator in ("<=", "<") and quantity.comparison is Comparison.MORE:
        return compare(low, high, facet.comparator, facet.threshold) and high != facet.threshold
    return compare(low, high, facet.comparator, facet.threshold)


def _prose_values(facet: Facet, clause: Clause, before: str) -> Iterator[tuple[Quantity, Decimal]]:
    wanted = _groups(facet.measure)
    context = before
    previous = 0
    for quantity in clause.quantities:
        own = clause.text[previous : quantity.start]
        tail = clause.text[quantity.end :]
        previous = quantity.end
        named = _groups(own) or _groups(context)
        context = context + own
        scale = _comparable(quantity, facet.unit)
        if scale is None or quantity.dimension == "difference" and facet.unit != "个百分点":
            continue
        if _NORM_AFTER.match(tail) or wanted and named and _excluded(wanted, named | (_groups(tail) & {"差异系数"})):
            continue
        yield quantity, scale


def _affinity(name: str, header: str) -> float:
    """Share of the header's character pairs that the measure's names have."""
    pairs = {header[i : i + 2] for i in range(len(header) - 1)}
    have = {name[i : i + 2] for i in range(len(name) - 1)}
    return len(pairs & have) / len(pairs) if pairs else 0.0


def _year_of(period: str) -> str:
    years = re.findall(r"(?:19|20)\d\d", period)
    return years[-1] if years else ""


def _columns(facet: Facet, clause: Clause, year: str) -> Iterator[tuple[float, int, str]]:
    """The columns of a row that may hold the facet's value: preference, position, text."""
    wanted = _groups(facet.measure)
    label = "，".join(v for v in clause.values if not re.search(r"\d", v))
    names = "，".join((facet.measure, *facet.aliases))
    for column, (header, value) in enumerate(zip(clause.header, clause.values, strict=False)):
        if not re.search(r"\d|[XＸ×]{2}|[一二三四五六七八九十]成", value):
            continue
        named = _groups(header) | (_groups(label) if not _groups(header) else set())
        if _NORM_HEADER.search(header) or _excluded(wanted, named):
            continue
        preference = _affinity(names, header)
        years = re.findall(r"(?:19|20)\d\d", header)
        if years and year:
            preference += 1.0 if years[-1] == year else -1.0
        if _OLD_HEADER.search(header):
            preference -= 1.0
        yield preference, column, value


def _row_values(facet: Facet, clause: Clause, year: str) -> Iterator[tuple[Quantity, Decimal]]:
    found = sorted(_columns(facet, clause, year), key=lambda c: (-c[0], c[1]))
    labels = " ".join(v for v in clause.values if not re.search(r"\d", v))
    for _, column, value in found:
        unit_hint = f"{labels} {clause.header[column]} {clause.caption}"
        for quantity in find_quantities(value):
            scale = _comparable(quantity, facet.unit)
            if scale is None and quantity.unit == "" and facet.unit:
                scale = _scale_from_header(facet.unit, unit_hint)
            if scale is not None:
                yield quantity, scale
                return


def _scale_from_header(unit: str, hint: str) -> Decimal | None:
    """The factor of a bare number whose unit stands in the header, the label or the unit column."""
    if unit == "元":
        return Decimal(10000) if "万元" in hint else Decimal(1)
    if unit == "万元":
        return Decimal(1) if "万元" in hint or "元" not in hint else Decimal("0.0001")
    if unit == "%":
        return Decimal(1)
    return Decimal(1) if unit in hint or unit in ("人", "间", "所", "个", "平方米", "1:N", "次", "项") else None


def _growth(facet: Facet, clause: Clause, year: str) -> ValueReading:
    """Whether this year's value is above last year's."""
    if clause.header:
        by_year: list[tuple[str, Decimal]] = []
        for header, value in zip(clause.header, clause.values, strict=False):
            years = re.findall(r"(?:19|20)\d\d", header)
            numbers = find_quantities(value)
            if years and numbers:
                by_year.append((years[-1], numbers[0].low))
            elif numbers and _OLD_HEADER.search(header):
                by_year.append(("0", numbers[0].low))
            elif numbers and re.search(r"本年|今年|本学年", header):
                by_year.append(("9999", numbers[0].low))
        by_year.sort(key=lambda pair: pair[0])
        if len(by_year) >= 2:
            old, new = by_year[-2][1], by_year[-1][1]
            return ValueReading(new > old, f"{old} → {new}")
    values = [q for q in clause.quantities if q.dimension not in ("difference", "date")]
    if len(values) >= 2 and _FROM_TO.search(clause.text) and values[0].unit == values[1].unit:
        return ValueReading(values[1].low > values[0].high, f"{values[0].low} → {values[1].low}")
    if _FALL.search(clause.text):
        return ValueReading(False, "未增长")
    if _RISE.search(clause.text):
        return ValueReading(True, "增长")
    return ValueReading()


def read_value(facet: Facet, clause: Clause, submission: Submission, before: str = "") -> ValueReading:
    """The clause's value for a facet with a comparator; `before` is the earlier part of the clause's sentence."""
    year = _year_of(submission.period)
    if facet.comparator == "increase":
        return _growth(facet, clause, year)
    if facet.threshold is None:
        return ValueReading()
    if clause.header:
        pairs = list(_row_values(facet, clause, year))
    else:
        pairs = list(_prose_values(facet, clause, before))
    if not pairs:
        return ValueReading(placeholder=bool(_PLACEHOLDER.search(clause.text)))
    return _decide(facet, pairs)


def _shown(value: Decimal, unit: str) -> str:
    return f"{value.quantize(Decimal('0.0001')).normalize():f}{unit}"


def _decide(facet: Facet, pairs: Sequence[tuple[Quantity, Decimal]]) -> ValueReading:
    for quantity, scale in pairs:
        if not _reaches(quantity, scale, facet):
            return ValueReading(False, _shown(quantity.low * scale, facet.unit))
    quantity, scale = pairs[0]
    return ValueReading(True, _shown(quantity.low * scale, facet.unit))
