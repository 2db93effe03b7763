"""Automatic list numbers, as word processors show them: number formats, and a counter for each list."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

LEVELS = 10  # an ODF list has ten levels, a Word list nine
LARGEST = 32_767  # number that Word lets a list start with

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_TRADITIONAL_LEGAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_FULL_WIDTH = {ord("0") + digit: 0xFF10 + digit for digit in range(10)}


def chinese_number(value: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """A counting number below 10,000 in Chinese: 十, 十一, 二十, 一百〇一; digit by digit from 10,000."""
    if not 0 < value < 10_000:
        return "".join(digits[int(d)] for d in str(value)) if value >= 0 else str(value)
    text, skipped = "", False
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if not digit:
            skipped = bool(text)
            continue
        text += digits[0] * skipped + digits[digit] + (units[power - 1] if power else "")
        skipped = False
    # 十一, not 一十一: only the everyday characters drop the leading one.
    return text[1:] if 10 <= value < 20 and digits[1] == "一" else text


def _counting(value: int) -> str:
    """chineseCounting: 一 to 九十九 counted, from 100 digit by digit."""
    return chinese_number(value) if value < 100 else _digital(value)


def _digital(value: int) -> str:
    return "".join(_DIGITS[int(d)] for d in str(value))


def _letter(value: int) -> str:
    """a to z, then aa, bb (17.18.59, lowerLetter)."""
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _roman(value: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        text, value = text + letters * (value // worth), value % worth
    return text


def _circled(value: int) -> str:
    for first, last, start in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= value <= last:
            return chr(start + value - first)
    return str(value)


def _block(start: int, last: int) -> Callable[[int], str]:
    """Numbers that have a character each, from code point `start` for 1; beyond `last` plain digits."""
    return lambda value: chr(start + value - 1) if 1 <= value <= last else str(value)


def _listed(letters: str) -> Callable[[int], str]:
    """Numbers by the letters of a short series; beyond it plain digits."""
    return lambda value: letters[value - 1] if 1 <= value <= len(letters) else str(value)


def _ordinal(value: int) -> str:
    suffix = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{suffix}"


FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02d}".format,
    "decimalHalfWidth": str,
    "decimalFullWidth": lambda value: str(value).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda value: str(value).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _block(0x2488, 20),
    "decimalEnclosedParen": _block(0x2474, 20),
    "numberInDash": "- {} -".format,
    "upperLetter": lambda value: _letter(value).upper(),
    "lowerLetter": _letter,
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerRoman": _roman,
    "ordinal": _ordinal,
    "chineseCounting": _counting,
    "chineseCountingThousand": chinese_number,
    "chineseLegalSimplified": lambda value: chinese_number(value, _LEGAL, "拾佰仟"),
    "ideographDigital": _digital,
    "ideographEnclosedCircle": _block(0x3280, 10),
    "ideographTraditional": _listed(_STEMS),
    "ideographZodiac": _listed(_BRANCHES),
    "japaneseCounting": chinese_number,
    "japaneseDigitalTenThousand": _digital,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": chinese_number,
    "taiwaneseDigital": _digital,
    "ideographLegalTraditional": lambda value: chinese_number(value, _TRADITIONAL_LEGAL, "拾佰仟"),
    "none": lambda value: "",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number looks and where it starts anew."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    suffix: str = "tab"
    restart: int | None = None  # the level, from 1, whose number starts this one anew; 0 never, None every higher one
    legal: bool = False  # all numbers of a multi-level label in digits
    style: str = ""  # the paragraph style that stands on this level


@dataclass(slots=True)
class Numbering:
    """The lists of one file and how far each has counted."""

    lists: Mapping[str, Mapping[int, Level]] = field(default_factory=dict)  # levels by numId
    shared: Mapping[str, str] = field(default_factory=dict)  # numId → the abstract list that it counts with
    starts: Mapping[str, Mapping[int, int]] = field(default_factory=dict)  # numId → level → startOverride
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    def level_of_style(self, number: str, style: str) -> int:
        """The level, from 0, that a list gives to a paragraph style; 0 where it gives none."""
        return next((i for i, level in self.lists.get(number, {}).items() if level.style == style), 0)

    def start_at(self, number: str, index: int, value: int) -> None:
        """Make `value` the next number of a level, from 0, of a list that exists."""
        self._counters.setdefault(self.shared[number], {})[index] = value - 1

    def next_label(self, number: str, index: int) -> str | None:
        """Count one paragraph and give its number with what separates it from the text; "" for a bullet.

        None where the list does not exist.
        """
        levels = self.lists.get(number)
        if levels is None:
            return None
        level = levels.get(index, Level())
        counters = self._counters.setdefault(self.shared[number], {})
        self._count(number, index, level, levels, counters)
        if level.format == "bullet":
            return ""

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            its = levels.get(at, Level())
            style = "decimal" if level.legal and its.format != "decimalZero" else its.format
            return FORMATS.get(style, str)(max(counters.get(at, its.start), 0)) if its.format != "bullet" else ""

        label = re.sub(r"%([1-9])", shown, level.text)
        return label + separator(label, level.suffix)

    def _count(
        self, number: str, index: int, level: Level, levels: Mapping[int, Level], counters: dict[int, int]
    ) -> None:
        override = self.starts.get(number, {}).get(index)
        if override is not None and (number, index) not in self._started:
            counters[index] = override
        else:
            counters[index] = counters[index] + 1 if index in counters else level.start
        # A level that was skipped counts as used: 2. / 2.1.1 / 2.2, as LibreOffice and Word number it.
        for higher in range(index):
            counters.setdefault(higher, levels.get(higher, Level()).start)
        self._started.add((number, index))
        for deeper in range(index + 1, LEVELS):
            restart = levels.get(deeper, Level()).restart
            if restart is None or index + 1 <= restart:
                counters.pop(deeper, None)


def separator(label: str, suffix: str) -> str:
    """What stands between number and text. Word's tab or space; none after 、 and full-width brackets, as in print."""
    return "" if suffix == "nothing" or not label or label[-1] in "、\uff0e\uff09\u3011\u3000 " else " "
