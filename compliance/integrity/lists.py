"""Lists of parts that are looser than those of `sums`: mixed marks, 其余 at the end, rows below one another (其中：…).

They name their total less plainly, so they count as wrong only where they miss it by little.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from compliance.integrity.passages import numbers, plain_number, short, warning
from compliance.integrity.totals import cell_number
from compliance.language.sentences import clauses_by_block
from compliance.terms import Clause, Comparison, Quantity, Submission, Warning

CHECK = "inconsistent"

# Units of what happens: done twice to the same it counts twice, so the numbers of two times make that of both.
EVENTS = frozenset(("人次", "校次", "次", "条", "件", "节", "份", "元"))
# Words of a last part that makes a list complete.
REST = "其余|余下|剩下"
# How far apart two numbers of one thing may lie and one of them be a slip; beyond it they count two things.
FAR = Decimal("1.34")

_LEAD = re.compile(r"其中|(?<=[款元人所名])[里中](?=[^，。；]{1,12}\d)|构成，")
_END = re.compile(r"[；。：]|其中|共|合计|另|此外|还|分别|同比|比上年|每|累计|全部|当场|同时")
_REST = re.compile(rf"(?:{REST})[^，。；\d]{{0,12}}$")
# 38 as 11, 13, 9 and 6 is off by a thirtieth; a list that is off by more may leave things out.
_NEAR = Decimal("0.05")
_LEAST_TOTAL = 8  # from here on one too many or too few is near
_NEAR_WITH_REST = Decimal("0.2")  # the rest makes the list complete
_NEAR_ROWS = Decimal("0.1")
_LONGEST_GAP = 26
_PUPILS = re.compile("儿童|子女")
_UNIT = re.compile(r"[（(][^（）()]*[）)]")
_PART_ROW = re.compile(r"^其中[:：]?")
_LEVEL_ROW = re.compile(
    r"^(?:其中[:：]?)?(?:小学|初中|高中|普通高中|完全中学|(?:九年|十二年)一贯制(?:学校)?|特殊教育(?:学校)?|幼儿园|教学点|职业高中)$"
)
# Units that the language does not know, since they count no facet of a scheme.
_UNKNOWN_UNIT = re.compile(
    r"(?<![\d.第])(?P<n>\d{1,7})(?P<unit>页|班次|车次|学位|字|吨)|(?<=热线)(?P<calls>\d{1,5})(?P<called>[件个次条])"
)
# 监测员二百一十六、视导员一百四十六: a list in words may leave the unit out.
_NUMERAL = "[一二三四五六七八九]"
_IN_WORDS = re.compile(rf"(?<=[\u4e00-\u9fff]){_NUMERAL}百(?:零{_NUMERAL}|{_NUMERAL}十{_NUMERAL}?)(?=[、，。；]|$)")
_SUMMED = frozenset(("count", "money", "number", "area"))


def summed(text: str) -> list[Quantity]:
    """The quantities that may be summed; an age names a part: 五十岁以下61人、五十岁及以上51人."""
    told = [q for q in numbers(text) if q.dimension in _SUMMED and q.unit != "岁"]
    more = [
        Quantity(m.start(), m.end(), (value := Decimal(m["n"] or m["calls"])), value, m["unit"] or m["called"], "count")
        for m in _UNKNOWN_UNIT.finditer(text)
        if not any(q.start < m.end() and m.start() < q.end for q in told)
    ]
    more += (q for q in _unitless(text) if not any(one.start < q.end and q.start < one.end for one in told))
    return sorted((*told, *more), key=lambda q: q.start)


def _unitless(text: str) -> Iterator[Quantity]:
    for match in _IN_WORDS.finditer(text):
        value = numbers(f"{match[0]}个")[0].low
        yield Quantity(match.start(), match.end(), value, value, "", "count")


def loose_lists(text: str, quantities: Sequence[Quantity]) -> Iterator[tuple[Quantity, list[Quantity], int, int]]:
    """Wrong lists of a normalised sentence: the total, the parts, and the slice that holds them."""
    for lead in _LEAD.finditer(text):
        before = [q for q in quantities if q.end <= lead.start()]
        if before and is_exact(before[-1]) and lead.start() - before[-1].end <= _LONGEST_GAP:
            parts = _following(text, quantities, lead.end(), before[-1])
            if _is_wrong(text, before[-1], parts):
                yield before[-1], parts, before[-1].start, parts[-1].end


def are_alike(first: str, second: str) -> bool:
    """Units that one list may mix: 3所、2个, 960人次、402次; a bare number goes with any."""
    same = {"个": "所", "校": "所", "家": "所", "园": "所", "人次": "次", "校次": "次"}
    return first == second or "" in (first, second) or same.get(first, first) == same.get(second, second)


def is_exact(quantity: Quantity) -> bool:
    """Whether it is one number, no range, no bound."""
    return quantity.low == quantity.high and quantity.comparison is Comparison.EQUAL


def _following(text: str, quantities: Sequence[Quantity], start: int, total: Quantity) -> list[Quantity]:
    """All parts of the total's unit after a lead word, whatever marks stand between them."""
    parts: list[Quantity] = []
    position, counted = start, total.unit
    for quantity in (q for q in quantities if q.start >= start):
        between = text[position : quantity.start]
        # 白崖520万: the 元 is left out.
        unit = "元" if not quantity.unit and text[: quantity.end].endswith(("万", "亿")) else quantity.unit
        named = len(re.findall(r"[\u4e00-\u9fff]", between)) >= 1
        if (
            len(between) > _LONGEST_GAP
            or _END.search(between)
            or unit not in (total.unit, counted)
            and not _may_stand_for(quantity, total, parts)
            or not is_exact(quantity)
            or not named
        ):
            break
        counted = unit
        parts.append(quantity)
        position = quantity.end
    return parts


