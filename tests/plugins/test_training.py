"""培训研修: whom, how often or how long, with what result."""

from __future__ import annotations

import pytest
from compliance.plugins.training.indicator import judge
from judgement_kit import judged

from compliance.terms import Status

HELD = "对督学开展了集中培训"


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("县教育督导室组织全体督学集中培训3天，考核全部合格。", ()),
        ("县教育督导室组织督学集中培训。", ("次数或学时", "培训结果")),
        ("县教育督导室组织督学集中培训两期。", ("培训结果",)),
    ],
)
def test_what_a_training_lacks_is_told(text: str, absent: tuple[str, ...]) -> None:
    judgement = judge(*judged(HELD, text))
    assert (judgement.status, judgement.absent_parts) == (Status.MET, absent)


def test_the_result_is_left_to_its_own_facet() -> None:
    asked = judged(HELD, "县教育督导室组织督学集中培训两期。", siblings=("集中培训结束后进行了结业考试",))
    assert judge(*asked).absent_parts == ()


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        ("督学熟练掌握督导评估的方法", "骨干教师都能熟练使用智慧黑板。"),
        (HELD, "县妇联举办家政服务培训班。"),
        (HELD, "邻县请来专家，对全体督学进行了集中培训。"),
        ("开展教师学历教育", "教师全部参加了校本教研。"),
        ("集中培训结束后进行了结业考试", "集中培训办得热热闹闹。"),
    ],
)
def test_the_training_of_others_or_for_something_else_is_no_evidence(statement: str, text: str) -> None:
    assert judge(*judged(statement, text)).status is Status.MISSING


def test_heads_trained_without_a_word_on_teachers_is_partial() -> None:
    judgement = judge(*judged("落实了园长和教师全员培训制度", "68位园长分四批轮训了一遍。"))
    assert (judgement.status, judgement.absent_parts) == (Status.PARTIAL, ("教师",))


def test_a_denial_need_not_name_the_inspectors() -> None:
    asked = judged("组织责任督学到外地学习", "这一年没有组织外出学习。", Status.CONTRADICTED)
    assert judge(*asked).status is Status.CONTRADICTED
