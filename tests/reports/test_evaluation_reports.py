"""An evaluation as JSON that can be read again, and as Chinese tables."""

from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from learning.judged import document, facet
from rich.console import Console

from compliance.errors import ComplianceError
from compliance.learning.evaluation import Evaluation, Run
from compliance.learning.figures import LOWER_IS_BETTER
from compliance.learning.outcomes import DocumentOutcome, Ranked, WarningCounts
from compliance.learning.summary import ALL_FIGURES, Measured, measure
from compliance.reports.evaluation_json import read_run, to_json
from compliance.reports.evaluation_report import FIGURE_NAMES, print_evaluation, to_text

DOCUMENTS = (
    document(
        facet(
            "met",
            "met",
            name="body",
            confidence=0.91,
            gold_quotes=["成立了领导小组"],
            quotes=["县里成立了领导小组"],
            hits=[True],
            shown_rank=1,
            verbatim=1,
            ranked=Ranked((0.9, 0.5), (0,), 1, 20),
        ),
        facet(
            "contradicted",
            "met",
            name="guards",
            modality="negation",
            confidence=0.62,
            gold_quotes=["尚未配备保安"],
            quotes=["保安三十人"],
            hits=[False],
            verbatim=1,
            trace=["候选1（相关度 0.62）：保安三十人", "状态概率：met 0.62"],
        ),
        items="partial/met met/absent",
        warnings=WarningCounts(2, 1, 1, 1),
        name="甲",
    ),
    document(facet("missing", "missing", name="bus", modality="", indicator="access"), name="乙", scheme="y"),
)


def measured(before: tuple[DocumentOutcome, ...] | None = None, notices: tuple[str, ...] = ()) -> Measured:
    baseline = Run("keywords", "关键词检索", DOCUMENTS)
    return measure(Evaluation("gold", False, Run("program", "本程序", DOCUMENTS), (baseline,), (), notices), before)


def text(errors: bool = False, before: tuple[DocumentOutcome, ...] | None = None, **more: tuple[str, ...]) -> str:
    return to_text(measured(before, **more), errors)


# --- JSON ---


def test_the_outcomes_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_text(to_json(measured(), "2024-05-01T08:00:00+08:00"), "utf-8")
    assert read_run(path) == DOCUMENTS


def test_only_the_time_differs_between_equal_runs() -> None:
    assert to_json(measured(), "a").replace('"a"', '"b"', 1) == to_json(measured(), "b")


def test_every_figure_has_a_value_and_an_interval_and_null_where_there_is_none() -> None:
    table = json.loads(to_json(measured(), ""))
    assert [run["id"] for run in table["runs"]] == ["program", "keywords"]
    figures = table["runs"][0]["figures"]
    assert figures["facet_accuracy"]["value"] == 0.6667
    assert figures["facet_accuracy"]["low"] <= 0.6667 <= figures["facet_accuracy"]["high"]
    assert table["by_scheme"][1]["figures"]["map"] == {"value": None, "low": None, "high": None}


def test_confusion_and_reliability_are_there() -> None:
    table = json.loads(to_json(measured(), ""))
    assert {"gold": "met", "got": None, "count": 1} in table["confusion"]["items"]
    assert {"gold": "contradicted", "got": "met", "count": 1} in table["confusion"]["facets"]
    assert table["reliability"][9] == {"low": 0.9, "high": 1.0, "facets": 1, "confidence": 0.91, "accuracy": 1.0}


def test_a_comparison_is_written_where_there_is_one() -> None:
    assert "comparison" not in json.loads(to_json(measured(), ""))
    comparison = json.loads(to_json(measured(before=DOCUMENTS), ""))["comparison"]
    assert comparison["documents"] == ["甲", "乙"]
    assert comparison["figures"]["gap_recall"]["change"]["value"] == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "打不开（文件不存在）"),
        ("{", "不是 JSON 文件"),
        ("[]", "不是评测结果"),
        ('{"tool": {"name": "compliance"}}', "不是评测结果"),
        ('{"kind": "compliance evaluation", "schema_version": "9"}', "格式版本是 9，本程序只认 1"),
        ('{"kind": "compliance evaluation", "schema_version": "1"}', "内容不完整"),
        ('{"kind": "compliance evaluation", "schema_version": "1", "documents": [{"name": 1}]}', "内容不完整"),
    ],
)
def test_a_file_that_is_no_evaluation_is_refused(tmp_path: Path, content: str | None, said: str) -> None:
    path = tmp_path / "run.json"
    if content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(ComplianceError, match=said):
        read_run(path)


# --- Tables ---


def test_every_figure_has_a_chinese_name() -> None:
    assert FIGURE_NAMES.keys() == set(ALL_FIGURES)
    assert {figure for figure, name in FIGURE_NAMES.items() if "↓" in name} == LOWER_IS_BETTER


def test_the_baselines_stand_beside_the_program() -> None:
    (head,) = (line for line in text().splitlines() if "本程序" in line and "数值" in line)
    assert "关键词检索" in head
    (row,) = (line for line in text().splitlines() if line.startswith(" 要点状态正确率"))
    assert row.count("0.667 [") == 2


def test_groups_confusion_and_calibration_are_shown() -> None:
    shown = text()
    for words in (
        "按方案",
        "按指标",
        "按语气",
        "否定",
        "无引文",
        "混淆表：条目",
        "方案无此条",
        "把握是否可信",
        "60%–70%",
    ):
        assert words in shown


def test_errors_are_counted_by_kind_and_listed_only_where_asked_for() -> None:
    assert "应为自述不符，判为已有依据：1 个" in text()
    assert "候选1" not in text()
    listed = text(errors=True)
    assert "甲 x-01/guards  应为✗ 自述不符，判为✓ 已有依据  把握 62%，指标 budget" in listed
    assert "[评判引文] “尚未配备保安”" in listed
    assert "[程序引文] “保安三十人”" in listed
    assert "1. 候选1（相关度 0.62）：保安三十人" in listed


def test_two_runs_stand_side_by_side() -> None:
    wrong = document(facet("met", "missing", name="body"), facet("contradicted", "met", name="guards"), name="甲")
    shown = text(before=(wrong,))
    assert "只有这次有，未比较：乙" in shown
    assert "改对的要点 1 个：甲 x-01/body" in shown
    (row,) = (line for line in shown.splitlines() if line.startswith(" 要点状态正确率") and "+" in line)
    assert row.split() == ["要点状态正确率", "0.000", "0.500", "+0.500"]  # one document: no interval


def test_notices_come_first() -> None:
    shown = text(notices=("甲：方案“x”没有要点 x-09/f",)).splitlines()
    assert shown[2] == "留意：甲：方案“x”没有要点 x-09/f"


@pytest.mark.parametrize(("terminal", "width", "interval"), [(True, 80, False), (True, 150, True), (False, 80, True)])
def test_groups_have_intervals_where_there_is_room(terminal: bool, width: int, interval: bool) -> None:
    out = StringIO()
    twice = (*DOCUMENTS, replace(DOCUMENTS[1], name="丙"))  # one document has no interval
    many = measure(Evaluation("gold", False, Run("program", "本程序", twice), ()))
    print_evaluation(many, False, Console(file=out, width=width, force_terminal=terminal, color_system=None))
    rows = out.getvalue().split("按指标")[1].split("混淆表")[0]
    assert "access" in rows
    assert max(map(len, rows.splitlines())) <= max(width, 0 if terminal else 140)
    assert ("[" in rows) is interval
