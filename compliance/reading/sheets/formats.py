"""Number formats of spreadsheets: a format code taken apart into sections and tokens (ECMA-376 part 1, 18.8.31)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

GENERAL = "General"

# Formats that files name by number only, as the Chinese editions show them (18.8.30; 27 to 36 and 50 to 58 are zh-cn).
_YEAR_MONTH, _MONTH_DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
_CLOCK, _HALF_DAY = 'h"时"mm"分"', '上午/下午h"时"mm"分"'
BUILT_IN = {
    **{0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00"},
    **{5: "¥#,##0;¥-#,##0", 6: "¥#,##0;¥-#,##0", 7: "¥#,##0.00;¥-#,##0.00", 8: "¥#,##0.00;¥-#,##0.00"},
    **{12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy"},
    **{18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm"},
    **{27: _YEAR_MONTH, 28: _MONTH_DAY, 29: _MONTH_DAY, 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: _CLOCK},
    **{33: f'{_CLOCK}ss"秒"', 34: _HALF_DAY, 35: f'{_HALF_DAY}ss"秒"', 36: _YEAR_MONTH},
    **{37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00"},
    **{41: '#,##0;-#,##0;"-"', 42: '¥#,##0;¥-#,##0;"-"', 43: '#,##0.00;-#,##0.00;"-"', 44: '¥#,##0.00;¥-#,##0.00;"-"'},
    **{45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@"},
    **{50: _YEAR_MONTH, 51: _MONTH_DAY, 52: _YEAR_MONTH, 53: _MONTH_DAY, 54: _MONTH_DAY},
    **{55: _HALF_DAY, 56: f'{_HALF_DAY}ss"秒"', 57: _YEAR_MONTH, 58: _MONTH_DAY},
}
_LONGEST_CODE = 1_000  # characters; Excel allows 255
_TOKEN = re.compile(
    r"\"(?P<quoted>[^\"]*)\"?|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<general>general|G/通用格式|通用格式)|(?P<exponent>E[+-]0+)|(?P<half>AM/PM|A/P|上午/下午)"
    r"|(?P<date>y+|m+|d+|h+|s+|e+|a{3,4})|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<slash>/)"
    r"|(?P<text>@)|(?P<end>;)|(?P<literal>.)",
    re.I | re.S,
)
_CONDITION = re.compile(r"(<=|>=|<>|=|<|>)\s*(-?\d{1,20}(?:\.\d{1,20})?)")
_ELAPSED = re.compile(r"h+|m+|s+", re.I)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a section: literal, digit, point, comma, percent, slash, exponent, general, text, date or half."""

    kind: str
    text: str
    elapsed: bool = False  # [h]: hours that go beyond a day


@dataclass(frozen=True, slots=True)
class Section:
    """One of the up to four parts of a code, with the condition that chooses it, if it names one."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None
    kinds: frozenset[str]  # of its tokens

    def holds(self, value: Decimal) -> bool:
        """Whether its condition chooses it for a value."""
        if self.condition is None:
            return False
        sign, limit = self.condition
        order = (value > limit) - (value < limit)
        return order in {"<": (-1,), ">": (1,), "=": (0,), "<=": (-1, 0), ">=": (0, 1), "<>": (-1, 1)}[sign]


@lru_cache(maxsize=1024)
def sections(code: str) -> tuple[Section, ...]:
    """The sections of a format code, at least one; a code longer than any program writes counts as General."""
    if len(code) > _LONGEST_CODE:
        code = GENERAL
    done: list[Section] = []
    tokens: list[Token] = []
    condition = None
    for match in _TOKEN.finditer(code):
        kind, text = str(match.lastgroup), match[str(match.lastgroup)]
        if kind == "end":
            done.append(_section(tokens, condition))
            tokens, condition = [], None
        elif kind == "bracket" and (found := _CONDITION.fullmatch(text.strip())):
            condition = (found[1], Decimal(found[2]))
        else:
            tokens.extend(_tokens(kind, text))
    return (*done, _section(tokens, condition))


def _section(tokens: Sequence[Token], condition: tuple[str, Decimal] | None) -> Section:
    return Section(tuple(tokens), condition, frozenset(token.kind for token in tokens))


def _tokens(kind: str, text: str) -> Iterator[Token]:
    if kind in ("quoted", "escaped", "literal"):
        yield Token("literal", text)
    elif kind == "space":
        yield Token("literal", " ")  # as wide as the character that it names
    elif kind == "bracket":
        if _ELAPSED.fullmatch(text):
            yield Token("date", text.lower(), elapsed=True)
        elif text.startswith("$"):
            yield Token("literal", text[1:].split("-")[0])  # [$¥-804]: a currency and its language
        # Anything else is a colour or a kind of digits: [红色], [DBNum1].
    elif kind != "fill":
        yield Token(kind, text.lower() if kind == "date" else text)


def section_for(parts: tuple[Section, ...], value: Decimal) -> tuple[Section, bool]:
    """The section that shows a number, and whether the section itself stands for the minus sign."""
    numeric = parts[:3]
    if any(part.condition for part in numeric):
        chosen = next((part for part in numeric if part.holds(value)), None)
        rest = [part for part in numeric if part.condition is None]
        return (chosen or (rest or numeric)[-1]), False
    if len(parts) == 1 or value > 0 or (value == 0 and len(parts) == 2):
        return parts[0], False
    return (parts[1], True) if value < 0 else (parts[2], False)


def text_section(parts: tuple[Section, ...]) -> Section | None:
    """The section that shows a text; None where it is shown as it is."""
    if len(parts) >= 4:
        return parts[3]
    return parts[-1] if "text" in parts[-1].kinds else None
