"""What a number measures (量的名称): its group, whose share it is of, and how much of the facet's measure stands by it.

Groups are told apart strictly (rule 12 of the judging guide: a wrong group or denominator is no evidence); the rest of
a name is compared by pairs of characters, so that 教辅用房 finds 教学及辅助用房.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import lru_cache

from compliance.terms import Facet

# Words that name a group, by family: two of one family exclude each other.
GROUPS: tuple[tuple[str, ...], ...] = (
    ("小学", "初中", "高中", "幼儿园", "一贯制"),
    ("小班", "中班", "大班", "混合班"),
    ("公办", "普惠性民办", "民办"),
    ("城区", "农村"),
    ("音乐", "美术", "科学实验"),
    ("专职", "兼职"),
)
STAGES = frozenset(GROUPS[0])  # of schooling
# A value of 小学 or 初中 that takes these in is of another whole.
_SCHOOLING, _FOREIGN = frozenset({"小学", "初中"}), frozenset({"高中", "幼儿园", "职业"})
# Groups that stand elsewhere than in the name (in a heading, in a column of their own) and are compared apart.
_LEFT_OUT = STAGES | {"差异系数"}
# Families of one member: a number that names it is of another measure for a facet that does not.
ALONE = frozenset(("差异系数", "差异率", "骨干", "特殊教育", "职业", "达标率", "人次"))
_SPELLINGS = {
    "混龄班": "混合班",
    "特教": "特殊教育",
    "培智": "特殊教育",
    "中学": "初中",
    "校际差异": "差异系数",
    "校际系数": "差异系数",
    "变异系数": "差异系数",
    "校际差异率": "差异率",
    "村小": "农村",
    "乡村": "农村",
    "乡下": "农村",
    "城里": "城区",
    "普惠民办": "普惠性民办",
    "普惠性公办": "公办",
    "公立": "公办",
    "私立": "民办",
    "职教": "职业",
    "幼师": "幼儿园",
    "音美": "音乐",
}
_NAMES = [*(name for family in GROUPS for name in family), *ALONE, *_SPELLINGS]
# 中小学 names no group; 完全中学 has two; 大班额 is no group of children; 高中阶段 is, 初高中 are both.
_NO_GROUP = "缩小|最[大小]班额?|小班化|特大班|中小学|完全中学|大班额|超大班|民办公助|音乐会"
_GROUP = re.compile("|".join([_NO_GROUP, *sorted(map(re.escape, _NAMES), key=len, reverse=True)]))
# Words of a measure's name that say what kind of number it is, not of what.
_GENERIC = re.compile(
    r"每?百名学生|拥有|配备|每个?年度?|年度|比例|占比|比率|百分比|[的数占]|平均|达到|不少于|不低于|以上|人数|次数|总额|总值|水平|程度|情况|校际|[县市区校]级(?:及?以上)?|[及与和、（）()/：:]"
)
_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)")
# A share of something: the words between 占 and the number or the word 比例.
_BASE = re.compile(
    r"占(?:到|了)?(?:全[县市区]|当[年地]|年度|我[县市区]|本[县市区])*(.{2,18}?)(?:总?数|总额|总量)?(?:的(?:比例|比重)?|比例|$)"
)


def ordered_groups(text: str) -> list[str]:
    """The groups that a text names, each by its usual name, in its order."""
    found = (_SPELLINGS.get(name, name) for name in _GROUP.findall(text))
    return [name for name in found if name in ALONE or any(name in family for family in GROUPS)]


@lru_cache(maxsize=8192)
def groups(text: str) -> frozenset[str]:
    """The groups that a text names."""
    return frozenset(ordered_groups(text))


# What a measure of its own must be named by, near or far.
_MUST_BE_NAMED = frozenset({"差异系数", "特殊教育"})


def unnamed(wanted: frozenset[str], everything: frozenset[str]) -> bool:
    """Whether the facet is of a special kind (特殊教育, 差异系数) that nothing around the number names."""
    return bool(wanted & _MUST_BE_NAMED - everything)


def wrong_group(wanted: frozenset[str], named: frozenset[str]) -> bool:
    """Whether the named groups speak of another group than the wanted ones, or mix a foreign one in (连同高中部)."""
    for family in GROUPS:
        asked, said = wanted & set(family), named & set(family)
        if asked and said and not asked & said:
            return True
    if wanted & _SCHOOLING and not wanted & _FOREIGN and named & _FOREIGN:
        return True
    return bool((named - wanted) & ALONE)


@lru_cache(maxsize=1024)
def wanted_groups(facet: Facet) -> frozenset[str]:
    """The groups that the facet's measure names; where it names none, those of its statement."""
    name = facet.measure or facet.statement
    wanted = groups(name)
    if _PLACES.search(name):
        return wanted | _RECIPIENTS
    return wanted | _ANY_MEASURE if "差异系数" in wanted and len(_core(name)) < 2 else wanted


# The coefficients of all measures at once (小学校际差异系数): that of 骨干教师 is one of them.
_ANY_MEASURE = frozenset({"骨干"})
# 优质高中招生名额: the places of the one are shared out among the schools of the other.
_PLACES, _RECIPIENTS = re.compile(r"高中[^，。]{0,4}招生名额"), frozenset({"初中"})


