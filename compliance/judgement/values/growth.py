"""Growth over the year before (增长): told in words, or worked out from last year's and this year's figure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from compliance.judgement.values.names import groups, wanted_groups, wrong_group
from compliance.language.quantities import quantities_of
from compliance.language.sentences import sentence_text
from compliance.terms import Clause, Facet, Quantity, Submission

_RISE = re.compile(
    r"增长|提高|增加|上升|高于上|多于上|比上年多|较上年多|递增|逐年增|翻[了一]*番|增至|增到|升至|升到|[1-9][\d.]*倍|高于(?:去年|上年)|多于(?:去年|上年)|[比较](?:去年|上年)[^，。；]{0,8}多"
)
_FALL = re.compile(
    r"下降|减少|压减|降低|回落|低于上|少于上|缩减|负增长|零增长|持平|没有增长|未增长|不增反降|不及(?:去年|上年)|少于去年|低于去年|与(?:去年|上年)(?:相同|一样|相当)|[比较](?:去年|上年)[^，。；]{0,8}少"
    r"|(?:减|缩|压|压缩|降)(?:为|至|到)|不变(?!质)|(?:今年|本年|本年度)(?:只|要|将)?少了?[\d一二两三四五六七八九十]|少[一二三四五六七八九十\d]+次"
)
# 因教研活动增加，今年…: the reason, not the measure.
_REASON = re.compile(r"^(?:因为?|由于|随着|鉴于)[^，。；\d]*$")
_FROM_TO = re.compile(r"由|从")
# 没有下降, 没有哪一项低于上年, 只增不减: no fall; whether it rose the figures beside it say.
_NO_FALL = re.compile(
    r"(?:没有|未|不曾|没|无)[^，。；]{0,10}(?:下降|减少|降低|回落|低于上|少于上|缩减)|只增不减|只升不降|不降反升"
)
_NO_RISE = re.compile(r"(?:尚未|没有|未能|未|没能|没)(?:实现|得到|有所)?(?:提高|增长|增加|上升)")
_ALSO_LEVEL = re.compile(r"不低于上|不减|不降|不少于上")
# The word of time that stands nearest before a figure, in its own part.
_LAST = re.compile(r"去年|上年|上学年|上一年|前一年")
_THIS = re.compile(r"今年|本年|本学年|当年|现在|现为|目前")
_YEAR = re.compile(r"((?:19|20)\d\d)(?:年|—(?:20)?\d\d学年|学年)")
_NO_FIGURE = frozenset({"difference", "date", "time", "frequency"})


@dataclass(frozen=True, slots=True)
class Growth:
    """Whether the measure grew (None: not told), and what shows it, in Chinese."""

    grew: bool | None
    shown: str = ""


def _when(words: str, year: int | None) -> int | None:
    """The year that the words before a figure name; None where they name none."""
    found = [(m.start(), int(m[1])) for m in _YEAR.finditer(words)]
    if year is not None:
        found += [(m.start(), year - 1) for m in _LAST.finditer(words)]
        found += [(m.start(), year) for m in _THIS.finditer(words)]
    return max(found)[1] if found else None


def _dated(facet: Facet, text: str, year: int | None) -> list[tuple[int | None, Quantity]]:
    """The figures of a text that are of the facet's group, each with its year."""
    dated: list[tuple[int | None, Quantity]] = []
    end, named, wanted = 0, frozenset[str](), wanted_groups(facet)
    for quantity in quantities_of(text):
        words = text[end : quantity.start]
        end = quantity.end
        named = groups(words) or named
        if quantity.dimension in _NO_FIGURE or wrong_group(wanted, named):
            continue
        dated.append((_when(words, year), quantity))
    return dated


def two_years(facet: Facet, text: str, year: int | None) -> tuple[Quantity, Quantity] | None:
    """Last year's and this year's figure of one unit: 去年2.52万元，今年2.63万元; 9.36亿元，上年是8.97亿元."""
    dated = _dated(facet, text, year)
    for index, (when, one) in enumerate(dated[:-1]):
        later, other = dated[index + 1]
        if one.unit != other.unit or (when is None and later is None) or when == later:
            continue
        this = year if year is not None else max(filter(None, (when, later)))
        first, second = (this if when is None else when), (this if later is None else later)
        if first == second or max(first, second) != this:
            continue
        return (one, other) if first < second else (other, one)
    return None


def told_by_figures(facet: Facet, text: str, year: int | None) -> Growth:
    """Growth worked out from the figures of two years."""
    found = two_years(facet, text, year)
    if found is None:
        return Growth(None)
    old, new = found
    return Growth(_is_growth(facet, old, new), f"{_figure(old)} → {_figure(new)}")


def _is_growth(facet: Facet, old: Quantity, new: Quantity) -> bool:
    return new.low > old.high or (new.low == old.high and bool(_ALSO_LEVEL.search(facet.statement)))


def _figure(quantity: Quantity) -> str:
    return f"{quantity.low.normalize():f}"


def spoken_growth(facet: Facet, clause: Clause, submission: Submission, year: int | None) -> Growth:
    """What a clause of running text says of growth, by its own figures, those of its sentence, or in words."""
    values = [q for q in clause.quantities if q.dimension not in _NO_FIGURE]
    years = [int(found[1]) for found in _YEAR.finditer(clause.text)]
    if years and year is not None and max(years) < year - 1:
        return Growth(None)  # 2019年比2018年高出217元, of a report on 2022
    if len(values) >= 2 and _FROM_TO.search(clause.text) and values[0].unit == values[1].unit:
        old, new = values[0], values[1]
        return Growth(_is_growth(facet, old, new), f"{_figure(old)} → {_figure(new)}")
    text = clause.text
    if not _NO_FALL.search(text) and not _REASON.match(text):
        if _NO_RISE.search(text) or _FALL.search(text):
            return Growth(bool(_ALSO_LEVEL.search(facet.statement) and "持平" in text), "未增长")
        if _RISE.search(text):
            return Growth(True, "增长")
    # Where another part tells the growth itself (比上年增加36次), that one is the evidence.
    told = any(
        _RISE.search(c.text) or _FALL.search(c.text) for c in submission.clauses[clause.index + 1 : clause.sentence[1]]
    )
    figures = told_by_figures(facet, sentence_text(clause, submission), year) if values and not told else Growth(None)
    if figures.grew is None and _NO_FALL.search(text) and _ALSO_LEVEL.search(facet.statement):
        return Growth(True, "没有下降")
    return figures


def cell_growth(facet: Facet, clause: Clause, year: int | None) -> Growth:
    """Growth that one cell tells: 2021年31460元，2022年32980元."""
    for text in clause.values:
        told = told_by_figures(facet, text, year)
        if told.grew is not None:
            return told
    return Growth(None)
