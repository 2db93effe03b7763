"""规划计划: essential parts are goals, tasks, measures, timetable; a basis is met by citing it."""

from __future__ import annotations

import re

from compliance.judgement.grounds import turned, weighed
from compliance.judgement.judging import Judgement, JudgingContext
from compliance.judgement.parts import Part
from compliance.judgement.refining import thing
from compliance.terms import DocumentKind, Facet, Polarity, Status

# A statement that asks for the paper as a whole, not for one thing that it says.
_WHOLE = re.compile(r"^(?:方案安排)?(?:制[定订]|编制|印发|出台)了?.{0,30}(?:规划|计划|方案|预案)$")
_PARTS = (
    Part("目标", re.compile(r"目标|达到|实现|力争|确保|%"), asked=_WHOLE, own_facet=re.compile(r"目标")),
    Part("任务", re.compile(r"任务|重点|内容|项|事|条|对象"), asked=_WHOLE, own_facet=re.compile(r"任务")),
    Part("措施", re.compile(r"措施|举措|办法|机制|保障|步骤|方式"), asked=_WHOLE, own_facet=re.compile(r"措施")),
    Part(
        "时间安排",
        re.compile(r"[年月日]|学期|阶段|时间|期"),
        asked=_WHOLE,
        own_facet=re.compile(r"时间|阶段|路线图|进度"),
    ),
)
# What the evidence must name, because other papers stand under the same words.
_CORES = (
    thing("时间表", r"时间表", r"时间表|时序|进度|节点|年度|分年"),
    thing("路线图", r"路线图", r"路线图|分步|步骤|路径|分年|阶段"),
    thing("年度实施计划", r"年度实施计划", r"年度|当年|本年|今年|年内|计划"),
    thing("专项方案", r"专项工作方案", r"专项|分方案|子方案|单项方案"),
    thing("预案", r"预案", r"预案"),
    thing("布局规划", r"布局.{0,4}规划", r"布局|布点|选址|设点|撤并|新建"),
    thing("动员会", r"动员会", r"动员|大会|部署会"),
)
# The six means of the readiness schemes, which plans copy in part.
_THINGS = (
    thing("资源配置均衡化", r"资源配置均衡化", r"配置均衡化"),
    thing("装备使用效率最大化", r"装备使用效率最大化", r"效[率益]最大化"),
    thing("信息建设网络化", r"信息建设网络化", r"信息.{0,4}网络化"),
    thing("内部管理规范化", r"内部管理规范化", r"管理规范化"),
    thing("育人环境美化", r"育人环境美化", r"环境美化"),
    thing("课程改革化", r"课程改革化", r"课程改革化"),
)
_ASKS_BASIS = re.compile(r"依据|根据")
_CITES = re.compile(r"(?:^|[:：、.])(?:根据|依据|按照|依照|遵照)[^，]{0,40}(?:《|方案|条例|办法|标准|细则|要点|文件)")
_SUPERIOR = re.compile(r"省|上级|国家|市级|市政府")
_RELEVANT, _SURE = 0.05, 0.6


def _basis(facet: Facet, judgement: Judgement) -> Judgement:
    """Met by the citation itself, which elsewhere is no fact of one's own."""
    if judgement.status is not Status.MISSING or not _ASKS_BASIS.search(facet.statement):
        return judgement
    for reading in judgement.readings:
        if reading.relevance >= _RELEVANT and _CITES.search(reading.clause.text):
            return turned(judgement, Status.MET, "", reading)
    return judgement


def _superiors_review(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """Met, where a plan names the superior's review as its own goal: 总目标是通过省政府教育督导评估."""
    first = judgement.readings[0] if judgement.readings else None
    plan = context.submission.kind is DocumentKind.PLAN
    if judgement.status is not Status.MISSING or not plan or first is None or first.relevance < _SURE:
        return judgement
    about = first.clause.subject.kind == "superior" and _SUPERIOR.search(facet.statement)
    if about and first.polarity is Polarity.NEAR:
        return turned(judgement, Status.MET, "", first)
    return judgement


def judge(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """The general judgement, refined by what plans consist of."""
    judgement = _superiors_review(facet, _basis(facet, judgement), context)
    return weighed(facet, judgement, context, _CORES, _THINGS, _PARTS)
