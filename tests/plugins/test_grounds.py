"""What indicators share: clauses that are no ground for a judgement, and grounds that carry less than their words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from judgement_kit import judged

from compliance.judgement.grounds import grounded, weighed
from compliance.judgement.judging import Judgement
from compliance.judgement.refining import thing
from compliance.terms import DocumentKind, Status

PLAN = DocumentKind.PLAN


def _grounded(statement: str, text: str, status: Status = Status.MET, kind: DocumentKind = PLAN) -> Judgement:
    return grounded(*judged(statement, text, status, kind=kind))


# --- Another matter ---


@pytest.mark.parametrize(
    ("statement", "text", "matter"),
    [
        ("成立了领导小组", "县里成立了防汛抗旱领导小组。", "防汛"),
        ("有关职能部门参加", "区里成立防汛抗旱指挥部，水务、民政等11个部门参加。", "防汛"),
        ("制定了部门责任清单", "各乡镇印发了河长责任清单。", "河长"),
        ("建立了联席会议制度", "校外培训治理联席会议全年开了11次。", "校外培训治理联席会议"),
        ("聘任了专职督学", "县医院聘任专职药师4名。", "药师"),
    ],
)
def test_the_same_word_for_another_matter_is_no_evidence(statement: str, text: str, matter: str) -> None:
    judgement = _grounded(statement, text)
    assert (judgement.status, judgement.evidence) == (Status.MISSING, ())
    assert judgement.remarks[-1] == f"相近的话说的是另一件事（{matter}）"


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        ("针对防溺水等季节性事故建立了预警机制", "防溺水预警机制已运行三年。"),
        ("校园安全隐患得到排查", "各校排查了防汛、用电等安全隐患。"),
        ("没有发生重大安全事故", "森林防火覆盖林区12所学校，全年没有发生重大安全事故。"),
        ("建立了警校联动机制", "派出所民警每天到校门口执勤。"),
    ],
)
def test_a_matter_that_the_statement_or_every_school_has_to_do_with_stays(statement: str, text: str) -> None:
    assert _grounded(statement, text).status is Status.MET


def test_the_next_best_clause_is_judged_when_the_first_is_set_aside() -> None:
    judgement = _grounded("成立了领导小组", "区里成立了防汛领导小组。\n区里成立了督导评估领导小组。")
    assert judgement.status is Status.MET
    assert judgement.evidence[0].clause.text == "区里成立了督导评估领导小组"


def test_the_next_best_clause_may_be_a_promise() -> None:
    judgement = _grounded("成立了领导小组", "区里成立了防汛领导小组。\n拟成立督导评估领导小组。")
    assert judgement.status is Status.PLANNED


# --- Others' deeds, norms, and repeated faults ---


def test_a_sentence_that_began_with_a_neighbour_goes_on_speaking_of_it() -> None:
    judgement = _grounded("对督学进行了系统培训", "邻县请来专家，对全体督学进行了系统培训。")
    assert judgement.status is Status.MISSING


def test_where_the_submitter_is_unknown_a_named_county_may_be_the_submitter() -> None:
    asked = judged("对督学进行了系统培训", "青禾县请来专家，对全体督学进行了系统培训。", subject="")
    assert grounded(*asked).status is Status.MET


def test_what_a_superior_lays_down_is_no_fact_of_ones_own() -> None:
    facet, judgement, context = judged("明确了督学的权利", "国务院《教育督导条例》规定，有权查阅资料。")
    content = replace(judgement, readings=judgement.readings[1:])  # 有权查阅资料
    assert grounded(facet, content, context).status is Status.MISSING


def test_a_repeated_fault_gives_way_to_what_became_of_it() -> None:
    text = "反馈意见第1条：“领导小组组长由教育局局长担任。”\n改由分管教育的副县长任组长。"
    judgement = _grounded("领导小组由政府主管领导任组长", text)
    assert judgement.status is Status.MET
    assert judgement.evidence[0].clause.text == "改由分管教育的副县长任组长"


def test_a_repeated_fault_that_still_stands_is_contradicted() -> None:
    text = "反馈意见第2条：“督导制度残缺不全。”整改情况：回访制度至今没有建立。"
    assert _grounded("建立健全了督导制度", text).status is Status.CONTRADICTED


# --- Evidence that says less than its words ---


def test_a_topic_of_which_the_sentence_only_promises_is_planned() -> None:
    judgement = _grounded(
        "制定了时间表", "优质均衡推进的时间表和路线图，拟于明年上半年印发。", kind=DocumentKind.SELF_EVALUATION
    )
    assert judgement.status is Status.PLANNED


@pytest.mark.parametrize(
    "text",
    ["时间表已经印发，明年拟再作修订。", "时间表在全区推行，各校执行顺利。", "时间表共3张，拟每年修订。"],
)
def test_a_deed_or_a_number_before_the_promise_stays_a_fact(text: str) -> None:
    assert _grounded("制定了时间表", text, kind=DocumentKind.SELF_EVALUATION).status is Status.MET


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("由基教科牵头在9月底前制定调查方案。", Status.MET),
        ("由基教科牵头在9月底前力争制定调查方案。", Status.PLANNED),
        ("调查方案择机制定。", Status.PLANNED),
        ("在9月底前制定调查方案。", Status.PLANNED),
    ],
)
def test_a_plan_that_says_who_and_when_has_arranged_it(text: str, status: Status) -> None:
    assert _grounded("方案安排制定调查方案", text, Status.PLANNED).status is status


def test_outside_a_plan_who_and_when_is_still_a_promise() -> None:
    judgement = _grounded(
        "制定了调查方案", "由基教科牵头在9月底前制定调查方案。", Status.PLANNED, DocumentKind.SELF_EVALUATION
    )
    assert judgement.status is Status.PLANNED


# --- What the statement is about ---

CORES = (thing("流程", r"程序", r"程序|流程|环节"),)


def test_a_clause_that_does_not_name_the_thing_is_set_aside() -> None:
    judgement = weighed(*judged("制度规定了督学的工作程序", "手机成了督学的工具。"), CORES)
    assert (judgement.status, judgement.remarks) == (Status.MISSING, ("相近的话没有说到流程",))


def test_the_clause_that_names_it_takes_its_place() -> None:
    judgement = weighed(*judged("制度规定了督学的工作程序", "手机成了督学的工具。\n入校督导分五个环节。"), CORES)
    assert judgement.status is Status.MET
    assert judgement.evidence[0].clause.text == "入校督导分五个环节"


def test_a_denial_need_not_name_it_again() -> None:
    judgement = weighed(*judged("制度规定了督学的工作程序", "这一项至今没有规定。", Status.CONTRADICTED), CORES)
    assert judgement.status is Status.CONTRADICTED
