"""Numbers beside the value (旁数): of what was said before, of what is lacking, of a time to come, of a row's place.

All places and figures are invented.
"""

from __future__ import annotations

import pytest
from value_cases import measured, submitted, verdicts

from compliance.terms import Facet

KNOWN = measured("社会认可度", ">=", "85", "%")
MOVED = measured("交流轮岗教师占符合交流条件教师的比例", ">=", "10", "%")
BACKBONE = measured("骨干教师占交流轮岗教师总数的比例", ">=", "20", "%")
MONTHLY = measured("责任督学对每所学校的督导", ">=", "1", "次/月", "责任督学对每所学校的督导每月不少于1次")
ONCE = measured("德育专项督查", ">=", "1", "次", "年度德育专项督查不少于1次")
LENGTH = measured("每次督导时间", ">=", "1", "个工作日", "每次督导时间不少于1个工作日")
ROUND = measured("督导评估一轮的周期", "<=", "3", "年")
RATIO = measured("专任教师总数与在园幼儿总数之比", "<=", "15", "1:N")
ROOMS = measured("每12个班配备音乐专用教室", ">=", "1", "间", "所有小学每12个班配备音乐专用教室1间以上")
CLASS = measured("小班班额", "<=", "25", "人")
LARGE = measured("初中在校生规模", "<=", "2000", "人", "所有初中在校生规模不超过2000人")
OVERSIZE = measured("超规模学校数", "==", "0", "所", "没有超规模学校")
EQUIPMENT = measured("初中生均教学仪器设备值", ">=", "2500", "元")
FUNDS = measured("特殊教育学校生均公用经费", ">=", "12000", "元")
ALLOTTED = measured("核定公用经费的学生数", ">=", "400", "人", "不足400名学生的学校按400名学生核定公用经费")
TRAINED = measured("教师5年360学时培训完成率", ">=", "100", "%")
PLATES = measured("责任督学挂牌督导覆盖率", ">=", "100", "%")

SENTENCES = [
    # a number that goes on what was said before
    (KNOWN, "家长问卷3960份，占55%，认可度88.4%。", {True}),
    (KNOWN, "收回的过了一半，总认可度79.4%。", {False}),
    (BACKBONE, "今年交流136人，占12.1%，其中骨干教师34人，正好是四分之一。", {True}),
    (MOVED, "符合交流条件的教师共1124人，今年交流136人，占12.1%，其中骨干教师34人。", {True}),
    # rhythms that were wanted, and what each time is
    (MONTHLY, "一年原说每月一次，实际只督导了七次。", {False}),
    (MONTHLY, "比区里要求的每月一次少了一半，责任督学督导两个月一次。", {False}),
    (MONTHLY, "责任督学督导每月一次，一次一个整天。", {True}),
    (ONCE, "德育专项督查今年不做，一次也不安排。", {False}),
    # lengths of time
    (LENGTH, "每次督导多半就是两个钟头。", {False}),
    (LENGTH, "每次在校时间多为半日。", {False}),
    (LENGTH, "督学上午去，够不上一个工作日。", {False}),
    (LENGTH, "每次督导都在六个小时以上。", {True}),
    (LENGTH, "没有一次督导不足一天。", set()),
    (ROUND, "上一轮从2018年9月评到2022年11月，实际用了四年零两个月，比规定慢了一年多。", {False}),
    # a limit that is not reached, or crossed
    (RATIO, "师幼比够不上1比15的数。", {False}),
    (RATIO, "一个老师平均带17.2个。", {False}),
    (LARGE, "却有1所初中过了两千人的线。", {False}),
    (OVERSIZE, "西街中学是全县唯一超过两千人的初中。", {False}),
    (ROOMS, "还有3所小学没有做到，各缺一间。", {False}),
    (ROOMS, "每所小学每12个班配备音乐专用教室，最少1间。", {True}),
    # of another size
    (CLASS, "小班十九个，四百五十五人，小班最多二十五人。", {True}),
    (ALLOTTED, "北部两所村小只有216人、188人，核钱时都按400人算。", {True}),
    # to come, or long past
    (EQUIPMENT, "初中设备十月到货，到货后生均教学仪器设备值可到2680元。", set()),
    (FUNDS, "特殊教育学校生均公用经费从明年起由一万一千元提到一万三千元。", set()),
    (PLATES, "挂牌督导覆盖率两年前是七成，如今百分之百。", {True}),
    # counts that answer each other are no demand
    (TRAINED, "应完成教师1412人，完成1370人。", {False}),
]


@pytest.mark.parametrize(("facet", "sentence", "expected"), SENTENCES, ids=[text for _, text, _ in SENTENCES])
def test_what_a_number_is_not(facet: Facet, sentence: str, expected: set[bool]) -> None:
    assert verdicts(facet, submitted(sentence)) == expected


PER_AREA = measured("每个督导责任区的督学人数", ">=", "2", "人", "每个督导责任区的督学不少于2人")
PER_SCHOOL = measured("每所学校的责任督学人数", ">=", "1", "人", "每所学校的责任督学不少于1人")
AREAS = ["县|学校|责任区|督学|说明", "松畈县|36|7|32|第6、第7责任区各只有1名督学"]
SCHOOLS = ["县|学校|责任区|督学|说明", "曲垄市|58|10|51|每校均有责任督学，最少1人"]
NUMBERED = ["号|事项|情况", "58|特教|特殊教育学校生均公用经费一万三千五百元"]
TOTALS = ["县|园所|在园幼儿|班级|专任教师", "合计|71|15780|564|1082"]
EXPECTED = ["项目|小学|初中", "生均教学仪器设备值（元）|2180|招标完成后，预计达到2600"]

TABLES = [
    ("what is said of each goes before a number of them all", PER_AREA, AREAS, {False}),
    ("one inspector may have several schools", PER_SCHOOL, SCHOOLS, {True}),
    ("a number before the row's name counts the rows", FUNDS, NUMBERED, {True}),
    ("a ratio is worked out from its columns", RATIO, TOTALS, {True}),
    ("what is expected is no value", EQUIPMENT, EXPECTED, set()),
]


@pytest.mark.parametrize(("facet", "table", "expected"), [t[1:] for t in TABLES], ids=[t[0] for t in TABLES])
def test_what_a_cell_is_not(facet: Facet, table: list[str], expected: set[bool]) -> None:
    assert verdicts(facet, submitted(table)) == expected
