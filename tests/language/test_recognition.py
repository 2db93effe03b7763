"""What kind of document, whose, about which year: small documents in, answers out. Places are invented."""

from dataclasses import replace

import pytest

from compliance.language.recognition import looks_back, recognise_kind, recognise_period, recognise_subject
from compliance.reading.blocks import Draft, build_blocks
from compliance.terms import BlockKind, Document, DocumentKind, Place

SELF, PLAN, RULES = DocumentKind.SELF_EVALUATION, DocumentKind.PLAN, DocumentKind.RULES
OPINION, RECTIFICATION, OTHER = DocumentKind.OPINION, DocumentKind.RECTIFICATION, DocumentKind.OTHER


def document(title: str, *lines: str) -> Document:
    """A document of a title and paragraphs; a line that opens with # is a heading."""
    drafts = [Draft(BlockKind.HEADING, title, Place(), level=1)] if title else []
    for line in lines:
        kind = BlockKind.HEADING if line.startswith("#") else BlockKind.PARAGRAPH
        drafts.append(Draft(kind, line.lstrip("# "), Place(), level=2 if line.startswith("#") else 0))
    return Document("a.txt", "", "text/plain", build_blocks(drafts), title=title)


KIND_BY_TITLE = [
    ("青禾县2023年教育督导自评报告", SELF),
    ("青禾县学前教育普惠发展自查自评报告", SELF),
    ("青禾县督学责任区工作自查要点", SELF),
    ("清川区督导自评附表和填报说明", SELF),
    ("石岭市教育督导2022年工作总结", SELF),
    ("石岭市教育督导2022年工作总结暨2023年工作计划", SELF),
    ("在督导评估汇报会上的发言", SELF),
    ("清川区2024年教育督导工作要点", PLAN),
    ("清川区2024年督学工作方案", PLAN),
    ("石桥镇中心小学迎接省督导评估实施方案", PLAN),
    ("清川区教育督导自评工作方案", PLAN),
    ("石岭市责任督学管理办法", RULES),
    ("石岭市义务教育督导评估实施方案", RULES),
    ("义务教育优质均衡发展指标体系", RULES),
    ("关于对石桥镇中心小学的督导意见书", OPINION),
    ("青禾县反馈问题整改落实情况的报告", RECTIFICATION),
    # the two in one: judged as what it reports of itself
    ("青禾县反馈问题整改暨2023年度自评情况的报告", SELF),
]


@pytest.mark.parametrize(("title", "kind"), KIND_BY_TITLE)
def test_kind_by_title(title: str, kind: DocumentKind) -> None:
    assert recognise_kind(document(title)) is kind


KIND_BY_BODY = [
    (("现将我县2023年度自评情况报告如下。",), SELF),
    (("根据上级精神，特制定本方案。", "# 一、指导思想", "# 二、工作目标"), PLAN),
    (("第一条 为规范督学管理，制定本办法。", "第二条 本办法所称督学是指受聘人员。"), RULES),
    (("现提出如下督导意见：", "请学校限于12月1日前书面报告整改情况。"), OPINION),
    (("我县成立了领导小组，聘任了督学30名，先后开会4次，去年全面完成挂牌。",), SELF),
    (("将于5月召开大会，拟聘督学12名，力争6月底前挂牌。",), PLAN),
    (("天气晴朗。",), OTHER),
]


@pytest.mark.parametrize(("lines", "kind"), KIND_BY_BODY)
def test_kind_by_body_where_the_title_is_silent(lines: tuple[str, ...], kind: DocumentKind) -> None:
    assert recognise_kind(document("让每个孩子都上好学", *lines)) is kind


