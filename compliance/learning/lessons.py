"""Gold documents made ready to learn from: read, understood, with the clauses that are evidence for each facet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from compliance.hookspecs import Example, Indicator
from compliance.judgement.asked import asked
from compliance.judgement.channels import Background, Tokenise, character_pairs
from compliance.judgement.memory import Memory
from compliance.judgement.precedents import Precedent, Precedents, folded_pairs
from compliance.judgement.signals import own_words
from compliance.judgement.statements import facet_of, scheme_of, submission_of
from compliance.judgement.wordings import Wordings
from compliance.learning.gold import GoldDocument, is_hit, squeeze
from compliance.learning.wording import learn_wordings
from compliance.terms import DocumentKind, Facet, Item, Scheme, Status, Submission

# Of each scheme's documents every fourth is shown without precedents, so that the models also learn to do without.
_HIDDEN = 4
# An example is one facet beside a hundred of a document, and what an indicator promises.
_EXAMPLE_WEIGHT = 6.0


@dataclass(frozen=True, slots=True)
class Lesson:
    """A gold document, understood, with the right answers; facets in the scheme's order."""

    gold: GoldDocument
    scheme: Scheme
    submission: Submission
    facets: tuple[tuple[Item, Facet], ...]
    statuses: tuple[Status, ...]
    evidence: tuple[frozenset[int], ...]  # per facet the indices of the clauses that a gold quote names
    weight: float = 1.0  # how much it counts beside the others
    unknown: frozenset[int] = frozenset()  # rows of facets of which nobody said anything: they teach nothing


def _hits(texts: Sequence[tuple[str, frozenset[str]]], quotes: tuple[str, ...]) -> frozenset[int]:
    """The texts that name the same passage as a quote; those that share few pairs of characters are not compared."""
    wanted = [character_pairs(squeeze(quote)) for quote in quotes]
    near = (
        index
        for index, (text, pairs) in enumerate(texts)
        if text and any(not pairs or len(pairs & one) >= 0.3 * min(len(pairs), len(one)) for one in wanted)
    )
    return frozenset(index for index in near if is_hit(texts[index][0], quotes))


def lesson_of(gold: GoldDocument, scheme: Scheme, submission: Submission, weight: float = 1.0) -> Lesson:
    """A gold document with its right answers, in the scheme's order. Raises KeyError where a facet is left out."""
    facets = tuple((item, facet) for item in scheme.items for facet in item.facets)
    unknown = [row for row, (item, facet) in enumerate(facets) if (item.id, facet.id) not in gold.facets]
    # What does not apply teaches no status either.
    silent: dict[tuple[str, str], tuple[Status, tuple[str, ...]]] = {}
    if gold.partial:
        silent = {(facets[row][0].id, facets[row][1].id): (Status.NOT_APPLICABLE, ()) for row in unknown}
    answers = [(gold.facets | silent)[item.id, facet.id] for item, facet in facets]
    quoted = [squeeze(submission.quote(clause.span)) for clause in submission.clauses]
    texts = [(text, character_pairs(text)) for text in quoted]
    return Lesson(
        gold,
        scheme,
        submission,
        facets,
        tuple(status for status, _ in answers),
        tuple(_hits(texts, quotes) if quotes else frozenset() for _, quotes in answers),
        weight,
        frozenset(unknown),
    )


def example_lessons(indicators: Iterable[Indicator]) -> list[Lesson]:
    """The indicators' own examples as submissions of a sentence or two, so that short texts are learnt as well."""
    return [
        _example_lesson(f"{indicator.id}-{number}", indicator.id, example)
        for indicator in indicators
        for number, example in enumerate(indicator.examples)
    ]


def _example_lesson(name: str, indicator: str, example: Example) -> Lesson:
    scheme = scheme_of(facet_of(example.statement, indicator))
    (item,) = scheme.items
    silent = example.status in (Status.MISSING, Status.NOT_APPLICABLE)
    quotes = () if silent else (example.quote or example.text,)
    answers: dict[tuple[str, str], tuple[Status, tuple[str, ...]]] = {
        (item.id, item.facets[0].id): (Status(example.status), quotes)
    }
    gold = GoldDocument(name, Path(name), scheme.id, example.kind, "", "", answers)
    return lesson_of(gold, scheme, submission_of(example.text, DocumentKind(example.kind)), _EXAMPLE_WEIGHT)


def backgrounds_of(
    submissions: Iterable[Submission], schemes: Iterable[Scheme], concepts: Tokenise
) -> dict[str, Background]:
    """The token counts of the corpora's clauses and the schemes' statements, by channel.

    Half of the tokens stand in one of them only, and weigh nearly what one that was never met does: they are left out.
    """
    texts = [clause.text for submission in submissions for clause in submission.clauses]
    texts += [asked(facet.statement) for scheme in schemes for item in scheme.items for facet in item.facets]
    return {
        "pairs": Background.of(map(character_pairs, texts), least=2),
        "concepts": Background.of(map(concepts, texts), least=2),
        "folded": Background.of(map(folded_pairs, texts), least=2),
    }


def precedents_of(lessons: Iterable[Lesson]) -> Precedents:
    """Every clause that was evidence, by the statement that it was evidence for."""
    found: dict[str, list[Precedent]] = {}
    for lesson in lessons:
        for (_, facet), status, evidence in zip(lesson.facets, lesson.statuses, lesson.evidence, strict=True):
            for index in sorted(evidence):
                text = own_words(lesson.submission.clauses[index])
                found.setdefault(facet.statement, []).append(Precedent(text, status, lesson.gold.name))
    return Precedents({statement: tuple(passages) for statement, passages in found.items()})


def wordings_of(lessons: Iterable[Lesson]) -> Wordings:
    """The words that evidence has where statements have theirs."""
    pairs: list[tuple[str, list[str]]] = []
    clauses: list[str] = []
    for lesson in lessons:
        texts = [own_words(clause) for clause in lesson.submission.clauses]
        clauses += texts
        pairs += [
            (asked(facet.statement), [texts[index] for index in sorted(evidence)])
            for (_, facet), evidence in zip(lesson.facets, lesson.evidence, strict=True)
            if evidence
        ]
    return learn_wordings(pairs, clauses)


def memory_for(
    lesson: Lesson, hidden: bool, backgrounds: Mapping[str, Background], precedents: Precedents, wordings: Wordings
) -> Memory:
    """What may be remembered when a document of the corpora itself is judged: nothing that came from it."""
    statements = [facet.statement for _, facet in lesson.facets] if hidden else []
    return Memory(backgrounds, precedents.without(lesson.gold.name, statements), wordings)


def hidden_of(lessons: Sequence[Lesson]) -> tuple[bool, ...]:
    """Which documents are shown without precedents: every fourth of each scheme."""
    seen: dict[str, int] = {}
    hidden = []
    for lesson in lessons:
        number = seen[lesson.gold.scheme] = seen.get(lesson.gold.scheme, 0) + 1
        hidden.append(number % _HIDDEN == 0)
    return tuple(hidden)
