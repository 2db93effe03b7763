"""Whether a plain part speaks of a time that has not come (未来): 2026年9月开园, a row whose cell says 2026年6月前."""

from __future__ import annotations

import re

from compliance.language.modality import has_done_mark
from compliance.terms import Period

# A term, an aim or a plan reaches into the coming years and is a fact of today: 管到2027年, 目标年份为2029年.
_REACH = re.compile(
    r"目标|年份|规划|任期|聘期|届|[管排列到至签]到?\s?20\d\d|[定确]?定?[为在]20\d\d|止$|学年|编号|时间表|路线图|批复|获批|预算|高峰|收官"
)
# Reports of a year are written in the first weeks of the next.
_FIRST_WEEKS = re.compile(r"年(?:元月|0?[12]月|[一二]月|初)|[./-]0?[12][./-]\d")
_FIRST_DAYS = re.compile(r"年0?[12]月\d{1,2}日|[./-]0?[12][./-]\d")


def is_ahead(text: str, period: Period | None, year: int | None, looks_back: bool, row: bool) -> bool:
    """Whether the part itself names only years after the submission's own `year` and nothing in it is done.

    `row`: whether the part is a table row, where a date stands alone in its cell.
    """
    if period is None or year is None or period.relative or period.text.split("、")[0] not in text:
        return False
    if period.first <= year + looks_back or period.first > year + 2:
        return False
    if has_done_mark(text) or _REACH.search(text):
        return False
    return not (_FIRST_DAYS if row else _FIRST_WEEKS).search(text)
