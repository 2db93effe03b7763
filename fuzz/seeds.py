"""The first corpus of a parser: its sample, and every input that its own tests hand to it."""

from __future__ import annotations

import ast
import functools
import hashlib
from importlib import import_module
from pathlib import Path

import pytest
from targets import Target

from samples import SAMPLES

ROOT = Path(__file__).parents[1]
_MOST, _LONGEST = 600, 32 * 1024


def write_seeds(target: Target, folder: Path) -> int:
    """Write the corpus; returns how many inputs there are."""
    files = [make() for name, make in SAMPLES.items() if name == target.name]
    inputs = [target.seed(data) for data in (*files, *_from_tests(target))]
    useful = {data: None for data in inputs if data is not None and len(data) <= _LONGEST}
    for data in list(useful)[:_MOST]:
        (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    return len(useful)


def _from_tests(target: Target) -> list[bytes]:
    """What the tests call the entry with; they run here, their outcome is not looked at."""
    module_name, function = target.entry.split(":")
    module = import_module(f"compliance.{module_name}")
    original, found = getattr(module, function), []

    @functools.wraps(original)
    def recording(data: bytes | str, *arguments: object, **named: object) -> object:
        found.append(data if isinstance(data, bytes) else data.encode("utf-8", "ignore"))
        return original(data, *arguments, **named)

    setattr(module, function, recording)
    files = [str(path) for pattern in target.tests for path in sorted((ROOT / "tests").glob(pattern))]
    pytest.main([*files, "-qq", "--no-header", "--no-summary", "-p", "no:cacheprovider", "--rootdir", str(ROOT)])
    setattr(module, function, original)
    return found


def words_of(target: Target) -> list[str]:
    """The texts that stand in the parser's own modules: names of elements, attributes, values, control words."""
    words = {}
    for pattern in target.modules:
        for path in sorted((ROOT / "compliance").glob(pattern)):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
                    text = node.value if isinstance(node.value, str) else node.value.decode("latin-1")
                    words |= dict.fromkeys(word for word in text.split() if 0 < len(word) <= 40)
    return list(words)
