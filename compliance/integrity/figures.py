"""Figures of the text and of the tables with what they measure, so that two that should agree can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from compliance.integrity.passages import names_a_kind, numbers
from compliance.language.sentences import parts_before
from compliance.terms import Clause, Comparison, Modality, Quantity, Submission

_DIMENSIONS = frozenset(("share", "money", "area", "count", "number", "length", "ratio"))
_CODE = re.compile(r"^[A-Za-z]{1,2}\d{1,2}$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)")
# Headers under which a row's own label says what the number is.
_VALUE_HEADER = re.compile(
    r"^(?:数值|数量|现状|实际|实有|现有|完成值|完成情况|本[区县市校](?:情况|数)?|全[区县市](?:情况|数)?|人数|金额|数目|数额|数据|数值|情况|指标值|进展|(?:[核复检抽][查对核验])?结果|现值|现有值)"
)
_NO_VALUE_HEADER = re.compile(r"标准|目标|要求|指标要求|计划|应|序号|备注|说明|系数|增幅|分值|编号|时限|时间")
_UNIT_HEADER = re.compile(r"^(?:计量)?单位$")
_TOTAL = re.compile(r"(?:合|总|共)计|全[区县市校]")
_GROUP = re.compile(r"(?<!中)小学|初中|初级中学|普通高中|高中|幼儿园|学前|九年一贯制|特殊教育|中职")
# Words that make a measure another one: both sides must have the same.
_QUALIFIER = re.compile(
    r"公办|民办|普惠|专职|兼职|专任|骨干|特级|寄宿|随迁|留守|残疾|农村|城区|乡镇|新增|新建|改建|新招|编外|在编|空编|缺|最大|最小|最低|最高|平均|人均|生均|"
    r"每百名|每生|每校|每所|每名|每人|每个|参加|参训|培训|招聘|交流|轮岗|退休|高级|中级|本科|研究生|占|率|增长|下降|差异|系数|年初预算|决算|实际|拨付|"
    r"公务员|支出|毛入|净入|就近|合格|优秀|达标|计划|目标|国家级|省级|市级|全[国省市]|公用|专项|培训费|工资|奖|补助|女|党员|男|仪器|图书|建筑|运动|辅助用房|绿化|"
    r"语文|数学|英语|音乐|美术|科学|体育|艺术|信息|心理|保安|保育|保健"
)
_NOISE = re.compile(
    r"拥有|配备|具有|(?:[区县市校]级)?及?以上|校际|(?<=用房)面积|(?<=场馆)面积|三年(?=毛入|巩固)|合计$|的|[区县市]级(?=骨干)|支出$|总额$|情况$|总数$|人数$|数$|占比$|比例$|加上|和|及|与|[，、：；\s]"
)
# One measure under several names.
_NAMES = (
    (re.compile(r"每百名?(?:学生|生)|/百(?:名学)?生"), "每百名学生"),
    (re.compile(r"体育(?:与|和|、|及)?(?:艺术|(?:音乐|美术)(?:与|和|、|及)?(?:音乐|美术))(?:专任)?(?=教师)"), "体艺"),
    (re.compile(r"(?:体育)?(?:运动|活动)场馆"), "体育场馆"),
    (re.compile(r"网络(?=多媒体)|(?:九年)?(?:义务教育)?(?:阶段)?(?=巩固率)"), ""),
    (re.compile(r"骨干(?!教师|校长|班主任)"), "骨干教师"),
)
_PARTS = 6  # of a sentence that are looked back on for a school level
_PER_HUNDRED = "每百名学生"
# Of a sum of money: only a part of the whole.
_SOME_MONEY = re.compile(r"新|又|另|再|追加|每|其中|剩|余|增|各|第|先后|投入|下达|争取|从")
_KINDERGARTEN = re.compile(r"学前|(?<![校田花公乐])园(?![区丁林艺])|[公民]办园")
_FROM = re.compile(r"[由从]")
# 距50%尚有2.8个百分点 tells a norm, 三年依次为97.1%、97.6%、98.3% several years.
_OF_SEVERAL = re.compile(r"(?:距|距离|离)[^，。；]{0,6}$|依次[为是][^。；]*$")
_TO = re.compile(r"[升增提上降减下压扩涨缩回高落加少]{1,3}(?:了)?[到至为]")
# 保育员、保安合计260人: the number is of all that are listed.
_SEVERAL = re.compile(r"[、和及与][^，。、]*(?:合计|共计|总计|共)")
# What may stand between the measure and its number.
_BETWEEN = re.compile(
    r"(?:已|又|也|均|都|仅|只|就|共|总|有|为|是|达|到|至|高|升|增|降|提|加|少|减|聘任|聘|配|稳定|保持|维持|在|现|约|近|超过|突破|实现|落实|安排|"
    r"经[\d\u4e00-\u9fff]{2,8}|全部|全[区县市]|目前|今年|年底|年末|合计|合|比例|了|其|中|投入|数|占|总量|标准|名|余|建设|，)*"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it measures; `of` is a table row's name that a text must repeat, "" where it is the whole."""

    clause: Clause
    measure: str  # stripped of noise, groups and brackets
    group: str
    qualifiers: frozenset[str]
    quantity: Quantity
    context: str = ""  # of a text figure: the words before the number, stripped likewise
    of: str = ""
    level: str = ""  # of a text figure: the school level that its sentence named last
    own: str = ""  # of a text figure: the context without what stands in earlier parts of the sentence

    @property
    def low(self) -> Decimal:
        return self.quantity.low


