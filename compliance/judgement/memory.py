"""What the corpora remember (记忆): counts of tokens, precedents of statements, and wordings of words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from compliance.judgement.channels import Background
from compliance.judgement.precedents import Precedents
from compliance.judgement.wordings import Wordings

CHANNELS = ("pairs", "concepts", "folded")


@dataclass(frozen=True, slots=True)
class Memory:
    """Everything that was learnt by counting; the models weigh what it says of a facet and a clause."""

    backgrounds: Mapping[str, Background] = field(default_factory=lambda: {name: Background() for name in CHANNELS})
    precedents: Precedents = field(default_factory=lambda: Precedents({}))
    wordings: Wordings = field(default_factory=lambda: Wordings({}, {}))
