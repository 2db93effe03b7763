"""An old year's value offered as this one's is warned of; openly dated background is not."""

from __future__ import annotations

import pytest
from handed_in import handed_in, messages, quotes

from compliance.integrity.stale_period import stale_periods
from compliance.terms import DocumentKind


@pytest.mark.parametrize(
    "text",
    [
        "高中阶段毛入学率93.1%（2018年教育年报数），达到要求",
        "初中按2019年底装备清查的数是3200元，高于标准线",
        "目前全县小学辍学率0.1%（据2019年学籍统计）",
        "满意度92.1%（引自2020年度群众满意度调查）",
        "根据2019—2020学年教育事业统计报表，专任教师学历达标率为100%",
        "督学培训满意度96.4%，见2019年6月问卷",
        "体质健康合格率94.2%（数据取自2018年11月抽测表）",
        "本区今年监测获得优秀等次，依据是2018年的质量监测报告",
        "2018年群众知晓率为91%，据此，本年度知晓率指标记为达标",
        "2019年满意度97.3%，今年的群众满意度指标因此超额完成",
        "社会认可度90.4%，系县统计局2018年9月入户所得",
        "本县在2016年底消除了全部危房，可证2021年校舍全部达标",
        "今年群众知晓程度有了提高，2019年6月的问卷显示知晓率已达91.4%",
        "每天在校锻炼1.2小时（2019年12月抽测）",
        "公办园在园幼儿占比62%（数据期：2019年）",
        "多媒体教室每百名学生2.5间（二〇一九年十二月电教馆统计）",
        "督学下校2450人次，统计于2019年12月",
        "责任区数量见《2018年督学责任区统计表》，作为本年度佐证",
        "“阳光体育先进县”的称号（2019年9月通报），是本年度工作的有力证明",
        "群众满意率为90.3%，高于85%的线，用的是第三方2019年11月的调查结果",
        "残疾儿童受教育率99.3%，这是2019年普查的数，符合评价标准",
        "生均仪器设备5260元，这个数是2017年清查得来的",
        "小学从2019年审计底稿上看是5180元，可以认为达标",
        "2019年12月的满意度测评为96.8分，说明今年群众是满意的",
        "2018年度我县荣获全省先进县称号，足见督导工作年年走在前头",
        "督学人均到校86次（统计截至2019年12月31日）",
        "随迁子女在公办学校上学的占92.6%（2018年秋季摸底数），超过了85%的规定",
        "符合条件的随迁子女占92.6%（2018年秋季摸底数）",
        "《2019年教育督导年鉴》里的监测数据，作为今年的佐证",
        "据《清川县2019年督导评估报告》，今年学校优秀率为47.6%",
        "每校配有联络员1名（依据2019年联络员登记册）",
        "2018年12月，督导室被评为先进集体，是2021年督导成效的有力证明",
        "学习资料的订购，以2019年报刊订阅发票为证",
        "生均图书等本年数据，取自《2015年校统计表》",
        "2019年，学校查明现有仪器设备价值186万元，符合当前评估要求",
        "年检的情况见《2019年度幼儿园年检合格名册》，作为本次自评的依据",
        "获评全省先进集体，依据为省教育厅2018年9月的表彰决定",
    ],
)
def test_a_value_from_an_older_source_is_warned_of(text: str) -> None:
    assert len(quotes(stale_periods, text)) == 1
    assert "不能作为本期的证据" in messages(stale_periods, text)


@pytest.mark.parametrize(
    "text",
    [
        "据2020年统计，全县巩固率为98.2%，2021年为98.9%",
        "与2019年相比，巩固率提高了0.7个百分点",
        "巩固率由2019年的98.2%提高到98.9%",
        "2019年12月，我县通过国家认定，得分92.5分",
        "按照2018年印发的标准，生均面积应达到4.5平方米",
        "巩固率99.4%（2021年统计年报数），达到指标要求",
        "具体要求见《2018年督导工作办法》，今年继续执行",
        "2019年9月获得的称号激励着全县教师",
        "《2018年统计年鉴》收录了我县42所学校",
        "2009年曾有5名督学赴省城进修",
        "据《2021年统计公报》，今年毛入学率为93%",
        "督导室2018年成立，是2021年机构改革保留的单位",
        "以2019年为基数，生均经费逐年增长",
        "2019年通过国家认定，说明我县基础较好",
        "督学人均到校86次（统计截至2021年12月31日）",
        "从2019年的台账起，各校逐月登记",
        "2019年建成的校舍4200平方米，达到设计要求",
        "数据为2021年统计年报数，这是2019年以来最好的成绩",
    ],
)
def test_openly_dated_background_is_not(text: str) -> None:
    assert quotes(stale_periods, text) == []


def test_a_plan_is_made_on_last_years_figures() -> None:
    text = "现有学生1286人（2020年秋季报表数），据此编班。"
    assert quotes(stale_periods, text, kind=DocumentKind.PLAN) == []
    assert len(quotes(stale_periods, text)) == 1


def test_an_old_activity_under_a_heading_of_this_year() -> None:
    heading = "# 三、2021年培训情况"
    text = f"{heading}\n\n2019年11月，督导室组织16名督学外出跟班学习4天。\n\n2018年9月印发的办法继续执行。"
    assert quotes(stale_periods, text) == ["2019年11月，督导室组织16名督学外出跟班学习4天"]


def test_an_old_proof_among_those_of_the_year() -> None:
    table = "| 申报事项 | 依据 | 分值 |\n|---|---|---|\n"
    table += "| 课程获奖 | 2021年10月证书 | 5 |\n| 书香校园先进 | 2018年6月奖牌 | 4 |"
    assert quotes(stale_periods, table) == ["书香校园先进 | 2018年6月奖牌 | 4"]


def test_old_papers_that_serve_for_the_year_and_old_sources_of_a_tables_values() -> None:
    serving = (
        "| 名称 | 数量 | 说明 | 用途 |\n|---|---|---|---|\n| 合格证 | 25 | 2019年11月所发 | 充作2021年度培训依据 |"
    )
    assert len(quotes(stale_periods, serving)) == 1
    sources = "| 项目 | 数据 | 依据 |\n|---|---|---|\n| 学生 | 1126人 | 2014年秋季报表 |\n| 校舍 | 2栋 | 2014年竣工 |"
    assert quotes(stale_periods, sources) == ["学生 | 1126人 | 2014年秋季报表"]


def test_one_passage_is_warned_of_once() -> None:
    assert len(quotes(stale_periods, "入学率99.3%，数据为2019年统计数（据2019年年报统计），足见今年达标。")) == 1


def test_without_a_known_period_nothing_is_stale() -> None:
    assert stale_periods(handed_in("巩固率99.4%（2018年统计年报数）", period="")) == ()
