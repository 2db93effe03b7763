"""The keys of the review page (快捷键): the usual ones, and a reviewer's own. Pure: no database."""

from __future__ import annotations

from collections.abc import Mapping

from compliance.errors import ComplianceError

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


def own_keys(chosen: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    """What differs from the usual keys, to be stored. `names` says in words what each command does.

    Raises ComplianceError for what is no single character, and for a key that two commands share.
    """
    taken: dict[str, str] = {}
    keys = {command: chosen.get(command, usual).strip().lower() for command, usual in USUAL_KEYS.items()}
    for command, key in keys.items():
        if not key:
            continue
        if not _is_key(key):
            raise ComplianceError(f"“{names[command]}”的键“{key[:20]}”不行：请只填一个字母、数字或符号，不用则留空。")
        if key in taken:
            raise ComplianceError(
                f"“{names[taken[key]]}”和“{names[command]}”用了同一个键“{key}”，请把其中一个换成别的键。"
            )
        taken[key] = command
    return {command: key for command, key in keys.items() if key != USUAL_KEYS[command]}


def _is_key(key: str) -> bool:
    # Keys that need an input method never reach the page as one key.
    return len(key) == 1 and key.isascii() and key.isprintable() and not key.isspace()


def _kept(key: object, usual: str) -> str:
    return key if isinstance(key, str) and (key == "" or _is_key(key)) else usual
