"""The clauses that a value may stand in (含数小句), found by the pairs of characters in and around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from compliance.judgement.values.names import pairs_asked, pairs_said
from compliance.language.sentences import parts_before, said_before
from compliance.terms import Clause, Facet, Submission


@dataclass(frozen=True, slots=True)
class Numbered:
    """The clauses that hold a number or are a row, each with what stands before it in its sentence."""

    clauses: tuple[tuple[Clause, str], ...]
    having: Mapping[str, tuple[int, ...]]  # by pair of characters: places in `clauses`

    def naming(self, facet: Facet) -> Iterator[tuple[Clause, str]]:
        """Those that share so much as two characters with a name of the measure, in their order: a quick first look."""
        asked = pairs_asked(facet)
        if asked is None:
            yield from self.clauses
            return
        places = {place for pair in asked for place in self.having.get(pair, ())}
        yield from (self.clauses[place] for place in sorted(places))


@lru_cache(maxsize=1)
def numbered(submission: Submission) -> Numbered:
    """The numbered clauses of a submission; worked out once for all its facets."""
    clauses: list[tuple[Clause, str]] = []
    having: dict[str, list[int]] = {}
    for clause in submission.clauses:
        if not (clause.quantities or clause.header):
            continue
        texts = (clause.text, clause.caption, *clause.header, *(one.text for one in parts_before(clause, submission)))
        for pair in frozenset().union(*map(pairs_said, texts)):
            having.setdefault(pair, []).append(len(clauses))
        clauses.append((clause, said_before(clause, submission)))
    return Numbered(tuple(clauses), {pair: tuple(places) for pair, places in having.items()})
