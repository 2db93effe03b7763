"""An evaluation in the terminal: figures beside the baselines', groups, confusion, calibration, errors, comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from io import StringIO

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from compliance.learning.bootstrap import RESAMPLES, Estimate
from compliance.learning.evaluation import Evaluation
from compliance.learning.outcomes import NO_QUOTE, DocumentOutcome, FacetOutcome
from compliance.learning.summary import GROUP_FIGURES, Comparison, Confusion, Group, Measured, ReliabilityBin, Summary
from compliance.reports import words
from compliance.terms import Modality, Status

FIGURE_NAMES = {
    "item_accuracy": "条目状态正确率",
    "gap_precision": "缺口准确率",
    "gap_recall": "缺口召回率",
    "gap_f1": "缺口 F1",
    "gap_f2": "缺口 F2",
    "facet_accuracy": "要点状态正确率",
    "facet_gap_precision": "要点缺口准确率",
    "facet_gap_recall": "要点缺口召回率",
    "facet_gap_f2": "要点缺口 F2",
    "evidence_hit1": "首条引文命中率",
    "evidence_hit3": "前三条引文命中率",
    "passage_shown": "列出的原文（含相近段落）有正确出处",
    "shown_mrr": "所列原文命中名次（MRR）",
    "map": "依据排序 mAP",
    "precision_at_recall_80": "召回 80% 时的准确率",
    "false_evidence": "误作依据率 ↓",
    "verbatim": "引文逐字一致",
    "integrity_recall": "完整性提示召回率",
    "integrity_precision": "完整性提示准确率",
    "calibration_error": "把握误差（ECE）↓",
}
_SHORT_NAMES = {
    "facet_accuracy": "状态正确",
    "facet_gap_recall": "缺口召回",
    "facet_gap_precision": "缺口准确",
    "facet_gap_f2": "缺口 F2",
    "evidence_hit1": "首条命中",
    "map": "mAP",
}
_NO_ITEM = "方案无此条"
_NOTHING = "—"
# The kinds of error that a summary names; --errors lists every error.
_KINDS_SHOWN = 8
# The group tables with their intervals need this many columns; a narrower terminal sees the values alone.
_WIDE = 140


def print_evaluation(measured: Measured, errors: bool, console: Console) -> None:
    """All tables; the single errors with their traces only where asked for."""
    if not console.is_terminal:
        console.width = max(console.width, _WIDE)  # nothing breaks lines in a file or a pager
    for part in _parts(measured, errors, console.width >= _WIDE):
        console.print(part, soft_wrap=isinstance(part, Text))


def to_text(measured: Measured, errors: bool) -> str:
    """The same as plain text without colours, for a file."""
    out = StringIO()
    print_evaluation(measured, errors, Console(file=out, width=_WIDE, no_color=True, highlight=False))
    return words.printable("\n".join(line.rstrip() for line in out.getvalue().splitlines())) + "\n"


def _parts(measured: Measured, errors: bool, wide: bool) -> Iterator[RenderableType]:
    evaluation, summary = measured.evaluation, measured.summary
    yield from _opening(evaluation)
    yield _heading("各项数值", f"方括号内是 95% 区间：按文档重抽 {RESAMPLES} 次；标 ↓ 的越低越好")
    yield _figures_table(evaluation, summary, wide)
    if measured.comparison is not None:
        yield from _comparison_parts(measured.comparison)
    for title, groups, names in (
        ("按方案", summary.by_scheme, {}),
        ("按指标", summary.by_indicator, {"": "（方案无此要点）"}),
        ("按语气", summary.by_modality, _modality_names()),
    ):
        yield _heading(title, _GROUP_NOTES.get(title, ""))
        yield _group_table(title.removeprefix("按"), groups, names, wide)
    for title, confusion in (("条目", summary.item_confusion), ("要点", summary.facet_confusion)):
        yield _heading(f"混淆表：{title}", "行是应为的状态，列是程序判的状态")
        yield _confusion_table(confusion)
    yield _heading("把握是否可信", "要点的把握分十档，与实际判对的比例相比")
    yield _reliability_table(summary.reliability)
    yield from _error_parts(evaluation.program.documents, errors)


_GROUP_NOTES = {"按语气": "首条评判引文所在小句的语气，由程序认出"}


def _heading(title: str, note: str = "") -> Text:
    return Text.assemble("\n", (title, "bold"), (f"  {note}" if note else "", "dim"))


def _opening(evaluation: Evaluation) -> Iterator[Text]:
    documents = evaluation.program.documents
    facets = sum(len(document.facets) for document in documents)
    items = sum(len(document.items) for document in documents)
    schemes = len({document.scheme for document in documents})
    given = "取自评判文档" if evaluation.hints else "由程序识别"
    yield Text(f"评判文档 {evaluation.folder}：{len(documents)} 份，{schemes} 个方案，{items} 个条目，{facets} 个要点")
    yield Text(f"主体、时段、文书种类{given}", style="dim")
    for notice in evaluation.notices:
        yield Text(f"留意：{notice}", style="yellow")


# --- Figures ---------------------------------------------------------------------------------------


def _figures_table(evaluation: Evaluation, summary: Summary, wide: bool) -> Table:
    runs = (evaluation.program, *evaluation.baselines)
    table = _table("数值", *(run.name for run in runs))
    for figure, name in FIGURE_NAMES.items():
        row = [_interval(summary.figures[run.id][figure], " " if wide else "\n") for run in runs]
        table.add_row(name, Text(row[0], style="bold"), *row[1:])
    return table


def _group_table(title: str, groups: Sequence[Group], names: dict[str, str], wide: bool) -> Table:
    table = _table(title, "文档", "要点", *(_SHORT_NAMES[figure] for figure in GROUP_FIGURES))
    for group in groups:
        estimates = [group.figures[figure] for figure in GROUP_FIGURES]
        figures = [_interval(one, "\n") if wide else _value(one.value) for one in estimates]
        table.add_row(names.get(group.name, group.name), str(group.documents), str(group.facets), *figures)
    return table


def _modality_names() -> dict[str, str]:
    return {modality.value: words.MODALITY_NAMES[modality] for modality in Modality} | {NO_QUOTE: "无引文"}


def _comparison_parts(comparison: Comparison) -> Iterator[RenderableType]:
    yield _heading("与上次比较", f"两次都有的文档 {len(comparison.documents)} 份；差的区间由成对重抽得出")
    for label, names in (("只有上次有", comparison.only_before), ("只有这次有", comparison.only_now)):
        if names:
            yield Text(f"{label}，未比较：{'、'.join(names)}", style="yellow")
    table = _table("数值", "上次", "这次", "差")
    for figure, name in FIGURE_NAMES.items():
        one = comparison.differences[figure]
        table.add_row(name, _value(one.before), _value(one.now), _interval(one.change, signed=True))
    yield table
    for label, facets in (("改对", comparison.mended), ("改错", comparison.broken)):
        yield Text(f"{label}的要点 {len(facets)} 个" + (f"：{'、'.join(facets)}" if facets else ""))


def _interval(one: Estimate, between: str = " ", signed: bool = False) -> str:
    if one.low is None or one.high is None:
        return _value(one.value, signed)
    return f"{_value(one.value, signed)}{between}[{_value(one.low, signed)}, {_value(one.high, signed)}]"


def _value(value: float | None, signed: bool = False) -> str:
    if value is None:
        return _NOTHING
    return f"{value:+.3f}" if signed else f"{value:.3f}"


# --- Confusion and calibration ---------------------------------------------------------------------


def _confusion_table(confusion: Confusion) -> Table:
    got = [status for status in words.STATUS_ORDER if any(pair[1] is status for pair in confusion)]
    absent = any(pair[1] is None for pair in confusion)
    table = _table("应为＼判为", *(words.STATUS_NAMES[status] for status in got), *([_NO_ITEM] if absent else []))
    for gold in words.STATUS_ORDER:
        if any(pair[0] is gold for pair in confusion):
            counts = [_count(confusion.get((gold, status), 0), gold is status) for status in got]
            rest = [_count(confusion.get((gold, None), 0), False)] if absent else []
            table.add_row(words.STATUS_NAMES[gold], *counts, *rest)
    return table


def _count(number: int, right: bool) -> Text:
    return Text(str(number) if number else "·", style="bold green" if right else "")


def _reliability_table(bins: Sequence[ReliabilityBin]) -> Table:
    table = _table("把握", "要点", "平均把握", "实际判对")
    for one in bins:
        if one.facets:
            name = f"{words.percent(one.low)}–{words.percent(one.high)}"
            table.add_row(name, str(one.facets), _value(one.confidence), _value(one.accuracy))
    return table


# --- Errors ----------------------------------------------------------------------------------------


def _error_parts(documents: Sequence[DocumentOutcome], listed: bool) -> Iterator[RenderableType]:
    wrong = [(document, facet) for document in documents for facet in document.facets if not facet.right]
    hint = "" if listed else "用 --errors 逐条列出，附判断经过"
    yield _heading(f"判错的要点（{len(wrong)} 个）", hint)
    kinds = Counter((facet.gold, facet.got) for _, facet in wrong)
    for (gold, got), number in sorted(kinds.items(), key=lambda one: -one[1])[:_KINDS_SHOWN]:
        yield Text(f"  应为{words.STATUS_NAMES[gold]}，判为{words.STATUS_NAMES[got]}：{number} 个")
    if listed:
        for document, facet in wrong:
            yield from _error_lines(document, facet)


def _error_lines(document: DocumentOutcome, facet: FacetOutcome) -> Iterator[Text]:
    sure = "" if facet.confidence is None else f"  把握 {words.percent(facet.confidence)}"
    yield Text.assemble(
        (f"\n{document.name} {facet.item}/{facet.facet}  ", "bold"),
        f"应为{_status(facet.gold)}，判为{_status(facet.got)}{sure}，指标 {facet.indicator or _NOTHING}",
    )
    for label, quotes in (("评判引文", facet.gold_quotes), ("程序引文", facet.quotes)):
        for quote in quotes:
            yield Text(f"  [{label}] “{quote}”")
    for number, step in enumerate(facet.trace, 1):
        yield Text(f"  {number:>3}. {step}", style="dim")


def _status(status: Status) -> str:
    return f"{words.STATUS_MARKS[status]} {words.STATUS_NAMES[status]}"


def _table(*headers: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for number, header in enumerate(headers):
        # A figure stays whole (0.123), a long name may break.
        table.add_column(header, min_width=0 if number == 0 else 5, overflow="fold")
    return table
