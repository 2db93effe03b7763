"""The spaCy pipeline: words, sentences, clauses, and what each clause says, as extensions of its Span.

A document here is one block's text as it is judged (normalised, restored); what the components need to know of its
surroundings is a `Surroundings` in `doc._.surroundings`. Each component only hands texts to a pure function and writes
down its answer:

=============  ========================================================================================
words          the tokenizer (`words.py`); the text is kept to the character, white space included
clauses        `doc.spans["clauses"]`, `span._.piece`, `token.is_sent_start`
quantities     `span._.quantities`: tuple of Quantity
modality       `span._.modality`, `span._.cue`
period         `span._.period`: Period or None
subject        `span._.subject`: Subject
=============  ========================================================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry
from spacy.vocab import Vocab

from compliance.language.ahead import is_ahead
from compliance.language.carrying import UNKNOWN, Part, carry_periods, carry_subjects, own_subject
from compliance.language.clauses import pieces
from compliance.language.modality import read_modality
from compliance.language.paragraphs import Piece
from compliance.language.periods import find_period
from compliance.language.quantities import find_quantities
from compliance.language.subjects import find_subject
from compliance.language.words import words
from compliance.terms import Block, Modality, Period, Quantity, Subject

CLAUSES = "clauses"
COMPONENTS = ("clauses", "quantities", "modality", "period", "subject")
_QUESTION = re.compile(r"(?:[（(][一二三四五六七八九十\d]+[）)]|\d+[.、])?\s*问：")
# In a sentence without one of these a question mark stands where a character was lost: 學區、學？？任督學.
_ASKS = re.compile(
    r"问|什么|怎|哪|谁|何|吗|呢|吧|是否|能否|可否|有无|还是|真的|多[少长久]|几|([\u4e00-\u9fff])[不没]\1|没有$"
)
_REST = re.compile(r"[^。；！？\n]*")
# Without one of these there is no number to look for.
_NUMERAL = re.compile(r"[\d〇零一二两三四五六七八九十百千万亿半倍成XX×]")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A block as it is judged (its text and its cells' offsets normalised) and what the components need besides."""

    block: Block
    section: tuple[str, ...] = ()
    stem: str = ""
    caption: str = ""
    own: str = ""  # the submission's subject
    year: int | None = None  # the submission's year
    looks_back: bool = False  # whether 去年 is that year
    plan: bool = False  # whether it is a plan, whose dates are arrangements


@dataclass(frozen=True, slots=True)
class Reading:
    """What the pipeline found in one clause; `start` and `end` are offsets in the block's judged text."""

    piece: Piece
    text: str
    quantities: tuple[Quantity, ...]
    modality: Modality
    cue: str
    period: Period | None
    subject: Subject


# --- tokenizer ---------------------------------------------------------------------------------------


class WordTokenizer:
    """spaCy's tokenizer interface over `Words`; white space is a word, so that doc.text is the text."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        cut = words().cut(text)
        return Doc(self.vocab, words=cut, spaces=[False] * len(cut))


@registry.tokenizers("compliance.words.v1")  # type: ignore[untyped-decorator]  # spaCy's registry has no types
def _make_tokenizer() -> Callable[[Language], WordTokenizer]:
    return lambda nlp: WordTokenizer(nlp.vocab)


# --- components --------------------------------------------------------------------------------------


def _say(doc: Doc, **answers: Sequence[object]) -> Doc:
    """Write down one answer a clause under each name."""
    doc._.said.update(answers)
    return doc


def _said(name: str) -> Callable[[Span], Any]:
    """The getter of a Span extension: what was said of the clause with the span's offsets; None for another span.

    Answers are kept by document: writing them span by span costs as much time as finding them.
    """

    def get(span: Span) -> Any:
        offsets = [(piece.start, piece.end) for piece in span.doc._.said["piece"]]
        wanted = (span.start_char, span.end_char)
        return span.doc._.said[name][offsets.index(wanted)] if wanted in offsets else None

    return get


def _extensions() -> None:
    Doc.set_extension("surroundings", default=None, force=True)
    Doc.set_extension("said", default=None, force=True)
    Doc.set_extension("parts", default=(), force=True)
    for name in ("piece", "quantities", "modality", "cue", "period", "subject"):
        Span.set_extension(name, getter=_said(name), force=True)


def _part(text: str, piece: Piece) -> Part:
    return Part(text[piece.start : piece.end], piece.sentence, piece.whole, bool(piece.header))


@Language.component("clauses")
def find_clauses(doc: Doc) -> Doc:
    """Clauses as spans of words, and the beginnings of full sentences."""
    around: Surroundings = doc._.surroundings
    found = pieces(around.block, around.stem)
    spans, previous = [], None
    for piece in found:
        # Words end where clauses do (words.py); "expand" only guards against text that is no text.
        span = doc.char_span(piece.start, piece.end, alignment_mode="expand")
        if span is None:
            raise ValueError("a clause lies outside of its block")
        spans.append(span)
        sentence = piece.sentence if piece.header else piece.whole
        if sentence != previous:
            doc[span.start].is_sent_start = True
            previous = sentence
    doc.spans[CLAUSES] = spans
    # Cut from the text: a Span puts its text together word by word, each time it is asked.
    text = around.block.text
    doc._.parts = tuple(_part(text, piece) for piece in found)
    doc._.said = {"piece": found}
    return doc


@Language.component("quantities")
def set_quantities(doc: Doc) -> Doc:
    """The quantities of each clause."""
    texts = (part.text for part in doc._.parts)
    return _say(doc, quantities=[find_quantities(text) if _NUMERAL.search(text) else () for text in texts])


@Language.component("modality")
def set_modality(doc: Doc) -> Doc:
    """How each clause speaks; its parts hear the lead-in and the earlier parts of their sentence."""
    around: Surroundings = doc._.surroundings
    readings: list[tuple[Modality, str]] = []
    before: list[str] = []
    heard: tuple[int, int] | None = None
    for piece, part in zip(doc._.said["piece"], doc._.parts, strict=True):
        if (piece.sentence, piece.whole) != heard or piece.header:
            before, heard = [piece.stem] if piece.stem and not piece.header else [], (piece.sentence, piece.whole)
        if _is_question(around.block.text, piece):
            readings.append((Modality.QUOTATION, "问"))
        else:
            stem = piece.stem or around.stem
            readings.append(read_modality(part.text, "，".join(before), around.section, stem))
        before.append(part.text)
    return _say(doc, modality=[modality for modality, _ in readings], cue=[cue for _, cue in readings])


def _is_question(text: str, piece: Piece) -> bool:
    """Whether the clause asks: it restates what is wanted and says nothing of what is."""
    rest = _REST.match(text, piece.end)
    end = rest.end() if rest else piece.end
    asked = text[end : end + 1] == "？" and bool(_ASKS.search(text, _sentence_start(text, piece.start), end))
    return asked or bool(_QUESTION.match(text[piece.start : piece.end]))


def _sentence_start(text: str, place: int) -> int:
    return max(text.rfind(mark, 0, place) for mark in "。；！？\n") + 1


@Language.component("period")
def set_period(doc: Doc) -> Doc:
    """The years that each clause speaks of, its sentence's where it names none."""
    around: Surroundings = doc._.surroundings
    above = _period_above(around.stem or around.caption, around.year, around.looks_back)
    if above is not None and above.relative and not around.stem:
        above = None  # 问题与下一步安排 over a table names a theme, not the time of its rows
    found = [find_period(part.text, around.year, around.looks_back) for part in doc._.parts]
    if not around.plan:
        _set_ahead(doc, found)
    return _say(doc, period=carry_periods(doc._.parts, found, above))


