"""What a candidate clause does for a facet: support, promise, contradict, or only come near."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from handmade import clause, item, printed, scheme, understood

from compliance.judgement.channels import Background, character_pairs, rarity
from compliance.judgement.judging import Reading
from compliance.judgement.memory import Memory
from compliance.judgement.polarity import asks_for_absence
from compliance.judgement.reading import is_stale, read_candidate, read_candidates
from compliance.judgement.relevance import Candidates
from compliance.judgement.signals import signals
from compliance.terms import DocumentKind, Facet, Period, Polarity

BODY = Facet("body", "", "成立了领导小组")
RATE = Facet("rate", "", "巩固率达到95%以上", measure="巩固率", comparator=">=", threshold=Decimal(95), unit="%")


def readings(facet: Facet, text: str, kind: DocumentKind = DocumentKind.SELF_EVALUATION) -> list[Reading]:
    """Every clause of a text, read for the facet."""
    submission = understood(text, kind)
    weights = rarity([character_pairs(t) for t in (facet.statement, text)], Background(0, {}))
    return [read_candidate(facet, one, 0.5, submission, weights) for one in submission.clauses]


# --- Polarity ---


@pytest.mark.parametrize(
    ("text", "polarity", "why"),
    [
        ("区政府成立了领导小组。", Polarity.SUPPORTS, "按事实陈述"),
        ("区政府拟成立领导小组。", Polarity.PROMISES, "只是打算（拟）"),
        ("各校要成立领导小组。", Polarity.PROMISES, "只是要求（要）"),
        ("区里至今没有成立领导小组。", Polarity.CONTRADICTS, "明确否定或承认不足"),
        ("邻县望沙县成立了领导小组。", Polarity.NEAR, "不是本单位"),
    ],
)
def test_the_way_a_clause_speaks_decides_what_it_does(text: str, polarity: Polarity, why: str) -> None:
    (reading,) = readings(BODY, text)
    assert reading.polarity is polarity
    assert why in reading.why


CHECK = "方案督查考试无排名"


@pytest.mark.parametrize(
    ("statement", "text", "polarity"),
    [
        # a check left out is no proof that nothing is wrong
        (CHECK, "考试排名一项督导室不查。", Polarity.CONTRADICTS),
        (CHECK, "考试排名未列入本轮督查。", Polarity.CONTRADICTS),
        (CHECK, "两轮督查都看考试有无排名。", Polarity.SUPPORTS),
        # the unwanted thing, counted
        ("没有体罚学生的现象", "全年查实体罚学生1起。", Polarity.CONTRADICTS),
        ("没有体罚学生的现象", "全年没有查实一起体罚。", Polarity.SUPPORTS),
        ("没有体罚学生的现象", "全年排查出消防隐患12处。", Polarity.SUPPORTS),
        ("没有体罚学生的现象", "受理体罚举报2件，均不属实。", Polarity.SUPPORTS),
        ("开展了小学化专项治理", "发现2所园教拼音，已纠正。", Polarity.SUPPORTS),
        # another in the post
        ("领导小组由政府主管领导任组长", "组长由区教育局局长担任。", Polarity.CONTRADICTS),
        ("领导小组由政府主管领导任组长", "组长由分管副区长担任。", Polarity.SUPPORTS),
        ("领导小组由政府主管领导任组长", "副组长由区教育局局长担任。", Polarity.SUPPORTS),
        ("委员会由常务副县长任主任", "主任由分管教育的副县长担任。", Polarity.CONTRADICTS),
        ("委员会由常务副县长任主任", "主任由常务副县长担任。", Polarity.SUPPORTS),
        # the other way
        ("教育质量不断提高", "中考平均分比上年下降。", Polarity.CONTRADICTS),
        ("教育质量不断提高", "初中辍学率比上年下降。", Polarity.SUPPORTS),
        ("统一检查后基层学校的迎检负担减轻", "学校迎检次数比上年还多三次。", Polarity.CONTRADICTS),
        ("统一检查后基层学校的迎检负担减轻", "学校迎检次数减少一半。", Polarity.SUPPORTS),
    ],
)
def test_a_fact_may_speak_against_what_is_asked(statement: str, text: str, polarity: Polarity) -> None:
    assert readings(Facet("one", "", statement), text)[0].polarity is polarity


def test_a_demand_in_a_plan_is_what_the_plan_is_for() -> None:
    (reading,) = readings(BODY, "各校要成立领导小组。", DocumentKind.PLAN)
    assert reading.polarity is Polarity.SUPPORTS


def test_another_bodys_denial_or_promise_keeps_its_own_reason() -> None:
    """Only what would support is turned away for being another body's."""
    (reading,) = readings(BODY, "邻县望沙县拟成立领导小组。")
    assert reading.polarity is Polarity.PROMISES


