"""Whose document it is, by its name's characters: names that hold words, leads and kinds; strings only."""

import time

import pytest

from compliance.language.submitter import submitter

# Names of real kinds, each with a character or an end that elsewhere is a word of its own.
PLACES = (
    "萍乡市 宁乡市 桐乡市 湘乡市 东乡区 会同县 和平区 和田县 本溪市 全州县 个旧市 月湖区 政和县 民和县 安乡县 义县 "
    "和县 成县 让胡路区 无为市 永年区 万年县 天全县 宁强县 武都区 江都区 沙市区 赣县区 奉化区 即墨区 通道侗族自治县 "
    "图们市 前郭尔罗斯蒙古族自治县 龙胜各族自治县 科尔沁左翼中旗 "
    # invented ones, which no dictionary has
    "枫乡市 砚都区 和溪县 全溪县 明和山县 让溪区"
).split()


@pytest.mark.parametrize("place", PLACES)
def test_a_place_is_named_by_the_title_with_a_year_or_the_government_behind_it(place: str) -> None:
    title = f"{place}2023年教育督导自评报告"
    assert submitter(title, [title]) == place
    assert submitter(title, [title, f"{place}有学校141所。", f"{place}人民政府"]) == place
    assert (
        submitter("自评报告", ["自评报告", f"{place}人民政府", "工作开展如下。", f"{place}人民政府教育督导室"]) == place
    )


@pytest.mark.parametrize("place", ["萍乡市", "宁乡市", "和平区", "全州县", "个旧市", "民和县", "奉化区", "明和山县"])
def test_a_name_that_is_in_no_doubt_needs_nothing_behind_it(place: str) -> None:
    title = f"在{place}督导汇报会上的讲话"
    assert submitter(title, [title]) == place
    title = f"{place}石桥镇中心小学工作总结"
    assert submitter(title, [title]) == f"{place}石桥镇中心小学"


@pytest.mark.parametrize("school", ["由庄镇中心小学", "向店中心小学", "和溪镇中心小学", "经河学校"])
def test_a_school_whose_name_begins_like_a_lead(school: str) -> None:
    title = f"{school}2023年工作总结"
    assert submitter(title, [title]) == school
    assert submitter("自评报告", ["自评报告", f"{school}督导自评", "我校迎检。", school]) == school


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("让云渡区的孩子上好学", "云渡区"),
        ("让石桥镇中心小学更美", "石桥镇中心小学"),
        ("由云渡区人民政府组织的督导", "云渡区"),
        ("向云渡区人民政府的汇报", "云渡区"),
        ("在云渡区2023年教育工作会上的讲话", "云渡区"),
        ("关于云渡区2023年督导的报告", "云渡区"),
        ("对云渡区2023年督导评估的意见", "云渡区"),
    ],
)
def test_a_lead_before_a_name_is_no_part_of_it(title: str, name: str) -> None:
    assert submitter(title, [title, "云渡区有学校23所。"]) == name or "小学" in name
    assert submitter(title, [title]) == name


@pytest.mark.parametrize(
    "title",
    [
        "全省各市2023年教育督导情况",
        "全市2023年教育督导情况",
        "阳光社区2023年工作总结",
        "推进城区2023年工作",
        "偏远山区2023年教育情况",
        "市和县2023年教育情况",
        "各学校和县2023年教育情况",
        "今年区政府的工作",
        "各县2023年工作",
        "本县人民政府工作",
    ],
)
def test_words_that_end_like_a_place_name_nobody(title: str) -> None:
    assert submitter(title, [title]) == ""


@pytest.mark.parametrize(
    "said",
    [
        "有学校141所。",
        "现有学校141所。",
        "共有小学41所。",
        "建成农村学校12所。",
        "新建学校3所。",
        "改建幼儿园3所。",
        "先后改扩建农村中学3所。",
        "农村小规模学校自查。",
        "公办幼儿园自查。",
    ],
)
@pytest.mark.parametrize("place", ["宁乡市", "清川县", "双江自治县", "和县"])
def test_what_a_county_has_or_builds_is_no_school_of_that_name(place: str, said: str) -> None:
    assert submitter("自评报告", ["自评报告", f"{place}{said}", f"{place}人民政府"]) == place
    title = f"{place}2023年教育督导自评报告"
    assert submitter(title, [title, f"{place}{said}"]) == place


@pytest.mark.parametrize(
    "school",
    [
        "永和镇中心小学",
        "大有镇中心小学",
        "青禾县本溪路小学",
        "和平小学",
        "红旗小学",
        "青禾县建设路小学",
        "青禾县新建路小学",
    ],
)
def test_a_school_may_hold_such_characters_within_a_word(school: str) -> None:
    title = f"{school}2023年工作总结"
    assert submitter(title, [title]) == school


def test_an_inspection_area_of_such_a_county() -> None:
    title = "民和县石门督学责任区2023年工作总结"
    assert submitter(title, [title]) == "民和县石门督学责任区"


def test_many_leads_in_a_long_document_are_read_in_time() -> None:
    lines = [
        "，".join(f"让云{chr(0x4E00 + i)}区" for i in range(60)),
        *(f"让云{chr(0x4E00 + i % 20000)}区的" for i in range(15000)),
    ]
    start = time.monotonic()
    submitter("让云渡区" * 500, lines)
    assert time.monotonic() - start < 20


def test_what_is_done_to_schools_is_no_schools_name() -> None:
    body = ["督学工作方案", "规范学校办学行为，规范学校收费。", "规范学校管理，落实责任。", "规范学校招生。"]
    assert submitter("督学工作方案", body) == ""


def test_our_city_tells_the_rank_though_each_county_is_called_the_whole_county() -> None:
    county = "，柳塘县有序推进。"
    body = [f"我市督导工作{county}", f"我市开展督导，全县动员{county}", f"我市总结经验，全县参与{county}", "全县迎检。"]
    assert submitter("教育督导室工作总结", body) == ""


def test_setting_up_inspection_areas_names_none() -> None:
    body = ["工作总结", *["建立教育督导责任区，配备督学。"] * 4, *["教育督导责任区每月活动。"] * 4]
    assert submitter("工作总结", body) == ""
