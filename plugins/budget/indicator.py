"""经费保障: essential parts are listing in the budget, separateness (单列), amount, period; two sums are compared."""

from __future__ import annotations

import re

from compliance.judgement.comparisons.reading import compared
from compliance.judgement.comparisons.sides import compares_sides
from compliance.judgement.grounds import turned, weighed
from compliance.judgement.judging import Judgement, JudgingContext
from compliance.judgement.parts import Part, told
from compliance.judgement.refining import thing
from compliance.terms import Facet, Modality, Status

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


def _by_comparison(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """Met or contradicted by the two sides that a statement compares, where a reading sets them side by side.

    A table goes before the text.
    """
    if judgement.status is not Status.MET or not judgement.evidence or not compares_sides(facet):
        return judgement
    for reading in sorted(judgement.readings, key=lambda one: not one.clause.header):
        found = compared(facet, reading.clause, context.submission)
        if found is not None and reading.clause.modality in (Modality.FACT, Modality.NEGATION):
            status = Status.MET if found.meets else Status.CONTRADICTED
            return turned(
                judgement, status, f"两项相比{'达到' if found.meets else '未达到'}要求：{found.shown}", reading
            )
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
    judgement = _by_comparison(facet, judgement, context)
    judgement = weighed(facet, judgement, context, _CORES, _THINGS, _PARTS)
    return _not_separate(facet, judgement, context)
