"""What must be one for town and country (城乡统一): one norm of funds or posts, told by the figures of both."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from compliance.judgement.comparisons.sides import Compared, rows_of
from compliance.judgement.values.prose import is_earlier
from compliance.judgement.values.reading import period_years
from compliance.language.quantities import quantities_of
from compliance.terms import Clause, Facet, Submission

_ASKED = re.compile(r"统一")
# The unit of each norm's figures, and how texts call the norm.
_NORMS = (
    (re.compile(r"公用经费"), "元", re.compile(r"公用经费|定额|每生|生均")),
    (re.compile(r"编制标准"), "1:N", re.compile(r"编制|师生比|生师比|核编|核定")),
)
_TOWN = re.compile(r"城区|县城|城镇|城市|城关|市区|主城|中心城|老城|旗所在地|城里")
_COUNTRY = re.compile(
    r"农村|乡镇|乡村|村[小级]|镇[上区]|苏木|山区|涉农|团场|(?<!城)[乡镇](?=小学|初中|学校|中学|执行|按|一?律)"
)
_PLACE = re.compile(rf"(?P<town>{_TOWN.pattern})|(?P<country>{_COUNTRY.pattern})|(?P<both>城乡|一律|统一|均|都)")
_LEVEL = re.compile(r"小学|初中")
# What small or boarding schools get on top is meant to differ; a class ratio is another figure than a pupil ratio.
_APART = re.compile(r"小规模|教学点|班师比|师班比|寄宿|特教|特殊教育|取暖|补[助贴差]|上浮|另加|不足?\d+人")


def _norm(facet: Facet) -> tuple[str, re.Pattern[str]] | None:
    if not _ASKED.search(facet.statement):
        return None
    return next(((unit, words) for asked, unit, words in _NORMS if asked.search(facet.statement)), None)


def asks_one(facet: Facet) -> bool:
    """Whether the statement asks for one norm of funds or posts."""
    return _norm(facet) is not None


def _where(words: str, place: str, level: str) -> tuple[str, str]:
    """The place and the level that words name last; what was named before where they name none."""
    places, levels = list(_PLACE.finditer(words)), _LEVEL.findall(words)
    level = levels[-1] if levels else "" if places else level
    return (places[-1].lastgroup or "") if places else place, level


def _told(parts: Iterable[str], unit: str) -> dict[str, dict[str, Decimal]]:
    """Of each level (小学, 初中, none) the norm in town and in the country."""
    told: dict[str, dict[str, Decimal]] = {}
    place = level = ""
    for part in parts:
        if _APART.search(part):
            place = ""
            continue
        position = 0
        for quantity in quantities_of(part):
            place, level = _where(part[position : quantity.start], place, level)
            position = quantity.end
            if quantity.unit == unit and quantity.low == quantity.high and place in ("town", "country"):
                told.setdefault(level, {}).setdefault(place, quantity.low)
        place, level = _where(part[position:], place, level)
    return told


def _decided(parts: Iterable[str], unit: str) -> Compared | None:
    pairs = [both for both in _told(parts, unit).values() if len(both) == 2]
    if not pairs:
        return None
    worst = next((both for both in pairs if both["town"] != both["country"]), pairs[0])
    one, other = (f"{worst[place].normalize():f}" for place in ("town", "country"))
    town, country = (f"1:{one}", f"1:{other}") if unit == "1:N" else (f"{one}{unit}", f"{other}{unit}")
    return Compared(one == other, f"城镇{town}，农村{country}")


def compare_places(facet: Facet, clause: Clause, submission: Submission) -> Compared | None:
    """What a clause says of one norm for town and country, with the other parts of its sentence or row."""
    norm = _norm(facet)
    if norm is None or not re.search(r"\d", clause.text):
        return None
    unit, words = norm
    if clause.header:
        parts = [*_of_row(clause), *_of_row_beside(clause, submission, words)]
        above = "，".join((clause.caption, *clause.header, *clause.section[-1:]))
    else:
        first, last = clause.sentence
        parts = [one.text for one in submission.clauses[first:last]]
        above = "，".join((*clause.section[-1:], clause.stem))
        if not _PLACE.search(clause.text):
            return None
    said = "，".join((above, *parts))
    oldest, _ = period_years(submission.period)
    if not words.search(said) or is_earlier("，".join(parts), oldest, submission.looks_back):
        return None
    return _decided([piece for part in parts for piece in re.split(r"[，；。]", part)], unit)


def _of_row_beside(clause: Clause, submission: Submission, words: re.Pattern[str]) -> list[str]:
    """The norm that another row of the table gives for the other place: 公用经费，镇上学校 under 公用经费，县城学校."""
    label = clause.values[0] if clause.values else ""
    place, rest = _PLACE.search(label), _PLACE.sub("", label)
    if place is None or place.lastgroup == "both" or not words.search(label):
        return []
    for row in rows_of(clause, submission):
        other = _PLACE.search(row.values[0]) if row.values else None
        if other and other.lastgroup not in ("both", place.lastgroup) and words.search(row.values[0]):
            return [row.values[0], *row.values[1:2]] if len(rest) < _LABEL else []
    return []


# A longer label says more of the matter than where it is.
_LABEL = 20


def _of_row(clause: Clause) -> list[str]:
    """A row's cells, each under its header where that names a place."""
    if clause.values and _PLACE.search(clause.values[0]):
        return list(clause.values[:2])  # what is beside the place's own norm is another's
    cells = list(zip(clause.header, clause.values, strict=False))
    return [f"{header}{cell}" if _PLACE.search(header) else cell for header, cell in cells]
