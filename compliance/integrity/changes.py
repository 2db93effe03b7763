"""Changes that do not follow from the two values beside them: 由8.20万元提高到8.65万元，增长7.5%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from compliance.integrity.lists import is_exact
from compliance.integrity.passages import last_place, plain_number
from compliance.terms import Quantity

_FROM = re.compile(r"[由从][^，。；由从]{0,14}$")
_RISE = re.compile(r"(?:增加|提高|增长|上升|提升|升|涨|增|扩大)(?:了)?(?:到|至)[^，。；\d]{0,6}$")
_FALL = re.compile(r"(?:减少|降低|下降|降|压减|压缩|回落|减)(?:了)?(?:到|至)[^，。；\d]{0,6}$")
_CHANGE = re.compile(r"(?:增长|提高|增幅|增加|上升|提升|下降|降低|减少|降幅|降|升)(?:了|为|达)?[^，。；\d]{0,3}$")
_OTHER_MEASURE = re.compile(r"[，（、][^，。；]*(?<!增长)(?<!增)率")
_MORE = r"(?:净增长?|增长|增加|提高|上升|提升|增|多|高)"
_LESS = r"(?:减少|下降|降低|压减|减|降|少|低)"
# 28万元，较2020年的26万元增加3万元
_THAN = re.compile(r"[^，。；\d]{0,4}[，（]?(?:相?[比较](?:于)?|同比|对比)[^，。；]{0,10}的[^，。；]{0,4}")
_BY = re.compile(rf"，?[^，。；\d]{{0,2}}(?:(?P<more>{_MORE})|(?P<less>{_LESS}))(?:了|出|幅|约)?")
# 7960人，比去年多了1000人，增长11.2%
_BY_SO_MANY = re.compile(
    rf"[^，。；\d]{{0,4}}[，（](?:(?:相?[比较]|同比)[^，。；]{{0,10}}?)?(?:(?P<more>{_MORE})|(?P<less>{_LESS}))(?:了|出)?"
)
_OR = re.compile(r"[，、（](?:增长|增幅|增|上升|提高|下降|减少|降幅|降|幅度)(?:了|为|达|达到|约)?")
_FAR = Decimal(3)  # a change so many times greater or less is of something else


@dataclass(frozen=True, slots=True)
class Misfit:
    """What is stated at start:end of a sentence, and what follows from the numbers beside it."""

    start: int
    end: int
    fault: str


def written(text: str, quantity: Quantity) -> Decimal:
    """The number as written: normalising may have dropped the zero of 97.0%."""
    match = re.search(r"\d+(?:\.\d+)?", text[quantity.start : quantity.end])
    return Decimal(match[0]) if match else quantity.low


def changes(text: str, quantities: Sequence[Quantity]) -> Iterator[Misfit]:
    """由A提高到B，增长C%: whether B is more than A, and by C."""
    for old, new in zip(quantities, quantities[1:], strict=False):
        between = text[old.end : new.start]
        rise, fall = _RISE.search(between), _FALL.search(between)
        if (
            old.unit != new.unit
            or old.dimension == "ratio"  # 生机比由13∶1提高到10∶1: fewer is better
            or not (rise or fall)
            or not _FROM.search(text[: old.start])
            or re.search("[，。；]", between)
        ):
            continue
        if not (is_exact(old) and is_exact(new)):
            continue
        if rise and new.low < old.low or fall and new.low > old.low:
            said = "提高" if rise else "降低"
            yield Misfit(
                old.start,
                new.end,
                f"说的是{said}，但{plain_number(new.low)}{'小' if rise else '大'}于{plain_number(old.low)}",
            )
            continue
        yield from _by_how_much(text, quantities, old, new)
    yield from _compared(text, quantities)


def _by_how_much(text: str, quantities: Sequence[Quantity], old: Quantity, new: Quantity) -> Iterator[Misfit]:
    after = [q for q in quantities if q.start >= new.end]
    if not after or not re.fullmatch(r"[^，。；\d]{0,4}[，（、]?[^，。；\d]{0,6}", text[new.end : after[0].start]):
        return
    change = after[0]
    # 合格率由61.2%提升到66.8%，平均分上升了9.1分: of another measure.
    if change.unit == "分" or _OTHER_MEASURE.search(text[new.end : change.start]):
        return
    if not _CHANGE.search(text[: change.start]) or not is_exact(change):
        return
    stated, place = change.low, last_place(written(text, change))
    if change.dimension == "difference" and old.unit == "%":
        made = abs(new.low - old.low)
        unit = "个百分点"
    elif change.unit == "%" and old.unit != "%" and old.low:
        made = abs(new.low - old.low) / old.low * 100
        unit = "%"
    else:
        return
    if abs(made - stated) >= place:
        shown = plain_number(round(made, max(1, -int(place.as_tuple().exponent))))
        yield Misfit(old.start, change.end, f"由前后两数算得{shown}{unit}，写的是{plain_number(stated)}{unit}")


def _compared(text: str, quantities: Sequence[Quantity]) -> Iterator[Misfit]:
    """A，比上年的B增长C%, and A，比上年多B，增长C%."""
    for first, second, change in zip(quantities, quantities[1:], quantities[2:], strict=False):
        between, behind = text[first.end : second.start], text[second.end : change.start]
        if first.unit != second.unit or not first.low or not second.low or not is_exact(second):
            continue
        than, by = _THAN.fullmatch(between), _BY.fullmatch(behind)
        if than and by and second.dimension != "difference":
            yield from _than(text, first, second, change, -1 if by["less"] else 1)
        so_many = _BY_SO_MANY.fullmatch(between)
        if so_many and _OR.fullmatch(behind) and second.dimension == "difference" and change.unit == "%":
            old = first.low + (second.low if so_many["less"] else -second.low)
            if old > 0 and first.unit != "%":
                slack = (_coarseness(text, second) + _coarseness(text, first) * second.low / old) / old * 50
                # 7960多人: what is rounded itself makes the share only nearly.
                about = second.low / old if not is_exact(first) else Decimal(0)
                yield from _misfit(text, first, change, second.low / old * 100, slack + about)


def _than(text: str, new: Quantity, old: Quantity, change: Quantity, sign: int) -> Iterator[Misfit]:
    made = (new.low - old.low) * sign
    coarse = (_coarseness(text, new) + _coarseness(text, old)) / 2
    if not is_exact(new):
        return
    if change.unit == "%" and old.unit != "%":
        yield from _misfit(text, new, change, made / old.low * 100, coarse / old.low * 100)
    elif change.dimension == "difference" and (
        change.unit == old.unit or old.unit == "%" and change.unit == "个百分点"
    ):
        # Whole numbers are taken from each other as they stand; what has decimals may be rounded before and after.
        rounded = _coarseness(text, change) if "." in text[change.start : change.end] else Decimal(0)
        yield from _misfit(text, new, change, made, rounded)


def _misfit(text: str, first: Quantity, change: Quantity, made: Decimal, slack: Decimal) -> Iterator[Misfit]:
    if not is_exact(change) or not change.low or not -_FAR < made / change.low < _FAR:
        return
    place = _coarseness(text, change)
    if abs(made - change.low) >= place + slack:
        digits = max(1, -int(last_place(written(text, change)).as_tuple().exponent))
        unit = change.unit
        shown = f"{plain_number(round(made, digits))}{unit}，写的是{plain_number(change.low)}{unit}"
        yield Misfit(first.start, change.end, f"由前后两数算得{shown}")


def _coarseness(text: str, quantity: Quantity) -> Decimal:
    """One unit in the last place that a number is told to, in its own unit: 10 000 for 28万元."""
    said = written(text, quantity)
    scale = quantity.low / said if said else Decimal(1)
    if text[quantity.start : quantity.end].endswith("成"):
        return Decimal(10)
    return last_place(said) * scale
