"""A table and a facet in, the verdict of its rows out. All places and figures are invented."""

from __future__ import annotations

import pytest
from value_cases import measured, readings, submitted, verdicts

from compliance.terms import Facet

ROOMS = measured("小学生均教学及辅助用房面积", ">=", "4.5", "平方米")
ROOMS_SPREAD = measured("小学生均教学及辅助用房面积差异系数", "<=", "0.50", "")
DEGREES = measured("小学每百名学生拥有高于规定学历教师数", ">=", "4.2", "人")
LARGEST = measured("小学班级学生数", "<=", "45", "人", "小学所有班级学生数不超过45人", ("小学最大班额",))
SMALL, BIG = (measured(f"{name}班额", "<=", limit, "人") for name, limit in (("小班", "25"), ("大班", "35")))
MIXED = measured("混合班班额", "<=", "30", "人")
LIAISON = measured("每所学校督学联络员人数", ">=", "1", "人", "每所学校配备督学联络员不少于1人")
TRAINING = measured("教师培训经费占年度公用经费预算总额的比例", ">=", "5", "%", "", ("教师培训经费占公用经费比例",))
PUBLIC_FUNDS = measured("学生平均公用经费", "increase", None, "元", "", ("生均公用经费",))
VALUE = measured("小学生均教学仪器设备值", ">=", "2000", "元")

GRANT = measured("公办园生均公用经费财政拨款标准", ">=", "500", "元")
CERTIFIED = measured("教师持证上岗率", ">=", "100", "%")
ADMITTED = measured("残疾儿童少年入学率", ">=", "95", "%")

BRACKETS = [
    "序|指标|小学实况（括号内为校际系数）|初中实况（括号内为校际系数）",
    "4|生均教学及辅助用房面积|4.40（0.36）|6.02（0.41）",
]
YEARS = [
    "项目|单位|2021年|2022年",
    "小学生均教学及辅助用房面积|平方米|4.7|4.4",
    "初中生均教学及辅助用房面积|平方米|5.1|6.0",
]
NORMS = ["指标|学段|标准|2022年|校际差异系数", "生均教学及辅助用房面积（平方米）|小学|4.5|4.9|0.56"]
COLUMNS = [
    "学段|高于规定学历教师（人）|生均教学及辅助用房面积（平方米）",
    "小学标准|4.2|4.5",
    "小学|5.1|4.4",
    "小学差异系数|0.41|0.39",
]
CODES = ["学段|L1|L4", "小学|5.1|4.4"]
CLASSES = ["学校|类别|在校生|平均班额|最大班额", "青石小学|小学|1204|41.5|47", "河湾小学|小学|806|40.3|44"]
KINDERGARTEN = ["项目|单位|2021年|2022年", "最大班额（小班／中班／大班）|人|28／33／40|24／30／36"]
AREAS = ["责任区|学校数|督学联络员", "东片|12|12", "西片|15|11", "合计|27|23"]

