"""队伍配备: how many, appointed how, of what kinds."""

from __future__ import annotations

import pytest
from compliance.plugins.staffing.indicator import judge
from judgement_kit import judged

from compliance.terms import Status

TEAM = "聘任了专职与兼职督学"


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("区政府聘任专职督学6人、兼职督学20人。", ()),
        ("区政府聘任了一批督学。", ("人数", "专兼职构成")),
        ("区里现有专职督学6人、兼职督学20人。", ("聘任情况",)),
    ],
)
def test_what_an_appointment_lacks_is_told(text: str, absent: tuple[str, ...]) -> None:
    judgement = judge(*judged(TEAM, text))
    assert (judgement.status, judgement.absent_parts) == (Status.MET, absent)


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        ("督导评估队伍有骨干教师参加", "全县有骨干教师86人。"),
        ("加强了办学相对困难学校的干部配备", "对5所办学相对困难学校增拨经费。"),
        ("城乡教师编制标准统一", "现有义务教育学校41所。"),
        ("聘任了专职督学", "县医院聘任专职药师4名。"),
    ],
)
def test_other_people_are_no_evidence(statement: str, text: str) -> None:
    assert judge(*judged(statement, text)).status is Status.MISSING


@pytest.mark.parametrize("text", ["兼职督学中有骨干教师9人。", "兼职的有骨干教师9人。"])
def test_members_of_the_team_are_its_members_without_its_name(text: str) -> None:
    assert judge(*judged("督导评估队伍有骨干教师参加", text)).status is Status.MET


def test_one_of_three_subjects_without_a_word_is_partial() -> None:
    judgement = judge(*judged("配齐了音乐、体育、美术教师", "音乐和体育教师全部配齐。"))
    assert (judgement.status, judgement.absent_parts) == (Status.PARTIAL, ("美术",))


def test_the_usual_short_form_names_all_three() -> None:
    assert judge(*judged("配齐了音乐、体育、美术教师", "音体美教师全部配齐。")).status is Status.MET
