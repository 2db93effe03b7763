"""Another place's name given as the own is warned of; a neighbour openly cited, a superior, an own part is not."""

from __future__ import annotations

import time

import pytest
from handed_in import handed_in, messages, quotes

from compliance.integrity.foreign_subject import foreign_subjects
from compliance.integrity.leftovers import Surroundings
from compliance.integrity.place_names import opening_name


@pytest.mark.parametrize(
    "text",
    [
        "我们要为柳塘县教育事业再创佳绩而努力",
        "为推动柳塘县教育又好又快发展作出贡献",
        "柳塘县对工作拖拉的5名校长进行了约谈",
        "年内，柳塘县校舍加固任务已全部完成",
        "柳塘县人民政府教育督导室",
        "近年来，柳塘县委、县政府高度重视教育工作",
        "柳塘县教育局将以此次督导为契机，努力开创工作新局面",
        "共同书写柳塘县教育的崭新答卷",
        "为建设平安柳塘县贡献力量",
        "为建设美丽、富裕、和谐的柳塘县而努力奋斗",
        "在柳塘县县委、县政府的坚强领导下，各校稳步发展",
        "四是柳塘县教委自查了12所学校",
        "柳塘县建立了岗前跟岗、职后研修的培养机制",
        "让柳塘县的孩子们都能上好学",
        "向柳塘县的父老乡亲致以敬意",
        "本报告由柳塘县教育局办公室整理",
        "柳塘县教育督导室印",
        "柳塘县各中小学校将以此次评估为契机，规范办学行为",
        "督导室全体同志将和全柳塘县干部群众一道，迈向更高目标",
        "向柳塘县委和全县人民交上一份满意的答卷",
        "以上要点，请柳塘县各校对照执行",
        "续写柳塘县督导事业新篇章",
        "在柳塘县的热土上，督学们走遍了每一所学校",
        "以柳塘县的担当再上台阶",
        "柳塘县人民政府对以上内容的真实性负责",
        "本办法以柳塘县教育局解释为准",
        "上述做法受到柳塘县各级领导好评",
        "柳塘县各学校要一鼓作气，把迎评的事做细",
        "柳塘县教育督导室要把方案落到实处",
        "向柳塘县全体督学致敬",
        "以上由柳塘县教委审订",
        "柳塘县教育人再上新台阶",
        "柳塘县督导工作将再上新台阶",
        "请柳塘县教体局核对盖章",
    ],
)
def test_another_countys_name_is_warned_of(text: str) -> None:
    assert len(quotes(foreign_subjects, f"我县教育工作情况如下。\n\n{text}")) == 1
    assert "“柳塘县”" in messages(foreign_subjects, f"我县教育工作情况如下。\n\n{text}")


@pytest.mark.parametrize(
    "text",
    [
        "毗邻的柳塘县成立了教师发展中心",
        "柳塘县建立了督学库，做法值得借鉴",
        "柳塘县去年就已全部达标，我县派人前往学习",
        "我县与柳塘县签订了教师交流协议",
        "隔壁柳塘县先行一步，成绩是人家的",
        "为清川县教育事业再创佳绩而努力",
        "石桥市人民政府教育督导室",
        "今年县财政安排专项经费20万元，部分县直学校已完成改造",
        "同时县政府召开了专题会议，据此县教育局制定了办法",
        "林川副县长作了汇报",
        "本办法以县教育局解释为准",
        "各县（区）教育局要把方案落到实处",
        "在这片热土上，督学们走遍了每一所学校",
        "上述做法受到全县各级领导好评",
        "柳塘县籍学生56人在我县就读",
        "与我县隔河相望的柳塘县建成了两所学校",
        "校长去了柳塘县，柳塘县建成了教师中心",
        "督学看升旗、看晨读，县城北区新建的学校如期开学",
        "方案拟经县督导委员会审定，写进区域规划",
        "为建设现代教育强县而努力，为建设清川教育强县而努力",
        "全县教育事业稳步发展，为我县教育事业贡献力量",
        "让清川县的孩子们都能上好学，向全县的父老乡亲致以敬意",
        "隔江的柳塘县给督学配了记录仪",
        "听说柳塘县换了一套量表",
        "此前数字均归原柳塘县，柳塘县普惠率77%",
        "代表问得好，我们会把问题转给县教育局",
        "尚需县人大会议批准，考评由县教育局组织",
        "走出了一条高原县的普惠新路",
        "与我县一河之隔的柳塘县建成了两所学校",
        "分两批去沿海的柳塘县看他们怎么做督学工作室",
        "本报告由县教育局办公室整理",
    ],
)
def test_what_is_own_above_or_openly_cited_is_not(text: str) -> None:
    assert quotes(foreign_subjects, f"我县教育工作情况如下。\n\n{text}") == []


