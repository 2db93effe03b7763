"""Schools and classes beyond the limit where there must be none (超规模学校、大班额), told by their size.

没有超规模学校 is failed by one school that is larger: 最大的小学2105人, 超出上限105人; the facet counts such schools
and so has no limit of its own. The limits are those of the national measures of 2017
(县域义务教育优质均衡发展督导评估办法).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from compliance.judgement.values.cells import EXTREME, TOTAL, label_columns, label_of
from compliance.judgement.values.names import without_brackets
from compliance.judgement.values.words import Words
from compliance.language.quantities import quantities_of
from compliance.terms import Clause, Facet, Quantity

_SCHOOLS, _CLASSES = re.compile(r"超规模"), re.compile(r"超标准班额|大班额")
_LIMITS = {"school": {"小学": 2000, "初中": 2000, "": 2500}, "class": {"小学": 45, "初中": 50, "": 50}}
# No school has more children than this, no class: a larger number counts those of all.
_MOST = {"school": Decimal(8000), "class": Decimal(120)}
_DENIED = re.compile(
    r"没有|无(?!线)|未(?!来)|不存在|不再|消除|清零|归零|杜绝|[降减压]到|不超|不得|原|曾|以前|过去|为零|不算|不属|分流到"
)
_SEVERAL = re.compile(r"[\d一二两三四五六七八九十]所|全[县市区]|共|总|合计|各[校类]|平均|高中|职")
_IS_OVER = re.compile(
    r"(?:属于?|是|为|列为|唯一的?)(?:[^，。；]{0,6})超规模(?:学?校)?"
    r"|(?:超出?|超过|超了)(?:了|规定|标准|上限|限额|规模|[^，。；\d]{0,4}\d{4}人?的?(?:标准|上限|限额|规模))+[^，。；\d]{0,3}\d+人"
    r"|(?:是|有|唯一)[^，。；\d]{0,6}超过?(?:2[05]00|两千|两千五百)人?的(?:小学|初中|中学|学校)"
    r"|超\d+人|[均都]超(?:出|过)[^，。；]{0,10}(?:上限|限额|标准)"
)
_A_SCHOOL = re.compile(r"校|小学|中学|初中|[一二三四五六七八九十][中小]|规模")
_SOME_OVER = re.compile(r"(?:有|还有|尚有|仍有)(?:[\d一二两三四五六七八九十]+|几)个(?:大班额|超标准?班|超额班)")
_OF_PEOPLE = re.compile(r"人|学生|在校生|规模|最[大满挤多][^|]{0,3}班|班额")
_PRIMARY = re.compile(r"[\u4e00-\u9fff][一二三四五六七八九十]小(?!班)")
_NAMED_SCHOOL = re.compile(r"[\u4e00-\u9fff][一二三四五六七八九十][中小](?![班学])")
_ENDS_AS_SCHOOL = re.compile(r"[\u4e00-\u9fff]{2}(?:小学|中学|学校|[一二三四五六七八九十][中小])$")
_SCHOOL_COLUMN, _NORM = (
    re.compile(r"^(?:各|义务教育)?(?:学校|校名)(?:名称)?$"),
    re.compile(r"标准|上限|规定|要求|计划|核定"),
)
_IN_CLASSES = re.compile(
    r"(?:[\d一二两三四五六七八九十几]个?班|最[大满挤多](?:的|一个)*班|班额最大|班额?最[大满多])[^，。；\d]{0,12}$"
)


def oversized(facet: Facet, clause: Clause, before: str) -> Words | None:
    """What shows that a school or class is beyond the limit; None where nothing does."""
    if facet.threshold != 0 or facet.comparator != "==":
        return None
    kind = "school" if _SCHOOLS.search(facet.measure) else "class" if _CLASSES.search(facet.measure) else ""
    if not kind:
        return None
    for words, text in _texts(clause, before):
        if _DENIED.search(text):
            continue
        told = _IS_OVER.search(text) if kind == "school" else _SOME_OVER.search(text)
        if told and (kind == "class" or _A_SCHOOL.search(words + text)):
            return Words(False, told.group())
        shown = _too_large(kind, words, text, clause)
        if shown:
            return Words(False, shown)
    return None


def _texts(clause: Clause, before: str) -> Iterator[tuple[str, str]]:
    """The texts that tell a size, each with the words that say of what: a clause, or the cells of a row."""
    if not clause.header:
        yield before, clause.text
        return
    names = (clause.header[index] for index in label_columns(clause))
    label = "|".join((label_of(clause), *filter(EXTREME.search, names)))
    for header, text in zip(clause.header, clause.values, strict=False):
        yield f"{label}|{header}", without_brackets(text)


def _too_large(kind: str, words: str, text: str, clause: Clause) -> str:
    """The number that is beyond the limit; "" where there is none, or it is not one school's or class's."""
    said = words + text
    if kind == "school" and (_SEVERAL.search(text) or "班" in said or not _is_one(said, clause)):
        return ""
    limit, most = _LIMITS[kind][_level(kind, said)], _MOST[kind]
    for quantity in quantities_of(text):
        of_one = kind == "school" or _IN_CLASSES.search(words + text[: quantity.start])
        if of_one and _counts_people(quantity, words, clause) and limit < quantity.high < most:
            return text[quantity.start : quantity.end]
    return ""


def _level(kind: str, said: str) -> str:
    """小学 or 初中, whose limit applies; "" where both or none may be meant, as by 学校 or 一贯制学校."""
    if "一贯制" in said:
        return ""
    primary, junior = "小学" in said, "初中" in said
    if primary != junior:
        return "小学" if primary else "初中"
    named = kind == "school" and "学校" in said
    return "小学" if not primary and not named and _PRIMARY.search(said) else ""


def _counts_people(quantity: Quantity, words: str, clause: Clause) -> bool:
    """Whether a number is of people, by its unit or in a row by the words over it, and no difference."""
    bare = not quantity.unit and clause.header and _OF_PEOPLE.search(words)
    return bool(quantity.unit == "人" or bare) and quantity.dimension != "difference"


def _is_one(said: str, clause: Clause) -> bool:
    if TOTAL.match(label_of(clause)) or clause.header and _NORM.search(said):
        return False
    if EXTREME.search(said) or clause.subject.kind == "school" and clause.subject.text:
        return True
    if not clause.header:
        return bool(_NAMED_SCHOOL.search(said))
    return bool(_ENDS_AS_SCHOOL.search(label_of(clause))) or any(map(_SCHOOL_COLUMN.search, clause.header))
