"""Texts as tokens with weights: the channels in which a statement and a clause are compared.

A token weighs by its rarity among the submission's clauses, the scheme's statements and the corpora.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Matrix = NDArray[np.float32]
Tokens = frozenset[str]
Tokenise = Callable[[str], Tokens]

_DIGITS = re.compile(r"\d[\d.,]*")
_NOT_WORD = re.compile(r"[^\u3400-\u9fffA-Za-z0-9%]+")


def character_pairs(text: str) -> Tokens:
    """Overlapping pairs of characters, none across punctuation."""
    return frozenset(run[i : i + 2] for run in _NOT_WORD.split(text) for i in range(len(run) - 1))


def folded(text: str) -> str:
    """The text with every number the same: what was said of 30 schools is said of 41 as well."""
    return _DIGITS.sub("0", text)


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    """In how many clauses of the corpora each token stands, so that a short submission has weights too."""

    texts: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[Collection[str]], least: int = 1) -> Background:
        """The counts of these texts; tokens that fewer than `least` of them have are left out."""
        counts: Counter[str] = Counter()
        total = 0
        for tokens in texts:
            counts.update(tokens)
            total += 1
        return cls(total, {token: count for token, count in counts.items() if count >= least})


# A submission's own clauses count as much as this many of the corpora: its own names and themes are common in it.
_OWN = 4


def rarity(texts: Iterable[Tokens], background: Background, wanted: Iterable[str] | None = None) -> dict[str, float]:
    """Weight of each token: log(1 + N / n), N clauses of which n have it, here and in the corpora.

    `wanted`: the tokens whose weights are needed, all of them where it is None.
    """
    own = Background.of(texts)
    total = background.texts + _OWN * own.texts
    return {
        token: math.log(1 + total / (background.counts.get(token, 0) + _OWN * own.counts[token]))
        for token in (own.counts if wanted is None else wanted)
    }


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to cut text into tokens, with the weights that they have in this submission."""

    weights: dict[str, float]
    vocabulary: dict[str, int]

    @classmethod
    def over(
        cls, texts: Sequence[Tokens], statements: Sequence[Tokens], background: Background, matched_only: bool = False
    ) -> Channel:
        """The channel of these clauses and statements; only a statement's tokens can be matched.

        `matched_only`: no other token is weighed, so that the `weight` of a clause is not to be asked for.
        """
        vocabulary = {token: i for i, token in enumerate(sorted(set().union(*statements)))} if statements else {}
        return cls(rarity([*texts, *statements], background, vocabulary if matched_only else None), vocabulary)

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
        said = texts.astype(bool).toarray()
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


def together(parts: sparse.csr_matrix, groups: NDArray[np.int64]) -> sparse.csr_matrix:
    """Per clause, the tokens of its whole group (sentence, block): clauses by vocabulary, from and to 0 or 1."""
    count = int(groups.max(initial=-1)) + 1
    members = sparse.csr_matrix((np.ones(len(groups)), (groups, np.arange(len(groups)))), shape=(count, len(groups)))
    return either(members.dot(parts))[groups]


def either(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """1 wherever there is anything."""
    said = counts.tocsr().astype(np.float32)
    said.data = np.minimum(said.data, 1.0)
    return said


def ranks(scores: Matrix) -> Matrix:
    """Per row, 1 for the best column falling to 0 by reciprocal rank; equals in their order."""
    order = (-scores).argsort(axis=1, kind="stable")
    inverted = (1.0 / (1.0 + np.arange(scores.shape[1]))).astype(np.float32)
    ranked = np.empty(scores.shape, dtype=np.float32)
    np.put_along_axis(ranked, order, inverted[np.newaxis, :], axis=1)
    return ranked


def best_two(scores: Matrix) -> tuple[Matrix, Matrix]:
    """The highest and the second highest score of each column; the second of a single row is -inf."""
    others = scores.copy()
    others[scores.argmax(axis=0), np.arange(scores.shape[1])] = -np.inf
    return scores.max(axis=0), others.max(axis=0)


def lead(scores: Matrix) -> Matrix:
    """How far each row is ahead of the best other row in its column; negative where another is ahead."""
    if len(scores) < 2:
        return scores
    best, second = best_two(scores)
    ahead: Matrix = scores - np.where(scores >= best, second, best)
    return ahead
