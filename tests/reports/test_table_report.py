"""The report in the terminal."""

import re
from dataclasses import replace
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from compliance.errors import ComplianceError
from compliance.reports.table_report import print_report, print_trace, to_text

from .sample import sample_report


def printed(report, width, terminal=False):
    out = StringIO()
    print_report(report, Console(file=out, width=width, force_terminal=terminal, highlight=False))
    return out.getvalue()


@pytest.mark.parametrize("width", [80, 120])
def test_every_item_stands_in_one_row_that_fits_the_terminal(width):
    text = printed(sample_report(), width)
    table = text[text.index("缺口（") : text.index("完整性提示（")]
    assert max(cell_len(line) for line in table.splitlines()) <= width
    for finding in sample_report().findings:
        assert len(re.findall(rf"^ ?{finding.item.id} ", table, re.M)) == 1


def test_gaps_stand_before_the_rest():
    text = printed(sample_report(), 100)
    assert text.index("缺口（9 条）") < text.index("qh-12") < text.index("其余条目（4 条）") < text.index("qh-02")


def test_a_report_without_gaps_has_no_table_of_gaps():
    report = sample_report()
    text = printed(replace(report, findings=tuple(f for f in report.findings if not f.status.is_gap)), 80)
    assert "缺口 0 条" in text
    assert "缺口（" not in text


def test_problems_are_named_above_everything():
    text = printed(sample_report(), 80)
    assert text.index("会议纪要.doc") < text.index("插件 boarding") < text.index("评估方案")


def test_points_are_said_to_be_no_verdict():
    assert "12 / 33（参考得分，不是结论）" in printed(sample_report(), 80)


def test_what_was_recognised_can_be_corrected():
    text = printed(sample_report(), 120)
    assert "主体 青禾县，时段 2023，文书种类 自评报告（认错时可用 --kind/--subject/--period 更正）" in text


def test_unread_pages_are_named():
    assert "未能读取：第9页，整页是图片" in printed(sample_report(), 80)


def test_closest_passages_have_no_place_in_the_table():
    row = next(line for line in printed(sample_report(), 120).splitlines() if "qh-11" in line)
    assert "[1]第" not in row


def test_no_colours_when_piped():
    assert "\x1b[" not in printed(sample_report(), 80)
    assert "\x1b[" in printed(sample_report(), 80, terminal=True)


def test_brackets_in_a_title_are_text_not_markup():
    report = sample_report()
    first = replace(report.findings[0], item=replace(report.findings[0].item, title="[bold]机构[/bold]"))
    assert "[bold]" in printed(replace(report, findings=(first,)), 120)


def test_a_file_gets_plain_text_without_trailing_spaces():
    text = to_text(sample_report(), 120)
    assert "\x1b[" not in text
    assert all(line == line.rstrip() for line in text.splitlines())


def test_a_trace_tells_every_facet_its_evidence_and_every_step():
    out = StringIO()
    print_trace(sample_report(), "qh-04", Console(file=out, width=100, highlight=False, markup=False))
    text = out.getvalue()
    assert "要点 separate：教育督导经费在预算中单列  - 未见依据  把握 55%，指标 budget" in text
    assert "[最接近的原文，不作为依据] “由县教育局统筹使用”" in text
    assert "得分 0.41；说的是经费，但没有说单列" in text
    assert "2. 规则：状态定为 missing" in text


def test_an_unknown_item_is_answered_with_the_ones_there_are():
    with pytest.raises(ComplianceError, match="没有条目“qh-99”；有：qh-01、qh-02"):
        print_trace(sample_report(), "qh-99", Console(file=StringIO()))


def test_many_swapped_words_of_one_document_are_one_line_with_their_number():
    report = sample_report()
    first = report.warnings[0]
    swapped = tuple(replace(first, check="swapped_words", message=f"第{n}段的词语。") for n in range(1, 13))
    text = printed(replace(report, warnings=swapped), 300)
    lines = [line for line in text.splitlines() if "词语被替换" in line]
    assert len(lines) == 1
    assert "12 处（" in lines[0] and "第一处：第1段的词语。" in lines[0]
    assert "完整性提示（12 处" in text
