"""How many or how much, told twice with two numbers among other words: 在用的有103所学校 over 在用平台的学校 | 98所.

`retold` and `clashes` want one name for both; here words in common, the noun, the unit and what speaks against it are
weighed. What is told of some, of another year, kind or level is left out before anything is weighed.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from compliance.integrity.figures import group_of, qualifiers_of
from compliance.integrity.lists import are_alike, is_exact
from compliance.integrity.passages import (
    distinct,
    is_own_and_current,
    names_other_years,
    numbers,
    pairs,
    plain_number,
    short,
    warning,
)
from compliance.terms import Clause, Modality, Quantity, Submission, Warning

CHECK = "inconsistent"

_MARK = re.compile("[，。；：、（）“”|]")
_BRACKETS = re.compile(r"[（(]([^（）()]*)[）)]")
_PLAIN = re.compile(r"\d[\d,]*(?:\.\d+)?")
_UNIT_HEADER = re.compile(r"(?:计量)?单位")
_OTHER_HEADER = re.compile("上年|去年|标准|目标|要求|应|计划|序号|备注")
_TOTAL = re.compile("合计|总计|共计|全[县区市校州旗]|小计")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TELLING = re.compile(
    "(?:已经|已|又|也|均|都|仅|只|就|共|总数|总|有|为|是|达到|达|到|至|在|现有|现|约|人数|数|合计|一共|了|的|聘任|聘|设|配|名册)+$"
)
_OLD = re.compile("上年|去年|前年|往年|原|曾|由|从|比|较|目标|计划|应|标准|要求|规定|拟|力争|明年|不低于|不少于")
_SOME = re.compile("新|其中|部分|抽|参|另|除|余|未|没|缺|增|减|退|招|补|又|再|优秀|合格|达标|最|平均|均|每|各|第")
_ALL = re.compile("全|共|总|合计|现有|在册")
# Words that make what is counted another thing where one side alone has them.
_KIND = re.compile(
    "公务员|编制|核[定编]|应[配有]|随迁|留守|寄宿|残疾|音乐|美术|体育|科学|语文|数学|英语|园长|校长|表彰|证"
)
_OTHER_TIME = re.compile("去年|上年|前年|上期|前稿|初稿|由|从|近三年|依次|增至|分别|不足|以[上下]")
_PART = re.compile("其中|里有|[中里]，?有|平均|每|[生人校]均")

_FARTHEST = Decimal("1.4")
_LEAST, _LEAST_MONEY = 10, 1000
_MOST = 500  # more are a roster's, and would take long to compare
_MOST_SAME = 12  # tellings of one number that are looked at
_RARE_IN = 50  # clauses that are thought of beside those there are, so that words are rare in a short text too
_SHARED = 0.5
_TEN_THOUSAND = 10000
_LEAST_SLIP = 100  # of smaller numbers many differ by one digit

# Weights of a logistic regression on gold documents, rounded. Of the pairs that it takes for one with _ENOUGH, ten in
# eleven are.
_BASE, _ENOUGH = -4.0, 0.7
_BY_WORD, _MOST_WORDS = 1.1, 6.0  # the words beside both numbers, by how rare they are
_BY_FURTHER_WORD, _MOST_FURTHER = 0.4, 4.0
_BY_NOUN, _BY_UNIT = 0.9, 1.7
_BY_ROW, _BY_TOTAL, _BY_ALL, _BY_SLIP = 1.5, 2.4, 0.9, 2.3
_BY_DISTANCE, _BY_QUALIFIER = -3.9, -0.4
_BY_OTHER_LEVEL, _BY_ONE_LEVEL = -1.3, -0.8
_BY_OLD, _BY_SOME, _BY_SOME_OF_BOTH = -1.4, -0.5, -1.1
_BY_FIRST_AGAIN, _BY_SECOND_AGAIN = -0.5, -1.5  # the same number elsewhere fits a passage as well


@dataclass(frozen=True, slots=True)
class _Told:
    """A number of people, things or 元 with the words beside it, those further off and the nouns that it may count."""

    clause: Clause
    quantity: Quantity
    beside: str
    near: frozenset[str]
    wide: frozenset[str]
    nouns: frozenset[str]
    label: frozenset[str] = frozenset()  # of a row that is no total
    total: bool = False

    @property
    def number(self) -> Decimal:
        return self.quantity.low


def twice_told(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each number of the text that another passage tells otherwise; it quotes both."""
    texts, rows = list(_of_text(submission)), list(_of_rows(submission))
    told = [*texts, *(rows if len(rows) <= _MOST else ())]
    if not texts or len(texts) > _MOST:
        return ()
    weights = _Weights(submission, told)
    found: dict[tuple[int, int], tuple[float, _Told, _Told]] = {}
    for first, second in _candidates(texts, told):
        score = weights.evidence(first, second)
        key = first.clause.index, second.clause.index
        if score >= _ENOUGH and score > found.get(key, (0.0,))[0]:
            found[key] = score, first, second
    return tuple(_warned(submission, first, second) for first, second in _best(list(found.values())))


