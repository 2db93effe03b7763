"""Kinds of school (rule 8): the same deed for another kind shows nothing; who names no kind speaks of the asked one."""

from __future__ import annotations

import pytest
from handmade import understood

from compliance.judgement.kinds_of_school import another_kind
from compliance.judgement.reading import read_candidate
from compliance.language.sentences import said_before
from compliance.terms import Facet, Polarity

NAMED = "幼儿园责任督学挂牌督导全覆盖"


@pytest.mark.parametrize(
    ("statement", "text", "other"),
    [
        (NAMED, "28名责任督学给132所中小学挂了牌。", "说的是中小学，不是幼儿园"),
        (NAMED, "28名责任督学给132所中小学、47所幼儿园挂了牌。", ""),
        (NAMED, "47所园都有责任督学，挂牌一个不少。", ""),
        (NAMED, "督学挂牌没有漏下一所。", ""),
        ("义务教育学校教师按标准配齐", "高中教师按新课程的要求配齐。", "说的是高中，不是义务教育阶段"),
        ("义务教育学校教师按标准配齐", "高中和初中的教师都按标准配齐。", ""),
        ("对学校食堂开展经常性督导", "老年大学的食堂每月检查一次。", "说的是老年，不是中小学"),
        ("对学校食堂开展经常性督导", "开学前到食堂看一遍。", ""),
        ("方案要求缩小学校之间的差距", "初中之间的差距三年内补平。", ""),
        ("小学科学教师持证上岗", "初中科学教师全部持证上岗。", "说的是初中，不是小学"),
        ("公办幼儿园按时收费公示", "民办幼儿园在门口公示收费。", "说的是民办，不是公办"),
        ("公办幼儿园按时收费公示", "民办幼儿园都在门口公示收费。", "说的是民办，不是公办"),
        ("优质高中招生名额向薄弱学校倾斜", "山里三所薄弱初中各多给六个名额。", ""),
        (NAMED, "区域内中小学都挂上了督学的牌子。", "说的是中小学，不是幼儿园"),
        (NAMED, "全县都挂上了督学的牌子。", ""),
        ("幼儿园配备了责任督学", "责任督学由小学校长兼任。", ""),
        ("义务教育学校教师按标准配齐", "普通高中学校的教师配齐了。", "说的是高中，不是义务教育阶段"),
        ("义务教育学校教师按标准配齐", "职业学校的教师配齐了。", "说的是职业，不是义务教育阶段"),
        ("义务教育学校教师按标准配齐", "今年招高校毕业生四十名，教师配齐了。", ""),
        ("义务教育学校教师按标准配齐", "教师配齐了，职业道德也好。", ""),
        ("义务教育学生体质测试合格", "高中学生体质测试全部合格。", "说的是高中，不是义务教育阶段"),
        ("对学校教学开展经常性督导", "老年大学各班的教学每月看一遍。", "说的是老年，不是中小学"),
    ],
)
def test_of_what_other_kind_a_clause_speaks(statement: str, text: str, other: str) -> None:
    submission = understood(text)
    clause = submission.clauses[-1]
    assert another_kind(Facet("a", "", statement), clause, said_before(clause, submission)) == other


def test_a_deed_for_another_kind_only_comes_near() -> None:
    submission = understood("28名责任督学给132所中小学挂了牌。")
    reading = read_candidate(Facet("a", "", NAMED), submission.clauses[0], 0.5, submission, {})
    assert reading.polarity is Polarity.NEAR
    assert reading.why == "说的是中小学，不是幼儿园"
