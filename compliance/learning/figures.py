"""The figures of a run, from counts that add up over documents, so that they can be computed for any draw of them.

Gap: an item or facet whose status is neither met nor not_applicable. F2 weighs recall twice as much as precision: a gap
that nobody sees costs more than one that a person looks at in vain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from compliance.learning.bootstrap import Estimate, Weights, as_they_are, estimate
from compliance.learning.outcomes import DocumentOutcome, FacetOutcome, ItemOutcome, Ranked
from compliance.terms import Status

Numbers = NDArray[np.float64]  # one for each draw
Counts = Mapping[str, Numbers]
Tally = defaultdict[str, float]
Keep = Callable[[FacetOutcome], bool]

BINS = 10  # of confidence, equally wide (Guo et al. 2017, “On Calibration of Modern Neural Networks”)
RECALL = 0.8


def average_precision(ranked: Ranked) -> float:
    """Mean over the right clauses of the precision at each one's rank; 0 for one that was not ranked. 0 to 1."""
    if not ranked.relevant:
        return float("nan")
    return sum(number / (place + 1) for number, place in enumerate(ranked.right, 1)) / ranked.relevant


def bin_of(confidence: float) -> int:
    """0 for up to 0.1, … 9 for above 0.9; the upper edge belongs to the bin, as in the paper."""
    return min(max(int(np.ceil(confidence * BINS)) - 1, 0), BINS - 1)


# --- Counting --------------------------------------------------------------------------------------


def count(document: DocumentOutcome, keep: Keep | None = None) -> Tally:
    """What a document adds to the figures; with `keep` only by the facets that are kept, items and warnings aside."""
    counts = Tally(float)
    if keep is None:
        counts["documents"] += 1
        for item in document.items:
            _count_item(item, counts)
        counts["warnings"] += document.warnings.gold
        counts["warnings found"] += document.warnings.found
        counts["warned"] += document.warnings.given
        counts["warned right"] += document.warnings.right
    for facet in document.facets:
        if keep is None or keep(facet):
            _count_facet(facet, counts)
    return counts


def _count_gap(prefix: str, gold: bool, got: bool, counts: Tally) -> None:
    counts[f"{prefix} tp"] += gold and got
    counts[f"{prefix} fp"] += got and not gold
    counts[f"{prefix} fn"] += gold and not got


def _count_item(item: ItemOutcome, counts: Tally) -> None:
    counts["items"] += 1
    counts["items right"] += item.got is item.gold
    _count_gap("gap", item.gold.is_gap, item.got is None or item.got.is_gap, counts)


def _count_facet(facet: FacetOutcome, counts: Tally) -> None:
    counts["facets"] += 1
    counts["facets right"] += facet.right
    if facet.required:
        _count_gap("facet gap", facet.gold.is_gap, facet.got.is_gap, counts)
    if facet.gold_quotes:
        counts["evidence"] += 1
        counts["hit1"] += any(facet.hits[:1])
        counts["hit3"] += any(facet.hits)
        counts["shown"] += facet.shown_rank > 0
        counts["shown reciprocal"] += 1 / facet.shown_rank if facet.shown_rank else 0
    if facet.ranked.relevant:
        counts["ranked"] += 1
        counts["average precision"] += average_precision(facet.ranked)
    if facet.gold is Status.MISSING:
        counts["missing"] += 1
        counts["false evidence"] += facet.got is Status.MET
    counts["quotes"] += len(facet.quotes)
    counts["verbatim"] += facet.verbatim
    if facet.confidence is not None:
        number = bin_of(facet.confidence)
        counts[f"bin {number}"] += 1
        counts[f"bin {number} sure"] += facet.confidence
        counts[f"bin {number} right"] += facet.right


# --- Figures ---------------------------------------------------------------------------------------


def _share(part: Numbers, whole: Numbers) -> Numbers:
    shares: Numbers = np.divide(part, whole, out=np.full(np.shape(whole), np.nan), where=whole > 0)
    return shares


def _precision(prefix: str) -> Callable[[Counts], Numbers]:
    return lambda c: _share(c[f"{prefix} tp"], c[f"{prefix} tp"] + c[f"{prefix} fp"])


def _recall(prefix: str) -> Callable[[Counts], Numbers]:
    return lambda c: _share(c[f"{prefix} tp"], c[f"{prefix} tp"] + c[f"{prefix} fn"])


def _f(prefix: str, beta: int) -> Callable[[Counts], Numbers]:
    """The weighted harmonic mean of precision and recall (van Rijsbergen); nan where one of them is."""

    def figure(counts: Counts) -> Numbers:
        precision, recall = _precision(prefix)(counts), _recall(prefix)(counts)
        return _share((1 + beta**2) * precision * recall, beta**2 * precision + recall)

    return figure


def _of(part: str, whole: str) -> Callable[[Counts], Numbers]:
    return lambda c: _share(c[part], c[whole])


def _calibration_error(counts: Counts) -> Numbers:
    """Mean distance of confidence and share of right facets, bins weighted by their facets."""
    total = sum((counts[f"bin {i}"] for i in range(BINS)), np.zeros(1))
    gaps = sum((np.abs(counts[f"bin {i} sure"] - counts[f"bin {i} right"]) for i in range(BINS)), np.zeros(1))
    return _share(gaps, total)


