"""Who does it (谁做的): the body that a statement names beside the one that acts in a clause or before it.

The same deed by another body is no evidence (a health office's visits for the inspectors'), and seldom says so in the
clause itself: 检查学校190所 belongs to whoever began the sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from compliance.judgement.asked import asked
from compliance.language.actors import acting, actor_kinds, named_actors
from compliance.language.sentences import parts_before, sentence_before
from compliance.terms import Clause, Facet, Submission

# Where the body that acts was named: in the clause, earlier in its sentence, in the sentence before, over it, nowhere.
_OWN, _SENTENCE, _BEFORE, _OVER, _NOWHERE = range(5)


def _acting_at(clause: Clause, submission: Submission) -> tuple[str, int]:
    """Who acts in a clause, and how near the body was named."""
    if own := acting(clause.text):
        return own, _OWN
    if named := _first_acting(reversed(parts_before(clause, submission))):
        return named, _SENTENCE
    if named := _first_acting(sentence_before(clause, submission)):
        return named, _BEFORE
    named = acting(clause.stem or clause.caption) or acting("".join(clause.section[-1:]))
    return named, _OVER if named else _NOWHERE


def _first_acting(clauses: Iterable[Clause]) -> str:
    return next((kind for clause in clauses if (kind := acting(clause.text))), "")


@lru_cache(maxsize=1)
def _acting(submission: Submission) -> tuple[tuple[str, int], ...]:
    """Per clause who acts and how near the body was named; asked for by the words and by the traits."""
    return tuple(_acting_at(clause, submission) for clause in submission.clauses)


def who_acts(submission: Submission) -> tuple[str, ...]:
    """Per clause the kind of body that acts, "" where none is named."""
    return tuple(kind for kind, _ in _acting(submission))


def clause_actors(submission: Submission) -> NDArray[np.float32]:
    """Clauses by traits: who acts, how near it was named, whether other bodies are named in it or its sentence."""
    kinds = actor_kinds()
    other = ["other" in {kind for kind, _ in named_actors(clause.text)} for clause in submission.clauses]
    rows = np.zeros((len(submission.clauses), len(kinds) + 3), dtype=np.float32)
    for clause, (kind, place) in zip(submission.clauses, _acting(submission), strict=True):
        if kind:
            rows[clause.index, kinds.index(kind)] = 1
        rows[clause.index, -3:] = place, other[clause.index], any(other[slice(*clause.sentence)])
    return rows


def facet_actors(facets: Sequence[Facet]) -> NDArray[np.float32]:
    """Facets by traits: whom the statement names as acting, and whom it names at all."""
    kinds = actor_kinds()
    rows = np.zeros((len(facets), 2 * len(kinds)), dtype=np.float32)
    for row, facet in enumerate(facets):
        statement = asked(facet.statement)
        if kind := acting(statement):
            rows[row, kinds.index(kind)] = 1
        for named, _ in named_actors(statement):
            rows[row, len(kinds) + kinds.index(named)] = 1
    return rows


def same_actor(facets: NDArray[np.float32], clauses: NDArray[np.float32]) -> NDArray[np.float32]:
    """Facets by candidates: 1 where the body asked for acts, -1 where another one does, 0 where either is unnamed.

    `facets` is facets by facet_actors' traits, `clauses` facets by candidates by clause_actors' traits.
    """
    kinds = len(actor_kinds())
    wanted, acts = facets[:, np.newaxis, :kinds], clauses[:, :, :kinds]
    same = (wanted * acts).sum(axis=2)
    both_named = wanted.sum(axis=2) * acts.sum(axis=2)
    compared: NDArray[np.float32] = (2 * same - both_named).astype(np.float32)
    return compared
