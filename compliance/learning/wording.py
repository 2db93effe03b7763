"""From statements and their evidence to the table of wordings: expectation–maximisation over words (model 1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from compliance.judgement.wordings import ANY, Wordings, plain_words

_ROUNDS = 6
# Added to each word's total, so that a word met once or twice is not taken for a certain translation.
_DOUBT = 1.0
# Probabilities below this change no ranking and would make the table ten times as large.
_LEAST = 0.004


def _triples(
    sources: Sequence[tuple[str, ...]],
    targets: Sequence[tuple[str, ...]],
    rows: dict[str, int],
    columns: dict[str, int],
) -> tuple[np.ndarray, np.ndarray]:
    """Every word of a statement with every word of its evidence: the cell of the table, and the pair's word."""
    cells, words, first = [], [], 0
    for asked, said in zip(sources, targets, strict=True):
        row = np.array([rows[word] for word in asked], dtype=np.int64)
        column = np.array([columns[word] for word in said], dtype=np.int64)
        cells.append((row[:, np.newaxis] * len(columns) + column).ravel())
        words.append(np.tile(np.arange(first, first + len(said)), len(asked)))
        first += len(said)
    return np.concatenate(cells), np.concatenate(words)


def _columns(texts: Iterable[tuple[str, ...]]) -> dict[str, int]:
    return {word: i for i, word in enumerate(sorted({word for words in texts for word in words}))}


def learn_wordings(pairs: Sequence[tuple[str, Sequence[str]]], clauses: Iterable[str]) -> Wordings:
    """The table of (statement, its evidence clauses), and how often each word stands in the corpora's clauses."""
    counts = Counter(word for clause in clauses for word in plain_words(clause))
    sources = [(*plain_words(statement), ANY) for statement, _ in pairs]
    targets = [tuple(dict.fromkeys(word for text in texts for word in plain_words(text))) for _, texts in pairs]
    if not pairs:
        return Wordings({}, dict(counts))
    rows, columns = _columns(sources), _columns(targets)
    cells, words = _triples(sources, targets, rows, columns)
    known, cell = np.unique(cells, return_inverse=True)
    row = known // len(columns)
    table = _shares(np.bincount(cell).astype(np.float64), row, doubt=0.0)
    for _ in range(_ROUNDS):
        explained = np.bincount(words, weights=table[cell])
        counted = np.bincount(cell, weights=table[cell] / np.maximum(explained[words], 1e-12))
        table = _shares(counted, row, _DOUBT)
    return Wordings(_as_words(table, row, known % len(columns), list(rows), list(columns)), dict(counts))


def _shares(counted: np.ndarray, row: np.ndarray, doubt: float) -> np.ndarray:
    """Each cell's share of its row."""
    shares: np.ndarray = counted / (np.bincount(row, weights=counted)[row] + doubt)
    return shares


def _as_words(
    table: np.ndarray, row: np.ndarray, column: np.ndarray, rows: list[str], columns: list[str]
) -> dict[str, dict[str, float]]:
    named: dict[str, dict[str, float]] = {}
    for index in np.flatnonzero(table >= _LEAST):
        named.setdefault(rows[row[index]], {})[columns[column[index]]] = round(float(table[index]), 4)
    return named
