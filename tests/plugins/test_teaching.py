"""教育教学: what is taught and kept to; a slogan or a topic is not the state that is asked for."""

from __future__ import annotations

import pytest
from compliance.plugins.teaching.indicator import judge
from judgement_kit import judged

from compliance.terms import DocumentKind, Status


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        ("学校校风、教风、学风良好", "校风、教风、学风是一所学校的名片。"),
        ("校园文化建设坚持审美性、创新性、和谐性", "校园文化长廊已经建成。"),
        ("所有学校德育工作达到良好以上水平", "德育工作百花齐放。"),
        ("教师热爱学生，尊重学生人格", "专任教师全部参训。"),
        ("方案督查学校无体罚和变相体罚", "教师不得体罚学生。"),
    ],
)
def test_slogans_and_other_matters_are_no_evidence(statement: str, text: str) -> None:
    assert judge(*judged(statement, text)).status is Status.MISSING


@pytest.mark.parametrize(
    "text", ["部分村小未开齐美术、信息科技课程。", "除毕业班外，信息科技课没有开足。", "二年级的音乐课停开，尚未恢复。"]
)
def test_a_course_not_offered_anywhere_contradicts(text: str) -> None:
    judgement = judge(*judged("学校开齐开足国家规定课程", f"办学特色鲜明。\n{text}", Status.MISSING))
    assert judgement.status is Status.CONTRADICTED
    assert "课" in judgement.evidence[0].clause.text or "停" in judgement.evidence[0].clause.text


def test_no_course_missing_is_no_denial() -> None:
    asked = judged("学校开齐课程、开足课时", "各校课程门类没有一所缺开。", Status.MISSING)
    assert judge(*asked).status is not Status.CONTRADICTED


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("全县中小学开齐开足国家规定课程。", Status.MET),
        ("省里要求各校应开齐开足国家规定课程。", Status.MISSING),
        ("邻近的白河县开齐开足国家规定课程。", Status.MISSING),
    ],
)
def test_courses_offered_are_found_wherever_they_stand(text: str, status: Status) -> None:
    asked = judged("学校开齐开足国家规定课程", f"校舍整洁。\n{text}", Status.MISSING, counted=0)
    assert judge(*asked).status is status


def test_other_statements_are_not_searched_for_courses() -> None:
    asked = judged("学校开展爱国主义教育，弘扬爱国主义精神", "爱国主义教育基地开放，书法课没有开足。")
    assert judge(*asked).status is Status.MET


def test_a_rule_against_it_does_not_show_that_it_is_absent() -> None:
    judgement = judge(*judged("学校没有过重课业负担", "县里印发了减轻课业负担的十条规定。"))
    assert judgement.status is Status.MISSING


def test_a_plan_need_not_deny() -> None:
    asked = judged("学校没有过重课业负担", "作业总量由教导处每周把关。", kind=DocumentKind.PLAN)
    assert judge(*asked).status is Status.MET


def test_cases_counted_contradict() -> None:
    judgement = judge(*judged("教师没有体罚学生的行为", "全年查处教师体罚学生2起。"))
    assert judgement.status is Status.CONTRADICTED


def test_education_told_without_content_lacks_it() -> None:
    judgement = judge(*judged("学校加强爱国主义教育", "爱国主义教育抓得实。"))
    assert judgement.absent_parts == ("覆盖范围", "具体内容")
