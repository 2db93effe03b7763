"""The evaluation in tables: figures with intervals, groups, confusion, calibration, and two runs side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from compliance.learning.bootstrap import SEED, Estimate, Weights, as_they_are, draw, estimate
from compliance.learning.evaluation import Evaluation
from compliance.learning.figures import BINS, FIGURES, PRECISION_AT_RECALL, bin_of, estimates, figures_under
from compliance.learning.outcomes import DocumentOutcome, FacetOutcome
from compliance.terms import Status

ALL_FIGURES = (*FIGURES, PRECISION_AT_RECALL)
# What can be said of some facets alone, without their items.
GROUP_FIGURES = (
    "facet_accuracy",
    "facet_gap_recall",
    "facet_gap_precision",
    "facet_gap_f2",
    "evidence_hit1",
    "map",
)
Confusion = Mapping[tuple[Status, Status | None], int]  # (gold, got): how many; None: no such item in the scheme


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of the facets that share a scheme, an indicator or a modality."""

    name: str
    documents: int
    facets: int
    figures: Mapping[str, Estimate]


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Facets whose confidence lies above `low` and up to `high`: how sure, and how often right; 0 to 1."""

    low: float
    high: float
    facets: int
    confidence: float | None
    accuracy: float | None


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything that is printed of an evaluation."""

    figures: Mapping[str, Mapping[str, Estimate]]  # by run, by figure
    by_scheme: tuple[Group, ...]
    by_indicator: tuple[Group, ...]
    by_modality: tuple[Group, ...]
    facet_confusion: Confusion
    item_confusion: Confusion
    reliability: tuple[ReliabilityBin, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure in an earlier run and in this one, over the same documents."""

    before: float | None
    now: float | None
    change: Estimate


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side, over the documents that both have."""

    documents: tuple[str, ...]
    only_before: tuple[str, ...]
    only_now: tuple[str, ...]
    differences: Mapping[str, Difference]
    mended: tuple[str, ...]  # document item/facet that were wrong and are right
    broken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """An evaluation with everything that was computed of it."""

    evaluation: Evaluation
    summary: Summary
    comparison: Comparison | None = None


def measure(evaluation: Evaluation, before: Sequence[DocumentOutcome] | None = None) -> Measured:
    """The figures of an evaluation and, where an earlier run is given, the differences; the same each time."""
    comparison = None
    if before is not None:
        comparison = compare(before, evaluation.program.documents, np.random.default_rng(SEED))
    return Measured(evaluation, summarise(evaluation, np.random.default_rng(SEED)), comparison)


def summarise(evaluation: Evaluation, rng: np.random.Generator) -> Summary:
    """The figures of all runs; every interval rests on the same draws of the documents."""
    documents = evaluation.program.documents
    weights = draw(len(documents), rng)
    runs = (evaluation.program, *evaluation.baselines)
    return Summary(
        figures={run.id: estimates(run.documents, weights, ALL_FIGURES) for run in runs},
        by_scheme=tuple(_scheme_group(name, documents, weights) for name in sorted({d.scheme for d in documents})),
        by_indicator=_groups(documents, weights, lambda facet: facet.indicator),
        by_modality=_groups(documents, weights, lambda facet: facet.modality),
        facet_confusion=Counter((f.gold, f.got) for d in documents for f in d.facets),
        item_confusion=Counter((i.gold, i.got) for d in documents for i in d.items),
        reliability=reliability(documents),
    )


def _scheme_group(name: str, documents: Sequence[DocumentOutcome], weights: Weights) -> Group:
    places = [place for place, document in enumerate(documents) if document.scheme == name]
    own = [documents[place] for place in places]
    figures = estimates(own, weights[:, places], GROUP_FIGURES)
    return Group(name, len(own), sum(len(document.facets) for document in own), figures)


def _groups(
    documents: Sequence[DocumentOutcome], weights: Weights, name_of: Callable[[FacetOutcome], str]
) -> tuple[Group, ...]:
    sizes = Counter(name_of(facet) for document in documents for facet in document.facets)

    def group(name: str) -> Group:
        def keep(facet: FacetOutcome) -> bool:
            return name_of(facet) == name

        holding = sum(any(map(keep, document.facets)) for document in documents)
        return Group(name, holding, sizes[name], estimates(documents, weights, GROUP_FIGURES, keep))

    return tuple(group(name) for name in sorted(sizes, key=lambda name: (-sizes[name], name)))


def reliability(documents: Sequence[DocumentOutcome]) -> tuple[ReliabilityBin, ...]:
    """Ten bins of confidence, equally wide, with what came true in each (reliability table)."""
    held: list[list[FacetOutcome]] = [[] for _ in range(BINS)]
    for facet in (facet for document in documents for facet in document.facets):
        if facet.confidence is not None:
            held[bin_of(facet.confidence)].append(facet)
    return tuple(_bin(number, facets) for number, facets in enumerate(held))


def _bin(number: int, facets: Sequence[FacetOutcome]) -> ReliabilityBin:
    low, high, size = number / BINS, (number + 1) / BINS, len(facets)
    if not size:
        return ReliabilityBin(low, high, 0, None, None)
    sure = sum(facet.confidence or 0.0 for facet in facets) / size
    return ReliabilityBin(low, high, size, sure, sum(facet.right for facet in facets) / size)


# --- Two runs --------------------------------------------------------------------------------------


def compare(before: Sequence[DocumentOutcome], now: Sequence[DocumentOutcome], rng: np.random.Generator) -> Comparison:
    """This run against an earlier one; both are computed for the same draws of the documents (paired bootstrap)."""
    earlier = {document.name: document for document in before}
    later = {document.name: document for document in now}
    common = tuple(name for name in later if name in earlier)
    first, second = [earlier[name] for name in common], [later[name] for name in common]
    weights = draw(len(common), rng)
    once, drawn = as_they_are(len(common)), weights
    old, new = figures_under(first, once, ALL_FIGURES), figures_under(second, once, ALL_FIGURES)
    old_drawn, new_drawn = figures_under(first, drawn, ALL_FIGURES), figures_under(second, drawn, ALL_FIGURES)
    differences = {
        name: Difference(
            before=_known(old[name][0]),
            now=_known(new[name][0]),
            change=estimate(float(new[name][0] - old[name][0]), new_drawn[name] - old_drawn[name], len(common)),
        )
        for name in ALL_FIGURES
    }
    mended, broken = _turned(first, second)
    return Comparison(
        common,
        tuple(name for name in earlier if name not in later),
        tuple(name for name in later if name not in earlier),
        differences,
        mended,
        broken,
    )


def _turned(
    before: Sequence[DocumentOutcome], now: Sequence[DocumentOutcome]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The facets that became right, and those that became wrong."""
    mended: list[str] = []
    broken: list[str] = []
    for first, second in zip(before, now, strict=True):
        was = {(facet.item, facet.facet): facet.right for facet in first.facets}
        for facet in second.facets:
            if was.get((facet.item, facet.facet), facet.right) != facet.right:
                (mended if facet.right else broken).append(f"{second.name} {facet.item}/{facet.facet}")
    return tuple(mended), tuple(broken)


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
