"""The number of all schools or posts told twice is warned of; numbers of some, or of another year, are not."""

from __future__ import annotations

import pytest
from handed_in import handed_in, quotes

from compliance.integrity.wholes import whole_clashes


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("全县71所公办中小学都配备了书记", "全县公办中小学73所已经公示"),
        ("全县现有责任督学19人", "全县21名责任督学都到了岗"),
        ("全县12个乡镇", "全县11个乡镇的书记都来述职"),
        ("学校现有教职工61人", "教职工58人"),
        ("全县94所学校，按河道分成5个督导责任区", "六个责任区30日汇总到督导室"),  # some are no more than all
        ("我县教师队伍稳定，其中专任教师913人", "全县931名专任教师全部持证"),
    ],
)
def test_two_numbers_of_all_are_warned_of(first: str, second: str) -> None:
    (warning,) = whole_clashes(handed_in(f"{first}。\n\n{second}。"))
    assert len(warning.quotes) == 2


ROSTER = """| 类别 | 人数 | 说明 |
|---|---|---|
| 专职督学 | 6 | 在编 |
| 兼职督学 | 26 | 校长、教研员居多 |
"""


@pytest.mark.parametrize("label", ["全体教师", "教师合计"])
def test_a_row_of_all_by_its_label(label: str) -> None:
    table = f"| 对象 | 人数 |\n|---|---|\n| {label} | 86人 |\n"
    assert len(quotes(whole_clashes, f"教师84人，平均三十六岁。\n\n{table}")) == 1


@pytest.mark.parametrize(
    ("text", "warned"), [("24名兼职督学到校听课", 1), ("26名兼职督学到校听课", 0), ("抽调9名兼职督学", 0)]
)
def test_a_row_with_one_number_tells_how_many_there_are(text: str, warned: int) -> None:
    assert len(whole_clashes(handed_in(f"{text}。\n\n{ROSTER}"))) == warned


def test_a_row_that_names_a_year_is_of_that_year() -> None:
    rows = ROSTER.replace("校长、教研员居多", "2016年初报表")
    assert whole_clashes(handed_in(f"24名兼职督学到校听课。\n\n{rows}")) == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("全县71所公办中小学都配备了书记", "全县公办中小学71所已经公示"),
        ("全县现有责任督学19人", "全县新招责任督学21人"),
        ("全县现有专任教师1913人", "全县培训专任教师1500人"),
        ("全县现有专任教师1913人", "上年全县专任教师1890人"),
        ("全县71所中小学", "全县中小学31所已经验收"),
        ("全县有乡镇14个", "14个乡镇有13个办了中心园"),
        ("全县中小学46所", "其中小学44人、初中12人"),
        ("31所学校全部进表", "七项至少过六项的学校30所"),
        ("全县有责任区10个", "在9个责任区试行"),
        ("全县有幼儿园42所", "邻近的柳塘县全县有幼儿园45所"),
    ],
)
def test_the_same_and_those_of_some_are_not(first: str, second: str) -> None:
    assert quotes(whole_clashes, f"{first}。\n\n{second}。") == []


def test_a_total_row_is_a_number_of_all() -> None:
    table = "| 片 | 责任区（个） | 督学 |\n|---|---|---|\n| 东 | 16 | 30 |\n| 西 | 17 | 32 |\n| 合计 | 33 | 62 |\n"
    assert len(quotes(whole_clashes, f"全县分成34个责任区。\n\n{table}")) == 1
    assert quotes(whole_clashes, f"全县分成33个责任区。\n\n{table}") == []


def test_what_is_told_often_is_the_number_of_all() -> None:
    often = "中小学43所。\n\n中小学43所，镇镇都有。\n\n教师多，中小学43所。\n\n"
    table = "| 月份 | 对象 |\n|---|---|\n| 5月 | {}所中小学 |\n"
    assert len(quotes(whole_clashes, often + table.format(42))) == 1
    assert quotes(whole_clashes, often + table.format(43)) == []


def test_a_long_list_before_a_count_is_read_at_once() -> None:
    told = whole_clashes(handed_in(f"全县现有教师61人。\n\n{'一、' * 400}某教师58人。\n\n{'一、' * 4}教师58人。"))
    assert [warning.quotes for warning in told] == [("全县现有教师61人", "一、一、一、一、教师58人")]


@pytest.mark.parametrize("some", ["全县有食堂的63所学校已经验收", "学校章程，62所学校核准备案", "教师分布在63所学校"])
def test_those_that_have_or_did_something_are_some(some: str) -> None:
    assert quotes(whole_clashes, f"66所学校都开齐了国家课程。\n\n{some}。") == []


def test_two_kinds_counted_together_are_not_the_second_alone() -> None:
    assert quotes(whole_clashes, "全县幼儿园专任教师792人。\n\n全县园长、专任教师866人都有资格证。") == []
    assert len(quotes(whole_clashes, "全县幼儿园专任教师792人。\n\n全县专任教师866人都有资格证。")) == 1


def test_the_parts_of_a_table_without_a_total_make_one() -> None:
    table = "| 责任区 | 责任督学（人） |\n|---|---|\n| 东片 | 10 |\n| 西片 | 11 |\n| 北片 | {} |\n"
    text = "全县共有责任督学31人。\n\n"
    assert len(quotes(whole_clashes, text + table.format(12))) == 1
    assert quotes(whole_clashes, text + table.format(10)) == []
    assert quotes(whole_clashes, text + table.format("未定")) == []
    assert quotes(whole_clashes, text + table.format(12).replace("东片", "实验小学")) == []  # some schools only


@pytest.mark.parametrize(
    "text",
    [
        "全县学校41所。\n\n督学五月、八月各到三十六所学校。",  # each time, not each of them
        "全县学校78所。\n\n已挂牌学校76所，占97.4%。",
        "全县学校116所。\n\n| 项目 | 数 |\n|---|---|\n| 挂牌学校（所） | 107 |",
    ],
)
def test_schools_that_were_visited_or_have_a_plate_are_not_all_of_them(text: str) -> None:
    assert quotes(whole_clashes, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "全县设督学责任区12个。\n\n为13个责任区统一配发平板电脑。",  # done for more than there are
        "现有中小学72所。\n\n向73所中小学校长发放问卷。",
        "2024年有义务教育学校47所。\n\n卫健局给49所义务教育学校派驻健康副校长。",
        "全县幼儿园108所。\n\n应急管理局对全县106所幼儿园逐一演练。",  # 应急 says nothing of how many there should be
        "专任老师七百零四个。\n\n| 项目 | 数 |\n|---|---|\n| 专任教师 | 740人 |",
        "全县有学校、幼儿园161所。\n\n全县168所学校、幼儿园都换了校牌。",
        "全区幼儿园148所，教职工4560人。\n\n组织全区幼儿园教职工4790人体检。",
    ],
)
def test_the_number_of_all_by_other_words(text: str) -> None:
    assert len(quotes(whole_clashes, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "现有中小学72所。\n\n向68所中小学校长发放问卷。",  # some of them
        "全县幼儿园108所。\n\n应配保健员的幼儿园106所。",
        "全区幼儿园148所，教职工4560人。\n\n组织全区小学教职工4790人体检。",
    ],
)
def test_some_and_those_of_another_level_are_not_all(text: str) -> None:
    assert quotes(whole_clashes, text) == []
