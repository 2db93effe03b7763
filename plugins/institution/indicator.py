"""制度机制: essential parts are the paper's name or number and who issued it."""

from __future__ import annotations

import re

from compliance.judgement.grounds import weighed
from compliance.judgement.judging import Judgement, JudgingContext
from compliance.judgement.parts import Part
from compliance.judgement.refining import thing
from compliance.terms import Facet

# Only what is said to be a paper has a name and an issuer; a practice may stand without.
_PAPER = re.compile(r"^(?:方案安排)?(?:印发|出台|制[定订])了?.{0,30}(?:制度|办法|细则|规程|规定|方案|标准|文件|意见)")
_PARTS = (
    Part("文件名称或文号", re.compile(r"《|〔|\[\d{4}\]|号|条文|汇编|《|制度》"), asked=_PAPER),
    Part(
        "印发单位",
        re.compile(r"政府|教育局|教体局|教委|督导室|督导委|督委|[市县区]委|学校|部门|印发|我[市县区校室]"),
        asked=_PAPER,
    ),
)
_CORES = (
    thing("联席会议", r"联席会议", r"联席|会商|协调会"),
    thing("学校章程", r"^所有学校都制定了章程|学校章程", r"校[^，]{0,16}章程|章程[^，]{0,16}校"),
    thing("奖励或激励", r"激励|奖励", r"奖|激励|表彰|津贴|补贴|倾斜|绩效"),
    thing("约谈", r"约谈", r"约谈|谈话"),
    thing("工作程序", r"工作程序", r"程序|流程|步骤|环节|规程"),
    thing("作业或课业", r"作业|课业", r"作业|课业|减负|负担"),
    thing("轮岗", r"轮岗|流动", r"轮岗|交流|流动|支教"),
)
_THINGS = (
    thing("工作要求", r"工作要求和流程图", r"工作要求|工作规范|规程"),
    thing("流程图", r"工作要求和流程图", r"流程"),
    thing("岗位设定", r"岗位设定、职称评定、评优评先", r"岗位"),
    thing("职称评定", r"岗位设定、职称评定、评优评先", r"职称|职务评"),
    thing("评优评先", r"岗位设定、职称评定、评优评先", r"评优|评先|先进|表彰|评选"),
)


def judge(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """The general judgement, refined by what rules and standing mechanisms consist of."""
    return weighed(facet, judgement, context, _CORES, _THINGS, _PARTS)
