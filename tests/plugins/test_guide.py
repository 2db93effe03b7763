"""The plugin author's guide does what it says: its examples are written to files and run."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

from compliance import hookspecs, plugin_testing
from compliance.language.concepts import KINDS
from compliance.registry import Registry
from compliance.schemes import load_scheme, note_unknown_indicators
from compliance.schemes.validation import COMPARATORS

GUIDE = (Path(__file__).parents[2] / "docs" / "plugins.md").read_text("utf-8")
BLOCKS = dict(re.findall(r"```(?:python|toml)\n# file: (\S+)\n(.*?)```", GUIDE, re.S))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The guide's single-file plugins and its scheme, in one folder."""
    for name in ("counselling.py", "schemes.py", "lanxi-2024.toml"):
        (tmp_path / name).write_text(BLOCKS[name], encoding="utf-8")
    return tmp_path


def test_the_single_file_plugin_is_found(folder: Path) -> None:
    registry = Registry.load(folder)
    assert registry.problems == ()
    assert registry.indicators["counselling"].looks_for == "心理咨询室和心理教师"
    assert registry.origins["lanxi-2024"] == "schemes"


def test_the_words_of_the_single_file_plugin_pass_their_own_tests(folder: Path) -> None:
    class Judged:
        status = plugin_testing.Status.MET
        quotes = ()

    rows = plugin_testing.test_plugins(Registry.load(folder), lambda *_: Judged())
    words = [row for row in rows if row.plugin == "counselling" and row.kind != "example"]
    assert [(row.kind, row.passed) for row in words] == [("matches", True), ("not_matches", True)]


def test_the_scheme_loads_with_and_without_the_plugin_that_it_names(folder: Path) -> None:
    registry = Registry.load(folder)
    scheme = load_scheme(folder / "lanxi-2024.toml", registry)
    assert scheme == load_scheme("lanxi-2024", registry)
    assert note_unknown_indicators(scheme, registry) == ()
    (note,) = note_unknown_indicators(scheme, Registry.load())
    assert "指标“counselling”没有对应的插件" in note.message


def test_the_folder_plugin_registers_like_the_first_party_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "counselling"
    package.mkdir()
    (package / "__init__.py").write_text(BLOCKS["plugins/counselling/__init__.py"], encoding="utf-8")
    monkeypatch.setattr("compliance.plugins.__path__", [str(tmp_path)])
    monkeypatch.delitem(sys.modules, "compliance.plugins.counselling", raising=False)
    registry = Registry.load()
    assert registry.problems == ()
    assert registry.indicators["counselling"].title == "心理健康"
    assert registry.plugins[0].origin == "内置"


def test_the_distribution_names_the_group_that_is_searched() -> None:
    points = tomllib.loads(BLOCKS["pyproject.toml"])["project"]["entry-points"]
    assert points == {hookspecs.PROJECT: {"lanxi": "counselling"}}


def test_every_hook_kind_and_comparator_is_in_the_guide() -> None:
    hooks = [name for name in vars(hookspecs) if name.startswith("register_")]
    words = " ".join(GUIDE.split())
    assert [name for name in (*hooks, *KINDS, *COMPARATORS) if name not in words] == []
