"""How many of what there are (几所学校, 几名督学): every count of the text and of the tables, by what is counted.

A count is one number of one noun. It is of all where the text (全县43所中小学, 现有教职工82人) or the total row of a
table says so; of others (在67所幼儿园推行) that cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from compliance.integrity.lists import is_exact
from compliance.integrity.passages import OTHERS, is_own_and_current, numbers
from compliance.language.sentences import clauses_by_block, said_before
from compliance.terms import Clause, Modality, Quantity, Submission

_KINDS = (
    r"(?:公办|民办|普惠性?|义务教育(?:阶段)?|农村|乡村|乡镇|城区|城镇|县城|特殊教育|九年一贯制|完全|专任|专职|兼职|责任|特约|挂牌|督导(?=责任区)|"
    r"督学|在校|在园|在编|在职|骨干|教学|心理|体育|音乐|美术|艺术|科学|思政|安全)*"
)
_HEADS = (
    r"(?:(?:中小)?学校?、幼儿园|学校|中小学(?:校)?|小学|初中|高中|中学|幼儿园|[公民]?办?园|教学点|教师|老师|教职工|教职员工|班主任|校长|学生|在校生|中小学生|幼儿|"
    r"师生|督学|责任区|片区|学区|乡镇|街道|村|教学班|班级|班|社区|联络员|保安(?:员)?|人员|岗位)"
)
NOUN = rf"(?P<noun>{_KINDS}{_HEADS})"
_AFTER = re.compile(
    rf"(?:挂牌)?{NOUN}(?![长们里内生园区员级（]|[有中里][，有\d一二三四五六七八九十]|代表|参加|中的|的[\d一二三四五六七八九]|次)"
)
_TOLD = r"(?:总数|总量|人数|数量|数|总计|合计|共计|共|现有|已有|仅有|有|为|达到?|是|[|（( ])*"
_BEFORE = re.compile(rf"{NOUN}{_TOLD}$")
_OF_ALL = re.compile(
    r"全[县区市校乡镇旗州]|[我本][县区市校乡镇旗]|现有|共有|共|全部|所有|一共|总共|在册|合计|总[计数]|[各每](?!到|去|查|抽|进|走)|[辖分划]成?|目前有|学校有|20\d\d年有"
)
# What may stand before a count that is told for itself, besides the items of a list (第一、一线、).
_BARE_WORDS = tuple("学校 现 目前 今年 已 有 聘 聘请 聘任 设 设有 把 对 是 的".split())
_JOINED = re.compile("[长师员生工部][、和及与]$")
_DIGITS = re.compile("[0-9一二三四五六七八九十]+")
_BEFORE_DIGITS, _BEHIND_DIGITS = 4, 5  # the most characters of a list's item there, up to its 、
# 有食堂的63所学校, 过六项的学校30所, 分布在11个学区: of some, whatever stands before.
_OF_SOME = re.compile(r"^的|有[^，。；的]{1,6}的$|分布[在于]$|来自$|涉及$")
# 向49所学校派驻, 对全县…: who it is done for cannot be more than there are.
_TO = re.compile(r"(?:为|给|向|对|在|走遍|覆盖|组织)$")
_LACKS = re.compile(r"(?:没有|尚?未|还?没|缺|不)")
_ALL_OF = re.compile(r"(?:全部|全都|都|均|人人|个个|一[所个名人]不|无一|齐|悉数|每)")
# 全县95%的, 新招, 参训: some of them only; 应配 and 上年 are not how many there are.
_PART = re.compile(
    r"新[增招聘建开来]|补充|参[加训评赛]|培训|抽|退休|招聘|交流|轮岗|部分|余|约(?!谈)|近(?!视)|年以前|原有|曾|上年|去年|前年|往年|增加|减少|缺|计划|应(?!急)|编制|"
    r"其中|随机|试点|先|首批|评为|获|另|还有|又|再|个别|除|缺|调|达标|合格|通过|覆盖(?!全)|表彰|选|推荐|到20\d\d|明年|拟|力争|其余|剩|平均|差(?!异)"
)
_TOTAL = re.compile(r"(?:合|总|共)计|总[数和]|全[县区市校]")
_NAME_ALONE = re.compile(rf"{NOUN}(?:总?数|人数|合计|总计)?(?:[（(][^（）()]*[）)])?")
_MARKS = frozenset("，。；")
_LABEL_AND_VALUE = 2  # columns of a table that tells one value a row
_YEAR = re.compile(r"(?:19|20)\d\d")
_PART_ROW = re.compile(r"[\u4e00-\u9fff一二三四五六七八九十\d]{1,6}(?:片区?|责任区|学区|镇|乡|街道|年级|[县区市组部])$")
_LEAST_PARTS = 3
_PREFIX = re.compile(r"^(?:(?:其中|另|含)[：:，]?|全[体校]|[我本]校)")
# A column that only says that there is a number, of whatever the row names.
_NEUTRAL = re.compile(
    r"(?:现有|实有|本年|今年|20\d\d年)?(?:人数|数量|总数|合计|数值|数据|数|个数|规模|本年|今年|20\d\d年)(?:[（(][^（）()]*[）)])?"
)


@dataclass(frozen=True, slots=True)
class Count:
    """A number of one noun of the field; `of_all` where the passage says that there are no more."""

    clause: Clause
    noun: str
    quantity: Quantity
    of_all: bool
    bare: bool = False  # nothing around it says whose or which: 教职工61人
    opens: bool = False  # it opens its part: 六个责任区30日汇总
    row: bool = False  # a table's row is named so, and holds no other number

    @property
    def number(self) -> Decimal:
        return self.quantity.low

    @property
    def done_for(self) -> bool:
        """Whether something is said to be done for so many: 向49所学校派驻."""
        return not self.clause.header and bool(_TO.search(self.clause.text, 0, self.quantity.start))


def counts(submission: Submission) -> Iterator[Count]:
    """The counts of a submission that are its own and of the period."""
    for clause in submission.clauses:
        if clause.header:
            yield from _row_counts(clause)
        elif _speaks_of_now(clause):
            yield from _text_counts(submission, clause)


def added_up(submission: Submission) -> Iterator[Count]:
    """What the columns of tables of all parts (片区, 乡镇, 年级) come to where no row says it."""
    for clauses in clauses_by_block(submission).values():
        rows = [clause for clause in clauses if clause.header]
        parts = len(rows) >= _LEAST_PARTS and all(_PART_ROW.search(row.values[0].strip()) for row in rows)
        if not parts or any(len(row.values) != len(rows[0].values) for row in rows):
            continue
        for column, header in enumerate(rows[0].header):
            name = _NAME_ALONE.fullmatch(header.strip())
            told = [numbers(row.values[column].strip()) for row in rows]
            plain = all(_is_plain_cell(q, row.values[column].strip()) for q, row in zip(told, rows, strict=True))
            if name and column and plain:
                made = sum((quantity[0].low for quantity in told), Decimal(0))
                total = Quantity(0, 0, made, made, told[0][0].unit, "count")
                yield Count(rows[0], one_name(name["noun"]), total, True)


def _speaks_of_now(clause: Clause) -> bool:
    if clause.modality not in (Modality.FACT, Modality.NEGATION, Modality.INTENTION) or not clause.quantities:
        return False
    return is_own_and_current(clause)


def _text_counts(submission: Submission, clause: Clause) -> Iterator[Count]:
    last = 0
    for quantity in clause.quantities:
        found = _named(clause.text, quantity, last)
        last = quantity.end
        if found:
            noun, front, behind = found
            some = _PART.search(front.removeprefix("其中") + behind) or _OF_SOME.search(front)
            if not some and not _LACKS.match(behind):
                before = said_before(clause, submission)
                of_all = bool(
                    _OF_ALL.search(front) or _ALL_OF.match(behind) or (front in ("", "其中") and _OF_ALL.search(before))
                )
                # 62所学校核准备案 tells how many did it, not how many there are.
                alone = not behind or front or _ALL_OF.match(behind)
                bare = bool(alone) and _is_bare(front) and (not behind or behind[0] not in "的中里，")
                yield Count(clause, noun, quantity, of_all, bare, _is_bare(front))


def _named(text: str, quantity: Quantity, last: int) -> tuple[str, str, str] | None:
    """What a quantity counts, with the words of its part before that and behind it."""
    if quantity.dimension != "count" or not is_exact(quantity) or quantity.low % 1 or quantity.low < 3:
        return None
    start = max(text.rfind(mark, 0, quantity.start) for mark in "，：；") + 1
    front = text[max(start, last) : quantity.start]
    after = _AFTER.match(text, quantity.end)
    if after:
        return one_name(after["noun"]), front, re.split("[，；]", text[after.end() :])[0]
    before = _BEFORE.search(front)
    # 十四个乡镇有十三个: what another number counts is not counted again; 园长、专任教师866人 counts both.
    if before and (before.start() or last <= start) and not _JOINED.search(front, 0, before.start()):
        return one_name(before["noun"]), front[: before.start()], re.split("[，；、]", text[quantity.end :])[0]
    return None


def _is_bare(front: str) -> bool:
    """Whether words before a count are only such as may stand there.

    Each place is tried once: a pattern that tries every way of parting a list takes exponential time over a long one.
    """
    if not _MARKS.isdisjoint(front):
        return False
    reached = {0}
    for at in range(len(front)):
        if at in reached:
            reached.update(at + len(word) for word in _BARE_WORDS if front.startswith(word, at))
            reached.update(_items(front, at))
    return len(front) in reached


def _items(front: str, at: int) -> Iterator[int]:
    """Where an item of a list that begins here may end."""
    for digits in (_DIGITS.match(front, at + before) for before in range(_BEFORE_DIGITS + 1)):
        if digits:
            ends = range(digits.end(), min(len(front), digits.end() + _BEHIND_DIGITS + 1))
            yield from (end + 1 for end in ends if front[end] == "、")


def _row_counts(clause: Clause) -> Iterator[Count]:
    total = bool(clause.values) and any(_TOTAL.fullmatch(v.strip()) for v in clause.values[:2])
    for header, cell in zip(clause.header, clause.values, strict=True):
        found = numbers(cell.strip())
        if len(found) == 1 and (named := _named(cell.strip(), found[0], 0)) and not _PART.search(named[1] + named[2]):
            whole = bool(_OF_ALL.search(named[1]))
            yield Count(
                clause, named[0], found[0], whole and not named[2], not named[1] and clause.subject.kind not in OTHERS
            )
        label = header if total else _PREFIX.sub("", clause.values[0].strip())
        name = _NAME_ALONE.fullmatch(label.strip())
        if name and (total or _tells_one_value(clause, header)) and _is_plain_cell(found, cell.strip()):
            yield Count(clause, one_name(name["noun"]), found[0], True, True, row=not total)


def _tells_one_value(clause: Clause, header: str) -> bool:
    """Whether a column holds the one number of its row: 兼职督学 | 26 | 校长、教研员居多."""
    if len(clause.values) == _LABEL_AND_VALUE:
        return True
    plain = [cell for cell in clause.values[1:] if _is_plain_cell(numbers(cell.strip()), cell.strip())]
    dated = any(_YEAR.search(cell) for cell in clause.values)
    return len(plain) == 1 and not dated and bool(_NEUTRAL.fullmatch(header.strip()))


def _is_plain_cell(found: Sequence[Quantity], cell: str) -> bool:
    """Whether a cell is one count and nothing else; a bare number counts what its column says."""
    alone = len(found) == 1 and not found[0].start and found[0].end == len(cell)
    return alone and is_exact(found[0]) and found[0].dimension in ("count", "number")


def one_name(noun: str) -> str:
    """One name for a noun that has several: 中小学校 is 中小学."""
    # A school with a plate (挂牌学校) is one of the schools; an inspector who has one is any inspector.
    noun = noun.replace("阶段", "").replace("普惠性", "普惠")
    noun = noun.replace("挂牌", "") if "督学" in noun else noun
    names = {
        "中小学校": "中小学",
        "老师": "教师",
        "专任老师": "专任教师",
        "学、幼儿园": "学校、幼儿园",
        "在校学生": "学生",
        "在校生": "学生",
        "督学责任区": "责任区",
        "督导责任区": "责任区",
        "教职员工": "教职工",
        "班级": "教学班",
        "班": "教学班",
    }
    return names.get(noun, noun)
