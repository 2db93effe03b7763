"""The main job on one page: read → understand → judge → inspect → Report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from compliance.errors import NothingReadable
from compliance.integrity import inspect
from compliance.judgement.judge import Judged, judge
from compliance.judgement.models import Models, shipped_models
from compliance.language.understanding import understand
from compliance.reading import DEFAULT_LIMITS, Limits, read_all
from compliance.registry import Registry
from compliance.schemes import load_scheme, note_unknown_indicators
from compliance.terms import DocumentKind, Report

Progress = Callable[[str], None]


def check(
    paths: Sequence[Path],
    scheme: str | Path,
    *,
    subject: str | None = None,
    period: str | None = None,
    kind: DocumentKind | None = None,
    plugins_dir: Path | None = None,
    limits: Limits = DEFAULT_LIMITS,
    models: Models | None = None,
    progress: Progress = lambda step: None,
    judged: Judged = lambda done, total: None,
) -> Report:
    """The report on one submission: files and folders that are judged together against one scheme.

    Subject, period and kind are recognised from the text where they are not given. `models` are used in place of the
    shipped ones. `progress` hears the name of each step as it begins, `judged` how many items are judged; either may
    raise to end the check. Raises UnknownScheme or SchemeFault for the scheme, NothingReadable where no file could be
    read; a single bad file or plugin is a problem of the report.
    """
    registry = Registry.load(plugins_dir)
    wanted = load_scheme(scheme, registry)
    progress("读取文件")
    documents, unreadable = read_all(paths, limits, progress)
    if not documents:
        raise NothingReadable(
            "\n".join(f"{problem.source}：{problem.message}" for problem in unreadable) or "没有可读的文件。"
        )
    progress("理解文本")
    submission = understand(documents, subject, period, kind)
    progress("逐条评判")
    findings, failed = judge(wanted, submission, registry.indicators, models, judged=judged)
    progress("检查完整性")
    warnings = inspect(submission)
    problems = (*registry.problems, *note_unknown_indicators(wanted, registry), *unreadable, *failed)
    return Report(wanted, submission, findings, warnings, problems, versions_of(registry, models))


def versions_of(registry: Registry, models: Models | None = None) -> tuple[tuple[str, str], ...]:
    """Component and version of everything that takes part in a check."""
    return (
        ("compliance", version("compliance")),
        ("models", (models or shipped_models()).version),
        *((plugin.name, plugin.version) for plugin in registry.plugins),
    )
