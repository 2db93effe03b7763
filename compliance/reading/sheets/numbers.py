"""What a person sees of a number in a cell: 0.853 under 0.0% is 85.3%, 12.0 is 12, 44440 under yyyy/m/d is 2021/9/1.

Shown otherwise than a spreadsheet does: whole numbers keep all their digits (no 1.2E+11 for want of room), fractions
stay decimals, and Chinese numerals ([DBNum1]) stay Arabic ones.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

from compliance.reading.sheets.dates import is_date, shown_date
from compliance.reading.sheets.formats import GENERAL, Section, Token, section_for, sections, text_section

_WIDTH = 11  # characters of a number in General, its point among them
_DIGITS = 15  # significant digits that a spreadsheet keeps
_HUGE, _TINY = Decimal(10) ** 21, Decimal(10) ** -4
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)


def shown_number(value: float, code: str = GENERAL, from_1904: bool = False) -> str:
    """A number as its format code shows it; "" for a format that hides it (;;;)."""
    if not math.isfinite(value):
        return ""
    exact = Decimal(f"{value:.{_DIGITS}g}")
    section, signed = section_for(sections(code), exact)
    if is_date(section):
        date = shown_date(exact, section, from_1904)
        return (date if date is not None else _general(exact)).strip()
    if "general" in section.kinds:
        number = _general(abs(exact) if signed else exact)
        return "".join(number if t.kind == "general" else _literal(t) for t in section.tokens).strip()
    if abs(exact) >= _HUGE or "slash" in section.kinds and "digit" in section.kinds:
        return _general(exact)
    if "digit" not in section.kinds:
        return "".join(_general(exact) if t.kind == "text" else _literal(t) for t in section.tokens).strip()
    return _number(exact, section, signed)


def shown_text(text: str, code: str = GENERAL) -> str:
    """A text as its format code shows it; "" for a format that hides it."""
    section = text_section(sections(code))
    if section is None:
        return text
    return "".join(text if token.kind == "text" else _literal(token) for token in section.tokens).strip()


def _literal(token: Token) -> str:
    return token.text if token.kind in ("literal", "percent", "slash", "point", "comma") else ""


def _general(value: Decimal) -> str:
    """At most eleven characters, as in a column that is wide enough; whole numbers in full."""
    whole = value == value.to_integral_value()
    if abs(value) >= _HUGE or not whole and abs(value) < _TINY:
        mantissa, _, exponent = f"{value:.5E}".partition("E")
        return f"{mantissa.rstrip('0').rstrip('.')}E{exponent}"
    if whole:
        return f"{value:.0f}" if value else "0"
    places = max(1, _WIDTH - 1 - len(str(int(abs(value)))))
    return f"{_rounded(value, places):f}".rstrip("0").rstrip(".")


def _rounded(value: Decimal, places: int) -> Decimal:
    """Rounded half away from zero, as spreadsheets do."""
    try:
        return value.quantize(Decimal(1).scaleb(-places), context=_EXACT)
    except InvalidOperation:
        return value


def _number(value: Decimal, section: Section, signed: bool) -> str:
    """A number in the places of a section's digits: 0, # and ?, with its literal text between and around them."""
    tokens = section.tokens
    value = value * Decimal(100) ** sum(token.kind == "percent" for token in tokens)
    if "exponent" in section.kinds:
        return _scientific(value, tokens)
    point = next((i for i, token in enumerate(tokens) if token.kind == "point"), len(tokens))
    last = max((i for i, token in enumerate(tokens[:point]) if token.kind == "digit"), default=-1)
    end = max(i for i, token in enumerate(tokens) if token.kind == "digit")
    # A comma behind the last digit, before the point or at the end, divides by a thousand.
    scale = sum(token.kind == "comma" for token in (*tokens[last + 1 : point], *tokens[max(end, point) + 1 :]))
    grouped = any(token.kind == "comma" for token in tokens[: max(last, 0)])
    decimals = [token.text for token in tokens[point:] if token.kind == "digit"]
    rounded = _rounded(abs(value).scaleb(-3 * scale, context=_EXACT), len(decimals))
    whole, _, part = f"{rounded:f}".partition(".")
    sign = "-" if value < 0 and not signed and rounded else ""
    front = _whole(tokens[:point], "" if whole == "0" else whole, grouped)
    return (sign + front + _fraction(tokens[point:], part, decimals)).strip()


def _whole(tokens: tuple[Token, ...], digits: str, grouped: bool) -> str:
    """The digits before the point, from right to left; the first place takes all that are left."""
    out: list[str] = []
    places = sum(token.kind == "digit" for token in tokens)
    count = 0
    for token in reversed(tokens):
        if token.kind != "digit":
            out.append(_literal(token) if token.kind != "comma" else "")
            continue
        places -= 1
        taken = digits if places == 0 else digits[-1:]
        digits = "" if places == 0 else digits[:-1]
        for digit in reversed(taken or {"0": "0", "?": " "}.get(token.text, "")):
            out.append("," if grouped and count and count % 3 == 0 and digit != " " else "")
            out.append(digit)
            count += 1
    return "".join(reversed(out))


def _fraction(tokens: tuple[Token, ...], part: str, places: list[str]) -> str:
    """The point, the digits behind it and the text that follows; # and ? leave out zeros at the end."""
    kept = len(places)
    while kept and places[kept - 1] in "#?" and part[kept - 1 : kept] in ("0", ""):
        kept -= 1
    out: list[str] = []
    at = 0
    for token in tokens:
        if token.kind == "digit":
            out.append(part[at : at + 1] if at < kept else "")
            at += 1
        elif token.kind != "comma":
            out.append(_literal(token) if token.kind != "point" or kept or not places else "")
    return "".join(out)


def _scientific(value: Decimal, tokens: tuple[Token, ...]) -> str:
    point = next((i for i, token in enumerate(tokens) if token.kind == "point"), len(tokens))
    places = sum(token.kind == "digit" for token in tokens[point:])
    width = next(len(token.text) - 2 for token in tokens if token.kind == "exponent")
    mantissa, _, exponent = f"{value:.{places}E}".partition("E")
    return f"{mantissa}E{exponent[0]}{exponent[1:].zfill(width)}"
