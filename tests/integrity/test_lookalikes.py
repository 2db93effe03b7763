"""Look-alike characters are found where their words show them; the same characters as words of their own are not."""

from __future__ import annotations

import pytest
from handed_in import messages, quotes

from compliance.integrity.garbled import garbled
from compliance.integrity.lookalikes import find_lookalikes, is_damaged


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("实施办法目前尚末印发", "尚未"),
        ("全年末发生校园欺凌事件", "未"),
        ("督导室己于三月成立", "已"),
        ("整改任务巳全部完成", "已"),
        ("专项督导己组织三次", "已"),
        ("督学们自已动手整理台账", "自己"),
        ("三月六曰前报送", "日"),
        ("节假曰安排值班", "日"),
        ("值得各校学刁借鉴", "学习"),
        ("监管责仟由县政府办落实", "责任"),
        ("经费按时拔付到校", "拨"),
        ("请机关千部到校任教", "干部"),
        ("财政经常性收人增长5%", "收入"),
        ("满足就近人学需求", "入"),
        ("安全教育纳人课程", "入"),
        ("常住入口32万人", "人口"),
        ("各学佼建立台账", "学校"),
        ("深化教育改草", "改革"),
        ("督导实现全复盖", "覆盖"),
    ],
)
def test_a_look_alike_is_found_with_its_reading(text: str, reading: str) -> None:
    assert [hit.reading for hit in find_lookalikes(text)] == [reading]
    assert len(quotes(garbled, text)) == 1
    assert f"可能是“{reading}”" in messages(garbled, text)


@pytest.mark.parametrize(
    "text",
    [
        "学校要求教师知己知彼、严于律己，渡人先渡己，把学生当自己的孩子",
        "年末开展考核，学期末完成总结，周末发放问卷，期末召开家长会",
        "三千部图书已入库，一曰关机，二曰签名",
        "引进人才，吸纳人员，接纳人民群众监督，列人数清单",
        "来自已经达标的学校，亲自已查看",
        "校门入口处设值班室，地下车库入口加装护栏",
        "土地平整后建成操场，民族团结一家亲",
        "凝心聚力，年底看制度建没建、事干没干",
        "辛巳年、己任、戊己",
        "己、督学管理和平台",
        "己5 | 月尾 | 挑重的发督办单",
        "区里管总、学校管己，督导室每季度末出一期通报",
        "己册记改革发展，己组、己类由督导室掌握",
        "任中有中期检查，任末有总评",
        "由副校长滕飞负责",
        "教育局局长鄢守诚作了总结，给鄢守诚局长记功",
        "乙组 | 郭守诚 | 德育",
        "今年8月潞政办四十七号文讲了九条",
        "滕飞、周映雪、石磊",
        "营造风清气正的环境，食品要留样，待卫健局批复，规矩没立牢，常思己过",
        "每区补助、各校名册、按班计算、来区检查、查得细",
        "市辖始绛区、潞南区两个区，始绛区先行",  # places, and 潞南区 is another one than 路南区
        "教工委副书记劳云瑞：先把制度立起来",
        "教工委石云瑞：先把制度立起来",
        "空编补足，临聘清完",
        "建成十分钟入园圈",
    ],
)
def test_words_of_their_own_are_not(text: str) -> None:
    assert find_lookalikes(text) == ()


def test_in_a_badly_recognised_text_likely_ones_are_found_too() -> None:
    assert not is_damaged(["各校在元且前报送"])
    assert find_lookalikes("各校在元且前报送") == ()
    assert is_damaged(["各学佼己报送", "尚末审核"])
    assert [hit.reading for hit in find_lookalikes("各校在元且前报送", damaged=True)] == ["元旦"]


@pytest.mark.parametrize(
    "text", ["在校学生3 1480人", "教育投入0.9 7亿元", "2O19年工作安排", "全年下发7O3张", "在籍8?6人", "共计#3!7人次"]
)
def test_digits_broken_by_recognition_are_warned_of(text: str) -> None:
    assert len(quotes(garbled, text)) == 1


@pytest.mark.parametrize("text", ["在校学生31 480人", "表1 2024年工作安排", "新购X光机1台、OTG线2条", "面积为1.26亩"])
def test_grouped_digits_and_numbered_tables_are_not(text: str) -> None:
    assert quotes(garbled, text) == []
