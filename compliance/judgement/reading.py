"""Reading a candidate (研读): what a clause does for a facet, if it is about the facet at all."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

from compliance.judgement.asked import ways
from compliance.judgement.channels import Background, Tokens, character_pairs, rarity
from compliance.judgement.comparisons.reading import compared
from compliance.judgement.judging import Reading
from compliance.judgement.kinds_of_school import another_kind
from compliance.judgement.polarity import other_body, polarity_of
from compliance.judgement.relevance import READ, Candidates
from compliance.judgement.signals import Signals
from compliance.judgement.values.reading import ValueReading, read_value
from compliance.judgement.values.whose import Measures, measures_of_facets, named_before_is_rival
from compliance.language.sentences import said_before
from compliance.language.understanding import year_of
from compliance.language.words import words
from compliance.terms import Clause, Facet, Polarity, Submission

# How many of the statement's unsaid words a person is shown.
_ABSENT_SHOWN = 3
# As many candidates as a trace shows are compared word by word; the status model looks at fewer.
COMPARED = 5
# Of the candidates behind those that models read, indicators may want what is likely at all: from 0.001 on no figure of
# 15 documents in other words changes, with 0.02 gap precision falls by 0.007.
_LEAST_RELEVANCE = 0.001
_NO_MEASURES = Measures(())
_ANOTHER_MEASURE = "数值属于前面说的另一项指标"


def _comparison(facet: Facet, clause: Clause, submission: Submission) -> ValueReading:
    """What a clause says of a statement that compares without a threshold."""
    found = compared(facet, clause, submission)
    return ValueReading() if found is None else ValueReading(found.meets, found.shown)


@lru_cache(maxsize=1024)
def _pairs_of(statement: str) -> Tokens:
    return character_pairs(statement)


@lru_cache(maxsize=4096)
def _words_of(statement: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words().cut(statement) if len(word) > 1))


def _unsaid(statement: str, text: str, weights: Mapping[str, float]) -> tuple[float, tuple[str, ...]]:
    """Share of the statement's weight that a text says, and the statement's words that it does not, heaviest first."""
    said = character_pairs(text)
    shares = {way: _share(_pairs_of(way), said, weights) for way in ways(statement)}
    best = max(shares, key=lambda way: shares[way])
    heaviness = {
        word: math.fsum(weights.get(pair, 0.0) for pair in character_pairs(word))
        for word in _words_of(best)
        if word not in text
    }
    return shares[best], tuple(sorted(heaviness, key=lambda word: (-heaviness[word], word))[:_ABSENT_SHOWN])


def _share(wanted: Tokens, said: Tokens, weights: Mapping[str, float]) -> float:
    """Share of the weight of the wanted tokens that is said."""
    total = math.fsum(weights.get(pair, 0.0) for pair in wanted) or 1.0
    return math.fsum(weights.get(pair, 0.0) for pair in wanted & said) / total


def read_candidate(
    facet: Facet,
    clause: Clause,
    relevance: float,
    submission: Submission,
    weights: Mapping[str, float],
    compared: bool = True,
    measures: Measures = _NO_MEASURES,
) -> Reading:
    """One clause read for one facet; `weights` are the rarities of character pairs in this submission.

    `compared`: whether the statement is compared with the clause word by word as well; `measures` are those of all
    facets, of which the clause may tell another.
    """
    before = said_before(clause, submission)
    value = (
        read_value(facet, clause, submission, before) if facet.comparator else _comparison(facet, clause, submission)
    )
    rival = value.meets is not None and named_before_is_rival(facet, measures, clause, submission)
    value = ValueReading() if rival else value
    polarity, why = polarity_of(facet, clause, value, before, submission)
    other = _ANOTHER_MEASURE if rival else other_body(facet, clause) or another_kind(facet, clause, before)
    if other and polarity is Polarity.SUPPORTS:
        polarity, why = Polarity.NEAR, other
    said = "，".join((before, clause.text, *clause.header))
    covered, absent = _unsaid(facet.statement, said, weights) if compared else (0.0, ())
    return Reading(clause, relevance, polarity, value, covered, absent, why)


def is_stale(clause: Clause, submission: Submission) -> bool:
    """Whether the clause speaks only of years before the submission's."""
    year = year_of(submission.period)
    return bool(clause.period and year and clause.period.last < year and not clause.period.relative)


def read_candidates(
    signals: Signals, candidates: Candidates, submission: Submission, background: Background
) -> tuple[tuple[Reading, ...], ...]:
    """Per facet its candidates that are worth reading, most relevant first; `background` counts the corpora's character
    pairs."""
    statements = [character_pairs(way) for _, facet in signals.facets for way in ways(facet.statement)]
    measures = measures_of_facets(facet for _, facet in signals.facets)
    said = (character_pairs(clause.text) for clause in submission.clauses)
    weights = rarity([*said, *statements], background, frozenset().union(*statements))
    return tuple(
        tuple(
            read_candidate(
                facet, submission.clauses[index], float(relevance), submission, weights, place < COMPARED, measures
            )
            for place, (index, relevance) in enumerate(zip(indices, scores, strict=True))
            if place < READ or relevance >= _LEAST_RELEVANCE
        )
        for (_, facet), indices, scores in zip(signals.facets, candidates.clauses, candidates.relevance, strict=True)
    )
