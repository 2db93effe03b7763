"""Numbers in sentences: what is written → value, unit and dimension, comparison, measure."""

import time
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.language.normalise import normalise
from compliance.language.quantities import find_quantities
from compliance.language.units import convert, load_units
from compliance.terms import Comparison, Quantity


def found(text: str) -> tuple[Quantity, ...]:
    return find_quantities(normalise(text).text)


def values(text: str) -> list[str]:
    """Each quantity as "value unit", a range as "low~high unit"."""
    return [
        (f"{q.low:f}" if q.low == q.high else f"{q.low:f}~{q.high:f}") + (f" {q.unit}" if q.unit else "")
        for q in found(text)
    ]


UNITS = {
    # money
    "安排挂牌督导专项经费58万元": ["580000 元"],
    "教育投入2.35亿元，其中设备1,200万元": ["235000000 元", "12000000 元"],
    "生均公用经费六千元": ["6000 元"],
    "争取资金300余万元": ["3000000 元"],
    "投入资金500万": ["5000000 元"],
    # shares
    "巩固率达９９．６％": ["99.6 %"],
    "辍学率为1.2‰": ["0.12 %"],
    "九成以上的家长满意": ["90 %"],
    "六成五的教师达标": ["65 %"],
    "七八成学校已完成": ["70~80 %"],
    "两成半的学生住校，三成半以上走读": ["25 %", "35 %"],
    "聘任督学廿三名，卅所学校，一百廿人": ["23 人", "30 所", "120 人"],
    "百分之九十八点五的教师持证": ["98.5 %"],
    "千分之三": ["0.3 %"],
    "占总数的四分之三": ["75 %"],
    "3/5的学校": ["60 %"],
    "一半以上的学校": ["50 %"],
    "整改率百分之百": ["100 %"],
    # areas and lengths
    "校舍面积3500㎡": ["3500 平方米"],
    "生均4.52平米": ["4.52 平方米"],
    "占地3万多平方米": ["30000 平方米"],
    "新征教育用地45亩": ["30000 平方米"],
    "建成200米环形跑道": ["200 米"],
    # counts
    "聘任督学二百五十九名": ["259 人"],
    "配备专职督学12名、兼职三十余位": ["12 人", "30 人"],
    "新建学校三所、教室十二间": ["3 所", "12 间"],
    "计算机1256台，图书3.6万册": ["1256 台", "36000 册"],
    "培训5期1200人次": ["5 期", "1200 人次"],
    "近百名教师、上千人参加": ["100 人", "1000 人"],
    "五六所学校": ["5~6 所"],
    "县人大代表3人": ["3 人"],
    # time
    "培训不少于24学时": ["24 学时"],
    "三个工作日内反馈": ["3 工作日"],
    "每天一小时体育活动": ["1 小时"],
    "两个半小时": ["2.5 小时"],
    "任职满一年半": ["1.5 年"],
    "15日内完成整改": ["15 天"],
    "聘期三个月": ["3 月"],
    # ratios
    "师生比1：15，生机比6.5:1": ["15 1:N", "6.5 1:N"],
    "师生比为1∶13.2": ["13.2 1:N"],
    "按1比15配备": ["15 1:N"],
    # ranges and lists
    "入园率在85%—90%之间": ["85~90 %"],
    "每组4～5名": ["4~5 人"],
    "每校3至5间": ["3~5 间"],
    "投入3万—5万元": ["30000~50000 元"],
    "分别为5.1和6.3平方米": ["5.1 平方米", "6.3 平方米"],
    "专职8、兼职21人": ["8 人", "21 人"],
    "由85%提高到90%": ["85 %", "90 %"],
    "从8人到12人": ["8 人", "12 人"],
    # bare numbers
    "小学校际差异系数为0.45": ["0.45"],
    "0.38": ["0.38"],
    "-0.5%": ["-0.5 %"],
    "增长率为-1.2%": ["-1.2 %"],
    "学业水平达到Ⅲ级以上": ["3 级"],
    "全年校园安全责任事故为零": ["0"],
}


@pytest.mark.parametrize(("text", "expected"), UNITS.items(), ids=UNITS.keys())
def test_reads_value_and_unit(text: str, expected: list[str]) -> None:
    assert values(text) == expected


FREQUENCIES = {
    "督学每月到校督导不少于2次": ("2", ">="),
    "每两个月召开一次例会": ("0.5", "=="),
    "两个月一次": ("0.5", "=="),
    "领导小组一月一次例会": ("1", "=="),
    "每季度召开一次联席会议": ("1/3", "=="),
    "每学期不少于两次": ("1/3", ">="),
    "一学期至少2次": ("1/3", ">="),
    "每学年开展四次": ("1/3", "=="),
    "每年组织1—2次": ("1/12~1/6", "=="),
    "每半年研判一次": ("1/6", "=="),
    "督导评估五年一轮": ("1/60", "=="),
    "每周巡查一次": ("13/3", "=="),
    "每天巡查三次": ("90", "=="),
    "到校督导2次/月": ("2", "=="),
    "督导情况每季度通报": ("1/3", "=="),
    "按月通报整改情况": ("1", "=="),
}


