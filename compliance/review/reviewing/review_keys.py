"""The keys of the review page (快捷键): the usual ones, a reviewer's own, what each is called. Pure: no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
COMMAND_NAMES = {
    "accept": gettext_lazy("同意"),
    "change": gettext_lazy("改判"),
    "evidence": gettext_lazy("标为依据"),
    "comment": gettext_lazy("批注"),
    "ask": gettext_lazy("询问区县"),
    "undo": gettext_lazy("撤销"),
    "next": gettext_lazy("下一条"),
    "previous": gettext_lazy("上一条"),
    "next_gap": gettext_lazy("下一缺口"),
    "filter": gettext_lazy("筛选"),
    "help": gettext_lazy("快捷键"),
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


def in_words(fault: KeyFault) -> str:
    """What a reader is told of it."""
    names = {"command": COMMAND_NAMES[fault.command], "key": fault.key[:20]}
    if fault.other:
        told = _("“%(other)s”和“%(command)s”用了同一个键“%(key)s”，请把其中一个换成别的键。")
        return told % {**names, "other": COMMAND_NAMES[fault.other]}
    return _("“%(command)s”的键“%(key)s”不能用：请只填一个字母、数字或符号，不用则留空。") % names


def own_keys(chosen: Mapping[str, str]) -> dict[str, str]:
    """What differs from the usual keys, to be stored."""
    return {command: key for command, key in chosen.items() if key != USUAL_KEYS[command]}


def _is_key(key: str) -> bool:
    # Keys that need an input method never reach the page as one key.
    return len(key) == 1 and key.isascii() and key.isprintable() and not key.isspace()


def _kept(key: object, usual: str) -> str:
    return key if isinstance(key, str) and (key == "" or _is_key(key)) else usual
