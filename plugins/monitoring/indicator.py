"""监测评价: essential parts are what is monitored (grades and subjects), the sample, who does it, and the result.

National, provincial and municipal monitoring are different things; so are an earlier year's survey and this year's.
"""

from __future__ import annotations

import re

from compliance.judgement.judging import Judgement, JudgingContext
from compliance.judgement.parts import Part
from compliance.judgement.reading import is_stale
from compliance.judgement.refining import as_missing, refined, thing
from compliance.terms import Facet, Status

# What the statement is about: evidence that does not speak of it belongs to another matter.
CORES = (
    thing("满意度或认可度", r"满意度|认可度", r"满意|认可|问卷|调查|电话|测评|访"),
    thing("质量监测", r"质量监测", r"监测|测|抽测|样本"),
    thing("增值评价", r"增值", r"增值|进步|增量|起点"),
    thing("第三方", r"第三方", r"第三方|委托|购买|机构|外聘"),
    thing("年级和学科", r"年级和学科", r"年级|语文|数学|英语|科学|体育|学科|初[一二三]|科目|心理|生物"),
    thing("监测结果", r"取得有关科目的结果", r"结果|分|级|水平|名|报告|位"),
    thing("样本", r"样本[县校]", r"样本|抽"),
    thing("教育", r"教育|教学|义务", r"教|学|校|幼|生|园|督导|科目|年级|测的"),
)

# What a statement may name side by side; some said and others not is partial.
THINGS = (
    thing("学生", r"学生、家长", r"学生|孩子"),
    thing("家长", r"学生、家长", r"家长"),
    thing("教师", r"、教师、", r"教师|老师|教职"),
    thing("校长", r"、校长、", r"校长|园长"),
    thing("人大代表", r"人大代表", r"代表"),
    thing("政协委员", r"政协委员", r"委员"),
    thing("年级", r"年级和学科", r"年级|初[一二三]|[小高][一二三四五六]"),
    thing("学科", r"年级和学科", r"学科|科目|语文|数学|英语|科学|体育|心理|生物|物理|艺术|德育|劳动"),
    thing("城区样本校", r"城区和农村", r"城"),
    thing("农村样本校", r"城区和农村", r"农村|乡|村"),
)

# What belongs to the whole thing; told as absent, without changing the status.
PARTS = (
    Part(
        "监测对象或样本",
        re.compile(r"\d+[^，|]{0,4}(?:所|校|名|人|份|个|户)|年级|样本|学生|家长|问卷|学科|语文|数学|电话"),
        asked=re.compile(r"^(?:开展了|完成了|参加了|方案部署了|方案安排)"),
    ),
    Part(
        "监测结果",
        re.compile(r"结果|报告|\d+(?:\.\d+)?[%分]|满意度[为达]|合格率|优秀率|等级|水平|高于|位居|圆满|合格"),
        asked=re.compile(r"^(?:完成了|参加了|开展了)"),
    ),
)

_ASKS_GROWTH = re.compile(r"往年|纵向|持续|提高|增长|以来|后")


def judge(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """The judgement with what is absent or taken back; an earlier year's survey or test is no evidence."""
    judgement = refined(facet, judgement, context, CORES, THINGS, PARTS)
    if judgement.status not in (Status.MET, Status.PARTIAL) or _ASKS_GROWTH.search(facet.statement):
        return judgement
    if judgement.evidence and all(is_stale(reading.clause, context.submission) for reading in judgement.evidence):
        return as_missing(judgement, "说的是以前年度的监测或调查")
    return judgement
