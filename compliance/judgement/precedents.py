"""Precedents (先例): how near a clause comes to passages that reviewers took as evidence for the same statement.

A statement without precedents (of a scheme never seen) has zeros everywhere, and the models know it by `known`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from sys import intern

import numpy as np
from scipy import sparse

from compliance.judgement.channels import Background, Matrix, best_two, character_pairs, folded, lead, ranks
from compliance.terms import Status

# What shows a status in one document may be worded like what shows another in the next: near in words, far in verdict.
_BY_STATUS = {
    "met": Status.MET,
    "partial": Status.PARTIAL,
    "planned": Status.PLANNED,
    "contradicted": Status.CONTRADICTED,
}
# Half of a statement's own precedents, half of all: few precedents say little of what they leave out.
_OWN_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Precedent:
    """One passage that was evidence: its normalised text, the status that it showed, the document that it is from."""

    text: str
    status: Status
    source: str


@dataclass(frozen=True, slots=True, eq=False)
class Precedents:
    """The precedents of each statement."""

    by_statement: Mapping[str, tuple[Precedent, ...]]

    def without(self, source: str, statements: Iterable[str] = ()) -> Precedents:
        """Those that a document may be compared with: none of its own, and none at all of `statements`."""
        hidden = frozenset(statements)
        return Precedents(
            {
                statement: tuple(p for p in passages if p.source != source)
                for statement, passages in self.by_statement.items()
                if statement not in hidden
            }
        )


class _Stored(Mapping[str, tuple[Precedent, ...]]):
    """Precedents as they were written, read a statement at a time: a scheme needs a tenth of them."""

    def __init__(self, lines: Mapping[str, bytes]) -> None:
        self._lines = lines

    def __getitem__(self, statement: str) -> tuple[Precedent, ...]:
        found = json.loads(self._lines[statement])
        return tuple(Precedent(text, Status(status), source) for text, status, source in found)

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


def read_precedents(data: bytes) -> Precedents:
    """The precedents as `write_precedents` wrote them. Raises ValueError for a line that is none."""
    pairs = (line.split(b"\t", 1) for line in data.splitlines())
    return Precedents(_Stored({json.loads(statement): passages for statement, passages in pairs}))


def write_precedents(precedents: Precedents) -> bytes:
    """A line a statement: it, a tab, its passages, as JSON; sorted, so that the same precedents are the same bytes."""
    lines = []
    for statement, passages in sorted(precedents.by_statement.items()):
        plain = sorted([p.text, p.status.value, p.source] for p in passages)
        lines.append(f"{_json(statement)}\t{_json(plain)}\n")
    return "".join(lines).encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=65536)
def folded_pairs(text: str) -> tuple[str, ...]:
    """The different pairs of characters, sorted, every number the same: what was said of 30 schools is said of 41."""
    return tuple(sorted(map(intern, character_pairs(folded(text)))))


@dataclass(frozen=True, slots=True)
class _Space:
    """Texts as vectors of their pairs' rarities."""

    columns: Mapping[str, int]
    weights: np.ndarray

    @classmethod
    def over(cls, texts: Sequence[tuple[str, ...]], background: Background) -> _Space:
        columns = {pair: column for column, pair in enumerate(sorted({pair for text in texts for pair in text}))}
        total = background.texts + len(texts)
        counts = [background.counts.get(pair, 0) for pair in columns]
        return cls(columns, np.log(1 + total / (np.array(counts, dtype=np.float32) + 1)).astype(np.float32))

    def presence(self, texts: Sequence[tuple[str, ...]]) -> sparse.csr_matrix:
        """Texts by pairs, 1 where a text has the pair."""
        rows = [[self.columns[pair] for pair in text if pair in self.columns] for text in texts]
        indices = np.fromiter((i for row in rows for i in row), dtype=np.int32)
        pointers = np.cumsum([0, *map(len, rows)], dtype=np.int32)
        ones = np.ones(len(indices), dtype=np.float32)
        return sparse.csr_matrix((ones, indices, pointers), shape=(len(texts), len(self.columns)))

    def weighted(self, presence: sparse.csr_matrix) -> sparse.csr_matrix:
        return presence.multiply(self.weights[np.newaxis, :]).tocsr()


def _unit_rows(matrix: sparse.csr_matrix, lengths: np.ndarray | None = None) -> sparse.csr_matrix:
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel()) if lengths is None else lengths
    return sparse.diags(1 / np.maximum(lengths, 1e-6)).dot(matrix).tocsr()


def _dense(matrix: sparse.csr_matrix) -> Matrix:
    dense: Matrix = np.asarray(matrix.todense(), dtype=np.float32)
    return dense


