"""办学条件: essential parts are what was built or bought, how much of it, and which schools have it.

Using and building are different facets: 设备使用 asks for use, a purchase does not show it.
"""

from __future__ import annotations

import re

from compliance.judgement.judging import Judgement, JudgingContext
from compliance.judgement.parts import Part
from compliance.judgement.refining import refined, thing
from compliance.terms import Facet

# What the statement is about: evidence that does not speak of it belongs to another matter.
CORES = (
    thing("建设标准", r"建设标准"),
    thing("学校规模", r"学校规模", r"规模|班额|轨制?|容纳|在校生"),
    thing("使用和利用", r"使用效率|利用率", r"使用|利用|开放|用起来|用[好得到]|闲置"),
    thing("教师", r"教师能?熟练操作", r"教师|老师|师生|教工|教职工"),
    thing("学生", r"学生能?熟练操作", r"学生|师生|孩子"),
    thing("清扫维护", r"清扫|维护", r"清扫|打扫|保洁|卫生|维护|维修|保养|清洁|擦|整洁|管护|检修"),
    thing("管理信息化", r"管理信息化", r"管理|办公|平台|政务|校务|学籍|一张网"),
    thing("图书", r"图书(?![室馆])", r"书|册"),
    thing("绿化美化", r"绿化|美化", r"绿|美化|植树|树木|花草|刷墙|粉刷|文化墙"),
    thing("硬化净化", r"硬化|净化", r"硬化|净化|水泥|塑胶|铺|操场|场地|垃圾|卫生"),
    thing("短缺情况", r"短缺情况|摸清", r"缺|摸清|摸底|清点|盘点|差多少|底数|上账"),
    thing("三级网络", r"三级", r"三级|县、?乡、?村"),
    thing("学校布局", r"布局|布点", r"布局|布点|点位|选址|规划|撤并|新建|就近|学位"),
)

# What a statement may name side by side; some said and others not is partial.
THINGS = (
    thing("教学仪器", r"教学仪器，", r"仪器|器材"),
    thing("高标准实验室", r"高标准实验室", r"实验室(?!仪器)"),
    thing("清扫", r"清扫、", r"清扫|打扫|保洁|卫生|清洁"),
    thing("维护", r"、维护", r"维护|维修|保养|检修|养护|管护"),
    thing("音乐专用教室", r"音乐、美术专用", r"音乐"),
    thing("美术专用教室", r"音乐、美术专用", r"美术"),
    thing("绿化", r"绿化", r"绿|树|草|花|植"),
    thing("美化", r"美化", r"美|墙|画|花|文化"),
    thing("净化", r"净化", r"净|卫生|垃圾|清洁"),
    thing("硬化", r"硬化", r"硬化|水泥|塑胶|铺|操场"),
    thing("更新", r"更新和维修", r"更新|更换|换|添置|购"),
    thing("维修", r"更新和维修", r"维修|修"),
    thing("音乐器材", r"音乐、体育、美术专用器材", r"音乐|琴|鼓|乐器"),
    thing("体育器材", r"体育、美术专用器材", r"体育|球|跳绳|垫"),
    thing("美术器材", r"美术专用器材", r"美术|画|石膏"),
    thing("部署工作", r"部署工作", r"部署|布置|派单|通知|任务"),
    thing("报送信息", r"报送信息", r"报送|上报|上传|填报|信息"),
    thing("反馈意见", r"反馈意见", r"反馈"),
)

# What belongs to the whole thing; told as absent, without changing the status.
PARTS = (
    Part(
        "数量或范围",
        re.compile(r"\d|[一二两三四五六七八九十百千]+[所个间套台册]|所有|全部|各校|每[校所班]|均|都|齐|覆盖"),
        asked=re.compile(r"^(?:学校|各校)?(?:新建|补充|增加|更新|建立了|建成|按规划|实施了改善)"),
    ),
    Part("执行的标准", re.compile(r"标准|目录|规范|规定|达标"), asked=re.compile(r"标准")),
)


def judge(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """The judgement with what is absent or taken back; the same where no rule has anything to say."""
    return refined(facet, judgement, context, CORES, THINGS, PARTS)