TABLES = [
    ("this year's column, not last year's", ROOMS, YEARS, {False}),
    ("the measured column, not the standard", ROOMS, NORMS, {True}),
    ("the column of the coefficient", ROOMS_SPREAD, NORMS, {False}),
    ("columns of measures: not the row of standards", ROOMS, COLUMNS, {False}),
    ("columns of measures: 规定学历 is no norm", DEGREES, COLUMNS, {True}),
    ("columns of measures: the row of coefficients", ROOMS_SPREAD, COLUMNS, {True}),
    ("codes of the national measures", DEGREES, CODES, {True}),
    ("codes of the national measures, failing", ROOMS, CODES, {False}),
    ("the largest class, not the average or the school's size", LARGEST, CLASSES, {True, False}),
    ("the facet's own part of a triple", SMALL, KINDERGARTEN, {True}),
    ("the facet's own part of a triple, failing", BIG, KINDERGARTEN, {False}),
    ("no part of a triple is of a group that it does not name", MIXED, KINDERGARTEN, set()),
    ("for each school: people over schools", LIAISON, AREAS, {True, False}),
    (
        "a share in the remarks, not the amount, and not the norm beside it",
        TRAINING,
        ["项目|单位|2022年|说明", "教师培训经费|万元|120.5|占公用经费预算总额的4.1%，指标为不低于5%"],
        {False},
    ),
    (
        "another unit's amount is converted",
        VALUE,
        ["项目|单位|2022年", "小学生均教学仪器设备值|万元|0.31"],
        {True},
    ),
    (
        "a whole that takes in the senior schools is no evidence",
        VALUE,
        ["项目|单位|2022年|说明", "生均教学仪器设备值|万元|0.31|含高中和幼儿园"],
        set(),
    ),
    ("growth over two years", PUBLIC_FUNDS, ["项目|单位|2021年|2022年", "生均公用经费|元|1180|1150"], {False}),
    (
        "a coefficient that only the corner names",
        ROOMS_SPREAD,
        ["校际差异系数|小学|初中", "生均教学及辅助用房面积|0.53|0.39"],
        {False},
    ),
    (
        "… and that is no value of the measure",
        ROOMS,
        ["校际差异系数|小学|初中", "生均教学及辅助用房面积|0.53|0.39"],
        set(),
    ),
    (
        "a column that is called 系数 only, of the level to its left",
        ROOMS_SPREAD,
        ["指标|小学|系数|初中|系数", "生均教学及辅助用房面积（平方米）|4.7|0.53|6.1|0.31"],
        {False},
    ),
    ("the coefficient in brackets", ROOMS_SPREAD, BRACKETS, {True}),
    ("the value before the brackets", ROOMS, BRACKETS, {False}),
    ("two values without names are 小学 and 初中", ROOMS, ["指标|值", "生均教学及辅助用房面积|4.80/5.70"], {True}),
    (
        "what was verified, not what was reported",
        ROOMS,
        ["指标|报送值|复核值", "小学生均教学及辅助用房面积|4.6|4.4"],
        {False},
    ),
    (
        "the whole district's column",
        ROOMS,
        ["小学每生|东小|西小|全县", "生均教学及辅助用房面积（平方米）|4.2|5.1|4.7"],
        {True},
    ),
    (
        "the fullest class, not the number of classes",
        LARGEST,
        ["学校|类型|学生数|班数|最满的班", "河小|小学|1790|47|45"],
        {True},
    ),
    (
        "a measure that is a norm",
        GRANT,
        ["项目|标准|本年落实", "公办园生均公用经费财政拨款|每生每年450元|94.4万元"],
        {False},
    ),
    ("none without", LIAISON, ["县|学校数|无督学联络员的学校", "东县|64|0"], {True}),
    ("some without", LIAISON, ["县|有督学联络员的学校/学校总数", "东县|61/66"], {False}),
    ("a measure of both levels", CERTIFIED, ["指标|小学|初中", "教师持证上岗率|100%|97.2%"], {False}),
    ("a share of counts in a cell", ADMITTED, ["项目|情况", "残疾儿童少年入学率|137人中134人入学"], {True}),
    ("a bare count beside the share", ADMITTED, ["事项|数|补述", "残疾儿童少年入学率|189|占92.6%"], {False}),
    ("a dash is no value", ROOMS, ["指标|学段|标准|2022年", "生均教学及辅助用房面积|小学|4.5|—"], set()),
]


@pytest.mark.parametrize(
    ("facet", "table", "expected"), [case[1:] for case in TABLES], ids=[case[0] for case in TABLES]
)
def test_a_row_says_whether_the_measure_reaches_its_threshold(
    facet: Facet, table: list[str], expected: set[bool]
) -> None:
    assert verdicts(facet, submitted(table)) == expected


def test_a_code_means_what_the_document_says_it_means() -> None:
    submission = submitted("本表中L1指生均教学及辅助用房面积。", ["学段|L1", "小学|4.4"])
    assert [reading.meets for reading in readings(ROOMS, submission) if reading.meets is not None] == [False]
    assert all(reading.named < 0.5 for reading in readings(DEGREES, submission) if reading.meets is not None)


def test_a_placeholder_in_another_column_leaves_the_value() -> None:
    submission = submitted(["学段|生均教学及辅助用房面积（平方米）|生均教学仪器设备值（元）", "小学|4.8|XX"])
    assert [reading.meets for reading in readings(ROOMS, submission)] == [True]
    (value,) = readings(VALUE, submission)
    assert (value.meets, value.placeholder) == (None, True)
