"""The program held against gold documents: every document checked as `compliance check` would, and by the baselines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from compliance.check import check
from compliance.errors import GoldFault, SchemeFault, UnknownScheme
from compliance.hookspecs import Indicator
from compliance.judgement.judge import concept_tokens, views_of
from compliance.judgement.models import Models, shipped_models
from compliance.learning.baselines import BASELINES, Baseline
from compliance.learning.gold import GoldDocument
from compliance.learning.gold_folder import gold_folder
from compliance.learning.outcomes import DocumentOutcome, Key, Marker, Ranking, answer_of
from compliance.registry import Registry
from compliance.schemes import load_scheme
from compliance.terms import DocumentKind, Report, Scheme, Submission

PROGRAM = "program"
Progress = Callable[[str], None]
Source = str | Path  # of a scheme: its id, or the path of its file


@dataclass(frozen=True, slots=True)
class Run:
    """What one way of judging made of all gold documents."""

    id: str
    name: str  # in Chinese
    documents: tuple[DocumentOutcome, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The program's run and those of the baselines, over the same documents."""

    folder: str
    hints: bool
    program: Run
    baselines: tuple[Run, ...]
    versions: tuple[tuple[str, str], ...] = ()  # component, version
    notices: tuple[str, ...] = ()  # in Chinese: what went wrong with files and plugins on the way


def evaluate(
    folder: Path,
    *,
    schemes: Sequence[str] = (),
    scheme_folder: Path | None = None,
    hints: bool = False,
    plugins_dir: Path | None = None,
    baselines: Sequence[Baseline] = BASELINES,
    models: Models | None = None,
    progress: Progress = lambda step: None,
) -> Evaluation:
    """Judge every gold document of a folder, or those of the named schemes only.

    `schemes` are ids or files; `scheme_folder` holds further scheme files, which go before installed ones. With `hints`
    the kind, subject and period are taken from the gold, else they are recognised. `models` are judged in place of the
    shipped ones. Raises GoldFault, UnknownScheme,
    SchemeFault and NothingReadable before or at the first document that is at fault.
    """
    registry = Registry.load(plugins_dir)
    golds, sources = _with_schemes(gold_folder(folder), schemes, scheme_folder, registry)
    ways = [(PROGRAM, "本程序"), *((baseline.id, baseline.name) for baseline in baselines)]
    marked: dict[str, list[DocumentOutcome]] = {way: [] for way, _ in ways}
    notices: dict[str, None] = {}
    versions: tuple[tuple[str, str], ...] = ()
    for number, gold in enumerate(golds, 1):
        progress(f"评测 {number}/{len(golds)} {gold.name}")
        report = _report(gold, sources[gold.scheme], hints, plugins_dir, models)
        marker = Marker(gold, gold.path.read_text("utf-8"), report.scheme, report.submission)
        rankings = rankings_of(report.scheme, report.submission, registry.indicators, models)
        marked[PROGRAM].append(marker.mark(answer_of(report, rankings)))
        for baseline in baselines:
            marked[baseline.id].append(marker.mark(baseline.answer(report.scheme, report.submission)))
        notices |= dict.fromkeys(f"{problem.source}：{problem.message}" for problem in report.problems)
        notices |= dict.fromkeys(_unknown_items(gold, report.scheme))
        versions = report.versions
    program, *others = (Run(way, name, tuple(marked[way])) for way, name in ways)
    return Evaluation(str(folder), hints, program, tuple(others), versions, tuple(notices))


def rankings_of(
    scheme: Scheme, submission: Submission, indicators: Mapping[str, Indicator], models: Models | None = None
) -> dict[Key, Ranking]:
    """How the program orders a submission's clauses as evidence for each facet: their indices with their relevance.

    The one place that knows where the judgement keeps its ranking.
    """
    if not submission.clauses:
        return {}
    views = views_of(scheme, submission, concept_tokens(indicators.values()), models or shipped_models())
    return {
        (item.id, facet.id): tuple((r.clause.index, round(r.relevance, 4)) for r in readings)
        for (item, facet), readings in zip(views.signals.facets, views.readings, strict=True)
    }


def _report(gold: GoldDocument, scheme: Source, hints: bool, plugins_dir: Path | None, models: Models | None) -> Report:
    told = (gold.subject, gold.period, DocumentKind(gold.kind)) if hints else (None, None, None)
    subject, period, kind = told
    return check([gold.path], scheme, subject=subject, period=period, kind=kind, plugins_dir=plugins_dir, models=models)


def _unknown_items(gold: GoldDocument, scheme: Scheme) -> Iterable[str]:
    """What the gold judges and the scheme does not have counts as wrong; that has to be said."""
    known = {(item.id, facet.id) for item in scheme.items for facet in item.facets}
    unknown = [f"{item}/{facet}" for item, facet in gold.facets if (item, facet) not in known]
    if unknown:
        some = "、".join(unknown[:5]) + ("等" if len(unknown) > 5 else "")
        yield f"{gold.name}：方案“{scheme.id}”没有要点 {some}，一律按判错计；请核对评判文档和方案是否为同一版本。"


# --- Which scheme is meant -------------------------------------------------------------------------


def _with_schemes(
    golds: Sequence[GoldDocument], named: Sequence[str], folder: Path | None, registry: Registry
) -> tuple[Sequence[GoldDocument], dict[str, Source]]:
    """The documents to judge and where the scheme of each is. Raises UnknownScheme, SchemeFault, GoldFault."""
    sources: dict[str, Source] = {scheme_id: scheme_id for scheme_id in registry.schemes}
    sources |= _folder_schemes(folder, registry) if folder is not None else {}
    wanted: dict[str, Source] = {}
    for name in named:
        source = sources.get(name, name)
        wanted[load_scheme(source, registry).id] = source
    sources |= wanted
    if named:
        golds = _of_schemes(golds, wanted)
    for gold in golds:
        if gold.scheme not in sources:
            raise UnknownScheme(_no_such_scheme(gold, sources))
    return golds, sources


def _folder_schemes(folder: Path, registry: Registry) -> dict[str, Source]:
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise SchemeFault(f"--schemes：文件夹 {folder} 不存在，或里面没有 .toml 方案文件，请检查路径。")
    return {load_scheme(path, registry).id: path for path in paths}


def _of_schemes(golds: Sequence[GoldDocument], wanted: Iterable[str]) -> Sequence[GoldDocument]:
    kept = [gold for gold in golds if gold.scheme in wanted]
    if not kept:
        known = "、".join(sorted({gold.scheme for gold in golds}))
        raise GoldFault(f"没有用方案 {'、'.join(wanted)} 的评判文档；这个文件夹里的评判文档用的是：{known}。")
    return kept


def _no_such_scheme(gold: GoldDocument, sources: Iterable[str]) -> str:
    return (
        f"评判文档 {gold.path.parent / gold.name}.gold.json 用的方案“{gold.scheme}”没有安装；"
        f"请用 --schemes DIR 或 --scheme FILE.toml 给出它的方案文件。现有方案：{'、'.join(sorted(sources))}。"
    )
