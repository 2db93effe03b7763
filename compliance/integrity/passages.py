"""From a place in a block to the passage that a warning quotes: the clause, table row or line around it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from compliance.language.normalise import Normalised, normalise
from compliance.language.quantities import find_quantities
from compliance.language.sentences import clauses_by_block
from compliance.terms import Block, Clause, Place, Quantity, Span, Submission, Warning

# Long enough to be told apart, short enough to read in a message.
_LONGEST_QUOTE = 60
_SENTENCE_END = frozenset("。！？；;!?\n")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_KIND_OF_SCHOOL = re.compile(r"(?:普惠性?|公办|民办|义务教育|农村|乡镇|城区|中小)*(?:幼儿园|园|学校|小学|初中|中学|校)")
# Kinds of subjects whose numbers and deeds are not those of all that the submission is about.
OTHERS = ("neighbour", "superior", "school", "some")


def is_own_and_current(clause: Clause) -> bool:
    """Whether a clause speaks of all that the submission is about, and not of the year before."""
    previous = clause.period is not None and clause.period.relative == "previous"
    own = clause.subject.kind not in OTHERS or names_a_kind(clause) or _is_of_a_level(clause)
    return own and not previous


def _is_of_a_level(clause: Clause) -> bool:
    """Whether what was taken for a superior only says of which level something is: 36所通过市级验收."""
    return clause.subject.kind == "superior" and clause.subject.text.endswith("级")


def names_a_kind(clause: Clause) -> bool:
    """Whether the school that a clause is of is a kind of them: 普惠性幼儿园覆盖率达到81.6%."""
    return clause.subject.kind == "school" and bool(_KIND_OF_SCHOOL.fullmatch(clause.subject.text))


def names_other_years(submission: Submission, clause: Clause) -> bool:
    """Whether a clause names a year that is none of the submission's period."""
    own = _YEAR.findall(submission.period)
    return bool(own) and not set(_YEAR.findall(clause.text)) <= set(own)


@lru_cache(maxsize=2048)
def normal(text: str) -> Normalised:
    """The normalised copy of a text; the checks ask for the same blocks again and again."""
    return normalise(text)


_by_block = lru_cache(maxsize=1)(clauses_by_block)  # grouped once for all the warnings of a submission


@lru_cache(maxsize=8192)
def numbers(text: str) -> tuple[Quantity, ...]:
    """The quantities of a normalised text; several checks ask for those of the same sentence."""
    return find_quantities(text)


def blocks_of(submission: Submission) -> Iterator[tuple[int, Block]]:
    """Every block with the index of its document."""
    for number, document in enumerate(submission.documents):
        for block in document.blocks:
            yield number, block


def around(document: int, block: Block, clauses: Sequence[Clause], start: int, end: int) -> Span:
    """The passage that holds start:end of the block's text: its clauses, else its line (a table's header row)."""
    held = [c for c in clauses if c.start < end and start < c.end]
    if held:
        return Span(document, block.index, min(held[0].start, start), max(held[-1].end, end))
    first = block.text.rfind("\n", 0, start) + 1
    last = block.text.find("\n", end)
    return Span(document, block.index, first, last if last >= 0 else len(block.text))


def distinct(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans without repetitions and without those inside another, in the order given."""
    kept: list[Span] = []
    for span in spans:
        if not any(_inside(span, other) for other in kept):
            kept = [other for other in kept if not _inside(other, span)] + [span]
    return tuple(kept)


def joined(submission: Submission, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Neighbouring passages of one sentence as one: 联系人：___，电话：___."""
    result: list[Span] = []
    for span in spans:
        last = result[-1] if result else None
        if last and (last.document, last.block) == (span.document, span.block) and last.end <= span.start:
            between = submission.quote(Span(last.document, last.block, last.end, span.start))
            if len(between) <= 2 and not _SENTENCE_END.intersection(between):
                result[-1] = Span(last.document, last.block, last.start, span.end)
                continue
        result.append(span)
    return tuple(result)


def _inside(inner: Span, outer: Span) -> bool:
    same = (inner.document, inner.block) == (outer.document, outer.block)
    return same and outer.start <= inner.start and inner.end <= outer.end


def warning(
    submission: Submission, check: str, spans: Sequence[Span], message: str, severity: str = "warning"
) -> Warning:
    """A warning that quotes its spans, at the place of the first."""
    quotes = tuple(submission.quote(span) for span in spans)
    first = spans[0] if spans else None
    place = submission.documents[first.document].blocks[first.block].place_at(first.start) if first else Place()
    return Warning(check, tuple(spans), quotes, place, message, severity)


def sentence_of(submission: Submission, clause: Clause) -> tuple[Span, str]:
    """The sentence (or table row) of a clause: its span and its normalised text."""
    first, last = submission.clauses[clause.sentence[0]], submission.clauses[clause.sentence[1] - 1]
    span = Span(clause.document, clause.block, first.start, last.end)
    return span, normal(submission.quote(span)).text


def sentences(submission: Submission) -> Iterator[tuple[Clause, Span, str]]:
    """Every sentence and table row once: its first clause, its span, its normalised text."""
    for clause in submission.clauses:
        if clause.index == clause.sentence[0]:
            yield clause, *sentence_of(submission, clause)


def narrowed(submission: Submission, span: Span, start: int, end: int) -> Span:
    """The clauses of a passage that hold start:end of its normalised text."""
    copy = normal(submission.quote(span))
    first, last = copy.original(start, min(end, len(copy.text)))
    clauses = _by_block(submission).get((span.document, span.block), [])
    # Clauses of a block follow each other, so that both ends are found by halving: a block may hold thousands.
    begin = bisect_right(clauses, span.start + first, key=lambda clause: clause.end)
    behind = bisect_left(clauses, span.start + last, key=lambda clause: clause.start)
    return Span(span.document, span.block, clauses[begin].start, clauses[behind - 1].end) if begin < behind else span


def plain_number(value: Decimal) -> str:
    """A number without trailing zeros, as a message shows it."""
    return f"{value.normalize():f}"


def last_place(value: Decimal) -> Decimal:
    """One unit in the last place that a number states: 0.1 for 5.6."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring 汉字 of a text."""
    runs = _HAN.findall(text)
    return frozenset(run[i : i + 2] for run in runs for i in range(len(run) - 1))


def short(text: str) -> str:
    """A quote as a message shows it: on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[: _LONGEST_QUOTE - 1]}…"
