"""Shares and ratios worked out from their parts. All sentences are invented."""

from __future__ import annotations

import pytest
from value_cases import measured, submitted, verdicts

from compliance.terms import Facet

COVERED = measured("义务教育学校课后服务覆盖率", ">=", "100", "%", "", ("课后服务学校比例",))
MOVED = measured("交流轮岗教师占符合交流条件教师的比例", ">=", "10", "%")
PAY = measured("教师平均工资与公务员平均工资之比", ">=", "100", "%")
CHILDREN = measured("专任教师与在园幼儿之比", "<=", "15", "1:N")
BACKBONE = measured("骨干教师占交流轮岗教师的比例", ">=", "20", "%")
DEGREES = measured("小学每百名学生拥有高于规定学历教师数", ">=", "4.2", "人")

SENTENCES = [
    (MOVED, "符合交流条件的教师620人，实际交流轮岗84人。", {True}),
    (MOVED, "符合交流条件的教师620人，实际交流轮岗48人。", {False}),
    (COVERED, "课后服务覆盖义务教育学校：74所学校，开了74所。", {True}),
    (PAY, "教师年平均工资10.86万元，当地公务员为10.72万元。", {True}),
    (PAY, "教师年平均工资9.86万元，当地公务员为10.72万元。", {False}),
    (CHILDREN, "全县专任教师1002人，在园幼儿12680人。", {True}),
    (MOVED, "符合交流条件的教师620人，实际交流轮岗84人，其中骨干教师9人。", {True}),
    (BACKBONE, "符合交流条件的教师620人，实际交流轮岗84人，其中骨干教师9人。", {False}),
    (BACKBONE, "符合交流条件的教师620人，实际交流轮岗84人，其中骨干教师19人。", {True}),
    # what falls to one
    (CHILDREN, "每名专任教师带16.2个孩子。", {False}),
    (CHILDREN, "一位专任教师平均对应幼儿13.7人。", {True}),
    # for each hundred, from pupils and teachers
    (DEGREES, "小学在校生14860人，高于规定学历教师702人。", {True}),
    (DEGREES, "小学在校生14860人，高于规定学历教师502人。", {False}),
    # 一所不漏 counts none
    (COVERED, "课后服务覆盖义务教育学校74所，一所不漏。", {True}),
    # the sentence states the share itself
    (MOVED, "符合交流条件的教师620人，实际交流轮岗84人，占13.5%。", {True}),
    # no part of it
    (MOVED, "符合交流条件的教师620人，比上年新增84人。", set()),
    (MOVED, "符合交流条件的教师620人。", set()),
    # of another year
    (PAY, "2019年教师年平均工资10.86万元，当年全县公务员是10.72万元。", set()),
    (MOVED, "2018年，符合交流条件的教师620人，实际交流轮岗84人。", set()),
]


@pytest.mark.parametrize(("facet", "text", "expected"), SENTENCES, ids=[text for _, text, _ in SENTENCES])
def test_a_share_is_worked_out_from_whole_and_part(facet: Facet, text: str, expected: set[bool]) -> None:
    assert verdicts(facet, submitted(text)) == expected
