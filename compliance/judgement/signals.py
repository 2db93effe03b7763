"""How far a clause says what a facet asks for: one matrix a signal, facets by clauses.

A statement and a clause are compared token by token in several channels (character pairs, words, concepts),
every token weighted by its rarity among the submission's clauses and the scheme's statements. A clause is
also compared together with what stands around it, and against what the other facets would make of it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from compliance.terms import Clause, Facet, Item, Scheme, Submission

Matrix = NDArray[np.float32]
Tokens = frozenset[str]
Tokenise = Callable[[str], Tokens]

_NOT_WORD = re.compile(r"[^\u3400-\u9fffA-Za-z0-9%]+")


def character_pairs(text: str) -> Tokens:
    """Overlapping pairs of characters, none across punctuation."""
    return frozenset(run[i : i + 2] for run in _NOT_WORD.split(text) for i in range(len(run) - 1))


@dataclass(frozen=True, slots=True)
class Background:
    """In how many clauses of the corpora each token stands, so that a short submission has weights too."""

    texts: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[Tokens]) -> Background:
        """The counts of these texts."""
        counts: Counter[str] = Counter()
        total = 0
        for tokens in texts:
            counts.update(tokens)
            total += 1
        return cls(total, counts)


# A submission's own clauses count as much as this many of the corpora: its own names and themes are common in it.
_OWN = 4


def rarity(texts: Iterable[Tokens], background: Background) -> dict[str, float]:
    """Weight of each token: log(1 + N / n), N clauses of which n have it, here and in the corpora."""
    own = Background.of(texts)
    total = background.texts + _OWN * own.texts
    return {
        token: math.log(1 + total / (background.counts.get(token, 0) + _OWN * count))
        for token, count in own.counts.items()
    }


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to cut text into tokens, with the weights that they have in this submission."""

    weights: dict[str, float]
    vocabulary: dict[str, int]

    @classmethod
    def over(cls, texts: Sequence[Tokens], statements: Sequence[Tokens], background: Background) -> Channel:
        """The channel of these clauses and statements; only a statement's tokens can be matched."""
        vocabulary = {token: i for i, token in enumerate(sorted(set().union(*statements)))} if statements else {}
        return cls(rarity([*texts, *statements], background), vocabulary)

    def matrix(self, texts: Sequence[Tokens]) -> sparse.csr_matrix:
        """Texts by vocabulary, 1 where a text has the token."""
        rows = [sorted(self.vocabulary[t] for t in tokens if t in self.vocabulary) for tokens in texts]
        indices = np.fromiter((i for row in rows for i in row), dtype=np.int32)
        pointers = np.cumsum([0, *map(len, rows)], dtype=np.int32)
        data = np.ones(len(indices), dtype=np.float32)
        return sparse.csr_matrix((data, indices, pointers), shape=(len(texts), len(self.vocabulary)))

    def weighted(self, statements: Sequence[Tokens]) -> sparse.csr_matrix:
        """Statements by vocabulary, each row summing to 1: its tokens' shares of the statement's weight."""
        matrix = self.matrix(statements)
        by_token = np.zeros(len(self.vocabulary), dtype=np.float32)
        for token, column in self.vocabulary.items():
            by_token[column] = self.weights[token]
        matrix = matrix.multiply(by_token[np.newaxis, :]).tocsr()
        totals = np.asarray(matrix.sum(axis=1)).ravel()
        return sparse.diags(1 / np.maximum(totals, 1e-6)).dot(matrix).tocsr()

    def weight(self, tokens: Tokens) -> float:
        """The summed rarity of a text's tokens."""
        return math.fsum(self.weights.get(token, 0.0) for token in tokens)

    def heaviest_unsaid(self, statements: Sequence[Tokens], texts: sparse.csr_matrix) -> Matrix:
        """Weight of the rarest token of each statement that a text does not have; 0 where it has them all."""
        said = texts.toarray().astype(bool)
        unsaid = np.zeros((len(statements), texts.shape[0]), dtype=np.float32)
        for row, tokens in enumerate(statements):
            columns = [self.vocabulary[token] for token in sorted(tokens)]
            weights = np.array([self.weights[token] for token in sorted(tokens)], dtype=np.float32)
            if columns:
                unsaid[row] = np.where(said[:, columns], 0.0, weights[np.newaxis, :]).max(axis=1)
        return unsaid


def coverage(statements: sparse.csr_matrix, texts: sparse.csr_matrix) -> Matrix:
    """Share of each statement's weight that each text has: statements by texts, 0 to 1."""
    shares: Matrix = np.asarray(statements.dot(texts.T).todense(), dtype=np.float32)
    return shares


def _tokens_of(texts: Sequence[str], tokenise: Tokenise) -> list[Tokens]:
    """The tokens of each text; surroundings repeat, and each is cut once."""
    cut = {text: tokenise(text) for text in dict.fromkeys(texts)}
    return [cut[text] for text in texts]


@dataclass(frozen=True, slots=True)
class Signals:
    """Every signal of every facet and clause; `values` is facets by clauses by names."""

    facets: tuple[tuple[Item, Facet], ...]
    names: tuple[str, ...]
    values: NDArray[np.float32]

    def of(self, name: str) -> Matrix:
        """One signal: facets by clauses."""
        matrix: Matrix = self.values[:, :, self.names.index(name)]
        return matrix


def _own_words(clause: Clause) -> str:
    """What a clause says: a row says its merged cells too, which are printed once, further up."""
    return " | ".join(clause.values) if clause.header else clause.text


def _joined(parts: Iterable[tuple[int, int, str]]) -> dict[tuple[int, int], str]:
    """Texts joined by the two numbers before them."""
    grouped: dict[tuple[int, int], list[str]] = {}
    for document, group, text in parts:
        grouped.setdefault((document, group), []).append(text)
    return {key: "，".join(texts) for key, texts in grouped.items()}