def core(text: str) -> str:
    """What a label or context measures: without brackets, groups, marks and words that change nothing."""
    text = _one_name(_BRACKETS.sub("", text)).replace(_PER_HUNDRED, "")
    text = re.sub(r"(?:公办|民办)园", lambda m: m[0][:2], text)
    return _NOISE.sub("", _GROUP.sub("", text.replace("占比", "占")))


@lru_cache(maxsize=4096)
def _one_name(text: str) -> str:
    for pattern, name in _NAMES:
        text = pattern.sub(name, text)
    return text


def group_of(text: str) -> str:
    """The school level that a text names, "" for none and for several."""
    groups = {"幼儿园" if group == "学前" else group for group in _GROUP.findall(text)}
    if not groups and _KINDERGARTEN.search(text):
        return "幼儿园"
    return groups.pop() if len(groups) == 1 else "" if not groups else "+".join(sorted(groups))


def qualifiers_of(text: str) -> frozenset[str]:
    """The words in a text that make its measure another one."""
    return frozenset(_QUALIFIER.findall(_one_name(text).replace("占比", "占")))


# --- of tables -----------------------------------------------------------------------------------------


def table_figures(submission: Submission, year: int | None) -> Iterator[Figure]:
    """The numbers of all tables for the period: of labelled rows, and of total rows by their column."""
    for clause in submission.clauses:
        if clause.header:
            yield from _row_figures(clause, year)


def _row_figures(clause: Clause, year: int | None) -> Iterator[Figure]:
    unit = next((v for h, v in zip(clause.header, clause.values, strict=False) if _UNIT_HEADER.search(h)), "")
    for column in range(1, len(clause.values)):
        header, cell = clause.header[column], clause.values[column].strip()
        years = _YEAR.findall(header)
        if not cell or _NO_VALUE_HEADER.search(header) or (years and year and str(year) not in years):
            continue
        label = _label(clause, column)
        if "/" in label and "/" in cell:
            yield from _slashed(clause, label, cell, unit or _bracket(label))
        elif years or _VALUE_HEADER.search(header) or _is_plain_value(header) or _is_only_value(clause, column):
            yield from _figure(clause, label, cell, unit or _bracket(label) or _bracket(header), "")
        else:
            row = clause.values[0].strip()
            # 小学 | 52 | 18640: the row's name is the group, the column's the measure.
            by_group = not core(row) and bool(group_of(row))
            total = any(_TOTAL.search(value) and len(value) <= 6 for value in clause.values[:column])
            of = "" if by_group or total or _TOTAL.search(row) else row
            yield from _figure(clause, f"{header} {row}" if by_group else header, cell, _bracket(header), of)