FIGURES: Mapping[str, Callable[[Counts], Numbers]] = {
    "item_accuracy": _of("items right", "items"),
    "gap_precision": _precision("gap"),
    "gap_recall": _recall("gap"),
    "gap_f1": _f("gap", 1),
    "gap_f2": _f("gap", 2),
    "facet_accuracy": _of("facets right", "facets"),
    "facet_gap_precision": _precision("facet gap"),
    "facet_gap_recall": _recall("facet gap"),
    "facet_gap_f2": _f("facet gap", 2),
    "evidence_hit1": _of("hit1", "evidence"),
    "evidence_hit3": _of("hit3", "evidence"),
    "passage_shown": _of("shown", "evidence"),
    "shown_mrr": _of("shown reciprocal", "evidence"),
    "map": _of("average precision", "ranked"),
    "false_evidence": _of("false evidence", "missing"),
    "verbatim": _of("verbatim", "quotes"),
    "integrity_recall": _of("warnings found", "warnings"),
    "integrity_precision": _of("warned right", "warned"),
    "calibration_error": _calibration_error,
}
PRECISION_AT_RECALL = "precision_at_recall_80"
LOWER_IS_BETTER = frozenset({"false_evidence", "calibration_error"})


class _Summed(dict[str, Numbers]):
    """Counts under some draws; what no document has is 0."""

    def __init__(self, counts: Sequence[Tally], weights: Weights) -> None:
        super().__init__()
        self._none = np.zeros(len(weights))
        for name in sorted(set().union(*counts)):
            self[name] = weights @ np.array([one[name] for one in counts])

    def __missing__(self, name: str) -> Numbers:
        return self._none


def figures_under(
    documents: Sequence[DocumentOutcome], weights: Weights, names: Iterable[str], keep: Keep | None = None
) -> dict[str, Numbers]:
    """The named figures for each draw of the documents; nan where there is nothing to measure."""
    counts = _Summed([count(document, keep) for document in documents], weights)
    return {
        name: precision_at_recall(documents, weights) if name == PRECISION_AT_RECALL else FIGURES[name](counts)
        for name in names
    }


def precision_at_recall(documents: Sequence[DocumentOutcome], weights: Weights, recall: float = RECALL) -> Numbers:
    """Precision of the best-scored (facet, clause) pairs of all documents, as many as find 80 % of the evidence.

    A facet's evidence is found with its first right clause: any one of the gold quotes is right evidence. Pairs of
    equal score count together; clauses that were not ranked come last, all of one score.
    """
    pairs = _Pairs(documents)
    return np.array([pairs.at_recall(row, recall) for row in weights])


class _Pairs:
    """The ranked (facet, clause) pairs of all documents, best score first."""

    def __init__(self, documents: Sequence[DocumentOutcome]) -> None:
        home = [(number, facet.ranked) for number, document in enumerate(documents) for facet in document.facets]
        scores = np.array([score for _, ranked in home for score in ranked.scores])
        order = np.argsort(-scores, kind="stable")
        self.owner = np.array([number for number, ranked in home for _ in ranked.scores], dtype=np.int64)[order]
        right = [place in ranked.right for _, ranked in home for place in range(len(ranked.scores))]
        first = [place in ranked.right[:1] for _, ranked in home for place in range(len(ranked.scores))]
        self.right, self.first = np.array(right, dtype=bool)[order], np.array(first, dtype=bool)[order]
        # Only after the last pair of a score is there a place to cut.
        self.cuts = np.flatnonzero(np.diff(scores[order], append=-np.inf))
        self.facets, self.relevant, self.pairs = np.zeros((3, len(documents)))
        for number, ranked in home:
            self.facets[number] += bool(ranked.relevant)
            self.relevant[number] += ranked.relevant
            self.pairs[number] += ranked.clauses

    def at_recall(self, weights: Numbers, recall: float) -> float:
        """The precision for one draw of the documents; nan where no facet has evidence."""
        wanted = recall * float(weights @ self.facets)
        if not wanted:
            return float("nan")
        each = weights[self.owner]
        found = np.cumsum(each * self.first)[self.cuts]
        cut = int(np.searchsorted(found, wanted - 1e-9))
        if cut == len(self.cuts):
            return float(weights @ self.relevant / (weights @ self.pairs))
        end = self.cuts[cut] + 1
        return float(each[:end] @ self.right[:end] / each[:end].sum())


def estimates(
    documents: Sequence[DocumentOutcome], weights: Weights, names: Iterable[str], keep: Keep | None = None
) -> dict[str, Estimate]:
    """The named figures with the intervals that the draws give."""
    names = tuple(names)
    once = figures_under(documents, as_they_are(len(documents)), names, keep)
    drawn = figures_under(documents, weights, names, keep)
    holding = sum(keep is None or any(map(keep, document.facets)) for document in documents)
    return {name: estimate(float(once[name][0]), drawn[name], holding) for name in names}
