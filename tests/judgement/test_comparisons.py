"""Statements that compare: two sides, town and country, one year and the next. All sentences are invented."""

from __future__ import annotations

import pytest
from handmade import understood
from value_cases import submitted

from compliance.judgement.comparisons.reading import compared
from compliance.judgement.reading import read_candidate
from compliance.terms import Facet, Modality, Polarity

GROWTH = Facet("growth", "budget", "义务教育财政拨款的增长比例高于财政经常性收入的增长比例")
PAY = Facet("pay", "budget", "义务教育学校教师平均工资收入水平不低于当地公务员平均工资收入水平")
HIGHER = Facet("higher", "budget", "全区义务教育学校教师平均工资收入水平高于当地公务员平均工资收入水平")
NORM = Facet("norm", "budget", "生均公用经费基准定额不低于省定标准")
ONE_NORM = Facet("one", "budget", "城乡义务教育学校生均公用经费基准定额统一")
POSTS = Facet("posts", "staffing", "城乡义务教育学校执行统一的教师编制标准")
QUALITY = Facet("quality", "teaching", "教育质量不断提高")
GROWING = Facet("growing", "teaching", "学生综合素养得到提升")
LIGHTER = Facet("lighter", "inspection", "统一检查后基层学校的迎检负担减轻")
EFFECT = Facet("effect", "inspection", "评估的实效性得到提高")
FUNDS = Facet("funds", "budget", "教师培训培养的经费投入得到保障")
USE = Facet("use", "facilities", "教学设备使用效率不断提高")


def verdicts(facet: Facet, *parts: str | list[str], period: str = "2022") -> set[bool]:
    """Every verdict that the factual clauses of a submission give."""
    submission = submitted(*parts, period=period)
    facts = [one for one in submission.clauses if one.modality in (Modality.FACT, Modality.NEGATION)]
    found = [compared(facet, clause, submission) for clause in facts]
    return {one.meets for one in found if one is not None}


SIDES = [
    # both figures
    (GROWTH, "义务教育拨款增长3.2%，财政经常性收入增长4.6%。", {False}),
    (GROWTH, "拨款涨了6.6%，经常性收入涨了5.1%。", {True}),
    (GROWTH, "义务教育拨款增长1.0%，财政经常性收入下降2.1%。", {True}),
    (GROWTH, "拨款增长4.0%，经常性收入增长4.0%。", {False}),  # higher is asked for
    (GROWTH, "拨款由3.12亿元加到3.38亿元，增长8.3%，同期经常性收入只增1.9%。", {True}),
    (PAY, "教师年均工资9.12万元，公务员年均工资9.37万元。", {False}),
    (PAY, "教师年均工资由8.9万元增到9.4万元，公务员为9.37万元。", {True}),
    (PAY, "教师年均工资9.12万元，公务员年均工资9.12万元。", {True}),
    (NORM, "现行定额，小学650元、初中960元，省定标准为720元、940元。", {False}),  # the worse level decides
    # in words
    (GROWTH, "拨款增幅比经常性收入低0.3个百分点。", {False}),
    (GROWTH, "拨款增长9%，跑赢了财政经常性收入。", {True}),
    (PAY, "教师比公务员年均多四千三百元。", {True}),
    (PAY, "教师年均收入16.1万元，比区里公务员少三千元。", {False}),
    (PAY, "公务员年均18.4万元，教师低四千。", {False}),
    (PAY, "教师收入与公务员持平。", {True}),
    (HIGHER, "教师收入与公务员持平。", {False}),
    (HIGHER, "教师收入没有超过公务员。", {False}),
    (HIGHER, "教师收入不低于公务员。", set()),  # may be equal
    (PAY, "公务员平均工资高于教师。", {False}),
    # denied from further off
    (PAY, "教师平均工资没有与公务员倒挂。", {True}),
    (PAY, "教师平均工资与公务员倒挂。", {False}),
    (PAY, "教师平均工资未出现低于公务员的现象。", {True}),
    (PAY, "教师工资没有出现与当地公务员工资倒挂的情况。", {True}),
    (PAY, "没有一名教师的工资比公务员低。", {True}),
    (PAY, "没有一所学校的教师工资低于公务员。", {True}),
    (PAY, "没有教师的工资比公务员低。", {True}),
    (PAY, "没有发生教师工资低于公务员的情况。", {True}),
    (PAY, "未出现教师收入低于公务员的现象。", {True}),
    (PAY, "没有编制的教师工资低于公务员。", {False}),  # denies the posts
    (HIGHER, "教师平均工资没有与公务员倒挂。", set()),  # may be equal
    (NORM, "小学定额比省标少四十元。", {False}),
    # as a share
    (PAY, "教师平均工资相当于公务员的96.6%。", {False}),
    (PAY, "教师与公务员年平均工资收入之比为101.2%。", {True}),
    (PAY, "教师平均工资相当于公务员的100%。", {True}),
    (PAY, "教师平均工资相当于公务员的近100%。", {False}),
    (PAY, "教师平均工资相当于公务员的约100%。", set()),  # may be either
    (PAY, "按要求教师平均工资应为公务员的102%。", set()),  # is only asked for
    # not told apart, or of another matter
    (PAY, "全县教师1200人，公务员平均工资9.37万元。", set()),
    (PAY, "幼儿园教师平均工资6.1万元，公务员平均工资9.37万元。", set()),
    (PAY, "教师培训经费13万元，公务员平均工资9.37万元。", set()),
    (PAY, "教师月均工资7800元，公务员年均工资9.37万元。", set()),  # a month against a year
    (PAY, "教师年均工资9.12万元，公务员年均工资9.37万元，教师高于公务员。", set()),  # at odds with itself
    (PAY, "一旦教师平均工资低于公务员，即由财政补足。", set()),
    (PAY, "2018年教师平均工资低于公务员。", set()),  # long ago
    (PAY, "邻县望沙县教师平均工资低于公务员。", set()),
    (GROWTH, "拨款5.2亿元，经常性收入31亿元。", set()),  # no growth
    (GROWTH, "拨款占4.1%，经常性收入增长5.2%。", set()),
    (NORM, "全县班额低于省定标准。", set()),
]