def _slashed(clause: Clause, label: str, cell: str, unit: str) -> Iterator[Figure]:
    """反馈问题/已销号（条） | 27/23: each number by its own name."""
    names, values = _BRACKETS.sub("", label).split("/"), cell.split("/")
    if len(names) == len(values):
        for name, value in zip(names, values, strict=True):
            yield from _figure(clause, name.strip(), value.strip(), unit, "")


def _is_plain_value(header: str) -> bool:
    return header.strip() in ("", "小学", "初中", "高中")


def _is_only_value(clause: Clause, column: int) -> bool:
    """事情 | 账: the row's label says what its one number is, where the header names no unit."""
    others = [value for at, value in enumerate(clause.values) if at != column and numbers(value)]
    label = clause.values[0].strip()
    named = len(core(label)) >= 3 and not _TOTAL.search(label) and not numbers(label)
    return named and not others and len(core(clause.header[column])) <= 2 and not _bracket(clause.header[column])


def _label(clause: Clause, column: int) -> str:
    """The words of a row before a column, with the column's school level."""
    words = [
        v
        for h, v in zip(clause.header[:column], clause.values[:column], strict=False)
        # What stands under another level (小学 | 2022年达标) is that level's value.
        if not _UNIT_HEADER.search(h)
        and not _CODE.match(v)
        and not re.fullmatch(r"[\d.,%—\-/]*", v)
        and not _GROUP.search(h)
    ]
    return " ".join(dict.fromkeys(words)) + "".join(_GROUP.findall(clause.header[column]))


def _bracket(text: str) -> str:
    """The unit that a label or header names in brackets: 教师数（人） 初中 is in 人."""
    inside = re.findall(r"[（(]([^（）()\d]{1,6})[）)]", text)
    return next((unit for unit in inside if (q := numbers(f"1{unit}")) and q[0].unit), "")


def _figure(clause: Clause, label: str, cell: str, unit: str, of: str) -> Iterator[Figure]:
    found = numbers(f"{cell}{unit}" if re.fullmatch(r"\d[\d,]*(?:\.\d+)?", cell) else cell)
    # 0.55，超过0.50: what follows the value is a remark on it.
    remarked = len(found) > 1 and found[0].start <= 1 and cell[found[0].end :].startswith(("，", "（"))
    if not found or len(found) > 1 and not remarked or found[0].low != found[0].high:
        return
    quantity = found[0]
    own = quantity.measure.strip()
    # 辍学率0.4% in a cell of the progress column says itself what it is.
    named = own if len(own) >= 3 and not of else ""
    if not named and not remarked and (quantity.start > 1 or len(cell) > quantity.end + 1):
        return
    words = named or label
    measure = "".join(map(core, words.split(" ")))
    yield Figure(clause, measure, group_of(label), qualifiers_of(words), quantity, of=of)


# --- of the text ---------------------------------------------------------------------------------------


def text_figures(submission: Submission, year: int | None) -> Iterator[Figure]:
    """The numbers that the running text states as facts of the period."""
    for clause in submission.clauses:
        if clause.header or clause.modality not in (Modality.FACT, Modality.NEGATION) or not _is_current(clause, year):
            continue
        if clause.subject.kind in ("neighbour", "superior", "some") or _is_of_a_school(submission, clause):
            continue
        before = _before(submission, clause)
        parts = submission.clauses[max(clause.sentence[0], clause.index - _PARTS) : clause.index + 1]
        level = next((group for part in reversed(parts) if (group := group_of(part.text))), "")
        for at, quantity in enumerate(clause.quantities):
            cut = clause.text[quantity.end :].startswith("点")  # 四成七点八
            other = _OF_SEVERAL.search(clause.text[: quantity.start])
            if quantity.dimension in _DIMENSIONS and not cut and not other and not _is_old_side(clause, at):
                yield replace(_text_figure(clause, at, before), level=level)
                yield from _money_before(clause, quantity)


