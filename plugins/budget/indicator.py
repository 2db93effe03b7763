"""经费保障: essential parts are listing in the budget, separateness (单列), amount, period; two sums are compared."""

from __future__ import annotations

import re
from decimal import Decimal

from compliance.judgement.grounds import turned, weighed
from compliance.judgement.judging import Judgement, JudgingContext
from compliance.judgement.parts import Part, told
from compliance.judgement.refining import thing
from compliance.language.quantities import find_quantities
from compliance.terms import Clause, Facet, Status

_LISTED = re.compile(r"列入.{0,8}预算|纳入.{0,8}预算|在.{0,6}预算中单列")
_PARTS = (
    Part("列入预算", re.compile(r"预算|列支|财政"), asked=_LISTED),
    Part("金额", re.compile(r"[\d_XＸ×*]\s*(?:元|万|亿)|\d%"), asked=_LISTED, own_facet=re.compile(r"数额|金额|标准")),
    Part("年度", re.compile(r"年|每|当期|连续"), asked=_LISTED),
)
_CORES = (
    thing("预算", r"列入.{0,8}预算|纳入.{0,8}预算", r"预算|列支|财政|单列|专项"),
    thing("绩效工资", r"绩效工资", r"绩效"),
    thing("追补的经费", r"追补", r"追补|补足|补齐|补拨|追加"),
    thing("追回的经费", r"追回", r"追回|收回|退回|清退"),
    thing("社会保险或住房公积金", r"社会保险", r"社保|保险|公积金|五险"),
    thing("保障条件", r"^保障了责任督学培训", r"经费|费|报销|补[助贴]|办公|交通|食宿|列支|条件|车"),
    thing("小规模学校", r"小规模学校", r"小规模|教学点|村小|不足?\d+人|不满|100人|百人"),
)
_THINGS = (
    thing("培训", r"督学培训、交通", r"培训|进修|研修|学习"),
    thing("交通", r"督学培训、交通", r"交通|差旅|下校|用车|车"),
    thing("食宿", r"督学培训、交通", r"食宿|伙食|误餐|住宿|就餐|用餐"),
    thing("办公条件", r"督学培训、交通", r"办公|电脑|场所|耗材|设备"),
    thing("挂牌督导", r"挂牌督导、综合督导", r"挂牌|随机督导|责任区"),
    thing("综合督导", r"挂牌督导、综合督导", r"综合督导|综合"),
    thing("评优奖励", r"挂牌督导、综合督导", r"评优|奖|表彰"),
)
_SEPARATE = re.compile(r"单列|单独|单设|专列|单立|专户|独立")

# --- One sum against another ---

_ABOVE = re.compile(r"高于|不低于|不少于|超过|大于")
_PAY = re.compile(r"教师平均工资.*公务员")
_TEACHERS, _SERVANTS = re.compile(r"教师"), re.compile(r"公务员")
_RATIO = re.compile(r"教师.{0,4}(?:与|为|是|相当于|占).{0,6}公务员.{0,10}?(\d+(?:\.\d+)?)%")
_HUNDRED = Decimal(100)


def _pay(clause: Clause, who: re.Pattern[str], other: re.Pattern[str]) -> Decimal | None:
    """The sum of money in a clause that speaks of one group only."""
    if not who.search(clause.text) or other.search(clause.text):
        return None
    sums = [q.low for q in find_quantities(clause.text) if q.dimension == "money"]
    return sums[0] if len(sums) == 1 else None


def _pay_status(clauses: tuple[Clause, ...]) -> Status | None:
    """What neighbouring clauses or a table row say of teachers' pay against civil servants'; None without both."""
    for clause in clauses:
        if found := _RATIO.search(clause.text):
            return Status.MET if Decimal(found[1]) >= _HUNDRED else Status.CONTRADICTED
    teachers = [p for c in clauses if (p := _pay(c, _TEACHERS, _SERVANTS)) is not None]
    servants = [p for c in clauses if (p := _pay(c, _SERVANTS, _TEACHERS)) is not None]
    if len(teachers) == len(servants) == 1:
        return Status.MET if teachers[0] >= servants[0] else Status.CONTRADICTED
    return None


def _by_pay(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """Met or contradicted by the two sums that the evidence's sentence, or a row near it, sets side by side."""
    if not _PAY.search(facet.statement) or judgement.status is not Status.MET or not judgement.evidence:
        return judgement
    for reading in judgement.readings:
        first, last = reading.clause.sentence
        status = _pay_status(context.submission.clauses[first:last])
        if status is not None and _SERVANTS.search(context.sentence(reading.clause)):
            remark = "教师平均工资低于公务员" if status is Status.CONTRADICTED else "教师平均工资不低于公务员"
            return turned(judgement, status, remark, reading)
    return judgement


_LOWER = re.compile(r"(?:前者|前一项|增幅|比例)?.{0,4}低(?:了|于)|未高于|没有高于|落后")


def _by_growth(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """Contradicted, where the sentence that gives both growth rates says that the first is the lower one."""
    asked = "增长比例" in facet.statement and _ABOVE.search(facet.statement)
    if not asked or judgement.status is not Status.MET or not judgement.evidence:
        return judgement
    if _LOWER.search(context.sentence(judgement.readings[0].clause)):
        return turned(judgement, Status.CONTRADICTED, "增长比例低于要求比较的一项")
    return judgement


def _not_separate(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """Partial, where 单列 is asked and only 列入 is said."""
    if "单列" not in facet.statement or judgement.status is not Status.MET:
        return judgement
    if _SEPARATE.search(told(judgement, context)):
        return judgement
    return turned(judgement, Status.PARTIAL, "只说列入预算，未见单列")


def judge(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """The general judgement, refined by what secured money consists of."""
    judgement = _by_growth(facet, _by_pay(facet, judgement, context), context)
    judgement = weighed(facet, judgement, context, _CORES, _THINGS, _PARTS)
    return _not_separate(facet, judgement, context)
