"""入学机会: essential parts are the group of children, its share or number, and the measure taken for it.

A denial (没有择校) has to be said; a rule, an inspection or a named office does not show it.
"""

from __future__ import annotations

import re

from compliance.judgement.judging import Judgement, JudgingContext
from compliance.judgement.parts import Part
from compliance.judgement.refining import refined, thing
from compliance.terms import Facet

# What the statement is about: evidence that does not speak of it belongs to another matter.
CORES = (
    thing("发挥特长、增强自信", r"特长|自信", r"特长|自信|信心|鼓励|兴趣|闪光|优点|激励"),
    thing("返校", r"返校|复学", r"返校|复学|劝返|劝回|回校|返回|重返|找回|动员"),
    thing("“三类学生”", r"三类学生", r"三类学生|学困|留守|单亲|问题学生|后进|特殊学生|行为偏差|不良行为"),
    thing("家访", r"家访", r"家访|入户|上门|走访"),
    thing("就近入学", r"就近入学", r"就近(?!就[医诊业]|办)|上学|入学|服务半径|学位"),
    thing("招生名额", r"名额", r"名额|指标|定向|分配"),
    thing("随迁子女", r"随迁", r"随迁|务工|流动|外来"),
    thing("留守儿童", r"留守", r"留守|外出务工"),
    thing("学籍", r"学籍"),
    thing("家庭困难学生", r"助学制度|家庭困难", r"助学|补助|资助|失学|贫|困难|减免|救助"),
    thing("学习困难学生", r"学习困难", r"学困|学习困难|后进|辅导|帮扶|结对"),
    thing("残疾儿童", r"残疾", r"残疾|特殊|送教|随班就读"),
    thing("辍学", r"辍学|控辍", r"辍学|控辍|流失|失学|巩固|返校|点名|缺课"),
)

# What a statement may name side by side; some said and others not is partial.
THINGS = (
    thing("招生", r"违规招生", r"招生|入学"),
    thing("收费", r"乱收费", r"收费|费用|票据"),
    thing("教育措施", r"教育、防控", r"教育|谈心|辅导|帮教"),
    thing("防控措施", r"教育、防控", r"防控|防范|预警|排查|包保"),
)

# What belongs to the whole thing; told as absent, without changing the status.
PARTS = (
    Part(
        "人数或比例",
        re.compile(r"\d|[一二两三四五六七八九十百千]+[名人户]|一[个名人]|全部|所有|全体|无一|零|每"),
        asked=re.compile(r"留守|随迁|残疾|困难学生|失学学生|家访"),
    ),
    Part(
        "具体措施",
        re.compile(
            r"建档|结对|帮扶|补助|资助|送教|辅导|劝返|动员|名额|台账|走访|家访|安置|统筹|减免|关爱|责令|发放|每"
        ),
        asked=re.compile(r"(?:关爱体系|帮扶机制|助学制度|控辍保学|平等接受)"),
    ),
)


def judge(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """The judgement with what is absent or taken back; the same where no rule has anything to say."""
    return refined(facet, judgement, context, CORES, THINGS, PARTS)
