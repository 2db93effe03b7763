"""Terms to concepts (概念): the same thing said in other words becomes the same concept.

The field's concepts are data in `lexicon/*.toml`; an indicator brings its own in its `lexicon.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import ahocorasick_rs

KINDS = frozenset("body post person document act object measure money place time quantifier quality".split())


@dataclass(frozen=True, slots=True)
class Concept:
    """A notion of the field and the terms that name it; `broader` and `part_of` are ids of other concepts."""

    id: str
    name: str
    kind: str
    terms: tuple[str, ...]
    broader: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    whole_word: bool = False
    matches: tuple[str, ...] = ()
    not_matches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept found in a text, by which of its terms, at which characters (end exclusive)."""

    concept: str
    start: int
    end: int
    term: str


def read_concepts(file: Traversable) -> tuple[Concept, ...]:
    """The concepts of one lexicon file; keys as in `Concept`, one [[concept]] table each.

    Raises KeyError or TypeError where a table lacks a key or has one that `Concept` does not know.
    """
    tables = tomllib.loads(file.read_text("utf-8")).get("concept", [])
    return tuple(_concept_of(table) for table in tables)


def _concept_of(table: dict[str, Any]) -> Concept:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    return Concept(**values)


@cache
def field_concepts() -> tuple[Concept, ...]:
    """The concepts of the field that belong to no single indicator."""
    folder = files("compliance.language") / "lexicon"
    if not folder.is_dir():
        return ()
    lexicons = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return tuple(concept for file in lexicons for concept in read_concepts(file))


class ConceptFinder:
    """Finds concepts in normalised text, longest term first, in time linear in the text."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts = {concept.id: concept for concept in concepts}
        owners: dict[str, Concept] = {}
        for concept in self.concepts.values():
            for term in concept.terms:
                owners.setdefault(term, concept)
        self._wider: dict[str, frozenset[str]] = {}
        self._terms = list(owners)
        self._owners = [owners[term] for term in self._terms]
        self._automaton = ahocorasick_rs.AhoCorasick(self._terms, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def find(self, text: str, word_borders: Sequence[int] | None = None) -> tuple[Hit, ...]:
        """The concepts of a text, in order, none overlapping another.

        `word_borders` are the offsets at which words begin or end; a concept whose terms are ambiguous
        inside longer words (`whole_word`) is only found between two of them.
        """
        hits = []
        borders = None if word_borders is None else set(word_borders)
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            owner = self._owners[index]
            if owner.whole_word and borders is not None and not (start in borders and end in borders):
                continue
            hits.append(Hit(owner.id, start, end, self._terms[index]))
        return tuple(hits)

    def wider(self, concept: str) -> frozenset[str]:
        """The concept itself and everything that it is a kind or a part of."""
        if concept not in self._wider:
            self._wider[concept] = self._climb(concept)
        return self._wider[concept]

    def _climb(self, concept: str) -> frozenset[str]:
        found: set[str] = set()
        pending = [concept]
        while pending:
            current = pending.pop()
            if current in found or current not in self.concepts:
                continue
            found.add(current)
            pending.extend(self.concepts[current].broader)
            pending.extend(self.concepts[current].part_of)
        return frozenset(found)
