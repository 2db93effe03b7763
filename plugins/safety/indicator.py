"""校园安全: essential parts are people, equipment, technology, mechanism, drills; an accident told decides."""

from __future__ import annotations

import re

from compliance.judgement.grounds import turned, weighed
from compliance.judgement.judging import Judgement, JudgingContext
from compliance.judgement.parts import Part
from compliance.judgement.polarity import asks_for_absence
from compliance.judgement.refining import thing
from compliance.terms import Facet, Modality, Status

_PEOPLE = r"人防|保安|安保|门卫|巡逻|护校|护学|值班"
_EQUIPMENT = r"物防|设施|围栏|围墙|防撞|器材|消防栓|灭火器|隔离|装备"
_TECHNOLOGY = r"技防|监控|一键|报警|人脸|视频|联网|智能"
_MEASURES = re.compile(r"安全防范措施落实|人防.{0,2}物防.{0,2}技防相结合")
_PARTS = (
    Part("人员", re.compile(_PEOPLE), asked=_MEASURES, own_facet=re.compile(r"安保人员|保安")),
    Part("设施", re.compile(_EQUIPMENT), asked=_MEASURES, own_facet=re.compile(r"设施")),
    Part("技术手段", re.compile(_TECHNOLOGY), asked=_MEASURES, own_facet=re.compile(r"防护手段|技术")),
    Part("机制", re.compile(r"机制|制度|预案|责任|方案|办法"), asked=_MEASURES, own_facet=re.compile(r"机制")),
    Part("演练", re.compile(r"演练|演习|疏散"), asked=re.compile(r"安全防范措施落实"), own_facet=re.compile(r"演练")),
    Part("有无事故", re.compile(r"事故|伤亡|零发生|平安"), asked=re.compile(r"安全防范措施落实")),
)
_CORES = (
    thing("食品安全", r"食品", r"食品|食堂|中毒|饮食|配餐|餐"),
    thing("安全教育", r"安全教育", r"安全"),
    thing("通报", r"通报机制", r"通报|通告|公布"),
    thing("演练", r"演练", r"演练|演习"),
    thing("报警装置", r"一键", r"一键|报警"),
)
_THINGS = (
    thing("人防", r"人防.{0,2}物防.{0,2}技防配备", _PEOPLE),
    thing("物防", r"人防.{0,2}物防.{0,2}技防配备", _EQUIPMENT),
    thing("技防", r"人防.{0,2}物防.{0,2}技防配备", _TECHNOLOGY),
    thing("公安", r"公安、综治", r"公安|警"),
    thing("综治", r"公安、综治", r"综治|政法|平安办"),
    thing("消防", r"公安、综治", r"消防"),
    thing("安监", r"公安、综治", r"安监|应急管理|应急局"),
)
_ACCIDENT = re.compile(
    r"(?:发生|出现)(?:了|过)?(?:[一两二三四五六七八九十\d]+|多|数)(?:起|例|次|件)[^，]{0,16}(?:事故|中毒|事件|伤亡|溺亡|溺水)"
)
_DENIED = re.compile(r"未|没有?|无|零|不(?:曾|再)")
_CLOSE = 0.1


def _accident(facet: Facet, judgement: Judgement) -> Judgement:
    """Contradicted, where no accident is asked for and one is told."""
    if not asks_for_absence(facet) or "事故" not in facet.statement:
        return judgement
    for reading in judgement.readings:
        found = _ACCIDENT.search(reading.clause.text)
        told = found and not _DENIED.search(reading.clause.text[: found.start()])
        if told and reading.relevance >= _CLOSE and reading.clause.modality in (Modality.FACT, Modality.NEGATION):
            return turned(judgement, Status.CONTRADICTED, "文中写明发生过事故", reading)
    return judgement


def judge(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """The general judgement, refined by what school safety consists of."""
    return weighed(facet, _accident(facet, judgement), context, _CORES, _THINGS, _PARTS)