SUBJECTS = [
    (("青禾县人民政府关于2023年教育督导的自评报告",), "青禾县"),
    (("石岭市云渡区督导自评附表",), "云渡区"),
    (("双江自治县2021年自评报告",), "双江自治县"),
    (("青禾县石桥镇九年一贯制学校迎检工作方案",), "青禾县石桥镇九年一贯制学校"),
    (("石桥镇中心小学2023—2024学年工作总结",), "石桥镇中心小学"),
    (("云渡区桃源实验小学教育集团2024年督学方案",), "云渡区桃源实验小学教育集团"),
    # 青禾县中小学… names no school
    (("青禾县中小学责任督学挂牌督导自评报告",), "青禾县"),
    # a title without a place: the issuing body under it, or the signature
    (("让孩子在家门口上好学", "云渡区人民政府在汇报会上的发言（2022年4月6日）"), "云渡区"),
    (("自评报告", "市人民政府教育督导室：", "我县成立了领导小组。", "青禾县人民政府", "2022年3月1日"), "青禾县"),
    # an article signed by its author
    (("让督导长出牙齿", "我市建立了责任区。", "(作者系石岭市教育局局长)"), "石岭市"),
    # traditional characters and full width
    (("瀾川縣責任督學掛牌督導自評報告",), "澜川县"),
    # 我县 tells the level where only the body names places
    (
        ("自评报告", "我县成立小组。青禾县有学校41所，石岭市支持，青禾县重视，青禾县投入，石岭市、石岭市、石岭市。"),
        "青禾县",
    ),
    # a name that ends like a word: 砚山区 is a district, 偏远山区 is none
    (("砚山区2023年教育督导自评报告",), "砚山区"),
    (("淠湖区人民政府关于教育督导的自评报告",), "淠湖区"),
    (("振兴偏远山区的教育", "我县成立了领导小组。"), ""),
    (("漪山县责任督学工作总结",), "漪山县"),
    # 枫渡 is no word, whatever a guess at parts of speech makes of it
    (("枫渡县人民政府关于教育督导的自评报告",), "枫渡县"),
    # what stands before the name, and who speaks
    (("在云渡区教育督导汇报会上的讲话", "区长（2022年4月6日）"), "云渡区"),
    (("关于印发《云渡区2022年教育督导工作安排》的通知",), "云渡区"),
    (("让每一所学校都亮起灯", "——云渡区区长在督导见面会上的汇报", "我区有学校41所。"), "云渡区"),
    (("述职报告", "云渡区教委主任　章某　2023年1月6日", "我区有学校41所。"), "云渡区"),
    (("工作简报", "第24期　石岭市人民政府教育督导室", "我市有学校41所。"), "石岭市"),
    (("一封信", "——写给双井小学全体教师", "双井小学今年迎检。"), "双井小学"),
    # an addressee and those who get a copy are no submitters
    (("自评报告", "石岭市人民政府：", "我区有学校41所。", "云渡区人民政府", "抄送：柳塘区教育局"), "云渡区"),
    # a copied title: of its place the text says nothing
    (("柳塘区2023年自评报告", "云渡区人民政府", "云渡区有学校23所。", "云渡的老师不容易。"), "云渡区"),
    # a county's schools are no school
    (("青禾县乡村小规模学校自查报告",), "青禾县"),
    (("把责任压到肩上 把学校办到群众心坎上", "——青禾县2022年履行教育职责自评"), "青禾县"),
    # an inspection area within a county, a league and a new district
    (("青禾县第二督学责任区2022年工作方案",), "青禾县第二督学责任区"),
    (("石门督学责任区会议纪要", "依照青禾县政府教育督导室的部署，制定本方案。"), "青禾县石门督学责任区"),
    (("塔木盟行政公署教育督导室2016年工作总结",), "塔木盟"),
    (("汐湾新区学前教育自查清单",), "汐湾新区"),
    (("邵县长的汇报", "我县有学校41所。"), ""),
    # placeholders name nobody
    (("××县2023年自评报告", "我县成立了领导小组。"), ""),
    (("关于推进城区学校建设的报告", "各校重视。"), ""),
]


