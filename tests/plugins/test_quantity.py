"""数量指标: of the ranked clauses the one whose number is the facet's measure decides. All figures are invented."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from compliance.plugins.quantity.indicator import judge

from compliance.judgement.channels import Background
from compliance.judgement.judging import Judgement, JudgingContext
from compliance.judgement.reading import read_candidates
from compliance.judgement.relevance import Candidates
from compliance.judgement.signals import Signals
from compliance.language.understanding import understand
from compliance.reading.blocks import Draft, TableCell, build_blocks, table_draft
from compliance.terms import (
    BlockKind,
    Document,
    DocumentKind,
    Facet,
    Item,
    Place,
    Scheme,
    Status,
    Submission,
)


def at_least(measure: str, threshold: str, unit: str) -> Facet:
    statement = f"{measure}不低于{threshold}{unit}"
    return Facet(
        "value", "quantity", statement, measure=measure, comparator=">=", threshold=Decimal(threshold), unit=unit
    )


STAYING = at_least("义务教育巩固率", "99", "%")
ROOMS = at_least("小学生均教学及辅助用房面积", "4.5", "平方米")
EXERCISE = at_least("学生每天在校体育锻炼时间", "1", "小时")
COVERAGE = at_least("责任督学挂牌督导覆盖率", "100", "%")


def submitted(text: str, table: tuple[str, ...] = ()) -> Submission:
    """The submission of 云溪县 for 2022: a paragraph, and a table given as rows with their cells parted by |."""
    cells = [
        TableCell(row, column, cell, header=row == 0)
        for row, line in enumerate(table)
        for column, cell in enumerate(line.split("|"))
    ]
    drafts = [Draft(BlockKind.PARAGRAPH, text, Place()), *([table_draft(cells, Place())] if cells else [])]
    kind = DocumentKind.SELF_EVALUATION
    document = Document("自评报告", "0" * 64, "text/markdown", build_blocks(drafts), kind=kind)
    return understand([document], "云溪县", "2022", kind)


def item_of(facet: Facet) -> Item:
    return Item("item", (), facet.statement, facet.statement, (facet,))


def judged(facet: Facet, submission: Submission, general: Status = Status.MET) -> Judgement:
    """The facet judged over all clauses of a submission, each equally relevant to the general matcher."""
    indices = np.arange(len(submission.clauses))[np.newaxis, :]
    signals = Signals(((item_of(facet), facet),), (), indices, np.zeros((0, *indices.shape), dtype=np.float32))
    ranked = Candidates(indices, np.full(indices.shape, 0.6))
    (readings,) = read_candidates(signals, ranked, submission, Background())
    item = item_of(facet)
    context = JudgingContext(Scheme("s", "", "", (item,), ""), item, submission)
    return judge(facet, Judgement(general, 0.6, readings, 0 if general is Status.MISSING else 1), context)


@pytest.mark.parametrize(
    ("text", "status", "quote"),
    [
        ("义务教育巩固率为99.5%。", Status.MET, "义务教育巩固率为99.5%"),
        ("义务教育巩固率为97.5%。", Status.CONTRADICTED, "义务教育巩固率为97.5%"),
        ("力争明年义务教育巩固率达到99%。", Status.PLANNED, "力争明年义务教育巩固率达到99%"),
        ("义务教育巩固率为XX%。", Status.PARTIAL, "义务教育巩固率为XX%"),
        ("县义务教育巩固率达到国家标准。", Status.MET, "县义务教育巩固率达到国家标准"),
        ("义务教育巩固率未达到规定标准。", Status.CONTRADICTED, "义务教育巩固率未达到规定标准"),
        ("义务教育巩固率没有一年低于99%。", Status.MET, "义务教育巩固率没有一年低于99%"),
        ("义务教育巩固率达到99%的方案，正在征求意见。", Status.PLANNED, "义务教育巩固率达到99%的方案"),
        ("小学义务教育巩固率为99.8%。", Status.PARTIAL, "小学义务教育巩固率为99.8%"),
        ("全县新建幼儿园3所。", Status.MISSING, ""),
        ("2018年义务教育巩固率为99.5%。", Status.MISSING, ""),
        ("按照指标要求，义务教育巩固率应不低于99%。", Status.MISSING, ""),
    ],
)
def test_the_value_decides_whatever_the_general_judgement_was(text: str, status: Status, quote: str) -> None:
    judgement = judged(STAYING, submitted(text))
    assert judgement.status is status
    assert [reading.clause.text for reading in judgement.evidence] == ([quote] if quote else [])


def test_a_value_is_found_where_the_general_judgement_found_nothing() -> None:
    assert judged(STAYING, submitted("义务教育巩固率为99.5%。"), Status.MISSING).status is Status.MET


def test_the_table_goes_before_the_text() -> None:
    table = ("项目|单位|2021年|2022年", "小学生均教学及辅助用房面积|平方米|4.2|4.4")
    judgement = judged(ROOMS, submitted("小学生均教学及辅助用房面积已达到4.6平方米。", table))
    assert judgement.status is Status.CONTRADICTED
    assert judgement.evidence[0].clause.header


def test_of_several_groups_the_lowest_decides_a_measure_that_names_none() -> None:
    judgement = judged(EXERCISE, submitted("学生每天在校体育锻炼时间，小学为75分钟，初中为50分钟。"))
    assert judgement.status is Status.CONTRADICTED
    assert "50分钟" in judgement.evidence[0].clause.text


def test_the_measure_decides_and_not_a_better_value_of_the_same_unit() -> None:
    text = "小学生均体育运动场馆面积8.1平方米。小学生均教学及辅助用房面积4.1平方米。"
    judgement = judged(ROOMS, submitted(text))
    assert judgement.status is Status.CONTRADICTED
    assert judgement.evidence[0].clause.text == "小学生均教学及辅助用房面积4.1平方米"


def test_figures_from_an_older_survey_are_no_evidence() -> None:
    text = "本次自查，义务教育巩固率为99.5%，数据来自市教育局2019年的抽样调查。"
    assert judged(STAYING, submitted(text)).status is Status.MISSING


def test_a_neighbours_value_is_no_evidence() -> None:
    assert judged(STAYING, submitted("邻近的石川县义务教育巩固率为99.8%。")).status is Status.MISSING


def test_the_explanation_names_value_and_limit() -> None:
    assert judged(ROOMS, submitted("小学生均教学及辅助用房面积4.43平方米。")).remarks == (
        "数值4.43平方米，低于4.5平方米",
    )
    assert judged(STAYING, submitted("义务教育巩固率99.2%。")).remarks == ("数值99.2%，不低于99%",)
    assert judged(COVERAGE, submitted("责任督学挂牌督导全覆盖。")).remarks == ("没有写数值，以文字说明（全覆盖）",)
    assert judged(STAYING, submitted("全县新建幼儿园3所。")).remarks == ("没有找到“义务教育巩固率”的数值",)


def test_a_facet_without_a_comparator_keeps_the_general_judgement() -> None:
    facet = Facet("f", "quantity", "教师队伍稳定")
    assert judged(facet, submitted("教师队伍稳定。")).remarks == ()