def _best(found: list[tuple[float, _Told, _Told]]) -> Iterator[tuple[_Told, _Told]]:
    """The likeliest pair of each passage."""
    seen: set[int] = set()
    for _, first, second in sorted(found, key=lambda one: -one[0]):
        places = {first.clause.index, second.clause.index}
        if seen.isdisjoint(places):
            yield first, second
        seen |= places


# --- what is told ------------------------------------------------------------------------------------------


def _of_text(submission: Submission) -> Iterator[_Told]:
    for clause in submission.clauses:
        if clause.header or not clause.quantities or not is_own_and_current(clause):
            continue
        if names_other_years(submission, clause) or clause.modality not in (
            Modality.FACT,
            Modality.NEGATION,
            Modality.INTENTION,
        ):
            continue
        before = submission.clauses[clause.index - 1].text if clause.index > clause.sentence[0] else ""
        last = 0
        for at, quantity in enumerate(clause.quantities):
            front = clause.text[last : quantity.start]
            following = clause.quantities[at + 1].start if at + 1 < len(clause.quantities) else len(clause.text)
            behind = _MARK.split(clause.text[quantity.end : max(quantity.end, following)])[0]
            last = quantity.end
            if _counts(quantity):
                yield _beside(clause, quantity, front, behind, before)


def _counts(quantity: Quantity, dimensions: Sequence[str] = ("count", "money")) -> bool:
    least = _LEAST_MONEY if quantity.unit == "元" else _LEAST
    return quantity.dimension in dimensions and is_exact(quantity) and quantity.low >= least


def _beside(clause: Clause, quantity: Quantity, front: str, behind: str, before: str) -> _Told:
    *further, own = _MARK.split(front)
    wide = "，".join((before[-24:], *further))[-40:]
    beside = f"{own[-16:]}，{behind[:12]}"
    if len(_han(beside)) < 5:
        beside = f"{_MARK.split(wide.rstrip('，'))[-1][-12:]}，{beside}"
    nouns = frozenset((_tail(own), *_heads(behind))) - {""}
    return _Told(clause, quantity, beside, pairs(beside), pairs(wide) | pairs(beside), nouns)


def _of_rows(submission: Submission) -> Iterator[_Told]:
    years = _YEAR.findall(submission.period)
    for clause in submission.clauses:
        cells = [value.strip() for value in clause.values]
        at = next((i for i, cell in enumerate(cells) if pairs(cell)), 0)
        unit = next((v for h, v in zip(clause.header, cells, strict=True) if _UNIT_HEADER.fullmatch(h)), "")
        for column, (header, cell) in enumerate(zip(clause.header, cells, strict=True)):
            dated = _YEAR.findall(header)
            if _OTHER_HEADER.search(header) or dated and years and years[-1] not in dated:
                continue
            label = cells[at] if column != at else ""
            yield from _of_cell(clause, header, label, cell, unit)


def _of_cell(clause: Clause, header: str, label: str, cell: str, unit: str) -> Iterator[_Told]:
    plain = _PLAIN.fullmatch(cell)
    text = f"{cell}{unit or _bracket(label + header)}" if plain else cell
    total = bool(_TOTAL.match(clause.values[0].strip()))
    name, column = _BRACKETS.sub("", label), _BRACKETS.sub("", header)
    if total:
        name, column = "", f"{column}，{clause.caption[-16:]}"
    for quantity in numbers(text):
        if not _counts(quantity, ("count", "money", "number")):
            continue
        front = _MARK.split(text[: quantity.start])[-1]
        behind = "" if plain else _MARK.split(text[quantity.end :])[0]
        beside = "，".join((name[-16:], column[-12:], front[-12:], behind[:10]))
        wide = "，".join((clause.caption[-20:], clause.values[0], label))
        nouns = frozenset((*map(_tail, (front, name, _BRACKETS.sub("", header))), *_heads(behind))) - {""}
        own = frozenset() if total else pairs(name) | pairs(front) | pairs(behind)
        yield _Told(clause, quantity, beside, pairs(beside), pairs(wide) | pairs(beside), nouns, own, total)


def _bracket(text: str) -> str:
    """The unit that a label or a header names in brackets."""
    return next((u for u in _BRACKETS.findall(text) if len(u) <= 3 and (q := numbers(f"1{u}")) and q[0].unit), "")


def _han(text: str) -> str:
    return re.sub(r"[^\u4e00-\u9fff]", "", text)


def _tail(text: str) -> str:
    tail = _TELLING.sub("", _han(text))[-2:]
    return tail if len(tail) == 2 else ""


def _heads(text: str) -> tuple[str, ...]:
    head = _han(text)[:4]
    return tuple(piece for piece in (head[:2], head[2:]) if len(piece) == 2)


# --- which may be one --------------------------------------------------------------------------------------


def _candidates(texts: Sequence[_Told], told: Sequence[_Told]) -> Iterator[tuple[_Told, _Told]]:
    for at, first in enumerate(texts):
        for second in told[at + 1 :]:
            low, high = sorted((first.number, second.number))
            if low < high <= low * _FARTHEST and first.near & second.near and not _are_two(first, second):
                yield first, second


