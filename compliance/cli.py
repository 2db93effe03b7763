"""The command line: reads arguments, makes one library call, prints. Exit codes: 0 no gaps, 1 gaps found, 2 usage or
nothing readable. Nothing heavy is imported before a command needs it, so that --help answers at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compliance import terminal
from compliance.errors import ComplianceError
from compliance.review import command_line

if TYPE_CHECKING:
    from compliance.learning.summary import Measured
    from compliance.reading.limits import Limits
    from compliance.registry import Registry
    from compliance.terms import DocumentKind, Problem, Report

NO_GAPS, GAPS, FAILED, INTERRUPTED, CLOSED_PIPE = 0, 1, 2, 130, 141
FORMATS = ("table", "json", "html")
EVALUATION_FORMATS = ("table", "json")

# Width of a table that goes to a file: A4 landscape in a fixed-width font.
_FILE_WIDTH = 120

app = typer.Typer(
    cls=terminal.ChineseGroup,
    help="核对教育督导材料：每一条要求的依据在哪里，缺什么。全程离线，材料不出本机。",
    epilog="退出码：0 没有缺口；1 有缺口；2 用法有误，或没有可读的材料。",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
schemes_app = typer.Typer(cls=terminal.ChineseGroup, help="列出评估方案。", rich_markup_mode=None)
plugins_app = typer.Typer(cls=terminal.ChineseGroup, help="列出插件。", rich_markup_mode=None)
app.add_typer(schemes_app, name="schemes", invoke_without_command=True)
app.add_typer(plugins_app, name="plugins", invoke_without_command=True)

Paths = Annotated[list[Path], typer.Argument(metavar="PATH", help="文件或文件夹；合为一份报送材料。")]
PluginsDir = Annotated[Path | None, typer.Option("--plugins-dir", metavar="DIR", help="另加一个放 .py 插件的文件夹。")]
LimitsFile = Annotated[
    Path | None, typer.Option("--limits", metavar="FILE.toml", help="读取限额，一行一个，如 pages = 500。")
]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; a bug keeps its traceback, a user's mistake has none."""
    terminal.prepare_streams()
    # Before scikit-learn loads: the models are small, and threads that wait for each other cost more than they bring.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    try:
        result = app(args=arguments, prog_name="compliance", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else NO_GAPS
    except ComplianceError as error:
        return _fail(str(error))
    except (terminal.ClosedPipeError, BrokenPipeError):
        terminal.close_quietly()
        return CLOSED_PIPE
    except (KeyboardInterrupt, typer.Abort):
        _tell("已中断。")
        return INTERRUPTED
    except Exception as error:
        if not isinstance(error, typer.BadParameter.__bases__[0]):
            raise
        if type(error).__name__ == "NoArgsIsHelpError":
            _tell(str(getattr(error, "message", error)))
            return FAILED
        return _fail(terminal.usage_sentence(error))


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="显示版本。", show_default=False)] = False,
) -> None:
    if version:
        from compliance import __version__

        terminal.write_out(f"compliance {__version__}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        terminal.write_out(context.get_help() + "\n")
        raise typer.Exit(FAILED)


@app.command("check", cls=terminal.ChineseCommand, help="对照评估方案核对材料，列出依据和缺口。")
def check_command(
    paths: Paths,
    scheme: Annotated[str, typer.Option(metavar="ID_OR_FILE.toml", help="方案编号，或方案文件的路径。")],
    subject: Annotated[str, typer.Option(metavar="NAME", help="材料的主体，如 青禾县；不写则自动识别。")] = "",
    period: Annotated[str, typer.Option(metavar="YEAR", help="评估时段，如 2023；不写则自动识别。")] = "",
    kind: Annotated[str, typer.Option(metavar="KIND", help="文书种类，如 plan；不写则自动识别。")] = "",
    form: Annotated[str, typer.Option("--format", metavar="table|json|html", help="输出格式；默认 table。")] = "",
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="写入文件。")] = None,
    explain: Annotated[str, typer.Option(metavar="ITEM", help="写出一个条目的全部判断经过。")] = "",
    limits: LimitsFile = None,
    plugins_dir: PluginsDir = None,
) -> None:
    wanted = choose_format(form, output)
    known_kind = parse_kind(kind)
    target = choose_target(wanted, output, paths)
    if target is not None:
        terminal.check_target(target, paths)
    with terminal.progress() as progress:
        from compliance.check import check

        report = check(
            paths,
            scheme,
            subject=subject or None,
            period=period or None,
            kind=known_kind,
            plugins_dir=plugins_dir,
            limits=_limits(limits),
            progress=progress,
        )
    if explain:
        from compliance.reports.table_report import print_trace

        # JSON on stdout must stay JSON.
        print_trace(report, explain, terminal.console(stderr=wanted == "json" and target is None))
    if not explain or wanted != "table" or target is not None:
        _deliver(report, wanted, target, paths)
    raise typer.Exit(GAPS if any(finding.status.is_gap for finding in report.findings) else NO_GAPS)


