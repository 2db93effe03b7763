"""Who is named as doing something (行为主体), by kind: inspectors, their office, leaders, schools, other bodies.

Coarser than a clause's subject (subjects.py), which tells whether a fact is the submitter's: a county's health office
and its inspection office are both departments of its own, and only one of them inspects.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

# So many characters before a body may hold what makes it no doer: 深入全县12所.
_LOOK_BACK = 8


@dataclass(frozen=True, slots=True)
class _Words:
    """actors.toml, compiled."""

    kinds: tuple[str, ...]
    bodies: re.Pattern[str]  # a group for each kind
    not_bodies: re.Pattern[str]
    not_acting: re.Pattern[str]  # what stands just before a body that does nothing


@cache
def _words() -> _Words:
    data = tomllib.loads(files(__package__).joinpath("actors.toml").read_text("utf-8"))
    kinds: dict[str, list[str]] = data["kinds"]
    return _Words(
        tuple(kinds),
        re.compile("|".join(f"(?P<{kind}>{'|'.join(words)})" for kind, words in kinds.items())),
        re.compile("|".join(data["not_bodies"])),
        re.compile(f"(?:{'|'.join(data['not_acting_after'])})(?:{'|'.join(data['between'])})?$"),
    )


def actor_kinds() -> tuple[str, ...]:
    """Every kind of body, in a fixed order."""
    return _words().kinds


@lru_cache(maxsize=16384)
def named_actors(text: str) -> tuple[tuple[str, bool], ...]:
    """The kinds of body that a normalised text names, in order, each with whether it acts there."""
    words = _words()
    masked = words.not_bodies.sub(lambda match: "□" * len(match[0]), text)
    return tuple(
        (str(match.lastgroup), not words.not_acting.search(masked[max(0, match.start() - _LOOK_BACK) : match.start()]))
        for match in words.bodies.finditer(masked)
    )


def acting(text: str) -> str:
    """The first kind of body that acts in a text; "" where none is named as acting."""
    return next((kind for kind, acts in named_actors(text) if acts), "")