@pytest.mark.parametrize(("text", "expected"), FREQUENCIES.items(), ids=FREQUENCIES.keys())
def test_reads_how_often_as_times_a_month(text: str, expected: tuple[str, str]) -> None:
    (quantity,) = found(text)
    ends = [Fraction(end) for end in expected[0].split("~")]
    assert (quantity.unit, quantity.dimension) == ("次/月", "frequency")
    assert (float(quantity.low), float(quantity.high)) == pytest.approx((float(ends[0]), float(ends[-1])))
    assert quantity.comparison.value == expected[1]


def test_years_and_months_are_one_length_of_time() -> None:
    assert values("算下来三年零六个月") == ["3.5 年"]
    assert values("已6年6个月") == ["6.5 年"]
    assert values("2年，6个月") == ["2 年", "6 月"]


def test_equal_frequencies_are_equal_however_they_are_said() -> None:
    said = [found(text)[0].low for text in ("每学期2次", "每学年四次", "每季度一次", "三个月一次")]
    assert len(set(said)) == 1


COMPARISONS = [
    ("不少于4.5平方米", Comparison.AT_LEAST),
    ("不得低于95%", Comparison.AT_LEAST),
    ("至少3名", Comparison.AT_LEAST),
    ("达到85%以上", Comparison.AT_LEAST),
    ("3名（含）以上", Comparison.AT_LEAST),
    ("班额控制在45人以内", Comparison.AT_MOST),
    ("不超过45人", Comparison.AT_MOST),
    ("0.50以下", Comparison.AT_MOST),
    ("10个工作日内", Comparison.AT_MOST),
    ("超过了300人", Comparison.MORE),
    ("三十余所", Comparison.MORE),
    ("30多所", Comparison.MORE),
    ("四成多", Comparison.MORE),
    ("过半数学校", Comparison.MORE),
    ("近500人", Comparison.LESS),
    ("不足400人", Comparison.LESS),
    ("未达到85%", Comparison.LESS),
    ("约占30%", Comparison.ABOUT),
    ("300人左右", Comparison.ABOUT),
    ("近三十余所", Comparison.ABOUT),
    ("不低于教师总数的10%", Comparison.AT_LEAST),
    ("生均补助不低于每生每年500元", Comparison.AT_LEAST),
    ("仅3名", Comparison.EQUAL),
    ("节约200元", Comparison.EQUAL),
    ("最近3人请假", Comparison.EQUAL),
]


@pytest.mark.parametrize(("text", "comparison"), COMPARISONS, ids=[text for text, _ in COMPARISONS])
def test_reads_comparison_words(text: str, comparison: Comparison) -> None:
    (quantity,) = found(text)
    assert quantity.comparison is comparison


CHANGES = [
    ("义务教育财政拨款增长8%", True),
    ("同比增长5.2%", True),
    ("增幅为3.1%", True),
    ("提高了20元", True),
    ("减少大班额12个", True),
    ("比上年多3所", True),
    ("高于国家标准0.3平方米", True),
    ("提高2.3个百分点", True),
    ("增加到200名", False),
    ("提高至4.6平方米", False),
    ("降到0.45", False),
    ("增长8年来首次达到的水平，为95%", False),
    ("新增学位1200个", False),
    ("就近入学比例达98%", False),
    ("占比最高98%", False),
    ("不低于国家标准4.5平方米", False),
]


@pytest.mark.parametrize(("text", "change"), CHANGES, ids=[text for text, _ in CHANGES])
def test_tells_a_change_from_a_value(text: str, change: bool) -> None:
    assert (found(text)[-1].dimension == "difference") is change


MEASURES = {
    "每百名学生拥有骨干教师1.05人": ["每百名学生拥有骨干教师"],
    "全县义务教育巩固率均保持在99.5%以上": ["全县义务教育巩固率"],
    "现有中小学36所，其中小学21所、初中15所": ["现有中小学", "小学", "初中"],
    "聘任督学30人（专职8人、兼职22人）": ["聘任督学", "专职", "兼职"],
    "生均面积小学5.1平方米、初中6.3平方米": ["生均面积小学", "生均面积初中"],
    "小学、初中生均面积分别为5.1和6.3平方米": ["小学、初中生均面积"] * 2,
    "生均教学仪器设备值：2150元": ["生均教学仪器设备值"],
    "义务教育巩固率，达到99.1%": ["义务教育巩固率"],
    "满意度为92%，比上年提高3个百分点": ["满意度", "满意度"],
    "辖11个乡镇、3个林场": ["辖", "辖"],
    "2.落实专职督学12名": ["落实专职督学"],
    "督学每月到校督导不少于2次": ["督学每月到校督导"],
    "教师轮岗制度已建立。36人": [""],
}


@pytest.mark.parametrize(("text", "measures"), MEASURES.items(), ids=MEASURES.keys())
def test_says_what_a_number_measures(text: str, measures: list[str]) -> None:
    assert [quantity.measure for quantity in found(text)] == measures


