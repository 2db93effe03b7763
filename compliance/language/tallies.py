"""Two counts that are set against each other (对账): 应配158人、实有149人; 查出74处，整改74处.

A count's words say what it is: what there should be or what there is, what was found or what was settled. Two that
answer each other within one sentence, or two cells of a table row under such headers, make a tally. A part of a whole
(45所中41所建有…) is none: most wholes are parted without anything missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from compliance.language.cells import plain_cell, quantity_in
from compliance.language.quantities import quantities_of
from compliance.language.sentences import said_so_far, sentence_text
from compliance.terms import Clause, Comparison, Quantity, Submission


class _Role(StrEnum):
    """What a count is; the value is what a reader is told before it."""

    NEED = "应"
    HAVE = "实"
    FOUND = "共"
    SETTLED = "办结"
    NONE = ""


_ANSWERS = {_Role.HAVE: _Role.NEED, _Role.SETTLED: _Role.FOUND}
_TOPS = frozenset(_ANSWERS.values())

_GAP = r"[^，。；：、|（）()\d]"
# 应急, 适应 and 活该 hold the character in another sense; 应聘 and 应邀 are what people do.
_SHOULD = r"(?:(?<![适反响供对相顺呼效感])应(?![急用届聘邀试付变对得景声运]|征(?!求))|(?<!活)该(?=[\u4e00-\u9fff]))"
_NEED = re.compile(
    rf"(?:{_SHOULD}|需要?(?!求)|(?<!必)须|核定|定编|额定|编制数?|职数|岗位|定额|原定|原?计划|预算(?:安排)?|年初安排|满编){_GAP}{{0,10}}$"
)
_HAVE = re.compile(
    r"(?:实(?:有|际|配|到|训|拨|轮|交|开|做|付|收|办|招|存|缴|注册|完成|发|支|动|聘|建|查|补|核|领|评|参|检|测|报|得)|"
    rf"现(?:有|配|在|任|职)|在岗|到岗|在编|在职|到位|到账|拨付|[压缩]减[到至为]|[只仅]|才(?!能)){_GAP}{{0,8}}$"
)
_SETTLE = (
    "整改|销号|销账|销掉|销|办结|办理|办妥|答复|解决|消除|取缔|化解|关停|落实|处置|"
    "改好|改完|完成|办成|补齐|清退|建成|投用"
)
_SETTLED = re.compile(rf"(?:{_SETTLE})(?:了|完|掉|好|到位|销号|完成|完毕)?{_GAP}{{0,4}}$")
_SETTLED_AFTER = re.compile(rf"^{_GAP}{{0,4}}(?:{_SETTLE}|动完)")
_FOUND = re.compile(
    r"(?:查出|(?:规划|清单|方案)(?:里|中|上)?列|查找|查摆|发现|排查|排出|摸排|摸底|找出|找到|梳理|点了|点出|指出|反馈|列出|列入|列了|受理|接到|收到|商定|交办|"
    rf"转办|转来|立账|挂账|建账){_GAP}{{0,14}}$"
)
_ROLES = ((_Role.NEED, _NEED), (_Role.HAVE, _HAVE), (_Role.SETTLED, _SETTLED), (_Role.FOUND, _FOUND))
_OWED = re.compile(rf"{_SHOULD}|原定|原?计划")
_MONEY = "元"
_OUGHT = re.compile(_SHOULD + r"([\u4e00-\u9fff])")
# 其中食堂38处: a part that was never meant to be the whole.
_AMONG = re.compile(r"其中|包括|含")
# 年初查出96处，六月底整改50处，到年底全部销号: an earlier stage of a story that ends well.
_DONE_LATER = re.compile(
    r"(?:全部|全数|均已?|都已?|悉数|一并|如数|随后|陆续)[^，。；]{0,6}(?:整改|销|办结|完成|解决|到位|补齐|答复|建成|改|了结)|清零|见底"
)
_OPEN = re.compile(r"未|没|尚|仍|还|欠|差|空|缺|正在|拟|计划|将|转入|转为|逾期|[下明]年|下学期|待|停")
_REST = re.compile(r"其余|其他|剩|余|另")
_DONE = re.compile(r"已|了|完|也")
_PARTS = re.compile(r"[，。；：、|]")
_COUNTED = frozenset({"count", "number", "money"})
_THINGS = frozenset({"个", "处", "项", "件", "条"})
_POSTS = frozenset({"个", "人"})  # 校级岗位168个，实有161人
_LONGEST = 300  # characters of a sentence: the two counts of a tally stand near each other

# Headers of the two columns, and rows whose smaller number is the better one.
_DUE_HEADER = re.compile(_SHOULD)
_NEED_HEADER = re.compile(
    rf"{_SHOULD}|需[要配]|核定|定编|编制|职数|额定|查出|受理|接到|^(?:学[校生]|教师|班级?|[件人]|总)数"
)
_HAVE_HEADER = re.compile(r"实[有际配到训拨做轮开注督办]|现[有配在]|在岗|在编|到位|到岗|^(?:其中)?已|办结|参训")
_HEADER_UNIT = re.compile(r"[（(]([所人名个件项间册台套处])[）)]")
# 学生数 is set against 已制定 and 参训人数, never against what another noun counts.
_PLAIN_TOTAL = re.compile(r"^(学[校生]|教师|班)(?:级)?数")
_OTHER_THING = re.compile(r"学校|学生|教师|班|督学|问题|隐患")
_LOW_IS_GOOD = re.compile(r"率|班额|系数|差异|比|均|超")
_ABOUT = re.compile(r"[约近≈]")


@dataclass(frozen=True, slots=True)
class Tally:
    """Two counts that answer each other, as a reader is told them (应158人), and whether the second falls short."""

    whole: str
    part: str
    short: bool
    due: bool = False  # whether the first is owed by its own words (应汇报4次, 原定12次) or header (应完成 | 已完成)

    @property
    def shown(self) -> str:
        """Both counts: 应158人、实149人."""
        return f"{self.whole}、{self.part}"


def read_tally(clause: Clause, submission: Submission) -> Tally | None:
    """The tally that a clause or row takes part in; None where its counts answer no other."""
    if clause.header:
        return tally_of_columns(clause) or _of_rows(clause, submission) or tally_in(clause.text, 0, len(clause.text))
    end = len(said_so_far(clause, submission))
    return tally_in(sentence_text(clause, submission), end - len(clause.text), end)


@lru_cache(maxsize=8192)
def tally_in(sentence: str, start: int, end: int) -> Tally | None:
    """The tally that the slice of a sentence takes part in."""
    if len(sentence) > _LONGEST:
        return None
    counts = _counts(sentence)
    for index, whole in enumerate(counts):
        answers = _answers(counts[index + 1 :], whole) if whole.role in _TOPS else []
        if answers and any(start <= one.start < end for one in (whole, *answers)):
            return _compared(whole, answers, counts[index + 1 :], sentence)
    return None


# --- the counts of a sentence ---


@dataclass(frozen=True, slots=True)
class _Count:
    start: int
    end: int
    value: Decimal
    text: str
    unit: str
    role: _Role
    words: str  # of its comma part, before it


def _counts(sentence: str) -> tuple[_Count, ...]:
    found = [one for one in quantities_of(sentence) if one.dimension in _COUNTED and one.low == one.high]
    ends = [0, *(one.end for one in found)]
    starts = [*(one.start for one in found[1:]), len(sentence)]
    return tuple(
        _Count(
            one.start,
            one.end,
            one.low,
            sentence[one.start : one.end],
            one.unit,
            _role(words := _PARTS.split(sentence[end : one.start])[-1], sentence[one.end : start]),
            words,
        )
        for one, end, start in zip(found, ends, starts, strict=False)
    )


def _role(before: str, after: str) -> _Role:
    """What the words right before a count, or else those after it, make of it; the nearest word decides."""
    if _AMONG.search(before):
        return _Role.NONE
    found = [(match.start(), role) for role, pattern in _ROLES if (match := pattern.search(before))]
    if found:
        return max(found)[1]
    return _Role.SETTLED if _SETTLED_AFTER.search(after) else _Role.NONE


def _answers(counts: Sequence[_Count], whole: _Count) -> list[_Count]:
    """The counts that answer a whole, up to the next whole; what there is is told once."""
    answers: list[_Count] = []
    for one in counts:
        if one.role in _TOPS:
            break
        if not _answered(one, whole) and not _echoes(one, whole):
            continue
        if _same_things(one, whole):
            answers.append(one)
            if whole.role is _Role.NEED:
                break
    return answers


def _answered(one: _Count, whole: _Count) -> bool:
    """Whether a count is told as what there is or what was settled: 应配158人，实有149人; 原定协调36件，办成15件."""
    return _ANSWERS.get(one.role) is whole.role or (whole.role is _Role.NEED and one.role is _Role.SETTLED)


def _echoes(one: _Count, whole: _Count) -> bool:
    """应开会12次，开了8次: the deed that should have been done is told again."""
    verb = _OUGHT.search(whole.words)
    return one.role is not _Role.HAVE and bool(verb and verb[1] in one.words and not _AMONG.search(one.words))


def _same_things(one: _Count, whole: _Count) -> bool:
    if len(one.text) == 2 and one.text[0] == "一" and whole.role is _Role.FOUND:
        return False  # 整改一个、销号一个: how it is done
    units = {one.unit, whole.unit}
    return len(units) == 1 or "" in units or units <= _THINGS or (whole.role is _Role.NEED and units == _POSTS)


# --- what a pair shows ---


def _compared(whole: _Count, answers: Sequence[_Count], counts: Sequence[_Count], sentence: str) -> Tally | None:
    largest = max(one.value for one in answers)
    made = sum((one.value for one in answers), Decimal(0))
    # 整改60处，销号60处 are two steps of the same sixty.
    stages = len({one.value for one in answers}) < len(answers)
    value = made if made <= whole.value and not stages else largest
    rest = whole.value - value
    if rest > 0 and (_DONE_LATER.search(sentence, answers[-1].end) or _is_settled(rest, counts, sentence)):
        return None
    role = _Role.HAVE if whole.role is _Role.NEED else _Role.SETTLED
    owed = whole.role is _Role.NEED and whole.unit != _MONEY and bool(_OWED.search(whole.words))
    return Tally(whole.role + whole.text, role + "、".join(one.text for one in answers), rest > 0, owed)


def _is_settled(rest: Decimal, counts: Sequence[_Count], sentence: str) -> bool:
    """Whether the rest is told to be settled as well: 取缔14所、补办手续7所; 其余4个也已处理完毕."""
    for one in counts:
        if one.value != rest:
            continue
        after = sentence[one.end : one.end + 60]
        if _OPEN.search(one.words) or _OPEN.search(_PARTS.split(after)[0]):
            return False
        return not _REST.search(one.words) or bool(_DONE.search(after) and not _OPEN.search(after))
    return False


# --- tables ---


def tally_of_columns(row: Clause) -> Tally | None:
    """应配 | 实有 as headers: the first such pair that falls short, else the first."""
    if _LOW_IS_GOOD.search(row.values[0] if row.values else ""):
        return None
    tallies: list[Tally] = []
    need: tuple[str, str, Quantity] | None = None
    for header, cell in zip(row.header, row.values, strict=False):
        count = _whole_number(cell)
        if count is None:
            continue
        if _HAVE_HEADER.search(header):
            if need is not None and _one_thing(need[0], header) and _one_kind(need[2], count):
                short = count.low < need[2].low
                tallies.append(Tally(need[1], f"{header}{cell}", short, bool(_DUE_HEADER.search(need[0]))))
            need = None
        else:  # a column of something else between the two parts them
            needed = _NEED_HEADER.search(header) and not _LOW_IS_GOOD.search(header)
            need = (header, f"{header}{cell}", count) if needed else None
    return next((one for one in tallies if one.short), tallies[0] if tallies else None)


def _one_thing(need: str, have: str) -> bool:
    """Whether two headers may count the same: 学校数（所） and 已销号（个） do not, nor do 班数 and 现有教师."""
    units = [match[1] if (match := _HEADER_UNIT.search(header)) else "" for header in (need, have)]
    if all(units) and units[0] != units[1]:
        return False
    plain = _PLAIN_TOTAL.match(need)
    return not plain or plain[1] in have or not _OTHER_THING.search(have)


def _one_kind(need: Quantity, have: Quantity) -> bool:
    """Whether both are sums, or neither is: 12万元 is no count, and a bare 12 may be in the header's 万元."""
    return (need.dimension == "money") == (have.dimension == "money")


