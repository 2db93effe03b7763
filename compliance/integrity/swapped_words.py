"""Words swapped by a synonym spinner (同义替换): 义务训练 for 义务教育. Which words, and how the text read before."""

from __future__ import annotations

from compliance.integrity.passages import around, blocks_of, distinct, normal, short, warning
from compliance.language.restoration import Swapped, find_swaps, is_spun, restore
from compliance.language.sentences import clauses_by_block
from compliance.terms import Submission, Warning

CHECK = "swapped_words"


def swapped_words(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each paragraph or table with swapped words; its quotes are the clauses that hold them."""
    spun = [is_spun("\n".join(normal(b.text).text for b in d.blocks)) for d in submission.documents]
    clauses = clauses_by_block(submission)
    found: list[Warning] = []
    for document, block in blocks_of(submission):
        copy = normal(block.text)
        hits = _told(find_swaps(copy.text, spun[document]))
        spans = distinct(
            around(document, block, clauses.get((document, block.index), ()), *copy.original(hit.start, hit.end))
            for hit in hits
        )
        if spans:
            message = _message(hits, [submission.quote(span) for span in spans], spun[document])
            found.append(warning(submission, CHECK, spans, message))
    return tuple(found)


def _told(hits: tuple[Swapped, ...]) -> tuple[Swapped, ...]:
    """The swaps to tell of: weak ones (老师, 同学) are everyday words and count only beside a certain one."""
    certain = any(hit.certain for hit in hits)
    return tuple(hit for hit in hits if hit.certain or hit.strong or certain)


def _message(hits: tuple[Swapped, ...], quotes: list[str], spun: bool) -> str:
    pairs = "、".join(dict.fromkeys(f"“{hit.swapped}”应为“{hit.original}”" for hit in hits))
    readings = "；".join(f"“{short(restore(normal(quote).text, spun).text)}”" for quote in quotes[:3])
    more = " 等" if len(quotes) > 3 else ""
    return f"词语疑被同义词替换：{pairs}。可还原为{readings}{more}。请对照原件改回。"