def test_a_measure_reaches_over_a_length_of_time() -> None:
    *_, area = found("初中生均运动场馆面积经三年建设已达到11.3平方米")
    assert area.low == Decimal("11.3")
    assert "初中生均运动场馆面积" in area.measure


NO_QUANTITY = [
    "2021年3月12日召开会议",
    "二○二一年九月",
    "2020—2021学年第一学期",
    "2021.12.31前",
    "3月至5月，9—12月",
    "上午8:30集合，8时30分开会",
    "每周三下午",
    "教督〔2021〕3号",
    "依据第三条、第十二款，见第5页和表3、图2-1、附件一",
    "1.加强领导",
    "（3）落实责任",
    "一、总体情况\n二、主要做法",
    "2.3.1 机构",
    "1.2021年工作回顾",
    "咨询电话0571-88123456，手机13812345678",
    "第二中学、城关一小、三年级、九年一贯制",
    "一把手负总责，万一出现，教学一线，一体推进，标准不一致，统一门户",
    "十分重视，千方百计，百年大计",
    "一校一策、一人一案、一年一度",
    "落实“四个一”要求，“三通两平台”已建成",
    "《三年行动计划（2021—2023年）》",
    "近三年来，五年来，未来三年",
    "几所学校，数十名教师，十几个人",
    "每百名学生，每12个班",
    "成立三成立",
    "开通5G网络，执行GB50099标准",
    "开展5+2课后服务",
    "一起来，新一轮，一期工程，上一次，每一名学生",
    "高三、初二学生",
    "一次性投入，一成不变",
    "专任教师XXX人",
    "在校学生2l5人，学校7O所",
    "提高到5\ufffd元",
]


@pytest.mark.parametrize("text", NO_QUANTITY)
def test_leaves_out_what_is_no_quantity(text: str) -> None:
    assert values(text) == []


def test_offsets_are_those_of_the_number_and_its_unit() -> None:
    text = "面积4.52平方米，师生比1:15，近百名教师每月到校2次"
    assert [text[q.start : q.end] for q in find_quantities(text)] == ["4.52平方米", "1:15", "近百名", "每月到校2次"]


NUMERALS = st.one_of(
    st.integers(1, 99_999).map(str),
    st.decimals("0.01", 9999, places=2).map(str),
    st.sampled_from(["两", "三十", "二百五十九", "一千零三十", "十二", "三万五千", "七八十"]),
)
WORDS = """小学 ， 。 、 面积达到 不少于 每月 每学期 个 月 次 名 所 万元 亿元 % ‰ 平方米 亩 成 以上 余 多 — 至 到 和
1:15 分之 一半 半年 第 年 学时 近 百 千 （ ） 增长 共 一 | 为零 2021年 : . -"""
PIECES = st.lists(st.one_of(NUMERALS, st.sampled_from(WORDS.split())), max_size=12).map("".join)


@settings(max_examples=300, deadline=None)
@given(PIECES)
def test_slices_read_as_the_same_value_and_stay_in_order(text: str) -> None:
    text = normalise(text).text
    quantities = find_quantities(text)
    assert all(left.end <= right.start for left, right in zip(quantities, quantities[1:], strict=False))
    for position, quantity in enumerate(quantities):
        assert 0 <= quantity.start < quantity.end <= len(text)
        assert quantity.low <= quantity.high
        following = quantities[position + 1 : position + 2]
        if following and following[0].unit == quantity.unit and text[quantity.end - 1].isdigit():
            continue  # a list that shares its unit
        again = find_quantities(text[quantity.start : quantity.end])
        assert (quantity.low, quantity.high) in [(one.low, one.high) for one in again]


@given(st.text(max_size=80))
def test_any_text_can_be_searched(text: str) -> None:
    find_quantities(normalise(text).text)


@pytest.mark.parametrize(
    ("value", "unit", "target", "expected"),
    [
        ("2", "小时", "分钟", "120"),
        ("58", "万元", "元", "580000"),
        ("20000", "平方米", "亩", "30"),
        ("6", "次/学期", "次/月", "1"),
        ("12", "次/年", "次/学期", "6"),
        ("5", "人", "人", "5"),
        ("3", "名", "位", "3"),
    ],
)
def test_converts_between_units(value: str, unit: str, target: str, expected: str) -> None:
    assert convert(Decimal(value), unit, target) == Decimal(expected)


def test_does_not_convert_between_dimensions() -> None:
    assert convert(Decimal(1), "元", "平方米") is None


@pytest.mark.parametrize("word", load_units().written)
def test_finds_every_listed_unit_after_a_number(word: str) -> None:
    text = normalise(f"共12{word}").text
    (quantity,) = find_quantities(text)
    assert (quantity.start, quantity.end) == (1, len(text))
    assert quantity.unit == load_units().written[word].name


def test_a_long_submission_takes_milliseconds() -> None:
    sentence = "全县小学生均用房面积达到4.52平方米，其中一所学校未达标，各部门统一思想，督学每月到校不少于2次。"
    text = (sentence * 700)[:30_000]
    find_quantities(text)
    started = time.perf_counter()
    find_quantities(text)
    assert time.perf_counter() - started < 1  # measured 0.04 s; the margin is for busy machines
