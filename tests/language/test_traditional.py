"""Traditional text is judged like simplified text: its copy is the same, whoever's forms and words it has."""

from __future__ import annotations

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.language.normalise import normalise
from compliance.language.periods import find_period
from compliance.language.quantities import find_quantities

SENTENCES = (
    "清川区人民政府成立了教育督导委员会，由分管副区长任主任，每年召开两次专题会议研究部署全区教育督导工作。",
    "2021年，全区聘任责任督学30名，其中专职8名、兼职22名，在校门口挂牌公布联系电话，接受社会监督。",
    "围绕着义务教育优质均衡发展，督学沿着乡间小路走遍了所有村小，成效显著，受到群众称赞。",
    "校舍里面的卫生间、线路和消防设备已全部检查完毕，隐患台账逐项销号。",
    "下一步将为每所学校配备卫生专业技术人员，力争三年内达到国家标准。",
    "生均图书45册，骨干教师占21.5%，财政投入1.2亿元，比上年增长8%。",
    "尚未制定督学考核办法，仍有2所学校未达标，后续整改正在进行。",
)


@given(st.sampled_from(SENTENCES), st.sampled_from(("s2t", "s2tw", "s2hk")))
@settings(deadline=None)
def test_the_copy_is_the_same_in_every_region(text: str, region: str) -> None:
    copy = normalise(opencc.OpenCC(region).convert(text)).text
    assert copy == normalise(text).text
    assert find_quantities(copy) == find_quantities(normalise(text).text)
    assert find_period(copy, 2021) == find_period(normalise(text).text, 2021)


@pytest.mark.parametrize(
    ("text", "simplified"),
    [
        ("政府資訊公開網路平臺和資料庫軟體", "政府信息公开网络平台和数据库软件"),
        ("規劃專案經費，嚴格審核程式", "规划项目经费，严格审核程序"),
        ("全面提高教育品質，培養學生優良品質", "全面提高教育质量，培养学生优良品质"),
        ("年度計畫規定幼稚園保育水準", "年度计划规定幼儿园保育水平"),
        ("圍繞著目標，意味著進步；成效顯著，著名專家的論著", "围绕着目标，意味着进步；成效显著，著名专家的论著"),
        ("羣衆滿意，綫路暢通，衞生達標，敍述清楚", "群众满意，线路畅通，卫生达标，叙述清楚"),
        ("敎育經費槪算，淸查台賬，數値準確", "教育经费概算，清查台账，数值准确"),
        ("校舎検査を徳育増効", "校舍检查を德育增效"),
        ("今後打算：於年底前完成", "今后打算：于年底前完成"),
    ],
)
def test_forms_and_words_of_other_regions_are_read(text: str, simplified: str) -> None:
    copy = normalise(text)
    assert copy.text == simplified
    assert copy.original(0, len(copy.text)) == (0, len(text))


@pytest.mark.parametrize(
    "text", ["综合资讯栏目，程式化的问题，达到一流水准", "成效显著，乾河镇瞭望台", "专案组查处违规收费"]
)
def test_simplified_text_keeps_its_words(text: str) -> None:
    assert normalise(text).text == text
