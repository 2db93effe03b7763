"""责任分工: who, what, by when, and what follows."""

from __future__ import annotations

import pytest
from compliance.plugins.responsibility.indicator import judge
from judgement_kit import judged

from compliance.terms import Status

LIST = "制定了部门责任清单"


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("县政府制定了21个部门的责任清单，逐项写明牵头科室和完成时限，年底考核。", ()),
        ("县政府制定了部门责任清单。", ("具体任务", "完成时限", "问责")),
        ("县政府制定了部门责任清单，任务12项，10月底前完成。", ("问责",)),
    ],
)
def test_what_a_list_of_duties_lacks_is_told(text: str, absent: tuple[str, ...]) -> None:
    judgement = judge(*judged(LIST, text))
    assert (judgement.status, judgement.absent_parts) == (Status.MET, absent)


def test_accountability_is_left_to_its_own_facet() -> None:
    asked = judged(LIST, "县政府制定了部门责任清单，任务12项，10月底前完成。", siblings=("建立了部门履责的问责机制",))
    assert judge(*asked).absent_parts == ()


def test_a_named_person_alone_asks_for_no_list() -> None:
    assert judge(*judged("每个专用教室有专人负责", "每个专用教室有专人负责。")).absent_parts == ()


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        ("督导评估人员秉公办事、廉洁自律", "招生考试工作人员都签了廉洁自律保证书。"),
        ("实施了教育督导问责机制", "县审计局问责了两名镇干部。"),
        ("追究整改不力单位相关责任人的责任", "整改工作起到了很好的作用。"),
    ],
)
def test_another_kind_of_duty_is_no_evidence(statement: str, text: str) -> None:
    assert judge(*judged(statement, text)).status is Status.MISSING


def test_reporting_without_advising_is_partial() -> None:
    statement = "责任督学向教育督导部门报告情况，并向政府有关部门提出意见"
    judgement = judge(*judged(statement, "责任督学按月向督导室交书面报告。"))
    assert (judgement.status, judgement.absent_parts) == (Status.PARTIAL, ("提出意见",))
