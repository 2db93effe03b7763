"""Two named sides that a statement compares (两项相比): 拨款增长高于经常性收入, 教师工资不低于公务员.

Texts compare them in words (教师比公务员年均多四千元, 前者低了0.3个百分点), as a share (为公务员的98.3%), or set
both figures side by side. Every way that is found must say the same; where the sides or the figures can't be told
apart, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from compliance.language.quantities import quantities_of
from compliance.terms import Clause, Comparison, Facet, Quantity, Submission

# What is asked of the first side, between the two.
_ASKED = re.compile(r"^(?P<first>[^\d]{4,}?)(?P<word>不低于|不少于|高于|多于|超过)(?P<second>[^\d]{3,})$")
_STRICT = frozenset({"高于", "多于", "超过"})
# How a side is told in a statement, how texts call it, and how a person is shown it.
_CALLED = (
    (r"经常性收入", r"经常性收入|财政收入|(?<!工资)(?<!平均)收入(?=增[长幅加速])", "经常性收入"),
    (r"拨款", r"拨款|教育投入|教育经费(?=[^，。；]{0,6}增)", "拨款"),
    (r"公务员", r"公务员", "公务员"),
    (r"教师", r"教师|老师", "教师"),
    (r"[省市国]定?(?:标准?|基准)|标准$", r"[省市国](?:里|颁|定)?的?(?:基准定额|基准|标准?(?!准化))|[省市]定", "标准"),
    (r"定额", r"定额|公用经费", "定额"),
)


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides: how texts call them, the unit of their figures, and whether the first must be the higher one."""

    first: re.Pattern[str]
    second: re.Pattern[str]
    names: tuple[str, str]
    unit: str  # % of growth rates, 元 of sums
    strict: bool

    def holds(self, relation: str) -> bool | None:
        """Whether a relation of the first side to the second is the one asked for; None where it may be either."""
        if self.strict:
            return None if relation == ">=" else relation == ">"
        return None if relation == "<=" else relation in (">", ">=", "=")


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison says of the statement, and what it rests on, in Chinese."""

    meets: bool
    shown: str


@lru_cache(maxsize=4096)
def sides_of(statement: str) -> Sides | None:
    """The two sides of a statement that compares; None of any other."""
    asked = _ASKED.match(statement)
    if not asked:
        return None
    found = [
        next(((said, name) for told, said, name in _CALLED if re.search(told, asked[side])), None)
        for side in ("first", "second")
    ]
    if found[0] is None or found[1] is None or found[0] == found[1]:
        return None
    unit = "%" if "增长" in asked["first"] else "元"
    (first, one), (second, other) = found[0], found[1]
    return Sides(re.compile(first), re.compile(second), (one, other), unit, asked["word"] in _STRICT)


# --- In words ---

_MORE = "高于|高出|高过|多于|多出|超过|超出|跑赢|快于|大于|领先于?|优于"
_LESS = "低于|少于|慢于|不及|落后于|小于|不如|赶不上|跟不上|追不上|倒挂"
_EVEN = "持平|相等|一样高|追平|看齐"
_WORD = re.compile(rf"(?P<not>不|没有?|未能?|尚未|并未)?(?P<word>{_MORE}|{_LESS}|{_EVEN})")
_HIGH, _LOW = "高多快大", "低少慢差"
_BY = rf"(?<![最至不更])(?P<way>[{_HIGH}{_LOW}])(?![年数次校所型度约致体幅距额别不])"
# A denial that a comparison stands off from: 没有与公务员倒挂, 未出现教师收入低于公务员的情况, 没有教师比公务员低.
_NOT_ONE = r"没有?|未|不会|不存在|不再|无|从不"
_OF_THEM = r"(?:一?[所人名个位例家]|任何|哪一?[所个名])?(?:学校|[县区乡镇]|教师|老师)?"
_DENIED_BEFORE = re.compile(
    rf"(?:{_NOT_ONE})(?:再|曾|过|出现|发生|存在|有)*(?:{_OF_THEM}的?){{0,2}}"
    r"(?:的?(?:平均|年均)?(?:工资|收入|待遇|定额)(?:收入|水平)?)?(?:[与和同跟比][^，。；没未无]{1,14})?$"
)
# What follows the side that is held against: 比公务员年均多四千元, 与公务员的11.31万元相比略高.
_THAN = re.compile(rf"(?P<not>不|没有?|未)?(?:[比较]|(?P<with>[与同和跟]))(?P<between>[^，。；]{{1,34}}?){_BY}")
_FORMER = re.compile(rf"前[者一](?:项)?(?P<not>不|没有?)?(?:比后[者一]项?)?[^，。；\d]{{0,3}}?{_BY}")
# 公务员18.4万元，教师低四千: the part right after the second side's.
_THEN = re.compile(
    rf"^(?:仍|还|要|略|稍|就|只|反而|已|平均|人均|年均|工资|收入|增幅)*{_BY}(?:[了着出约近于]|一截|一点|$|[\d一二两三四五六七八九十百千零])"
)
_OURS = re.compile(r"^(?:我们|我[区县市旗州]|本[区县市旗])")
# What is not told as so: 一旦低于公务员即予补差, 确保不低于.
_SUPPOSED = re.compile(
    r"如果?|倘若|若(?!干)|一旦|凡是?|防止|避免|杜绝|确保|保证|要求|规定|不得|应当?(?!届)|必须|力争|低于[^，。；]{0,12}的(?:，|$)"
)
_PARTS = re.compile(r"[，。；;：:]")
_OPPOSITE = {">": "<", "<": ">", ">=": "<=", "<=": ">=", "=": "="}


def _relation(word: str, denied: bool) -> str:
    if word in _EVEN.split("|"):
        return "<" if denied else "="
    more = re.fullmatch(_MORE, word) is not None
    return ("<=" if more else ">=") if denied else (">" if more else "<")


def _way(letter: str, denied: bool) -> str:
    return _relation("高于" if letter in _HIGH else "低于", denied)


def _by_word(sides: Sides, part: str, told: bool) -> Iterator[str]:
    """教师收入没有超过公务员, 低于省标70元; `told`: the first side is named around the part."""
    for match in _WORD.finditer(part):
        before, after = part[: match.start()], part[match.end() : match.end() + 14]
        relation = _relation(match["word"], bool(match["not"] or _DENIED_BEFORE.search(before)))
        first, second = _last(sides.first, before), _last(sides.second, before)
        other = sides.second.search(after)
        own = sides.first.search(after)
        if other and (first > second or (told and first < 0 and second < 0)):
            yield relation
        elif own and second > first and not other:
            yield _OPPOSITE[relation]
        elif (match["word"] in _EVEN.split("|") or match["word"] == "倒挂") and 0 <= first < second:
            yield relation  # 教师与公务员持平


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _by_than(sides: Sides, part: str, told: bool) -> Iterator[str]:
    """教师比公务员年均多四千三百元, 与公务员平均11.31万元相比略高."""
    for match in _THAN.finditer(part):
        held, before = match["between"], part[: match.start()]
        if match["with"] and "相比" not in held and not held.endswith("比"):
            continue
        relation = _way(match["way"], bool(match["not"] or _DENIED_BEFORE.search(before)))
        if sides.second.search(held) and not sides.first.search(held) and (told or sides.first.search(before)):
            yield relation
        elif sides.first.search(held) and not sides.second.search(held) and sides.second.search(before):
            yield _OPPOSITE[relation]


def _by_following(sides: Sides, parts: Sequence[str]) -> Iterator[str]:
    """前者低了1.2个百分点; 公务员18.4万元，教师低四千."""
    said = ""
    for number, part in enumerate(parts):
        first, second = sides.first.search(said), sides.second.search(said)
        match = _FORMER.search(part)
        if match and first and second:
            relation = _way(match["way"], bool(match["not"]))
            yield relation if first.start() < second.start() else _OPPOSITE[relation]
        elif number and sides.second.search(parts[number - 1]):
            named = sides.first.match(part) or _OURS.match(part)
            then = _THEN.match(part[named.end() :] if named else part)
            amount = then and re.search(r"[\d一二两三四五六七八九十百千零]", part[then.start() :])
            if then and (named or first and amount) and not sides.second.search(part):
                yield _way(then["way"], False)
        said += part + "，"


_SHARE_OF = re.compile(r"的(?:比例)?(?:约|近|只有|仅)?$|的[^，。；\d]{0,4}(?:为|是)$")
_RATIO = re.compile(r"(?:之比|的?比[值例率]?|折合)(?:为|是|约|达)*[\s|]*$")
_OF_LATTER = re.compile(r"后者的[约近]?$")
_NEAR = 14  # characters from a side's name to its share
_PAR = {"%": Decimal(100), "倍": Decimal(1)}


def _by_share(sides: Sides, parts: Sequence[str]) -> Iterator[str]:
    """教师相当于公务员的98.3%, 教师与公务员之比 | 96.3%, 二者之比为100.9%; what is only meant to be so names sides."""
    if sides.unit == "%":
        return
    said = ""
    for part in parts:
        for quantity in quantities_of(part) if not _SUPPOSED.search(part) else ():
            par, before = _PAR.get(quantity.unit), part[: quantity.start]
            if par is None or not par / 2 <= quantity.low <= par * 2:
                continue
            if _is_of_second(sides, before) or _is_of_both(sides, said, before):
                yield from _to_par(quantity, par)
        said += part + "，"


def _is_of_second(sides: Sides, before: str) -> bool:
    """公务员的98.3%: whether a share is of the second side, named right before it."""
    held = _last(sides.second, before)
    near = held >= 0 and len(before) - held < _NEAR
    return bool(near and _SHARE_OF.search(before)) and not sides.first.search(before[held:])


def _is_of_both(sides: Sides, said: str, before: str) -> bool:
    """后者的98%, 二者之比为1.02: whether a share is of sides that were both named, the first one first."""
    whole = said + before
    of_latter = _OF_LATTER.search(before) and _are_named(sides, said)
    ratio = _RATIO.search(before) and _are_named(sides, whole)
    order = before if _are_named(sides, before) else whole
    in_order = 0 <= sides_start(sides.first, order) < sides_start(sides.second, order)
    return bool(of_latter or ratio) and in_order


def _are_named(sides: Sides, text: str) -> bool:
    return bool(sides.first.search(text) and sides.second.search(text))


# What 近, 超过, 不低于 and 不超过 say of a share that is told as just the whole; 约100% may be either.
_AT_PAR = {
    Comparison.EQUAL: "=",
    Comparison.LESS: "<",
    Comparison.MORE: ">",
    Comparison.AT_LEAST: ">=",
    Comparison.AT_MOST: "<=",
}


def _to_par(quantity: Quantity, par: Decimal) -> Iterator[str]:
    """How a share of the second side stands to the whole of it; nothing where it does not say."""
    if quantity.low != par:
        yield ">" if quantity.low > par else "<"
    elif quantity.comparison in _AT_PAR:
        yield _AT_PAR[quantity.comparison]


def sides_start(pattern: re.Pattern[str], text: str) -> int:
    """Where a side is named first; -1 where it is not."""
    match = pattern.search(text)
    return match.start() if match else -1


def in_words(sides: Sides, parts: Sequence[str], around: str) -> set[str]:
    """The relations of the first side to the second that the parts of a sentence tell; `around`: what stands about."""
    told = bool(sides.first.search("，".join((around, *parts))))
    firm = [part for part in parts if not _SUPPOSED.search(part)]
    found = {relation for part in firm for relation in (*_by_word(sides, part, told), *_by_than(sides, part, told))}
    return found | set(_by_following(sides, firm)) | set(_by_share(sides, parts))


# --- By both figures ---

# Other sums than what a teacher earns; other shares than growth.
_OTHER_SUM = re.compile(
    r"培训|经费(?!基准)|补[助贴差]|津贴|奖|专项|投入|总额|总量|总计|公积金|保险|共|合计|差额|上年|去年|前一年|同比"
)
_OTHER_RATE = re.compile(r"占|完成|执行|到位|达到|比例为")
_GROWS = re.compile(r"增|长|涨|多|升|加|幅|快|降|减|少")
_SHRINKS = re.compile(r"(?:下降|减少|降低|降|减|负增长|(?<![至不])少(?!于))了?[^，。；增长]{0,3}$")
_OPENS = re.compile(r"^(?:年均|人均|月均|平均|年平均|月平均|工资|收入|小学|增[长幅])")
_MARK = re.compile(r"[，。；;：:]")
# Sums further apart than this are not of one kind: a year against a month, all against each.
_FACTOR = 2


def _figure_words(sides: Sides, words: str) -> bool:
    if sides.unit == "%":
        return bool(_GROWS.search(words)) and not _OTHER_RATE.search(words)
    return not _OTHER_SUM.search(words)


def of_sides(sides: Sides, label: str) -> bool:
    """Whether a row's label may be of the sums that are compared, and of no part of them."""
    return sides.unit == "%" or not _OTHER_SUM.search(label)


