"""Spun text is warned of paragraph by paragraph, with the words and how they read before."""

from __future__ import annotations

import pytest
from handed_in import handed_in, messages, quotes

from compliance.integrity.swapped_words import swapped_words


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("县里大力推进义务训练均衡进展", "县里大力推进义务教育均衡发展"),
        ("以科学开展观为统领", "以科学发展观为统领"),
        ("进一步标准办学行为", "进一步规范办学行为"),
        ("各校要仔细贯彻会议精神", "各校要认真贯彻会议精神"),
        ("全年未发生重大平安责任事故", "全年未发生重大安全责任事故"),
        ("对照督导评估细那么打分", "对照督导评估细则打分"),
    ],
)
def test_a_certain_swap_is_warned_of_and_read_back(text: str, reading: str) -> None:
    assert quotes(swapped_words, text) == [text]
    assert f"可还原为“{reading}”" in messages(swapped_words, text)


@pytest.mark.parametrize(
    "text",
    [
        "组织七年级学生开展军事训练，校足球队坚持训练",
        "各项工作进展顺利，整改取得明显进展",
        "深化平安校园建设，维护校园平安",
        "督学仔细查看了食堂台账，形势不容乐观",
        "同学们踊跃发言，王老师作了点评",
        "按标准配备教师，学校内部管理标准化",
        "掌握了听课评课的方法，家长反响良好，老教师默默奉献",
    ],
)
def test_normal_uses_are_not(text: str) -> None:
    assert quotes(swapped_words, text) == []


def test_everyday_words_count_only_beside_a_certain_swap() -> None:
    spun = "县训练局推进义务训练均衡进展，关爱每一名同学。\n\n老师是受人尊敬的职业。\n\n要遵循训练规律。"
    (first, second) = swapped_words(handed_in(spun))
    assert "“同学”应为“学生”" in first.message
    assert second.quotes == ("要遵循训练规律",)


def test_the_quotes_are_the_clauses_with_the_words() -> None:
    (warning,) = swapped_words(
        handed_in("县里召开了部署会议，全面推进义务训练均衡进展，各校都派人参加，并成立训练督导小组。")
    )
    assert warning.quotes == ("全面推进义务训练均衡进展", "并成立训练督导小组")
