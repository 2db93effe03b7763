"""How far a clause says what a facet asks for: one matrix a signal, facets by clauses.

A statement and a clause are compared token by token in several channels (character pairs, concepts), and by what the
corpora remember: passages that were evidence for the statement, and the words that submissions use for its words. A
clause is also compared together with what stands around it, and against what the other facets would make of it. Only
what is said of the shortlist is kept: all signals of a long submission would take hundreds of megabytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from compliance.judgement.asked import asked, ways
from compliance.judgement.channels import (
    Background,
    Channel,
    Matrix,
    Tokenise,
    Tokens,
    character_pairs,
    coverage,
    either,
    ranks,
    together,
)
from compliance.judgement.memory import Memory
from compliance.judgement.precedents import precedent_signals
from compliance.judgement.shortlist import shortlist
from compliance.judgement.wordings import wording_signals
from compliance.terms import Clause, Facet, Item, Scheme, Submission

Facets = tuple[tuple[Item, Facet], ...]
Groups = NDArray[np.int64]  # per clause the number of its group


@dataclass(frozen=True, slots=True)
class Signals:
    """Every signal of every facet and its shortlisted clauses."""

    facets: Facets
    names: tuple[str, ...]
    chosen: NDArray[np.int64]  # clauses: facets by shortlist
    values: NDArray[np.float32]  # names by facets by shortlist

    def of(self, name: str) -> Matrix:
        """One signal: facets by shortlist."""
        matrix: Matrix = self.values[self.names.index(name)]
        return matrix

    def at(self, clauses: NDArray[np.int64]) -> NDArray[np.float32]:
        """All signals of shortlisted clauses: names by facets by clauses; `clauses` is facets by clauses."""
        places = (self.chosen[:, np.newaxis, :] == clauses[:, :, np.newaxis]).argmax(axis=2)
        return np.take_along_axis(self.values, places[np.newaxis], axis=2)


def own_words(clause: Clause) -> str:
    """What a clause says: a row says its merged cells too, which are printed once, further up."""
    return " | ".join(clause.values) if clause.header else clause.text


def _own_surroundings(clause: Clause) -> str:
    """What stands over a clause: the last headings, the lead-in, the table's caption and column headers."""
    return "，".join((*clause.section[-2:], clause.stem, clause.caption, *clause.header))


