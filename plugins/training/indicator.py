"""培训研修: essential parts are whom, how often or how long, result."""

from __future__ import annotations

import re

from compliance.judgement.grounds import weighed
from compliance.judgement.judging import Judgement, JudgingContext
from compliance.judgement.parts import Part
from compliance.judgement.refining import leave_out_others, thing
from compliance.terms import Facet

_HELD = re.compile(r"(?:开展|组织|进行|实施|举办|安排)了?.{0,16}培训")
_PARTS = (
    Part("培训对象", re.compile(r"督学|教师|老师|校长|园长|干部|教职工|班主任|[人成会学测]员|全员|\d+人"), asked=_HELD),
    Part(
        "次数或学时",
        re.compile(
            r"\d+(?:多|余)?(?:个)?(?:期|次|天|周|月|学时|课时|小时|场|轮|批)|[一两二三四五六七八九十]+(?:期|次|天|周|学时|场|轮|批)|每[年月周学季]"
        ),
        asked=_HELD,
    ),
    Part(
        "培训结果",
        re.compile(r"考核|考试|测试|测评|率|合格|结业|证书|心得|完成率|全部完成|获|优秀|掌握|提高|提升"),
        asked=_HELD,
        own_facet=re.compile(r"考试|掌握|结业"),
    ),
)
_CORES = (
    thing("督学", r"督学", r"督学|督导"),
    thing("授课", r"授课", r"授课|讲|作报告|辅导|专家"),
    thing("结业考试", r"结业考试", r"考试|考核|测试|结业"),
    thing("学历", r"学历教育", r"学历|本科|研究生|学位|函授|自考"),
    thing("报刊资料", r"报刊", r"报|刊|资料|书|订"),
    thing("分层", r"分层", r"分层|层次|层级|分类|分级|新任|后备|骨干|三级|梯队|青年|分期"),
    thing("外出学习", r"外地|外出", r"外地|外出|外省|赴|跟岗|考察|去[^，]{1,6}学|异地|参观|学习"),
    thing("干部", r"干部", r"干部|校长|书记|园长|中层|班子|后备"),
)
_THINGS = (
    thing("园长", r"园长和教师", r"园长"),
    thing("教师", r"园长和教师", r"教师|老师|教职工|保教"),
)


def judge(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """The general judgement, refined by what training consists of."""
    return weighed(facet, leave_out_others(judgement, context), context, _CORES, _THINGS, _PARTS)
