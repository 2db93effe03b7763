"""督导检查: of which kind and topic, of whom, how often, by whom."""

from __future__ import annotations

import pytest
from compliance.plugins.inspection.indicator import judge
from judgement_kit import judged

from compliance.terms import Scope, Status


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        ("责任督学对教师师德情况开展经常性督导", "进修学校举办教师业务培训二十一期。"),
        ("开展了学生体质健康或阳光体育活动专项督查", "每年都开展若干专项督导。"),
        ("督导检查了教育改革与发展", "督导室派人参加了两次联合检查。"),
        ("责任督学对学生宿舍卫生情况开展经常性督导", "责任督学每月进校督导。"),
    ],
)
def test_an_inspection_of_something_else_is_no_evidence(statement: str, text: str) -> None:
    assert judge(*judged(statement, text)).status is Status.MISSING


@pytest.mark.parametrize(
    ("statement", "text", "status"),
    [
        ("写明了省级督导评估的结果", "国家督导评估定为合格等次。", Status.MISSING),
        ("写明了省级督导评估的结果", "省里的督导评估定为优秀等次。", Status.MET),
        ("写明了省级督导评估的结果", "督导评估定为优秀等次。", Status.MET),
    ],
)
def test_another_level_is_another_inspection(statement: str, text: str, status: Status) -> None:
    assert judge(*judged(statement, text)).status is status


def test_methods_left_out_are_named() -> None:
    statement = "责任督学采取随机听课、查阅资料、列席会议、座谈走访、问卷调查等方式督导"
    judgement = judge(*judged(statement, "责任督学采取随堂听课、查阅资料、座谈走访的方式督导。"))
    assert (judgement.status, judgement.absent_parts) == (Status.PARTIAL, ("列席会议", "问卷调查"))


@pytest.mark.parametrize(
    "text",
    [
        "市督导室答应派人参加本区自评，后来因故没有到场。",
        "市督导室年初答应参加本区自评，但至今没有派人。",
    ],
)
def test_what_the_sentence_takes_back_is_contradicted(text: str) -> None:
    judgement = judge(*judged("市政府教育督导室参加了本区的自评活动", text))
    assert judgement.status is Status.CONTRADICTED
    assert "没有" in judgement.evidence[0].clause.text


def test_what_an_inspection_found_does_not_take_it_back() -> None:
    asked = judged(
        "开展了校园安全专项督导", "5月督导室对全区51所学校开展校园安全专项督导，其中校舍一直没有加固的有两处。"
    )
    assert judge(*asked).status is Status.MET


def test_an_exception_to_all_is_contradicted() -> None:
    text = "督学实地督查了全县中小学。其余十五所都在外岛，没有上去。"
    judgement = judge(*judged("督学实地督查责任县所有义务教育阶段中小学", text))
    assert (judgement.status, judgement.evidence[0].clause.text) == (
        Status.CONTRADICTED,
        "其余十五所都在外岛，没有上去",
    )


def test_a_neighbours_inspection_is_no_evidence() -> None:
    judgement = judge(*judged("开展了结对共建专项督导", "邻近的白河县开展了结对共建专项督导。"))
    assert judgement.status is Status.MISSING


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("开展了校园安全专项督导。", ("时间或频次", "督导对象和覆盖面", "由谁督导")),
        ("9月开展了校园安全专项督导。", ("督导对象和覆盖面", "由谁督导")),
        ("9月，区教育督导室对全区51所学校开展校园安全专项督导。", ()),
    ],
)
def test_essential_parts_that_are_not_told(text: str, absent: tuple[str, ...]) -> None:
    statement = "开展了专项督导"
    assert judge(*judged(statement, text)).absent_parts == absent


@pytest.mark.parametrize(("scope", "subject"), [(Scope.OFFICE, "云渡区"), (Scope.DISTRICT, "云渡市政府教育督导室")])
def test_an_office_need_not_say_who_inspects(scope: Scope, subject: str) -> None:
    asked = judged("开展了专项督导", "9月对51所学校开展专项督导。", scope=scope, subject=subject)
    assert judge(*asked).absent_parts == ()


def test_the_clause_that_tells_how_often_leads() -> None:
    text = "全年入校督导780次，责任督学每月到每所学校督导1至2次。"
    judgement = judge(*judged("责任督学每月到校督导不少于一次", text))
    assert judgement.evidence[0].clause.text == "责任督学每月到每所学校督导1至2次"