@pytest.mark.parametrize(
    ("text", "polarity", "why"),
    [
        ("全区巩固率98.2%。", Polarity.SUPPORTS, "数值98.2%达到要求"),
        ("全区巩固率93.1%。", Polarity.CONTRADICTS, "数值93.1%未达到要求"),
        ("力争巩固率达到98%。", Polarity.PROMISES, "只是打算（力争）"),
    ],
)
def test_a_value_decides_where_it_is_a_fact(text: str, polarity: Polarity, why: str) -> None:
    (reading,) = readings(RATE, text)
    assert (reading.polarity, reading.why) == (polarity, why)


# --- How much of the statement is said ---


def test_what_is_said_in_full_has_nothing_absent() -> None:
    (reading,) = readings(BODY, "区政府成立了领导小组。")
    assert (reading.covered, reading.absent) == (1.0, ())


def test_the_sentence_before_the_clause_counts_as_said() -> None:
    facet = Facet("f", "", "印发了方案，建立了台账")
    whole = readings(facet, "区里印发了方案，建立了台账，逐项核对。")[-1]
    alone = readings(facet, "逐项核对。")[-1]
    assert whole.covered > 0.7 > 0.1 > alone.covered


def test_the_unsaid_words_are_shown_whole_and_at_most_three() -> None:
    facet = Facet("f", "", "成立了领导小组，明确了组长，安排了经费，规定了期限，公布了电话")
    (reading,) = readings(facet, "区政府成立了领导小组。")
    assert len(reading.absent) == 3
    assert 0 < reading.covered < 1


def test_coverage_weighs_rare_words_more() -> None:
    facet = Facet("f", "", "学校心理咨询")
    texts = ("学校操场", "学校食堂", "学校图书", "心理咨询")
    submission = printed(*texts)
    weights = rarity([character_pairs(t) for t in (facet.statement, *texts)], Background(0, {}))
    common, rare = (read_candidate(facet, submission.clauses[i], 0.5, submission, weights).covered for i in (0, 3))
    assert rare > 2 * common > 0


# --- Statements that ask for an absence, years that are over ---


@pytest.mark.parametrize(
    ("statement", "asks"),
    [
        ("没有发生重大安全责任事故", True),
        ("数据真实，零误差", True),
        ("不存在重点班", True),
        ("成立了领导小组", False),
        ("建成无障碍设施", False),
        ("利用无线网络开展教研", False),
    ],
)
def test_a_statement_may_ask_that_something_is_not(statement: str, asks: bool) -> None:
    assert asks_for_absence(Facet("f", "", statement)) is asks


@pytest.mark.parametrize(
    ("period", "stale"),
    [
        (None, False),
        (Period(2023, 2023), False),
        (Period(2021, 2023), False),
        (Period(2022, 2022), True),
        (Period(2022, 2022, relative="previous"), False),  # openly the year before
        (Period(2024, 2024), False),
    ],
)
def test_a_clause_is_stale_that_speaks_only_of_years_before_the_submissions(period, stale: bool) -> None:
    assert is_stale(replace(clause("完成了评估"), period=period), printed()) is stale


def test_without_a_period_nothing_is_stale() -> None:
    submission = replace(printed(), period="")
    assert not is_stale(replace(clause("完成了评估"), period=Period(1999, 1999)), submission)


# --- All candidates of all facets ---


def test_each_facet_has_its_candidates_read_in_their_order() -> None:
    submission = printed("区里成立了领导小组", "配备了保安")
    empty = Background(0, {})
    asked = scheme(item("成立了领导小组", "配备了保安"))
    found = signals(asked, submission, character_pairs, Memory())
    ranked = Candidates(np.array([[0, 1], [1, 0]]), np.array([[0.9, 0.1], [0.8, 0.2]]))
    read = read_candidates(found, ranked, submission, empty)
    assert [[(r.clause.index, r.relevance) for r in row] for row in read] == [
        [(0, 0.9), (1, 0.1)],
        [(1, 0.8), (0, 0.2)],
    ]
    assert [row[0].covered for row in read] == [1.0, 1.0]