def _lengths(texts: Sequence[tuple[str, ...]], background: Background) -> np.ndarray:
    """Each text's whole length, pairs that no precedent has included."""
    total = background.texts + 1
    different: set[str] = set().union(*texts)
    squared = {pair: math.log(1 + total / (background.counts.get(pair, 0) + 1)) ** 2 for pair in different}
    squares = [math.fsum(map(squared.__getitem__, text)) for text in texts]
    return np.sqrt(np.array(squares, dtype=np.float32))


@dataclass(frozen=True, slots=True)
class _Passages:
    """The precedents of some statements as vectors; the matrices are precedents by pairs."""

    space: _Space
    directions: sparse.csr_matrix  # of length 1
    shares: sparse.csr_matrix  # summing to 1
    own: sparse.csr_matrix  # how many precedents of each statement have each pair: statements by pairs
    everything: np.ndarray  # per pair its share in all precedents
    bounds: np.ndarray  # where each statement's precedents begin, and where the last one's end
    statuses: np.ndarray  # per precedent its status


# A run judges many submissions by the same scheme.
@lru_cache(maxsize=2)
def _passages(statements: tuple[str, ...], precedents: Precedents, background: Background) -> _Passages:
    passages = [(row, p) for row, s in enumerate(statements) for p in precedents.by_statement.get(s, ())]
    wanted = [folded_pairs(p.text) for _, p in passages]
    space = _Space.over(wanted, background)
    present = space.presence(wanted)
    weighted = space.weighted(present)
    everything = np.asarray(present.sum(axis=0)).ravel() + 1
    bounds = np.searchsorted([row for row, _ in passages], np.arange(len(statements) + 1))
    ones = np.ones(len(passages), dtype=np.float32)
    owned = sparse.csr_matrix((ones, np.arange(len(passages)), bounds), shape=(len(statements), len(passages)))
    return _Passages(
        space,
        _unit_rows(weighted),
        _unit_rows(weighted, np.asarray(weighted.sum(axis=1)).ravel()),
        owned.dot(present),
        everything / everything.sum(),
        bounds,
        np.array([p.status.value for _, p in passages], dtype=np.str_),
    )


def _odds(own: sparse.csr_matrix, everything: np.ndarray, said: np.ndarray) -> np.ndarray:
    """Per statement and said pair, how much likelier it is in the statement's precedents than in all (log odds, naive
    Bayes)."""
    totals = np.maximum(np.asarray(own.sum(axis=1), dtype=np.float32), np.float32(1))
    share = _OWN_SHARE * own[:, said].toarray() / totals + (1 - _OWN_SHARE) * everything[said]
    odds: np.ndarray = np.log(share / everything[said]).astype(np.float32)
    return odds


SIGNALS = ("nearest", "second", "covers", "lead", "known", "odds", "odds rank", *_BY_STATUS)


def precedent_signals(
    statements: Sequence[str], texts: Sequence[str], precedents: Precedents, background: Background
) -> dict[str, Matrix]:
    """How near each text comes to the precedents of each statement: statements by texts, by name.

    nearest, second: cosine with the nearest precedents; covers: share of a precedent's weight that the text says;
    lead: nearest, less that of the statement whose precedent the text is nearest to; odds: naive Bayes;
    the names of statuses: cosine with the nearest precedent of that status.
    """
    found = {name: np.zeros((len(statements), len(texts)), dtype=np.float32) for name in SIGNALS}
    passages = _passages(tuple(statements), precedents, background)
    if not len(passages.statuses) or not texts:
        return found
    said = [folded_pairs(text) for text in texts]
    clauses = passages.space.presence(said)
    said_directions = _unit_rows(passages.space.weighted(clauses), _lengths(said, background)).T.tocsr()
    said_tokens = clauses.T.tocsr()
    # One statement after the other: all precedents by all clauses of a long submission would take a gigabyte.
    for row, (first, last) in enumerate(pairwise(passages.bounds)):
        found["known"][row] = last - first
        if first == last:
            continue
        near = _dense(passages.directions[first:last].dot(said_directions))
        found["nearest"][row], second = best_two(near)
        found["second"][row] = second if last - first > 1 else 0
        found["covers"][row] = _dense(passages.shares[first:last].dot(said_tokens)).max(axis=0)
        for name, status in _BY_STATUS.items():
            alike = passages.statuses[first:last] == status.value
            if alike.any():
                found[name][row] = near[alike].max(axis=0)
    known = np.flatnonzero(np.diff(passages.bounds))
    said_pairs = np.unique(clauses.indices)
    found["odds"][known] = clauses[:, said_pairs].dot(_odds(passages.own[known], passages.everything, said_pairs).T).T
    found["lead"] = lead(found["nearest"])
    found["odds rank"] = ranks(found["odds"])
    return found