def _set_ahead(doc: Doc, found: Sequence[Period | None]) -> None:
    """What is dated after the submission's year and reads like a plain fact is only intended: 2026年9月开园."""
    around: Surroundings = doc._.surroundings
    said = doc._.said
    for number, (part, period) in enumerate(zip(doc._.parts, found, strict=True)):
        plain = said["modality"][number] is Modality.FACT and not said["cue"][number]
        if plain and period and is_ahead(part.text, period, around.year, around.looks_back, part.row):
            said["modality"][number], said["cue"][number] = Modality.INTENTION, period.text.split("、")[0]


@lru_cache(maxsize=512)
def _period_above(text: str, year: int | None, looks_back: bool) -> Period | None:
    return find_period(text, year, looks_back) if text else None


@Language.component("subject")
def set_subject(doc: Doc) -> Doc:
    """Whose fact each clause states, its sentence's, paragraph's or heading's where it names none."""
    around: Surroundings = doc._.surroundings
    found = [own_subject(part.text, find_subject(part.text, around.own)) for part in doc._.parts]
    above = _subject_above((around.stem, *reversed(around.section)), around.own)
    return _say(doc, subject=carry_subjects(doc._.parts, found, above))


@lru_cache(maxsize=512)
def _subject_above(texts: tuple[str, ...], own: str) -> Subject:
    """The subject of the lead-in or of the nearest heading that names one."""
    subjects = (find_subject(text, own) for text in texts if text)
    return next((subject for subject in subjects if subject.kind != "unknown"), UNKNOWN)


# --- front door --------------------------------------------------------------------------------------


@cache
def pipeline() -> Language:
    """The one pipeline; making it takes half a second, importing spaCy a second."""
    _extensions()
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "compliance.words.v1"}}})
    # Nothing here asks whether a word is like a URL; reckoning that for each new word costs more than all else.
    nlp.vocab.lex_attr_getters = {}  # type: ignore[attr-defined]  # the stub leaves it out
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def read_blocks(blocks: Iterable[Surroundings]) -> Iterator[tuple[Reading, ...]]:
    """The clauses of each block, in order, with everything that was read in them."""
    nlp = pipeline()
    # The words of a submission are forgotten afterwards: a process that reads many must not grow.
    with nlp.memory_zone():
        for doc in nlp.pipe(_docs(nlp, blocks)):
            yield _readings(doc)


def _docs(nlp: Language, blocks: Iterable[Surroundings]) -> Iterator[Doc]:
    for around in blocks:
        doc = nlp.make_doc(around.block.text)
        doc._.surroundings = around
        yield doc


def _readings(doc: Doc) -> tuple[Reading, ...]:
    said = doc._.said
    texts = [part.text for part in doc._.parts]
    columns = (said[name] for name in ("piece", "quantities", "modality", "cue", "period", "subject"))
    return tuple(
        Reading(piece, text, *answers)
        for text, (piece, *answers) in zip(texts, zip(*columns, strict=True), strict=True)
    )