def choose_format(form: str, output: Path | None, formats: Sequence[str] = FORMATS) -> str:
    """What --format says, else what the name of the file says, else a table. Raises ComplianceError."""
    by_name = {".json": "json", ".html": "html", ".htm": "html"}
    chosen = form or (by_name.get(output.suffix.lower(), "table") if output is not None else "table")
    if chosen not in formats:
        raise ComplianceError(f"--format 不能是“{chosen}”，只能是 {'、'.join(formats)}。")
    return chosen


def choose_target(form: str, output: Path | None, paths: Sequence[Path]) -> Path | None:
    """The file to write; None for stdout. HTML has a name of its own, since nobody reads it in a terminal."""
    if output is not None:
        return None if str(output) == "-" else output
    if form != "html":
        return None
    first = paths[0].resolve()
    stem = first.name if first.is_dir() else first.stem
    return Path(f"{stem or 'submission'}-report.html")


def parse_kind(text: str) -> DocumentKind | None:
    """plan or 工作方案; None for nothing. Raises ComplianceError that lists the kinds."""
    from compliance.reports.words import KIND_NAMES

    if not text:
        return None
    for kind, name in KIND_NAMES.items():
        if text in (kind.value, name):
            return kind
    known = "、".join(f"{kind.value}（{name}）" for kind, name in KIND_NAMES.items())
    raise ComplianceError(f"--kind 不能是“{text}”，只能是 {known}。")


def _deliver(report: Report, form: str, target: Path | None, paths: Sequence[Path]) -> None:
    if form == "table" and target is None:
        from compliance.reports.table_report import print_report

        print_report(report, terminal.console())
        return
    text = _render(report, form)
    if target is None:
        terminal.write_out(text)
        return
    terminal.write_whole(target, text)
    _tell(f"报告已写入 {target}")
    for folder in (path for path in paths if path.is_dir() and target.resolve().is_relative_to(path.resolve())):
        _tell(f"提醒：报告写在了材料文件夹 {folder} 里面，下次检查这个文件夹前请移走。")


def _render(report: Report, form: str) -> str:
    created = datetime.now().astimezone().isoformat(timespec="seconds")
    if form == "json":
        from compliance.reports.json_report import to_json

        return to_json(report, created)
    if form == "html":
        from compliance.reports.html_report import to_html

        return to_html(report, created)
    from compliance.reports.table_report import to_text

    return to_text(report, _FILE_WIDTH)


@schemes_app.callback(cls=terminal.ChineseGroup)
def schemes_command(context: typer.Context, plugins_dir: PluginsDir = None) -> None:
    """列出评估方案；schemes show ID 显示一个方案的条目。"""
    if context.invoked_subcommand is not None:
        return
    from compliance.reports import listings
    from compliance.schemes import load_all_schemes

    registry = _registry(plugins_dir)
    schemes, problems = load_all_schemes(registry)
    _tell_problems(problems)
    terminal.console().print(listings.schemes_table(schemes))


@schemes_app.command("show", cls=terminal.ChineseCommand, help="显示一个方案的条目和要点。")
def show_scheme_command(
    scheme_id: Annotated[str, typer.Argument(metavar="ID_OR_FILE.toml", help="方案编号，或方案文件的路径。")],
    plugins_dir: PluginsDir = None,
) -> None:
    from compliance.reports import listings
    from compliance.schemes import load_scheme, note_unknown_indicators

    registry = _registry(plugins_dir)
    scheme = load_scheme(scheme_id, registry)
    _tell_problems(note_unknown_indicators(scheme, registry))
    console = terminal.console()
    for line in listings.scheme_lines(scheme):
        console.print(line, soft_wrap=True)


@app.command("indicators", cls=terminal.ChineseCommand, help="列出指标：每种要点由谁来找依据。")
def indicators_command(plugins_dir: PluginsDir = None) -> None:
    from compliance.reports import listings

    terminal.console().print(listings.indicators_table(_registry(plugins_dir)))


@plugins_app.callback(cls=terminal.ChineseGroup)
def plugins_command(context: typer.Context, plugins_dir: PluginsDir = None) -> None:
    """列出插件的名称、版本、钩子和来处；plugins test 试验它们自带的例句。"""
    if context.invoked_subcommand is None:
        from compliance.reports import listings

        terminal.console().print(listings.plugins_table(_registry(plugins_dir).plugins))


@plugins_app.command("test", cls=terminal.ChineseCommand, help="试验每个插件、每个词条自带的例句。")
def test_plugins_command(plugins_dir: PluginsDir = None) -> None:
    """Exit code 1 where an example fails or a plugin could not be loaded."""
    from compliance.plugin_testing import test_plugins
    from compliance.reports import listings

    registry = _registry(plugins_dir)
    tests = test_plugins(registry)
    console = terminal.console()
    for line in listings.example_lines(tests):
        console.print(line, soft_wrap=True)
    raise typer.Exit(GAPS if registry.problems or not all(test.passed for test in tests) else NO_GAPS)


