"""The keys of the review page (快捷键): the usual ones, and a reviewer's own. Pure: no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# Letters that lie under the left hand decide, those under the right hand move; "?" and "/" as elsewhere on the web.
USUAL_KEYS = {
    "accept": "a",
    "change": "c",
    "evidence": "e",
    "comment": "m",
    "ask": "q",
    "undo": "u",
    "next": "j",
    "previous": "k",
    "next_gap": "g",
    "filter": "/",
    "help": "?",
}


def keys_of(own: object) -> dict[str, str]:
    """command → key: the usual ones with a user's own in their place; "" for a command without a key.

    What is stored may be older than this program: what is no command, or no key, is left out.
    """
    kept = own if isinstance(own, Mapping) else {}
    return {command: _kept(kept.get(command), usual) for command, usual in USUAL_KEYS.items()}


@dataclass(frozen=True, slots=True)
class KeyFault:
    """Why keys cannot be used: `key` is none, or the one that `command` shares with `other`."""

    command: str
    key: str
    other: str = ""


def fault_in(chosen: Mapping[str, str]) -> KeyFault | None:
    """The first command whose key is no single character, or another command's already; "" means no key."""
    taken: dict[str, str] = {}
    for command, key in chosen.items():
        if key and not _is_key(key):
            return KeyFault(command, key)
        if key and key in taken:
            return KeyFault(command, key, taken[key])
        taken[key] = command
    return None


def own_keys(chosen: Mapping[str, str]) -> dict[str, str]:
    """What differs from the usual keys, to be stored."""
    return {command: key for command, key in chosen.items() if key != USUAL_KEYS[command]}


def _is_key(key: str) -> bool:
    # Keys that need an input method never reach the page as one key.
    return len(key) == 1 and key.isascii() and key.isprintable() and not key.isspace()


def _kept(key: object, usual: str) -> str:
    return key if isinstance(key, str) and (key == "" or _is_key(key)) else usual