# --- What a plan arranges, and whose deed a statement asks for ---


@pytest.mark.parametrize(
    ("text", "kind", "polarity"),
    [
        ("# 二、2024年工作计划\n督学每月到校一次。", DocumentKind.PLAN, Polarity.SUPPORTS),
        ("# 二、2024年工作计划\n督学每月到校一次。", DocumentKind.SELF_EVALUATION, Polarity.PROMISES),
        ("专项督查定于4月进行。", DocumentKind.PLAN, Polarity.SUPPORTS),
        ("专项督查定于4月进行。", DocumentKind.SELF_EVALUATION, Polarity.PROMISES),
        ("专项督查拟适时进行。", DocumentKind.PLAN, Polarity.PROMISES),
    ],
)
def test_in_a_plan_what_only_its_heading_or_a_set_day_makes_an_intention_is_arranged(
    text: str, kind: DocumentKind, polarity: Polarity
) -> None:
    assert readings(Facet("visit", "", "方案安排督学到校"), text, kind)[-1].polarity is polarity


@pytest.mark.parametrize(
    ("statement", "polarity"),
    [
        ("写明了省级评估的结果", Polarity.SUPPORTS),
        ("督导评估结果形成了报告", Polarity.NEAR),
        ("评估条件达到省定标准", Polarity.NEAR),
    ],
)
def test_a_superior_is_no_other_body_where_the_statement_names_it(statement: str, polarity: Polarity) -> None:
    assert readings(Facet("result", "", statement), "省评估组完成了评估。")[0].polarity is polarity


def test_an_aim_is_shown_by_the_words_that_state_it() -> None:
    facet = Facet("aim", "", "方案提出力争成为先进单位")
    assert readings(facet, "力争成为先进单位。")[0].polarity is Polarity.SUPPORTS
    assert readings(BODY, "力争成立领导小组。")[0].polarity is Polarity.PROMISES


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        ("教师没有有偿补课、体罚等违反师德的行为", "全县开展有偿补课专项检查4次"),
        ("教师没有有偿补课、体罚等违反师德的行为", "有12所学校签订了不体罚承诺书"),
        ("教育质量不断提高", "小学在校生较上年减少7100人"),
        ("坚持义务教育免试就近入学", "公办小学、初中不组织考试"),
    ],
)
def test_what_only_names_the_matter_is_not_held_against_a_facet(statement: str, text: str) -> None:
    told = readings(Facet("f", "", statement), f"{text}。")
    assert Polarity.CONTRADICTS not in {reading.polarity for reading in told}


@pytest.mark.parametrize(
    ("statement", "text", "polarity"),
    [
        # what should not be is denied, or admitted
        ("没有过重课业负担", "作业过多仍是家长反映最集中的一件事。", Polarity.CONTRADICTS),
        ("完成了无证园的清理整治", "剩下的两处仍在招生，没有取缔。", Polarity.CONTRADICTS),
        ("不存在有编不补的情况", "全县213个空编多年没有补。", Polarity.CONTRADICTS),
        ("没有体罚学生的现象", "体罚在本区没有绝迹。", Polarity.CONTRADICTS),
        ("没有体罚学生的现象", "全年没有查处过一起体罚。", Polarity.SUPPORTS),
        ("学校没有违规招生和乱收费", "没有乱收一分钱。", Polarity.SUPPORTS),
        ("学校没有违规招生和乱收费", "春季从外乡招了11名择校生。", Polarity.CONTRADICTS),
        # what a rule demands is what the statement asks it to say
        ("规程明确了责任督学的职责和任务", "第二章讲督学要做什么，共九款。", Polarity.SUPPORTS),
        ("规程明确了责任督学的职责和任务", "督学每月要干八件事。", Polarity.PROMISES),
        ("开展了督导培训", "第二章讲督学要参加培训。", Polarity.PROMISES),
        # what a superior found
        ("提供的数据详实准确", "市里抽核52组数，误差率为零。", Polarity.SUPPORTS),
        ("开展了专项督导", "市里抽查了十所学校。", Polarity.NEAR),
    ],
)
def test_what_a_clause_does(statement: str, text: str, polarity: Polarity) -> None:
    submission = understood(text)
    reading = read_candidate(Facet("a", "", statement), submission.clauses[-1], 0.5, submission, {})
    assert reading.polarity is polarity
