"""The cue words of cues.toml, by group, as compiled patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

BLANK = "□"
# Not the name of a group: (?P<same>…).
_NAME = re.compile(r"(?<!\?P)<(\w+)>")


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry of cues.toml: a pattern over a masked comma part, with its own examples."""

    group: str
    pattern: str  # word lists put in
    matches: tuple[str, ...]
    not_matches: tuple[str, ...]
    before_masks: bool = False  # looked for before idioms are blanked out


@cache
def load_cues() -> tuple[Cue, ...]:
    """Every cue, in the file's order."""
    data = tomllib.loads(files(__package__).joinpath("cues.toml").read_text("utf-8"))
    words = {name: "|".join(listed) for name, listed in data["words"].items()}
    return tuple(
        Cue(
            entry["group"],
            with_words(entry["pattern"], words),
            tuple(entry["matches"]),
            tuple(entry["not_matches"]) if "not_matches" in entry else (),
            bool(entry.get("before_masks", False)),
        )
        for entry in data["cue"]
    )


def with_words(pattern: str, words: Mapping[str, str]) -> str:
    """The pattern with each <name> replaced by the alternatives of that word list; KeyError for an unknown one."""
    return _NAME.sub(lambda match: f"(?:{words[match[1]]})", pattern)


@cache
def patterns(name: str, before_masks: bool = False) -> tuple[re.Pattern[str], ...]:
    """The patterns of a group, in the file's order."""
    return tuple(re.compile(c.pattern) for c in load_cues() if c.group == name and c.before_masks is before_masks)


def first(name: str, text: str, start: int = 0, before_masks: bool = False) -> re.Match[str] | None:
    """The leftmost match of a group from `start` on, among equals that of the pattern listed first.

    One search a pattern: joined into one alternation they lose their literal beginnings and take four times as long.
    """
    found: re.Match[str] | None = None
    for pattern in patterns(name, before_masks):
        match = pattern.search(text, start)
        if match and (found is None or match.start() < found.start()):
            found = match
    return found


def blanked(name: str, text: str) -> str:
    """The text with every match of a group replaced by □ at equal length."""
    for pattern in patterns(name):
        text = pattern.sub(lambda match: BLANK * len(match[0]), text)
    return text