def _money_before(clause: Clause, quantity: Quantity) -> Iterator[Figure]:
    """今年218万元督学责任区专项经费: the sum stands before what it is."""
    noun = re.match(r"(?:的)?([\u4e00-\u9fff]{4,16}?(?:经费|资金))", clause.text[quantity.end :])
    before = clause.text[: quantity.start]
    if quantity.dimension == "money" and noun and len(before) <= 12 and not _SOME_MONEY.search(before):
        words = noun[1]
        yield Figure(clause, core(words), group_of(words), qualifiers_of(words), quantity, core(words), own=words)


def _is_of_a_school(submission: Submission, clause: Clause) -> bool:
    """Whether a clause speaks of one school; a school of an earlier sentence is not meant by 初中三年巩固率."""
    if clause.subject.kind != "school" or names_a_kind(clause):
        return False
    first, last = clause.sentence
    inherited = all(clause.subject.text not in c.text for c in submission.clauses[first:last])
    return not (inherited and re.match(r"(?:小学|初中)[^，。]{0,10}率", clause.text))


def _is_current(clause: Clause, year: int | None) -> bool:
    period = clause.period
    if period is None:
        return True
    return period.relative != "previous" and (year is None or period.last == year)


def _before(submission: Submission, clause: Clause) -> str:
    """The parts of the sentence before a clause, back to the last one with a number."""
    parts: list[str] = []
    for earlier in reversed(parts_before(clause, submission)):
        if earlier.quantities:
            break
        parts.insert(0, earlier.text)
    return "，".join(parts)[-30:]


def _is_old_side(clause: Clause, at: int) -> bool:
    """由0.9%降到0.4%: the first number is the one before."""
    if at + 1 >= len(clause.quantities):
        return False
    between = clause.text[clause.quantities[at].end : clause.quantities[at + 1].start]
    return bool(_TO.search(between)) and bool(_FROM.search(clause.text[: clause.quantities[at].start]))


def _text_figure(clause: Clause, at: int, before: str) -> Figure:
    quantity = clause.quantities[at]
    # 经三年扩建已达到4.66平方米: times stand within the words of a measure.
    earlier = [q.end for q in clause.quantities[:at] if q.dimension not in ("time", "date")]
    start = earlier[-1] if earlier else 0
    if at and _is_old_side(clause, at - 1):
        start = clause.quantities[at - 2].end if at > 1 else 0
        words = clause.text[start : clause.quantities[at - 1].start]
        words = words[: words.rfind("由")] if "由" in words else words
    else:
        words = clause.text[start : quantity.start]
    context = f"{before}，{words}" if before and not start else words
    group = group_of(words) or group_of(clause.text[: quantity.start]) or group_of(before)
    several = frozenset(("合计",)) if _SEVERAL.search(words) else frozenset()
    measure, qualifiers = core(quantity.measure), qualifiers_of(context) | several
    return Figure(clause, measure, group, qualifiers, quantity, core(context), own=words)


# --- compared --------------------------------------------------------------------------------------------


# The nouns of a total row that are told apart without a further word.
_WHOLE_NOUNS = frozenset(
    ("学生", "教师", "督学", "学校", "在校生", "教职工", "责任区", "中小学", "中小学校", "督学责任区", "责任督学")
)
_OF_ALL = r"(?:[全我本][县区市校])?(?:现有|共有|在册|在校|在岗|聘请|聘任|责任|挂牌|督导|督学|划分|现|共|有)*"
_IN_ALL = r"(?:今年|目前|已|定|在|到|总|共|计|有|为|达|现|合)*"
# Of a long measure, or a total, a few words of telling may follow: 毛入园率我们算出来是86.2%.
_LONG = 4
_LONG_ECHO, _MOST_OF_ECHO, _WORDS_BETWEEN = 7, 0.8, 6
_TELLING = re.compile(r"[^率数值中里每差各比前]{0,7}")