def _may_stand_for(quantity: Quantity, total: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether the first part counts in another word what the total counts: 报告14份，其中优秀5所."""
    return not parts and quantity.dimension == total.dimension == "count"


def _is_wrong(text: str, total: Quantity, parts: Sequence[Quantity]) -> bool:
    if len(parts) < 3:
        return False
    made = Decimal(0)
    for part in parts:
        made += part.low
        if made == total.low:
            return False
    rest = _REST.search(text[: parts[-1].start])
    near = total.low * (_NEAR_WITH_REST if rest else _NEAR)
    return abs(made - total.low) <= (max(near, Decimal(1)) if total.low >= _LEAST_TOTAL else near)


def row_lists(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each table row whose parts stand in the rows below it and do not make it."""
    found: list[Warning] = []
    for clauses in clauses_by_block(submission).values():
        rows = [clause for clause in clauses if clause.header]
        for at, row in enumerate(rows[:-1]):
            parts = _part_rows(rows[at + 1 :]) if row.values and not _PART_ROW.search(row.values[0]) else []
            fault = _rows_fault(row, parts) or _beyond(row, rows[at + 1])
            parts = parts or rows[at + 1 : at + 2]
            if fault:
                spans = (row.span, *(part.span for part in parts))
                message = f"“{short(row.text)}”与其下各项之和不符：{fault}。请核对总数和各项。"
                found.append(warning(submission, CHECK, spans, message))
    return tuple(found)


# 本部318，石门点57，云塘点47人
_NAMED_NUMBER = r"[\u4e00-\u9fff]{1,8}\d{1,7}(?:\.\d{1,2})?(?:万元|[人名所个条件册元])?"
_CELL_LIST = re.compile(rf"{_NAMED_NUMBER}(?:[，、；]{_NAMED_NUMBER}){{1,9}}。?")
_NO_PARTS = re.compile("其中|上年|去年|应|缺|增|减|新|最|每|女|另")


def cell_lists(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each row whose number is divided in the cell beside it, and not into parts that make it."""
    found: list[Warning] = []
    for row in submission.clauses:
        for total, cell in zip(row.values[1:], row.values[2:], strict=False):
            listed = cell.strip()
            if not _CELL_LIST.fullmatch(listed) or _NO_PARTS.search(listed):
                continue
            whole, parts = _number(total), [Decimal(number) for number in re.findall(r"\d+(?:\.\d+)?", listed)]
            made = sum(parts, Decimal(0))
            if whole and whole >= _LEAST_TOTAL and made != whole and abs(made - whole) <= _NEAR_ROWS * whole:
                fault = f"{'＋'.join(map(plain_number, parts))}＝{plain_number(made)}，写的是{plain_number(whole)}"
                found.append(
                    warning(submission, CHECK, (row.span,), f"“{short(row.text)}”同一行的数对不上：{fault}。请核对。")
                )
    return tuple(found)


def _part_rows(below: Sequence[Clause]) -> list[Clause]:
    """Rows that all say 其中, or the first does and all are school levels."""
    if not below or not below[0].values or not _PART_ROW.search(below[0].values[0]):
        return []
    for pattern in (_LEVEL_ROW, _PART_ROW):
        count = next((i for i, row in enumerate(below) if not pattern.search(row.values[0])), len(below))
        if count >= 2:
            return list(below[:count])
    return []


_RATE = re.compile("率|比|%|占|均")  # a part's may be more than the whole's


def _beyond(row: Clause, part: Clause) -> str:
    """What is wrong with a row whose part, 其中…, is more than the whole above it; "" where nothing is."""
    if not _PART_ROW.search(part.values[0]) or _PART_ROW.search(row.values[0]):
        return ""
    units = [_UNIT.findall(clause.values[0]) for clause in (row, part)]
    for name, whole, some in zip(row.header[1:], row.values[1:], part.values[1:], strict=False):
        if _RATE.search(name):
            continue
        told = _number(whole), _number(some)
        if units[0] == units[1] and told[0] and told[1] and told[0] < told[1] <= FAR * told[0]:
            return f"其中{plain_number(told[1])}，多于总数{plain_number(told[0])}"
    return ""


def _rows_fault(row: Clause, parts: Sequence[Clause]) -> str:
    for column in range(1, len(row.values) if parts else 0):
        numbers = [_number(clause.values[column]) for clause in (row, *parts)]
        if any(number is None for number in numbers):
            continue
        total, *rest = (number for number in numbers if number is not None)
        made = sum(rest, Decimal(0))
        # 随迁子女, 其中：公办学校就读, 其中：民办学校就读: some go to neither.
        complete = not _PUPILS.search(row.values[0])
        if total and made != total and (complete or made > total) and abs(made - total) <= total * _NEAR_ROWS:
            return f"{'＋'.join(map(plain_number, rest))}＝{plain_number(made)}，写的是{plain_number(total)}"
    return ""


def _number(cell: str) -> Decimal | None:
    return cell_number(cell) if cell.strip(" —-/") else None
