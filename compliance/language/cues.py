"""The cue words of cues.toml, by group, as compiled patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

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
def group(name: str, before_masks: bool = False) -> re.Pattern[str]:
    """All patterns of a group as one; the leftmost match wins, among equals the one listed first."""
    patterns = [cue.pattern for cue in load_cues() if cue.group == name and cue.before_masks is before_masks]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