@pytest.mark.parametrize(("facet", "text", "expected"), SIDES, ids=[text for _, text, _ in SIDES])
def test_two_sides_are_compared(facet: Facet, text: str, expected: set[bool]) -> None:
    assert verdicts(facet, text) == expected


TABLES = [
    # the newest year decides
    (GROWTH, ["指标|2021年|2022年", "义务教育拨款增幅|5.8%|3.1%", "财政经常性收入增幅|4.2%|3.6%"], {False}),
    (GROWTH, ["指标|2021年|2022年", "义务教育拨款增幅（%）|3.1|5.8", "财政经常性收入增幅（%）|3.6|4.2"], {True}),
    (PAY, ["项目|数值|备注", "教师年均工资|10.02万元|公务员10.08万元"], {False}),
    (PAY, ["项目|教师|公务员", "年平均工资收入（万元）|9.34|9.31"], {True}),
    (PAY, ["项目|教师|公务员", "奖励性部分（万元）|4.22|4.34"], set()),  # a part of it
    (PAY, ["项目|情况", "教师工资与公务员之比|96.3%"], {False}),
    (NORM, ["指标|标准|现值", "初中生均公用经费基准定额（元）|省定850|830"], {False}),
    # thousands are parted as people type them
    (NORM, ["指标|标准|现值", "初中生均公用经费基准定额（元）|省定1,050|1,030"], {False}),
    (NORM, ["指标|标准|现值", "初中生均公用经费基准定额（元）|省定1，050|1，250"], {True}),
    (PAY, ["项目|教师|公务员", "年平均工资收入（元）|93,400|93，100"], {True}),
    # columns without years: which one counts is not told
    (PAY, ["项目|甲|乙", "教师年均工资（万元）|9.1|9.4", "公务员年均工资（万元）|9.2|9.3"], set()),
]


@pytest.mark.parametrize(("facet", "rows", "expected"), TABLES, ids=[rows[1] for _, rows, _ in TABLES])
def test_two_sides_are_compared_in_a_table(facet: Facet, rows: list[str], expected: set[bool]) -> None:
    assert verdicts(facet, "附表", rows) == expected


PLACES = [
    (ONE_NORM, "生均公用经费，县城小学800元、初中1000元，乡镇小学720元、初中920元。", {False}),
    (ONE_NORM, "生均公用经费，县城小学720元，农村小学720元。", {True}),
    (ONE_NORM, "生均公用经费，县城小学720元，农村初中920元。", set()),  # two levels
    (ONE_NORM, "生均公用经费，县城小学720元，农村小规模学校按1.2倍的864元拨付。", set()),
    (POSTS, "教职工编制，城区按1:19核定，农村按1:23核定。", {False}),
    (POSTS, "城区每校40人，农村每校12人。", set()),
]


@pytest.mark.parametrize(("facet", "text", "expected"), PLACES, ids=[text for _, text, _ in PLACES])
def test_town_and_country_are_compared(facet: Facet, text: str, expected: set[bool]) -> None:
    assert verdicts(facet, text) == expected


def test_town_and_country_are_compared_between_rows() -> None:
    rows = ["名目|数", "公用经费，县城学校|小学900元、初中1100元", "公用经费，乡镇学校|小学840元、初中1020元"]
    assert verdicts(ONE_NORM, "附表", rows) == {False}


