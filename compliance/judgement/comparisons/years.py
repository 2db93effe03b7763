"""What must get better or lighter (逐年改善): 教育质量不断提高, 迎检负担减轻, by the movement of its figures.

A rate or a score that fell says that quality did not rise; of what is bad itself (近视率) it says the contrary. What a
figure is of must be named: the number of pupils may fall as it likes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from compliance.judgement.comparisons.sides import Compared
from compliance.judgement.values.growth import two_years
from compliance.judgement.values.prose import is_earlier
from compliance.judgement.values.reading import period_years
from compliance.judgement.values.rows import row_growth
from compliance.language.quantities import quantities_of
from compliance.language.sentences import said_right_before, sentence_text
from compliance.terms import Clause, Facet, Modality, Submission


@dataclass(frozen=True, slots=True)
class _Matter:
    """What a statement wants better: the figures of which more is good for it, and those of which less is."""

    asked: re.Pattern[str]
    more: re.Pattern[str] | None
    less: re.Pattern[str]


_BETTER = r"[^，。；\d]{0,8}(?:不断|得到|有所|持续|有)(?:提高|提升)$"
_MATTERS = (
    _Matter(
        re.compile(rf"^(?:教育|教学)质量{_BETTER}"),
        re.compile(r"及格|合格|优[良秀]率?|达标|上线|平均分|均分|总分|得分|成绩|名次|质量|学业"),
        re.compile(r"不及格|不合格|不达标|低分|学困|后进|分差|差[距异]"),
    ),
    _Matter(
        re.compile(rf"素[养质]{_BETTER}"),
        re.compile(r"素[养质]|体质|体能|优[良秀]|艺术|科学|合格率|测评|抽测"),
        re.compile(r"近视|肥胖|不良率|不及格|不合格"),
    ),
    _Matter(
        re.compile(rf"发展水平[^，。；]*{_BETTER}"),
        re.compile(r"巩固|入[园学]率|普及|受教育年限|完成率|保留率|升学率|普惠率"),
        re.compile(r"辍学|流失|大班额|差异系数"),
    ),
    # 问题整改率 is of what is put right, 老问题比例 of what is not.
    _Matter(
        re.compile(rf"评估[^，。；]*{_BETTER}"),
        re.compile(r"(?<!未)(?:整改|解决|改正|采纳|兑现|办结|销号)|吻合|认可|认同|公信|信度|满意|(?<!不)一致率"),
        re.compile(r"重复|老问题|误差|偏差|申诉|改判|推翻|不一致|不符|投诉|返工"),
    ),
    _Matter(
        re.compile(rf"使用效率{_BETTER}|^提高[^，。；]{{0,4}}利用率$"),
        re.compile(r"使用|利用|开出|开放|开门|借阅|周均|课时|人次"),
        re.compile(r"闲置|空置"),
    ),
    _Matter(
        re.compile(r"迎检负担"),
        None,
        re.compile(r"检查|迎检|接待|[进入]校|材料|填报|台账|表[格册]?|评比|接了|[批拨]次"),
    ),
    _Matter(re.compile(r"课业负担"), None, re.compile(r"作业|课业|做题|考试")),
    _Matter(re.compile(r"校外培训负担"), None, re.compile(r"校外|培训班|补习|补课")),
    # Of funds only a fall in words is told: growth and sums are of values.
    _Matter(re.compile(r"加大[^，]*投入|投入得到保障"), re.compile(r"投入|经费|资金|拨款|预算"), re.compile(r"缺口")),
)
_HAS_NUMBER = re.compile(r"[\d一二两三四五六七八九十]")
_NO_ACT = re.compile(r"方案|制度|文件|办法|计划")  # a plan to lighten is no lightening
_OTHER_FIGURE = re.compile(r"经费|资金|拨付|投入|工资|满意度调查")
_UP = r"上升|提高|提升|增加|增长|增多|升高|上涨|[升涨]了?|多出|多了?|高出|高了?"
_DOWN = r"下降|降低|减少|回落|下滑|滑落|退步|退后|压减|压缩|[降低减]了?|少了?|短了?"
_MOVED = re.compile(
    rf"(?P<than>[比较](?:去年|上年|前年|上一?[学]?年|上一?[次轮届]|往年|从前|以前|过去|同期|(?:19|20)\d\d年)[^，。；\d]{{0,10}}?)?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?P<amount>(?:了|约|近|出)?[\d一二两三四五六七八九十百])?"
)
_FROM_TO = re.compile(r"[由从]")
_RANK = re.compile(r"名次|排名|位次|位列|第$")
_TO = re.compile(r"[到至为成]")
# 比上年下降2.1个百分点: moves the figure of the part before it.
_THAN_EARLIER = re.compile(r"[比较由从与同]|上年为")
_GOES_ON = re.compile(r"^(?:同?比|较|[一又还]?(?:下降|上升|提高|回落|下滑|增加|减少|[低高多少]了))")
_DENIED = re.compile(r"(?:没有?|未|不曾|无|不再|避免|防止|杜绝|不是)[^，。；]{0,4}$|[最至不]$")


# A movement told without its figures.
_FALL = re.compile(r"下降|下滑|回落|(?:不升)?反降|不升反落|减少|(?:由|从)[^，]{1,12}降[到至为]|压减")
_FALL_IS_GOOD = re.compile(
    r"学生|在校生|生源|人数|校数|班数|教学点|辍学|流失|近视|差距|负担|班额|投诉|事故|系数|违规|缺口|重复|师生比|用时|成本|发案|低分|申诉|误差|没有|未"
    r"|三公|行政|办公|会议费|接待|公车|浪费|欠账|债|学困|后进|缺编|空编|闲置|事务|第[\d一二两三四五六七八九十]+[位名降升]"
)
_BURDENED = re.compile(r"多了|多出|还多|增加|上升|加重|没有(?:少|减)|不是轻|重了")
_RELIEVED = re.compile(r"少了|减少|降")
_OPENING = 3  # characters before a movement that name nothing: 有的, 反而
# Counts of two years may be of two wholes (10所里吻合9所).
_COMPARABLE = frozenset({"%", "分"})


@lru_cache(maxsize=1024)
def _matter(statement: str) -> _Matter | None:
    """What the statement wants better; None where it asks for no movement."""
    if _NO_ACT.search(statement):
        return None
    return next((matter for matter in _MATTERS if matter.asked.search(statement)), None)


def _by_ends(text: str) -> tuple[int, str, int] | None:
    """由46.1%降到43.7%: the movement, its ends, and where it begins."""
    found = [q for q in quantities_of(text) if q.dimension not in ("date", "time")]
    for one, other in zip(found, found[1:], strict=False):
        between = text[one.end : other.start]
        if one.unit == other.unit and _FROM_TO.search(text[: one.start][-16:]) and _TO.search(between):
            if "，" in between or one.low == other.low:
                return None
            ranked = one.unit != "%" and _RANK.search(text[: one.start][-4:])
            ends = (other.low, one.low) if ranked else (one.low, other.low)  # the third place is above the eighth
            return (
                _sign(*ends),
                f"{text[one.start : one.end]} → {text[other.start : other.end]}",
                one.start,
            )
    return None


def _sign(old: Decimal, new: Decimal) -> int:
    return (new > old) - (new < old)


def _by_word(text: str) -> tuple[int, str, int] | None:
    """比上年下降4.3个百分点, 低了9.2分: a movement with its amount, or held against an earlier time."""
    for match in _MOVED.finditer(text):
        begins = match.start("up") if match["up"] else match.start("down")
        if (match["amount"] or match["than"]) and not _DENIED.search(text[:begins]):
            return (1 if match["up"] else -1), text, match.start()
    return None


def _moved(text: str) -> tuple[int, str, int] | None:
    return _by_ends(text) or _by_word(text)


def _good(matter: _Matter, words: str) -> int:
    """1 where more of what the words name is good for the statement, -1 where less is, 0 where it is another matter."""
    if _OTHER_FIGURE.search(words):
        return 0
    if matter.less.search(words):
        return -1
    return 1 if matter.more is not None and matter.more.search(words) else 0


def _of_figures(facet: Facet, clause: Clause, submission: Submission) -> tuple[int, str] | None:
    """2019年及格率76.8%，2018年为77.9%; 平均分 | 371.2 | 366.5 under two years."""
    _, year = period_years(submission.period)
    if clause.header:
        grown = row_growth(facet, clause)
        ends = None if grown is None else grown[:2]
    else:
        both = two_years(facet, sentence_text(clause, submission), year)
        ends = (both[0].high, both[1].low) if both and both[0].unit in _COMPARABLE else None
    if ends is None or ends[0] == ends[1]:
        return None
    return _sign(*ends), f"{ends[0].normalize():f} → {ends[1].normalize():f}"


def compare_years(facet: Facet, clause: Clause, submission: Submission) -> Compared | None:
    """Whether what a clause tells moved the way that the statement asks for, by its figures or else in words."""
    matter = _matter(facet.statement)
    if matter is None or _is_of_earlier_years(clause, submission):
        return None
    told = _by_figures(matter, facet, clause, submission) if _HAS_NUMBER.search(clause.text) else None
    if told is None and clause.modality is Modality.FACT and _is_against(matter, clause, submission):
        return Compared(False, clause.text)
    return told


def _is_of_earlier_years(clause: Clause, submission: Submission) -> bool:
    """Whether a part of a sentence tells of earlier years without holding a newer one against them."""
    if clause.header or _THAN_EARLIER.search(clause.text):
        return False
    return is_earlier(clause.text, period_years(submission.period)[0], submission.looks_back)


def _is_against(matter: _Matter, clause: Clause, submission: Submission) -> bool:
    """Whether words alone tell a fall of what must rise, or more of what must be less."""
    if matter.more is None:
        against, named = None if _RELIEVED.search(clause.text) else _BURDENED.search(clause.text), matter.less
    else:
        good = _FALL_IS_GOOD.search(clause.text) or matter.less.search(clause.text)
        against, named = None if good else _FALL.search(clause.text), matter.more
    if against is None:
        return False
    # 有的还多了三四回 goes on about what the part before it names.
    goes_on = against.start() <= _OPENING and not clause.header
    before = said_right_before(clause, submission) if goes_on else ""
    return bool(named.search(clause.text) or named.search(before))


def _by_figures(matter: _Matter, facet: Facet, clause: Clause, submission: Submission) -> Compared | None:
    if clause.header:
        good, told = _good(matter, clause.values[0] if clause.values else ""), _of_figures(facet, clause, submission)
        return None if told is None or not good else Compared(told[0] * good > 0, told[1])
    text, said = clause.text, _before(clause, submission)
    moved = _moved(text) or _moved_next(clause, submission)
    if moved is None:
        told = _of_figures(facet, clause, submission) if clause.quantities else None
        moved = told and (*told, len(text))
    if moved is None:
        return None
    good = _good(matter, text[: moved[2]]) or _good(matter, said) or _good(matter, text)
    return Compared(moved[0] * good > 0, moved[1]) if good else None


def _moved_next(clause: Clause, submission: Submission) -> tuple[int, str, int] | None:
    """The movement that the next part of the sentence tells of this part's figure."""
    if clause.index + 1 >= clause.sentence[1]:
        return None
    following = submission.clauses[clause.index + 1].text
    moved = _moved(following) if _GOES_ON.match(following) else None
    return moved and (moved[0], f"{clause.text}，{moved[1]}", len(clause.text))


def _before(clause: Clause, submission: Submission) -> str:
    """The part right before a clause in its sentence, which a part that only moves its figure goes on."""
    return said_right_before(clause, submission) if _GOES_ON.match(clause.text) else ""