def _of_unit(sides: Sides, text: str) -> list[Quantity]:
    money = sides.unit == "元"
    return [q for q in quantities_of(text) if q.unit == sides.unit and not (money and q.dimension == "difference")]


def figures(sides: Sides, own: re.Pattern[str], other: re.Pattern[str], parts: Sequence[str]) -> tuple[Decimal, ...]:
    """The figures that the parts tell of one side; () where they tell none, or more than one part tells some."""
    told: list[tuple[Decimal, ...]] = []
    for number, part in enumerate(parts):
        start = sides_start(own, part)
        if start < 0:
            continue
        said = part[start:]
        if not _of_unit(sides, said) and number + 1 < len(parts) and _OPENS.match(parts[number + 1]):
            said = f"{said}，{parts[number + 1]}"
        end = sides_start(other, said)
        said = said if end < 0 else said[:end]
        if found := _figures_of(sides, said):
            told.append(found)
    return told[0] if len(set(told)) == 1 else ()


def _figures_of(sides: Sides, said: str) -> tuple[Decimal, ...]:
    found = _of_unit(sides, said)
    if not found or not _figure_words(sides, said[: found[0].start]) or any(q.low != q.high for q in found):
        return ()
    if len(found) == 2 and re.search(r"[由从]", said[: found[0].start]):
        found = found[1:]  # 由20.6万元增到21.2万元
    if sides.unit == "%":
        return tuple(-q.low if _SHRINKS.search(said[: q.start]) else q.low for q in found)
    return tuple(q.low for q in found)


