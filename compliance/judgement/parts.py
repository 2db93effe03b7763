"""Essential parts (要件): what a facet's kind of thing consists of, and which of it the evidence does not show.

An indicator lists its parts; `with_parts` names those that neither the evidence nor its sentence shows, so that the
answer can say “已成立领导小组，未见组长与成员单位”.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from compliance.judgement.judging import Judgement, JudgingContext
from compliance.terms import Facet, Status


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


def absent_parts(facet: Facet, judgement: Judgement, context: JudgingContext, parts: Sequence[Part]) -> tuple[str, ...]:
    """The names of the asked parts that no evidence shows, in the order given; nothing where there is no evidence."""
    if not judgement.evidence:
        return ()
    text = said(judgement, context)
    return tuple(
        part.name for part in parts if _is_asked(part, facet, context.siblings) and not part.shown.search(text)
    )


def with_parts(facet: Facet, judgement: Judgement, context: JudgingContext, parts: Sequence[Part]) -> Judgement:
    """The judgement with its absent parts named, where something was found that can lack a part."""
    if judgement.status not in (Status.MET, Status.PARTIAL, Status.PLANNED):
        return judgement
    return replace(judgement, absent_parts=absent_parts(facet, judgement, context, parts))
