"""Dates and times of spreadsheets: a number of days, shown by the tokens of its format."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from compliance.reading.sheets.formats import Section, Token

_DAY = 86_400
_FINEST = 9  # places of a second that are shown; spreadsheets have three
_LAST = 2_958_466  # the day after 9999-12-31
_WEEKDAYS = "一二三四五六日"
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def is_date(section: Section) -> bool:
    """Whether a section shows a date or a time."""
    return "date" in section.kinds


def shown_date(value: Decimal, section: Section, from_1904: bool) -> str | None:
    """A date, a time or both as the section has it; None for a number that is none (before 1900, after 9999)."""
    if not 0 <= value < _LAST:
        return None
    tokens = _merged(section.tokens)
    places = min(next((len(token.text) - 1 for token in tokens if token.kind == "fraction"), 0), _FINEST)
    seconds = (value * _DAY).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    days = int(seconds // _DAY)
    if days >= _LAST:
        return None
    year, month, day, weekday = _calendar(days, from_1904)
    rest = seconds - days * _DAY
    whole = int(rest)
    hour, minute, second = whole // 3600, whole // 60 % 60, whole % 60
    twelve = any(token.kind == "half" for token in tokens)
    elapsed = {"h": int(seconds) // 3600, "m": int(seconds) // 60, "s": int(seconds)}
    out: list[str] = []
    for token, minutes in zip(tokens, _are_minutes(tokens), strict=True):
        letter = token.text[0]
        if token.kind == "half":
            out.append(("上午", "下午")[hour >= 12] if "午" in token.text else ("AM", "PM")[hour >= 12])
        elif token.kind == "fraction":
            out.append("." + f"{rest % 1:.{places}f}"[2:])
        elif token.kind != "date":
            out.append(token.text)
        elif token.elapsed:
            out.append(str(elapsed[letter]).zfill(len(token.text)))
        elif letter in "hs" or minutes:
            number = minute if minutes else second if letter == "s" else (hour % 12 or 12) if twelve else hour
            out.append(str(number).zfill(min(len(token.text), 2)))
        else:
            out.append(_date_part(token.text, year, month, day, weekday))
    return "".join(out)


def _calendar(days: int, from_1904: bool) -> tuple[int, int, int, int]:
    """Year, month, day and weekday (Monday is 0); day 0 of the 1900 calendar is shown as 1900-01-00."""
    if not from_1904 and days == 0:
        return 1900, 1, 0, 5
    # The 1900 calendar counts a 29th of February that never was: days before it stand one further.
    first = datetime.date(1904, 1, 1) if from_1904 else datetime.date(1899, 12, 31 if days < 60 else 30)
    day = first + datetime.timedelta(days=min(days, (datetime.date.max - first).days))
    return day.year, day.month, day.day, day.weekday()


def _date_part(text: str, year: int, month: int, day: int, weekday: int) -> str:
    letter, length = text[0], len(text)
    if letter in "ye":
        return f"{year % 100:02}" if letter == "y" and length <= 2 else str(year)
    if letter == "a":
        return ("" if length == 3 else "星期") + _WEEKDAYS[weekday]
    if length <= 2:
        return str(month if letter == "m" else day).zfill(length)
    name = _MONTHS[month - 1] if letter == "m" else _DAYS[weekday]
    return name[:3] if length == 3 else name


def _merged(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with .0 behind seconds joined to one of its own kind; other signs are shown as they are."""
    out: list[Token] = []
    for token in tokens:
        if token.kind == "digit" and out and out[-1].kind in ("point", "fraction"):
            out[-1] = Token("fraction", out[-1].text + token.text)
        else:
            out.append(token)
    return [token for token in out if token.text and token.kind not in ("digit", "text", "general", "exponent")]


def _are_minutes(tokens: Sequence[Token]) -> Iterator[bool]:
    """Per token, whether its m means minutes: behind hours or before seconds."""
    dates = [number for number, token in enumerate(tokens) if token.kind == "date"]
    letters = [tokens[number].text[0] for number in dates]
    minutes = {
        number
        for at, number in enumerate(dates)
        if letters[at] == "m"
        and len(tokens[number].text) <= 2
        and ((at > 0 and letters[at - 1] == "h") or (at + 1 < len(dates) and letters[at + 1] == "s"))
    }
    for number in range(len(tokens)):
        yield number in minutes
