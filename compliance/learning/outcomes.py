"""What came out for each facet of a gold document, whoever judged it: the program or a baseline.

A run is stored as its outcomes; every figure can be computed from them again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from compliance.learning.gold import GoldDocument, GoldWarning, is_hit, is_same_passage, overlap, squeeze
from compliance.terms import Clause, Facet, Report, Scheme, Status, Submission

Key = tuple[str, str]  # item id, facet id
Ranking = Sequence[tuple[int, float]]  # index of a clause and its score, best first
NO_QUOTE = ""  # in place of a modality: no gold quote, or none that the pipeline made a clause of
HITS_COUNTED = 3


@dataclass(frozen=True, slots=True)
class FacetAnswer:
    """What was proposed for a facet."""

    status: Status
    quotes: tuple[str, ...] = ()  # best first
    closest: tuple[str, ...] = ()  # shown, but not as evidence
    confidence: float | None = None
    trace: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What was proposed for a document; `rankings` order its clauses as evidence for each facet."""

    items: Mapping[str, Status]
    facets: Mapping[Key, FacetAnswer]
    rankings: Mapping[Key, Ranking]
    warnings: tuple[GoldWarning, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """A ranking against the gold quotes. Clauses that were not ranked come last, all together."""

    scores: tuple[float, ...]  # of the ranked clauses, best first
    right: tuple[int, ...]  # positions in `scores`, from 0, of the clauses that a gold quote names
    relevant: int  # such clauses in the whole document
    clauses: int  # in the whole document


@dataclass(frozen=True, slots=True)
class FacetOutcome:
    """A facet's gold judgement and what was proposed."""

    item: str
    facet: str
    indicator: str
    required: bool
    modality: str  # of the clause that the first gold quote names, as the pipeline reads it; or NO_QUOTE
    gold: Status
    got: Status
    confidence: float | None
    gold_quotes: tuple[str, ...]
    quotes: tuple[str, ...]
    hits: tuple[bool, ...]  # of the first three quotes: it names the passage of a gold quote
    shown_rank: int  # of the first right passage among evidence and closest passages, from 1; 0 for none
    verbatim: int  # how many of the quotes stand in the document as they are
    ranked: Ranked
    trace: tuple[str, ...] = ()  # of a wrong facet only

    @property
    def right(self) -> bool:
        """Whether the status is the gold one."""
        return self.got is self.gold


@dataclass(frozen=True, slots=True)
class ItemOutcome:
    """An item's gold status and the proposed one; None where the scheme has no such item."""

    item: str
    gold: Status
    got: Status | None


@dataclass(frozen=True, slots=True)
class WarningCounts:
    """Integrity warnings: named by the gold, of those found; given, of those right."""

    gold: int
    found: int
    given: int
    right: int


@dataclass(frozen=True, slots=True)
class DocumentOutcome:
    """Everything that came out for one gold document."""

    name: str
    scheme: str
    items: tuple[ItemOutcome, ...]
    facets: tuple[FacetOutcome, ...]
    warnings: WarningCounts


def answer_of(report: Report, rankings: Mapping[Key, Ranking]) -> Answer:
    """What a report proposes."""
    facets = {
        (finding.item.id, judged.id): FacetAnswer(
            judged.status,
            tuple(finding.evidence[i].quote for i in judged.evidence),
            tuple(finding.evidence[i].quote for i in judged.closest),
            judged.confidence,
            judged.trace,
        )
        for finding in report.findings
        for judged in finding.facets
    }
    warnings = tuple(GoldWarning(warning.check, warning.quotes or ("",)) for warning in report.warnings)
    return Answer({f.item.id: f.status for f in report.findings}, facets, rankings, warnings)


class Marker:
    """Marks answers on one gold document; what they have in common (the right clauses) is found once."""

    def __init__(self, gold: GoldDocument, text: str, scheme: Scheme, submission: Submission) -> None:
        self._gold = gold
        self._text = squeeze(text)
        self._facets: dict[Key, Facet] = {(item.id, facet.id): facet for item in scheme.items for facet in item.facets}
        self._clauses = submission.clauses
        self._quotes = [submission.quote(clause.span) for clause in submission.clauses]
        self._relevant = {
            key: frozenset(i for i, quote in enumerate(self._quotes) if is_hit(quote, quotes))
            if quotes
            else frozenset()
            for key, (_, quotes) in gold.facets.items()
        }

    def mark(self, answer: Answer) -> DocumentOutcome:
        """The outcome of an answer. A facet or item that it leaves out counts as missing or as wrong."""
        return DocumentOutcome(
            self._gold.name,
            self._gold.scheme,
            tuple(ItemOutcome(item, gold, answer.items.get(item)) for item, gold in self._gold.items.items()),
            tuple(self._facet(key, answer) for key in self._gold.facets),
            _warning_counts(self._gold.warnings, answer.warnings),
        )

    def _facet(self, key: Key, answer: Answer) -> FacetOutcome:
        gold, gold_quotes = self._gold.facets[key]
        facet = self._facets.get(key)
        got = answer.facets.get(key, FacetAnswer(Status.MISSING))
        shown = [number for number, quote in enumerate((*got.quotes, *got.closest), 1) if is_hit(quote, gold_quotes)]
        return FacetOutcome(
            item=key[0],
            facet=key[1],
            indicator=facet.indicator if facet else "",
            required=facet.required if facet else True,
            modality=self._modality(key, gold_quotes),
            gold=gold,
            got=got.status,
            confidence=got.confidence,
            gold_quotes=gold_quotes,
            quotes=got.quotes,
            hits=tuple(is_hit(quote, gold_quotes) for quote in got.quotes[:HITS_COUNTED]),
            shown_rank=min(shown, default=0),
            verbatim=sum(squeeze(quote) in self._text for quote in got.quotes),
            ranked=self._ranked(key, answer.rankings.get(key, ())),
            trace=() if got.status is gold else got.trace,
        )

    def _ranked(self, key: Key, ranking: Ranking) -> Ranked:
        relevant = self._relevant[key]
        right = tuple(place for place, (index, _) in enumerate(ranking) if index in relevant)
        return Ranked(tuple(score for _, score in ranking), right, len(relevant), len(self._clauses))

    def _modality(self, key: Key, gold_quotes: Sequence[str]) -> str:
        named = [i for i in sorted(self._relevant[key]) if is_same_passage(self._quotes[i], gold_quotes[0])]
        if not named:
            return NO_QUOTE
        most = max(named, key=lambda i: _common(self._quotes[i], gold_quotes[0]))
        clause: Clause = self._clauses[most]
        return clause.modality.value


def _common(first: str, second: str) -> float:
    """Length of the longest common piece."""
    return overlap(first, second) * min(len(squeeze(first)), len(squeeze(second)))


def _warning_counts(gold: Sequence[GoldWarning], given: Sequence[GoldWarning]) -> WarningCounts:
    return WarningCounts(
        gold=len(gold),
        found=sum(_is_among(warning, given) for warning in gold),
        given=len(given),
        right=sum(_is_among(warning, gold) for warning in given),
    )


def _is_among(warning: GoldWarning, others: Iterable[GoldWarning]) -> bool:
    """Whether one of the others is of the same check and names one of its passages."""
    return any(
        warning.check == other.check and any(is_hit(quote, other.quotes) for quote in warning.quotes)
        for other in others
    )
