"""教育教学: essential parts are what is taught or kept to, and how far it reaches (all schools, all grades).

A list of topics or a slogan (校风是名片) says nothing of the state that is asked for; 没有体罚 has to be said.
"""

from __future__ import annotations

import re

from compliance.judgement.judging import Judgement, JudgingContext
from compliance.judgement.parts import Part
from compliance.judgement.refining import reading_of, refined, resting_on, thing
from compliance.terms import Facet, Modality, Polarity, Status

# What the statement is about: evidence that does not speak of it belongs to another matter.
CORES = (
    thing("校风、教风、学风的好坏", r"[校教学]风", r"好|优良|正|浓|醇|端正|扎实|改善|转变|提升|向上"),
    thing("考核等次", r"达到良好", r"良好|优秀|优良|等次|等级|[AB]等"),
    thing("审美性、创新性、和谐性", r"审美性|和谐性", r"审美|创新|和谐"),
    thing("对学生的爱护和尊重", r"热爱学生|尊重学生", r"爱|尊重|关心|人格|体贴"),
    thing("课业负担", r"课业负担", r"负担|作业|睡眠|减负|时长"),
    thing("督查", r"方案(?:安排|部署)?[^，]{0,12}督查", r"督[查导学察]|检查|查|访|核|巡|看|评估"),
    thing("办学特色", r"办学特色|突出本校", r"特色|品牌|一校一品|名片"),
    thing("师生身心健康", r"身心健康", r"健康|心理|身心|体质"),
    thing("人际关系和文化氛围", r"人际关系|文化氛围", r"和谐|氛围|融洽|人际|关系|浓"),
    thing("综合实践活动", r"综合实践", r"综合实践|研学|实践(?:活动|基地|课)"),
    thing("传统文化", r"传统文化", r"传统|非遗|书法|戏|经典|国学|剪纸|武术|诗词|民俗|京剧|珠算|民族"),
    thing("有偿家教", r"有偿家教", r"家教|补课|有偿"),
    thing("体罚", r"体罚", r"体罚|罚站|罚抄|打骂"),
    thing("小学化", r"小学化", r"小学化|拼音|识字|算术|小学内容"),
    thing("信息化手段", r"信息化手段", r"信息|智慧|多媒体|网|平板|电子白板|课件|数字"),
    thing("社会责任感", r"社会责任感", r"责任|志愿|公益|服务|劳动"),
    thing("爱国主义教育", r"爱国主义", r"爱国|抗战|红色|革命|国旗|英烈|家国"),
    thing("课程", r"开[全齐][开足]{0,2}.{0,4}课程|课程方案", r"课"),
)

# What a statement may name side by side; some said and others not is partial.
THINGS = (
    thing("德育", r"德育工作和", r"德育|雷锋|感恩|养成|思政|思想|班会|品德"),
    thing("实验教学", r"和实验教学", r"实验"),
    thing("备课", r"备课、", r"备课|教案"),
    thing("上课", r"、上课", r"上课|课堂|听课|推门"),
)

# What belongs to the whole thing; told as absent, without changing the status.
PARTS = (
    Part(
        "覆盖范围",
        re.compile(r"\d|所有|全[部区县市校体]|各[校园]|每|均|都|一律|无一|没有一|校校|逐|[^，]{2,}(?:小学|中学|学校)"),
        asked=re.compile(r"^(?:所有学校|学校)(?:开齐|加强|开展|注重)|^开[全齐]课程"),
    ),
    Part(
        "具体内容",
        re.compile(r"\d|课|活动|基地|节|场|次|讲|读|演|赛|《|每"),
        asked=re.compile(r"^(?:学校)?(?:加强|开展|注重)[^，]*(?:教育|文化)"),
    ),
)

# Courses are said to be complete, or not, in these words; whatever else the clause tells does not matter.
_ASKS_COURSES = re.compile(r"开[齐全足][^，]{0,8}课[程时]|课程[^，]{0,4}开[齐全足]")
_NOT_OFFERED = re.compile(r"(?:没有?|未|不能|无法|难以|尚未)[^，]{0,6}开[齐足全设]|停开|未开|缺开")
_OFFERED = re.compile(
    r"(?:开[齐全][、和]?开?[足齐]|开足开[齐全])[^，]{0,6}课程|课程[^，]{0,6}(?:开[齐全][、和]?开?足|开足开[齐全])"
)
# 国家规定课程 is the name of the thing, not a quotation, unless somebody is asked to offer it.
_STATED = (Modality.FACT, Modality.QUOTATION)
_ASKED_OF = re.compile(r"要求|应|须|必须|要(?!求)")
_OTHERS = ("neighbour", "superior", "school")


def judge_courses(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """Whether the prescribed courses are offered, read from the clauses that say so in the field's own words."""
    if not _ASKS_COURSES.search(facet.statement):
        return judgement
    own = [c for c in context.submission.clauses if c.subject.kind not in _OTHERS]
    for clause in own:
        if (
            clause.modality is Modality.NEGATION
            and _NOT_OFFERED.search(clause.text)
            and "课" in context.sentence(clause)
        ):
            reading = reading_of(clause, judgement, Polarity.CONTRADICTS, f"明确说课程没有开齐开足（{clause.cue}）")
            return resting_on(judgement, Status.CONTRADICTED, reading, "有课程未开齐或未开足")
    if judgement.status is not Status.MISSING:
        return judgement
    for clause in own:
        if clause.modality in _STATED and _OFFERED.search(clause.text) and not _ASKED_OF.search(clause.text):
            return resting_on(judgement, Status.MET, reading_of(clause, judgement, Polarity.SUPPORTS, "按事实陈述"))
    return judgement


def judge(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """The judgement with what is absent or taken back; courses are looked for in the whole submission."""
    judgement = judge_courses(facet, judgement, context)
    return refined(facet, judgement, context, CORES, THINGS, PARTS)
