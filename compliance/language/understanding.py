"""Documents to a submission (报送材料) of annotated clauses."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from compliance.language.clauses import captions, stems
from compliance.language.normalise import Normalised, normalise
from compliance.language.recognition import looks_back, recognise_kind, recognise_period, recognise_subject
from compliance.language.restoration import is_spun, restore
from compliance.terms import Block, Clause, Document, DocumentKind, Submission

if TYPE_CHECKING:
    from compliance.language.pipeline import Reading, Surroundings


@dataclass(frozen=True, slots=True)
class Judged:
    """A block's text as it is judged, and the two steps back to the text as printed."""

    text: str
    normalised: Normalised
    restored: Normalised

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The slice of the printed text that a slice of the judged text came from."""
        # A word that was swapped may have been longer: its end is where the next character begins.
        return self.normalised.original(self.restored.origin[start], self.restored.origin[end])

    def position(self, offset: int) -> int:
        """Where the character that stands at or after an offset of the printed text begins in the judged text."""
        return bisect_left(self.restored.origin, bisect_left(self.normalised.origin, offset))


def judged(normalised: Normalised, spun: bool) -> Judged:
    """A normalised text with swapped words restored; `spun` where the whole document was put through a spinner."""
    restored = restore(normalised.text, spun)
    return Judged(restored.text, normalised, restored)


@lru_cache(maxsize=2048)
def _line(text: str, spun: bool) -> str:
    """A heading, lead-in or caption as it is judged."""
    return restore(normalise(text).text, spun).text


def _judged_block(block: Block, text: Judged) -> Block:
    cells = tuple(
        replace(cell, start=text.position(cell.start), end=max(text.position(cell.start), text.position(cell.end)))
        for cell in block.cells
    )
    return Block(block.index, block.kind, text.text, block.place, block.section, block.level, cells, block.confidence)


def _judged_blocks(document: Document) -> list[Judged]:
    normal = [normalise(block.text) for block in document.blocks]
    spun = is_spun("\n".join(one.text for one in normal))
    return [judged(one, spun) for one in normal]


def _surroundings(
    document: Document, texts: Sequence[Judged], subject: str, year: int | None, back: bool, plan: bool
) -> Iterator[Surroundings]:
    from compliance.language.pipeline import Surroundings  # deferred: spaCy takes a second to import

    blocks = [_judged_block(block, text) for block, text in zip(document.blocks, texts, strict=True)]
    for block, stem, caption in zip(blocks, stems(blocks), captions(blocks), strict=True):
        section = tuple(_line(text, False) for text in block.section)
        yield Surroundings(block, section, stem, caption, subject, year, back, plan)


def _clauses_of(
    readings: Sequence[Reading], around: Surroundings, text: Judged, document: int, first: int
) -> Iterator[Clause]:
    sentences: dict[int, tuple[int, int]] = {}
    for number, reading in enumerate(readings, first):
        begin, _ = sentences.get(reading.piece.sentence, (number, 0))
        sentences[reading.piece.sentence] = (begin, number + 1)
    for number, reading in enumerate(readings, first):
        piece = reading.piece
        start, end = text.original(piece.start, piece.end)
        yield Clause(
            index=number,
            document=document,
            block=around.block.index,
            start=start,
            end=end,
            text=reading.text,
            sentence=sentences[piece.sentence],
            section=around.section,
            stem=piece.stem or around.stem,
            header=piece.header,
            values=piece.values,
            caption=around.caption,
            quantities=reading.quantities,
            modality=reading.modality,
            cue=reading.cue,
            period=reading.period,
            subject=reading.subject,
        )


def clauses_of(
    documents: Sequence[Document], subject: str, year: int | None, back: bool = False, plan: bool = False
) -> tuple[Clause, ...]:
    """The clauses of all documents, in order, read by the pipeline; each quote is a slice of its block's own text.

    `back`: whether the documents look back on their year from the next one. `plan`: whether they are a plan.
    """
    from compliance.language.pipeline import read_blocks

    clauses: list[Clause] = []
    for number, document in enumerate(documents):
        texts = _judged_blocks(document)
        blocks = list(_surroundings(document, texts, subject, year, back, plan))
        for readings, around, text in zip(read_blocks(blocks), blocks, texts, strict=True):
            clauses.extend(_clauses_of(readings, around, text, number, len(clauses)))
    return tuple(clauses)


def year_of(period: str) -> int | None:
    """The year that a period ends in: 2021 of 2021, 2022 of 2021—2022学年; None where it names none."""
    years = re.findall(r"(?:19|20)\d\d", period)
    return int(years[-1]) if years else None


def understand(
    documents: Sequence[Document],
    subject: str | None = None,
    period: str | None = None,
    kind: DocumentKind | None = None,
) -> Submission:
    """What the documents say, clause by clause; subject, period and kind are recognised where they are not given."""
    known = tuple(replace(d, kind=kind or recognise_kind(d)) for d in documents)
    subject = subject if subject is not None else recognise_subject(known)
    period = period if period is not None else recognise_period(known)
    kind, back = kind or _main_kind(known), looks_back(known)
    clauses = clauses_of(known, subject, year_of(period), back, kind is DocumentKind.PLAN)
    return Submission(known, clauses, subject, period, kind, back)


def _main_kind(documents: Sequence[Document]) -> DocumentKind:
    """The kind of the longest document that is one of the kinds a submission can be."""
    judged = [d for d in documents if d.kind in (DocumentKind.SELF_EVALUATION, DocumentKind.PLAN)]
    longest = max(judged or documents, key=lambda d: d.characters, default=None)
    return longest.kind if longest else DocumentKind.OTHER
