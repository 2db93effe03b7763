"""`compliance learn`: decisions beside the shipped corpora, new models beside the old ones on held-out gold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np

from compliance.errors import ComplianceError
from compliance.judgement.models import Models, shipped_models
from compliance.learning.bootstrap import SEED, Estimate
from compliance.learning.evaluation import evaluate
from compliance.learning.figures import LOWER_IS_BETTER
from compliance.learning.outcomes import DocumentOutcome
from compliance.learning.summary import compare, summarise
from compliance.learning.train import all_schemes, fitted, shipped_corpus
from compliance.registry import Registry
from compliance.review.auditing import audit
from compliance.review.learning.consent import gather
from compliance.review.learning.local_models import LocalModels

# Fewer decided findings than this (three or four submissions) are lost among the 50,000 facets of the corpora.
FEWEST = 100
Say = Callable[[str], None]

# What is shown, by its name for people; the first two say whether new models are better or worse.
FIGURES = {
    "gap_f2": "缺口 F2",
    "facet_accuracy": "要点正确率",
    "gap_recall": "缺口查全率",
    "gap_precision": "缺口查准率",
    "evidence_hit1": "首条依据命中率",
    "false_evidence": "误认依据率",
    "calibration_error": "把握偏差",
}
DECIDING = ("gap_f2", "facet_accuracy")
BETTER, WORSE, ALIKE = "better", "worse", "alike"


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of the models in use and of the new ones, and the change, each with its 95 % interval."""

    figure: str
    name: str
    before: Estimate
    now: Estimate
    change: Estimate


@dataclass(frozen=True, slots=True)
class Compared:
    """Old models and new ones on the same held-out documents."""

    documents: int
    findings: int  # decided, that the new models learnt from
    before: str  # version
    rows: tuple[Row, ...]
    verdict: str  # better, worse, alike


@dataclass(frozen=True, slots=True)
class Corpus:
    """What is learnt beside the decisions, and what is never learnt from."""

    folders: Mapping[Path, float]
    schemes: Path | None
    held_out: Path


def shipped() -> Corpus:
    """The package's own."""
    folders, schemes = shipped_corpus()
    return Corpus(folders, schemes, Path(str(files("compliance.corpora"))) / "gold" / "test")


def learn(data: Path, corpus: Corpus, say: Say, fewest: int = FEWEST) -> Compared:
    """Train a candidate and compare it with the models in use.

    Raises ComplianceError without the office's consent, or where fewer than `fewest` decided findings are clear.
    """
    gathered = gather(all_schemes(Registry.load(), corpus.schemes))
    if gathered.findings < fewest:
        raise ComplianceError(
            f"可以学习的评审决定只有 {gathered.findings} 条（另有 {gathered.left_out} 条意见不一致或说明不了问题），"
            f"不足 {fewest} 条，学了也看不出变化。请积累更多决定后再运行。"
        )
    say(f"可以学习的评审决定 {gathered.findings} 条，来自 {len(gathered.taught)} 份材料")
    models = fitted(corpus.folders, corpus.schemes, lambda step: say(f"训练：{step}"), gathered.taught)
    local = LocalModels(data)
    old = local.in_use().models
    compared = compared_on(corpus, old, models, gathered.findings, say)
    version = local.put_candidate(models, compared)
    audit.record(audit.PROGRAM, "learn", f"models:{version}", findings=gathered.findings, verdict=compared.verdict)
    return compared


def adopt(data: Path) -> str:
    """Put the candidate in use; its version. Raises ComplianceError where that cannot be."""
    version = LocalModels(data).adopt()
    audit.record(audit.PROGRAM, "adopt_models", f"models:{version}")
    return version


def revert(data: Path) -> str:
    """Go back to the models before; their version, "" for the shipped ones. Raises ComplianceError at these."""
    version = LocalModels(data).revert()
    audit.record(audit.PROGRAM, "revert_models", f"models:{version or shipped_models().version}")
    return version


def compared_on(corpus: Corpus, old: Models | None, new: Models, findings: int, say: Say) -> Compared:
    """Both on the held-out gold; every interval rests on the same draws of the documents."""
    say("检验现用模型")
    before = evaluate(corpus.held_out, scheme_folder=corpus.schemes, baselines=(), models=old)
    say("检验新模型")
    now = evaluate(corpus.held_out, scheme_folder=corpus.schemes, baselines=(), models=new)
    old_figures = summarise(before, np.random.default_rng(SEED)).figures["program"]
    new_figures = summarise(now, np.random.default_rng(SEED)).figures["program"]
    changes = _changes(before.program.documents, now.program.documents)
    rows = tuple(Row(key, name, old_figures[key], new_figures[key], changes[key]) for key, name in FIGURES.items())
    version = (old or shipped_models()).version
    return Compared(len(now.program.documents), findings, version, rows, verdict_of(changes))


def _changes(before: tuple[DocumentOutcome, ...], now: tuple[DocumentOutcome, ...]) -> dict[str, Estimate]:
    differences = compare(before, now, np.random.default_rng(SEED)).differences
    return {name: difference.change for name, difference in differences.items()}


def verdict_of(changes: Mapping[str, Estimate]) -> str:
    """Worse where a deciding figure fell by more than chance explains; else better where one rose by so much."""
    told = [changes[name] for name in DECIDING]
    if any(change.high is not None and change.high < 0 for change in told):
        return WORSE
    if any(change.low is not None and change.low > 0 for change in told):
        return BETTER
    return ALIKE


def lines(compared: Compared) -> list[str]:
    """The comparison for people, a line for each figure, and what it comes to."""
    told = [f"检验文档 {compared.documents} 份（从不用于训练）；方括号里是 95% 区间。"]
    for row in compared.rows:
        lower = "，越低越好" if row.figure in LOWER_IS_BETTER else ""
        told.append(
            f"{row.name}{lower}：现用 {_figure(row.before)}　新 {_figure(row.now)}　变化 {_figure(row.change, '+')}"
        )
    told.append(
        {
            BETTER: "新模型更好。用 compliance learn --adopt 启用。",
            WORSE: "新模型不如现用的，没有启用，也不能启用。",
            ALIKE: "看不出新模型更好或更差：变化在偶然的范围之内。可以用 compliance learn --adopt 启用，也可以不用。",
        }[compared.verdict]
    )
    return told


def _figure(estimate: Estimate, sign: str = "") -> str:
    if estimate.value is None:
        return "无"
    value = f"{estimate.value:{sign}.3f}"
    return value if estimate.low is None else f"{value} [{estimate.low:{sign}.3f}, {estimate.high:{sign}.3f}]"
