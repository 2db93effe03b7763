"""A whole scheme over a submission: one nobody has seen is judged, plugins may fail, pages may be unread."""

from __future__ import annotations

import pytest
from handmade import item, printed, scheme, understood

from compliance.hookspecs import Indicator
from compliance.judgement.judge import concept_tokens, judge
from compliance.judgement.judging import Judgement, JudgingContext
from compliance.language.concepts import Concept
from compliance.schemes import parse_scheme
from compliance.terms import Certificate, Facet, FacetFinding, Finding, Polarity, Scheme, Status, Submission

UNSEEN = """
[scheme]
id = "meals-2024"
title = "学校食堂和营养改善专项评估"
issuer = "汀州市教育督导委员会"
document_kinds = ["self_evaluation"]

[[item]]
id = "meals-01"
path = ["组织管理"]
title = "食堂管理"
requirement = "说明食堂由谁管、怎么管。"
scope = "district"
facet = [
  { id = "committee", indicator = "meals", statement = "成立了学校膳食管理委员会" },
  { id = "accompany", indicator = "meals", statement = "建立了学校负责人陪餐制度" },
  { id = "bidding", indicator = "meals", statement = "大宗食材实行公开招标采购" },
]

[[item]]
id = "meals-02"
path = ["条件保障"]
title = "食堂条件"
requirement = "说明食堂的证照、人员和设施。"
scope = "district"
facet = [
  { id = "licence", indicator = "meals", statement = "学校食堂全部取得食品经营许可证" },
  { id = "nutritionist", indicator = "meals", statement = "配备了专职营养师" },
  { id = "platform", indicator = "meals", statement = "建成了食堂食材溯源平台" },
]

[[item]]
id = "meals-03"
path = ["监督"]
title = "监督"
requirement = "说明怎样监督。"
scope = "district"
facet = [
  { id = "survey", indicator = "meals", statement = "开展了学生用餐满意度调查" },
  { id = "waste", indicator = "meals", statement = "建立了餐厨垃圾分类处置机制" },
  { id = "insurance", indicator = "meals", statement = "为学生购买了食品安全责任保险" },
]
"""

REPORT = """
# 岚溪县学校食堂和营养改善工作自评报告
岚溪县现有中小学52所，其中寄宿制学校21所，每天在校用餐的学生2.6万人。现将2023年度有关情况报告如下。
# 一、组织管理
县教育局牵头成立了学校膳食管理委员会，由分管副局长任主任，家长代表占三分之一。委员会每学期开会两次，研究菜谱和价格。
全县52所学校都建立了学校负责人陪餐制度，校长、副校长轮流陪餐，每餐有记录。2023年共陪餐2.1万人次，记录存档备查。
米、面、油、肉等大宗食材实行公开招标采购，全年招标4次，中标企业6家，价格比市场零售价低8%。
# 二、条件保障
52所学校的食堂全部取得食品经营许可证，从业人员持健康证上岗。去年暑假维修食堂14个，添置消毒柜36台。
县财政全年安排营养改善资金1380万元，按月拨付到校，没有挤占挪用。
专职营养师至今没有配备，菜谱由各校后勤人员自己定。
食材溯源平台尚在招标，计划2024年9月建成食堂食材溯源平台。
# 三、监督和效果
2023年11月，县教育局委托第三方开展了学生用餐满意度调查，回收问卷8600份，满意度91.3%。
学生体质健康测试优良率比上年提高2.4个百分点，缺铁性贫血检出率下降到3.1%。
部分山区学校冬天饭菜凉得快，家长有意见，县里给9所学校配了保温餐车。
# 四、下一步打算
下一步拟建立餐厨垃圾分类处置机制，由县城管局和教育局共同制定办法。
"""


@pytest.fixture(scope="module")
def unseen() -> Scheme:
    return parse_scheme(UNSEEN.encode(), "meals-2024.toml")


@pytest.fixture(scope="module")
def report() -> Submission:
    return understood(REPORT, subject="岚溪县")


@pytest.fixture(scope="module")
def findings(unseen: Scheme, report: Submission) -> tuple[Finding, ...]:
    judged, problems = judge(unseen, report, {})
    assert problems == ()
    return judged


def facets_of(findings: tuple[Finding, ...]) -> dict[str, tuple[Finding, FacetFinding]]:
    return {facet.id: (finding, facet) for finding in findings for facet in finding.facets}


# --- A scheme that nobody has seen, with an indicator that no plugin has ---


@pytest.mark.parametrize(
    ("facet", "status", "quoted"),
    [
        ("committee", "met", "成立了学校膳食管理委员会"),
        ("accompany", "met", "建立了学校负责人陪餐制度"),
        ("bidding", "met", "大宗食材实行公开招标采购"),
        ("licence", "met", "食堂全部取得食品经营许可证"),
        ("survey", "met", "开展了学生用餐满意度调查"),
        ("nutritionist", "contradicted", "专职营养师至今没有配备"),
        ("platform", "planned", "计划2024年9月建成食堂食材溯源平台"),
        ("waste", "planned", "拟建立餐厨垃圾分类处置机制"),
        ("insurance", "missing", ""),
    ],
)
def test_what_the_text_says_plainly_is_judged_so(findings, facet: str, status: str, quoted: str) -> None:
    finding, judged = facets_of(findings)[facet]
    assert judged.status == status
    assert quoted in "".join(finding.evidence[i].quote for i in judged.evidence[:1])


