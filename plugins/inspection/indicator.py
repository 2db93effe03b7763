"""督导检查: essential parts are kind, targets and coverage, time or frequency, and who inspects.

The kind and topic must be those asked for: an office's own check, another level's evaluation, or training of teachers
is no inspection by 督学.
"""

from __future__ import annotations

import re

from compliance.judgement.applicability import titles_of
from compliance.judgement.judging import Judgement, JudgingContext
from compliance.judgement.parts import Part
from compliance.judgement.refining import refined, resting_on, thing
from compliance.terms import Facet, Scope, Status

# What the statement is about: evidence that does not speak of it belongs to another matter.
CORES = (
    thing(
        "督导检查",
        r"督[导查]|督学|评估|检查",
        r"督[导查学察办]|检查|核查|查|视导|巡|随访|到校|进校|入校|听课|调研|评估|评[了出]|验收|暗访|明察|自评|走访|核对|看|蹲点|下园|下校|接待|材料|测评",
    ),
    thing("食堂和饮食卫生", r"食堂|食品", r"食|餐|饮"),
    thing("宿舍", r"宿舍", r"宿|寝|住校"),
    thing("教师专业发展", r"教师专业发展", r"专业发展|教研|校本|研修|培训|备课|成长"),
    thing("师德", r"师德", r"师德|有偿|体罚|师风|作风|廉洁|行为"),
    thing("体质健康或体育活动", r"体质|阳光体育", r"体质|体育|锻炼|大课间|体测|阳光"),
    thing("课程和师资", r"课程实施|师资配置", r"课程|课时|开课|课表|师资|教师|编制|配备"),
    thing("教育管理", r"检查了教育管理", r"管理(?!信息)|办学行为|规范|招生|收费|课业|安全"),
    thing("教育改革与发展", r"检查了教育改革", r"改革(?!开放)|发展|创新|均衡"),
    thing("频次", r"每[月季周]|每学期|每年不少于", r"每|月|季|学期|周|轮|年"),
    thing("定期", r"定期", r"每|定期|年度|一年|季|月|期|例会|惯例|常态"),
    thing("结对共建", r"结对", r"结对|共建|帮扶|托管|联盟"),
    thing("专用教室", r"专用教室", r"专用教室|功能教室|室"),
    thing("收费", r"收费情况", r"费|票据|教辅"),
    thing("招生", r"招生", r"招生|入学|择校|分班|招收"),
    thing("访谈", r"访谈", r"访|谈"),
    thing("寄宿生", r"寄宿生", r"寄宿|住宿|食宿|宿舍"),
)

# What a statement may name side by side; some said and others not is partial.
THINGS = (
    thing("随机听课", r"随机听课", r"听课"),
    thing("查阅资料", r"查阅资料、", r"查阅|翻阅|资料|材料|台账|档案"),
    thing("列席会议", r"列席会议", r"列席|会议"),
    thing("座谈走访", r"座谈走访", r"座谈|走访|访谈|谈话"),
    thing("问卷调查", r"问卷调查", r"问卷"),
    thing("招生", r"内容包括招生和", r"招生|招收|入学|择校"),
    thing("收费", r"招生和收费", r"收费|招收费|费"),
    thing("课程", r"内容包括课程", r"课程|课时|开课"),
    thing("教育教学", r"课程开设和教育教学", r"教学|课堂"),
    thing("安全", r"安全和卫生", r"安全|平安|消防|隐患"),
    thing("卫生", r"安全和卫生", r"卫生|食|餐|饮|防疫|健康"),
    thing("教案", r"教案、", r"教案|备课"),
    thing("学生作业", r"、学生作业", r"作业"),
    thing("活动开展情况", r"活动开展情况", r"活动|社团"),
    thing("课堂", r"深入课堂、", r"课堂|听课|推门"),
    thing("教研活动", r"教研活动", r"教研"),
    thing("食堂宿舍", r"食堂宿舍", r"食堂|宿舍|食宿"),
    thing("教师", r"访谈教师", r"教师|老师|师生"),
    thing("学生", r"访谈教师、学生", r"学生|师生|孩子"),
    thing("家长", r"学生和家长", r"家长"),
    thing("综合性督导", r"综合性、", r"综合"),
    thing("专题性督导", r"专题性、", r"专题|专项"),
    thing("随机性督导", r"随机性", r"随机|随访|推门"),
    thing("需求性督导", r"需求性", r"需求|申报|按需"),
    thing("经常性督导", r"经常性督导与", r"经常|常常|随访|日常"),
    thing("专项督导", r"与专项督导", r"专项|专题"),
    thing("综合督导", r"、综合督导", r"综合"),
    thing("教育发展计划", r"教育发展计划和", r"计划|规划"),
    thing("年度工作安排", r"年度工作安排", r"安排|要点|工作计划"),
)

# What belongs to the whole thing; told as absent, without changing the status.
PARTS = (
    Part(
        "时间或频次",
        re.compile(r"\d|[每逐]|[上下]半年|学期|季度|定期|年底|年初|春季|秋季|轮|常态"),
        asked=re.compile(r"^(?:开展了|实施了|方案安排|定期|对[^，]+开展了)"),
    ),
    Part(
        "督导对象和覆盖面",
        re.compile(
            r"\d+(?:余|多)?(?:所|个|家|名|校|园|县|区)|[一二三四五六七八九十百]+所|全[区县市省体部]|各[校县区级乡园]|每[所校个]|[县乡镇]|学校|幼儿园|中小学|部门|班级|村小"
        ),
        asked=re.compile(r"^(?:开展了|实施了|对[^，]+开展了)"),
    ),
    Part(
        "由谁督导",
        re.compile(
            r"督学|督导[室办委科团组局]|教育局|教体局|教委|政府|组织|联合|牵头|我[室局区县市校]|工作组|检查组|由|委托"
        ),
        asked=re.compile(r"^(?:开展了|实施了)"),
    ),
)

_ASKS_OFTEN = re.compile(r"每(?:[月季周年]|学期|学年)")
_OFTEN = re.compile(r"每(?:[月季周年个]|学期|学年|\d)|月月|逐月|按月|两个?月")
_WHO = "由谁督导"
_OFFICE = re.compile(r"我室|本室|督导室|督导办|督导委员会办公室")


def _inspects_itself(context: JudgingContext) -> bool:
    """Whether the inspection office speaks for itself: then it need not say who inspects."""
    submission = context.submission
    spoken = (submission.subject, *titles_of(submission))
    return context.item.scope is Scope.OFFICE or any(map(_OFFICE.search, spoken))


def lead_with_frequency(facet: Facet, judgement: Judgement) -> Judgement:
    """The clause that tells how often, where the statement asks for it, goes before the sentence's total."""
    if judgement.status is not Status.MET or not judgement.evidence or not _ASKS_OFTEN.search(facet.statement):
        return judgement
    first = judgement.evidence[0]
    if _OFTEN.search(first.clause.text):
        return judgement
    for reading in judgement.readings:
        same = (reading.clause.document, reading.clause.sentence) == (first.clause.document, first.clause.sentence)
        if same and reading.polarity is first.polarity and _OFTEN.search(reading.clause.text):
            return resting_on(judgement, judgement.status, reading)
    return judgement


def judge(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """The judgement with what is absent or taken back; the frequency that is asked for leads."""
    itself = _inspects_itself(context)
    parts = [part for part in PARTS if part.name != _WHO or not itself]
    return refined(facet, lead_with_frequency(facet, judgement), context, CORES, THINGS, parts)
