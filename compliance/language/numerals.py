"""Chinese and Arabic numerals as written in reports, as exact decimals."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {
    char: value
    for value, chars in enumerate(("零〇", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
_TENS = {"十": 10, "百": 100, "千": 1000}
_CONTRACTED = str.maketrans({"廿": "二十", "卅": "三十", "卌": "四十"})
_MYRIADS = {"万": 10**4, "亿": 10**8}
SCALES = {
    "千": 10**3,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}
_ARABIC = re.compile(r"(\d[\d,]*(?:\.\d+)?)(\D*)", re.ASCII)
_LONGEST = 28  # characters, and digits that Decimal keeps; 一千二百三十四亿五千六百七十八万九千零一十二点三四 has 25
_APPROXIMATE = re.compile(r"([二三四五六七八九]?十)?([一二两三四五六七八九])([二三四五六七八九])([十百千万亿]?)")


def parse_number(text: str) -> Decimal | None:
    """The value of 259, 1,000, 1.2万, 二百五十九, 两千零三十, 廿三, 三点五, 二〇二一; None for what is no numeral.

    Digits without a unit between them (二〇二一) are read one by one only from three on: 三四 is three or four. What is
    longer than any number of a report is no numeral either.
    """
    if len(text) > _LONGEST:
        return None
    match = _ARABIC.fullmatch(text)
    if match:
        scale = SCALES.get(match[2]) if match[2] else 1
        return Decimal(match[1].replace(",", "")) * scale if scale else None
    whole, point, fraction = text.translate(_CONTRACTED).partition("点")
    value = _parse_whole(whole)
    if value is None or (point and not fraction):
        return None
    if any(char not in DIGITS for char in fraction):
        return None
    return Decimal(value) + Decimal("0." + "".join(str(DIGITS[char]) for char in fraction)) if point else Decimal(value)


def parse_approximate(text: str) -> tuple[Decimal, Decimal] | None:
    """The bounds of two neighbouring digits: 五六 is 5 to 6, 七八十 70 to 80, 三十五六 35 to 36; otherwise None."""
    match = _APPROXIMATE.fullmatch(text)
    if not match:
        return None
    low, high = DIGITS[match[2]], DIGITS[match[3]]
    if high != low + 1 or (match[1] and match[4]):
        return None
    scale = {**_TENS, **_MYRIADS, "": 1}[match[4]]
    start = 10 * (DIGITS[match[1][0]] if len(match[1]) > 1 else 1) if match[1] else 0
    return Decimal(start + low * scale), Decimal(start + high * scale)


def _parse_whole(text: str) -> int | None:
    if not text:
        return None
    if all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text)) if len(text) == 1 or len(text) > 2 else None
    for unit in "亿万":
        head, found, tail = text.rpartition(unit)
        if found:
            return _add(_parse_whole(head), _MYRIADS[unit], tail)
    return _parse_section(text)


def _add(head: int | None, unit: int, tail: str) -> int | None:
    """head × unit + tail; a last digit without a unit counts tenths of it: 三万五 is 35000."""
    if head is None:
        return None
    if not tail:
        return head * unit
    if len(tail) == 1 and DIGITS.get(tail):
        return head * unit + DIGITS[tail] * unit // 10
    rest = _parse_whole(tail)
    return None if rest is None or rest >= unit else head * unit + rest


def _parse_section(text: str) -> int | None:
    """A numeral below ten thousand: units fall from left to right, each with one digit (the one before 十 may lack)."""
    total, digit, last = 0, None, 10**4
    for position, char in enumerate(text):
        if char in DIGITS:
            if digit:
                return None  # 三四百 is no numeral
            digit = DIGITS[char]
            continue
        unit = _TENS.get(char, 0)
        if not unit or unit >= last:
            return None
        if digit is None and not (char == "十" and position == 0):
            return None
        total += (1 if digit is None else digit or 1) * unit
        digit, last = None, unit
    if digit and last > 10 and last < 10**4 and text[-2] in _TENS:
        return total + digit * last // 10  # 二百五
    return total + (digit or 0)
