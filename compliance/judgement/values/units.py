"""A stated number in the unit of a facet's threshold (单位换算)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from compliance.language.units import convert
from compliance.terms import Comparison, Facet, Quantity

# Counting words that are used for the same things.
ALIKE = (
    frozenset({"个", "所", "校", "家", "县", "镇", "乡"}),
    frozenset({"个", "班"}),
    frozenset({"次", "轮", "回", "遍", "场", "期"}),
    frozenset({"项", "个", "条"}),
    frozenset({"人", "名", "位"}),
    frozenset({"工作日", "个工作日", "天", "日"}),
)
_DAILY = re.compile(r"日均|每天|每日|时间|时长")  # 日均55分 are minutes, no score
# Hours that make a day: six at a school fill a working day, but a term of 24小时内 is one day.
_WORKED, _ELAPSED = Decimal(6), Decimal(24)
_HOURS = {"小时": Decimal(1), "分钟": 1 / Decimal(60)}
# What stands before a count of times (全年12次) or after it (12次/年), as months; 每月一次 has its count already.
_COUNTED = r"(?![^，。；]{0,3}[一二两三四五六七八九十\d]+(?:次|回|轮|遍|趟|场))"
_SPANS = tuple(
    (re.compile(rf"(?:{words}){_COUNTED}"), months)
    for words, months in (
        ("全年|一年|[本该当今]年度?内?|年内|年度|年均|每年|本学年|一学年", 12),
        ("[一每全本上下]个?学期|学期内|学期", 6),
        ("[一每]个?季度", 3),
        ("(?<!隔)[一每]个?月|月均", 1),
    )
)
_PER_YEAR = re.compile(r"年度|全年|每年|一年|本年|上年")
_OF_HUNDRED = re.compile(r"每百名|每百生|每一百[个名]")
_MONTHLY = re.compile(r"(?:每|一个?|按)月[^，。；、\d]{0,4}$")
_CYCLE = re.compile(r"周期|一轮|年轮|间隔|轮[督训]")
_PLACES = Decimal("0.0001")
# A number beyond this is all children, not those of one teacher.
_MOST_FOR_ONE = 100


def months_of(words: str) -> int | None:
    """The span that the words before a count of times name, in months; the last one counts."""
    found = [(match.start(), months) for pattern, months in _SPANS for match in pattern.finditer(words)]
    return max(found)[1] if found else None


def _factor(quantity: Quantity, facet: Facet, words: str) -> Decimal | None:
    """What one of the quantity's unit is in the facet's unit; None where they are no measures of the same thing."""
    one, unit = Decimal(1), facet.unit
    direct = convert(one, quantity.unit, unit)
    if direct is not None:
        return direct
    if any({quantity.unit, unit} <= alike for alike in ALIKE):
        return one
    if quantity.unit == "次/月" and unit in ("次", "轮"):
        return Decimal(12) if _PER_YEAR.search(facet.statement) else None
    if quantity.unit in ("次", "轮") and unit.startswith("次/"):
        months = months_of(words)
        return convert(one / months, "次/月", unit) if months else None
    if quantity.unit == "个" and unit == "人" and _OF_HUNDRED.search(words):
        return one  # 骨干教师每百名学生1.1个
    if quantity.unit == "" and unit == "1:N":
        return one if quantity.high < _MOST_FOR_ONE else None
    if unit in ("小时", "分钟") and quantity.unit == "分" and _DAILY.search(words):
        return convert(one, "分钟", unit)
    if unit == "个工作日" and quantity.unit in _HOURS:
        return _HOURS[quantity.unit] / (_WORKED if facet.comparator == ">=" else _ELAPSED)
    if quantity.unit == "%" and unit == "":
        return Decimal("0.01")
    if quantity.unit == "倍" and unit == "%":
        return Decimal(100)
    return None


def _cycle(quantity: Quantity, facet: Facet) -> tuple[Decimal, Decimal] | None:
    """How long one round takes, from how often it comes (四年一轮)."""
    months = tuple(convert(1 / value, "月", facet.unit) for value in (quantity.high, quantity.low) if value)
    if len(months) != 2 or months[0] is None or months[1] is None:
        return None
    return months[0].quantize(_PLACES), months[1].quantize(_PLACES)


def in_unit(quantity: Quantity, facet: Facet, words: str = "") -> tuple[Decimal, Decimal] | None:
    """The quantity's ends in the facet's unit; `words` stand before it. None where they cannot be compared."""
    if quantity.dimension == "frequency" and _CYCLE.search(facet.measure + facet.statement):
        return _cycle(quantity, facet)
    factor = _factor(quantity, facet, words)
    if factor is None:
        return None
    if quantity.dimension == "money" and _MONTHLY.search(words) and "月" not in facet.measure + facet.statement:
        factor *= 12  # 每名幼儿每月45元: what is had for each is asked for by the year
    low, high = quantity.low * factor, quantity.high * factor
    if facet.unit.startswith("次/"):  # a year's 12 times are once a month, whatever is lost in dividing
        low, high = low.quantize(_PLACES), high.quantize(_PLACES)
    return low, high


_SINCE = re.compile(r"已满|年数|年限|以来|后的年")
_TERM = re.compile(r"任期|聘期|届期")
_DATE = re.compile(r"((?:19|20)\d\d)年(?:(\d{1,2})月)?")


def years_since(facet: Facet, text: str, year: int | None) -> Decimal | None:
    """Full years from a stated date to the submission's year (2014年通过认定), or between the ends of a term."""
    dates = [(int(match[1]), int(match[2] or 0)) for match in _DATE.finditer(text)]
    if facet.unit != "年" or not dates:
        return None
    if _TERM.search(facet.measure) and len(dates) == 2:
        months = (dates[1][0] - dates[0][0]) * 12 + dates[1][1] - dates[0][1]
        return Decimal(round(months / 12))
    if _SINCE.search(facet.measure + facet.statement) and year and len(dates) == 1:
        return Decimal(year - dates[0][0])
    return None


