"""Which items are asked of a submission at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import item, printed, scheme

from compliance.judgement.applicability import applies, authors_of
from compliance.terms import Item, Submission

# --- Whose plan it is ---


def titled(title: str, subject: str = "云渡区", *said: str) -> Submission:
    submission = printed(*(said or ("本方案自印发之日起施行",)))
    return replace(submission, subject=subject, documents=(replace(submission.documents[0], title=title),))


@pytest.mark.parametrize(
    ("subject", "title", "authors"),
    [
        ("松渡小学", "松渡小学迎接督导评估工作方案", {"school"}),
        ("云渡区第三中学", "2024年督导工作计划", {"school"}),
        ("云渡区机关幼儿园", "自评方案", {"school"}),
        ("松渡小学", "责任区督学方案", {"school"}),  # the subject says more than the title
        ("云渡区", "云渡区第二责任区督学工作方案", {"zone"}),
        ("云渡区", "云渡区教育督导第三责任区2022年工作方案", {"zone"}),
        ("云渡区", "云渡区教育督导和责任区工作方案", {"zone", "office"}),
        ("云渡区", "东片区督学计划", {"zone"}),
        ("云渡区", "区人民政府教育督导室工作方案", {"office"}),
        ("云渡区", "区教育督导室2024年督学责任区工作方案", {"zone", "office"}),
        ("云渡区", "2024年工作要点", {"office"}),
        ("云渡区", "云渡区督学工作站2024年工作方案", set()),  # none of the three
        ("云渡区教师进修学校", "云渡区教师进修学校研训督学方案", set()),
        ("云渡区", "区教育督导室督学工作组2024年方案", {"office"}),
        ("", "", {"office"}),
        ("雲渡區", "雲渡區第二責任區督學工作方案", {"zone"}),
        ("雲渡區", "區教育督導室2024年督學責任區工作方案", {"zone", "office"}),
    ],
)
def test_the_subject_and_the_title_tell_whose_plan_it_is(subject: str, title: str, authors: set[str]) -> None:
    assert authors_of(titled(title, subject)) == authors


@pytest.mark.parametrize(
    ("said", "authors"),
    [
        (("开展一轮对责任区内中小学的安全督查",), {"office", "zone"}),
        (("对责任区内幼儿园常规管理督查调研", "使我校依法办学"), {"office", "zone", "school"}),
        (("各责任区每月报送督导记录",), {"office"}),
        (("我校区位优越",), {"office"}),
    ],
)
def test_where_the_title_names_no_body_the_text_may_speak_as_one(said: tuple[str, ...], authors: set[str]) -> None:
    assert authors_of(titled("2022年度督学工作方案", "云渡区", *said)) == authors


# --- The first level of an item's path names whose plan it is for ---

PLANS = "与所交方案类型不符的条目判为不适用。"


def at(*path: str, requirement: str = "", title: str = "督查安排", id_: str = "x-01") -> Item:
    return replace(item("作了安排", id_=id_), path=path, requirement=requirement, title=title)


@pytest.mark.parametrize(
    ("path", "office", "zone", "school"),
    [
        (("区督导室方案", "目标"), True, False, False),
        (("责任区督学方案", "目标"), False, True, False),
        (("学校责任督学方案", "目标"), False, False, True),
        (("各类方案共有", "目标"), True, True, True),
        (("学校和责任区通用方案",), True, True, True),
        (("学校管理", "目标"), True, True, True),  # a topic, nobody's plan
        (("督导目标", "学校方案"), True, True, True),  # only the first level
        ((), True, True, True),
    ],
)
def test_an_item_for_anothers_plan_does_not_apply(path, office, zone, school) -> None:
    asked = at(*path)
    handed_in = (titled("区教育督导室工作方案"), titled("第二责任区工作方案"), titled("方案", "松渡小学"))
    assert [applies(asked, scheme(asked, notes=PLANS), one) for one in handed_in] == [office, zone, school]


def test_levels_are_no_condition_where_the_schemes_notes_do_not_say_so() -> None:
    asked = at("学校责任督学方案")
    assert applies(asked, scheme(asked), titled("区教育督导室工作方案"))


# --- A condition at the end of the requirement: …的，不适用 ---

SAMPLE = at(requirement="写明参加质量监测的样本县和组织情况；当年未被抽为样本的，不适用。", title="国家质量监测")
PROVINCE = at(requirement="写明参加监测的样本县和年级；当年未被抽为样本的，不适用。", title="省级质量监测", id_="x-02")
VOCATIONAL = at(requirement="安排督查助学金发放；责任区内没有中职学校的，不适用。", title="中职助学金")
POOR = at(requirement="把贫困县纳入创建规划；辖区没有此类县的，不适用。", title="贫困县教育督导帮扶")
BOARDERS = at(requirement="对宿舍值守作出安排；无寄宿生的不适用。", title="宿舍安全")
SCHOOL_BUS = at(requirement="对校车许可作出安排；无校车的不适用。", title="校车安全")


@pytest.mark.parametrize(
    ("asked", "said", "asked_of_it"),
    [
        (VOCATIONAL, "中职助学金：本责任区没有中职学校", False),
        (VOCATIONAL, "本责任区无中职学校，不安排中职助学金督查", False),
        (VOCATIONAL, "本责任区有中职学校一所", True),
        (VOCATIONAL, "每学期督查中职学校助学金发放一次", True),
        (VOCATIONAL, "本责任区没有幼儿园", True),
        (VOCATIONAL, "没有一所中职学校漏查助学金", True),  # a double negation
        (SAMPLE, "2023年国家质量监测中，我县未被抽为样本", False),
        (SAMPLE, "我县被抽为2023年国家质量监测样本", True),
        (SAMPLE, "国家质量监测结果未公布", True),
        (SAMPLE, "国家今年没有抽到我们", False),
        (SAMPLE, "国家监测今年的样本名单里没有我县，免填", False),
        (SAMPLE, "国家监测本年度轮空", False),
        (SAMPLE, "国家监测今年一个样本县也没有", False),
        (SAMPLE, "去年国家监测没有抽到我县", True),  # another year's
        (SAMPLE, "国家监测的样本校无一缺考", True),
        (SAMPLE, "国家监测没有抽到的县也作了自查", True),
        (POOR, "全县七个乡镇所在的县不在国家和省的扶贫开发重点县名单之内", False),
        (POOR, "国家级、省级的扶贫开发重点县一个都没有", False),
        (POOR, "贫困县帮扶一项没有本地任务", False),
        (POOR, "没有让一个贫困县掉队", True),
        (POOR, "贫困县中职学校流失生为零", True),
        (VOCATIONAL, "5月中旬部署“八无”督查评估，抽37所学校", True),  # a denial and a school, but not of this thing
        (VOCATIONAL, "查中职学校有没有代领助学金", True),
        (VOCATIONAL, "片内不设职业高中", False),
        (BOARDERS, "本校无住校生", False),
        (BOARDERS, "没有寄宿生夜不归宿", True),
        (SCHOOL_BUS, "全区没有校车", False),
        (SCHOOL_BUS, "校车没有超载", True),
    ],
)
def test_an_item_does_not_apply_where_the_text_states_its_condition(asked: Item, said: str, asked_of_it: bool) -> None:
    assert applies(asked, scheme(asked), titled("工作报告", "云渡区", said)) is asked_of_it


def test_of_two_items_with_one_condition_only_the_one_that_is_named_falls_away() -> None:
    both = scheme(SAMPLE, PROVINCE)
    submission = titled("工作报告", "云渡区", "2023年省级质量监测中，我县未被抽为样本")
    assert [applies(asked, both, submission) for asked in both.items] == [True, False]


@pytest.mark.parametrize(
    "said", ["省级这一回没有抽中我们", "省里今年没有抽到我市，无样本县", "省级监测，我市今年没有样本县"]
)
def test_the_level_that_is_named_tells_which_item_falls_away(said: str) -> None:
    both = scheme(SAMPLE, PROVINCE)
    submission = titled("工作报告", "云渡区", "国家质量监测抽到云桥县", said)
    assert [applies(asked, both, submission) for asked in both.items] == [True, False]


def test_a_sample_of_the_citys_own_monitoring_is_neither() -> None:
    both = scheme(SAMPLE, PROVINCE)
    submission = titled("工作报告", "云渡区", "市级监测今年停测一年，样本没有抽。")
    assert [applies(asked, both, submission) for asked in both.items] == [True, True]


def test_an_item_without_a_condition_always_applies() -> None:
    asked = at(requirement="写明助学金发放情况。")
    assert applies(asked, scheme(asked), titled("报告", "云渡区", "没有中职学校", "未被抽为样本"))


def test_brackets_without_end_behind_a_denial_are_read_at_once() -> None:
    assert applies(VOCATIONAL, scheme(VOCATIONAL), titled("工作报告", "云渡区", f"片内没有中职学校{'（' * 200}\n表"))
