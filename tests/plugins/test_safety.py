"""校园安全: people, equipment, technology; an accident that is told."""

from __future__ import annotations

import pytest
from compliance.plugins.safety.indicator import judge
from judgement_kit import judged

from compliance.terms import Status

NONE = "没有发生重大安全事故"
THREE = "建立健全了人防、物防、技防相结合的综合防控机制"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("全年没有发生重大安全事故。", Status.MET),
        ("全年未发生一起安全事故。", Status.MET),
        ("全年发生一起安全事故，1名学生受伤。", Status.CONTRADICTED),
        ("去冬发生了2起重大安全事故。", Status.CONTRADICTED),
    ],
)
def test_an_accident_told_contradicts_that_there_was_none(text: str, status: Status) -> None:
    assert judge(*judged(NONE, text)).status is status


def test_no_accident_of_another_kind_is_no_evidence() -> None:
    assert judge(*judged("没有发生食品安全事故", "全年没有发生重大交通事故。")).status is Status.MISSING


def test_the_three_kinds_of_protection_are_looked_for() -> None:
    judgement = judge(*judged(THREE, "各校配备保安，建立了防控机制。"))
    assert (judgement.status, judgement.absent_parts) == (Status.MET, ("设施", "技术手段"))


@pytest.mark.parametrize(
    ("text", "status", "absent"),
    [
        ("幼儿园保安、围栏、监控全部到位。", Status.MET, ()),
        ("幼儿园监控和一键报警全部联网。", Status.PARTIAL, ("人防", "物防")),
    ],
)
def test_protection_in_place_means_all_three_kinds(text: str, status: Status, absent: tuple[str, ...]) -> None:
    judgement = judge(*judged("幼儿园人防、物防、技防配备到位", text))
    assert (judgement.status, judgement.absent_parts) == (status, absent)


def test_departments_that_are_not_mentioned_are_named() -> None:
    asked = judged("公安、综治、消防、安监等部门各负其责", "公安分局负责校门执勤，消防大队每学期检查一次。")
    judgement = judge(*asked)
    assert (judgement.status, judgement.absent_parts) == (Status.PARTIAL, ("综治", "安监"))


def test_a_statement_on_guards_asks_for_no_drills() -> None:
    assert judge(*judged("学校安保人员配备符合要求", "各校配备专职保安312名。")).absent_parts == ()
