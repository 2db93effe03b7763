"""Wordings (说法): the words in which submissions say what statements ask for, learnt from statements and evidence.

A table of translation probabilities (P. Brown et al. 1993, model 1): how likely a word of the evidence is where a word
of the statement stands. It knows words, not facets, so it serves a scheme never seen.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import rjieba
from scipy import sparse

from compliance.judgement.channels import Matrix, folded, lead, ranks

_WORD = re.compile(r"[\u3400-\u9fffA-Za-z0-9%]")
# Stands in every statement: what evidence says whatever the statement.
ANY = "*"
# The share that a statement's words have in an evidence clause; the rest is how submissions talk anyway.
_SHARE = 0.6
# About as many different words as submissions have; each is counted as met half a time.
_VOCABULARY = 20_000
# Evidence often repeats a statement's word as it is, also one that the table has not met.
_SAME = 0.3


@lru_cache(maxsize=8192)
def plain_words(text: str) -> tuple[str, ...]:
    """The different words of a text, in order, every number the same; no punctuation."""
    cut = rjieba.cut(folded(text))
    return tuple(dict.fromkeys(word for word in cut if _WORD.search(word)))


@dataclass(frozen=True, slots=True)
class Wordings:
    """`table` maps a statement's word to the evidence's words and their probabilities; `counts` are the corpora's."""

    table: Mapping[str, Mapping[str, float]]
    counts: Mapping[str, int]

    def usual(self, words: Sequence[str]) -> np.ndarray:
        """How likely each word is in any clause."""
        total = sum(self.counts.values()) + 0.5 * _VOCABULARY
        return np.array([(self.counts.get(word, 0) + 0.5) / total for word in words], dtype=np.float32)


def read_wordings(data: bytes) -> Wordings:
    """The table as `write_wordings` wrote it."""
    plain = json.loads(data)
    return Wordings(plain["table"], plain["counts"])


def write_wordings(wordings: Wordings) -> bytes:
    """JSON, sorted, so that the same table is the same bytes."""
    plain = {
        "table": {source: dict(targets) for source, targets in wordings.table.items()},
        "counts": dict(wordings.counts),
    }
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _log_ratios(statement: str, words: Mapping[str, int], usual: np.ndarray, wordings: Wordings) -> np.ndarray:
    """Per word, how much likelier it is in this statement's evidence than anywhere (log ratio)."""
    sources = plain_words(statement)
    likely = np.zeros(len(words), dtype=np.float32)
    for source in sources:
        for target, probability in wordings.table.get(source, {}).items():
            if target in words:
                likely[words[target]] += probability / len(sources)
        if source in words:
            likely[words[source]] += _SAME / len(sources)
    ratios: np.ndarray = np.log((_SHARE * likely + (1 - _SHARE) * usual) / usual)
    return ratios


def wording_signals(statements: Sequence[str], texts: Sequence[str], wordings: Wordings) -> dict[str, Matrix]:
    """How well each text words each statement: statements by texts, by name.

    total: log ratio summed over the text's words; mean: the same over the root of their number; rank, lead: of mean
    among texts and among statements.
    """
    shape = (len(statements), len(texts))
    if not statements or not texts:
        return {name: np.zeros(shape, dtype=np.float32) for name in ("total", "mean", "rank", "lead")}
    said = [plain_words(text) for text in texts]
    words = {word: i for i, word in enumerate(dict.fromkeys(word for one in said for word in one))}
    indices = np.fromiter((words[word] for one in said for word in one), dtype=np.int32)
    pointers = np.cumsum([0, *map(len, said)], dtype=np.int32)
    present = sparse.csr_matrix(
        (np.ones(len(indices), dtype=np.float32), indices, pointers), shape=(len(texts), len(words))
    )
    usual = wordings.usual(tuple(words))
    ratios = np.stack([_log_ratios(statement, words, usual, wordings) for statement in statements])
    total: Matrix = np.asarray(present.dot(ratios.T).T, dtype=np.float32)
    lengths = np.sqrt(np.maximum(np.array([len(one) for one in said], dtype=np.float32), 1))
    mean: Matrix = (total / lengths[np.newaxis, :]).astype(np.float32)
    return {"total": total, "mean": mean, "rank": ranks(mean), "lead": lead(mean)}
