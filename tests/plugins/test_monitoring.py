"""监测评价: of whom, in which grades and subjects, with which result; of this year and this level."""

from __future__ import annotations

import pytest
from compliance.plugins.monitoring.indicator import judge
from judgement_kit import judged

from compliance.terms import Status


@pytest.mark.parametrize(
    ("statement", "text", "status"),
    [
        ("参加了国家义务教育质量监测", "本县被抽中参加全省义务教育质量监测。", Status.MISSING),
        ("参加了国家义务教育质量监测", "本县参加国家义务教育质量监测，样本校12所。", Status.MET),
        ("完成了国家义务教育质量监测任务", "环保部门完成河流断面水质监测任务。", Status.MISSING),
    ],
)
def test_another_levels_or_another_kind_of_monitoring_is_no_evidence(statement: str, text: str, status: Status) -> None:
    assert judge(*judged(statement, text)).status is status


def test_groups_left_out_of_a_survey_are_named() -> None:
    statement = "开展了覆盖学生、家长、教师、校长、人大代表、政协委员的社会认可度调查"
    judgement = judge(*judged(statement, "10月对学生、家长、教师和校长开展了社会认可度问卷调查。"))
    assert (judgement.status, judgement.absent_parts) == (Status.PARTIAL, ("人大代表", "政协委员"))


@pytest.mark.parametrize(
    ("statement", "status"),
    [("开展了社会满意度调查", Status.MISSING), ("社会满意度调查结果持续提高", Status.MET)],
)
def test_an_earlier_years_survey_counts_only_for_growth(statement: str, status: Status) -> None:
    judgement = judge(*judged(statement, "2019年10月开展的教育满意度调查得分为88分。", period="2022"))
    assert judgement.status is status


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("开展了教育满意度调查。", ("监测对象或样本", "监测结果")),
        ("向4200名家长发放问卷开展教育满意度调查，满意度为93.1%。", ()),
    ],
)
def test_essential_parts_that_are_not_told(text: str, absent: tuple[str, ...]) -> None:
    assert judge(*judged("开展了社会满意度调查", text)).absent_parts == absent
