"""The values that judging a facet passes along: candidates, readings, a judgement. Indicators see these too."""

from __future__ import annotations

from dataclasses import dataclass, field

from compliance.judgement.values.reading import ValueReading
from compliance.language.sentences import sentence_text
from compliance.terms import Clause, Facet, Item, Polarity, Scheme, Status, Submission


@dataclass(frozen=True, slots=True)
class Reading:
    """A candidate clause as it was read for one facet."""

    clause: Clause
    relevance: float  # probability that a reviewer would take it as evidence for the facet
    polarity: Polarity  # what it does for the facet if it is evidence
    value: ValueReading
    covered: float  # share of the statement's weight that the clause and its sentence say
    absent: tuple[str, ...]  # words of the statement that neither says, rarest first
    why: str  # in Chinese: what decided the polarity


@dataclass(frozen=True, slots=True)
class Judgement:
    """A facet judged. `readings` are ranked; the first `counted` of them are its evidence, the others come close."""

    status: Status
    confidence: float
    readings: tuple[Reading, ...]
    counted: int = 0
    absent_parts: tuple[str, ...] = ()  # essential parts that were looked for and not found, in Chinese
    remarks: tuple[str, ...] = ()  # sentences for the explanation, in Chinese
    trace: tuple[str, ...] = ()
    worked_out: bool = False  # calculated from the submission's own figures: no model weighs it

    @property
    def evidence(self) -> tuple[Reading, ...]:
        """The readings that the status rests on, best first."""
        return self.readings[: self.counted]


@dataclass(frozen=True, slots=True)
class JudgingContext:
    """What an indicator may look at besides the facet: its item and scheme, and the whole submission."""

    scheme: Scheme
    item: Item
    submission: Submission
    siblings: tuple[Facet, ...] = field(default=())  # the item's other facets

    def sentence(self, clause: Clause) -> str:
        """The normalised text of the clause's whole sentence or table row."""
        return sentence_text(clause, self.submission)
