"""The report in the terminal: a summary, the gaps, the rest; and the trace of one item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO

from rich import box
from rich.columns import Columns
from rich.console import Console
from rich.table import Table
from rich.text import Text

from compliance.errors import ComplianceError
from compliance.reports import words
from compliance.reports.summary import (
    explanation_of,
    fold_warnings,
    gaps_then_rest,
    low_confidence_pages,
    needs_closer_look,
    notices,
    summarise,
    unread_parts,
)
from compliance.terms import Document, Evidence, Facet, FacetFinding, Finding, Polarity, Report, Status

STATUS_STYLES = {
    Status.MET: "green",
    Status.PARTIAL: "yellow",
    Status.PLANNED: "blue",
    Status.CONTRADICTED: "bold red",
    Status.MISSING: "red",
    Status.UNREADABLE: "magenta",
    Status.NOT_APPLICABLE: "dim",
}

# Two lines of a column at 80 characters a line, four or five at most; the whole explanation is in the HTML report.
_EXPLANATION_LENGTH = 60


def print_report(report: Report, console: Console) -> None:
    """Problems first, then the summary, the gaps and the rest."""
    for line in _problem_lines(report):
        console.print(line, soft_wrap=True)
    console.print(_summary_grid(report))
    gaps, rest = gaps_then_rest(report.findings)
    for title, findings in (("缺口", gaps), ("其余条目", rest)):
        if findings:
            console.print()
            console.print(Text(f"{title}（{len(findings)} 条）", style="bold"))
            console.print(_table(findings, report))
    for line in _warning_lines(report):
        console.print(line, soft_wrap=True)


def to_text(report: Report, width: int) -> str:
    """The same as plain text without colours, for a file."""
    out = StringIO()
    print_report(report, Console(file=out, width=width, no_color=True, highlight=False))
    return words.printable("\n".join(line.rstrip() for line in out.getvalue().splitlines())) + "\n"


def print_trace(report: Report, item_id: str, console: Console) -> None:
    """How the status of one item came about, facet by facet. Raises ComplianceError for an unknown item."""
    finding = next((f for f in report.findings if f.item.id == item_id), None)
    if finding is None:
        known = "、".join(f.item.id for f in report.findings)
        raise ComplianceError(f"方案“{report.scheme.id}”里没有条目“{item_id}”；有：{known}。")
    for line in _trace_lines(finding, report):
        console.print(line, soft_wrap=True)  # the terminal wraps; in a pipe a step stays one line


def _trace_lines(finding: Finding, report: Report) -> Iterator[Text]:
    item = finding.item
    sure = f"  把握 {words.percent(finding.confidence)}"
    mark = f"  {words.CLOSER_LOOK}" if needs_closer_look(finding) else ""
    yield Text.assemble((f"{item.id} {item.title}  ", "bold"), _status(finding.status), sure, mark)
    if item.path:
        yield Text(words.section_words(item.path), style="dim")
    yield Text(f"要求：{item.requirement}")
    yield Text(f"说明：{explanation_of(finding)}")
    facets = {facet.id: facet for facet in item.facets}
    for judged in finding.facets:
        yield Text()
        yield _facet_heading(judged, facets.get(judged.id))
        for line in _facet_lines(judged, finding, report):
            yield Text.assemble("  ", line)


def _facet_heading(judged: FacetFinding, facet: Facet | None) -> Text:
    optional = "（非必需）" if facet is not None and not facet.required else ""
    statement = facet.statement if facet is not None else ""
    indicator = f"，指标 {facet.indicator}" if facet is not None else ""
    return Text.assemble(
        (f"要点 {judged.id}{optional}：{statement}  ", "bold"),
        _status(judged.status),
        f"  把握 {words.percent(judged.confidence)}{indicator}",
    )


def _facet_lines(judged: FacetFinding, finding: Finding, report: Report) -> Iterator[Text]:
    if judged.explanation:
        yield Text(judged.explanation)
    if judged.absent_parts:
        yield Text("没有写到：" + "、".join(judged.absent_parts), style="red")
    for index in judged.evidence:
        evidence = finding.evidence[index]
        yield from _evidence_lines(words.POLARITY_NAMES[evidence.polarity], evidence, report)
    for index in judged.closest:
        yield from _evidence_lines(words.NOT_EVIDENCE, finding.evidence[index], report)
    if judged.trace:
        yield Text("判断经过：", style="dim")
    for number, step in enumerate(judged.trace, 1):
        yield Text(f"{number:>3}. {step}")


def _evidence_lines(label: str, evidence: Evidence, report: Report) -> Iterator[Text]:
    document = report.submission.documents[evidence.span.document]
    doubt = words.recognition_words(document.blocks[evidence.span.block].confidence)
    place, section = words.place_words(evidence.place), words.section_words(evidence.section)
    where = " ".join(filter(None, (document.name, place, section, doubt)))
    yield Text.assemble((f"[{label}] ", "bold"), f"“{evidence.quote}”")
    yield Text(
        f"    {where}；语气 {words.MODALITY_NAMES[evidence.modality]}；得分 {words.number(evidence.score)}"
        + (f"；{evidence.why}" if evidence.why else ""),
        style="dim",
    )


def _problem_lines(report: Report) -> Iterator[Text]:
    if report.problems:
        yield Text("请先留意：", style="bold yellow")
        for problem in report.problems:
            yield Text.assemble(("! ", "yellow"), (problem.source, "bold"), f"：{problem.message}")
        yield Text()


def _summary_grid(report: Report) -> Table:
    """Labels left, what they say right, so that a long line wraps under itself."""
    summary, submission = summarise(report), report.submission
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    grid.add_row("评估方案", Text(f"{report.scheme.title}（{report.scheme.id}）"))
    grid.add_row(
        "报送材料",
        Text(
            f"主体 {submission.subject or '未认出'}，时段 {submission.period or '未认出'}，"
            f"文书种类 {words.KIND_NAMES[submission.kind]}（认错时可用 --kind/--subject/--period 更正）"
        ),
    )
    many = len(submission.documents) > 1
    for number, document in enumerate(submission.documents, 1):
        grid.add_row("", Text(f"{f'[{number}] ' if many else ''}{document.name}{_extent(document)}"))
        for line in _certificate_lines(document):
            grid.add_row("", line)
    grid.add_row("结果", Text(f"共 {summary.items} 条，缺口 {summary.gaps} 条", style="bold"))
    counts = [Text.assemble(_status(status), f" {count}") for status, count in summary.by_status if count]
    if counts:
        grid.add_row("", Columns(counts, padding=(0, 3, 0, 0)))
    if summary.closer_look:
        grid.add_row("", f"{summary.closer_look} 条把握不足，标为“{words.CLOSER_LOOK}”")
    if summary.max_points is not None and summary.indicative_points is not None:
        points = f"{words.number(summary.indicative_points)} / {words.number(summary.max_points)}"
        grid.add_row("得分", f"{points}（{words.NO_VERDICT}）")
    for notice in notices(report):
        grid.add_row("留意", Text(notice))
    return grid


def _extent(document: Document) -> str:
    pages = f"{document.pages} 页，" if document.pages is not None else ""
    return f"（{words.KIND_NAMES[document.kind]}，{pages}{document.characters:,} 字）"


def _certificate_lines(document: Document) -> Iterator[Text]:
    for page, what in unread_parts(document):
        yield Text(f"未能读取：{'' if page is None else f'第{page}页，'}{what}", style="magenta")
    for page, confidence in low_confidence_pages(document):
        where = "" if page is None else f"第{page}页，"
        yield Text(f"难以辨认：{where}识别把握 {words.percent(confidence)}", style="magenta")


def _table(findings: Sequence[Finding], report: Report) -> Table:
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    # Identifiers and statuses are looked up, so they stay in one piece; the explanation takes what is left.
    table.add_column("条目", no_wrap=True)
    table.add_column("标题", ratio=3, overflow="fold")
    table.add_column("状态", no_wrap=True)
    table.add_column("说明", ratio=6, overflow="fold")
    table.add_column("位置", ratio=2, overflow="fold", min_width=7)
    for finding in findings:
        status = _status(finding.status)
        if needs_closer_look(finding):
            status = Text.assemble(status, (f"\n  {words.CLOSER_LOOK}", "bold"))
        table.add_row(
            Text(finding.item.id),
            Text(finding.item.title),
            status,
            Text(words.shorten(explanation_of(finding), _EXPLANATION_LENGTH)),
            Text(_places(finding, report)),
        )
    return table


def _places(finding: Finding, report: Report) -> str:
    """第2、3页; [1]第2页 where there are several files. Only what counts as evidence has a place here."""
    pages: dict[int, set[int]] = {}
    others: dict[str, None] = {}
    many = len(report.submission.documents) > 1
    for evidence in finding.evidence:
        if evidence.polarity is Polarity.NEAR:
            continue
        number = evidence.span.document + 1
        if evidence.place.page is not None:
            pages.setdefault(number, set()).add(evidence.place.page)
        elif where := words.place_words(evidence.place):
            others[f"[{number}]{where}" if many else where] = None
    paged = [
        f"{f'[{number}]' if many else ''}第{'、'.join(str(page) for page in sorted(pages[number]))}页"
        for number in sorted(pages)
    ]
    return " ".join((*paged, *others))


def _warning_lines(report: Report) -> Iterator[Text]:
    if not report.warnings:
        return
    yield Text()
    yield Text(f"完整性提示（{len(report.warnings)} 处，与方案无关）", style="bold")
    for fold in fold_warnings(report):
        warning = fold.warnings[0]
        name = words.CHECK_NAMES.get(warning.check, warning.check)
        if len(fold.warnings) > 1:
            said = f"{len(fold.warnings)} 处（{fold.document}）；第一处：{warning.message}逐处见 HTML 报告。"
            yield Text.assemble(("! ", "yellow"), (name, "bold"), f" {said}")
            continue
        quotes = "".join(f"“{words.shorten(quote, 40)}”" for quote in warning.quotes)
        where = words.place_words(warning.place)
        yield Text.assemble(
            ("! ", "yellow"), (name, "bold"), f" {quotes}{f' {where}' if where else ''}：{warning.message}"
        )


def _status(status: Status) -> Text:
    return Text(f"{words.STATUS_MARKS[status]} {words.STATUS_NAMES[status]}", style=STATUS_STYLES[status])
