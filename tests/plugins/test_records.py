"""档案报送: what, to whom, when, complete; numbers that must add up."""

from __future__ import annotations

import pytest
from compliance.plugins.records.indicator import judge
from judgement_kit import judged

from compliance.terms import Status

SENT = "自评报告上报上级督导室"
FILED = "督导档案资料齐全、分类归档"
SUM = "专职与兼职督学人数之和等于督学总数"


@pytest.mark.parametrize(
    ("statement", "text", "absent"),
    [
        (SENT, "自评报告已于10月上报市政府督导室。", ()),
        (SENT, "自评报告已上报市政府督导室。", ("报送时间",)),
        (SENT, "自评报告按时上报。", ("报送对象",)),
        (FILED, "督导档案资料齐全，按年度立卷。", ()),
        (FILED, "督导档案资料齐全。", ("归档",)),
        (FILED, "督导档案按年度立卷。", ("齐全",)),
        ("责任督学留有随机督导记录", "责任督学留有随机督导记录。", ()),
    ],
)
def test_what_a_record_lacks_is_told(statement: str, text: str, absent: tuple[str, ...]) -> None:
    judgement = judge(*judged(statement, text))
    assert (judgement.status, judgement.absent_parts) == (Status.MET, absent)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("全县聘任督学36名，其中专职督学8名、兼职督学28名。", Status.MET),
        ("全县聘任督学36名，其中专职督学8名、兼职督学26名。", Status.CONTRADICTED),
        ("在聘责任督学三十六位，八位是专职，二十八位是兼的，一人联系四五所学校。", Status.MET),
        ("专职八名，兼职二十八名，一共三十六名。", Status.MET),
        ("在册责任督学共36人。专职8人，兼职26人。", Status.CONTRADICTED),
        ("聘书发出去三十六份，专职八份，兼职二十八份，每个责任区不少于两名。", Status.MET),
    ],
)
@pytest.mark.parametrize("general", [Status.MET, Status.MISSING])
def test_numbers_that_must_add_up_are_added(text: str, status: Status, general: Status) -> None:
    assert judge(*judged(SUM, text, general)).status is status


@pytest.mark.parametrize("text", ["其中专职督学8名、兼职督学26名。", "全县聘任督学36名，其中专职督学8名。"])
def test_without_a_total_or_a_part_nothing_is_added(text: str) -> None:
    assert judge(*judged(SUM, text)).status is Status.MET


def test_another_offices_archive_is_no_evidence() -> None:
    assert judge(*judged(FILED, "县档案馆的档案分类归档。")).status is Status.MISSING
