"""Damaged characters, wrong encodings and numbers with digits too many are warned of; rare words and names are not."""

from __future__ import annotations

import pytest
from handed_in import messages, quotes
from hypothesis import given
from hypothesis import strategies as st

from compliance.integrity.garbled import find_damage, garbled


@pytest.mark.parametrize(
    "text",
    [
        "校车覆盖锟斤拷锟斤拷个村",
        "由���负责清点",
        "《乡镇烫烫烫锟斤拷细则》",
        "每校各□□名",
        "目标\ue012\ue013已实现",
        "自20223年起实施",
        "于202223年完成",
        "创建工作于2021年38月份进行",
        "5月45日前报送",
        "（清政发20212353号）",
        "附加分2010分以上者为优秀",
        "供餐锟接憋拷万份",
        "共有???所学校达标",
        "满意率98..5%",
        "覆盖率达到%，",
        "聘任督学l5人",
        "及格率提高到74.",
        "20██年前完成",
        "7月20193日集中学习",
        "对锛燂紵县主要负责人约谈",
        "满意率锛?7.6%",
        "发至¶¡ÿ各街镇ºÍ区直部门",
        "督学工作网络、学?！蔽寮壎綄ЬW絡，形成格局",
    ],
)
def test_damage_is_warned_of(text: str) -> None:
    assert len(quotes(garbled, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "教育督导室于2021年12月28日验收，全年得分96.5分",
        "校园里矗立着魑魅魍魉主题的雕塑，令人踟蹰彷徨",
        "繁體字寫成的督導報告，沒有亂碼",
        "砚台县屏岭镇的学校",
        "投入20150元购置图书，历时36个月，36月龄以下幼儿入托",
        "总分2000分，同比×÷±符号",
        "联系电话：0×××-×××××××",
        "锛子、刨子各五把，木工课用；长×宽，15°以下，±2℃",
        "甲2 7月9日、10月22日，县长两次召集会议",  # the number of an entry, and a date
        "戊校：评价；己校：课后服务",
        "café、naïve 等外来词",
    ],
)
def test_what_is_whole_is_not(text: str) -> None:
    assert quotes(garbled, text) == []


@pytest.mark.parametrize("text", ["义务教育优质均衡发展", "教育督导责任区的工作规程"])
@pytest.mark.parametrize(("written", "read"), [("utf-8", "gb18030"), ("utf-8", "latin-1"), ("gb18030", "latin-1")])
def test_text_read_in_the_wrong_encoding_is_given_back(text: str, written: str, read: str) -> None:
    wrong = text.encode(written).decode(read)
    (damage,) = find_damage(wrong)
    assert (damage.kind, damage.reading) == ("mojibake", text)
    assert f"可能是“{text}”" in messages(garbled, f"制定了{wrong}，已印发")


def test_what_is_only_another_writing_is_no_damage() -> None:
    assert quotes(garbled, "１２，３４５人、12，345人、12 345人、1 2 3 4人、９８．５％、廿三人、两成半") == []


@given(st.text(alphabet="教育督导学校发展义务均衡工作人民政府县区市，。、0123456789年月", max_size=60))
def test_common_text_never_counts_as_wrongly_encoded(text: str) -> None:
    assert not [damage for damage in find_damage(text) if damage.kind == "mojibake"]
