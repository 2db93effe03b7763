"""Words of normalised text: jieba's, corrected so that none cuts a term of the field or runs over a clause's edge."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import accumulate

import rjieba

from compliance.language.concepts import ConceptFinder, field_concepts

# Sentences, clauses and cells begin and end at these.
_MARK = re.compile(r"[，。！？；：、…,;:!?|（）()《》〈〉“”‘’「」『』【】\[\]\s]")


class Words:
    """Cuts text into words; terms of the field stay whole, except those that only count between jieba's own borders."""

    def __init__(self) -> None:
        # jieba makes each mark a word of its own, and a term with a mark in it must not undo that.
        certain = [
            replace(concept, terms=tuple(term for term in concept.terms if not _MARK.search(term)))
            for concept in field_concepts()
            if not concept.whole_word
        ]
        self._terms = ConceptFinder(certain)
        self._jieba = rjieba.Jieba()
        for concept in certain:
            for term in concept.terms:
                self._jieba.add_word(term, None, None)

    def borders(self, text: str) -> tuple[int, ...]:
        """The offsets at which words begin or end, 0 and the text's length among them."""
        borders = set(accumulate(map(len, self._jieba.cut(text)), initial=0))
        for hit in self._terms.find(text):
            # jieba takes the likeliest path through the whole run of characters, which may lead through a term.
            borders.difference_update(range(hit.start + 1, hit.end))
            borders.add(hit.start)
            borders.add(hit.end)
        return tuple(sorted(borders))

    def cut(self, text: str) -> list[str]:
        """The words, in order; joined they are the text, white space included."""
        borders = self.borders(text)
        return [text[start:end] for start, end in zip(borders, borders[1:], strict=False)]


@cache
def words() -> Words:
    """The one segmenter; making it takes a third of a second."""
    return Words()
