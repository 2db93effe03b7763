"""Of which kind of school a clause speaks (学段与学校类别): kindergartens are no schools, 高中 is no 义务教育.

Rule 8 of the judging guide: the same deed for another kind of school is no evidence. A clause that names no kind, or
names the asked one beside another, speaks of the asked one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from compliance.judgement.values.names import groups, wanted_groups
from compliance.terms import Clause, Facet


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of school that statements ask about, and the words by which texts tell it from the other kinds."""

    name: str
    asked: re.Pattern[str]
    not_asked: re.Pattern[str]  # a statement with these asks about more kinds
    others: re.Pattern[str]  # what speaks of another kind
    own: re.Pattern[str]  # what may speak of this one


# 全县中小学 is a whole of the other kind.
_OF_SCHOOLS = r"内?的?各?(?:类|级)?(?:公办|民办)?(?:中小学|[小中]学|初中|高中|义务教育)"

_KINDS = (
    _Kind(
        "幼儿园",
        re.compile(r"幼儿|学前|民办园|公办园|普惠性?园"),
        re.compile(r"[小中]学|初中|高中|义务教育|学校"),
        re.compile(r"中小学|[小中]学(?!化)|初中|高中|义务教育"),
        re.compile(rf"园|幼|学前|托|[大中小]班|保教|保育|孩子|(?:[县市区全]域|全[县市区])(?!{_OF_SCHOOLS})|各级各类"),
    ),
    _Kind(
        "义务教育阶段",
        re.compile(r"义务教育|小学(?!化)|初中"),
        re.compile(r"高中|幼儿|学前|职业|特殊|公务员|小学化"),
        re.compile(r"高[中三考]|普高|职高|中职|职业|大学|高校|老年|社区教育|幼儿|(?<![开复入])学前|入园|园所"),
        re.compile(
            r"义务教育|小学|初中|中小学|中学|(?<![职高])校|学龄|九年|初[一二三]|中考|学生|各级各类|公务员|[所校]加"
        ),
    ),
    _Kind(
        "中小学",
        re.compile(r"学校"),
        re.compile(r"高中|幼儿|学前|职业|特殊|义务|[小中]学|初中"),
        re.compile(r"老年|社区教育|幼儿园|(?<![开复入])学前|入园|园所|党校|驾校|体校"),
        re.compile(r"[小中]学|初中|(?<![党驾体])校|师生|班"),
    ),
)
# Families of which a clause names another member: 民办 for 公办, 初中 for 小学.
_STAGES = frozenset({"小学", "初中"})
_FAMILIES = (_STAGES, frozenset({"公办", "民办"}), frozenset({"城区", "农村"}))
# What is asked of all is denied by one of the other kind: 镇中心园是民办园 where 乡镇公办园 must cover all.
_OF_ALL = re.compile(r"全部|每[个所]|所有|覆盖|都|至少")
# Numbers of both, in their order: 每百名学生分别配备0.93人、1.00人.
_OF_BOTH = re.compile(r"分别|各为|依次|[两二三各几]个?学段|[两二]者")
# Words that name a kind and speak of none: 职业道德, 高校毕业生, 由小学校长兼任.
_NO_KIND = re.compile(
    r"职业(?:道德|操守|素养|生涯|规划|倦怠|病|资格|理想|精神|体验|启蒙)"
    r"|(?:高等院校|高校|大学|高职|师范)(?:本科|专科|应届|往届|优秀)*(?:毕业生?|专家|教授)|大学(?:生|本科|专科|学历)"
    r"|(?:由|从|向|请)[^，。；由从向请]{0,6}[小中]学(?:校长|教师|老师)?[^，。；]{0,4}?(?:兼|代管|选聘|抽调|转岗|选派|调)"
)
# The other kind's own schools, pupils and classes, which are none of the asked kind: 普通高中学校, 老年大学各班.
_OTHERS_OWN = re.compile(
    r"(?:高中|高职|职高|中职|职业|大学|高校|老年|社区教育)(?:阶段|大学|教育|技术)*的?各?"
    r"(?:学校|院校|学生|毕业生|在校生|师生|班级?|[校生])+"
)


@lru_cache(maxsize=4096)
def _asked(statement: str) -> _Kind | None:
    """The kind that a statement asks about, where it is one alone."""
    for kind in _KINDS:
        if kind.asked.search(statement) and not kind.not_asked.search(statement):
            return kind
    return None


def another_kind(facet: Facet, clause: Clause, before: str) -> str:
    """Of what other kind of school a clause speaks than the statement, in Chinese; "" where of none.

    `before` is what the clause's sentence said until then.
    """
    near = _NO_KIND.sub("", "，".join((before, clause.text, *clause.header)))
    kind = _asked(facet.statement)
    if kind is not None:
        other = kind.others.search(near)
        around = "，".join((near, *clause.section, clause.stem, clause.caption))
        if other and not kind.own.search(_OTHERS_OWN.sub("", around)):
            return f"说的是{other.group()}，不是{kind.name}"
    wanted, named = wanted_groups(facet), groups(near)
    if _OF_BOTH.search(clause.text):
        return ""
    for family in _FAMILIES:
        if family is not _STAGES and _OF_ALL.search(facet.statement):
            continue
        asked, said = wanted & family, named & family
        if len(asked) == 1 and said and not asked & said:
            return f"说的是{'、'.join(sorted(said))}，不是{'、'.join(asked)}"
    return ""