def _surroundings(submission: Submission) -> dict[str, list[str]]:
    """Per clause, the texts that it can be read with."""
    clauses = submission.clauses
    by_sentence = _joined((clause.document, clause.sentence[0], clause.text) for clause in clauses)
    by_block = _joined((clause.document, clause.block, clause.text) for clause in clauses)
    before = ["", *(c.text for c in clauses[:-1])]
    return {
        "clause": [_own_words(c) for c in clauses],
        "sentence": [by_sentence[c.document, c.sentence[0]] for c in clauses],
        "block": [by_block[c.document, c.block] for c in clauses],
        "heading": ["，".join((*c.section[-2:], c.stem, c.caption, *c.header)) for c in clauses],
        "around": [
            "，".join((by_block[c.document, c.block], *c.section[-2:], c.stem, c.caption, *c.header)) for c in clauses
        ],
        "pair": [f"{b}，{c.text}" if c.sentence[0] < c.index else c.text for b, c in zip(before, clauses, strict=True)],
    }


def _ranks(matrix: Matrix) -> Matrix:
    """Per facet, 1 for the best clause falling to 0 for the worst by reciprocal rank; equal scores share a rank."""
    order = (-matrix).argsort(axis=1, kind="stable").argsort(axis=1, kind="stable")
    return (1.0 / (1.0 + order)).astype(np.float32)


def _competition(matrix: Matrix) -> Matrix:
    """How far a clause says this facet rather than the facet that it says best: 0 for the best one, else negative."""
    lead: Matrix = matrix - matrix.max(axis=0, keepdims=True)
    return lead


def _nearness(best: Matrix, facets: Sequence[tuple[Item, Facet]], groups: NDArray[np.int64]) -> Matrix:
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


def signals(
    scheme: Scheme, submission: Submission, concepts: Tokenise, backgrounds: Mapping[str, Background]
) -> Signals:
    """All signals of a scheme's facets against a submission's clauses.

    `concepts` gives a text's concept tokens; `backgrounds` the corpora's counts for the channels pairs and concepts.
    """
    facets = tuple((item, facet) for item in scheme.items for facet in item.facets)
    around = _surroundings(submission)
    statements = [facet.statement for _, facet in facets]
    named: dict[str, Matrix] = {}
    for channel, tokenise in (("pairs", character_pairs), ("concepts", concepts)):
        wanted, background = [tokenise(text) for text in statements], backgrounds[channel]
        texts = {name: _tokens_of(column, tokenise) for name, column in around.items()}
        space = Channel.over(texts["clause"], wanted, background)
        weighted = space.weighted(wanted)
        for name, tokens in texts.items():
            named[f"{channel} {name}"] = coverage(weighted, space.matrix(tokens))
        for name in ("clause", "around"):
            named[f"{channel} unsaid {name}"] = space.heaviest_unsaid(wanted, space.matrix(texts[name]))
        heaviness = np.array([space.weight(tokens) for tokens in wanted], dtype=np.float32)
        lengths = np.array([space.weight(tokens) for tokens in texts["clause"]], dtype=np.float32)
        matched = named[f"{channel} clause"] * heaviness[:, np.newaxis]
        named[f"{channel} precision"] = (matched / np.maximum(lengths, 1e-6)[np.newaxis, :]).astype(np.float32)
        named[f"{channel} matched"] = matched
        aliases = [(row, tokenise(alias)) for row, (_, facet) in enumerate(facets) for alias in facet.aliases]
        named[f"{channel} alias"] = _best_alias(aliases, texts["clause"], texts["heading"], len(facets), background)
        titles = [tokenise(item.title + "，" + "，".join(item.path[-1:])) for item, _ in facets]
        topic = Channel.over(texts["clause"], titles, background)
        named[f"{channel} topic"] = coverage(topic.weighted(titles), topic.matrix(texts["clause"]))
        named[f"{channel} topic block"] = coverage(topic.weighted(titles), topic.matrix(texts["block"]))
    mixed = named["pairs clause"] + named["concepts clause"] + 0.3 * (named["pairs sentence"] + named["pairs heading"])
    groups = np.unique([(c.document, c.block) for c in submission.clauses], axis=0, return_inverse=True)[1].ravel()
    named["mixed"] = mixed
    named["rank"] = _ranks(mixed)
    named["rank alone"] = _ranks(named["pairs clause"])
    named["share of best"] = mixed / np.maximum(mixed.max(axis=1, keepdims=True), 1e-6)
    named["competition"] = _competition(mixed)
    named["near item"] = _nearness(mixed, facets, groups)
    for name, column in _clause_traits(submission).items():
        named[name] = np.broadcast_to(column, mixed.shape)
    for name, trait in _facet_traits(facets).items():
        named[name] = np.broadcast_to(trait[:, np.newaxis], mixed.shape)
    values = np.empty((*mixed.shape, len(named)), dtype=np.float32)
    for index, matrix in enumerate(named.values()):
        values[:, :, index] = matrix
    return Signals(facets, tuple(named), values)


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
    space = Channel.over(both, wanted, background)
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


def _facet_traits(facets: Sequence[tuple[Item, Facet]]) -> dict[str, NDArray[np.float32]]:
    """What a facet is, whatever the clause; never its name or its indicator's."""
    return {
        "statement length": np.array([len(f.statement) for _, f in facets], dtype=np.float32),
        "asks value": np.array([bool(f.comparator) for _, f in facets], dtype=np.float32),
        "siblings": np.array([len(i.facets) for i, _ in facets], dtype=np.float32),
    }
