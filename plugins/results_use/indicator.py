"""结果运用: essential parts are the result used, what for (assessment, awards, money, posts), and by which rule.

考核, 评优 and 表彰 of another kind are no use of the inspection's result.
"""

from __future__ import annotations

import re

from compliance.judgement.judging import Judgement, JudgingContext
from compliance.judgement.parts import Part
from compliance.judgement.refining import refined, thing
from compliance.terms import Facet

# What the statement is about: evidence that does not speak of it belongs to another matter.
CORES = (
    thing("点评", r"点评", r"点评|讲评|评"),
    thing("测评", r"测评", r"测评|测|评"),
    thing("总评", r"总评", r"总评|评|考核|总结"),
    thing("问题清单的落实", r"问题清单落实", r"清单|整改|问题|点评|测评|总评"),
    thing(
        "督导或监测的结果",
        r"(?:督导|监测|考核|评估)(?:评估)?结果|监测报告",
        r"结果|结论|督导|监测|等次|得分|成绩|考核|评估|报告|分数",
    ),
    thing("监测", r"依据监测|对比分析监测", r"监测"),
    thing("考核", r"考核(?!结果)", r"考核|考评|评价|述职|评定|测评"),
    thing("表彰或奖惩", r"表彰|奖励|奖惩", r"表彰|奖|先进|优秀|表扬|惩|批评|取消"),
    thing("推荐", r"推荐", r"推荐|推选|举荐"),
    thing("通报", r"编发通报", r"通报|编发|刊|简报|《"),
    thing("绩效工资", r"绩效工资", r"绩效|工资|津贴|奖金|待遇"),
    thing("同步", r"同步", r"同步|一并|同时|一起|同一|合并"),
    thing("征求意见", r"征求", r"征求|听取|意见|征询"),
    thing("约谈", r"约谈", r"约谈|谈话|诫勉|问责|谈"),
    thing("淘汰", r"淘汰", r"淘汰|免|调整|撤|降|差评"),
    thing("取消资格", r"取消[^，]{0,6}资格", r"取消|解聘|辞退|退出|资格|不再聘"),
    thing("经费投入", r"资金投入", r"资金|经费|投入|补助|项目|维修"),
    thing("干部任用", r"干部任[免用]", r"干部|任[免用]|提拔|名单|校长|人事"),
    thing("问责", r"问责", r"问责|约谈|追究|责任|处分|通报"),
    thing("教育考核的对象", r"校长|学校|督学|学区", r"校|学区|督|园|教"),
)

# What a statement may name side by side; some said and others not is partial.
THINGS = (
    thing("目标考核", r"目标考核和绩效", r"目标|考核"),
    thing("绩效考核", r"和绩效考核", r"绩效"),
    thing("评优", r"评优和", r"评优|评先|优|先进"),
    thing("验收", r"和验收", r"验收"),
    thing("过程性评价", r"过程性", r"过程|平时"),
    thing("年终综合评价", r"年终综合", r"年[终末底]|综合"),
    thing("教育行政运用", r"教育行政运用", r"行政|等次|资金|安排|考核|使用|科室|局"),
    thing("网上公示", r"网上公示", r"网|公示|公众号"),
    thing("学区", r"对学区和", r"学区"),
    thing("幼儿园", r"、幼儿园教育", r"园"),
)

# What belongs to the whole thing; told as absent, without changing the status.
PARTS = (
    Part(
        "用于何处",
        re.compile(
            r"考核|评优|评先|奖|经费|资金|任用|任免|提拔|职称|绩效|招生|项目|问责|约谈|表彰|通报|依据|挂钩|公示|晋升"
        ),
        asked=re.compile(r"结果(?:运用|作为|用于)|依据[^，]*结果"),
    ),
    Part(
        "所依据的制度或办法",
        re.compile(r"《|办法|制度|细则|规定|方案|文件|规则|条例|占\d|\d+分|比例|实行|一律|凡"),
        asked=re.compile(r"结果作为|结果用于|挂钩|结果实行"),
    ),
)


def judge(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """The judgement with what is absent or taken back; the same where no rule has anything to say."""
    return refined(facet, judgement, context, CORES, THINGS, PARTS)
