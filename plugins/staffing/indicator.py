"""队伍配备: essential parts are number, appointment, structure."""

from __future__ import annotations

import re

from compliance.judgement.grounds import turned, weighed
from compliance.judgement.judging import Judgement, JudgingContext
from compliance.judgement.parts import Part
from compliance.judgement.polarity import asks_for_absence
from compliance.judgement.refining import thing
from compliance.terms import Facet, Status

_TEAM = re.compile(r"(?:聘任|聘请|配备|组成).{0,20}(?:督学|队伍)")
_PARTS = (
    Part("人数", re.compile(r"\d+(?:余)?[名人位个]|人数"), asked=_TEAM, own_facet=re.compile(r"人数|总数")),
    Part(
        "聘任情况",
        re.compile(r"聘|任命|委派|遴选|选派|颁发|任期"),
        asked=re.compile(r"聘任|聘请"),
        own_facet=re.compile(r"聘任"),
    ),
    Part(
        "专兼职构成",
        re.compile(r"专职|兼职|专兼职|专、兼职"),
        asked=re.compile(r"专职.{0,3}兼职|专兼职"),
    ),
)
_CORES = (
    thing("督导评估队伍", r"督导评估队伍|督导人员|聘任了.{0,4}督学", r"督导|督学|专职|兼职|聘"),
    thing("交流轮岗", r"轮岗", r"轮岗|交流|调整"),
    thing("干部配备", r"干部配备", r"干部|校长|班子|书记|职数"),
    thing("编制标准", r"编制标准", r"编制|核编|生师比|师生比|班师比"),
    thing("岗位", r"岗位设置", r"岗位"),
    thing("挂牌督学人数", r"写明.{0,12}人数", r"\d|[一二三四五六七八九十百]+[名人位]|[XＸ×]+[名人位]|无|没有|不"),
)
_THINGS = (
    thing("音乐", r"音乐、体育", r"音乐|音体美|艺术|体音美"),
    thing("体育", r"音乐、体育", r"体育|音体美|体音美"),
    thing("美术", r"音乐、体育", r"美术|音体美|艺术|体音美"),
    thing("人大代表", r"人大代表、政协委员", r"人大|代表委员"),
    thing("政协委员", r"人大代表、政协委员", r"政协|代表委员"),
)
_YES = re.compile(r"^有(?:[，,。；; ]|$|\d)|^存在|^是$")


def _row_says_yes(facet: Facet, judgement: Judgement) -> Judgement:
    """Contradicted, where the statement denies a thing and the table row that names it answers 有."""
    if not asks_for_absence(facet) or judgement.status is not Status.MET or not judgement.evidence:
        return judgement
    if any(_YES.match(value.strip()) for value in judgement.readings[0].clause.values[1:]):
        return turned(judgement, Status.CONTRADICTED, "表中写明“有”")
    return judgement


def judge(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """The general judgement, refined by what a staff consists of."""
    return weighed(facet, _row_says_yes(facet, judgement), context, _CORES, _THINGS, _PARTS)
