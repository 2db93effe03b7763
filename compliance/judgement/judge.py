"""The judgement of a scheme over a submission (评判): candidates → readings → facet status → findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

import numpy as np

from compliance.hookspecs import Indicator
from compliance.judgement.applicability import applies
from compliance.judgement.channels import Tokenise, Tokens
from compliance.judgement.findings import by_item
from compliance.judgement.judging import Judgement, JudgingContext
from compliance.judgement.models import Models, shipped_models
from compliance.judgement.reading import read_candidates
from compliance.judgement.relevance import rank
from compliance.judgement.signals import signals
from compliance.judgement.status import judgement_of
from compliance.judgement.status_signals import status_features
from compliance.language.concepts import Concept, ConceptFinder, field_concepts
from compliance.terms import Facet, Finding, Item, Problem, Scheme, Status, Submission

Key = tuple[str, str]  # item id, facet id


@lru_cache(maxsize=4)
def _finder(brought: tuple[Concept, ...]) -> ConceptFinder:
    """The finder of the field's concepts and those that indicators brought; building one takes a tenth of a second."""
    return ConceptFinder([*field_concepts(), *brought])


def concept_tokens(indicators: Iterable[Indicator]) -> Tokenise:
    """A function from normalised text to the concepts that it names, each with everything it is a kind or part of."""
    finder = _finder(tuple(concept for indicator in indicators for concept in indicator.concepts))
    known: dict[str, Tokens] = {}

    def tokens(text: str) -> Tokens:
        if text not in known:
            named = (finder.wider(hit.concept) for hit in finder.find(text))
            known[text] = frozenset().union(*named)
        return known[text]

    return tokens


def general_judgements(
    scheme: Scheme, submission: Submission, concepts: Tokenise, models: Models
) -> dict[Key, Judgement]:
    """Every facet judged by the general matcher alone, from its statement."""
    if not submission.clauses:
        nothing = Judgement(Status.MISSING, 1.0, ())
        return {(item.id, facet.id): nothing for item in scheme.items for facet in item.facets}
    found = signals(scheme, submission, concepts, models.backgrounds)
    ranked = rank(found, models.relevance)
    readings = read_candidates(found, ranked, submission, models.backgrounds["pairs"])
    features = np.stack([status_features(row, read, found, submission) for row, read in enumerate(readings)])
    probabilities = models.status.predict_proba(features)
    return {
        (item.id, facet.id): judgement_of(read, [float(p) for p in shares])
        for (item, facet), read, shares in zip(found.facets, readings, probabilities, strict=True)
    }


def _refine(
    facet: Facet, judgement: Judgement, context: JudgingContext, indicator: Indicator | None
) -> tuple[Judgement, Problem | None]:
    """The judgement as the facet's indicator sees it; one that fails is named and leaves the general judgement."""
    if indicator is None or indicator.judge is None:
        return judgement, None
    try:
        return indicator.judge(facet, judgement, context), None
    except Exception as error:  # whatever a plugin raises spoils its own facet only
        where = f"条目 {context.item.id} 的要点 {facet.id}"
        message = f"指标“{indicator.id}”在{where}上出错（{type(error).__name__}：{error}），该要点按通用方法评判。"
        return judgement, Problem(indicator.id, message)


def _readability(judgement: Judgement, submission: Submission) -> Judgement:
    """`missing` may be said only where everything was read: what is on an unread page nobody can tell."""
    unread = any(not certificate.complete for document in submission.documents for certificate in document.certificates)
    if judgement.status is Status.MISSING and unread:
        return replace(judgement, status=Status.UNREADABLE)
    return judgement


def judge(
    scheme: Scheme,
    submission: Submission,
    indicators: Mapping[str, Indicator],
    models: Models | None = None,
) -> tuple[tuple[Finding, ...], tuple[Problem, ...]]:
    """The findings of every item, in the scheme's order, and the problems that indicators made."""
    concepts = concept_tokens(indicators.values())
    general = general_judgements(scheme, submission, concepts, models or shipped_models())
    judgements: dict[Key, Judgement] = {}
    problems: list[Problem] = []
    for item in scheme.items:
        applicable = applies(item, scheme, submission)
        for facet in item.facets:
            judgement = general[item.id, facet.id]
            if applicable:
                context = _context(scheme, item, facet, submission)
                judgement, problem = _refine(facet, judgement, context, indicators.get(facet.indicator))
                judgement = _readability(judgement, submission)
                problems += [problem] if problem else []
            else:
                judgement = replace(judgement, status=Status.NOT_APPLICABLE, counted=0, confidence=1.0, absent_parts=())
            judgements[item.id, facet.id] = judgement
    return by_item(scheme.items, judgements, submission), tuple(problems)


def _context(scheme: Scheme, item: Item, facet: Facet, submission: Submission) -> JudgingContext:
    return JudgingContext(scheme, item, submission, tuple(f for f in item.facets if f.id != facet.id))
