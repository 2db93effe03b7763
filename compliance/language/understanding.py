"""Documents to a submission (报送材料) of annotated clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from compliance.language.clauses import Piece, pieces
from compliance.language.modality import read_modality
from compliance.language.normalise import normalise
from compliance.language.periods import find_period
from compliance.language.quantities import find_quantities
from compliance.language.recognition import recognise_kind, recognise_period, recognise_subject
from compliance.language.subjects import find_subject
from compliance.terms import Block, BlockKind, Clause, Document, DocumentKind, Submission

_LEAD_IN = re.compile(r"[:：]\s*$")
_CAPTION = re.compile(r"^(?:附表|附件|表)\s*[一二三四五六七八九十\d]|[:：]\s*$|表$")
# Longer lines above a table are text that happens to stand there, not its caption.
_LONGEST_CAPTION = 60


def _normal(text: str) -> str:
    return normalise(text).text


def _stem(block: Block, blocks: Sequence[Block]) -> str:
    """The lead-in of the list that a block belongs to: the nearest earlier line of its section that ends with a colon."""
    for earlier in reversed(blocks[: block.index]):
        if earlier.section != block.section or earlier.kind is BlockKind.TABLE:
            return ""
        if _LEAD_IN.search(earlier.text):
            return earlier.text.strip()[-_LONGEST_CAPTION:]
        if earlier.kind is not BlockKind.LIST_ITEM:
            return ""
    return ""


def _caption(block: Block, blocks: Sequence[Block]) -> str:
    """The line above a table that says what it shows."""
    if block.kind is not BlockKind.TABLE or not block.index:
        return ""
    above = blocks[block.index - 1].text.strip()
    return above if len(above) <= _LONGEST_CAPTION and (_CAPTION.search(above) or len(above) < 30) else ""


def _sentences(found: Sequence[Piece], first: int) -> list[tuple[int, int]]:
    """Per piece, the clause indices from which to which its sentence goes; `first` is the first piece's index."""
    spans: dict[int, tuple[int, int]] = {}
    for number, piece in enumerate(found, first):
        start, _ = spans.get(piece.sentence, (number, 0))
        spans[piece.sentence] = (start, number + 1)
    return [spans[piece.sentence] for piece in found]


def _clauses_of(block: Block, document: int, blocks: Sequence[Block], first: int) -> Iterator[Clause]:
    found = pieces(block)
    section = tuple(_normal(text) for text in block.section)
    stem, caption = _normal(_stem(block, blocks)), _normal(_caption(block, blocks))
    for number, (piece, sentence) in enumerate(zip(found, _sentences(found, first), strict=True), first):
        yield Clause(
            index=number,
            document=document,
            block=block.index,
            start=piece.start,
            end=piece.end,
            text=_normal(block.text[piece.start : piece.end]),
            sentence=sentence,
            section=section,
            stem=stem,
            header=tuple(map(_normal, piece.header)),
            values=tuple(map(_normal, piece.values)),
            caption=caption,
        )


def split(documents: Sequence[Document]) -> tuple[Clause, ...]:
    """The clauses of all documents, in order, not yet annotated."""
    clauses: list[Clause] = []
    for number, document in enumerate(documents):
        for block in document.blocks:
            clauses.extend(_clauses_of(block, number, document.blocks, len(clauses)))
    return tuple(clauses)


def annotate(clauses: Sequence[Clause], subject: str, year: int | None) -> tuple[Clause, ...]:
    """The clauses with quantities, modality, period and subject; parts of a sentence hear the parts before them."""
    annotated = []
    for clause in clauses:
        before = "，".join(c.text for c in clauses[clause.sentence[0] : clause.index]) if not clause.header else ""
        modality, cue = read_modality(clause.text, before, clause.section, clause.stem)
        annotated.append(
            replace(
                clause,
                quantities=find_quantities(clause.text),
                modality=modality,
                cue=cue,
                period=find_period(clause.text, year),
                subject=find_subject(clause.text, subject),
            )
        )
    return tuple(annotated)


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
    clauses = annotate(split(known), subject, year_of(period))
    return Submission(known, clauses, subject, period, kind or _main_kind(known))


def _main_kind(documents: Sequence[Document]) -> DocumentKind:
    """The kind of the longest document that is one of the kinds a submission can be."""
    judged = [d for d in documents if d.kind in (DocumentKind.SELF_EVALUATION, DocumentKind.PLAN)]
    longest = max(judged or documents, key=lambda d: d.characters, default=None)
    return longest.kind if longest else DocumentKind.OTHER
