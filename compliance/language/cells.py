"""The number of a table cell (单元格中的数): one number and hardly more, its thousands parted as people type them."""

from __future__ import annotations

import re
from decimal import Decimal

from compliance.language.quantities import quantities_of
from compliance.terms import Quantity

# A cell that is a number and hardly more: 4.43, 1.28间, 27/30/35, 1—6, 1:15.8, 约90%.
NUMBER_CELL = re.compile(r"^[约近≥≤<>≈]?\s*\d[\d.,，:：/—~\-]*\s*(?:%|‰|[^\d\s，。；]{1,4})?$")
# 1，234 is one number where it fills a cell; in a sentence it may be a list.
_WIDE_THOUSANDS = re.compile(r"^\s*(?:[约近≥≤<>≈]\s*)?[1-9]\d{0,2}(?:，\d{3})+(?:\.\d+)?(?!\s{9})\s*[^\d，。；]{0,4}$")


def plain_cell(text: str) -> str:
    """The cell's text, its number parted by half-width commas (1,234) if at all."""
    return text.replace("，", ",") if _WIDE_THOUSANDS.match(text) else text


def quantity_in(text: str) -> Quantity | None:
    """The one number of a cell with its unit; None where it holds words, or several."""
    found = quantities_of(plain_cell(text)) if NUMBER_CELL.match(text) else ()
    return found[0] if len(found) == 1 else None


def number_in(text: str) -> Decimal | None:
    """The one number of a cell, of a range the lower end; None where it holds words, or several."""
    quantity = quantity_in(text)
    return None if quantity is None else quantity.low
