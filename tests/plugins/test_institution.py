"""制度机制: a paper has a name and an issuer; what a rule is about must be said."""

from __future__ import annotations

import pytest
from compliance.plugins.institution.indicator import judge
from judgement_kit import judged

from compliance.terms import Status


@pytest.mark.parametrize(
    ("statement", "text", "absent"),
    [
        ("印发了督学聘任办法", "县教育局印发《督学聘任办法》。", ()),
        ("印发了督学聘任办法", "督学聘任办法运行顺畅。", ("文件名称或文号", "印发单位")),
        ("制定了督学聘任办法", "县教育局的督学聘任办法运行顺畅。", ("文件名称或文号",)),
        ("建立了督学例会制度", "督学例会制度运行顺畅。", ()),
    ],
)
def test_only_a_paper_is_asked_for_its_name_and_issuer(statement: str, text: str, absent: tuple[str, ...]) -> None:
    judgement = judge(*judged(statement, text))
    assert (judgement.status, judgement.absent_parts) == (Status.MET, absent)


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        ("所有学校都制定了章程", "县教育基金会修订了章程。"),
        ("建立了部门负责人参加的联席会议制度", "六个部门的负责人每次都到场。"),
        ("建立了教师轮岗制度", "教师考勤制度健全。"),
        ("建立了奖励激励机制", "督学考勤机制健全。"),
    ],
)
def test_a_rule_on_something_else_is_no_evidence(statement: str, text: str) -> None:
    assert judge(*judged(statement, text)).status is Status.MISSING


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("县教育局印发了《督学工作要求》。", Status.PARTIAL),
        ("县教育局印发了《督学工作要求》，附督导流程图。", Status.MET),
    ],
)
def test_one_of_two_papers_is_partial(text: str, status: Status) -> None:
    assert judge(*judged("印发了督学工作要求和流程图", text)).status is status


def test_a_policy_that_tilts_only_in_part_is_partial() -> None:
    statement = "岗位设定、职称评定、评优评先等政策向办学相对困难学校倾斜"
    judgement = judge(*judged(statement, "办学困难的学校可以多设高级岗位，职称评审时另给名额。"))
    assert (judgement.status, judgement.absent_parts) == (Status.PARTIAL, ("评优评先",))