def _numbered(keys: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    """Equal keys get equal numbers, from 0."""
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    return np.array([numbers[key] for key in keys], dtype=np.int64)


def _firsts(rows: Sequence[int]) -> NDArray[np.int64]:
    """Where each row number of a sorted sequence stands first."""
    return np.searchsorted(rows, np.unique(rows))


def _cut(texts: Sequence[str], tokenise: Tokenise) -> list[Tokens]:
    """The tokens of each text; headings repeat from clause to clause and are cut once."""
    known = {text: tokenise(text) for text in dict.fromkeys(texts)}
    return [known[text] for text in texts]


def _competition(matrix: Matrix) -> Matrix:
    """How far a clause says this facet rather than the facet that it says best: 0 for the best one, else negative."""
    lead: Matrix = matrix - matrix.max(axis=0, keepdims=True)
    return lead


def _nearness(best: Matrix, facets: Facets, groups: NDArray[np.int64]) -> Matrix:
    """How well the other facets of the same item are said in the group (block) of each clause."""
    count = int(groups.max()) + 1 if len(groups) else 0
    in_group = np.zeros((best.shape[0], count), dtype=np.float32)
    for group in range(count):
        in_group[:, group] = best[:, groups == group].max(axis=1)
    items: dict[str, list[int]] = {}
    for row, (item, _) in enumerate(facets):
        items.setdefault(item.id, []).append(row)
    near = np.zeros_like(in_group)
    for rows in items.values():
        for row in rows:
            others = [other for other in rows if other != row]
            if others:
                near[row] = in_group[others].mean(axis=0)
    spread: Matrix = near[:, groups]
    return spread


@dataclass(frozen=True, slots=True)
class _Compared:
    """One channel: what is asked and what is said, cut into its tokens."""

    facets: Facets
    tokenise: Tokenise
    background: Background
    blocks: Groups
    statements: tuple[Tokens, ...]  # a facet has one for each way to say it
    first: NDArray[np.int64]  # per facet its first statement
    clauses: tuple[Tokens, ...]
    headings: tuple[Tokens, ...]
    space: Channel
    weighted: sparse.csr_matrix  # the statements' tokens with their shares: statements by vocabulary
    said: dict[str, sparse.csr_matrix]  # by each clause alone and with what stands around it: clauses by vocabulary

    @classmethod
    def of(
        cls, facets: Facets, submission: Submission, tokenise: Tokenise, background: Background, blocks: Groups
    ) -> _Compared:
        wanted = [(row, tokenise(way)) for row, (_, facet) in enumerate(facets) for way in ways(facet.statement)]
        statements = tuple(tokens for _, tokens in wanted)
        clauses = tuple(_cut([own_words(clause) for clause in submission.clauses], tokenise))
        headings = tuple(_cut([_own_surroundings(clause) for clause in submission.clauses], tokenise))
        sentences = _numbered([(clause.document, clause.sentence[0]) for clause in submission.clauses])
        space = Channel.over(clauses, statements, background)
        alone, heading = space.matrix(clauses), space.matrix(headings)
        block = together(alone, blocks)
        said = {
            "clause": alone,
            "sentence": together(alone, sentences),
            "block": block,
            "heading": heading,
            "around": either(block + heading),
        }
        first = _firsts([row for row, _ in wanted])
        weighted = space.weighted(statements)
        return cls(facets, tokenise, background, blocks, statements, first, clauses, headings, space, weighted, said)

    def covered(self, name: str) -> Matrix:
        """Share of each facet's statement that is said."""
        shares = coverage(self.weighted, self.said[name])
        best: Matrix = np.maximum.reduceat(shares, self.first)
        return best

    def signals(self) -> Iterator[tuple[str, Matrix]]:
        """Every signal of the channel, by name."""
        for name in self.said:
            yield name, self.covered(name)
        for name in ("clause", "around"):
            unsaid = self.space.heaviest_unsaid(self.statements, self.said[name])
            yield f"unsaid {name}", np.minimum.reduceat(unsaid, self.first)
        heaviness = np.array([self.space.weight(tokens) for tokens in self.statements], dtype=np.float32)
        lengths = np.array([self.space.weight(tokens) for tokens in self.clauses], dtype=np.float32)
        shares = coverage(self.weighted, self.said["clause"])
        matched = np.maximum.reduceat(shares * heaviness[:, np.newaxis], self.first)
        yield "matched", matched
        yield "precision", (matched / np.maximum(lengths, 1e-6)[np.newaxis, :]).astype(np.float32)
        aliases = [(row, self.tokenise(alias)) for row, (_, facet) in enumerate(self.facets) for alias in facet.aliases]
        yield "alias", _best_alias(aliases, self.clauses, self.headings, len(self.facets), self.background)
        titles = _cut([item.title + "，" + "，".join(item.path[-1:]) for item, _ in self.facets], self.tokenise)
        topic = Channel.over(self.clauses, titles, self.background, matched_only=True)
        named = topic.matrix(self.clauses)
        yield "topic", coverage(topic.weighted(titles), named)
        yield "topic block", coverage(topic.weighted(titles), together(named, self.blocks))


def _first_view(mixed: Matrix, alone: Matrix, facets: Facets, blocks: Groups) -> Iterator[tuple[str, Matrix]]:
    """What is seen of a clause beside the other clauses and the other facets, by name."""
    yield "mixed", mixed
    yield "rank", ranks(mixed)
    yield "rank alone", ranks(alone)
    yield "share of best", mixed / np.maximum(mixed.max(axis=1, keepdims=True), 1e-6)
    yield "competition", _competition(mixed)
    yield "near item", _nearness(mixed, facets, blocks)


def signals(scheme: Scheme, submission: Submission, concepts: Tokenise, memory: Memory) -> Signals:
    """All signals of a scheme's facets and the clauses of a submission that are worth a closer look.

    `concepts` gives a text's concept tokens; `memory` is what the corpora remember.
    """
    facets = tuple((item, facet) for item in scheme.items for facet in item.facets)
    blocks = _numbered([(clause.document, clause.block) for clause in submission.clauses])
    pairs, named = (
        _Compared.of(facets, submission, tokenise, memory.backgrounds[channel], blocks)
        for channel, tokenise in (("pairs", character_pairs), ("concepts", concepts))
    )
    remembered = _remembered(facets, submission, memory)
    alone = pairs.covered("clause")
    mixed = alone + named.covered("clause") + 0.3 * (pairs.covered("sentence") + pairs.covered("heading"))
    traits = _clause_traits(submission)
    rankings = (mixed, remembered["precedent nearest"], remembered["wording mean"])
    chosen = shortlist(rankings, traits["is heading"] > 0)
    rows = np.arange(len(facets))[:, np.newaxis]

    def taken(named: Iterable[tuple[str, Matrix]], before: str = "") -> dict[str, Matrix]:
        return {f"{before}{name}": matrix[rows, chosen] for name, matrix in named}

    near = taken(remembered.items())
    del remembered, rankings  # what is taken is small, what it is taken from is not
    every = {
        **taken(pairs.signals(), "pairs "),
        **taken(named.signals(), "concepts "),
        **near,
        **taken(_first_view(mixed, alone, facets, blocks)),
        **taken((name, np.broadcast_to(trait, mixed.shape)) for name, trait in traits.items()),
        **taken((name, np.broadcast_to(t[:, np.newaxis], mixed.shape)) for name, t in _facet_traits(facets).items()),
    }
    return Signals(facets, tuple(every), chosen, np.stack(list(every.values())).astype(np.float32, copy=False))


def _remembered(facets: Facets, submission: Submission, memory: Memory) -> dict[str, Matrix]:
    """The signals that the corpora's evidence gives, by name."""
    statements = [facet.statement for _, facet in facets]
    texts = [own_words(clause) for clause in submission.clauses]
    near = precedent_signals(statements, texts, memory.precedents, memory.backgrounds["folded"])
    worded = wording_signals([asked(statement) for statement in statements], texts, memory.wordings)
    return {f"precedent {name}": matrix for name, matrix in near.items()} | {
        f"wording {name}": matrix for name, matrix in worded.items()
    }


def _best_alias(
    aliases: Sequence[tuple[int, Tokens]],
    clauses: Sequence[Tokens],
    headings: Sequence[Tokens],
    facets: int,
    background: Background,
) -> Matrix:
    """Share of a facet's best alias that a clause (or it with its table header) has; 0 where there are none."""
    best = np.zeros((facets, len(clauses)), dtype=np.float32)
    if not aliases:
        return best
    wanted = [tokens for _, tokens in aliases]
    both = [clause | heading for clause, heading in zip(clauses, headings, strict=True)]
    space = Channel.over(both, wanted, background, matched_only=True)
    for (row, _), scores in zip(aliases, coverage(space.weighted(wanted), space.matrix(both)), strict=True):
        best[row] = np.maximum(best[row], scores)
    return best


def _clause_traits(submission: Submission) -> dict[str, NDArray[np.float32]]:
    """What a clause is, whatever the facet."""
    clauses = submission.clauses
    blocks = [submission.documents[c.document].blocks[c.block] for c in clauses]
    count = max(len(clauses), 1)
    return {
        "length": np.array([len(c.text) for c in clauses], dtype=np.float32),
        "position": np.array([c.index / count for c in clauses], dtype=np.float32),
        "is heading": np.array([b.kind == "heading" for b in blocks], dtype=np.float32),
        "is row": np.array([bool(c.header) for c in clauses], dtype=np.float32),
        "has number": np.array([bool(re.search(r"\d", c.text)) for c in clauses], dtype=np.float32),
        "in title": np.array([bool(re.search(r"《", c.text)) for c in clauses], dtype=np.float32),
    }


def _facet_traits(facets: Facets) -> dict[str, NDArray[np.float32]]:
    """What a facet is, whatever the clause; never its name or its indicator's."""
    return {
        "statement length": np.array([len(f.statement) for _, f in facets], dtype=np.float32),
        "asks value": np.array([bool(f.comparator) for _, f in facets], dtype=np.float32),
        "siblings": np.array([len(i.facets) for i, _ in facets], dtype=np.float32),
    }