def speaks_of(text: Figure, table: Figure) -> bool:
    """Whether a figure of the text gives the measure of a table's figure, for the same group and in the same unit."""
    if table.quantity.unit not in (text.quantity.unit, "") or text.group != table.group:
        return False
    if table.of and table.of not in text.clause.text:
        return False
    if table.measure in _WHOLE_NOUNS:
        return bool(re.fullmatch(_OF_ALL + table.measure + _IN_ALL, text.context)) and near(text.low, table.low)
    # The cheap question first: a short measure must stand there to its last character.
    if len(table.measure) < 3 or len(table.measure) < _LONG_ECHO and table.measure[-1] not in text.context:
        return False
    span = _window(table.measure, text.context)
    rest = re.sub(r"^义务教育(?:阶段|学校)?", "", table.measure)
    if span is None and rest != table.measure and len(rest) >= 4 and near(text.low, table.low):
        of_all = re.fullmatch(rf"(?:其中)?{_OF_ALL}{rest}{_IN_ALL}", text.context)
        span = _window(rest, text.context) if of_all else None
    told = span is not None and _leads_to(text.context[span[1] :], table)
    if not told and not (near(text.low, table.low) and _echoes(table.measure, text.context)):
        return False
    shown = table.qualifiers | qualifiers_of(table.measure)
    if text.clause.subject.kind == "own":
        shown |= {"全市"}
    # What earlier parts of the sentence speak of does not count where this part names the measure.
    own = _window(table.measure, core(text.own)) is not None
    said = qualifiers_of(text.own) | (text.qualifiers & {"合计"}) if own else text.qualifiers
    return said <= shown and (_PER_HUNDRED[:3] in said) == (_PER_HUNDRED[:3] in shown)


def _echoes(measure: str, context: str) -> bool:
    """Whether the words just before a number hold nearly all of a long measure, in its order."""
    if len(measure) < _LONG_ECHO:
        return False
    words = context[-len(measure) - _WORDS_BETWEEN :]
    held = [0] * (len(words) + 1)
    for char in measure:
        row = [0]
        for at, other in enumerate(words):
            row.append(held[at] + 1 if char == other else max(held[at + 1], row[at]))
        held = row
    return held[-1] >= _MOST_OF_ECHO * len(measure)


def _leads_to(tail: str, table: Figure) -> bool:
    """Whether the words between a measure and its number only tell the number."""
    if len(tail) <= 14 and _BETWEEN.fullmatch(tail):
        return True
    return len(table.measure) >= _LONG and bool(_TELLING.fullmatch(tail)) and not _QUALIFIER.search(tail)


def _window(measure: str, context: str) -> tuple[int, int] | None:
    """The tightest last slice of the context that holds the measure's characters in order; None where none is tight."""
    end = len(context)
    while end > 0:
        end = context.rfind(measure[-1], 0, end) + 1
        if not end:
            return None
        position = end - 1
        for char in reversed(measure[:-1]):
            position = context.rfind(char, 0, position)
            if position < 0:
                return None
        if end - position <= len(measure) + 3:
            return position, end
        end -= 1
    return None


def agree(text: Figure, table: Figure) -> bool:
    """Whether the text's number can be said of the table's: rounded, 约 within a twentieth, bounds kept."""
    said, true = text.quantity, table.low
    match said.comparison:
        case Comparison.AT_LEAST | Comparison.MORE:
            return true >= said.low
        case Comparison.AT_MOST | Comparison.LESS:
            return true <= said.high
        case Comparison.ABOUT:
            return abs(true - said.low) <= said.low / 20
    if said.unit == "%" and said.low == said.high == 100:
        return true >= Decimal("99.95")
    place = Decimal(1).scaleb(min(0, int(said.low.normalize().as_tuple().exponent)))
    if said.low == said.high and (said.dimension != "count" or said.low % 1):
        return (
            abs(true - said.low) < place
            if place < 1 or said.unit == "%"
            else true == said.low or abs(true - said.low) < _coarse(said.low)
        )
    return said.low <= true <= said.high


def _coarse(value: Decimal) -> Decimal:
    """Half of the last place that is not zero: 1860万元 may stand for 1860.4万元."""
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent)) / 2


def comparable(first: Decimal, second: Decimal, most: Decimal = Decimal(2)) -> bool:
    """Whether two values are near enough to be of one thing: beyond half and double they measure something else."""
    return bool(second) and 1 / most <= first / second <= most


def near(first: Decimal, second: Decimal) -> bool:
    """Whether two values differ by an eighth at most: what a slip of the pen or an old count makes."""
    return bool(second) and Decimal("0.875") <= first / second <= Decimal("1.125")
