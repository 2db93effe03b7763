"""A number told again otherwise, with little but its name beside it: 全校教职工86人 after 教职工68人.

What stands between two marks tells a number where it holds that one number, its name, and else only words of telling
(现有, 合计, 按…计). Of two tellings of one name one at least must say that it is of all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from compliance.integrity.counts import one_name
from compliance.integrity.lists import FAR, are_alike, is_exact
from compliance.integrity.passages import distinct, is_own_and_current, numbers, plain_number, short, warning
from compliance.integrity.scopes import are_apart, is_of_some, lead_of, level_before, rest_beside
from compliance.terms import Clause, Modality, Quantity, Submission, Warning

CHECK = "inconsistent"

_PART = re.compile(r"(?:\d,(?=\d)|[^，,。；：、（）()])+")
_WHOSE = r"全[县区市校园州旗镇乡年]|[本我][县区市校园](?:内)?|学校(?=[现共有设])|校内|区内|县内|市内"
_OPENING = re.compile(
    rf"(?:\d{{1,2}}\.|附|另|注|又|即|而|其中|目前|今年|本年度?|年[末底]|截至[^，]{{0,8}}[底末日]|到年底|{_WHOSE}|"
    r"现有|共有|共|有|聘请了?|聘任了?|聘有|聘了?|在册|实有|设有?|拥有|统计|登记|名册|本(?:报告|计划|方案|表|材料)[中里]?|"
    r"[\u4e00-\u9fff]{0,2}局|表[一二三\d]|是|一是|"
    # 全年下发整改通知19份, 督导室发出的整改通知22份, 全市共建责任区33个
    r"(?:经[^，。；\d]{1,6})?(?:下发|发出|印发|共发|开出|出具)了?的?|(?:共|计)?(?:建|划分|划|分)(?:为|成|有|立)?(?=[^\d，]{2,6}\d?$)|"
    r"(?:共|已|均)?(?:配备|配置|配齐|开设)(?:了|有)?)*"
)
_ENDING = re.compile(
    r"(?:总人数|总[数量计]|人数|数量|数|合计|共计|一共|共|现有|已有|定为|有|为|达|是|按|以|记作|写作|[写印打]成|"
    r"[写印]的是|列|作|了|到|的|就)*$"
)
_BEHIND = re.compile(r"(?:计|报[省市县区]?|算)?")
# 按201人、专职50人计
_RECKONED = re.compile(r"[按以]\d[\d.,万]*[\u4e00-\u9fff]{0,2}(?:、[^，。]*)?(?:计|报)")
_OF_ALL = re.compile(rf"{_WHOSE}|合计|共计|总数|总计|总量|现有|在册|登记|共")
_EACH = re.compile(r"(?:全部|全都|都|均|人人|个个|校校|园园|无一|齐|悉数|没有一)")
_WHOLE = re.compile("全[县区市校州旗镇乡]")
_OURS = re.compile("[本我][县区市校园]")
_TOTAL_ROW = re.compile(r"(?:合|总|共)计|全[县区市校]")
_LONGEST_TOTAL = 6
_WHOLE_CELL = re.compile(r"\d[\d,]*")
_UNIT = re.compile(r"[（(]([^（）()]{1,3})[）)]")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,10}")
# Of some of them, of another time, or no number of what there is.
_OF_SOME = re.compile(
    r"新|补|抽|退|招|交流|轮岗|部分|余|约|近|原|曾|上年|去年|前年|往年|同期|增|减|缺|计划|应|编制|随机|试点|首批|评|另|又|再|除|"
    r"达标|合格|优秀|表彰|明年|拟|力争|剩|平均|每|各|最|第|以上|以下|不|未|没|分别|目标|标准|要求|低于|高于|超|参加|参训|到会|其[他它]|"
    r"个别|培训"
)
_EXCEPT = re.compile("除外|不含|除[^，。]{1,12}外|不包括|不计")
_HONOURED = re.compile("、[^，。；]{0,20}(?:评为|获得|被|受到)")
_LISTED = r"[^，。；：、\d（）()]{1,8}"
_JOINED, _SUM = re.compile(rf"(?:^|[，。；：]){_LISTED}(?:、{_LISTED})*、$"), re.compile("共|合计|总计")
# 整改通知书，全年55份; 责任区，全市42个: the name stands in the part before.
_APART = re.compile(
    r"(?:^|[，。；：])(?:每次|均|都|还|并|再|则|另|共|下|签|印|开|发|出|聘|设)*(?:发|出具|开具|下达)?(?:的|了)?"
    r"(?P<name>[\u4e00-\u9fff]{2,8}(?:书|单|区|督学|报告|通知|简报|学校|教师|教职工|学生))，$"
)
_ALONE = re.compile(rf"(?:(?:{_WHOSE})?(?:一共|共|合计|共计|现有)*)")
_LEAST = 3
_LONGEST = 60  # characters of a part that tells no more than a number
# 45所学校都有章程 may be of some, so it must come nearer than `FAR`.
_FAR_OF_EACH = Decimal("1.1")
_MOST_COMPARED = 20  # tellings of one value, so that a text that repeats itself takes no longer
_OFTEN = 3  # what is told so often is no slip: where both are, they count two things


@dataclass(frozen=True, slots=True)
class Telling:
    """One number of one name; `of_all` where the passage says that there are no more."""

    clause: Clause
    name: str
    quantity: Quantity
    of_all: bool
    of_each: bool = False  # of all only by what is said of each: 45所学校都有章程
    of_whole: bool = False  # 全县, 全校: of all wherever it stands
    level: str = ""  # 小学 where the sentence counted these before: what follows is theirs


def retold_numbers(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each name of which two numbers are told; it quotes both."""
    by_name: dict[tuple[int, str], list[Telling]] = {}
    for telling in tellings(submission):
        by_name.setdefault((telling.clause.document, telling.name), []).append(telling)
    often = Counter(
        (quantity.unit, quantity.low)
        for clause in submission.clauses
        for quantity in (*clause.quantities, *(q for value in clause.values for q in numbers(value)))
    )
    clashes = (next(_clashing(told, often), None) for told in by_name.values())
    return tuple(_clash(submission, *both) for both in clashes if both)


