"""Numbers with their units, in normalised text (see normalise.py): exact values, normalised units.

What is found: 万元 and 亿元 as 元; %, ‰, 成, 一半, 三分之二 as %; 亩 as 平方米; 名 and 位 as 人; how often as 次/月
(a year has two terms of six months, a month 30 days, a year 52 weeks); ratios as 1:N; increments (增长8%) with the
dimension "difference" and the unit as written.
Not found: dates, document numbers, ordinals, list numbers, titles in 《》, slogans in “”, vague amounts (几个, 数十名),
damaged numbers (damaged_numbers.py), and numbers whose unit is unknown (see units.toml).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from compliance.language.damaged_numbers import is_damaged_at
from compliance.language.measures import Measures, comparison_after, comparison_before, is_change
from compliance.language.numerals import SCALES, parse_approximate, parse_number
from compliance.language.quantity_patterns import number_pattern
from compliance.language.units import Unit, load_units, scaled, to_decimal
from compliance.terms import Comparison, Quantity

_Bounds = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class _Found:
    """A number as the pattern saw it, before its surroundings are read."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    unit: str
    dimension: str
    comparison: Comparison | None = None
    scale: Fraction = Fraction(1)  # what the unit and 万 made of the written number; a list shares it
    bare: bool = False  # a frequency without a number
    words_end: int | None = None  # of a frequency: where its number of times stands, the words before say of what


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a normalised text, in order, not overlapping.

    A list that shares its unit (5.1和6.3平方米) gives one quantity for each number; the first one's slice is its number
    alone. `text[start:end]` of any other quantity reads as the same value again.
    """
    whole = [one for one in _find(text) if not is_damaged_at(text, one.start, one.end)]
    found = _share_units(text, _join_spans(text, whole))
    if any(one.dimension == "frequency" and not one.bare for one in found):
        found = [one for one in found if not one.bare]  # 每学期开展督导，每月不少于2次: the number says it
    measures = Measures(text)
    return tuple(_in_context(text, one, measures) for one in found)


@lru_cache(maxsize=8192)
def quantities_of(text: str) -> tuple[Quantity, ...]:
    """`find_quantities`, remembered: a clause and a cell are read for every measure of a scheme."""
    return find_quantities(text)


def _find(text: str) -> Iterator[_Found]:
    pattern, position = number_pattern(), 0
    while match := pattern.search(text, position):
        kind = match.lastgroup or ""
        position = max(match.end(), match.start() + 1)
        kind = next(name for name in _READERS if match.group(name) is not None)
        result = _READERS[kind](match)
        if isinstance(result, int):
            position = max(result, match.start() + 1)
        elif result is not None:
            yield result
            position = max(result.end, match.start() + 1)


# --- one reader for each alternative of the pattern: a _Found, nothing, or where to look on -----------

_Reading = _Found | int | None


def _no_number(match: re.Match[str]) -> _Reading:
    return None


def _bounds(low: str, high: str | None) -> _Bounds | None:
    """The values of a numeral, of two (a range), or of 五六."""
    first = parse_number(low)
    if high is None:
        return (first, first) if first is not None else parse_approximate(low)
    last = parse_number(high)
    return None if first is None or last is None else (min(first, last), max(first, last))


def _often(match: re.Match[str]) -> _Reading:
    group = match.group
    name = next(word for word in ("period", "period2", "period3") if group(word))
    suffix = name.removeprefix("period")
    period, every = group(name), group("every" + suffix)
    half = period == "半年" or every == "半"
    count = Decimal(1) if every in (None, "半") else parse_number(every)
    if not count:
        return match.end("every" + suffix)
    if group("and_half2"):
        count += Decimal("0.5")  # 一个半月一次
    months = load_units().months[period.removeprefix("半")] * Fraction(count) / (2 if half else 1)
    if suffix == "3":
        value = to_decimal(1 / months)
        return _Found(match.start(), match.end(), value, value, "次/月", "frequency", bare=True)
    times = _bounds(group("times" + suffix), group(f"times{suffix}_high"))
    if times is None:
        return match.start("times" + suffix)
    low, high = (to_decimal(Fraction(number) / months) for number in times)
    at = match.start("times" + suffix)
    comparison = comparison_before(match.string, at)
    return _Found(match.start(), match.end(), low, high, "次/月", "frequency", comparison, words_end=at)


def _fraction(match: re.Match[str]) -> _Reading:
    group = match.group
    if group("all"):
        return _share(match, Fraction(1), Fraction(1))
    whole, part = group("parts") or group("below"), group("part") or group("above")
    below = Decimal({"百": 100, "千": 1000, "万": 10000}.get(whole, 0)) or parse_number(whole)
    above = Decimal(100) if part == "百" else parse_number(part)
    last = parse_number(group("part_high")) if group("part_high") else above
    if not below or above is None or last is None or (group("below") and above > below):
        return None
    return _share(match, Fraction(above) / Fraction(below), Fraction(last) / Fraction(below))


def _share(match: re.Match[str], low: Fraction, high: Fraction, comparison: Comparison | None = None) -> _Found:
    return _Found(match.start(), match.end(), to_decimal(low * 100), to_decimal(high * 100), "%", "share", comparison)


def _ratio(match: re.Match[str]) -> _Reading:
    group = match.group
    left, right = parse_number(group("left") or group("left_word")), parse_number(group("right") or group("right_word"))
    # 8:30 is a time of day and 3:5:2 a composition: a ratio of this kind has 1 on one side.
    if left is None or right is None or group("third") or 1 not in (left, right):
        return None
    value = right if left == 1 else left
    return _Found(match.start(), match.end(), value, value, "1:N", "ratio")


def _half(match: re.Match[str]) -> _Reading:
    word = match.group("half")
    more = word[0] in "过超大"
    comparison = Comparison.MORE if more else Comparison.LESS if word[0] == "近" else None
    return _share(match, Fraction(1, 2), Fraction(1, 2), comparison)


def _tenths(match: re.Match[str]) -> _Reading:
    group = match.group
    bounds = _bounds(group("tenths"), group("tenths_high"))
    if bounds is None or bounds[1] > 10:
        return None
    digit = group("tenths_digit")
    extra = Fraction(5 if digit == "半" else parse_number(digit) or 0) / 100 if digit else Fraction(0)
    return _share(match, Fraction(bounds[0]) / 10 + extra, Fraction(bounds[1]) / 10 + extra)


def _halved(match: re.Match[str]) -> _Reading:
    """两年半, 一个半小时, 半年."""
    group = match.group
    if group("half_of"):
        value, word = Decimal("0.5"), group("half_of_unit")
    else:
        whole = parse_number(group("whole"))
        word = group("half_unit") or group("whole_unit")
        if whole is None or word == "个" or (group("half_unit") and group("whole_unit") != "个"):
            return match.end("whole_unit")
        value = whole + Decimal("0.5")
    unit = load_units().written[{"月": "个月"}.get(word, word)]
    return _Found(match.start(), match.end(), value, value, unit.name, unit.dimension)


def _plain(match: re.Match[str]) -> _Reading:
    group, text = match.group, match.string
    if group("zero"):
        return _Found(match.start() - 1, match.end(), Decimal(0), Decimal(0), "", "number")  # 为零
    if group("roman"):
        level = Decimal(("I", "II", "III", "IV", "V").index(group("roman")) + 1)
        return _Found(match.start(), match.end(), level, level, "级", "number")
    numeral = group("number")
    word = (group("unit") or "").strip()
    unit = load_units().written.get(word)
    if group("from"):
        return _range(match, unit)
    if not _stands(text, match.start("number"), numeral, unit):
        return match.end("unit") if unit else match.end("number")
    value = _bounds(numeral, None) if len(numeral) > 1 or numeral not in _BARE else (_BARE[numeral],) * 2
    if value is None:
        return match.end("number")
    start = match.start("number")
    more = group("more") or group("more_after")
    comparison = {"来": Comparison.ABOUT, None: None}.get(more, Comparison.MORE)
    if numeral in _BARE and text[start - 1 : start] in _BARE_BEFORE and start:
        start -= 1  # 近百名 is a number, 百名 is none
        comparison = _BARE_BEFORE[text[start]]
    scale = Fraction(SCALES.get(group("scale"), 1))
    if _NEGATIVE.search(text[max(0, start - 2) : start]):
        start, value = start - 1, (-value[1], -value[0])
    return _measured(match, start, value, unit, scale, comparison)


_BARE = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000)}
_BARE_BEFORE = {
    "近": Comparison.LESS,
    "上": Comparison.AT_LEAST,
    "约": Comparison.ABOUT,
    "达": Comparison.EQUAL,
    **dict.fromkeys("逾超过", Comparison.MORE),
}
_NEGATIVE = re.compile(r"(?:^|[：|率幅长为是（ ])-$")  # 增长率-0.5%; 3-5 and GB-5 are not negative
_MONEY = re.compile(r"(?:资金|经费|投入|投资|拨款|人民币|补助|奖金|款项|支出)[^，。；]{0,6}$")
_NOT_ALONE = re.compile(r"[\u4e00-\u9fff]")
# A bare number before one of these is complete; before another 汉字 that character is a unit nobody listed.
_AFTER_BARE = re.compile(r"[以之左上下的和与至到提增降减为是高低多少居较比达]")


def _measured(
    match: re.Match[str],
    start: int,
    value: _Bounds,
    unit: Unit | None,
    scale: Fraction,
    comparison: Comparison | None,
    end: int | None = None,
) -> _Reading:
    """A number with its unit; a bare one only where it reads as a number of its own."""
    text = match.string
    if unit is None:
        end = end or match.end("scale") if match["scale"] else end or match.end("number")
        if scale != 1 and _MONEY.search(text[max(0, start - 12) : start]):
            unit = load_units().written["元"]
        elif not _reads_alone(text, start, end, match["number"], scale):
            return end
    else:
        end = end or match.end("unit")
        scale *= unit.factor
    low, high = (scaled(number, scale) for number in value)
    if unit and unit.name == "次" and match["per"]:
        months = load_units().months[match["per"][1:]]
        low, high = (to_decimal(Fraction(number) / months) for number in (low, high))
        return _Found(start, match.end("per"), low, high, "次/月", "frequency", comparison)
    if unit and match["unit"] and match["unit"].strip() in ("日内", "日以内", "日之内"):
        comparison = Comparison.AT_MOST
    name, dimension = (unit.name, unit.dimension) if unit else ("", "number")
    return _Found(start, end, low, high, name, dimension, comparison, scale)


def _reads_alone(text: str, start: int, end: int, numeral: str, scale: Fraction) -> bool:
    if not numeral[0].isdigit():
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    if (before.isascii() and before.isalpha()) or (after.isascii() and (after.isalpha() or after in ("_", "*"))):
        return False
    whole = start == 0 and end == len(text)
    if re.fullmatch(r"(?:19|20)\d\d", numeral) and scale == 1 and not whole:
        return False  # a year, more often than not
    return ("." in numeral and scale == 1) or not _NOT_ALONE.match(after) or bool(_AFTER_BARE.match(after))


def _range(match: re.Match[str], unit: Unit | None) -> _Reading:
    """85%—90%, 3至5名, 3万—5万元; two values where it says 由 … 到 or the units differ."""
    group, text, units = match.group, match.string, load_units().written
    first_unit = units.get(group("from_unit") or "")
    first, last = parse_number(group("from")), parse_number(group("number"))
    start = match.start("from")
    same = first_unit is None or (unit is not None and first_unit.name == unit.name)
    scale = Fraction(SCALES.get(group("scale"), 1))
    first_scale = Fraction(SCALES.get(group("from_scale"), 1)) if group("from_scale") or first_unit else scale
    alone = unit is None and first_unit is None and not scale > 1
    moves = text[start - 1 : start] in ("由", "从", "自")
    if first is None or last is None or not same or moves or (alone and "-" in match[0] and "." not in match[0]):
        return _first_of_range(match, first, first_unit)
    if not _stands(text, start, group("from"), unit) or Fraction(first) * first_scale > Fraction(last) * scale:
        return _first_of_range(match, first, first_unit)
    value = (scaled(first, first_scale / scale), last)
    return _measured(match, start, value, unit, scale, None)


def _first_of_range(match: re.Match[str], first: Decimal | None, unit: Unit | None) -> _Reading:
    """The first number of what was no range after all; the search goes on behind it."""
    text, start = match.string, match.start("from")
    after = match.end("from_unit") if unit else match.end("from_scale" if match["from_scale"] else "from")
    if first is None or not _stands(text, start, match["from"], unit):
        return after
    scale = Fraction(SCALES.get(match["from_scale"], 1)) * (unit.factor if unit else 1)
    if unit is None and not _reads_alone(text, start, after, match["from"], scale):
        return after
    value = scaled(first, scale)
    name, dimension = (unit.name, unit.dimension) if unit else ("", "number")
    return _Found(start, after, value, value, name, dimension, None, scale)


# 统一, 唯一, 每一个, 同一天, 下一年, 上一次: the numeral belongs to the word before it.
_WORD_BEFORE = frozenset("统唯之不单专同另每这那哪某任逐归万合如划惟下上前头初高有其后")


def _stands(text: str, start: int, numeral: str, unit: Unit | None) -> bool:
    """Whether a numeral is one where it stands, before this unit (see `needs` in units.toml)."""
    if numeral[0].isdigit():
        return True
    if unit is None or unit.needs == "arabic" or (unit.needs == "many" and numeral in "一二"):
        return False
    before, earlier = text[start - 1 : start] if start else "", text[max(0, start - 2) : start - 1] if start else ""
    if numeral == "一" and before in _WORD_BEFORE and earlier != "提" and earlier + before != "不上":
        return False
    # 高三, 初二 are years of school; 提高三个百分点 is not.
    return not (before and before in "高初" and numeral in "一二三" and earlier not in ("提", "最", "增"))


_READERS: dict[str, Callable[[re.Match[str]], _Reading]] = {
    "is_often": _often,
    "is_fraction": _fraction,
    "is_no_number": _no_number,
    "is_ratio": _ratio,
    "is_half": _half,
    "is_tenth": _tenths,
    "is_halved": _halved,
    "is_plain": _plain,
}


# --- what stands around ----------------------------------------------------------------------------

_SHARING = re.compile(r"\s?[、和与及][^\d，。；：（）|\n]{0,6}")


_YEARS_AND_MONTHS = re.compile(r"[零又]?")
_YEAR_OF_MONTHS = 12


def _join_spans(text: str, found: list[_Found]) -> list[_Found]:
    """三年零五个月, 6年5个月: one length of time."""
    joined: list[_Found] = []
    for one in found:
        before = joined[-1] if joined else None
        spans = before is not None and (before.unit, one.unit) == ("年", "月")
        if before is not None and spans and _YEARS_AND_MONTHS.fullmatch(text, before.end, one.start):
            low, high = (to_decimal(Fraction(number) / _YEAR_OF_MONTHS) for number in (one.low, one.high))
            joined[-1] = replace(before, end=one.end, low=before.low + low, high=before.high + high)
        else:
            joined.append(one)
    return joined


def _share_units(text: str, found: list[_Found]) -> list[_Found]:
    """5.1和6.3平方米, 专职8、兼职21人: a bare number takes the unit of the next in its list."""
    for index in range(len(found) - 2, -1, -1):
        one, following = found[index], found[index + 1]
        if one.unit or one.dimension != "number" or not following.unit or following.dimension in ("frequency", "ratio"):
            continue
        if _SHARING.fullmatch(text, one.end, following.start):
            low, high = (scaled(number, following.scale) for number in (one.low, one.high))
            found[index] = replace(
                one, low=low, high=high, unit=following.unit, dimension=following.dimension, scale=following.scale
            )
    return found


def _in_context(text: str, one: _Found, measures: Measures) -> Quantity:
    """The quantity with its measure, its comparison, and whether it is a change."""
    measure = measures.measure(one.words_end or one.start, one.end, one.dimension)
    comparison = one.comparison
    before = comparison_before(text, one.start) if one.dimension != "frequency" else None
    if before is Comparison.LESS and comparison is Comparison.MORE:
        comparison = Comparison.ABOUT  # 近三十余所
    else:
        comparison = before or comparison
    comparison = comparison or comparison_after(text, one.end, one.dimension) or Comparison.EQUAL
    dimension = one.dimension
    if dimension not in ("difference", "frequency", "ratio", "time"):
        words = text[max(measures.part_start(one.start), one.start - 24) : one.start]
        dimension = "difference" if is_change(words) else dimension
    return Quantity(one.start, one.end, one.low, one.high, one.unit, dimension, measure, comparison)