@app.command("read", cls=terminal.ChineseCommand, help="显示从文件里读到了什么：文字、位置、另置的文字、读取证明。")
def read_command(paths: Paths, limits: LimitsFile = None) -> None:
    with terminal.progress() as progress:
        from compliance.reading import read_all

        documents, problems = read_all(paths, _limits(limits), progress)
    from compliance.reports import listings

    _tell_problems(problems)
    console = terminal.console()
    for document in documents:
        for line in listings.document_lines(document):
            console.print(line, soft_wrap=True)
    raise typer.Exit(NO_GAPS if documents else FAILED)


@app.command("train", cls=terminal.ChineseCommand, help="用语料训练模型；同样的语料得到同样的文件。约需一小时。")
def train_command(
    corpus: Annotated[
        list[Path] | None, typer.Argument(metavar="GOLD", help="判定文档的文件夹；默认用自带语料。")
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="模型写到哪里。")] = Path("models"),
    schemes: Annotated[Path | None, typer.Option("--schemes", metavar="DIR", help="语料用到的其他评估方案。")] = None,
) -> None:
    """Nothing is written before every model is fitted."""
    from compliance.learning.train import shipped_corpus, train

    gold, brought = (dict.fromkeys(corpus, 1.0), schemes) if corpus else shipped_corpus()
    train(gold, output, brought, say=lambda step: _tell(f"训练：{step}"))
    _tell(f"模型已写到 {output}。")


@app.command("evaluate", cls=terminal.ChineseCommand, help="拿评判过的文档检验本程序，与关键词检索等办法相比。")
def evaluate_command(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="放评判文档（NAME.gold.json 和 NAME.md）的文件夹。")],
    scheme: Annotated[
        list[str] | None, typer.Option(metavar="ID_OR_FILE.toml", help="只评测用这个方案的文档；可以写几次。")
    ] = None,
    schemes: Annotated[Path | None, typer.Option(metavar="DIR", help="另加一个放 .toml 方案文件的文件夹。")] = None,
    hints: Annotated[
        bool, typer.Option("--hints", help="主体、时段、文书种类取自评判文档，不自动识别。", show_default=False)
    ] = False,
    compare: Annotated[Path | None, typer.Option(metavar="RUN.json", help="与上次写出的 JSON 结果比较。")] = None,
    errors: Annotated[
        bool, typer.Option("--errors", help="逐条列出判错的要点，附判断经过。", show_default=False)
    ] = False,
    form: Annotated[str, typer.Option("--format", metavar="table|json", help="输出格式；默认 table。")] = "",
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="写入文件。")] = None,
    plugins_dir: PluginsDir = None,
) -> None:
    wanted = choose_format(form, output, EVALUATION_FORMATS)
    target = choose_target(wanted, output, [gold])
    if target is not None:
        terminal.check_target(target, [])
    with terminal.progress() as progress:
        from compliance.learning.evaluation import evaluate
        from compliance.learning.summary import measure
        from compliance.reports.evaluation_json import read_run

        before = read_run(compare) if compare is not None else None
        evaluation = evaluate(
            gold,
            schemes=scheme or (),
            scheme_folder=schemes,
            hints=hints,
            plugins_dir=plugins_dir,
            progress=progress,
        )
        progress("计算区间")
        measured = measure(evaluation, before)
    _deliver_evaluation(measured, wanted, target, errors)


def _deliver_evaluation(measured: Measured, form: str, target: Path | None, errors: bool) -> None:
    from compliance.reports import evaluation_json, evaluation_report

    if form == "table" and target is None:
        evaluation_report.print_evaluation(measured, errors, terminal.console())
        return
    if form == "json":
        created = datetime.now().astimezone().isoformat(timespec="seconds")
        text = evaluation_json.to_json(measured, created)
    else:
        text = evaluation_report.to_text(measured, errors)
    if target is None:
        terminal.write_out(text)
        return
    terminal.write_whole(target, text)
    _tell(f"评测结果已写入 {target}")


def _limits(path: Path | None) -> Limits:
    from compliance.reading.limits import DEFAULT_LIMITS, load_limits

    return DEFAULT_LIMITS if path is None else load_limits(path)


def _registry(plugins_dir: Path | None) -> Registry:
    """The plugins; the broken ones are named on stderr and left out."""
    from compliance.registry import Registry

    registry = Registry.load(plugins_dir)
    _tell_problems(registry.problems)
    return registry


def _tell_problems(problems: Sequence[Problem]) -> None:
    for problem in problems:
        _tell(
            f"提醒：{problem.message}"
            if problem.source in problem.message
            else f"提醒：{problem.source}：{problem.message}"
        )


def _fail(sentence: str) -> int:
    _tell(f"错误：{sentence}")
    return FAILED


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr)


# Last, so that --help begins with what a single submission needs.
command_line.register(app)
