"""Units of the numbers in inspection documents: spellings, normalised units, conversions (data: units.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Unit:
    """A spelling of a unit: value × factor is in `name`; `needs` says which numerals it may follow."""

    name: str
    dimension: str
    factor: Fraction = Fraction(1)
    needs: str = "any"  # any | many | arabic


@dataclass(frozen=True, slots=True)
class Units:
    """All units: by spelling, the months in a period, and factors between normalised units."""

    written: dict[str, Unit]
    months: dict[str, Fraction]
    factors: dict[tuple[str, str], Fraction]
    not_before: dict[str, str]  # spelling → regular expression of what may not follow it


@cache
def load_units() -> Units:
    """The units of units.toml, read once."""
    data = tomllib.loads(files("compliance.language").joinpath("units.toml").read_text(encoding="utf-8"))
    written = {
        word: Unit(
            entry.get("unit", word), entry["dimension"], Fraction(entry.get("factor", "1")), entry.get("needs", "any")
        )
        for entry in data["unit"]
        for word in entry["written"]
    }
    pairs = {(source, target): Fraction(factor) for source, target, factor in data["convert"]["pairs"]}
    backward = {(target, source): 1 / factor for (source, target), factor in pairs.items()}
    months = {word: Fraction(value) for word, value in data["months"].items()}
    return Units(written, months, backward | pairs, data["not_before"])


def convert(value: Decimal, unit: str, target: str) -> Decimal | None:
    """The value in another unit of the same dimension (2 小时 → 120 分钟); None where there is no way.

    A scheme's threshold may be given in any unit of units.toml; a quantity's unit is always a normalised one.
    """
    if unit == target:
        return value
    factors = load_units().factors
    direct = factors.get((unit, target))
    if direct is None:
        steps = (
            first * second
            for (source, middle), first in factors.items()
            if source == unit and (second := factors.get((middle, target))) is not None
        )
        direct = next(steps, None)
    return None if direct is None else scaled(value, direct)


def scaled(value: Decimal, factor: Fraction) -> Decimal:
    """The product, exact where decimals can be."""
    return value if factor == 1 else to_decimal(Fraction(value) * factor)


def to_decimal(value: Fraction) -> Decimal:
    """The decimal of a fraction, exact where decimals can be, otherwise to 28 digits."""
    return Decimal(value.numerator) / Decimal(value.denominator)
