"""A facet and a clause in its surroundings as marked pieces of text, for the models that read words (措辞).

Pieces of 1 to 4 characters, each with a letter for where it stands: in the clause, before or after it in its sentence,
in its heading. Where the clause repeats the statement it is blanked out: “尚未＠” is learnt once for all facets.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.preprocessing import normalize

from compliance.judgement.asked import asked
from compliance.judgement.channels import folded
from compliance.judgement.signals import own_words
from compliance.judgement.who import who_acts
from compliance.judgement.wordings import plain_words
from compliance.language.actors import acting
from compliance.language.sentences import said_after, sentence_text
from compliance.terms import Clause, Facet, Item, Submission

_SAID = "＠"
# Large enough that two pieces seldom share a place (about 400,000 pieces in the corpora).
_PLACES = 2**18


def _itself(pieces: Sequence[str]) -> Sequence[str]:
    return pieces


def _hashing(places: int, norm: str | None) -> HashingVectorizer:
    return HashingVectorizer(analyzer=_itself, n_features=places, alternate_sign=False, norm=norm, dtype="float32")


_COUNTS = _hashing(_PLACES, None)
# About 800,000 pieces of a statement's own in the corpora; with half the places the log loss is 1 % worse.
_OWN_VECTORS = _hashing(2**20, "l2")


@lru_cache(maxsize=16384)
def _pieces(mark: str, text: str, lengths: tuple[int, ...]) -> tuple[str, ...]:
    whole = f"^{folded(text)}$"
    return tuple(mark + whole[i : i + n] for n in lengths for i in range(len(whole) - n + 1))


def without_statement(text: str, statement: str) -> str:
    """The text with every run that the statement has as well blanked out."""
    pairs = {statement[i : i + 2] for i in range(len(statement) - 1)}
    said = [False] * len(text)
    for i in range(len(text) - 1):
        if text[i : i + 2] in pairs:
            said[i] = said[i + 1] = True
    runs = "".join(_SAID if repeated else character for character, repeated in zip(text, said, strict=True))
    return re.sub(f"{_SAID}+", _SAID, runs)


def _around(clause: Clause, submission: Submission) -> tuple[str, str, str, str]:
    """What stands before and after the clause in its sentence, and the ends of the sentences beside it."""
    clauses, (first, last) = submission.clauses, clause.sentence
    before = "，".join(c.text for c in clauses[first : clause.index])  # of a row too, where notes part its cells
    after = said_after(clause, submission)
    previous = clauses[first - 1] if first > 0 and clauses[first - 1].block == clause.block else None
    following = clauses[last] if last < len(clauses) and clauses[last].block == clause.block else None
    return before, after, previous.text if previous else "", following.text if following else ""


def _clause_pieces(clause: Clause, submission: Submission) -> Iterator[str]:
    """The pieces that are the same for every facet."""
    yield from _pieces("c", own_words(clause), (1, 2, 3))
    yield from _pieces("h", "".join(clause.section[-1:]) + clause.stem, (2,))
    yield f"k{submission.kind}"
    yield f"m{clause.modality}"
    yield f"km{submission.kind}{clause.modality}"
    yield f"s{clause.subject.kind}"
    if clause.period:
        yield f"p{clause.period.relative}"
    if clause.header:
        yield from _pieces("r", "|".join(clause.header), (2,))
        return
    before, after, previous, following = _around(clause, submission)
    for mark, text, lengths in (
        ("B", before, (2,)),
        ("b", submission.clauses[clause.index - 1].text if before else "", (2, 3)),
        ("A", after, (2,)),
        ("a", submission.clauses[clause.index + 1].text if after else "", (2, 3)),
        ("P", previous, (2,)),
        ("F", following, (2,)),
    ):
        if text:
            yield from _pieces(mark, text, lengths)


def _pair_pieces(item: Item, facet: Facet, clause: Clause, submission: Submission, doer: str) -> Iterator[str]:
    """The pieces that depend on the statement: the clause without it, and its words that are said, near or unsaid."""
    statement, own = asked(facet.statement), own_words(clause)
    yield from _pieces("w", without_statement(own, statement), (2, 3, 4))
    first, last = clause.sentence
    beside = submission.clauses[max(first, clause.index - 1) : min(last, clause.index + 2)]
    for other in beside:
        if other.index != clause.index and not clause.header:
            mark = "n" if other.index < clause.index else "o"
            yield from _pieces(mark, without_statement(other.text, statement), (2, 3))
    wanted, said = set(plain_words(statement)), set(plain_words(own))
    around = "，".join(
        (own, sentence_text(clause, submission), *clause.section[-2:], clause.stem, clause.caption, *clause.header)
    )
    near = set(plain_words(around))
    for mark, words in (
        ("+", wanted & said),
        ("~", (wanted & near) - said),
        ("-", wanted - near),
        ("*", said - wanted),
    ):
        yield from (mark + word for word in sorted(words))
    yield f"S{clause.subject.kind}{item.scope}"
    yield f"W{acting(statement)}>{doer}{item.scope}"


def _own_pieces(statement: str, text: str) -> list[str]:
    mark = f"{zlib.crc32(statement.encode()):x}"
    return [mark + piece for piece in _pieces("", text, (1, 2))]


class PairWords:
    """The vectors of pairs in one submission; what is the same for every facet is cut once a clause."""

    def __init__(self, submission: Submission) -> None:
        self._submission = submission
        self._doers = who_acts(submission)

    def _of_pair(self, item: Item, facet: Facet, index: int) -> Iterator[str]:
        return _pair_pieces(item, facet, self._submission.clauses[index], self._submission, self._doers[index])

    def own_vectors(self, pairs: Sequence[tuple[Item, Facet, int]]) -> sparse.csr_matrix:
        """Pairs by the clause's pieces marked with the statement, so that a model learns what each statement's own
        evidence sounds like; each row of length 1."""
        return _OWN_VECTORS.transform(
            _own_pieces(facet.statement, own_words(self._submission.clauses[index])) for _, facet, index in pairs
        )

    def vectors(self, pairs: Sequence[tuple[Item, Facet, int]]) -> sparse.csr_matrix:
        """Pairs of a facet and a clause's index by pieces, each row of length 1."""
        clauses, places = np.unique([index for _, _, index in pairs], return_inverse=True)
        of_clauses = _COUNTS.transform(_clause_pieces(self._submission.clauses[i], self._submission) for i in clauses)
        of_pairs = _COUNTS.transform(self._of_pair(*pair) for pair in pairs)
        return normalize(of_clauses[places] + of_pairs, copy=False)
