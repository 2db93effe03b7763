"""What counts do for a facet that names no limit."""

from __future__ import annotations

import pytest
from handmade import understood

from compliance.judgement.counted import read_counts
from compliance.judgement.reading import read_candidate
from compliance.terms import Clause, DocumentKind, Facet, Polarity, Submission

SUPPORTS, CONTRADICTS = Polarity.SUPPORTS, Polarity.CONTRADICTS


def _submission(text: str) -> Submission:
    return understood(text, DocumentKind.SELF_EVALUATION)


def _row(header: tuple[str, ...], values: tuple[str, ...]) -> Clause:
    text = " | ".join(values)
    return Clause(0, 0, 0, 0, len(text), text, (0, 1), header=header, values=values)


@pytest.mark.parametrize(
    ("statement", "text", "polarity", "why"),
    [
        ("学校安保人员配备符合要求", "按标准应配保安158人，现在岗149人。", CONTRADICTS, "数目不足（应158人、实149人）"),
        ("对投诉逐件核实处理", "全年受理投诉32件，办结15件。", CONTRADICTS, "数目不足（共32件、办结15件）"),
        ("督促问题整改到位", "还有6个挂着。", CONTRADICTS, "还有未到位的（还有6个）"),
        ("校级干部配备齐全", "应配校级干部96名，实配96名。", SUPPORTS, "数目达到（应96名、实96名）"),
        (
            "所有学校德育工作达到良好以上水平",
            "优秀12所、良好20所、合格2所。",
            CONTRADICTS,
            "有低于所要求等次的（合格2所）",
        ),
        (
            "教师没有体罚等行为",
            "本年度查实教师体罚学生2起，已处理。",
            CONTRADICTS,
            "发生了不应有的事（体罚）",
        ),
        ("开展了办园质量评估", "实际评估0所。", CONTRADICTS, "数目为零（0所）"),
        # what is owed by its own words falls short, whatever the statement asks
        ("建立并启动了约谈制度", "约谈制度原定启动12次，实际启动2次。", CONTRADICTS, "数目不足（应12次、实2次）"),
    ],
)
def test_counts_that_answer_the_facet_decide(statement: str, text: str, polarity: Polarity, why: str) -> None:
    submission = _submission(text)
    facet = Facet("one", "", statement)
    readings = [read_candidate(facet, one, 0.5, submission, {}, False) for one in submission.clauses]
    assert (polarity, why) in [(reading.polarity, reading.why) for reading in readings]


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        ("督学查找问题、督促整改", "发现问题206个，督促整改172个。"),  # met by less than all
        ("写明了本轮督导评估的完成情况", "计划评估90所，实际评完86所。"),
        ("培训经费列入预算", "培训费应拨108万元，实际拨付69万元。"),  # how much of the money came is another matter
        ("所有学校都挂出了公示牌", "45所学校中抽查8所。"),
        ("校级干部配备齐全", "缺额9名已于8月补齐。"),
        ("对发现的问题进行了整改到位", "查出问题和偏差46处。"),  # 偏差 is no difference
        ("所有学校配齐了保安", "此外还有7所学校评为平安校园。"),  # 还有 that only counts on
        ("所有学校德育工作达到良好以上水平", "38所学校中优秀20所、良好18所。"),
        ("所有学校德育工作达到良好以上水平", "考核分优秀、良好、合格三等。"),
        ("教师没有体罚等行为", "全年没有查出一起体罚学生的事。"),
        ("教师没有体罚等行为", "查实体罚学生0起。"),
        ("教师没有体罚等行为", "全年查出超编聘用3起。"),  # cases of another matter
        ("学校没有发生安全事故", "查出安全隐患12处。"),
        ("学校办学行为规范", "全年违规收费0起。"),
        ("按时足额发放补助", "每人补助200元。"),
        ("学校办学条件得到改善", "民办学校0所。"),  # 办学 stands in it only where two words meet
    ],
)
def test_counts_that_say_nothing_of_the_facet_deny_nothing(statement: str, text: str) -> None:
    submission = _submission(text)
    facet = Facet("one", "", statement)
    read = [read_counts(facet, one, submission) for one in submission.clauses]
    assert not [one for one in read if one and one[0] is CONTRADICTS]


@pytest.mark.parametrize(
    ("header", "values", "expected"),
    [
        (("学科", "应配", "实有"), ("物理", "62", "55"), CONTRADICTS),
        (("学校", "应完成（人）", "已完成（人）"), ("东关职中", "82", "47"), CONTRADICTS),
        (("类别", "查出（件）", "已改（件）"), ("校舍", "15", "6"), CONTRADICTS),
        (("学科", "应配", "实有"), ("化学", "98", "98"), SUPPORTS),
        (("学校", "学生", "班数"), ("东关小学", "820", "18"), None),
        (("指标", "应控制在", "实际"), ("辍学率", "2", "1"), None),
    ],
)
def test_columns_of_a_row_are_set_against_each_other(
    header: tuple[str, ...], values: tuple[str, ...], expected: Polarity | None
) -> None:
    row = _row(header, values)
    read = read_counts(Facet("one", "", "配齐了学科教师"), row, _submission("没有别的。"))
    assert (read[0] if read else None) is expected
