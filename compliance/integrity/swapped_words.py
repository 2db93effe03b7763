"""Words swapped by a synonym spinner (同义替换): 义务训练 for 义务教育. Which words, and how the text read before."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.integrity.passages import around, blocks_of, clauses_by_block, distinct, normal, short, warning
from compliance.language.restoration import Swapped, find_swaps, is_spun, restore
from compliance.terms import Span, Submission, Warning

CHECK = "swapped_words"

_PAIRS_TOLD, _READINGS_TOLD = 12, 3  # enough to see what was done; the quotes hold the rest


def swapped_words(submission: Submission) -> tuple[Warning, ...]:
    """One warning for a document that was spun, else for each paragraph or table with swapped words.

    Its quotes are the clauses that hold them. That a text was spun is one thing to look into, and to replace by its
    original as a whole, however many words there are.
    """
    spun = [is_spun("\n".join(normal(b.text).text for b in d.blocks)) for d in submission.documents]
    groups: dict[tuple[int, int], tuple[list[Swapped], list[Span]]] = {}
    for document, block, hits, spans in _passages(submission, spun):
        told = groups.setdefault((document, -1 if spun[document] else block), ([], []))
        told[0].extend(hits)
        told[1].extend(spans)
    return tuple(
        warning(submission, CHECK, spans, _message(hits, [submission.quote(span) for span in spans], spun[document]))
        for (document, _), (hits, spans) in groups.items()
    )


def _passages(
    submission: Submission, spun: list[bool]
) -> Iterator[tuple[int, int, tuple[Swapped, ...], tuple[Span, ...]]]:
    """(document, block, swaps, the clauses that hold them) of each block that has any."""
    clauses = clauses_by_block(submission)
    for document, block in blocks_of(submission):
        copy = normal(block.text)
        hits = _told(find_swaps(copy.text, spun[document]))
        held = clauses.get((document, block.index), ())
        spans = distinct(around(document, block, held, *copy.original(hit.start, hit.end)) for hit in hits)
        if spans:
            yield document, block.index, hits, spans


def _told(hits: tuple[Swapped, ...]) -> tuple[Swapped, ...]:
    """The swaps to tell of: weak ones (老师, 同学) are everyday words and count only beside a certain one."""
    certain = any(hit.certain for hit in hits)
    return tuple(hit for hit in hits if hit.certain or hit.strong or certain)


def _message(hits: list[Swapped], quotes: list[str], spun: bool) -> str:
    words = list(dict.fromkeys(f"“{hit.swapped}”应为“{hit.original}”" for hit in hits))
    pairs = "、".join(words[:_PAIRS_TOLD]) + ("等" if len(words) > _PAIRS_TOLD else "")
    readings = "；".join(f"“{short(restore(normal(quote).text, spun).text)}”" for quote in quotes[:_READINGS_TOLD])
    more = " 等" if len(quotes) > _READINGS_TOLD else ""
    places = f"（全文共{len(quotes)}处）" if spun and len(quotes) > 1 else ""
    return f"词语疑被同义词替换{places}：{pairs}。可还原为{readings}{more}。请对照原件改回。"