def relation_of(sides: Sides, first: Iterable[Decimal], second: Iterable[Decimal]) -> str | None:
    """How the figures stand, group by group; the first side's worst group decides; None where they don't pair."""
    one, other = tuple(first), tuple(second)
    if not one or len(one) != len(other) or (len(one) > 1 and "定额" not in sides.names):
        return None
    pairs = tuple(zip(one, other, strict=True))
    if sides.unit == "元" and any(min(p) <= 0 or max(p) > _FACTOR * min(p) for p in pairs):
        return None
    if any(a < b for a, b in pairs):
        return "<"
    return "=" if any(a == b for a, b in pairs) else ">"


def shown(sides: Sides, first: Iterable[Decimal], second: Iterable[Decimal]) -> str:
    """Both sides with their figures, for a person: 教师130500元，公务员131800元."""

    def each(values: Iterable[Decimal]) -> str:
        return "、".join(f"{value.normalize():f}{sides.unit}" for value in values)

    return f"{sides.names[0]}{each(first)}，{sides.names[1]}{each(second)}"


def parts_of_text(text: str) -> list[str]:
    """The comma parts of a text."""
    return [part for part in _PARTS.split(text) if part]


def compares_sides(facet: Facet) -> Sides | None:
    """The sides of a facet without a threshold of its own."""
    return None if facet.comparator else sides_of(facet.statement)


def rows_of(clause: Clause, submission: Submission) -> Iterator[Clause]:
    """The other rows of a row's table."""
    for step in (-1, 1):
        index = clause.index + step
        while 0 <= index < len(submission.clauses):
            row = submission.clauses[index]
            if not row.header or (row.document, row.block) != (clause.document, clause.block):
                break
            yield row
            index += step