def test_a_neighbour_once_introduced_may_be_named_again() -> None:
    text = "邻近的柳塘县自2020年起安排督导经费。\n\n柳塘县选了三个乡镇先做起来。"
    assert quotes(foreign_subjects, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "邻县柳塘的定额高出八十元。\n\n柳塘县的学校开齐了课程。",
        "东邻的柳塘县把时间表贴上了墙。\n\n柳塘县新建学校都按统一标准建设。",
        "统计数据报到县督导室，有关经费列进县财政，宿舍区补上以后再验收",
    ],
)
def test_a_cited_county_stays_one_and_words_are_no_names(text: str) -> None:
    assert quotes(foreign_subjects, text) == []


def test_one_warning_a_place_with_all_its_passages() -> None:
    text = "为推动柳塘县教育事业发展而努力。\n\n柳塘县各校均已达标。\n\n白杨县教育局印发了办法。"
    first, second = foreign_subjects(handed_in(text))
    assert first.quotes == ("为推动柳塘县教育事业发展而努力", "柳塘县各校均已达标")
    assert "（共2处）" in first.message
    assert second.quotes == ("白杨县教育局印发了办法",)


def test_a_name_in_traditional_characters_is_the_same_place() -> None:
    text = "# 橹川縣教育督導自評報告\n\n櫓川縣把教育放在首位。"
    assert quotes(foreign_subjects, text, subject="櫓川縣") == []


def test_a_citys_own_counties_are_its_parts() -> None:
    text = "枣林县完成了省级评估。\n\n各县（市、区）均已达标。"
    assert quotes(foreign_subjects, text, subject="绿洲市") == []
    assert quotes(foreign_subjects, "为推动白杨市教育事业发展作出贡献", subject="绿洲市") == [
        "为推动白杨市教育事业发展作出贡献"
    ]


def test_in_a_schools_plan_another_townships_school_is_foreign() -> None:
    text = "柳泉镇第三小学建立了结对帮扶机制，每名教师结对4人。"
    assert len(quotes(foreign_subjects, text, subject="松岭乡中心小学")) == 1
    assert quotes(foreign_subjects, "邻近的柳泉镇第三小学建立了机制。", subject="松岭乡中心小学") == []


def test_in_a_schools_plan_another_schools_people_are_foreign() -> None:
    own = "松岭乡中心小学"
    assert len(quotes(foreign_subjects, "柳湾二中全体师生要以新的面貌迎接督导。", subject=own)) == 1
    assert quotes(foreign_subjects, "松岭小学全体师生要努力，学校教职工要带头，全乡中小学师生同心。", subject=own) == []


def test_another_citys_leadership_is_foreign() -> None:
    assert len(quotes(foreign_subjects, "在白杨市委、市政府的坚强领导下，我们完成了任务。", subject="绿洲市")) == 1
    assert quotes(foreign_subjects, "在绿洲市委的领导下完成了任务。", subject="绿洲市") == []


def test_without_a_known_subject_nothing_can_be_foreign() -> None:
    assert foreign_subjects(handed_in("为柳塘县教育事业再创佳绩", subject="")) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [("柳塘县对各校", "柳塘县"), ("今年县财政", ""), ("部分县已完成", ""), ("经过三年，柳塘县已达标", "柳塘县")],
)
def test_names_are_told_from_words(text: str, name: str) -> None:
    assert opening_name(text) == name


def test_a_slogan_may_leave_out_the_rank() -> None:
    assert len(quotes(foreign_subjects, "为建设柳塘教育强县而努力奋斗")) == 1
    assert quotes(foreign_subjects, "为建设全国教育强县而努力，打造清川教育强县") == []


def test_a_city_does_not_call_itself_a_county() -> None:
    assert quotes(foreign_subjects, "目前我县责任督学已走访家庭40户", subject="绿洲市") == [
        "目前我县责任督学已走访家庭40户"
    ]
    assert quotes(foreign_subjects, "我市责任督学已走访家庭40户", subject="绿洲市") == []
    assert quotes(foreign_subjects, "家长写道：“我县变了样”", subject="绿洲市") == []
    assert quotes(foreign_subjects, "我市下达的任务我县已完成") == []


def test_teachers_who_are_spoken_to_as_ones_own() -> None:
    own = "松岭乡中心小学"
    assert len(quotes(foreign_subjects, "青萝镇中学全体教师要把督导当作良机。", subject=own)) == 1
    assert len(quotes(foreign_subjects, "相信在清浦街小学全体教职工的努力下，迎评一定成功。", subject=own)) == 1
    assert quotes(foreign_subjects, "松岭乡中心小学全体教师要带头，青萝镇中学教师来校交流。", subject=own) == []


