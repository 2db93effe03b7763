"""A folder of gold documents is checked as `compliance check` would; figures are those of the shared scorer."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from learning.judged import write_gold, write_scheme

from compliance.errors import GoldFault, SchemeFault, UnknownScheme
from compliance.learning.evaluation import Evaluation, evaluate
from compliance.learning.gold import GoldDocument
from compliance.learning.gold_folder import gold_folder
from compliance.learning.outcomes import DocumentOutcome, Marker, answer_of
from compliance.learning.summary import measure
from compliance.registry import Registry
from compliance.reports.json_report import to_json
from compliance.schemes import load_scheme
from compliance.terms import (
    Block,
    BlockKind,
    Clause,
    Document,
    DocumentKind,
    Evidence,
    FacetFinding,
    Finding,
    Modality,
    Place,
    Polarity,
    Report,
    Scheme,
    Status,
    Submission,
    Warning,
)

ROOT = Path(__file__).parents[2]
SCORER = ROOT.parent / "shared" / "gold" / "tools" / "score.py"


# --- A small folder, judged for real ---


@pytest.fixture(scope="module")
def evaluation(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    folder = tmp_path_factory.mktemp("gold")
    write_gold(folder)
    schemes = tmp_path_factory.mktemp("schemes")
    write_scheme(schemes)
    steps: list[str] = []
    found = evaluate(folder, scheme_folder=schemes, hints=True, progress=steps.append)
    assert steps == ["评测 1/1 甲"]
    return found


def test_every_facet_has_an_outcome_in_every_run(evaluation: Evaluation) -> None:
    for run in (evaluation.program, *evaluation.baselines):
        (document,) = run.documents
        assert [facet.facet for facet in document.facets] == ["body", "guards", "bus"]
    assert [run.id for run in evaluation.baselines] == ["keywords", "vectors"]


def test_the_program_is_asked_as_check_asks_it(evaluation: Evaluation) -> None:
    (document,) = evaluation.program.documents
    body = document.facets[0]
    assert (body.got, body.indicator, body.hits[:1]) == (Status.MET, "leadership", (True,))
    assert dict(evaluation.versions).keys() >= {"compliance", "models"}


def test_the_ranking_is_the_judgements_own(evaluation: Evaluation) -> None:
    ranked = evaluation.program.documents[0].facets[0].ranked
    assert ranked.right[0] == 0
    assert list(ranked.scores) == sorted(ranked.scores, reverse=True)
    assert ranked.clauses >= len(ranked.scores)


# --- Which schemes and documents ---


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Gold documents of two schemes in files, of which none is judged."""

    def no_check(*arguments: object, **options: object) -> None:
        raise AssertionError("nothing was to be checked")

    monkeypatch.setattr("compliance.learning.evaluation.check", no_check)
    write_gold(tmp_path, "甲", "lan")
    write_gold(tmp_path, "乙", "he")
    return tmp_path


def test_an_unknown_scheme_is_told_before_anything_is_checked(folder: Path) -> None:
    write_scheme(folder, "lan")
    said = r"乙\.gold\.json 用的方案“he”没有安装；请用 --schemes DIR .*现有方案：beijing-2018"
    with pytest.raises(UnknownScheme, match=said):
        evaluate(folder, scheme_folder=folder)


def test_a_named_scheme_that_nobody_knows(folder: Path) -> None:
    with pytest.raises(UnknownScheme, match="没有标识为“lan”的方案"):
        evaluate(folder, schemes=["lan"])


def test_a_named_scheme_without_documents_lists_the_schemes_there_are(folder: Path) -> None:
    with pytest.raises(GoldFault, match="没有用方案 beijing-2018 的评判文档；.*用的是：he、lan"):
        evaluate(folder, schemes=["beijing-2018"])


def test_a_folder_without_schemes(folder: Path) -> None:
    (folder / "空").mkdir()
    with pytest.raises(SchemeFault, match="没有 .toml 方案文件"):
        evaluate(folder, scheme_folder=folder / "空")