@lru_cache(maxsize=4096)
def pairs_of(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


@lru_cache(maxsize=4096)
def _core(name: str) -> str:
    """A name without its level of schooling and without the words that say what kind of number it is."""
    return _GENERIC.sub("", _GROUP.sub(lambda match: "" if groups(match.group()) & _LEFT_OUT else match.group(), name))


@lru_cache(maxsize=1024)
def names_of(facet: Facet) -> tuple[str, ...]:
    """The names of the facet's measure that say more than a group and a kind of number."""
    names = (facet.measure or facet.statement, *facet.aliases)
    cores = (core if len(core := _core(name)) >= 2 else name for name in names)
    return tuple(name for name in dict.fromkeys(cores) if len(name) >= 2)


def naming(facet: Facet, texts: Iterable[tuple[str, float]], least: float = 0.0) -> float:
    """How much of the best matching name the texts say, each with its weight: 0 nothing, 1 all of it at weight 1.

    A measure that is all group and kind of number (小学校际差异系数) is named by those alone. What would come to less
    than `least` is not worked out.
    """
    if len(_core(facet.measure or facet.statement)) < 2:
        return 1.0
    said = [(pairs_said(text), weight) for text, weight in texts if text]
    best = 0.0
    for name in names_of(facet):
        wanted = pairs_of(name)
        found = [(pairs & wanted, weight) for pairs, weight in said if not pairs.isdisjoint(wanted)]
        at_most = sum(len(pairs) for pairs, _ in found)
        if at_most <= best * len(wanted) or at_most < least * len(wanted):
            continue  # not even at full weight would it be named better
        shares = (max((weight for pairs, weight in found if pair in pairs), default=0.0) for pair in wanted)
        best = max(best, math.fsum(shares) / len(wanted))
    return best


@lru_cache(maxsize=1024)
def pairs_asked(facet: Facet) -> frozenset[str] | None:
    """The pairs of characters of the measure's names; None where it is all group and kind of number."""
    if len(_core(facet.measure or facet.statement)) < 2:
        return None
    return frozenset().union(*map(pairs_of, names_of(facet)))


@lru_cache(maxsize=8192)
def pairs_said(text: str) -> frozenset[str]:
    """The pairs of a text as it stands, and of it without the words that hold a name's parts asunder."""
    return pairs_of(text) | pairs_of(_GENERIC.sub("", text)) | pairs_of(_core(text))


def wrong_base(facet: Facet, words: str) -> bool:
    """Whether the words before a share name another whole than the facet's (全体教师 for 符合条件的教师)."""
    said, asked = _BASE.search(words), _BASE.search(facet.measure)
    if not said or not asked:
        return False
    whole, part = pairs_of(asked[1]), pairs_of(said[1])
    return bool(part) and len(part & whole) / len(whole) < 0.5


def without_brackets(text: str) -> str:
    """A header or label without its remarks in brackets."""
    return _BRACKETS.sub("", text) or text


# A short header that is part of the name (骨干教师, 多媒体教室) names the measure less surely than the whole name.
_SHORT_NAME, _SHORT_LENGTH = 0.8, 4


def short_name(facet: Facet, header: str) -> float:
    """How surely a short header or label stands for one of the measure's names, of which it is a part."""
    core = _core(without_brackets(header))
    if len(core) < 2:
        return 0.0
    parts = pairs_of(core)
    share = max((len(parts & pairs_of(name)) / len(parts) for name in names_of(facet)), default=0.0)
    return _SHORT_NAME * share * min(1.0, len(core) / _SHORT_LENGTH) if share > 0.6 else 0.0


_RATED = re.compile(r"生均|人均|每[^，。；]|平均")
_RATE = re.compile(r"[每均各]|最[小少低大多高挤]|一[校区园班人][一1]|师幼比|生师比")
_SUM = re.compile(r"累计|投入|总投入|总值|总额|共计|合计|全[县市区]共|总共")
# 初中在校生6870人 counts them all; it is no school's size and no class's.
_WHOLE_COUNT = re.compile(
    r"^(?:全[县市区校]|[我本][县市区])?(?:现?共?有)?(?:普通)?(?:小学|初中|幼儿园|高中|中小学)?(?:阶段)?(?:共?有)?(?:在校|在园)?(?:学生|幼儿|教师|生|教职工|班级?)(?:总?数|总计)?(?:共|为|有|共有)*$"
)
_SIZE = re.compile(r"规模|班额|班级?学生|每班")
_SCHOOLS = ("校", "中小学", "小学", "中学")
_PER_WHAT = re.compile(r"每[一]?[个所名位间]?(?:中小)?(督导责任区|责任区|学区|学校|中小学|小学|中学|校|县|督学|班|区)")


def is_total(facet: Facet, own: str, said: str, whole: bool) -> bool:
    """Whether a number counts everything where the facet's measure is for each (生均, 每校, a school's size).

    `own` stands right before the number; `said` is all that was said about it; `whole`: it has no fraction.
    """
    if _SIZE.search(facet.measure) and _WHOLE_COUNT.match(own.strip()):
        return True
    if not _RATED.search(facet.measure) or "差异系数" in groups(facet.measure):
        return False
    return whole and not _RATE.search(said) or bool(_SUM.search(own) and not _RATE.search(own))


def for_another_unit(facet: Facet, own: str) -> bool:
    """Whether a number is for each of another unit than the facet's: 每校1名 for 每个责任区."""
    asked, said = _PER_WHAT.match(facet.measure), _PER_WHAT.findall(own)
    if not asked or not said:
        return False
    schools = asked[1].endswith(_SCHOOLS)
    return not any(unit in asked[1] or asked[1] in unit or (schools and unit.endswith(_SCHOOLS)) for unit in said)
