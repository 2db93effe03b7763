"""问题整改: essential parts are the problems listed, the persons responsible, the deadline, follow-up and closing.

约谈, 限期, 台账 and 销号 are acts of their own: rectification that is told without them does not show them.
"""

from __future__ import annotations

import re

from compliance.judgement.judging import Judgement, JudgingContext
from compliance.judgement.parts import Part
from compliance.judgement.refining import refined, thing
from compliance.terms import Facet

# What the statement is about: evidence that does not speak of it belongs to another matter.
CORES = (
    thing("约谈", r"约谈", r"约谈|谈话|约见|诫勉|约来|谈"),
    thing(
        "整改",
        r"整改(?!事项|通知|计划|要求)",
        r"整改|改[了完到正进好]|怎么改|销号|纠正|解决|落实|整治|回头看|办结|[已未]办|补",
    ),
    thing("期限", r"限期|期限|确定了时间", r"限|期|日|月|天|时间|之前|以前"),
    thing("自纠或纠正", r"自纠|纠正", r"纠|改|销号|解决"),
    thing("经验", r"总结了?经验", r"经验|总结|纠|偏差"),
    thing("反馈", r"反馈", r"反馈|意见|通报|告知|当面|交换|口头"),
    thing("整改通知", r"整改通知书", r"通知|意见书|督办单"),
    thing("复查或销号", r"复查|销号", r"复查|回访|销号|核|回头|验收|跟踪|对账"),
    thing("问题清单", r"问题清单", r"清单|问题|台账|核定|复核"),
    thing("台账", r"台账", r"台账|登记|账|清单"),
    thing("反弹", r"反弹", r"反弹|反复|回潮|复发|重犯|巩固|回头看|抽查"),
    thing("举报或投诉", r"举报|投诉", r"举报|投诉|来信|来电|信访|热线|反映"),
    thing("矛盾", r"矛盾", r"矛盾|纠纷|调解"),
    thing("督导意见", r"书面督导", r"意见|反馈"),
    thing("讨论研究", r"讨论研究", r"讨论|研究|会诊|会商|研判|议"),
    thing("配套园", r"配套幼儿园", r"配套|小区|园"),
    thing("无证园", r"无证", r"无证|取缔|关停"),
    thing("督办", r"督办", r"督办|督促|盯|催"),
)

# What a statement may name side by side; some said and others not is partial.
THINGS = (
    thing("总结经验", r"总结了?经验", r"经验"),
    thing("纠正偏差", r"纠正了?偏差", r"偏差|纠"),
    thing("问题根源", r"问题根源", r"根|原因|症结|病"),
    thing("整改对策", r"整改对策", r"对策|怎么改|措施|办法|建议"),
    thing("核实", r"核实", r"核"),
    thing("答复", r"答复", r"答复|回复|反馈|告知"),
)

# What belongs to the whole thing; told as absent, without changing the status.
PARTS = (
    Part(
        "问题清单或数量",
        re.compile(r"\d+[^，|]{0,4}(?:个|条|项|处|件|份|起)|清单|台账|逐[条项]|问题"),
        asked=re.compile(r"^(?:督导发现的问题|建立了?[^，]*台账|按照问题清单)"),
    ),
    Part(
        "责任人",
        re.compile(r"责任人|负责人|专人|牵头|校长|园长|股|科|[区县市]长|分管|督学|组长|局|单位"),
        asked=re.compile(r"台账$"),
        own_facet=re.compile(r"责任人"),
    ),
    Part(
        "整改期限",
        re.compile(r"限期|期限|\d+月|\d+[日天]|[上下]半年|年底|月底|之前|以前|到期|按期|如期|学期|工作日"),
        asked=re.compile(r"整改台账|整改通知书$|整改要求"),
        own_facet=re.compile(r"期限|确定了时间"),
    ),
    Part(
        "复查或销号",
        re.compile(r"复查|回访|销号|回头看|验收|跟踪|对账|核实|核过|清零|办结"),
        asked=re.compile(r"(?:整改到位|整改台账)$"),
        own_facet=re.compile(r"复查|销号|对账"),
    ),
)


def judge(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """The judgement with what is absent or taken back; the same where no rule has anything to say."""
    return refined(facet, judgement, context, CORES, THINGS, PARTS)
