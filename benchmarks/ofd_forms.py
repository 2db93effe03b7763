"""Judged documents saved as OFD against the same as .md: `python -m benchmarks.ofd_forms corpora/gold/train`, by hand.

Prints a Markdown table: a row for the .md files, one for the PDF files that the OFD files are made from, and one for
each way of writing OFD. `--differences` shows besides how blocks and facets differ from those of the .md; it prints
text of the documents.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from benchmarks.ofd_writing import PRODUCERS, print_document, to_ofd
from compliance.check import check
from compliance.learning.bootstrap import as_they_are
from compliance.learning.evaluation import rankings_of
from compliance.learning.figures import figures_under
from compliance.learning.gold import GoldDocument
from compliance.learning.gold_folder import gold_folder
from compliance.learning.outcomes import DocumentOutcome, FacetOutcome, Marker, answer_of
from compliance.registry import Registry
from compliance.terms import Submission

SCHEMES = Path(__file__).parent.parent / "corpora" / "schemes"
FIGURES = {
    "gap_recall": "gap recall",
    "gap_precision": "gap precision",
    "facet_accuracy": "facet accuracy",
    "evidence_hit1": "hit@1",
    "integrity_recall": "integrity recall",
    "verbatim": "verbatim",
}
MARKDOWN, PRINTED = ".md", ".pdf"


@dataclass(frozen=True, slots=True)
class Judged:
    """What came out for one document in one form."""

    outcome: DocumentOutcome
    blocks: tuple[str, ...]  # a line each: kind, level, text


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="of judged documents")
    parser.add_argument("--differences", action="store_true", help="print what differs from the .md")
    parser.add_argument("--only", default="", help="the documents whose name holds this")
    options = parser.parse_args(arguments)
    registry = Registry.load(None)
    forms: dict[str, list[Judged]] = {}
    with tempfile.TemporaryDirectory() as made:
        for gold in gold_folder(options.folder):
            if options.only in gold.name:
                for form, path in written(gold, Path(made)).items():
                    forms.setdefault(form, []).append(judged(gold, path, registry))
    print(f"| file | {' | '.join(FIGURES.values())} |\n|{'---|' * (len(FIGURES) + 1)}")
    for form, documents in forms.items():
        print(row(form, [document.outcome for document in documents]))
    if options.differences:
        for form in forms:
            for before, now in zip(forms[MARKDOWN], forms[form], strict=True):
                show_differences(form, before, now)


def written(gold: GoldDocument, folder: Path) -> dict[str, Path]:
    """The document in each form, by the form's name."""
    pdf = print_document(gold.path.read_text("utf-8"), folder, gold.name)
    paths = {MARKDOWN: gold.path, PRINTED: folder / f"{gold.name}.pdf"}
    for number, producer in enumerate(PRODUCERS):
        path = folder / str(number) / f"{gold.name}.ofd"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(to_ofd(pdf, producer))
        paths[f".ofd ({producer.name})"] = path
    return paths


def judged(gold: GoldDocument, path: Path, registry: Registry) -> Judged:
    """The file as `compliance check` judges it, against the gold; quotes are held against the .md file's text."""
    own = SCHEMES / f"{gold.scheme}.toml"
    report = check([path], own if own.exists() else gold.scheme)
    marker = Marker(gold, gold.path.read_text("utf-8"), report.scheme, report.submission)
    rankings = rankings_of(report.scheme, report.submission, registry.indicators)
    return Judged(marker.mark(answer_of(report, rankings)), tuple(_blocks(report.submission)))


def _blocks(submission: Submission) -> list[str]:
    return [
        f"{block.kind.value}{block.level or ''} {line}"
        for document in submission.documents
        for block in document.blocks
        for line in block.text.splitlines()
    ]


def row(form: str, outcomes: Sequence[DocumentOutcome]) -> str:
    """As a row of the table."""
    figures = figures_under(outcomes, as_they_are(len(outcomes)), FIGURES)
    return f"| {form} | {' | '.join(f'{figures[name][0]:.3f}' for name in FIGURES)} |"


def show_differences(form: str, before: Judged, now: Judged) -> None:
    """Print the lines of blocks and the facets in which a form differs from the .md."""
    print(f"\n{now.outcome.name} {form}")
    for line in unified_diff(before.blocks, now.blocks, n=0, lineterm=""):
        if not line.startswith(("---", "+++", "@@")):
            print(f"  {line}")
    for first, second in zip(before.outcome.facets, now.outcome.facets, strict=True):
        if (first.got, first.hits[:1]) != (second.got, second.hits[:1]):
            print(f"  {first.item}/{first.facet} {first.gold.value}: {_said(first)} → {_said(second)}")


def _said(facet: FacetOutcome) -> str:
    return f"{facet.got.value} {facet.quotes[:1]}"


if __name__ == "__main__":
    main()