def _of_rows(row: Clause, submission: Submission) -> Tally | None:
    """应配教职工 | 1120 above 实有教职工 | 1064: rows of a name and a number that answer each other."""
    pair = _named_number(row)
    if not pair:
        return None
    for step in (1, -1):
        index = row.index + step
        other = submission.clauses[index] if 0 <= index < len(submission.clauses) else row
        said = _named_number(other) if other.block == row.block and other.document == row.document else ""
        if said:
            text = f"{pair}，{said}" if step == 1 else f"{said}，{pair}"
            if tally := tally_in(text, 0, len(text)):
                return tally
    return None


def _named_number(row: Clause) -> str:
    """The two cells of a row of a name and a whole number, as words; "" where the row has other cells."""
    if len(row.values) != 2 or _whole_number(row.values[1]) is None or _LOW_IS_GOOD.search(row.values[0]):
        return ""
    return re.sub(r"[（(][^（）()]*[）)]", "", row.values[0]) + plain_cell(row.values[1]).strip()


def _whole_number(cell: str) -> Quantity | None:
    """The count that a cell holds; None where it holds none, an estimate, or a fraction."""
    said = quantity_in(cell.strip())
    if said is None or said.dimension not in _COUNTED or said.comparison is not Comparison.EQUAL:
        return None
    exact = said.low == said.high and said.low == int(said.low)
    return said if exact and not _ABOUT.match(cell.strip()) else None
