"""The judgement of a scheme over a submission (评判): candidates → readings → what they show → status → findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from compliance.hookspecs import Indicator
from compliance.judgement.applicability import applicable_items
from compliance.judgement.channels import Tokenise, Tokens
from compliance.judgement.findings import by_item
from compliance.judgement.judging import Judgement, JudgingContext
from compliance.judgement.models import Models, shipped_models
from compliance.judgement.reading import read_candidates
from compliance.judgement.relevance import rank
from compliance.judgement.showing import Readings, Showings, Traits, by_evidence, in_order, show
from compliance.judgement.signals import Signals, signals
from compliance.judgement.status import decided, first_view
from compliance.judgement.status_signals import status_rows
from compliance.language.concepts import Concept, ConceptFinder, field_concepts
from compliance.terms import Facet, Finding, Item, Problem, Scheme, Status, Submission

Key = tuple[str, str]  # item id, facet id
Judged = Callable[[int, int], None]  # hears how many of how many items are judged


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


@dataclass(frozen=True, slots=True)
class Views:
    """A submission as the models read it, before any status is decided; all rows are facets, in the scheme's order."""

    signals: Signals
    traits: Traits
    readings: Readings  # likeliest evidence first
    showings: Showings
    first: tuple[Judgement, ...]  # what the likeliest evidence shows


def views_of(scheme: Scheme, submission: Submission, concepts: Tokenise, models: Models) -> Views:
    """Every facet's clauses found, read and ordered, from its statement alone."""
    found = signals(scheme, submission, concepts, models.memory)
    ranked = rank(found, models.relevance)
    read = read_candidates(found, ranked, submission, models.memory.backgrounds["pairs"])
    traits = Traits.of(found, submission)
    shown = show(found, ranked, read, traits, submission, models.words, models.evidence, models.showing)
    return ordered_views(found, traits, read, shown)


def ordered_views(found: Signals, traits: Traits, read: Readings, shown: Showings) -> Views:
    """The views with the likeliest evidence first."""
    readings, showings = by_evidence(read, shown)
    first = tuple(first_view(row, one) for row, one in zip(readings, showings.shown, strict=True))
    return Views(found, traits, readings, showings, first)


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


def proposals_of(
    scheme: Scheme,
    submission: Submission,
    views: Views,
    indicators: Mapping[str, Indicator],
    judged: Judged = lambda done, total: None,
) -> tuple[tuple[Judgement, ...], tuple[Problem, ...]]:
    """What each facet's indicator makes of its first view, and the problems that indicators made."""
    proposals: list[Judgement] = []
    problems: list[Problem] = []
    begun: set[str] = set()
    asked_of = applicable_items(scheme, submission)
    for (item, facet), first in zip(views.signals.facets, views.first, strict=True):
        if item.id not in begun:
            judged(len(begun), len(scheme.items))
            begun.add(item.id)
        if item.id not in asked_of:
            proposals.append(first)
            continue
        context = _context(scheme, item, facet, submission)
        proposal, problem = _refine(facet, first, context, indicators.get(facet.indicator))
        proposals.append(proposal)
        problems += [problem] if problem else []
    return tuple(proposals), tuple(problems)


def judge(
    scheme: Scheme,
    submission: Submission,
    indicators: Mapping[str, Indicator],
    models: Models | None = None,
    judged: Judged = lambda done, total: None,
) -> tuple[tuple[Finding, ...], tuple[Problem, ...]]:
    """The findings of every item, in the scheme's order, and the problems that indicators made.

    All items are read against the text together first, which takes most of the time: `judged` hears 0 until then.
    """
    judged(0, len(scheme.items))
    judgements, problems = _judgements(scheme, submission, indicators, models or shipped_models(), judged)
    judged(len(scheme.items), len(scheme.items))
    told: dict[Key, Judgement] = {}
    asked_of = applicable_items(scheme, submission)
    for item in scheme.items:
        for facet in item.facets:
            judgement = judgements[item.id, facet.id]
            if item.id in asked_of:
                judgement = _readability(judgement, submission)
            else:
                judgement = replace(judgement, status=Status.NOT_APPLICABLE, counted=0, confidence=1.0, absent_parts=())
            told[item.id, facet.id] = judgement
    return by_item(scheme.items, told, submission), problems


def _judgements(
    scheme: Scheme, submission: Submission, indicators: Mapping[str, Indicator], models: Models, judged: Judged
) -> tuple[dict[Key, Judgement], tuple[Problem, ...]]:
    keys = [(item.id, facet.id) for item in scheme.items for facet in item.facets]
    if not submission.clauses:
        nothing = Judgement(Status.MISSING, 1.0, ())
        return dict.fromkeys(keys, nothing), ()
    views = views_of(scheme, submission, concept_tokens(indicators.values()), models)
    proposals, problems = proposals_of(scheme, submission, views, indicators, judged)
    rows = rows_of(views, proposals)
    probabilities = in_order(models.status, models.status.predict_proba(rows))
    final = map(decided, views.first, proposals, views.readings, views.showings.shown, probabilities.tolist())
    return dict(zip(keys, final, strict=True)), problems


def rows_of(views: Views, proposals: Sequence[Judgement]) -> NDArray[np.float32]:
    """The status model's input for every facet."""
    pairs = tuple(zip(views.first, proposals, strict=True))
    return status_rows(views.signals, views.readings, views.showings, views.traits, pairs)


def _context(scheme: Scheme, item: Item, facet: Facet, submission: Submission) -> JudgingContext:
    return JudgingContext(scheme, item, submission, tuple(f for f in item.facets if f.id != facet.id))
