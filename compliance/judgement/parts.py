"""Essential parts (要件): what a facet's kind of thing consists of, and which of it the evidence does not show.

An indicator lists its parts; `with_parts` names those that neither the evidence nor its sentence shows, so that the
answer can say “已成立领导小组，未见组长与成员单位”.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from compliance.judgement.judging import Judgement, JudgingContext
from compliance.language.sentences import clauses_by_block
from compliance.terms import Facet, Polarity, Status

# A clause from here on came close enough that a part which it names is not absent.
_CLOSE = 0.1


@dataclass(frozen=True, slots=True)
class Part:
    """One essential part: its Chinese name, what shows it, and which statements it belongs to.

    `asked` limits the part to statements that it matches; None asks it of every statement of the indicator.
    `own_facet` matches a sibling's statement that asks for the part itself: then it is judged there, not here.
    """

    name: str
    shown: re.Pattern[str]
    asked: re.Pattern[str] | None = None
    own_facet: re.Pattern[str] | None = None


def _is_asked(part: Part, facet: Facet, siblings: Sequence[Facet]) -> bool:
    if part.asked is not None and not part.asked.search(facet.statement):
        return False
    return part.own_facet is None or not any(part.own_facet.search(sibling.statement) for sibling in siblings)


def said(judgement: Judgement, context: JudgingContext) -> str:
    """The sentences of the evidence, normalised and joined."""
    return "，".join(context.sentence(reading.clause) for reading in judgement.evidence)


def told(judgement: Judgement, context: JudgingContext) -> str:
    """The paragraphs and table rows that hold the evidence, and every clause that came close to it, normalised."""
    rows = {r.clause.index for r in judgement.evidence if r.clause.values}
    blocks = {(r.clause.document, r.clause.block) for r in judgement.evidence if not r.clause.values}
    close = {r.clause.index for r in judgement.readings if r.relevance >= _CLOSE and r.polarity is not Polarity.NEAR}
    clauses, by_block = context.submission.clauses, _by_block(context.submission)
    in_blocks = {clause.index for block in blocks for clause in by_block[block]}
    return "，".join(clauses[index].text for index in sorted(in_blocks | rows | close))


# Asked for by every facet of a submission.
_by_block = lru_cache(maxsize=1)(clauses_by_block)


def absent_parts(
    facet: Facet, judgement: Judgement, context: JudgingContext, parts: Sequence[Part], text: str = ""
) -> tuple[str, ...]:
    """The names of the asked parts that no evidence shows, in the order given; nothing where there is no evidence.

    `text` is where to look for them, by default the sentences of the evidence.
    """
    if not judgement.evidence:
        return ()
    text = text or said(judgement, context)
    return tuple(
        part.name for part in parts if _is_asked(part, facet, context.siblings) and not part.shown.search(text)
    )


def with_parts(
    facet: Facet, judgement: Judgement, context: JudgingContext, parts: Sequence[Part], text: str = ""
) -> Judgement:
    """The judgement with its absent parts named, where something was found that can lack a part.

    Those that a rule has named already stay. `text` is where to look, by default the sentences of the evidence.
    """
    if judgement.status not in (Status.MET, Status.PARTIAL, Status.PLANNED):
        return judgement
    found = absent_parts(facet, judgement, context, parts, text)
    return replace(judgement, absent_parts=tuple(dict.fromkeys((*judgement.absent_parts, *found))))
