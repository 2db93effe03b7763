"""What one cell of a row says (单元格): parts such as 27/30/35, words that name the row."""

from __future__ import annotations

import re

from compliance.judgement.values.names import groups
from compliance.language.cells import NUMBER_CELL
from compliance.terms import Clause, Facet

NO_VALUE = re.compile(r"^(?:[—\-–/／\s]*|无|暂无|未统计|缺|未测|…*)$")
TOTAL = re.compile(r"^(?:合计|总计|小计|全[县市区]|总数|共计)")
EACH = re.compile(r"每|均|平均")
# What shows that all reach a limit: the largest class, the school that has least.
EXTREME = re.compile(r"最[大多高低小少满挤]")
LEVELS = frozenset({"小学", "初中", "一贯制", "幼儿园", "大班", "中班", "小班", "混合班"})


# 11.4名额: an item's own number before its name.
_CODED = re.compile(
    r"[1-9]\d?\.\d{1,2}\s*(?!平方|万|亿|公里|千|小时|分钟|厘米|课时|学时|个百分|人[次月年]|元|间|所|名学|名教)[\u4e00-\u9fff]{2}"
)


def label_columns(clause: Clause) -> list[int]:
    """The columns before the row's first number: the first cell with words, and those after it without digits."""
    columns: list[int] = []
    for index, text in enumerate(clause.values):
        if (NUMBER_CELL.match(text) or NO_VALUE.match(text)) and not (index == 0 and _CODED.match(text)):
            if columns:
                break
        elif not columns or not re.search(r"\d", text):
            columns.append(index)
        else:
            break
    return columns


def label_of(clause: Clause) -> str:
    """What a row is about: the cells before its first number."""
    return " ".join(clause.values[index] for index in label_columns(clause))


_DECIMAL = re.compile(r"\s*\d+\.\d+\D*$")


def parts_of(names: str, text: str) -> list[tuple[str, str]]:
    """The parts of a cell such as 27/30/35 with the names of its header or label (小班/中班/大班)."""
    values = re.split(r"[/／、]", text)
    if len(values) < 2:
        return []
    for bracket in re.findall(r"[（(]([^（）()]*)[）)]", names) + re.split(r"\s", names):
        said = re.split(r"[/／、]", bracket)
        if len(said) == len(values) and any(map(groups, said)):
            return list(zip(said, values, strict=True))
    if len(values) == 2 and not groups(names) & LEVELS and all(map(_DECIMAL.match, values)):
        return list(zip(("小学", "初中"), values, strict=True))  # the order that both are always told in
    return []


def own_part(facet: Facet, names: str, text: str) -> str:
    """The facet's own part of a cell; the whole cell where it has no parts, "" where all are of other groups."""
    wanted = groups(facet.measure)
    parts = parts_of(names, text)
    named = [value for name, value in parts if groups(name) & wanted]
    return named[0] if named else "" if any(groups(name) for name, _ in parts) and wanted else text