def test_a_school_does_honour_to_itself() -> None:
    own = "松岭乡中心小学"
    assert len(quotes(foreign_subjects, "全体教师要为新桥中心小学争光添彩。", subject=own)) == 1
    assert quotes(foreign_subjects, "全体教师要为松岭乡中心小学争光，为学校添彩。", subject=own) == []


@pytest.mark.parametrize(
    "text",
    [
        "三处校点没进县财政预算",
        "撤县设区以后，学校划归我区管理",
        "在区委区政府的正确领导下，各校稳步发展",
        "叶副县长今年跟督学跑了九所学校",
        "仍有县城第二幼儿园未达标",
        "柳塘县来的老师听了两节课",
    ],
)
def test_words_that_end_like_a_county_are_none(text: str) -> None:
    assert quotes(foreign_subjects, text) == []


def test_a_neighbour_once_cited_still_makes_no_vows_in_ones_own_paper() -> None:
    text = "邻近的柳塘区对先进学校记功，值得借鉴。\n\n设备已经配齐，柳塘区教委将继续抓好装备管理。"
    (quote,) = quotes(foreign_subjects, text, subject="清川区")
    assert quote.endswith("柳塘区教委将继续抓好装备管理")


@pytest.mark.parametrize("subject", ["自治区", "供省评估组到县", "让责任督学成为学校"])
def test_with_a_part_of_a_sentence_as_the_submitter_nothing_is_compared(subject: str) -> None:
    assert quotes(foreign_subjects, "柳塘县去年校舍加固任务已全部完成。", subject=subject) == []


def test_an_autonomous_prefectures_short_name_and_its_own_cities() -> None:
    text = "为建设美丽、富裕、和谐的康柳州而努力奋斗"
    assert len(quotes(foreign_subjects, text, subject="蓝溪州")) == 1
    assert quotes(foreign_subjects, "柳塘市建立了督学库。", subject="蓝溪州") == []


@pytest.mark.parametrize(
    "text",
    [
        "以上数字以柳塘县年报为准。",
        "请柳塘县各中小学把本要点传达到每一位教职工。",
        "封底印的是“柳塘县教育局”。",
        "（此件抄送柳塘县教育局）",
        "谨祝柳塘县挂牌督导再上新台阶。",
        "同心把柳塘县的学堂办成一盏灯。",
        "柳塘县委教育工委审核。",
        "感谢柳塘县人大的关心。",
        "本答复由兰陵台县教委代拟。",
        "（岚江市督导办供稿）",
    ],
)
def test_another_countys_body_or_people_named_only_in_passing_are_warned_of(text: str) -> None:
    assert len(quotes(foreign_subjects, f"我县教育工作情况如下。\n\n{text}")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "督学受县政府委派，认真执行县教育局的安排，去找县教研室商量。",
        "考核拟待县教育局的细则下来，请看县招生简章。",
        "柳塘县教育局派人来校听课。",
        "这名教师从柳塘县教育局调来。",
        "柳塘县有学校12所。柳塘县教育局建了平台。柳塘县的孩子走读，与我县相邻。",
        "石桥市教育局印发了文件，石桥市教育局供稿的材料已收。",
        "向柳塘县教育局发函核实学籍3人。",
        "与柳塘县教育局建立控辍保学联动机制。",
        "被柳塘县教育系统评为先进。",
        "给柳塘县的孩子捐书200册。",
        "请全乡各小学全体师生参加。",
    ],
)
def test_the_own_countys_bodies_and_what_may_be_told_of_another_are_not(text: str) -> None:
    assert quotes(foreign_subjects, f"我县教育工作情况如下。\n\n{text}") == []


def test_a_neighbour_does_not_lead_even_where_it_is_cited_elsewhere() -> None:
    text = "邻近的柳塘县落实了拨款标准。\n\n在柳塘县县委、县政府的坚强领导下，各校稳步发展。"
    assert quotes(foreign_subjects, text) == ["在柳塘县县委、县政府的坚强领导下"]


def test_a_city_without_counties_has_no_county_of_its_own() -> None:
    text = "全市设10个学区，有中小学63所。\n\n柳塘县责任督学队伍素质不断提高。"
    assert len(quotes(foreign_subjects, text, subject="绿洲市")) == 1
    text = "全市辖五个县，各县均已达标。\n\n柳塘县责任督学队伍素质不断提高。"
    assert quotes(foreign_subjects, text, subject="绿洲市") == []