def _are_two(first: _Told, second: _Told) -> bool:
    """Whether what is said outright makes two numbers those of two things."""
    one, other = first.clause, second.clause
    if one.document != other.document or one.sentence == other.sentence:
        return True
    if not are_alike(first.quantity.unit, second.quantity.unit):
        return True
    # A row that is of something else than the text names: 教师专业发展 | 118 | 64.
    if other.header and not second.total and not second.label & first.wide:
        return True
    if any(_OTHER_TIME.search(told.clause.text) for told in (first, second) if not told.clause.header):
        return True
    if any(_PART.search(told.beside) for told in (first, second)):
        return True
    kinds = [frozenset(_KIND.findall(told.beside)) for told in (first, second)]
    if kinds[0] != kinds[1]:
        return True
    return _is_made_of(first, second) or _is_made_of(second, first)


def _is_made_of(number: _Told, other: _Told) -> bool:
    """Whether the other's passage tells the number as well, or what both differ by."""
    rest = abs(number.number - other.number)
    clause = other.clause
    told = (*clause.quantities, *(q for value in clause.values for q in numbers(value)))
    return any(q.low in (rest, number.number) for q in told)


class _Weights:
    """How much the words of a submission say, and what speaks for two numbers being one."""

    def __init__(self, submission: Submission, told: Sequence[_Told]) -> None:
        seen: Counter[str] = Counter()
        for clause in submission.clauses:
            seen.update(pairs(clause.text))
        self._size = len(submission.clauses) + _RARE_IN
        self._seen = seen
        self._same: dict[Decimal, list[_Told]] = {}
        for one in told:
            same = self._same.setdefault(one.number, [])
            if len(same) < _MOST_SAME:
                same.append(one)

    def evidence(self, first: _Told, second: _Told) -> float:
        """What speaks for and against two numbers being one, taken together."""
        shared = self._weight(first.near & second.near)
        if shared < _SHARED:
            return -math.inf
        low, high = sorted((first.number, second.number))
        further = self._weight(first.wide & second.wide) - shared
        score = _BASE + _BY_WORD * min(shared, _MOST_WORDS) + _BY_FURTHER_WORD * min(further, _MOST_FURTHER)
        score += _BY_NOUN * bool(first.nouns & second.nouns) + _BY_UNIT * (first.quantity.unit == second.quantity.unit)
        score += _BY_ROW * bool(second.clause.header) + _BY_TOTAL * second.total
        score += _BY_SLIP * (high >= _LEAST_SLIP and _is_slip(low, high)) + _BY_DISTANCE * float((high - low) / low)
        score += _BY_FIRST_AGAIN * self._told_again(first, shared) + _BY_SECOND_AGAIN * self._told_again(second, shared)
        return score + _by_words(first.beside, second.beside)

    def _weight(self, words: frozenset[str]) -> float:
        return sum(math.log(self._size / (1 + self._seen[word])) / math.log(self._size) for word in words)

    def _told_again(self, told: _Told, shared: float) -> float:
        """How well the same number elsewhere fits a passage, beside how well the other one does."""
        others = (other for other in self._same[told.number] if other.clause is not told.clause)
        return max((self._weight(told.near & other.near) for other in others), default=0.0) / shared


def _by_words(first: str, second: str) -> float:
    """What the words beside two numbers say of level, kind, time and share."""
    levels = group_of(first), group_of(second)
    score = _BY_QUALIFIER * len(qualifiers_of(first) ^ qualifiers_of(second))
    if levels[0] != levels[1]:
        score += _BY_OTHER_LEVEL if all(levels) else _BY_ONE_LEVEL
    some = [bool(_SOME.search(beside)) for beside in (first, second)]
    score += _BY_SOME * any(some) + _BY_SOME_OF_BOTH * all(some)
    for beside in (first, second):
        score += _BY_ALL * bool(_ALL.search(beside)) + _BY_OLD * bool(_OLD.search(beside))
    return score


def _is_slip(low: Decimal, high: Decimal) -> bool:
    """Whether two numbers differ by one digit, or by two that changed places."""
    first, second = f"{low.normalize():f}", f"{high.normalize():f}"
    differing = [pair for pair in zip(first, second, strict=False) if pair[0] != pair[1]]
    swapped = len(differing) == 2 and sorted(first) == sorted(second)
    return len(first) == len(second) and (len(differing) == 1 or swapped)


def _warned(submission: Submission, first: _Told, second: _Told) -> Warning:
    spans = distinct((first.clause.span, second.clause.span))
    quotes = "、".join(f"“{short(submission.quote(span))}”" for span in spans)
    both = f"一处是{_shown(first.quantity)}，一处是{_shown(second.quantity)}"
    message = f"说的像是同一件事，数却不一样：{quotes}，{both}。请核对以哪个为准，并改为一致。"
    return warning(submission, CHECK, spans, message)


def _shown(quantity: Quantity) -> str:
    in_tens = quantity.unit == "元" and quantity.low >= _TEN_THOUSAND
    return f"{plain_number(quantity.low / _TEN_THOUSAND)}万元" if in_tens else plain_number(quantity.low)