YEARS = [
    (QUALITY, "中考及格率由78.5%下滑至74.9%。", {False}),
    (QUALITY, "中考平均分比上年高9.2分。", {True}),
    (QUALITY, "中考合格率76.8%，2021年为77.9%。", {False}),
    (QUALITY, "低分率由9.1%降到7.4%。", {True}),
    (QUALITY, "在校生由2100人减到1980人。", set()),  # pupils are no quality
    (QUALITY, "接待检查由33次降到9次。", set()),
    (QUALITY, "平均成绩86分，最低78分。", set()),
    # in words alone
    (QUALITY, "初中学业成绩下滑。", {False}),
    (QUALITY, "教学成绩没有下滑。", set()),
    (QUALITY, "接待来访减少。", set()),  # visits are no quality
    (LIGHTER, "各类检查反而多了。", {False}),
    (LIGHTER, "基层反映迎检材料没变，反而多了。", {False}),
    (LIGHTER, "检查合并以后，备课的时间多出来了。", set()),  # of another thing in the same sentence
    (LIGHTER, "操场上的树多了。", set()),
    (FUNDS, "教师培训经费下降。", {False}),
    (FUNDS, "经费缺口减少。", set()),
    (GROWING, "综合素质优良率82.6%，比上年下降1.5个百分点。", {False}),
    (GROWING, "近视率上升5.2个百分点。", {False}),
    (GROWING, "教师年均收入比公务员少三千元。", set()),
    (LIGHTER, "每校全年接待检查二十六次，比上年多出五次。", {False}),
    (LIGHTER, "每校接待检查由31次降到12次。", {True}),
    (LIGHTER, "督导专项经费比上年多6万元。", set()),
    (EFFECT, "问题整改率由67%升到88%。", {True}),
    (EFFECT, "重复出现的老问题由12%升到15%。", {False}),
    (USE, "实验室周均使用由11次降到8次。", {False}),
    (QUALITY, "学业成绩名次从全市第8降到第3。", set()),  # the third place is above the eighth
    (QUALITY, "成绩在全市的名次由3位降到8位。", {False}),
    (QUALITY, "成绩在全市的名次由8位降到3位。", {True}),
    (QUALITY, "学业质量监测的学困生比例下降。", set()),
    (QUALITY, "教学质量监测里后进面下降。", set()),
    (FUNDS, "压减三公经费用于教师培训。", set()),
    (FUNDS, "行政开支的经费压减了，省下来的投入培训。", set()),
]


@pytest.mark.parametrize(("facet", "text", "expected"), YEARS, ids=[text for _, text, _ in YEARS])
def test_movements_are_read(facet: Facet, text: str, expected: set[bool]) -> None:
    assert verdicts(facet, text) == expected


def test_a_comparison_decides_what_a_clause_does() -> None:
    submission = understood("教师年均工资9.12万元，公务员年均工资9.37万元。")
    reading = read_candidate(PAY, submission.clauses[0], 0.5, submission, {})
    assert reading.polarity is Polarity.CONTRADICTS
    assert reading.why == "相比（教师91200元，公务员93700元），未达到要求"


@pytest.mark.parametrize("text", ["教师平均工资与公务员相比差不多。", "教师平均工资与公务员没有差距。"])
def test_a_letter_within_another_word_compares_nothing(text: str) -> None:
    assert False not in verdicts(PAY, text)


def test_about_lower_is_lower() -> None:
    assert True not in verdicts(PAY, "教师平均工资比公务员大约低4000元。")


OFTEN = [
    ("方案规定督学工作每月通报", "督学工作情况由督导室每季度通报一次。", {False}),
    ("督学工作每月通报", "督学工作每季度通报一次。", {False}),
    ("责任督学每月汇报工作", "责任督学每两个月汇报一次工作。", {False}),
    ("责任督学每月汇报工作", "责任督学每周汇报一次工作。", set()),
    ("责任督学每月汇报工作", "责任督学每月汇报一次工作，每学期汇总一次。", set()),
    ("责任督学每月汇报工作", "每季度印发的简报刊登责任督学的汇报。", set()),
    ("方案规定督学工作每月通报", "督学工作情况两个月通报一期。", {False}),
    ("方案规定督学工作每月通报", "过去每月通报一期，今年改为半年通报一次。", {False}),
    ("方案规定督学工作每月通报", "督学工作情况每两周通报一次。", set()),
    ("方案规定督学工作每月通报", "督学每两个月开一次会。", set()),  # of another act
    ("责任督学每月汇报工作", "书面向督导室报工作，是每两个月一回。", {False}),
    ("责任督学每月汇报工作", "按规定每季度汇报一次，实际月月都报。", set()),
    ("每周对整改落实情况作纪实记录", "从三月起改为一个月记一次。", {False}),
    ("对问题清单落实情况每月点评", "每月点评、每季测评都照办。", set()),
    ("对问题清单落实情况每季测评", "测评全年做了两次。", {False}),
    ("对问题清单落实情况每季测评", "测评全年做了四次。", set()),
]


@pytest.mark.parametrize(("statement", "text", "expected"), OFTEN, ids=[text for _, text, _ in OFTEN])
def test_a_rarer_rhythm_fails_the_one_asked_for(statement: str, text: str, expected: set[bool]) -> None:
    assert verdicts(Facet("a", "", statement), text) == expected