def test_items_follow_from_their_facets(findings) -> None:
    assert [(f.item.id, f.status) for f in findings] == [
        ("meals-01", Status.MET),
        ("meals-02", Status.PARTIAL),
        ("meals-03", Status.PARTIAL),
    ]


def test_evidence_does_what_its_facets_status_says(findings) -> None:
    shows = {
        Status.MET: {Polarity.SUPPORTS},
        Status.PLANNED: {Polarity.PROMISES},
        Status.CONTRADICTED: {Polarity.CONTRADICTS},
        Status.MISSING: set(),
    }
    for finding, facet in facets_of(findings).values():
        assert {finding.evidence[i].polarity for i in facet.evidence} == shows[facet.status]


def test_each_judgement_can_be_traced(findings) -> None:
    for _, facet in facets_of(findings).values():
        assert facet.trace[0].startswith("状态概率：") and facet.trace[1].startswith("候选1")


def test_the_same_input_gives_the_same_findings(unseen, report, findings) -> None:
    assert judge(unseen, report, {})[0] == findings


# --- A broken indicator spoils its own facet only ---


def breaks(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    raise LookupError("没有这张表") if facet.id == "bidding" else ValueError


def test_an_indicator_that_raises_is_named_and_the_general_judgement_stands(unseen, report, findings) -> None:
    judged, problems = judge(unseen, report, {"meals": Indicator("meals", "食堂", "", judge=breaks)})
    assert judged == findings
    assert len(problems) == 9 and {problem.source for problem in problems} == {"meals"}
    assert problems[2].message == (
        "指标“meals”在条目 meals-01 的要点 bidding上出错（LookupError：没有这张表），该要点按通用方法评判。"
    )


def test_other_facets_keep_their_own_indicators_judgement() -> None:
    def never(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
        return Judgement(Status.CONTRADICTED, 0.9, (), worked_out=True)

    one, other = Facet("one", "bad", "成立了领导小组"), Facet("other", "good", "配备了保安")
    asked = scheme(type(item())("x", (), "", "", (one, other)))
    indicators = {"bad": Indicator("bad", "坏的", "", judge=breaks), "good": Indicator("good", "好的", "", judge=never)}
    (finding,), problems = judge(asked, understood("区里成立了领导小组。"), indicators)
    assert finding.facets[1].status is Status.CONTRADICTED
    assert [problem.source for problem in problems] == ["bad"]


def test_an_indicator_sees_its_item_its_siblings_and_the_submission() -> None:
    seen = []

    def look(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
        seen.append((facet.id, [f.id for f in context.siblings], context.item.id, context.submission.subject))
        return judgement

    facets = tuple(Facet(name, "looks", "成立了领导小组") for name in ("a", "b"))
    judge(
        scheme(type(item())("x-01", (), "", "", facets)),
        understood("区里成立了领导小组。"),
        {"looks": Indicator("looks", "看", "", judge=look)},
    )
    assert seen == [("a", ["b"], "x-01", "云渡区"), ("b", ["a"], "x-01", "云渡区")]


# --- Missing may be said only where everything was read ---


@pytest.mark.parametrize(
    ("certificate", "status"),
    [
        (Certificate(page=None, characters=9), Status.MISSING),
        (Certificate(page=2, characters=0, unread=("第2页是图片，没有文字",)), Status.UNREADABLE),
    ],
)
def test_an_unread_page_turns_missing_into_unreadable(certificate: Certificate, status: Status) -> None:
    asked = scheme(item("为教师办理了补充医疗保险", "成立了学校膳食管理委员会"))
    submission = understood(REPORT, subject="岚溪县", certificates=[certificate])
    (finding,), _ = judge(asked, submission, {})
    assert [facet.status for facet in finding.facets] == [status, Status.MET]


def test_of_a_text_without_clauses_everything_is_missing(unseen) -> None:
    findings, problems = judge(unseen, printed(), {})
    assert {finding.status for finding in findings} == {Status.MISSING}
    assert problems == ()


def test_what_does_not_apply_is_not_refined_and_has_no_evidence(unseen) -> None:
    asked = scheme(
        type(item())("x", (), "食堂", "说明食堂情况；辖区没有学校食堂的，不适用。", (Facet("a", "bad", "食堂办了证"),))
    )
    submission = understood("辖区没有学校食堂，食堂一项不涉及。")
    (finding,), problems = judge(asked, submission, {"bad": Indicator("bad", "坏的", "", judge=breaks)})
    assert (finding.status, finding.evidence, problems) == (Status.NOT_APPLICABLE, (), ())


# --- Concepts: the field's own and those that indicators bring ---


def test_a_text_names_concepts_and_what_they_are_a_kind_of() -> None:
    brought = Concept("canteen-licence", "食堂许可证", "document", ("食堂许可证",), broader=("licence-of-test",))
    wider = Concept("licence-of-test", "证照", "document", ("各类证照",))
    tokens = concept_tokens([Indicator("meals", "食堂", "", concepts=(brought, wider))])
    assert {"canteen-licence", "licence-of-test"} <= tokens("学校办了食堂许可证")
    assert "canteen-licence" not in concept_tokens([])("学校办了食堂许可证")