def tellings(submission: Submission) -> Iterator[Telling]:
    """What the submission tells of its own and of now, in the text and in cells."""
    for clause in submission.clauses:
        if clause.header:
            yield from _of_row(clause)
        elif clause.modality in (Modality.FACT, Modality.NEGATION, Modality.INTENTION) and clause.quantities:
            # 县局登记本校学生912人: told by another, of the submitter.
            ours = clause.subject.kind == "superior" and _OURS.search(clause.text)
            if clause.subject.kind != "department" and is_own_and_current(clause) or ours:
                yield from _of_sentence(submission, clause)


def _of_sentence(submission: Submission, clause: Clause) -> Iterator[Telling]:
    """What a clause tells, less what the parts around it in its sentence make a number of some."""
    for telling in _of_text(clause, clause.text, clause.quantities, lead_of(submission, clause, 0)):
        if not telling.of_each or not rest_beside(submission, clause, telling.quantity.end):
            yield telling


def _of_text(clause: Clause, text: str, quantities: Sequence[Quantity], before: str = "") -> Iterator[Telling]:
    reckoned = bool(_RECKONED.search(text))
    for part in _PART.finditer(text):
        inside = [q for q in quantities if part.start() <= q.start and q.end <= part.end()]
        if len(inside) != 1 or len(part[0]) > _LONGEST:
            continue
        if inside[0].dimension == "count" and is_exact(inside[0]) and inside[0].low >= _LEAST:
            front, behind = text[part.start() : inside[0].start], text[inside[0].end : part.end()]
            lead = before + text[max(0, part.start() - _LONGEST) : part.start()]
            # 园长、专任教师共733人: of both together.
            joined = _SUM.search(front) and _JOINED.search(text[max(0, part.start() - _LONGEST) : part.start()])
            # 10个责任区、38名督学评为优秀
            joined = joined or _HONOURED.match(text, part.end())
            if not is_of_some(lead) and not joined:
                named = _APART.search(lead) if _OF_ALL.match(front) and not behind else None
                front = front + named["name"] if named and _ALONE.fullmatch(front) else front
                for telling in _told(clause, front, behind, inside[0], reckoned):
                    yield replace(telling, level="" if telling.of_whole else level_before(lead, telling.name))


