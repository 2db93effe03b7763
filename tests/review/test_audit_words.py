"""Everything that is written into the audit log has words that an office reads."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import compliance.review
from compliance.review.auditing import audit_words
from compliance.review.models import RemarkKind

FOLDER = Path(compliance.review.__file__).parent
# The name of the function that writes → which of its arguments is the action.
WRITERS = {"record": 1, "record_on": 1, "_record_each": 1}
OF_EVERY_ENTRY = {"actor", "target", "district"}


def entries() -> Iterator[tuple[set[str], set[str]]]:
    """Of each call in the program that writes an entry: the actions it may write, and the names of its details."""
    for path in FOLDER.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(call, ast.Call) or len(call.args) < 2:
                continue
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if name in WRITERS:
                said = {part.value for part in ast.walk(call.args[1]) if isinstance(part, ast.Constant)}
                yield {text for text in said if isinstance(text, str)}, {each.arg or "" for each in call.keywords}


ACTIONS = {action for actions, _ in entries() for action in actions} | {kind.value for kind in RemarkKind}
DETAILS = {name for _, names in entries() for name in names} - OF_EVERY_ENTRY - {""}


def test_the_program_writes_the_entries_that_are_looked_for():
    assert {"sign_in", "upload_draft", "decide", "settle", "open_problem", "learn", "view"} <= ACTIONS


@pytest.mark.parametrize("action", sorted(ACTIONS))
def test_every_action_of_the_log_has_words(action):
    assert audit_words.name_of(action) != action


def test_nothing_is_named_that_is_never_written():
    assert set(audit_words.ACTION_NAMES) == ACTIONS


@pytest.mark.parametrize("name", sorted(DETAILS))
def test_every_detail_of_an_entry_has_words(name):
    assert audit_words.field_name(name) != name