@pytest.mark.parametrize(("lines", "subject"), SUBJECTS)
def test_subject(lines: tuple[str, ...], subject: str) -> None:
    assert recognise_subject([document(*lines)]) == subject


PERIODS = [
    # named in the title
    (("青禾县2023年度教育督导自评报告", "2024年3月1日"), "2023"),
    (("石桥镇中心小学2022—2023学年自评报告",), "2022—2023学年"),
    (("清川区2022年总结暨2023年工作计划",), "2022"),
    # named by the opening
    (("自评报告", "现将2021年度自评情况报告如下，请予审阅。", "2022年3月8日"), "2021"),
    (("自评报告", "现对2020年9月至2021年8月这一学年的工作作了梳理。", "2021年11月2日"), "2020—2021学年"),
    # a report signed in spring looks back, unless it speaks of the running year
    (("自评报告", "2022年聘任督学30名，2022年开会4次。", "青禾县人民政府", "二〇二三年三月八日"), "2022"),
    (("自评报告", "今年聘任督学30名，2022年开会4次，2022年挂牌。", "青禾县人民政府", "2022年12月18日"), "2022"),
    # a plan is about the year that it plans
    (("清川区督学工作方案", "回顾2023年，2023年开会4次。", "2024年2月21日"), "2024"),
    (("清川区督学工作方案", "各校要认真落实。", "2023年12月20日"), "2024"),
    # nothing tells
    (("自评报告", "我县成立了领导小组。"), ""),
]


@pytest.mark.parametrize(("lines", "period"), PERIODS)
def test_period(lines: tuple[str, ...], period: str) -> None:
    assert recognise_period([document(*lines)]) == period


def test_several_documents_speak_by_majority() -> None:
    own = [document("青禾县2023年自评报告"), document("青禾县2023年工作总结")]
    stray = document("石岭市2021年督导办法")
    assert recognise_subject([stray, *own]) == "青禾县"
    assert recognise_period([stray, *own]) == "2023"


@pytest.mark.parametrize("turned", [False, True])
def test_the_longest_speaks_for_all_where_they_differ_whichever_comes_first(turned: bool) -> None:
    found = [document("青禾县2023年自评报告", "我县成立了领导小组。"), document("石岭市2024年说明")]
    found = found[::-1] if turned else found
    assert (recognise_subject(found), recognise_period(found)) == ("青禾县", "2023")


def test_no_documents_tell_nothing() -> None:
    assert recognise_subject([]) == recognise_period([]) == ""


def test_page_furniture_is_no_title() -> None:
    text = build_blocks(
        Draft(BlockKind.PARAGRAPH, line, Place())
        for line in ("上传人：某某　文档编号：123", "青禾县2023年自评报告", "我县成立了领导小组。")
    )
    found = Document("a.txt", "", "text/plain", text)
    assert recognise_kind(found) is SELF
    assert recognise_subject([found]) == "青禾县"


LAST = ("去年召开全会2次。", "去年新建学校3所，培训教师300人。", "去年底全部验收，去年投入800万元。")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (LAST, True),
        ((*LAST, "今年将再建2所。", "今年拟培训教师400人。"), True),
        ((*LAST, "今年新建4所。", "今年投入900万元。"), False),
        (("义务教育巩固率比去年提高1个百分点。", "较去年增加3所。", "与去年同期持平。"), False),
        (("去年投入800万元。",), False),
    ],
)
def test_a_report_of_a_year_that_is_over_calls_it_last_year(lines: tuple[str, ...], expected: bool) -> None:
    one = document("青禾县2023年教育督导自评报告", *lines)
    assert looks_back((replace(one, kind=recognise_kind(one)),)) is expected


def test_a_plan_does_not_look_back() -> None:
    one = document("青禾县2024年教育督导工作计划", *LAST)
    assert not looks_back((replace(one, kind=recognise_kind(one)),))