@pytest.mark.parametrize("named", [False, True])
def test_a_named_scheme_leaves_the_other_documents_out(folder: Path, monkeypatch, named: bool) -> None:
    path = write_scheme(folder, "lan")
    asked: list[object] = []

    def check(paths: list[Path], scheme: object, **options: object) -> Report:
        asked.append((paths[0].name, scheme))
        registry = Registry.load()
        submission = Submission((), (), "", "", DocumentKind.OTHER)
        return Report(load_scheme(path, registry), submission, ())

    monkeypatch.setattr("compliance.learning.evaluation.check", check)
    evaluate(folder, schemes=["lan"] if named else [str(path)], scheme_folder=folder if named else None)
    assert asked == [("甲.md", path if named else str(path))]


# --- The same figures as the shared scorer ---


def printed(gold: GoldDocument) -> Submission:
    """The lines of a gold document as blocks, their comma parts as clauses."""
    lines = [line.lstrip("# ") for line in gold.path.read_text("utf-8").splitlines() if line.strip()]
    blocks = tuple(Block(i, BlockKind.PARAGRAPH, line, Place(line=i + 1)) for i, line in enumerate(lines))
    clauses: list[Clause] = []
    for block in blocks:
        for part in re.finditer(r"[^，。；]+", block.text):
            n = len(clauses)
            clauses.append(Clause(n, 0, block.index, part.start(), part.end(), part[0], (n, n + 1)))
    document = Document(gold.path.name, "", "text/markdown", blocks)
    return Submission((document,), tuple(clauses), "", "", DocumentKind.SELF_EVALUATION)


def guessed(gold: GoldDocument, scheme: Scheme, submission: Submission, dice: random.Random) -> Report:
    """A report by somebody who often guesses: right statuses and quotes among wrong ones."""
    texts = [submission.documents[0].blocks[c.block].text[c.start : c.end] for c in submission.clauses]

    def evidence() -> Iterator[Evidence]:
        for clause in dice.sample(submission.clauses, 40):
            yield Evidence(
                clause.span, texts[clause.index], Place(), (), Modality.FACT, Polarity.SUPPORTS, dice.random(), ""
            )

    findings = []
    for item in scheme.items:
        offered = tuple(evidence())
        facets = []
        for facet in item.facets:
            status, quotes = gold.facets[item.id, facet.id]
            status = status if dice.random() < 0.6 else dice.choice(list(Status))
            near = [i for i, e in enumerate(offered) if any(e.quote in quote for quote in quotes)]
            places = (*near, *dice.sample(range(len(offered)), dice.randint(0, 4)))
            facets.append(FacetFinding(facet.id, status, round(dice.random(), 4), places, ()))
        status = gold.items[item.id] if dice.random() < 0.6 else dice.choice(list(Status))
        findings.append(Finding(item, status, 0.5, tuple(facets), offered, ""))
    warnings = tuple(
        Warning(w.check if dice.random() < 0.7 else "garbled", (), w.quotes[:1], Place(), "") for w in gold.warnings
    )
    return Report(scheme, submission, tuple(findings[1:]), (*warnings, Warning("garbled", (), ("锟",), Place(), "")))


@pytest.mark.skipif(not SCORER.exists(), reason="the scorer is kept beside the repository")
def test_the_figures_are_those_of_the_shared_scorer(tmp_path: Path) -> None:
    registry, dice = Registry.load(), random.Random(7)
    documents: list[DocumentOutcome] = []
    gold_dir = ROOT / "corpora" / "gold" / "dev"
    for gold in gold_folder(gold_dir):
        scheme, submission = load_scheme(gold.scheme, registry), printed(gold)
        report = guessed(gold, scheme, submission, dice)
        (tmp_path / f"{gold.name}.json").write_text(to_json(report, ""), "utf-8")
        marker = Marker(gold, gold.path.read_text("utf-8"), scheme, submission)
        documents.append(marker.mark(answer_of(report, {})))
    command = [sys.executable, SCORER, gold_dir, tmp_path, "--schemes", ROOT / "plugins" / "schemes"]
    printed_out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    scored = json.JSONDecoder().raw_decode(printed_out)[0]
    figures = measured_figures(documents)
    shared = scored.keys() & figures.keys()
    assert len(shared) == len(scored) - 4  # all but the numbers of documents, reports, items and facets
    assert {name: figures[name] for name in shared} == {name: scored[name] for name in shared}


def measured_figures(documents: list[DocumentOutcome]) -> dict[str, float]:
    from compliance.learning.evaluation import Run

    summary = measure(Evaluation("", False, Run("program", "", tuple(documents)), ())).summary
    return {name: round(one.value, 4) for name, one in summary.figures["program"].items() if one.value is not None}