# What is had for each pupil or in one class never is twenty times the norm: a number as large is a sum
# (94.4万元 where 500元 for each are asked for). No spread between schools is as large as the mean itself.
_FOR_EACH, _SPREAD, _OUT_OF_SCALE = re.compile(r"生均|人均|每百名"), re.compile(r"差异系数"), 20
# 小班十九个，四百五十五人: nor is there a class of four times the limit.
_OF_CLASS, _NO_CLASS = re.compile(r"班额|班级学生数"), 4


def in_scale(facet: Facet, value: Decimal) -> bool:
    """Whether a number is of the size of such a measure at all."""
    if _SPREAD.search(facet.measure):
        return value < 1
    if not facet.threshold:
        return True
    if _OF_CLASS.search(facet.measure):
        return value <= _NO_CLASS * facet.threshold
    return not (_FOR_EACH.search(facet.measure) and value > _OUT_OF_SCALE * facet.threshold)


_UNIT_WORDS = (
    "个百分点",
    "万元",
    "亿元",
    "元",
    "平方米",
    "%",
    "‰",
    "人次",
    "人",
    "名",
    "间",
    "所",
    "个",
    "次",
    "项",
    "册",
    "台",
    "年",
    "小时",
    "分钟",
    "级",
)
_HINT = re.compile(
    r"[（(/，,：:]\s*(?:单位[：:])?\s*({0})\s*[）)]?|^({0})$".format("|".join(map(re.escape, _UNIT_WORDS)))
)


def unit_hint(text: str) -> str:
    """The unit that a header, label or unit cell gives: 经费（万元）, 万元; "" where it gives none."""
    match = _HINT.search(text.strip())
    return (match[1] or match[2]) if match else ""


def bare_in_unit(value: Decimal, unit: str, facet: Facet) -> Decimal | None:
    """A number without a unit of its own, read in the table's unit; without one it is taken for the facet's."""
    if not unit:
        return value
    direct = convert(value, unit, facet.unit)
    if direct is not None:
        return direct
    return value if any({unit, facet.unit} <= alike for alike in ALIKE) else None


@dataclass(frozen=True, slots=True)
class Stated:
    """A number that may be the facet's value, in its unit; `named` says how much of the measure stands by it."""

    low: Decimal
    high: Decimal
    comparison: Comparison
    named: float
    typical: bool = False  # an average, or what most have: it does not show that all reach a limit
    settled: bool | None = None  # what a denial of the number says of the limit, whatever the number
    words: str = ""  # what to show instead of the number, where it is no value in the facet's unit