def test_in_a_schools_paper_another_schools_people_and_office_are_foreign() -> None:
    own = "松岭乡中心小学"
    for text in (
        "感谢沙川中学各位师生的付出。",
        "柳湾中学办公室印。",
        "柳湾小学的明天更加美好。",
        "柳湾中学将继续努力。",
    ):
        assert len(quotes(foreign_subjects, text, subject=own)) == 1, text
    for text in (
        "柳湾中学各位老师来校听课。",
        "全乡中小学全体师生同心。",
        "县松岭乡中心小学办公室印。",
        "结对学校将继续努力。",
        "同柳湾小学师生开展手拉手活动。",
        "请全乡各小学全体师生参加。",
        "请育才小学全体师生观看演出。",
    ):
        assert quotes(foreign_subjects, text, subject=own) == [], text


def test_the_short_name_of_an_own_inspection_area_is_no_other_place() -> None:
    assert quotes(foreign_subjects, "石潭区管着五个乡镇的学校。", subject="清川县石潭督学责任区") == []


def test_a_place_is_called_by_its_name_alone() -> None:
    told = messages(foreign_subjects, "请柳塘县教育局协助劝返辍学学生2名。")
    assert "“柳塘县”" in told
    assert "“请柳塘县”" not in told


def test_the_whole_text_is_searched_for_counties_once() -> None:
    whole = Surroundings("教育工作" * 50_000, "绿洲市")
    began = time.perf_counter()
    assert not any(whole.has_counties() for _ in range(1000))
    assert time.perf_counter() - began < 1


def test_a_school_builds_itself_and_no_other_that_it_tells_of() -> None:
    known = "镇上的松坡小学前年已被命名为标准化学校，值得我校学习。\n\n"
    own = "石桥镇中心完小"
    assert len(quotes(foreign_subjects, f"{known}我们必能把松坡小学建成人民满意的学校。", subject=own)) == 1
    assert quotes(foreign_subjects, f"{known}县里已把松坡小学建成示范学校。", subject=own) == []


def test_a_name_may_end_in_what_the_dictionary_counts_with() -> None:
    assert len(quotes(foreign_subjects, "请溪口县教育局各股室遵照执行。")) == 1
    assert quotes(foreign_subjects, "请各县教育局遵照执行。") == []


def test_a_wish_names_its_place_without_a_rank() -> None:
    assert len(quotes(foreign_subjects, "也祝岑溪湾的教育督导事业蒸蒸日上。")) == 1
    assert quotes(foreign_subjects, "也祝清川的教育督导事业蒸蒸日上。") == []
    assert quotes(foreign_subjects, "也祝全县的教育督导事业蒸蒸日上。") == []
    assert quotes(foreign_subjects, "也祝山区的教育督导事业蒸蒸日上。") == []


@pytest.mark.parametrize(
    "text",
    [
        "清水湾小学上下齐心，把迎检的事办好",
        "石榴沟中学各位同仁务必配合",
        "黄泥堡小学的全体老师要有信心",
    ],
)
def test_a_school_is_called_by_a_thing_and_a_landform(text: str) -> None:
    assert len(quotes(foreign_subjects, f"本校工作安排如下。\n\n{text}。", subject="石梁县下坪小学")) == 1


def test_a_word_before_the_own_county_makes_no_other() -> None:
    text = "第一所，即槐沂县第二职业高中建成了实训楼。"
    assert quotes(foreign_subjects, text, subject="槐沂县西片督学责任区") == []


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("州里管三县一市，三县是柏河、栗湾、松口，一市是槐江市。\n\n槐江市的校车线路优化了六条。", "清川市"),
        ("槐江市的督导室今年在我们这里借过一间会议室。", "清川市"),
        ("我校是柳湾口市最大的一所小学。\n\n是柳湾口市最大的一所小学，也是最老的一所。", "柳湾口市第二小学"),
        ("接种设了三个点，留观区放着动画片。", "清川县"),
        ("如有疑问，请电区教育局办公室。", "清川新城区"),
        (
            "分成四个责任区，东、西、柏垭、杉坪，每个区一位主任。\n\n柏垭区的食堂换了油烟机。\n\n杉坪区的督学最勤。",
            "清川县",
        ),
    ],
)
def test_parts_of_the_own_place_and_areas_that_are_no_place(text: str, subject: str) -> None:
    assert quotes(foreign_subjects, text, subject=subject) == []


def test_another_district_that_is_no_item_of_a_list_is_still_one() -> None:
    assert len(quotes(foreign_subjects, "分成四个责任区。\n\n柏垭区的食堂换了油烟机。", subject="清川县")) == 1