def _of_row(clause: Clause) -> Iterator[Telling]:
    first = clause.values[0].strip() if clause.values else ""
    total = bool(_TOTAL_ROW.match(first)) and len(first) <= _LONGEST_TOTAL
    for header, value in zip(clause.header, clause.values, strict=True):
        cell = value.strip()
        found = numbers(cell)
        if total and found and _WHOLE_CELL.fullmatch(cell):
            unit = _UNIT.search(header)
            name = _ENDING.sub("", _BRACKETS.sub("", header).strip())
            quantity = (numbers(cell + (unit[1] if unit else "")) or found)[0]
            if _NAME.fullmatch(name) and not _OF_SOME.search(name) and quantity.low >= _LEAST:
                yield Telling(clause, _one(name), quantity, False)
        elif found and not _WHOLE_CELL.fullmatch(cell):
            yield from _of_text(clause, cell, found)


def _told(clause: Clause, front: str, behind: str, quantity: Quantity, reckoned: bool) -> Iterator[Telling]:
    opening = _OPENING.match(front)
    start = opening.end() if opening else 0
    if _OF_SOME.search(front, start):
        return
    ending = _ENDING.search(front, start)
    end = ending.start() if ending else len(front)
    name = front[start:end]
    of_all = reckoned or bool(_OF_ALL.search(front[:start]) or _OF_ALL.search(front[end:]))
    each = None
    if name and not _BEHIND.fullmatch(behind):
        return
    if name:
        of_all = of_all or "报" in behind
    else:
        each = _EACH.search(behind)
        name = behind[: each.start()] if each else behind
    if _NAME.fullmatch(name) and not _OF_SOME.search(name):
        whole = bool(_WHOLE.search(front, 0, start))
        yield Telling(clause, _one(name), quantity, of_all or bool(each), bool(each) and not of_all, whole)


def _one(name: str) -> str:
    """One name for a noun that has several; a school with a plate (挂牌学校) is one of the schools."""
    if name.startswith("挂牌") and "督学" not in name:
        return name
    return re.sub("^在园(?:幼儿|儿童)?$", "幼儿", one_name(name))


def _clashing(told: Sequence[Telling], often: Mapping[tuple[str, Decimal], int]) -> Iterator[tuple[Telling, Telling]]:
    other = _alone_together({telling.quantity.low for telling in told})
    earlier: dict[Decimal, list[Telling]] = {}
    for second in told:
        low = second.quantity.low
        for first in earlier.get(other[low], ()) if low in other else ():
            if _differ(first, second) and not _are_two_things(first, second, often):
                yield first, second
        same = earlier.setdefault(low, [])
        if len(same) < _MOST_COMPARED:
            same.append(second)


def _alone_together(values: Iterable[Decimal]) -> dict[Decimal, Decimal]:
    """For each of two values with no third one near them the other of the two, in the time that sorting takes."""
    ordered = sorted(values)
    found: dict[Decimal, Decimal] = {}
    for at in range(len(ordered) - 1):
        low, high = ordered[at : at + 2]
        below, above = ordered[at - 1 : at], ordered[at + 2 : at + 3]
        third = any(value * FAR >= low for value in below) or any(value <= high * FAR for value in above)
        if high <= low * FAR and not third:
            found |= {low: high, high: low}
    return found


def _differ(first: Telling, second: Telling) -> bool:
    low, high = sorted((first.quantity.low, second.quantity.low))
    far = _FAR_OF_EACH if first.of_each or second.of_each else FAR
    if low == high or high > low * far or not (first.of_all or second.of_all):
        return False
    if first.level != second.level or are_apart(first.clause, second.clause, first.of_whole and second.of_whole):
        return False
    return first.clause.sentence != second.clause.sentence and are_alike(first.quantity.unit, second.quantity.unit)


def _are_two_things(first: Telling, second: Telling, often: Mapping[tuple[str, Decimal], int]) -> bool:
    both = min(often[t.quantity.unit, t.quantity.low] for t in (first, second)) >= _OFTEN
    return both or bool(_EXCEPT.search(first.clause.text) or _EXCEPT.search(second.clause.text))


def _clash(submission: Submission, first: Telling, second: Telling) -> Warning:
    spans = distinct((first.clause.span, second.clause.span))
    told = "、".join(f"“{short(submission.quote(span))}”" for span in spans)
    both = f"一处是{plain_number(first.quantity.low)}，一处是{plain_number(second.quantity.low)}"
    return warning(submission, CHECK, spans, f"“{first.name}”的数前后不一：{told}，{both}。请核对并改为一致。")
