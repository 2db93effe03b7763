"""A sentence and a facet in, the value's verdict out. All places and figures are invented."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from value_cases import measured, readings, submitted, verdicts

from compliance.judgement.values.reading import compare
from compliance.terms import Facet

DEGREES_PRIMARY = measured("小学每百名学生拥有高于规定学历教师数", ">=", "4.2", "人")
DEGREES_JUNIOR = measured("初中每百名学生拥有高于规定学历教师数", ">=", "5.3", "人")
ROOMS_PRIMARY = measured("小学生均教学及辅助用房面积", ">=", "4.5", "平方米")
ROOMS_JUNIOR = measured("初中生均教学及辅助用房面积", ">=", "5.8", "平方米")
SPREAD_JUNIOR = measured("初中校际差异系数", "<=", "0.45", "")
STAYING = measured("义务教育巩固率", ">=", "99", "%")
ROTATION = measured("交流轮岗教师占符合交流条件教师的比例", ">=", "10", "%")
PER_CHILD = measured("专任教师与在园幼儿之比", "<=", "15", "1:N", aliases=("师幼比",))
SIZE_PRIMARY = measured("小学学校规模", "<=", "2000", "人", "所有小学在校生规模不超过2000人", ("小学最大规模",))
CLASS_JUNIOR = measured("初中班级学生数", "<=", "50", "人", "初中所有班级学生数不超过50人", ("初中班额",))
VISITS = measured("责任督学到校督导次数", ">=", "1", "次/月")
CYCLE = measured("中小学校督导评估周期", "<=", "3", "年", "中小学校督导评估一轮的周期不超过3年")
COVERAGE = measured("责任督学挂牌督导覆盖率", ">=", "100", "%", aliases=("挂牌督导覆盖面",))
CROWDED = measured("超标准班额班级数", "==", "0", "个", "没有大班额", ("大班额",))
EXERCISE = measured("学生每天在校体育锻炼时间", ">=", "1", "小时")
BASIS = measured("公用经费核定人数", ">=", "400", "人", "不足400名学生的学校按400名学生核定公用经费")
BUILDING = measured("生均建筑面积", ">=", "10.44", "平方米", "幼儿园生均建筑面积不少于10.44平方米")
TOWNS = measured("乡镇公办中心园覆盖率", ">=", "100", "%")
QUOTA = measured("优质高中招生名额分配比例", ">=", "50", "%")
PAY = measured("教师平均工资", "increase", None, "元")
FUNDING = measured("年度教育督导工作经费", ">=", "30", "万元")

SENTENCES = [
    # the value alone
    (STAYING, "全县义务教育巩固率为99.4%。", True),
    (STAYING, "全县义务教育巩固率为97.8%。", False),
    (FUNDING, "县财政安排教育督导工作经费325000元。", True),
    (FUNDING, "教育督导工作经费全年18万元。", False),
    (STAYING, "义务教育巩固率在98.2%—99.6%之间。", False),  # the end that is nearer to failing
    # the group
    (DEGREES_JUNIOR, "小学、初中每百名学生拥有高于规定学历教师数分别为4.6人和6.2人。", True),
    (DEGREES_JUNIOR, "小学、初中每百名学生拥有高于规定学历教师数分别为6.2人和4.6人。", False),
    (DEGREES_PRIMARY, "每百名学生拥有高于规定学历教师数，小学4.1人，初中6.2人。", False),
    (SPREAD_JUNIOR, "七项指标的小学、初中校际差异系数分别为0.48、0.38，均低于0.50和0.45的标准。", True),
    (ROOMS_JUNIOR, "云溪一中连同高中部生均教学及辅助用房面积6.6平方米。", None),
    # the norm restated is no value
    (STAYING, "按照要求，义务教育巩固率应不低于99%。", None),
    (ROOMS_PRIMARY, "小学生均教学及辅助用房面积4.1平方米（标准4.5平方米）。", False),
    (PER_CHILD, "全县幼儿园师幼比为1:16.2，低于1:15的标准。", False),
    (PER_CHILD, "全县幼儿园师幼比为1:13.5。", True),
    (ROOMS_PRIMARY, "小学生均教学及辅助用房面积未达到4.5平方米。", False),
    # the year
    (STAYING, "2019年全县义务教育巩固率为99.6%。", None),
    (STAYING, "义务教育巩固率由2019年的96.1%提高到99.3%。", True),
    (STAYING, "义务教育巩固率较上年提高1.2个百分点，达到99.3%。", True),
    (STAYING, "义务教育巩固率99.2%，比上年的98.7%略有上升。", True),
    # the norm beside the value
    (SPREAD_JUNIOR, "初中校际差异系数标准为0.45，实际0.47。", False),
    (SPREAD_JUNIOR, "初中校际差异系数标准为0.45，实际0.42。", True),
    # the whole that a share is of
    (ROTATION, "当年交流轮岗教师占符合交流条件教师的12.5%。", True),
    (ROTATION, "当年交流轮岗教师占全体专任教师的12.5%。", None),
    # a total is no measure for each; an average does not show that all reach a limit
    (SIZE_PRIMARY, "全县小学在校生12000人。", None),
    (SIZE_PRIMARY, "小学规模均不超过2000人。", True),
    (CLASS_JUNIOR, "初中平均班额42人。", None),
    (CLASS_JUNIOR, "初中最大班额53人。", False),
    (CLASS_JUNIOR, "绝大多数初中班级学生数在50人以内。", None),
    # hours and minutes are one duration
    (EXERCISE, "学生每天在校体育锻炼一个小时二十分钟。", True),
    # which schools, not how many pupils
    (BASIS, "33所不足400人的村镇学校公用经费按400人计。", True),
    # each number of a list has its own name
    (BUILDING, "幼儿园生均户外场地4.4平方米、活动用房8.9平方米、建筑面积11.3平方米。", True),
    # one each is no share
    (TOWNS, "公办中心园方面，4个镇各有1所。", None),
    # the number of an item is no value
    (QUOTA, "11.4优质高中招生名额分配比例为52%。", True),
    # how often
    (VISITS, "责任督学每季度到校督导一次。", False),
    (VISITS, "责任督学到校督导每月2次。", True),
    (VISITS, "责任督学全年到每所挂牌学校现场督导12次。", True),
    (CYCLE, "中小学校督导评估四年一轮。", False),
    (CYCLE, "对中小学校督导评估三年一轮。", True),
    # words for a value
    (COVERAGE, "全县中小学校实现责任督学挂牌督导全覆盖。", True),
    (COVERAGE, "挂牌督导方面，没有一所学校缺责任督学。", True),
    (COVERAGE, "目前没有一所学校实行责任督学挂牌督导。", False),
    (COVERAGE, "部分学校实行了责任督学挂牌督导。", None),
    (ROOMS_PRIMARY, "小学生均教学及辅助用房面积达到国家标准。", True),
    (CROWDED, "全县没有大班额。", True),
    (CROWDED, "66人以上的大班额已全部消除。", None),
    (CROWDED, "全县仍有大班额12个。", False),
    (CROWDED, "126所学校里没有大班额。", True),
    (COVERAGE, "全县还有9所教学点没有责任督学挂牌。", False),
    (COVERAGE, "责任督学挂牌督导，一所不漏。", True),
    (STAYING, "义务教育巩固率均达到标准，只有东片仍在97.5%。", False),
    (VISITS, "责任督学每月到校督导一趟。", True),
    # two numbers of one clause that are of two measures
    (STAYING, "义务教育入学率100%、义务教育巩固率99.2%、高中阶段毛入学率92%。", True),
    (STAYING, "义务教育巩固率98.2%、义务教育入学率100%。", False),
    # a sum is no rate, and no coefficient of schools comes to one
    (ROOMS_PRIMARY, "小学生均用房统计：教学及辅助用房面积59600平方米。", None),
    (SPREAD_JUNIOR, "初中校际差异系数5.28。", None),
    # what two school terms have is what the year has
    (FUNDING, "教育督导工作经费上半年到账19万元。", None),
    # growth
    (PAY, "教师平均工资由9.1万元提高到9.6万元。", True),
    (PAY, "教师平均工资由9.6万元调整为9.1万元。", False),
    (PAY, "教师平均工资与上年持平。", False),
]


SPREAD_PRIMARY = measured("小学校际差异系数", "<=", "0.50", "")
SPREAD_VALUE_JUNIOR = measured("初中生均教学仪器设备值差异系数", "<=", "0.45", "")
SPREAD_ROOMS_JUNIOR = measured("初中生均教学及辅助用房面积差异系数", "<=", "0.45", "")
SPORTS_JUNIOR = measured("初中生均体育运动场馆面积", ">=", "10.2", "平方米")
SIZE_THROUGH = measured("一贯制学校义务教育阶段规模", "<=", "2500", "人")
THREE_SPREADS = (
    "生均教学及辅助用房面积、生均体育运动场馆面积、生均教学仪器设备值三项的差异系数，"
    "小学分别为0.36、0.52、0.38，初中分别为0.47、0.31、0.29。"
)
TWO_AREAS = "小学生均教学及辅助用房、体育运动场馆面积分别为4.4平方米、7.9平方米，初中分别为6.1平方米、9.8平方米。"

CARRIED = [
    # the measure in one sentence, group and value in the next
    (SPREAD_PRIMARY, "我区对七项指标的校际差异系数逐项测算。小学为0.38，初中为0.47。", True),
    (SPREAD_JUNIOR, "我区对七项指标的校际差异系数逐项测算。小学为0.38，初中为0.47。", False),
    (ROOMS_JUNIOR, "生均教学及辅助用房面积两个学段都作了核算。小学4.7平方米，初中5.6平方米。", False),
    # measures and groups shared out
    (SPREAD_ROOMS_JUNIOR, THREE_SPREADS, False),
    (SPREAD_VALUE_JUNIOR, THREE_SPREADS, True),
    (ROOMS_PRIMARY, TWO_AREAS, False),
    (ROOMS_JUNIOR, TWO_AREAS, True),
    (SPORTS_JUNIOR, TWO_AREAS, False),
    # no group, or both
    (SPREAD_JUNIOR, "校际差异系数两个学段均在0.45以下。", True),
    (SPREAD_JUNIOR, "各学段校际差异系数均不高于0.43。", True),
    # a range by its worst end, the extreme of several
    (SPREAD_JUNIOR, "七项指标的校际差异系数，小学在0.21至0.44之间，初中在0.19至0.48之间。", False),
    (SPREAD_JUNIOR, "七项指标的初中校际差异系数最高的一项为0.41，最低的一项为0.21。", True),
    (SPREAD_JUNIOR, "七项指标的初中校际差异系数最低的一项为0.21。", None),
    (ROOMS_PRIMARY, "小学生均教学及辅助用房面积最低的是河湾小学，为4.2平方米。", False),
    (SIZE_THROUGH, "小学规模最大的1890人，初中最大的1760人，九年一贯制学校最大的2610人。", False),
    # the value first
    (SPREAD_JUNIOR, "0.48，这是我区初中的校际差异系数。", False),
    # another name of the coefficient
    (SPREAD_PRIMARY, "校际系数小学0.53、初中0.44。", False),
    # how far from the norm
    (SPREAD_PRIMARY, "小学校际差异系数低于0.50的标准0.08。", True),
    (SPREAD_PRIMARY, "小学校际差异系数比0.50的标准高0.08。", False),
    (ROOMS_PRIMARY, "小学生均教学及辅助用房面积比标准少0.3平方米。", False),
    (DEGREES_PRIMARY, "高于规定学历教师每百名学生小学4.3个。", True),
    # all that lie beyond the limit are denied after it
    (CLASS_JUNIOR, "全县初中超过50人的班一个也没有。", True),
    (PER_CHILD, "全县幼儿园师幼比尚未达到1:15。", False),
]


@pytest.mark.parametrize(("facet", "sentence", "expected"), CARRIED, ids=[case[1] for case in CARRIED])
def test_a_number_takes_its_measure_and_group_from_what_stands_around_it(
    facet: Facet, sentence: str, expected: bool | None
) -> None:
    assert verdicts(facet, submitted(sentence)) == (set() if expected is None else {expected})


def test_last_year_is_the_submissions_own_where_it_looks_back_on_it() -> None:
    past = ("去年召开全会2次。", "去年新建学校3所。", "去年培训教师300人。", "今年将再建2所。")
    told = "去年义务教育巩固率99.4%。"
    assert verdicts(STAYING, submitted(*past, told)) == {True}
    assert verdicts(STAYING, submitted(told)) == set()


@pytest.mark.parametrize(("facet", "sentence", "expected"), SENTENCES, ids=[case[1] for case in SENTENCES])
def test_a_sentence_says_whether_the_measure_reaches_its_threshold(
    facet: Facet, sentence: str, expected: bool | None
) -> None:
    assert verdicts(facet, submitted(sentence)) == (set() if expected is None else {expected})


def test_the_value_is_shown_in_the_thresholds_unit() -> None:
    shown = [reading.shown for reading in readings(FUNDING, submitted("教育督导工作经费全年180000元。"))]
    assert shown == ["18万元"]


def test_a_number_that_is_left_out_is_a_placeholder_and_no_value() -> None:
    (reading,) = readings(STAYING, submitted("全县义务教育巩固率达XX%。"))
    assert (reading.meets, reading.placeholder) == (None, True)


def test_the_number_of_the_measure_is_named_more_than_another_of_the_same_unit() -> None:
    staying, enrolled = readings(STAYING, submitted("义务教育巩固率99.5%。", "幼儿园普惠率83%。"))
    assert staying.named > 0.9 > 0.3 > enrolled.named


def test_the_context_of_a_sentence_names_the_number_of_a_later_part() -> None:
    _, later = readings(ROOMS_JUNIOR, submitted("生均教学及辅助用房面积，小学为4.7平方米，初中为6.1平方米。"))[-2:]
    assert later.meets is True
    assert later.named >= 0.6


decimals = st.decimals(min_value=0, max_value=10**6, places=3)


@given(decimals, decimals, decimals)
def test_a_range_reaches_a_limit_only_where_both_ends_do(one: Decimal, other: Decimal, limit: Decimal) -> None:
    low, high = min(one, other), max(one, other)
    for comparator in (">=", ">", "<=", "<"):
        both = compare(low, low, comparator, limit) and compare(high, high, comparator, limit)
        assert compare(low, high, comparator, limit) == both


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("小学的七项差异系数，最小0.26、最大0.41，没有一项出格。", True),
        ("七项指标的校际差异系数，初中在0.25—0.43之间。", None),  # of the other level
        ("小学七项差异系数在0.31至0.57之间。", None),  # one of them fails, nobody says which
    ],
)
def test_what_all_coefficients_reach_each_of_them_reaches(text: str, met: bool | None) -> None:
    facet = measured("小学生均体育运动场馆面积差异系数", "<=", "0.50", "")
    surely = {reading.meets for reading in readings(facet, submitted(text)) if reading.named >= 0.6}
    assert surely - {None} == ({met} if met is not None else set())


VISIT = measured("每次督导时间", ">=", "1", "个工作日", "每次督导时间不少于1个工作日")
ANSWER = measured("一般隐患整改时限", "<=", "1", "个工作日", "一般隐患1个工作日内整改完毕")


@pytest.mark.parametrize(
    ("facet", "text", "met"),
    [
        (VISIT, "每次督导时间为6小时。", True),  # six hours at a school are a working day
        (VISIT, "每次督导时间为3小时。", False),
        (ANSWER, "一般隐患整改时限为24小时。", True),  # a term runs by the clock: one day, not four
        (ANSWER, "一般隐患整改时限为12小时。", True),
        (ANSWER, "一般隐患整改时限为48小时。", False),
    ],
)
def test_hours_make_working_days_by_what_is_asked(facet: Facet, text: str, met: bool) -> None:
    assert {reading.meets for reading in readings(facet, submitted(text))} == {met}


def test_a_clause_of_twenty_thousand_characters_is_read_at_once() -> None:
    submission = submitted("占5%" * 6000)
    began = time.process_time()
    readings(measured("培训经费占比", ">=", "5", "%"), submission)
    assert time.process_time() - began < 1
