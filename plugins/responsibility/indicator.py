"""责任分工: essential parts are who, what, by when, and what follows if it is not done."""

from __future__ import annotations

import re

from compliance.judgement.grounds import weighed
from compliance.judgement.judging import Judgement, JudgingContext
from compliance.judgement.parts import Part
from compliance.judgement.refining import leave_out_others, thing
from compliance.terms import Facet

_LIST = re.compile(r"责任清单|任务清单|任务分工|任务分解")
_PARTS = (
    Part("责任单位或责任人", re.compile(r"部门|单位|[局科室股办委]|责任人|负责|牵头|专人"), asked=_LIST),
    Part("具体任务", re.compile(r"任务|职责|事项|逐项|\d+项|逐条|负责|承担|内容"), asked=_LIST),
    Part("完成时限", re.compile(r"时限|期限|完成时间|[年月日底]前|\d+月|按期|几时|何时"), asked=_LIST),
    Part("问责", re.compile(r"问责|追责|追究|考核|约谈|督办"), asked=_LIST, own_facet=re.compile(r"问责|追究")),
)
_CORES = (
    thing("教育督导", r"教育督导问责|督导评估人员", r"督导|督学"),
    thing("问责或追究", r"问责|追究", r"问责|追责|追究|约谈|处分|处理|诫勉|免职|撤职|扣|通报批评|责任"),
    thing("责任清单", r"责任清单", r"清单|责任书|责任状|职责|分工"),
    thing("职责分工", r"成员的职责分工", r"职责|分工|负责|分管|抓|责任"),
)
_THINGS = (
    thing("报告情况", r"报告情况，并向", r"报告"),
    thing("提出意见", r"报告情况，并向", r"意见|建议"),
)


def judge(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """The general judgement, refined by what an assignment of tasks consists of."""
    return weighed(facet, leave_out_others(judgement, context), context, _CORES, _THINGS, _PARTS)
